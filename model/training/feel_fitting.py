"""Counts how people place notes around the grid, for `model.engine.feel`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import OFFSETS_PER_TICK, PART, POSITION, Corpus
from model.engine.feel import N_PLACES, Feel
from model.music.config import N_PARTS, N_STYLES, TICKS_PER_QUARTER

_FEW_NOTES = 500.0  # a style is trusted over all styles as its notes outnumber these
_FEWEST_NOTES = 30  # of a part in a whole corpus
_USUAL_SPREAD_MS = 5.0

Doubles = NDArray[np.float64]


def fit_feel(corpus: Corpus) -> Feel:
    """Means and spreads in milliseconds of the training files that somebody played; `Feel.plain` without any.

    A note that is off by half a tick or more is at another tick, in files as in generated music.
    """
    style, part, place, late_ms = _played_notes(corpus)
    if not len(late_ms):
        return Feel.plain()
    whole = _moments(part * N_PLACES + place, late_ms, N_PARTS * N_PLACES)
    counts, sums, squares = (each.reshape(1, N_PARTS, N_PLACES) for each in whole)
    by_style = _moments((style * N_PARTS + part) * N_PLACES + place, late_ms, N_STYLES * N_PARTS * N_PLACES)
    shares = [each.reshape(N_STYLES, N_PARTS, N_PLACES) for each in by_style]
    is_known = counts >= _FEWEST_NOTES
    general_mean = np.where(is_known, sums / np.maximum(counts, 1.0), 0.0)
    general_square = np.where(is_known, squares / np.maximum(counts, 1.0), _USUAL_SPREAD_MS**2)
    n = shares[0] + _FEW_NOTES
    mean = (shares[1] + _FEW_NOTES * general_mean) / n
    square = (shares[2] + _FEW_NOTES * general_square) / n
    return Feel(mean.astype(np.float32), np.sqrt(np.maximum(square - mean**2, 0.0)).astype(np.float32))


def _moments(index: NDArray[np.int64], values: Doubles, n: int) -> tuple[Doubles, Doubles, Doubles]:
    """Count, sum and sum of squares by index."""
    counts = np.bincount(index, minlength=n).astype(np.float64)
    sums = np.bincount(index, values, minlength=n).astype(np.float64)
    squares = np.bincount(index, values**2, minlength=n).astype(np.float64)
    return counts, sums, squares


def _played_notes(corpus: Corpus) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Doubles]:
    """Style, part, place and lateness of the notes of played training files whose style is known."""
    n_events = np.diff(corpus.event_starts)
    piece = np.repeat(np.arange(len(n_events)), n_events)
    is_off = np.zeros(len(n_events), bool)
    np.logical_or.at(is_off, piece, corpus.offsets != 0)
    is_used = is_off & ~corpus.is_valid & ~corpus.is_generated & (corpus.style >= 0)
    chosen = np.flatnonzero(is_used[piece] & (corpus.events[:, PART] < N_PARTS))
    position = corpus.events[chosen, POSITION].astype(np.int64)
    tick_ms = 60_000.0 / TICKS_PER_QUARTER / corpus.tempo_bpm[piece[chosen]].astype(np.float64)
    late_ms = corpus.offsets[chosen] / OFFSETS_PER_TICK * tick_ms
    style = corpus.style[piece[chosen]].astype(np.int64)
    return style, corpus.events[chosen, PART].astype(np.int64), position % N_PLACES, late_ms
