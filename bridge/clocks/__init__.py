"""Clocks say when a beat comes. Sources of time stand each in a file of its own and share this protocol."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, Protocol


class Source(StrEnum):
    """Names of Sideman's own clocks."""

    INTERNAL = "internal"
    MIDI = "midi"
    LINK = "link"
    HOST = "host"
    JACK = "jack"
    MTC = "mtc"


class ChangeKind(StrEnum):
    """Kind of a change of a clock."""

    STARTED = "started"
    STOPPED = "stopped"
    JUMPED = "jumped"  # the song position is suddenly elsewhere
    TEMPO = "tempo"  # or beats come at other moments than they were to, with the same tempo


class ClockChange(NamedTuple):
    """Something that a clock's followers must know; ``beat`` is the song position (quarter notes) from now on."""

    source: str  # a `Source`, or the name of an installed clock
    kind: ChangeKind
    beat: float
    tempo_bpm: float


OnChange = Callable[[ClockChange], None]
"""Called on whichever thread feeds the clock, without its lock held; must be quick."""


class BeatClock(Protocol):
    """The part of a clock that the scheduler uses. Any thread may call."""

    def beat_to_s(self, beat: float) -> float | None:
        """Monotonic moment at which ``beat`` comes, or None while the clock is stopped."""
        ...


class Clock(BeatClock, Protocol):
    """A clock that is followed. Any thread may ask."""

    def beat_now(self) -> float | None:
        """The present beat, or None while stopped; never goes back but at a jump or a start."""
        ...

    def tempo_bpm(self) -> float | None:
        """The tempo now, or None when none is known yet."""
        ...


class Transport(Clock, Protocol):
    """A clock that the performer drives. Any thread may call."""

    def start(self, at_s: float, tempo_bpm: float, beat: float = 0.0) -> None:
        """Let ``beat`` come at the moment ``at_s``."""
        ...

    def stop(self) -> None:
        """Stop; beats no longer come."""
        ...

    def set_tempo(self, beat: float, tempo_bpm: float) -> None:
        """Take another tempo from ``beat`` on."""
        ...
