"""Measures expression in packed music: density, level, articulation, register and swing, by phrase of eight bars."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART
from model.engine.feature_values import density_feature
from model.music.config import (
    BAR,
    BASS,
    DRUMS,
    DURATION_CLASSES_TICKS,
    N_PARTS,
    PHRASE_BARS,
    TICKS_PER_QUARTER,
    VELOCITY_STEP,
)
from model.music.events import COMMON_TIME

USUAL_LEVEL = 0.63  # mean velocity of the corpus, as a share of 127
_FEWEST_NOTES = 4  # fewer say nothing of how a phrase is played


def phrase_density(
    events: NDArray[np.uint8], bar_starts: NDArray[np.int64], bar_ticks: NDArray[np.uint8]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Phrase of each bar, shape = (n_bars,), and density of each part in it, shape = (n_phrases, N_PARTS).

    The arrays are those of `corpus.Corpus`; phrases begin anew with each piece.
    """
    bar = np.cumsum(events[:, PART] == BAR) - 1
    bar_in_piece = np.arange(len(bar_ticks)) - np.repeat(bar_starts[:-1], np.diff(bar_starts))
    phrase = np.cumsum(bar_in_piece % PHRASE_BARS == 0) - 1
    notes = events[:, PART] != BAR
    place = phrase[bar[notes]] * N_PARTS + events[notes, PART]
    n_notes = np.bincount(place, minlength=int(phrase[-1] + 1) * N_PARTS).reshape(-1, N_PARTS)
    n_ticks = np.bincount(phrase, weights=bar_ticks.astype(np.float64))
    density = density_feature(n_notes * COMMON_TIME.bar_ticks / n_ticks[:, None])
    return phrase.astype(np.int32), density.astype(np.float32)


def phrase_expression(
    events: NDArray[np.uint8],
    bar_starts: NDArray[np.int64],
    bar_ticks: NDArray[np.uint8],
    phrase: NDArray[np.int32],
) -> NDArray[np.float32]:
    """Expression of each phrase, shape = (n_phrases, 4), in the order and scale of `feature_values.EXPRESSION`."""
    is_note = events[:, PART] != BAR
    bar = (np.cumsum(~is_note) - 1)[is_note]
    part, position, pitch, duration, velocity = events[is_note].T.astype(np.int64)
    of_phrase, n_phrases = phrase[bar], int(phrase[-1]) + 1

    def mean(values: NDArray[Any], chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        total = np.bincount(of_phrase[chosen], values[chosen].astype(np.float64), n_phrases)
        n = np.bincount(of_phrase[chosen], minlength=n_phrases)
        return np.where(n >= _FEWEST_NOTES, total / np.maximum(n, 1), np.nan)

    pitched = part != DRUMS
    bar_begin = np.concatenate([[0], np.cumsum(bar_ticks, dtype=np.int64)])[bar]
    gap = _ticks_to_next_onset(np.searchsorted(bar_starts, bar, side="right"), part, bar_begin + position)
    ticks = np.array(DURATION_CLASSES_TICKS)[duration]
    legato = np.clip(np.log2(ticks / np.maximum(gap, 1)), -2.0, 0.5)
    in_beat = position % TICKS_PER_QUARTER
    late, even = (in_beat >= 14) & (in_beat <= 17), (in_beat >= 11) & (in_beat <= 13)
    rows = [
        4.0 * (mean((velocity + 0.5) * VELOCITY_STEP / 127, part >= 0) - USUAL_LEVEL),
        mean(legato, pitched & (gap > 0)) + 0.5,
        (mean(pitch, pitched & (part != BASS)) - 62.0) / 12.0,
        2.0 * mean(late, late | even) - 1.0,
    ]
    return np.nan_to_num(np.stack(rows, axis=-1)).astype(np.float32)


def _ticks_to_next_onset(
    piece: NDArray[np.int64], part: NDArray[np.int64], tick: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Ticks until the same part strikes again; 0 where it does not within four bars of 4/4."""
    if not len(tick):
        return np.zeros(0, np.int64)
    order = np.lexsort((tick, part, piece))
    voice, onset = (piece * N_PARTS + part)[order], tick[order]
    begins = np.flatnonzero(np.append(True, (voice[1:] != voice[:-1]) | (onset[1:] != onset[:-1])))
    following = np.append(begins[1:], len(order) - 1)
    gap_of_onset = np.where(voice[following] == voice[begins], onset[following] - onset[begins], 0)
    gap = np.empty(len(order), np.int64)
    gap[order] = np.repeat(gap_of_onset, np.diff(np.append(begins, len(order))))
    return np.where(gap <= 4 * COMMON_TIME.bar_ticks, gap, 0)
