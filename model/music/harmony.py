"""Keys and chords: finding them in notes, naming them, moving them to another tonic.

Pitch classes count from C = 0. Chords are the indices of ``model.config``: root * N_QUALITIES + quality.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.music.config import N_CHORDS, N_QUALITIES, NO_CHORD, QUALITY_INTERVALS

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}

# Krumhansl and Kessler's probe-tone profiles (Krumhansl 1990, Cognitive Foundations of Musical Pitch).
_MAJOR_PROFILE = np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88])
_MINOR_PROFILE = np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])

_OUTSIDE_PENALTY = 0.5  # a sounding pitch class that the chord lacks
_MISSING_PENALTY = 0.12  # a chord tone that no part plays
_ROOT_IN_BASS_BONUS = 0.15
_OTHER_HALF_SHARE = 0.35  # weight of the rest of the bar when naming one half


def _standardised_profiles() -> FloatArray:
    rows = [np.roll(p, tonic) for p in (_MAJOR_PROFILE, _MINOR_PROFILE) for tonic in range(12)]
    profiles: FloatArray = np.array(rows)
    profiles -= profiles.mean(axis=1, keepdims=True)
    profiles /= np.linalg.norm(profiles, axis=1, keepdims=True)
    return profiles


_PROFILES = _standardised_profiles()


def find_key(pitch_class_weights: FloatArray) -> tuple[int, int]:
    """Krumhansl-Schmuckler: (tonic 0..11, mode 0 major or 1 minor) of a histogram, shape = (12,).

    An empty or flat histogram is C major.

    >>> find_key(np.array([1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0.5]))
    (0, 0)
    """
    centred = pitch_class_weights - pitch_class_weights.mean()
    if not np.any(centred):
        return 0, 0
    best = int(np.argmax(_PROFILES @ centred))
    return best % 12, best // 12


def _follow_table() -> NDArray[np.int8]:
    """Semitones by which a pitch class moves when its chord gives way to another, shape = (N_CHORDS, N_CHORDS, 12)."""
    table = np.zeros((N_CHORDS, N_CHORDS, 12), np.int8)
    for before in range(NO_CHORD):
        root, quality = divmod(before, N_QUALITIES)
        for after in range(NO_CHORD):
            new_root, new_quality = divmod(after, N_QUALITIES)
            new_tone = dict(zip(QUALITY_INTERVALS[quality], QUALITY_INTERVALS[new_quality], strict=False))
            move = (new_root - root + 6) % 12 - 6
            for pitch_class in range(12):
                interval = (pitch_class - root) % 12
                table[before, after, pitch_class] = move + new_tone.get(interval, interval) - interval
    return table


# A pitch moves with its chord's root by the shortest way, and third to third, fifth to fifth, seventh to seventh.
FOLLOW_CHORD = _follow_table()


def _chord_templates() -> tuple[FloatArray, FloatArray]:
    inside = np.zeros((NO_CHORD, 12))
    for chord in range(NO_CHORD):
        root, quality = divmod(chord, N_QUALITIES)
        inside[chord, [(root + step) % 12 for step in QUALITY_INTERVALS[quality]]] = 1.0
    return inside, inside.sum(axis=1)


_INSIDE, _CHORD_SIZES = _chord_templates()
_ROOTS = np.arange(NO_CHORD) // N_QUALITIES


def name_chords(chroma: FloatArray, bass_pitch_classes: IntArray) -> IntArray:
    """Best chord for each stretch. chroma: shape = (n, 12), sounding time; bass: shape = (n,), -1 = none.

    A stretch in which nothing pitched sounds is NO_CHORD.
    """
    total = chroma.sum(axis=1, keepdims=True)
    share = chroma / np.maximum(total, 1e-9)
    score = (1 + _OUTSIDE_PENALTY) * (share @ _INSIDE.T) - _OUTSIDE_PENALTY
    score -= _MISSING_PENALTY * (_CHORD_SIZES - (share > 0.04).astype(float) @ _INSIDE.T)
    score += _ROOT_IN_BASS_BONUS * (bass_pitch_classes[:, None] == _ROOTS[None, :])
    chords = score.argmax(axis=1)
    return np.where(total[:, 0] > 0, chords, NO_CHORD)


def half_bar_chords(starts: IntArray, ends: IntArray, pitches: IntArray, half_bar_starts: IntArray) -> IntArray:
    """Chord of every half bar. Notes in ticks, shape = (n,); half_bar_starts: shape = (2 * n_bars + 1,).

    Returns shape = (2 * n_bars,).
    """
    n_halves = len(half_bar_starts) - 1
    chroma = np.zeros((n_halves, 12))
    lowest = np.full(n_halves, 128)
    half = np.searchsorted(half_bar_starts, starts, side="right") - 1
    begins, notes_left = starts, np.arange(len(starts))
    while len(notes_left):
        stops = np.minimum(ends[notes_left], half_bar_starts[half + 1])
        np.add.at(chroma, (half, pitches[notes_left] % 12), stops - begins)
        np.minimum.at(lowest, half, pitches[notes_left])
        rings_on = (ends[notes_left] > half_bar_starts[half + 1]) & (half + 1 < n_halves)
        notes_left, half = notes_left[rings_on], half[rings_on] + 1
        begins = half_bar_starts[half]
    pairs = chroma.reshape(-1, 2, 12)
    blended = (pairs + _OTHER_HALF_SHARE * pairs[:, ::-1]).reshape(-1, 12)
    bass = np.where(lowest < 128, lowest % 12, -1)
    return name_chords(blended, bass)


def chord_pitch_classes(chord: int) -> frozenset[int]:
    """Pitch classes of a chord; empty for NO_CHORD."""
    if chord == NO_CHORD:
        return frozenset()
    return frozenset(int(p) for p in np.flatnonzero(_INSIDE[chord]))
