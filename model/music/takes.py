"""Takes of the same bars: how far apart they are, how they differ in words, and which of many to offer. Pure.

A take is its bars, each a sequence of notes whose ticks count from the bar's start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import NamedTuple

from model.music.config import BASS, DRUMS, PARTS, TICKS_PER_QUARTER
from model.music.events import Note

Take = Sequence[Sequence[Note]]

# Strokes are compared on a grid of sixteenths and triplets, so that a hand that is early is no other stroke.
_GRID_TICKS = (0, 6, 8, 12, 16, 18, 24)
# Drums that are one to the ear: kicks, snares, hats closed and open, crashes, rides.
_SAME_DRUM = {35: 36, 40: 38, 22: 42, 44: 42, 26: 46, 57: 49, 55: 49, 52: 49, 59: 51, 53: 51, 43: 41, 47: 45, 50: 48}
_MUCH = {"notes": 0.12, "register": 1.5, "off": 0.06, "velocity": 5.0}  # less is no difference worth a word

_WORDS = {
    "notes": ("sparser", "busier"),
    "register": ("deeper", "higher"),
    "off": ("more on the beat", "more off the beat"),
    "velocity": ("softer", "louder"),
}
_MOST_REMEMBERED = 12  # takes that were kept: what is older fades


class TakeFacts(NamedTuple):
    """What can be said of a take. register: mean pitch without drums and bass; off: share of strokes off the beat."""

    notes_a_bar: float
    register: float | None
    off: float
    velocity: float
    busiest: str


def facts_of(take: Take) -> TakeFacts:
    """Facts of a take; a silent one has no register and no busiest part."""
    notes = [note for bar in take for note in bar]
    pitched = [note.pitch for note in notes if note.part not in (DRUMS, BASS)] or [
        note.pitch for note in notes if note.part != DRUMS
    ]
    counts = Counter(note.part for note in notes)
    return TakeFacts(
        len(notes) / max(len(take), 1),
        fmean(pitched) if pitched else None,
        fmean(note.tick % TICKS_PER_QUARTER != 0 for note in notes) if notes else 0.0,
        fmean(note.velocity for note in notes) if notes else 0.0,
        PARTS[min(counts, key=lambda part: (-counts[part], part))] if counts else "",
    )


def distance(one: Take, other: Take) -> float:
    """How far apart two takes are: 1 less the Jaccard index of their strokes, mean over the parts that play in either.

    >>> kick, snare = Note(0, 0, 36, 6, 90), Note(24, 0, 38, 6, 90)
    >>> distance([[kick, snare]], [[kick, snare]]), distance([[kick, snare]], [[kick]])
    (0.0, 0.5)
    """
    mine, others = _strokes(one), _strokes(other)
    parts = mine.keys() | others.keys()
    if not parts:
        return 0.0
    return fmean(_apart(mine.get(part, frozenset()), others.get(part, frozenset())) for part in parts)


def mean_distance(takes: Sequence[Take]) -> float:
    """Mean distance of every two takes; 0 of one alone."""
    pairs = [distance(one, other) for number, one in enumerate(takes) for other in takes[:number]]
    return fmean(pairs) if pairs else 0.0


def most_different(takes: Sequence[Take], n: int) -> list[int]:
    """Numbers of ``n`` takes far apart: the first, then always the one farthest from those chosen; in order."""
    chosen = [0]
    while len(chosen) < min(n, len(takes)):
        left = [number for number in range(len(takes)) if number not in chosen]
        chosen.append(max(left, key=lambda number: min(distance(takes[number], takes[each]) for each in chosen)))
    return sorted(chosen)


@dataclass(frozen=True)
class Likes:
    """What takes that were kept had over the others, on the scale of `_MUCH`: a mean over the last ones. A value."""

    leaning: Mapping[str, float] = field(default_factory=dict)
    n_kept: int = 0

    def after(self, kept: Take, others: Sequence[Take]) -> Likes:
        """Likes after one take was kept and others were not."""
        if not others:
            return self
        apart = _apart_in_facts(facts_of(kept), [facts_of(take) for take in others])
        weight = 1.0 / min(self.n_kept + 1, _MOST_REMEMBERED)
        leaning = {name: (1 - weight) * self.leaning.get(name, 0.0) + weight * value for name, value in apart.items()}
        return Likes(leaning, self.n_kept + 1)

    def order(self, takes: Sequence[Take]) -> list[int]:
        """Numbers of takes, those first that are most like what was kept; as they are where nothing was."""
        facts = [facts_of(take) for take in takes]
        scores = []
        for mine in facts:
            apart = _apart_in_facts(mine, [each for each in facts if each is not mine] or [mine])
            scores.append(sum(self.leaning.get(name, 0.0) * value for name, value in apart.items()))
        return sorted(range(len(takes)), key=lambda number: -scores[number])


def _apart_in_facts(mine: TakeFacts, others: Sequence[TakeFacts]) -> dict[str, float]:
    """How far a take's facts are from the mean of others, in units of what is worth a word, -3..3."""
    usual = fmean(each.notes_a_bar for each in others) or 1.0
    registers = [each.register for each in others if each.register is not None]
    register = mine.register - fmean(registers) if mine.register is not None and registers else 0.0
    by = {
        "notes": mine.notes_a_bar / usual - 1.0,
        "register": register,
        "off": mine.off - fmean(each.off for each in others),
        "velocity": mine.velocity - fmean(each.velocity for each in others),
    }
    return {name: min(max(value / _MUCH[name], -3.0), 3.0) for name, value in by.items()}


def differences(takes: Sequence[Take]) -> list[str]:
    """A line for each take: its facts, and what sets it apart from the mean of the others."""
    facts = [facts_of(take) for take in takes]
    return [_line(mine, [each for each in facts if each is not mine]) for mine in facts]


def _line(mine: TakeFacts, others: Sequence[TakeFacts]) -> str:
    words = [f"{mine.notes_a_bar:.0f} notes a bar"]
    apart = _apart_in_facts(mine, others) if others else {}
    words += [_WORDS[name][value > 0] for name, value in apart.items() if abs(value) > 1.0]
    if mine.busiest:
        words.append(f"most of it {mine.busiest}")
    return ", ".join(words)


def _strokes(take: Take) -> dict[int, frozenset[tuple[int, int, int]]]:
    found: dict[int, set[tuple[int, int, int]]] = {}
    for number, bar in enumerate(take):
        for note in bar:
            beat, tick = divmod(note.tick, TICKS_PER_QUARTER)
            near = min(_GRID_TICKS, key=lambda grid: (abs(grid - tick), grid))
            pitch = _SAME_DRUM.get(note.pitch, note.pitch) if note.part == DRUMS else note.pitch
            found.setdefault(note.part, set()).add((number, beat * TICKS_PER_QUARTER + near, pitch))
    return {part: frozenset(strokes) for part, strokes in found.items()}


def _apart(one: frozenset[tuple[int, int, int]], other: frozenset[tuple[int, int, int]]) -> float:
    return 1.0 - len(one & other) / len(one | other)
