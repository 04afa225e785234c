"""Selects the performer's clock: the one that is set, or in "auto" the external one that runs.

Any thread may call; clocks feed `clock_changed` on threads of their own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from bridge.clocks import ChangeKind, Clock, ClockChange, OnChange, Source, Transport

AUTO = "auto"


class ClockSelector:
    """Implements `bridge.clocks.Transport` over the internal clock and those that are followed."""

    def __init__(self, internal: Transport, others: Mapping[str, Clock], on_change: OnChange | None = None) -> None:
        self._internal = internal
        self._clocks: dict[str, Clock] = {**others, Source.INTERNAL: internal}
        self.on_change = on_change
        self._lock = threading.RLock()
        self._wanted = AUTO
        self._active: str = Source.INTERNAL

    @property
    def wanted(self) -> str:
        """The source asked for, or "auto"."""
        return self._wanted

    @wanted.setter
    def wanted(self, wanted: str) -> None:
        """Ask for a source; `on_change` is called with the switch. Raises KeyError when there is no such clock."""
        if wanted != AUTO and wanted not in self._clocks:
            raise KeyError(f"there is no {wanted} clock here")
        with self._lock:
            self._wanted = wanted
            source = self._playing_outside() if wanted == AUTO else wanted
            change = self._switch(source) if source != self._active else None
        self._report(change)

    @property
    def active(self) -> str:
        """The source that is followed now."""
        return self._active

    def clock_changed(self, change: ClockChange) -> None:
        """Receive a change of a clock; forward it if that clock is, or hereby becomes, the active one."""
        with self._lock:
            started = change.kind is ChangeKind.STARTED and change.source != Source.INTERNAL
            if self._wanted == AUTO and started and not self._led_from_outside():
                self._active = change.source
                self._internal.stop()
            forwarded = change if change.source == self._active else None
        self._report(forwarded)

    def start(self, at_s: float, tempo_bpm: float, beat: float = 0.0) -> None:
        """Start the internal clock if it is active, or in "auto" if what led from outside has stopped."""
        with self._lock:
            if self._wanted == AUTO and not self._led_from_outside():
                self._active = Source.INTERNAL
            self._if_internal(lambda: self._internal.start(at_s, tempo_bpm, beat))

    def stop(self) -> None:
        """Stop the internal clock if it is active."""
        with self._lock:
            self._if_internal(self._internal.stop)

    def set_tempo(self, beat: float, tempo_bpm: float) -> None:
        """Let the internal clock take another tempo from ``beat`` on, if it is active."""
        with self._lock:
            self._if_internal(lambda: self._internal.set_tempo(beat, tempo_bpm))

    def beat_to_s(self, beat: float) -> float | None:
        """Monotonic moment at which ``beat`` comes, or None while the active clock is stopped."""
        return self._clocks[self._active].beat_to_s(beat)

    def beat_now(self) -> float | None:
        """The active clock's present beat, or None while it is stopped."""
        return self._clocks[self._active].beat_now()

    def tempo_bpm(self) -> float | None:
        """The active clock's tempo, or None when none is known yet."""
        return self._clocks[self._active].tempo_bpm()

    def _if_internal(self, action: Callable[[], None]) -> None:
        if self._active == Source.INTERNAL:
            action()

    def _led_from_outside(self) -> bool:
        return self._active != Source.INTERNAL and self._clocks[self._active].beat_now() is not None

    def _playing_outside(self) -> str:
        """The active clock or another from outside that plays, else the internal one."""
        outside = [source for source in (self._active, *self._clocks) if source != Source.INTERNAL]
        return next((each for each in outside if self._clocks[each].beat_now() is not None), Source.INTERNAL)

    def _switch(self, source: str) -> ClockChange:
        if self._active == Source.INTERNAL:
            self._internal.stop()  # it is followed no longer
        self._active = source
        beat, tempo_bpm = self.beat_now(), self.tempo_bpm()
        kind = ChangeKind.STOPPED if beat is None else ChangeKind.STARTED
        return ClockChange(source, kind, beat or 0.0, tempo_bpm or 0.0)

    def _report(self, change: ClockChange | None) -> None:
        """Without the lock, as a follower may call back."""
        if change is not None and self.on_change is not None:
            self.on_change(change)
