"""What a player can play: hands of a drummer, of a keyboard and of a guitar, the breath of winds. Pure.

Pitches are MIDI note numbers as they sound. Only what is struck together is judged: a pedal or a string may ring on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from model.music.config import BASS, DRUMS, PARTS, TICKS_PER_QUARTER
from model.music.events import Note

KEYS = frozenset(PARTS.index(name) for name in ("piano", "organ"))
GUITAR = PARTS.index("guitar")
WINDS = frozenset(PARTS.index(name) for name in ("brass", "reed", "pipe"))

MIDDLE_C = 60  # where the hands of a keyboard part
HAND_SPAN = 16  # semitones: a tenth
FINGERS = 5
_STRINGS = (40, 45, 50, 55, 59, 64)
_FRETS = 4  # that a hand covers above its first finger
_HIGHEST_FRET = 22
_MOST_BASS_NOTES = 2
_LOW_TUNING = 5  # semitones: lower tunings and baritones are guitars too
BREATH_S = 9.0  # a phrase without a breath
RESTRIKE_S = 0.045  # no key, string or tongue strikes one pitch again so soon
DRUM_RESTRIKE_S = 0.03  # two sticks do: a flam
BREATH_TICKS = TICKS_PER_QUARTER // 4

KICKS, PEDALS = frozenset((35, 36)), frozenset((44,))
_KIT = frozenset((*range(22, 54), 55, 57, 59))  # the rest of the keys are a percussionist's
HANDS = 2


def is_of_hands(key: int) -> bool:
    """Whether a drum of the kit is struck by a hand; other keys are a foot's or a percussionist's."""
    return key in _KIT and key not in KICKS and key not in PEDALS


def fits_hands(pitches: Sequence[int]) -> bool:
    """Whether two hands can strike keys together.

    >>> fits_hands((36, 48, 64, 67, 72)), fits_hands((36, 60, 84))
    (True, False)
    """
    ordered = sorted(set(pitches))
    return any(_fits_hand(ordered[:split]) and _fits_hand(ordered[split:]) for split in range(len(ordered) + 1))


def _fits_hand(pitches: Sequence[int]) -> bool:
    return not pitches or (len(pitches) <= FINGERS and pitches[-1] - pitches[0] <= HAND_SPAN)


@lru_cache(8192)
def fits_guitar(pitches: tuple[int, ...]) -> bool:
    """Whether six strings can sound pitches together, in standard tuning or as much lower as all of them fit.

    >>> fits_guitar((40, 47, 52, 56, 59, 64)), fits_guitar((60, 61, 62, 63))
    (True, False)
    """
    if len(pitches) <= 1:
        return True
    if len(pitches) > len(_STRINGS):
        return False
    down = max(0, _STRINGS[0] - min(pitches))
    if down > _LOW_TUNING:
        return False
    raised = sorted(pitch + down for pitch in pitches)
    return any(_is_fretted(raised, 0, first) for first in range(1, _HIGHEST_FRET - _FRETS + 2))


def _is_fretted(pitches: Sequence[int], string: int, first_fret: int) -> bool:
    """Whether the rest of the pitches, ascending, lie on strings from one on, open or under a hand at a fret."""
    if not pitches:
        return True
    for number in range(string, len(_STRINGS) - len(pitches) + 1):
        fret = pitches[0] - _STRINGS[number]
        is_held = fret == 0 or first_fret <= fret < first_fret + _FRETS + 1
        if is_held and _is_fretted(pitches[1:], number + 1, first_fret):
            return True
    return False


def fits(part: int, pitches: Sequence[int]) -> bool:
    """Whether a player of a part can strike pitches together."""
    if part == DRUMS:
        return sum(map(is_of_hands, set(pitches))) <= HANDS
    if part in KEYS:
        return fits_hands(pitches)
    if part == GUITAR:
        return fits_guitar(tuple(sorted(set(pitches))))
    return part != BASS or len(set(pitches)) <= _MOST_BASS_NOTES


def violations(notes: Iterable[Note], tempo_bpm: float) -> Counter[str]:
    """Number of chords that nobody can strike and phrases that nobody can blow, by name of the part.

    Ticks of the notes count from the start of the piece.
    """
    found: Counter[str] = Counter()
    together: dict[tuple[int, int], list[int]] = {}
    winds: dict[int, list[Note]] = {}
    for note in notes:
        together.setdefault((note.tick, note.part), []).append(note.pitch)
        if note.part in WINDS:
            winds.setdefault(note.part, []).append(note)
    for (_, part), pitches in together.items():
        found[PARTS[part]] += not fits(part, pitches)
    limit = BREATH_S * tempo_bpm / 60.0 * TICKS_PER_QUARTER
    for part, mine in winds.items():
        found[PARTS[part]] += _n_breathless(sorted(mine), limit)
    return +found


def n_struck(notes: Iterable[Note]) -> int:
    """How many chords and single notes are struck, by all parts."""
    return len({(note.tick, note.part) for note in notes})


def _n_breathless(notes: Sequence[Note], limit_ticks: float) -> int:
    """Phrases longer than a breath."""
    n, begin = 0, notes[0].tick
    end, is_counted = notes[0].tick + notes[0].duration_ticks, False
    for note in notes[1:]:
        if note.tick - end >= BREATH_TICKS:
            begin, is_counted = note.tick, False
        end = max(end, note.tick + note.duration_ticks)
        if end - begin > limit_ticks and not is_counted:
            n, is_counted = n + 1, True
    return n
