"""A tee: calls several listeners of a performance with the same events. Any thread may call."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from bridge.core.messages import BarLine, PlannedNote
from bridge.performance.listener import Listener
from model.music.plan import Plan

log = logging.getLogger(__name__)


class FanOut:
    """Implements `bridge.performance.listener.Listener` for several; one that raises is logged and the others go on."""

    def __init__(self, listeners: Sequence[Listener]) -> None:
        self._listeners = tuple(listeners)

    def playing(self, playing: bool) -> None:
        """Pass on."""
        self._each(lambda listener: listener.playing(playing))

    def notes(self, notes: Sequence[PlannedNote]) -> None:
        """Pass on."""
        self._each(lambda listener: listener.notes(notes))

    def cancelled(self, from_beat: float) -> None:
        """Pass on."""
        self._each(lambda listener: listener.cancelled(from_beat))

    def bar(self, line: BarLine) -> None:
        """Pass on."""
        self._each(lambda listener: listener.bar(line))

    def plan(self, plan: Plan) -> None:
        """Pass on."""
        self._each(lambda listener: listener.plan(plan))

    def late(self, margin_ms: float, resting: Sequence[str]) -> None:
        """Pass on."""
        self._each(lambda listener: listener.late(margin_ms, resting))

    def inference(self, up: bool, reason: str) -> None:
        """Pass on."""
        self._each(lambda listener: listener.inference(up, reason))

    def failed(self, message: str) -> None:
        """Pass on."""
        self._each(lambda listener: listener.failed(message))

    def played(self, pitch: int, velocity: int) -> None:
        """Pass on."""
        self._each(lambda listener: listener.played(pitch, velocity))

    def _each(self, call: Callable[[Listener], None]) -> None:
        for listener in self._listeners:
            try:
                call(listener)
            except Exception:
                log.exception("the listener %s failed", type(listener).__name__)
