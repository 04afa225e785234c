"""What the performer tells the world: the events a listener hears, and its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bridge.messages import BarLine, PlannedNote


class Listener(Protocol):
    """Who hears what is planned. Called from several threads; must be quick."""

    def playing(self, playing: bool) -> None:
        """Play began or stopped."""
        ...

    def notes(self, notes: Sequence[PlannedNote]) -> None:
        """Notes were planned, ahead of time."""
        ...

    def cancelled(self, from_beat: float) -> None:
        """Notes from this beat on will not sound after all."""
        ...

    def bar(self, line: BarLine) -> None:
        """A bar begins now."""
        ...

    def late(self, beat: float, pause_s: float) -> None:
        """The bar at ``beat`` and all after it come later than they should."""
        ...

    def failed(self, message: str) -> None:
        """The music stopped because of a fault of ours."""
        ...


@dataclass(frozen=True)
class Status:
    """What the performer is doing."""

    playing: bool
    bar: int  # 0 before the first
    beat: float
    tempo_bpm: float
    n_bars_ahead: int
    seed: int
    n_late_bars: int
    n_waiting_clips: int
