"""Progressions in the mode and key in which they are played. Pure."""

from __future__ import annotations

from model.music.config import MODES, N_QUALITIES
from model.music.keys import Key
from model.music.transposing import shift_to_common_tonic, transpose_chord

Bars = tuple[tuple[int, int], ...]  # chords of the half bars of each bar


def in_mode(bars: Bars, mode: int) -> Bars:
    """A progression over C, moved to the common tonic of a mode and made to fit it.

    A progression that is written in the other mode takes the parallel degrees: I vi IV V in minor is i bVI iv V.
    """
    tonic_quality = _TONIC_QUALITIES.get(bars[0][0] % N_QUALITIES if bars[0][0] // N_QUALITIES == 0 else -1)
    shift = 9 if mode == 1 else 0
    is_minor = tonic_quality == "minor"
    changed = _TO_MINOR if mode == 1 and not is_minor else _TO_MAJOR if mode != 1 and is_minor else {}

    def moved(chord: int) -> int:
        root, quality = divmod(chord, N_QUALITIES)
        new_root, new_quality = changed.get((root, quality), (root, quality))
        return (new_root + shift) % 12 * N_QUALITIES + new_quality

    return tuple((moved(first), moved(second)) for first, second in bars)


_MAJ, _MIN, _SEVENTH, _MAJ7, _MIN7, _DIM, _SUS = range(7)
_TONIC_QUALITIES = {_MAJ: "major", _MAJ7: "major", _SEVENTH: "major", _MIN: "minor", _MIN7: "minor"}
# Degrees over the tonic, of major and of its parallel minor.
_TO_MINOR = {
    (0, _MAJ): (0, _MIN), (0, _MAJ7): (0, _MIN7), (0, _SEVENTH): (0, _MIN7), (5, _MAJ): (5, _MIN),
    (5, _MAJ7): (5, _MIN7), (5, _SEVENTH): (5, _MIN7), (9, _MIN): (8, _MAJ), (9, _MIN7): (8, _MAJ7),
    (2, _MIN): (2, _DIM), (2, _MIN7): (2, _DIM), (4, _MIN): (3, _MAJ), (4, _MIN7): (3, _MAJ7),
}  # fmt: skip
_TO_MAJOR = {
    (0, _MIN): (0, _MAJ), (0, _MIN7): (0, _MAJ7), (5, _MIN): (5, _MAJ), (5, _MIN7): (5, _MAJ7), (8, _MAJ): (9, _MIN),
    (8, _MAJ7): (9, _MIN7), (2, _DIM): (2, _MIN7), (3, _MAJ): (4, _MIN), (3, _MAJ7): (4, _MIN7), (10, _MAJ): (7, _MAJ),
    (7, _MIN): (7, _MAJ), (7, _MIN7): (7, _SEVENTH),
}  # fmt: skip


def sounding(bars: Bars, key: Key) -> Bars:
    """A progression over C as it sounds in a key.

    >>> from model.music.chord_symbols import chord_name
    >>> from model.music.grooves.progressions import read_progression
    >>> [chord_name(first) for first, _ in sounding(read_progression("I vi IV V"), Key(2, "major"))]
    ['D', 'Bm', 'G', 'A']
    """
    mode = MODES.index(key.mode)
    shift = -shift_to_common_tonic(key.tonic, mode)
    return tuple((transpose_chord(a, shift), transpose_chord(b, shift)) for a, b in in_mode(bars, mode))
