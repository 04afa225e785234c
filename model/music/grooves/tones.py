"""Pitches of the strokes of a pitched lane: degrees, voicings, arpeggios and approach notes.

A plain degree follows the chord and the key: 3 is minor over a minor chord. With an accidental (b3, #4) or a
quality (M3, P5) it is exact.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from model.music.config import N_QUALITIES, NO_CHORD, QUALITY_INTERVALS
from model.music.grooves.errors import GrooveError

MAJOR_SCALE = (0, 2, 4, 5, 7, 9, 11)
MINOR_SCALE = (0, 2, 3, 5, 7, 8, 10)
MINOR_MODE, UNKNOWN_MODE = 1, 2
_BARE_FIFTH = (0, 7)
_MAX_DEGREE = 15
_DEGREE = re.compile(r"(k?)(bb|b|#|M|P|)(\d{1,2})([',]*)")
_ARPEGGIO = re.compile(r"a(\d{1,2})")
_SHIFTS = {"bb": -2, "b": -1, "#": 1, "M": 0, "P": 0}
# Adaptive degrees that no chord tone answers: (preferred, other) interval, the diatonic one wins.
_CHOICES = {2: (2, 1), 3: (4, 3), 4: (5, 6), 6: (9, 8), 7: (10, 11)}
APPROACHES = {"<": (-1, -1), ">": (1, 1), "<<": (-2, -1), ">>": (2, 1)}  # preferred and other step to the root

# Inverted voicings take the position nearest the lane's register; rooted ones stand on their root.
INVERTED_VOICINGS = {
    "close": "",  # all tones of the chord
    "triad": "1 3 5",
    "seventh": "1 3 5 7",
    "sixth": "1 3 5 6",
    "ninth": "3 5 7 9",
    "rootless": "3 7 9",
    "thirteenth": "3 13 7 9",
    "add9": "1 2 3 5",
    "sus2": "1 2 5",
    "sus": "1 4 5",
    "shell": "3 7",
    "third": "1 3",
    "upper": "3 5",
}
ROOTED_VOICINGS = {
    "power": "1 5 8",
    "fifth": "1 5",
    "octave": "1 8",
    "shell1": "1 7 3'",
    "open": "1 5 3'",
    "open7": "1 5 7 3'",
    "tenth": "1 3'",
    "strum": "1 5 8 3'",
    "barre": "1 5 8 3' 5' 8'",
    "quartal": "1 4 7 3'",
    "choir": "1 5 3' 8'",
    "octaves": "1 8 8'",
}


class ChordContext(NamedTuple):
    """A chord in a key: root and tonic as pitch classes, intervals above the root, mode as in MODES."""

    root: int
    intervals: tuple[int, ...]
    tonic: int
    mode: int

    @property
    def scale(self) -> frozenset[int]:
        """Pitch classes of the key; empty where the mode is unknown."""
        if self.mode == UNKNOWN_MODE:
            return frozenset()
        steps = MINOR_SCALE if self.mode == MINOR_MODE else MAJOR_SCALE
        return frozenset((self.tonic + step) % 12 for step in steps)


class Degree(NamedTuple):
    """One degree. ``quality`` is empty where it follows the chord; octaves counts the marks ' and ,."""

    in_key: bool
    quality: str
    number: int
    octaves: int


class GrooveTone(NamedTuple):
    """A token after a lane's grid, read. Exactly one of degrees, voicing, arpeggio and approach is given."""

    text: str
    over_next: bool = False
    degrees: tuple[Degree, ...] = ()
    voicing: str = ""
    arpeggio: int = 0
    approach: str = ""

    @property
    def in_key(self) -> bool:
        """Whether the tone stays the same when the chord changes."""
        return bool(self.degrees) and all(degree.in_key for degree in self.degrees)


@lru_cache(maxsize=2048)
def harmony_of(chord: int, tonic: int, mode: int) -> ChordContext:
    """A chord index as harmony; NO_CHORD is the tonic chord, a bare fifth where the mode is unknown too."""
    if chord == NO_CHORD:
        intervals = _BARE_FIFTH if mode == UNKNOWN_MODE else QUALITY_INTERVALS[mode]
        return ChordContext(tonic % 12, intervals, tonic % 12, mode)
    root, quality = divmod(chord, N_QUALITIES)
    return ChordContext(root, QUALITY_INTERVALS[quality], tonic % 12, mode)


@lru_cache(maxsize=2048)
def read_tone(text: str) -> GrooveTone:
    """Read a token such as ``b7``, ``1+5+8``, ``k5'``, ``a3``, ``n1``, ``<`` or ``rootless``. Raises GrooveError."""
    if text in APPROACHES:
        return GrooveTone(text, approach=text)
    over_next = text.startswith("n") and len(text) > 1 and text not in INVERTED_VOICINGS
    body = text[1:] if over_next else text
    if body in INVERTED_VOICINGS or body in ROOTED_VOICINGS:
        return GrooveTone(text, over_next, voicing=body)
    match = _ARPEGGIO.fullmatch(body)
    if match is not None and int(match[1]) >= 1:
        return GrooveTone(text, over_next, arpeggio=int(match[1]))
    return GrooveTone(text, over_next, degrees=tuple(_read_degree(part, text) for part in body.split("+")))


def _read_degree(part: str, token: str) -> Degree:
    match = _DEGREE.fullmatch(part)
    if match is None or not 1 <= int(match[3]) <= _MAX_DEGREE:
        hint = "write 1, b3, 5', k5, 1+5+8, a2, n1, < or close"
        raise GrooveError(f"{token[:20]!r} is not a recognised degree or voicing; {hint}")
    return Degree(bool(match[1]), match[2], int(match[3]), match[4].count("'") - match[4].count(","))


def place_root(pitch_class: int, around: int) -> int:
    """Pitch of a pitch class in the octave that begins six semitones below ``around``.

    >>> place_root(4, 34), place_root(3, 34)
    (28, 39)
    """
    lowest = around - 6
    return lowest + (pitch_class - lowest) % 12


def degree_interval(harmony: ChordContext, degree: Degree) -> int:
    """Semitones of a degree above the root of the chord, or above the tonic for a degree of the key."""
    octave, step = divmod(degree.number - 1, 7)
    if degree.quality:
        within = MAJOR_SCALE[step] + _SHIFTS[degree.quality]
    elif degree.in_key:
        within = (MINOR_SCALE if harmony.mode == MINOR_MODE else MAJOR_SCALE)[step]
    else:
        within = _adaptive_interval(harmony, step + 1)
    return within + 12 * (octave + degree.octaves)


def _adaptive_interval(harmony: ChordContext, number: int) -> int:
    chord = harmony.intervals
    if number == 1:
        return 0
    if number == 5:
        return next((i for i in chord if i in (6, 7, 8)), 7)
    if number == 3:
        third = next((i for i in chord if i in (3, 4, 5)), None)
        if third is not None:
            return third
    if number == 7 and len(chord) == 4:
        return chord[3]
    preferred, other = _CHOICES[number]
    if number == 3 and harmony.mode == MINOR_MODE:
        return other
    inside = [(harmony.root + i) % 12 in harmony.scale for i in (preferred, other)]
    if number == 7 and chord == (0, 3, 6) and not inside[0]:
        return 9
    return other if inside[1] and not inside[0] else preferred


@lru_cache(maxsize=4096)
def voicing_pitches(voicing: str, harmony: ChordContext, around: int) -> tuple[int, ...]:
    """Pitches of a voicing, ascending, near ``around``."""
    if voicing in ROOTED_VOICINGS:
        root = place_root(harmony.root, around)
        return tuple(sorted({root + i for i in _intervals(ROOTED_VOICINGS[voicing], harmony)}))
    named = INVERTED_VOICINGS[voicing]
    intervals = _intervals(named, harmony) if named else harmony.intervals
    classes = sorted({(harmony.root + i) % 12 for i in intervals})
    return _nearest_inversion(classes, around)


def _intervals(named: str, harmony: ChordContext) -> list[int]:
    return [degree_interval(harmony, _read_degree(word, word)) for word in named.split()]


def _nearest_inversion(classes: list[int], around: int) -> tuple[int, ...]:
    best: tuple[int, ...] = ()
    for turn in range(len(classes)):
        stacked = classes[turn:] + [c + 12 for c in classes[:turn]]
        shift = 12 * round((around - sum(stacked) / len(stacked)) / 12)
        placed = tuple(pitch + shift for pitch in stacked)
        if not best or abs(sum(placed) / len(placed) - around) < abs(sum(best) / len(best) - around):
            best = placed
    return best


def tone_pitches(
    tone: GrooveTone, now: ChordContext, after: ChordContext, around: int, voicing: str, last: int
) -> tuple[int, ...]:
    """Pitches of a tone.

    now, after: the chord at the stroke and the one that comes next. last: the lane's pitch before, or -1; an
    approach note never repeats it.
    """
    if tone.approach:
        return (_approach(tone.approach, after, around, last),)
    harmony = after if tone.over_next else now
    if tone.voicing:
        return voicing_pitches(tone.voicing, harmony, around)
    if tone.arpeggio:
        chord = voicing_pitches(voicing, harmony, around)
        octave, index = divmod(tone.arpeggio - 1, len(chord))
        return (chord[index] + 12 * octave,)
    pitches = {
        place_root(harmony.tonic if degree.in_key else harmony.root, around) + degree_interval(harmony, degree)
        for degree in tone.degrees
    }
    return tuple(sorted(pitches))


def _approach(approach: str, after: ChordContext, around: int, last: int) -> int:
    target = place_root(after.root, around)
    preferred, other = APPROACHES[approach]
    is_diatonic = (after.root + preferred) % 12 in after.scale or not after.scale
    step = preferred if is_diatonic or len(approach) == 1 else other
    if target + step == last:
        step = -step
    return target + step
