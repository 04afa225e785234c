"""Facts of packed pieces, the captions written from them, and the captions' text vectors.

Runs once, when a corpus is prepared; loads the text encoder (see `model.text.embedding`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.corpus.captions import Facts, captions
from model.corpus.corpus import PART, Corpus, stored_metre
from model.engine.feature_values import EXPRESSION
from model.music.config import BAR, MODES, N_PARTS, N_STYLES, PARTS, STYLES, TEXT_WIDTH, TICKS_PER_QUARTER
from model.music.keys import Key

CAPTIONS_PER_PIECE = 4  # about 0.8 ms each; with four a core still prepares 150 files a second
_LEAST_SHARE = 0.03  # a part with fewer of a piece's notes is not worth a word
_AT_ONCE = 256


def piece_facts(corpus: Corpus) -> list[Facts]:
    """Facts of each piece. The key is the common tonic; the original tonic does not matter here."""
    n_pieces = len(corpus.names)
    # The mean over a piece's phrases, each as much as another.
    totals = np.add.reduceat(corpus.manner.astype(np.float32), corpus.phrase_starts[:-1], axis=0)
    means = totals / np.diff(corpus.phrase_starts)[:, None]
    return [
        _facts(corpus, piece, dict(zip(EXPRESSION, means[piece].tolist(), strict=True))) for piece in range(n_pieces)
    ]


def _facts(corpus: Corpus, piece: int, expression: dict[str, float]) -> Facts:
    events = corpus.events[corpus.event_starts[piece] : corpus.event_starts[piece + 1], PART]
    n_notes = np.bincount(events[events != BAR], minlength=N_PARTS)
    bars = slice(corpus.bar_starts[piece], corpus.bar_starts[piece + 1])
    beats = float(corpus.bar_ticks[bars].sum(dtype=np.int64)) / TICKS_PER_QUARTER
    density = float(n_notes.sum()) / max(beats, 1.0)
    played = [int(p) for p in np.argsort(-n_notes) if n_notes[p] >= _LEAST_SHARE * n_notes.sum()]
    style, mode = int(corpus.style[piece]), MODES[int(corpus.mode[piece])]
    usual_bar = np.bincount(corpus.metres[bars] * np.int64(256) + corpus.bar_ticks[bars]).argmax()
    return Facts(
        style=STYLES[style] if 0 <= style < N_STYLES else None,
        tempo_bpm=float(corpus.tempo_bpm[piece]),
        metre=stored_metre(*divmod(int(usual_bar), 256)),
        key=Key(0 if mode == "major" else 9, mode) if mode in ("major", "minor") else None,
        parts=tuple(PARTS[p] for p in played),
        density=density,
        energy=_share(0.5 + 0.3 * expression["level"] + 0.12 * np.log2(max(density, 0.1) / 5.0)),
        swing=_share(0.5 + 0.5 * expression["swing"]),
        articulation=_share(0.6 + 0.6 * expression["articulation"]),
        register=float(np.clip(expression["register"], -1, 1)),
    )


def _share(value: float) -> float:
    return float(np.clip(value, 0.0, 1.0))


def describe(corpus: Corpus, *, n_captions: int = CAPTIONS_PER_PIECE, seed: int = 0) -> NDArray[np.float16]:
    """Text vectors of each piece's captions, shape = (n_pieces, n_captions, TEXT_WIDTH)."""
    from model.text.embedding import text_vector

    texts: list[str] = []
    for piece, facts in enumerate(piece_facts(corpus)):
        texts += captions(facts, np.random.default_rng((seed, piece)), n_captions)
    rows = [text_vector(texts[begin : begin + _AT_ONCE]) for begin in range(0, len(texts), _AT_ONCE)]
    return np.concatenate(rows).astype(np.float16).reshape(-1, n_captions, TEXT_WIDTH)
