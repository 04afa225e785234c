"""Clocks say when a beat comes. Sources of time stand each in a file of its own and share this protocol."""

from __future__ import annotations

from typing import Protocol


class BeatClock(Protocol):
    """What the scheduler needs of a clock. Any thread may ask."""

    def beat_to_s(self, beat: float) -> float | None:
        """Monotonic moment at which ``beat`` comes, or None while the clock is stopped."""
        ...


class Transport(BeatClock, Protocol):
    """What the performer needs of the clock it drives. Any thread may call."""

    def start(self, at_s: float, tempo_bpm: float) -> None:
        """Let beat 0 come at the moment ``at_s``."""
        ...

    def stop(self) -> None:
        """Stop; beats no longer come."""
        ...

    def beat_now(self) -> float | None:
        """The present beat (negative before beat 0), or None while stopped."""
        ...

    def set_tempo(self, beat: float, tempo_bpm: float) -> None:
        """Take another tempo from ``beat`` on."""
        ...

    def pause(self, beat: float, pause_s: float) -> None:
        """Let ``beat`` and all after it come later."""
        ...
