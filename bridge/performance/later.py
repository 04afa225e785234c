"""What waits for a bar or a section: "drums in after four bars", "louder in the chorus". Any thread.

It acts half a beat before the bar line: a change that takes effect with the next beat is heard from the bar on.
What waits is forgotten when the music stops.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from bridge.core.messages import BarLine
from model.text.direction_moments import END_OF_SECTION

LEAD_BEATS = 0.5
LOOK_AHEAD_BARS = 256
MOST_WAITING = 64

Act = Callable[[], None]


class Song(Protocol):
    """The bars and sections that are played."""

    def lines_ahead(self) -> tuple[BarLine, ...]: ...
    def turn_at(self, number: int) -> tuple[str, str] | None: ...
    def is_called(self, kind: str, name: str) -> bool: ...


class _Waiting(NamedTuple):
    """``number``: of a bar, or 0, where it waits for a section that begins (or one that ends) behind bar ``after``."""

    act: Act
    after: int
    number: int = 0
    begins: str = ""
    ends: str = ""


class Later:
    """See the module. beat_now: the present beat; None while the clock stands."""

    def __init__(self, song: Song, beat_now: Callable[[], float | None]) -> None:
        self._song, self._beat_now = song, beat_now
        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._acting = 0  # number of the bar whose line is near; what acts there may wait for more

    def wait(self, when: str, act: Act) -> str:
        """Act at a moment, written as `model.text.direction_moments.Moment` has them; returns when that is.

        "" where it cannot be waited for, as nothing plays or no such section is known to come; nothing waits then.
        """
        here = self._here()
        if here is None:
            return ""
        kind, _, what = when.partition(" ")
        if kind == "bars":
            number = here + int(what)
            return self._append(_Waiting(act, here, number=number), f"in bar {number}")
        turns = list(self._turns(here))
        if kind == "section" and any(self._song.is_called(begun, what) for _, begun in turns):
            return self._append(_Waiting(act, here, begins=what), f"when the {what} begins")
        if kind == "after" and any(self._song.is_called(ended, what) for ended, _ in turns):
            return self._append(_Waiting(act, here, ends=what), f"after the {what}")
        return ""

    def until(self, section: str, act: Act) -> str:
        """Act when a section begins, or when the one that plays ends; as `wait`."""
        if section != END_OF_SECTION:
            return self.wait(f"section {section}", act)
        here = self._here()
        if here is None or not any(self._turns(here)):
            return ""
        return self._append(_Waiting(act, here, ends=END_OF_SECTION), "until it ends")

    def forget(self) -> None:
        """Nothing waits any more."""
        with self._lock:
            self._waiting = []

    def tick(self) -> None:
        """Act on what is due; called some twenty times a second."""
        if not self._waiting:
            return
        lines, beat = self._song.lines_ahead(), self._beat_now()
        if not lines or beat is None:
            self.forget()
            return
        if beat < lines[0].end_beat - LEAD_BEATS:
            return
        number = lines[0].number + 1
        with self._lock:
            due: list[_Waiting] = []
            left: list[_Waiting] = []
            for each in self._waiting:
                (due if self._is_due(each, number) else left).append(each)
            self._waiting = left
        self._acting = number
        for each in due:
            each.act()
        self._acting = 0

    def _append(self, waiting: _Waiting, said: str) -> str:
        with self._lock:
            if len(self._waiting) >= MOST_WAITING:
                return ""
            self._waiting.append(waiting)
        return said

    def _is_due(self, waiting: _Waiting, number: int) -> bool:
        if waiting.number:
            return number >= waiting.number
        turn = self._song.turn_at(number)
        if turn is None or number <= waiting.after:
            return False
        ended, begun = turn
        if waiting.ends == END_OF_SECTION:
            return True
        if waiting.ends:
            return self._song.is_called(ended, waiting.ends)
        return self._song.is_called(begun, waiting.begins)

    def _here(self) -> int | None:
        """Number of the bar that plays, or of the one whose line is near while something acts there."""
        lines = self._song.lines_ahead()
        return max(lines[0].number, self._acting) if lines else None

    def _turns(self, here: int) -> Iterator[tuple[str, str]]:
        """Kinds of the sections that end and begin at each turn ahead."""
        return filter(None, map(self._song.turn_at, range(here + 1, here + LOOK_AHEAD_BARS)))
