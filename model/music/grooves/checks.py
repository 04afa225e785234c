"""Idiom checks: conditions on bars of notes played to a groove, by the pattern or by the network.

A check is a sentence of a small grammar, see docs/grooves-format.md::

    snare on 2 4 | no kick on 2 4 | hat on every eighth, 90 % | claves on 1 2.5 4 / 2 3 | bass root on 1
    bass walks | one voice | no drums | drums play | swing | straight | metre 3/4 | kick at least 4
    A: snare on 1.5 2.5 3.5 4.5      (for the bars of that section alone)
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from model.music.config import DRUMS, N_QUALITIES, NO_CHORD, PARTS
from model.music.events import COMMON_TIME, Metre
from model.music.grooves.errors import GrooveError
from model.music.grooves.groove import SECTION_NAMES, SWING_UNITS_TICKS, Groove
from model.music.grooves.lanes import DRUM_LANES
from model.music.grooves.positions import beat_ticks, read_positions

USUAL_SHARE = 0.75
TOLERANCE_TICKS = 2
LATE_TICKS = 5  # an off-beat eighth that swings fully comes 4 ticks late
_MIN_SWUNG_TICKS = {"eighths": 2, "sixteenths": 1}
# Keys that may stand for a lane of a check: the same sound under another key.
_FAMILIES = {
    "kick": ("kick", "kick2"),
    "snare": ("snare", "snare2"),
    "backbeat": ("snare", "snare2", "clap", "rim"),
    "hat": ("hat", "pedal", "open"),
    "ride": ("ride", "bell", "ride2"),
    "crash": ("crash", "crash2", "china", "splash"),
    "toms": ("high_tom", "mid_tom", "low_tom", "floor_tom", "floor_tom2"),
    "conga": ("conga", "low_conga", "conga_mute"),
    "surdo": ("surdo", "surdo_mute", "floor_tom2"),
    "timbales": ("high_timbale", "low_timbale"),
    "cymbal": ("hat", "pedal", "open", "ride", "bell", "ride2", "crash", "crash2", "china"),
}
_ROOT_WORDS = {"root": (0,), "fifth": (6, 7, 8), "third": (3, 4), "root or fifth": (0, 6, 7, 8)}


class PlayedNote(Protocol):
    """A note in a bar, of a groove or of a generator."""

    @property
    def position_ticks(self) -> int: ...
    @property
    def part(self) -> int: ...
    @property
    def pitch(self) -> int: ...
    @property
    def duration_ticks(self) -> int: ...
    @property
    def velocity(self) -> int: ...


class PlayedBar(NamedTuple):
    """A bar to be judged.

    chords: of its half bars. is_exempt: a fill, a break or an ending. section: "A", "B" ..., empty where unknown.
    """

    notes: Sequence[PlayedNote]
    chords: tuple[int, int] = (NO_CHORD, NO_CHORD)
    metre: Metre = COMMON_TIME
    is_exempt: bool = False
    section: str = ""


class CheckResult(NamedTuple):
    """Outcome of a check. share_held: of the judged bars; 1 where no bar is judged."""

    text: str
    share_held: float
    holds: bool


class Context(NamedTuple):
    """Inputs of a check besides the bar."""

    swing_unit_ticks: int
    swing: float
    is_swing_written: bool


Judge = Callable[[PlayedBar, int, Context], bool]


class IdiomCheck(NamedTuple):
    """A check, read.

    judge(bar, phase, context): whether a bar holds. n_phases: length of its cycle of bars. section: the only one
    that it speaks of, empty for all.
    """

    text: str
    share: float
    judge: Judge
    n_phases: int = 1
    section: str = ""


def check_bars(groove: Groove, bars: Sequence[PlayedBar], checks: Sequence[str] | None = None) -> list[CheckResult]:
    """Judge bars by the groove's own checks, or by others. Exempt bars do not count.

    A check over a cycle of several bars may begin at any of them. Raises GrooveError for a check that cannot
    be read.
    """
    context = Context(SWING_UNITS_TICKS[groove.swing_unit], groove.swing, groove.swing > 0)
    return [_result(read_check(text), bars, context) for text in (groove.checks if checks is None else checks)]


def _result(check: IdiomCheck, bars: Sequence[PlayedBar], context: Context) -> CheckResult:
    judged = [
        (number, bar)
        for number, bar in enumerate(bars)
        if not bar.is_exempt and (not check.section or bar.section in ("", check.section))
    ]
    if not judged:
        return CheckResult(check.text, 1.0, True)
    shares = [
        sum(check.judge(bar, (number + first) % check.n_phases, context) for number, bar in judged) / len(judged)
        for first in range(check.n_phases)
    ]
    return CheckResult(check.text, max(shares), max(shares) >= check.share - 1e-9)


@lru_cache(maxsize=2048)
def read_check(text: str) -> IdiomCheck:
    """Read a check. Raises GrooveError with a sentence."""
    section, colon, rest = text.partition(": ")
    if colon:
        if section not in SECTION_NAMES:
            raise GrooveError(f"{section[:20]!r} is not a recognised section of a check; write A: or B: before it")
        return read_check(rest)._replace(text=text, section=section)
    sentence, _, share_text = text.partition(",")
    share = USUAL_SHARE
    if share_text:
        match = re.fullmatch(r"\s*(\d{1,3})\s*%", share_text)
        if match is None or not 1 <= int(match[1]) <= 100:
            raise GrooveError(f"{share_text.strip()[:20]!r} is not a share of the bars; write it like 80 %")
        share = int(match[1]) / 100
    words = sentence.split()
    for reader in (_read_plain, _read_count, _read_bass, _read_places):
        check = reader(words, text, share)
        if check is not None:
            return check
    raise GrooveError(f"the check {text[:60]!r} is not understood; write it like snare on 2 4, or bass root on 1")


def _read_plain(words: list[str], text: str, share: float) -> IdiomCheck | None:
    if words in (["one", "voice"], ["swing"], ["straight"]):
        judge = {"one": _has_one_voice, "swing": _swings, "straight": _is_straight}[words[0]]
        return IdiomCheck(text, share, judge)
    if len(words) == 2 and words[0] == "metre":
        metre = _metre(words[1])
        return IdiomCheck(text, share, lambda bar, _phase, _context: tuple(bar.metre) == tuple(metre))
    if len(words) == 2 and words[1] in ("walks", "play", "plays"):
        select = _selector(words[0])
        if words[1] == "walks":
            return IdiomCheck(text, share, lambda bar, _phase, context: _walks(bar, select, context))
        return IdiomCheck(text, share, lambda bar, _phase, _context: any(map(select, bar.notes)))
    if len(words) == 2 and words[0] == "no":
        select = _selector(words[1])
        return IdiomCheck(text, share, lambda bar, _phase, _context: not any(map(select, bar.notes)))
    return None


def _read_count(words: list[str], text: str, share: float) -> IdiomCheck | None:
    if len(words) != 4 or words[1] != "at" or words[2] not in ("least", "most") or not words[3].isdecimal():
        return None
    select, limit, is_least = _selector(words[0]), int(words[3]), words[2] == "least"

    def judge(bar: PlayedBar, _phase: int, _context: Context) -> bool:
        n_notes = len({note.position_ticks for note in bar.notes if select(note)})
        return n_notes >= limit if is_least else n_notes <= limit

    return IdiomCheck(text, share, judge)


def _read_bass(words: list[str], text: str, share: float) -> IdiomCheck | None:
    match = re.fullmatch(r"(\S+) (root or fifth|root|fifth|third) on (.+)", " ".join(words))
    if match is None:
        return None
    select, allowed, places = _selector(match[1]), _ROOT_WORDS[match[2]], match[3].split()

    def judge(bar: PlayedBar, _phase: int, context: Context) -> bool:
        return all(_stands_on(bar, tick, select, allowed, context) for tick in read_positions(places, bar.metre))

    _validate(places)
    return IdiomCheck(text, share, judge)


def _read_places(words: list[str], text: str, share: float) -> IdiomCheck | None:
    is_forbidden = words[:1] == ["no"]
    words = words[1:] if is_forbidden else words
    if len(words) < 3 or words[1] != "on":
        return None
    select = _selector(words[0])
    cycle = [part.split() for part in " ".join(words[2:]).split("/")]
    for places in cycle:
        _validate(places)

    def judge(bar: PlayedBar, phase: int, context: Context) -> bool:
        struck = [note.position_ticks for note in bar.notes if select(note)]
        wanted = read_positions([p for p in cycle[phase] if p != "-"], bar.metre)
        found = [_is_struck(struck, tick, context) for tick in wanted]
        return not any(found) if is_forbidden else all(found)

    return IdiomCheck(text, share, judge, len(cycle))


def _validate(places: list[str]) -> None:
    """Refuse words that are places in no metre; a place beyond the bar is found when the metre is known."""
    longest = Metre(8, 4)
    read_positions([place for place in places if not _is_number(place) and place != "-"], longest)
    if not places:
        raise GrooveError("a bar of the check is empty; write - for a bar without a stroke")


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None


def _metre(text: str) -> Metre:
    try:
        return Metre.parse(text)
    except ValueError as error:
        raise GrooveError(str(error)) from error


@lru_cache(maxsize=256)
def _selector(text: str) -> Callable[[PlayedNote], bool]:
    """Predicate for the notes of a lane, a part, or several joined with ``/``. Raises GrooveError."""
    keys: set[int] = set()
    parts: set[int] = set()
    for name in text.split("/"):
        if name in _FAMILIES or name in DRUM_LANES:
            keys |= {DRUM_LANES[lane] for lane in _FAMILIES.get(name, (name,))}
        elif name in PARTS:
            parts.add(PARTS.index(name))
        elif name == "comping":
            parts |= {PARTS.index(part) for part in ("piano", "organ", "guitar", "pad", "chromatic")}
        else:
            raise GrooveError(f"{name[:20]!r} is neither a lane nor a part; use kick, snare, bass, guitar or another")
    return lambda note: note.part in parts or (note.part == DRUMS and note.pitch in keys)


def _is_struck(struck: list[int], tick: int, context: Context) -> bool:
    return any(abs(at - place) <= TOLERANCE_TICKS for at in struck for place in _readings(tick, context))


def _readings(tick: int, context: Context) -> tuple[int, ...]:
    """Ticks at which a place may sound: as written and, in a swung groove, late by the swing."""
    from model.music.grooves.pattern import Swing

    if not context.is_swing_written:
        return (tick,)
    swung = Swing(context.swing_unit_ticks, context.swing * context.swing_unit_ticks / 3)
    return (tick, swung(tick))


def _stands_on(
    bar: PlayedBar,
    tick: int,
    select: Callable[[PlayedNote], bool],
    allowed: tuple[int, ...],
    context: Context,
) -> bool:
    """Whether the lowest note at a place is one of the allowed intervals above the chord's root."""
    there = [n.pitch for n in bar.notes if select(n) and _is_struck([n.position_ticks], tick, context)]
    chord = bar.chords[tick >= bar.metre.half_bar_ticks]
    if not there or chord == NO_CHORD:
        return bool(there)
    return (min(there) - chord // N_QUALITIES) % 12 in allowed


def _walks(bar: PlayedBar, select: Callable[[PlayedNote], bool], context: Context) -> bool:
    """Whether there is a note on every beat and each beat has another pitch than the one before."""
    beats: list[int] = []
    for tick in range(0, bar.metre.bar_ticks, beat_ticks(bar.metre)):
        there = [n.pitch for n in bar.notes if select(n) and _is_struck([n.position_ticks], tick, context)]
        if not there:
            return False
        beats.append(min(there))
    return all(a != b for a, b in itertools.pairwise(beats))


def _has_one_voice(bar: PlayedBar, _phase: int, _context: Context) -> bool:
    pitched = sorted((n.position_ticks, n.position_ticks + n.duration_ticks) for n in bar.notes if n.part != DRUMS)
    return all(end <= start for (_, end), (start, _) in itertools.pairwise(pitched))


def _swings(bar: PlayedBar, _phase: int, context: Context) -> bool:
    """Whether strokes of the second unit of each pair come late; a bar without any is no witness against it."""
    late, straight = _off_beats(bar, context)
    return late >= straight or late + straight == 0


def _is_straight(bar: PlayedBar, _phase: int, context: Context) -> bool:
    late, straight = _off_beats(bar, context)
    return straight >= late


def _off_beats(bar: PlayedBar, context: Context) -> tuple[int, int]:
    """Numbers of late and of even strokes on the second unit of each pair."""
    unit = context.swing_unit_ticks
    least = _MIN_SWUNG_TICKS["eighths" if unit == SWING_UNITS_TICKS["eighths"] else "sixteenths"]
    rests = [note.position_ticks % (2 * unit) for note in bar.notes]
    late = sum(unit + least <= rest <= unit + unit * LATE_TICKS // 12 for rest in rests)
    return late, sum(abs(rest - unit) < least for rest in rests)
