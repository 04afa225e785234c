"""The internal clock: Sideman's own tempo, led by the performer. Any thread may call it."""

from __future__ import annotations

import threading

from bridge.tempo_map import TempoMap
from bridge.timebase import Timebase

KEPT_BEATS = 64.0  # longer than any note rings, so that a note-off still finds its tempo


class InternalClock:
    """Implements `bridge.clocks.Transport` on monotonic time."""

    def __init__(self, time: Timebase) -> None:
        self._time = time
        self._lock = threading.Lock()
        self._map: TempoMap | None = None

    def start(self, at_s: float, tempo_bpm: float) -> None:
        """Let beat 0 come at the moment ``at_s``."""
        with self._lock:
            self._map = TempoMap(0.0, at_s, tempo_bpm)

    def stop(self) -> None:
        """Stop; beats no longer come."""
        with self._lock:
            self._map = None

    def beat_to_s(self, beat: float) -> float | None:
        """Moment at which ``beat`` comes, or None while stopped."""
        with self._lock:
            return None if self._map is None else self._map.beat_to_s(beat)

    def beat_now(self) -> float | None:
        """The present beat (negative before beat 0), or None while stopped."""
        with self._lock:
            return None if self._map is None else self._map.s_to_beat(self._time.now_s())

    def set_tempo(self, beat: float, tempo_bpm: float) -> None:
        """Take another tempo from ``beat`` on. Does nothing while stopped."""
        with self._lock:
            if self._map is not None:
                self._map.set_tempo(beat, tempo_bpm)
                self._map.forget_before(beat - KEPT_BEATS)

    def pause(self, beat: float, pause_s: float) -> None:
        """Let ``beat`` and all after it come ``pause_s`` later. Does nothing while stopped."""
        with self._lock:
            if self._map is not None:
                self._map.pause(beat, pause_s)
