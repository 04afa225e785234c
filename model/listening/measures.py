"""Compares an analysis with the truth: figures of one piece."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.listening.analysis import Analysis
from model.listening.truth import Truth
from model.music.config import N_QUALITIES, NO_CHORD

TOLERANCE = 0.02
_OCTAVES = (0.5, 1.0, 2.0)
_TRIADS = np.array([0, 1, 0, 0, 1, 2, 3])  # of each quality: major, minor, diminished, suspended
_NEAR_S = 0.070


class Figures(NamedTuple):
    """1 right, 0 wrong; shares where there are several."""

    tempo: float
    tempo_or_octave: float  # half or double counts too
    metre: float
    key: float
    root: float  # of the beats
    triad: float  # of the beats: root, and major, minor, diminished or suspended; sevenths counted as their triads
    chord: float  # of the beats: one of the 84 chords that Sideman knows
    beats: float  # of the true beats, those that were found within 70 ms


def compare(found: Analysis, truth: Truth, duration_s: float) -> Figures:
    """Figures of a piece; ``truth`` in seconds of what was listened to."""
    ratio = found.tempo_bpm / truth.tempo_bpm
    edges = np.arange(max(truth.half_bars_s[0], 0.0), min(duration_s, truth.half_bars_s[-1]), truth.beat_s)
    middles = edges + truth.beat_s / 2
    right = truth.chord_at(middles)
    sounds = right != NO_CHORD
    estimated, right = chords_at(found, middles)[sounds], right[sounds]
    distances = np.abs(edges[:, None] - found.beats_s[None, :]).min(axis=1, initial=np.inf)
    return Figures(
        float(abs(ratio - 1.0) <= TOLERANCE),
        float(any(abs(ratio / octave - 1.0) <= TOLERANCE for octave in _OCTAVES)),
        float(found.metre == truth.metre),
        float(found.key == truth.key),
        _share(estimated // N_QUALITIES == right // N_QUALITIES),
        _share(_triads(estimated) == _triads(right)),
        _share(estimated == right),
        _share(distances <= _NEAR_S),
    )


def chords_at(found: Analysis, moments_s: NDArray[np.float64]) -> NDArray[np.int64]:
    """The chord heard at each moment; before the first bar the first, behind the last the last."""
    if not len(found.chords):
        return np.full(len(moments_s), NO_CHORD)
    place = np.searchsorted(found.half_bars_s, moments_s, side="right") - 1
    return found.chords[np.clip(place, 0, len(found.chords) - 1)]


def _triads(chords: NDArray[np.int64]) -> NDArray[np.int64]:
    roots, qualities = np.divmod(chords, N_QUALITIES)
    return np.where(chords == NO_CHORD, -1, roots * 4 + _TRIADS[qualities])


def _share(hits: NDArray[np.bool_]) -> float:
    return float(hits.mean()) if len(hits) else 0.0
