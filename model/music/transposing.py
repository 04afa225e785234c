"""Moving keys and chords to another tonic. Pure, and without numpy: the daemon loads it."""

from __future__ import annotations

from model.music.config import N_QUALITIES, NO_CHORD


def shift_to_common_tonic(tonic: int, mode: int) -> int:
    """Semitones, -6..5, that bring a key to C major or A minor.

    >>> shift_to_common_tonic(2, 0), shift_to_common_tonic(9, 1), shift_to_common_tonic(4, 1)
    (-2, 0, 5)
    """
    target = 9 if mode == 1 else 0
    return (target - tonic + 6) % 12 - 6


def transpose_chord(chord: int, semitones: int) -> int:
    """Move a chord; NO_CHORD stays."""
    if chord == NO_CHORD:
        return chord
    root, quality = divmod(chord, N_QUALITIES)
    return (root + semitones) % 12 * N_QUALITIES + quality
