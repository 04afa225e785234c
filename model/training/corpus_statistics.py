"""Counts what is usual in each style of a corpus: ranges, stacks, densities, expression. Needs no extra."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, PITCH, Corpus
from model.engine.engine import CorpusStatistics
from model.music.config import BAR, DRUMS, MAX_BAR_NOTES, N_PARTS, N_PITCHES, N_STYLES
from model.music.events import COMMON_TIME

_ODDEST_SHARE = 0.01  # notes outside a part's usual range count as mistakes of the files
_FEW_NOTES = 50
_FEW_NOTES_OF_STYLE = 500
_FEW_PHRASES = 5.0
_USUAL_SHARE_IN_BAR = 0.97
_USUAL_SHARE_OF_RUNS = 0.999
_MOST_IN_A_RUN = 24
_USUAL_SHARE_TOGETHER = 0.95  # several tracks of a family are merged; the largest stacks are no single player


def corpus_statistics(corpus: Corpus) -> CorpusStatistics:
    """Usual range, chord size and density of each part in the training pieces."""
    events = corpus.events
    lowest, highest = np.zeros((N_STYLES, N_PARTS), np.int64), np.full((N_STYLES, N_PARTS), 127, np.int64)
    lowest[:, DRUMS], highest[:, DRUMS] = 128, N_PITCHES - 1
    most_together, most_in_four_beats = np.ones((N_STYLES, N_PARTS), np.int64), np.full(N_PARTS, 8, np.int64)
    bar = np.cumsum(events[:, PART] == BAR) - 1
    place = bar * 256 + events[:, 1]
    common_time = corpus.bar_ticks[bar] == COMMON_TIME.bar_ticks
    longest_run = np.full(N_PARTS, MAX_BAR_NOTES, np.int64)
    piece = np.repeat(np.arange(len(corpus.names)), np.diff(corpus.event_starts))
    is_training = ~corpus.is_valid[piece]
    for part in range(N_PARTS):
        mine = (events[:, PART] == part) & is_training
        if mine.sum() < _FEW_NOTES:
            continue
        chosen = np.flatnonzero(mine)
        style = corpus.style[piece[chosen]]
        for number in range(N_STYLES):
            of_style = chosen[style == number]
            usual = of_style if len(of_style) >= _FEW_NOTES_OF_STYLE else chosen
            shares = (_ODDEST_SHARE, 1 - _ODDEST_SHARE)
            lowest[number, part], highest[number, part] = np.quantile(events[usual, PITCH], shares, method="nearest")
            _, together = np.unique(place[usual], return_counts=True)
            most_together[number, part] = np.quantile(together, _USUAL_SHARE_TOGETHER, method="nearest")
        if part != DRUMS:
            longest_run[part] = _longest_run(events[mine, PITCH].astype(np.int64), piece[mine])
        _, in_bar = np.unique(bar[mine & common_time], return_counts=True)
        if len(in_bar):
            most_in_four_beats[part] = np.quantile(in_bar, _USUAL_SHARE_IN_BAR, method="nearest")
    return CorpusStatistics(
        lowest, highest, most_together, most_in_four_beats, longest_run, usual_expression(corpus), usual_density(corpus)
    )


def _longest_run(pitches: NDArray[np.int64], piece: NDArray[np.int64]) -> int:
    """Length of a part's runs on one pitch, all but the longest."""
    ends = np.flatnonzero(np.append((np.diff(pitches) != 0) | (np.diff(piece) != 0), True))
    runs = np.diff(ends, prepend=-1)
    return min(int(np.quantile(runs, _USUAL_SHARE_OF_RUNS, method="nearest")), _MOST_IN_A_RUN)


def usual_expression(corpus: Corpus) -> NDArray[np.float32]:
    """Mean manner of a style's phrases, shape = (N_STYLES, len(EXPRESSION))."""
    manner = corpus.manner.astype(np.float32)
    piece = np.repeat(np.arange(len(corpus.names)), np.diff(corpus.phrase_starts))
    weight = (corpus.weight * ~corpus.is_valid)[piece]
    rows = []
    for style in range(N_STYLES):
        mine = weight * (corpus.style[piece] == style)
        rows.append((mine[:, None] * manner).sum(axis=0) / max(float(mine.sum()), 1e-9))
    return np.array(rows, np.float32)


def usual_density(corpus: Corpus) -> NDArray[np.float32]:
    """Mean density of each part in the phrases of a style that have it, shape = (N_STYLES, N_PARTS).

    A part that a style hardly knows plays as it does in all styles together.
    """
    density = corpus.density.astype(np.float32)
    piece = np.repeat(np.arange(len(corpus.names)), np.diff(corpus.phrase_starts))
    weight = (corpus.weight * ~corpus.is_valid)[piece][:, None] * (density > 0)
    everywhere = (weight * density).sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-9)
    rows = []
    for style in range(N_STYLES):
        mine = weight * (corpus.style[piece] == style)[:, None]
        share = (mine * density).sum(axis=0) + _FEW_PHRASES * everywhere
        rows.append(share / (mine.sum(axis=0) + _FEW_PHRASES))
    return np.array(rows, np.float32)
