"""A key: a tonic and a mode, as performers write it."""

from __future__ import annotations

import re
from typing import NamedTuple

_LETTERS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_ACCIDENTALS = {"": 0, "#": 1, "b": -1}
_MODES = {"": "major", "maj": "major", "major": "major", "m": "minor", "min": "minor", "minor": "minor"}
_FORM = re.compile(r"([a-g])\s*(#|b|sharp|flat)?\s*(major|minor|maj|min|m)?", re.IGNORECASE)

# The spelling with the fewest accidentals in its key signature.
_MAJOR_NAMES = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_MINOR_NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B")


def note_to_pitch_class(letter: str, accidental: str = "") -> int:
    """Pitch class 0..11 of a note name; the accidental is ``""``, ``"#"`` or ``"b"``.

    >>> note_to_pitch_class("B", "b"), note_to_pitch_class("c", "b")
    (10, 11)
    """
    return (_LETTERS[letter.lower()] + _ACCIDENTALS[accidental]) % 12


class Key(NamedTuple):
    """Tonic 0..11 (C is 0) and mode, ``"major"`` or ``"minor"``."""

    tonic: int
    mode: str

    def __str__(self) -> str:
        names = _MINOR_NAMES if self.mode == "minor" else _MAJOR_NAMES
        return f"{names[self.tonic]} {self.mode}"

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read a key alone, such as ``"d minor"``, ``"Dm"``, ``"F# major"``, ``"Bb"`` (major by default).

        Raises ValueError with a sentence for a performer.

        >>> str(Key.parse("a flat minor")), str(Key.parse("Gb"))
        ('G# minor', 'F# major')
        """
        plain = text.strip().replace("♯", "#").replace("♭", "b").replace("-", " ")
        found = _FORM.fullmatch(plain)
        if found is None:
            raise ValueError(f"{text[:40]!r} is not a recognised key; write it like D minor, F# major or Bb")
        letter, accidental, mode = (part or "" for part in found.groups())
        sign = {"sharp": "#", "flat": "b"}.get(accidental.lower(), accidental.lower())
        # Players write CM7 beside Cm7: a lone capital M is major.
        return cls(note_to_pitch_class(letter, sign), "major" if mode == "M" else _MODES[mode.lower()])
