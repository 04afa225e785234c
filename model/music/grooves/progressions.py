"""Progressions in Roman numerals: ``ii7 V7 Imaj7``, two chords in a bar as ``I-IV``, named ones by name. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from model.music.config import N_QUALITIES, QUALITIES
from model.music.grooves.errors import GrooveError
from model.music.grooves.tones import MAJOR_SCALE

_DEGREES = ("i", "ii", "iii", "iv", "v", "vi", "vii")
_CHORD = re.compile(r"([b#]?)([ivIV]+)(maj7|m7|7|6|dim|°|sus4|sus|ø|)")
_ACCIDENTALS = {"b": -1, "#": 1, "": 0}

# Degrees count from the major scale in both modes: the minor subdominant's relative is bVI.
NAMED_PROGRESSIONS = {
    "12-bar blues": "I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7",
    "quick-change blues": "I7 IV7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7",
    "minor blues": "i7 i7 i7 i7 iv7 iv7 i7 i7 bVI7 V7 i7 V7",
    "jazz blues": "I7 IV7 I7 I7 IV7 IV7 I7 vi7 ii7 V7 I7-vi7 ii7-V7",
    "8-bar blues": "I7 V7 IV7 IV7 I7 V7 I7-IV7 I7-V7",
    "16-bar blues": "I7 I7 I7 I7 I7 I7 I7 I7 IV7 IV7 I7 I7 V7 IV7 I7 V7",
    "rhythm changes": "I-vi7 ii7-V7 iii7-vi7 ii7-V7 I-I7 IV-iv I-V7 I",
    "turnaround": "Imaj7-vi7 ii7-V7",
    "ii-V-I": "ii7 V7 Imaj7 Imaj7",
    "minor ii-V-i": "iidim V7 i7 i7",
    "axis": "I V vi IV",
    "doo-wop": "I vi IV V",
    "canon": "I V vi iii IV I IV V",
    "andalusian": "i bVII bVI V",
    "circle of fifths": "I IV viidim iii vi ii V I",
    "minor vamp": "i7 IV7",
    "royal road": "IVmaj7 V7 iii7 vi",
}
_BY_NAME = {name.casefold(): chords for name, chords in NAMED_PROGRESSIONS.items()}


@lru_cache(maxsize=512)
def read_numeral(text: str) -> int:
    """Chord index over the tonic C: capital numerals are major, small ones minor. Raises GrooveError.

    >>> read_numeral("I") == 0, read_numeral("bVII") == 10 * N_QUALITIES
    (True, True)
    """
    match = _CHORD.fullmatch(text)
    numeral = match[2] if match else ""
    if match is None or numeral.lower() not in _DEGREES or not (numeral.islower() or numeral.isupper()):
        hint = "write it like I, ii7, V7, bVII or iv"
        raise GrooveError(f"{text[:20]!r} is not a recognised chord of a progression; {hint}")
    root = (MAJOR_SCALE[_DEGREES.index(numeral.lower())] + _ACCIDENTALS[match[1]]) % 12
    return root * N_QUALITIES + QUALITIES.index(_quality(match[3], is_minor=numeral.islower()))


def _quality(suffix: str, *, is_minor: bool) -> str:
    if suffix in ("dim", "°", "ø"):
        return "dim"
    if suffix in ("sus", "sus4"):
        return "sus4"
    if suffix == "6":  # the network knows no sixth chords
        return "m" if is_minor else ""
    if not is_minor:
        return suffix
    return "m7" if suffix in ("7", "m7", "maj7") else "m"


def read_progression(text: str, tonic: int = 0) -> tuple[tuple[int, int], ...]:
    """Chords of each bar as (first half, second half). A name of `NAMED_PROGRESSIONS` stands for its chords.

    Raises GrooveError.

    >>> len(read_progression("12-bar blues")), len(read_progression("I-IV V"))
    (12, 2)
    """
    bars = _BY_NAME.get(" ".join(text.casefold().split()), text).replace("|", " ").split()
    if not bars:
        raise GrooveError("the progression is empty; write it like I vi IV V")
    return tuple(_bar(bar, tonic) for bar in bars)


def is_progression(text: str) -> bool:
    """Whether a text can be read as degrees or names a progression.

    >>> is_progression("ii7 V7 Imaj7"), is_progression("andalusian"), is_progression("Am F C G")
    (True, True, False)
    """
    try:
        read_progression(text)
    except GrooveError:
        return False
    return True


def _bar(text: str, tonic: int) -> tuple[int, int]:
    halves = text.split("-")
    if len(halves) > 2:
        raise GrooveError(f"the bar {text[:20]!r} has more than two chords; join at most two with -")
    chords = [_transposed(read_numeral(half), tonic) for half in halves]
    return chords[0], chords[-1]


def _transposed(chord: int, semitones: int) -> int:
    root, quality = divmod(chord, N_QUALITIES)
    return (root + semitones) % 12 * N_QUALITIES + quality
