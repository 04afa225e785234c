"""Notes of planned bars that stay while others are made again, and the bar in which they do.

Belongs to the inference process's thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bridge.core.messages import BarLine, Tone
from bridge.inference.locks import Locks
from bridge.inference.protocol import Again, Change
from bridge.inference_worker.bars_ahead import BarAhead
from model.engine.filling import next_note_around
from model.engine.generator import Generator
from model.engine.note_classes import NoteClasses
from model.engine.resolved_plan import ResolvedPlan
from model.music.config import N_PARTS, TICKS_PER_QUARTER
from model.music.events import Note
from model.music.gaps import Aspect


class Kept(NamedTuple):
    """A note that was planned. beat: on the grid; tone: as it was sent, None where it was not heard; ``is_old``: it
    gives way to a note that has something of it.
    """

    beat: float
    note: Note  # as it sounds; its tick means nothing
    tone: Tone | None
    number: int = 0  # of its bar
    is_old: bool = False


@dataclass
class GivenBar:
    """What is given in a bar in the making; ``own``: parts that play around it."""

    waiting: deque[NoteClasses]
    tones: dict[NoteClasses, Tone | None]
    own: frozenset[int]
    old: deque[NoteClasses]  # notes of which something is to be kept, in order
    aspect: Aspect = Aspect.ALL
    is_partial: bool = False  # the bar was planned in part: behind what is given everybody plays

    def copy(self) -> GivenBar:
        """A copy that goes its own way."""
        return replace(self, waiting=deque(self.waiting), old=deque(self.old))

    def next_note(self, generator: Generator) -> NoteClasses | None:
        """The bar's next note, given or drawn; None = the bar is over."""
        keeps_places = self.aspect in (Aspect.PITCHES, Aspect.VELOCITIES)
        if keeps_places and self.old:
            return self._redrawn(generator)
        if self.is_partial and not self.waiting:
            return generator.next_note()
        if keeps_places or not self.own:
            return self._given(generator)
        return next_note_around(generator, self.waiting, self.own, self._with_old_pitch if self.old else None)

    def _given(self, generator: Generator) -> NoteClasses | None:
        if not self.waiting:
            return None
        generator.add_note(self.waiting[0])
        return self.waiting.popleft()

    def _redrawn(self, generator: Generator) -> NoteClasses | None:
        """The next of what is given and of the old notes; the latter at another pitch or velocity."""
        if self.waiting and _place(self.waiting[0]) < _place(self.old[0]):
            return self._given(generator)
        note = self.old.popleft()
        open_bar = generator.open_bar
        assert open_bar is not None
        if self.aspect is Aspect.VELOCITIES:
            drawn = generator.sampler.other_velocity(open_bar, note)
        else:
            n_above = sum(each[:2] == note[:2] for each in self.old)
            drawn = generator.sampler.other_pitch(open_bar, note, n_above)
        last = open_bar.notes[-1] if open_bar.notes else None
        if last is not None and _place(drawn) <= _place(last):
            return self.next_note(generator)  # no room above the chord's last note
        generator.add_note(drawn)
        return drawn

    def _with_old_pitch(self, note: NoteClasses, last: NoteClasses | None) -> NoteClasses:
        """A drawn note at the next old pitch of its part that may stand there, so that the rhythm alone is new."""
        for _ in range(len(self.old)):
            old = self.old[0]
            self.old.rotate(-1)
            moved = note._replace(pitch=old.pitch)
            if old.part == note.part and (last is None or _place(moved) > _place(last)):
                return moved
        return note


@dataclass(frozen=True)
class Keeping:
    """What of the bars that are planned stays while others are made. last: number of the last of them; partial: number
    of one that was planned in part, 0 = none.
    """

    kept: tuple[Kept, ...] = ()
    locks: Locks = field(default_factory=Locks)
    again: Again | None = None
    last: int = 0
    partial: int = 0

    @property
    def aspect(self) -> Aspect:
        """What of the notes is made anew."""
        return self.again.aspect if self.again is not None else Aspect.ALL

    def own_in(self, number: int) -> frozenset[int] | None:
        """Parts that are made in a bar in which others stay; None = nothing stays in it."""
        again = self.again
        if number > self.last:
            return None
        free = frozenset(part for part in range(N_PARTS) if not self.locks.holds(part, number))
        if again is not None:
            free = free & (again.parts or free) if again.first <= number <= again.last else frozenset()
        return None if len(free) == N_PARTS and self.aspect is Aspect.ALL else free

    def given_in(self, line: BarLine, generator: Generator) -> GivenBar | None:
        """What stays in a bar; None where nothing does."""
        own = self.own_in(line.number)
        if own is None:
            return None
        tones: dict[NoteClasses, Tone | None] = {}
        old: list[NoteClasses] = []
        for each in self.kept:
            if not line.beat <= each.beat < line.end_beat:
                continue
            tick = round((each.beat - line.beat) * TICKS_PER_QUARTER)
            classes = generator.resolved.to_classes(each.note._replace(tick=tick))
            if each.is_old:
                old.append(classes)
            else:
                tones.setdefault(classes, each.tone)
        by_place = {_place(note): note for note in (*self._melody_in(own, generator), *tones)}
        waiting = deque(by_place[place] for place in sorted(by_place))
        ordered = deque(sorted(old, key=_place))
        return GivenBar(waiting, tones, own, ordered, self.aspect, line.number == self.partial)

    def _melody_in(self, own: frozenset[int], generator: Generator) -> tuple[NoteClasses, ...]:
        """The chart's melody in the open bar, where its part is made anew."""
        melody = generator.open_bar.melody if generator.open_bar is not None else ()
        return tuple(note for note in melody if note.part in own) if self.aspect is Aspect.ALL else ()


NOTHING = Keeping()


def keeping(
    command: Change, bars: Sequence[BarAhead], given: GivenBar | None, before: Keeping, generator: Generator
) -> Keeping:
    """What a command leaves of the bars that are planned: what is locked, and what is not to be made again."""
    locks = command.desired.locks
    if not bars or not (command.again or locks.is_any):
        return NOTHING
    planned = _planned_from(command.at_beat, bars, given, before.kept, generator.resolved)
    kept = tuple(left for each in planned if (left := _left_by(each, command)) is not None)
    number = bars[-1].line.number
    last = max(number, *(each.number for each in kept), 0)
    return Keeping(kept, locks, command.again, last, number if generator.open_bar is not None else 0)


def _place(note: NoteClasses) -> tuple[int, int, int]:
    return note.position, note.part, note.pitch


def _planned_from(
    at_beat: float, bars: Sequence[BarAhead], given: GivenBar | None, kept: Sequence[Kept], resolved: ResolvedPlan
) -> Iterator[Kept]:
    """Every note that is planned from a beat on: in bars, in the rest of the open one, and in bars to come."""
    end_beat = at_beat
    for bar in bars:
        end_beat = max(end_beat, bar.line.end_beat)
        waiting = given.waiting if given is not None and bar is bars[-1] else ()
        tones = {**(given.tones if given is not None else {}), **bar.tone_of}
        for note in (*bar.notes, *waiting):
            if bar.beat_of(note) >= at_beat:
                tone = bar.tone_of.get(note) if note not in waiting else tones.get(note)
                yield Kept(bar.beat_of(note), resolved.to_note(note), tone, bar.line.number)
    yield from (each for each in kept if each.beat >= end_beat)


def _left_by(kept: Kept, command: Change) -> Kept | None:
    """What a change leaves of a planned note: all of it, something (`Kept.is_old`), or nothing."""
    if command.desired.locks.holds(kept.note.part, kept.number):
        return kept
    again = command.again
    if again is None:
        return None
    is_asked = again.first <= kept.number <= again.last and (not again.parts or kept.note.part in again.parts)
    if not is_asked:
        return kept
    return None if again.aspect is Aspect.ALL else kept._replace(is_old=True)
