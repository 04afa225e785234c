"""The performer's reports: the events that a listener receives, and its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bridge.core.messages import BarLine, PlannedNote
from model.music.plan import Plan


class Listener(Protocol):
    """Receives the events of a performance. Called from several threads, without locks; must be quick."""

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

    def plan(self, plan: Plan) -> None:
        """Another plan is followed."""
        ...

    def late(self, margin_ms: float, resting: Sequence[str]) -> None:
        """Music is planned only so far ahead; these parts rest until there is time again."""
        ...

    def inference(self, up: bool, reason: str) -> None:
        """The inference process went or came back."""
        ...

    def failed(self, message: str) -> None:
        """The music stopped because of a fault of ours."""
        ...

    def played(self, pitch: int, velocity: int) -> None:
        """The player struck a key, or released it (velocity 0)."""
        ...


class BaseListener:
    """Implements `Listener` by doing nothing; a listener overrides what concerns it."""

    def playing(self, playing: bool) -> None:
        """Play began or stopped."""

    def notes(self, notes: Sequence[PlannedNote]) -> None:
        """Notes were planned."""

    def cancelled(self, from_beat: float) -> None:
        """Notes from this beat on do not sound after all."""

    def bar(self, line: BarLine) -> None:
        """A bar begins."""

    def plan(self, plan: Plan) -> None:
        """Another plan is followed."""

    def late(self, margin_ms: float, resting: Sequence[str]) -> None:
        """Little music is planned ahead."""

    def inference(self, up: bool, reason: str) -> None:
        """The inference process went or came back."""

    def failed(self, message: str) -> None:
        """The music stopped because of a fault of ours."""

    def played(self, pitch: int, velocity: int) -> None:
        """The player struck a key, or released it (velocity 0)."""


@dataclass(frozen=True)
class Status:
    """State of the performer at a moment."""

    playing: bool
    waiting: bool  # play was asked for; the transport stands still or the inference process is being started
    mode: str
    holding: bool
    bar: int  # 0 before the first
    beat: float
    tempo_bpm: float
    n_beats_ahead: float
    seed: int
    n_late_bars: int
    n_resting: int
    n_waiting_clips: int
