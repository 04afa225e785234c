"""The music that Sideman is held against: excerpts of a packed corpus or of a tree of MIDI files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from model.corpus.corpus import Corpus
from model.evaluation.excerpt import Excerpt, from_corpus
from model.music.config import MODES, PHRASE_BARS

MIN_BARS = 8
MIN_NOTES = 16
_TONICS = {"major": 0, "minor": 9}  # of the common tonic


class Sample(NamedTuple):
    """An excerpt and what is known of it. style: index of config.STYLES; key: tonic, 0 major or 1 minor."""

    excerpt: Excerpt
    style: int
    key: tuple[int, int]
    is_real: bool  # neither Sideman's nor another program's


def read_corpus(
    data: Path, index: Path | None, *, n_processes: int, on_progress: Callable[[int, int], None] = lambda *_: None
) -> Corpus:
    """A packed corpus, or a tree of MIDI files with ``index.csv`` (else ``index``) prepared on the fly.

    on_progress: files read, files to read. Raises ValueError or OSError where nothing can be read.
    """
    if not data.is_dir():  # one packed file, or the numbered files of a large corpus
        return Corpus.load(data)
    from model.corpus.prepare import local_pool, prepare
    from model.corpus.sources import find_sources

    if index is None and (data / "index.csv").is_file():
        index = data / "index.csv"
    sources = find_sources(data, index)
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / "corpus.npz"
        prepare(sources, packed, run=local_pool(n_processes), on_progress=lambda n: on_progress(n, len(sources)))
        return Corpus.load(packed)


def samples(
    corpus: Corpus, pieces: Iterable[int], *, n_bars: int, n_each: int, seed: int, whole_only: bool = False
) -> list[Sample]:
    """Up to ``n_each`` excerpts of each piece, cut at phrases, drawn by ``seed``; pieces without a style are left out.

    Shorter pieces count whole from `MIN_BARS` bars on, unless ``whole_only``.
    """
    rng = np.random.default_rng(seed)
    found: list[Sample] = []
    for piece in pieces:
        n_here = int(corpus.bar_starts[piece + 1] - corpus.bar_starts[piece])
        style, mode = int(corpus.style[piece]), MODES[int(corpus.mode[piece])]
        if style < 0 or n_here < (n_bars if whole_only else MIN_BARS):
            continue
        begins = np.arange(0, max(n_here - n_bars, 0) + 1, PHRASE_BARS)
        excerpt = from_corpus(corpus, piece)
        key = (_TONICS.get(mode, 0), int(mode == "minor"))
        for first in sorted(rng.permutation(begins)[:n_each].tolist()):
            window = excerpt.window(first, n_bars)
            if len(window.tick) >= MIN_NOTES:
                found.append(Sample(window, style, key, not bool(corpus.is_generated[piece])))
    return found
