"""The internal clock: Sideman's own tempo, led by the performer. Any thread may call it."""

from __future__ import annotations

import threading

from bridge.clocks.tempo_map import TempoMap
from bridge.core.timebase import Timebase

KEPT_BEATS = 64.0  # longer than any note rings, so that a note-off still finds its tempo


class InternalClock:
    """Implements `bridge.clocks.Transport` on monotonic time."""

    def __init__(self, time: Timebase) -> None:
        self._time = time
        self._lock = threading.Lock()
        self._map: TempoMap | None = None

    def start(self, at_s: float, tempo_bpm: float, beat: float = 0.0) -> None:
        """Let ``beat`` come at the moment ``at_s``. Raises ValueError on a tempo that cannot be played."""
        with self._lock:
            self._map = TempoMap(beat, at_s, tempo_bpm)

    def stop(self) -> None:
        """Stop; beats no longer come."""
        with self._lock:
            self._map = None

    def beat_to_s(self, beat: float) -> float | None:
        """Moment at which ``beat`` comes, or None while stopped."""
        with self._lock:
            return None if self._map is None else self._map.beat_to_s(beat)

    def beat_now(self) -> float | None:
        """The present beat (before the first one if it has yet to come), or None while stopped."""
        with self._lock:
            return None if self._map is None else self._map.s_to_beat(self._time.now_s())

    def tempo_bpm(self) -> float | None:
        """The tempo at the present beat, or None while stopped."""
        with self._lock:
            if self._map is None:
                return None
            return self._map.tempo_at(self._map.s_to_beat(self._time.now_s()))

    def set_tempo(self, beat: float, tempo_bpm: float) -> None:
        """Take another tempo from ``beat`` on, wherever in a bar it lies: the beat's own moment stays.

        Does nothing while stopped. Raises ValueError on a tempo that cannot be played.
        """
        with self._lock:
            if self._map is not None:
                self._map.set_tempo(beat, tempo_bpm)
                self._map.forget_before(beat - KEPT_BEATS)
