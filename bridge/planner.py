"""The bars ahead, each with the source's state before it, so that any of them can be thought again.

Belongs to the performer's worker thread; the source is pure and single-threaded.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from bridge.messages import BarLine, PlannedNote
from bridge.parts import place
from model.events import Metre, Note
from model.text import Plan


class GeneratedBar(Protocol):
    """What a source makes: notes whose ticks count from the bar's start."""

    @property
    def metre(self) -> Metre: ...
    @property
    def tempo_bpm(self) -> float: ...
    @property
    def chords(self) -> tuple[str, str]: ...
    @property
    def notes(self) -> tuple[Note, ...]: ...


class Source(Protocol):
    """An endless maker of bars whose state is a value."""

    def next_bar(self) -> GeneratedBar:
        """Make one bar more."""
        ...

    def snapshot(self) -> Any:
        """The state as a value that later steps leave alone."""
        ...

    def restore(self, snapshot: Any) -> None:
        """Go back to a state."""
        ...

    def set_plan(self, plan: Plan) -> None:
        """Take another plan from the next bar made."""
        ...


SourceMaker = Callable[[Plan, int], Source]
"""Opens a source for a plan and a seed; same plan and seed, same bars."""


@dataclass(frozen=True)
class PlannedBar:
    """A bar with its place in time, and the source's state after it."""

    line: BarLine
    notes: tuple[PlannedNote, ...]
    state_after: Any


class Planner:
    """Bars that were committed, in order; `extend` and `draft` make bars, `commit` makes one count."""

    def __init__(self, source: Source, note_ids: Iterator[int] | None = None) -> None:
        self._source = source
        self._note_ids = note_ids or itertools.count(1)
        self._bars: deque[PlannedBar] = deque()
        self._first_state = source.snapshot()
        self._first_beat = 0.0
        self._n_past = 0

    @property
    def bars(self) -> tuple[PlannedBar, ...]:
        """The bars committed and not yet forgotten."""
        return tuple(self._bars)

    @property
    def end_beat(self) -> float:
        """Where the first bar not yet planned begins."""
        return self._bars[-1].line.end_beat if self._bars else self._first_beat

    def extend(self) -> PlannedBar:
        """Make the bar at `end_beat`; it counts once committed."""
        return self._make(self.end_beat)

    def draft(self, beat: float, plan: Plan) -> PlannedBar:
        """Think again from the bar line at ``beat`` with another plan; the old bars stay until `commit`."""
        before = [bar for bar in self._bars if bar.line.beat < beat]
        self._source.restore(before[-1].state_after if before else self._first_state)
        self._source.set_plan(plan)
        return self._make(beat)

    def commit(self, bar: PlannedBar) -> None:
        """Let ``bar`` take the place of all from its bar line on. Raises ValueError if it does not fit."""
        while self._bars and self._bars[-1].line.beat >= bar.line.beat:
            self._bars.pop()
        if bar.line.beat != self.end_beat:
            raise ValueError(f"a bar at beat {bar.line.beat:g} does not follow beat {self.end_beat:g}")
        self._bars.append(bar)

    def forget_before(self, beat: float) -> None:
        """Drop bars that have ended by ``beat``; the state after the last of them is kept."""
        while self._bars and self._bars[0].line.end_beat <= beat:
            past = self._bars.popleft()
            self._first_state, self._first_beat = past.state_after, past.line.end_beat
            self._n_past = past.line.number

    def _make(self, beat: float) -> PlannedBar:
        made = self._source.next_bar()
        n_before = sum(bar.line.beat < beat for bar in self._bars)
        line = BarLine(self._n_past + n_before + 1, beat, made.tempo_bpm, made.metre, made.chords)
        return PlannedBar(line, place(made.notes, beat, self._note_ids), self._source.snapshot())
