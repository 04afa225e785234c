"""The model of a clock that is followed: a line from moments to beats, corrected by what is observed.

One thread feeds it, any thread may ask; it has a lock of its own.
"""

from __future__ import annotations

import math
import threading
from typing import NamedTuple

from bridge.clocks import ClockChange, OnChange
from bridge.core.timebase import Timebase

# An error shrinks to 1/e in this time, however often the source is observed. At 20 observations a second one has a
# weight of 1/16, and network jitter of ±5 ms leaves 0.5 ms RMS.
TIME_CONSTANT_S = 0.775
# Two observations in a row that lie further off, to the same side, are a step of the source: the average begins anew
# there. Three times the usual error, as a network may have more jitter than these milliseconds.
STEP_S, STEP_ERRORS = 0.012, 3.0
_ERROR_GAIN = 1 / 16


class ClockLine(NamedTuple):
    """From this moment on, where ``beat`` is, beats pass at this tempo.

    >>> line = ClockLine(time_s=10.0, beat=4.0, tempo_bpm=120.0)
    >>> line.beat_to_s(6.0), line.s_to_beat(10.5)
    (11.0, 5.0)
    """

    time_s: float
    beat: float
    tempo_bpm: float

    def beat_to_s(self, beat: float) -> float:
        """Moment at which ``beat`` comes."""
        return self.time_s + (beat - self.beat) * 60.0 / self.tempo_bpm

    def s_to_beat(self, time_s: float) -> float:
        """Inverse of `beat_to_s`."""
        return self.beat + (time_s - self.time_s) * self.tempo_bpm / 60.0


class PhaseLock:
    """Implements `bridge.clocks.Clock`; stopped until `start`."""

    def __init__(self, time: Timebase) -> None:
        self._time = time
        self._lock = threading.Lock()
        self._line: ClockLine | None = None
        self._tempo_bpm: float | None = None
        self._n_observed = 0
        self._off_s = 0.0  # how late the last observation came, as far as that is suspicious
        self._usual_off_s = 0.0
        self._reported_beat: float | None = None  # the furthest beat reported since the last start or jump

    def start(self, line: ClockLine) -> None:
        """Run along ``line``; also a jump, after which beats may be earlier than before."""
        with self._lock:
            self._line, self._tempo_bpm = line, line.tempo_bpm
            self._n_observed, self._reported_beat = 1, None
            self._off_s = 0.0

    def stop(self) -> None:
        """Stop; beats no longer come, the tempo stays known."""
        with self._lock:
            self._line = None

    def steer(self, line: ClockLine) -> None:
        """Run along a line that was estimated elsewhere. Does nothing while stopped."""
        with self._lock:
            if self._line is not None:
                self._line, self._tempo_bpm = line, line.tempo_bpm

    def observe(self, time_s: float, beat: float, tempo_bpm: float | None = None) -> None:
        """Average in that ``beat`` was seen at ``time_s``, and take the tempo if one is given.

        Does nothing while stopped.
        """
        with self._lock:
            if self._line is None:
                return
            line, self._tempo_bpm = self._line, tempo_bpm or self._line.tempo_bpm
            off_s = time_s - line.beat_to_s(beat)
            if self._is_step(off_s):
                self._n_observed, self._line = 1, ClockLine(time_s, beat, self._tempo_bpm)
                return
            self._n_observed += 1
            # The first ones are averaged evenly: none is better.
            gain = max(1.0 - math.exp((line.time_s - time_s) / TIME_CONSTANT_S), 1 / self._n_observed)
            expected_beat = line.s_to_beat(time_s)
            self._line = ClockLine(time_s, expected_beat + gain * (beat - expected_beat), self._tempo_bpm)

    def _is_step(self, off_s: float) -> bool:
        """Whether the source has moved, rather than one message been late; remembers how late they are."""
        limit_s = max(STEP_S, STEP_ERRORS * self._usual_off_s)
        suspicious_s = off_s if abs(off_s) > limit_s else 0.0
        is_step = suspicious_s * self._off_s > 0.0
        self._off_s = 0.0 if is_step else suspicious_s
        self._usual_off_s += _ERROR_GAIN * (min(abs(off_s), limit_s) - self._usual_off_s)
        return is_step

    def know_tempo(self, tempo_bpm: float | None) -> None:
        """Remember a tempo that is known although nothing plays. Does nothing while running."""
        with self._lock:
            if self._line is None:
                self._tempo_bpm = tempo_bpm

    @property
    def running(self) -> bool:
        """Whether beats come."""
        with self._lock:
            return self._line is not None

    def expected_beat(self, time_s: float) -> float | None:
        """The beat of the line at a moment, or None while stopped; unlike `beat_now` it may go back."""
        with self._lock:
            return None if self._line is None else self._line.s_to_beat(time_s)

    def beat_to_s(self, beat: float) -> float | None:
        """Monotonic moment at which ``beat`` comes, or None while stopped."""
        with self._lock:
            return None if self._line is None else self._line.beat_to_s(beat)

    def beat_now(self) -> float | None:
        """The present beat, or None while stopped; stands still where a correction would send it back."""
        with self._lock:
            if self._line is None:
                return None
            beat = self._line.s_to_beat(self._time.now_s())
            self._reported_beat = beat if self._reported_beat is None else max(beat, self._reported_beat)
            return self._reported_beat

    def tempo_bpm(self) -> float | None:
        """The tempo, also while stopped, or None when none is known yet."""
        with self._lock:
            return self._tempo_bpm


class FollowedClock:
    """Base of clocks that are followed: answers by its model, and reports changes without its lock.

    on_change: called with each change, on whichever thread feeds the clock.
    """

    def __init__(self, time: Timebase, on_change: OnChange) -> None:
        self._time, self._on_change = time, on_change
        self._lock = threading.RLock()
        self._model = PhaseLock(time)
        self._changes: list[ClockChange] = []

    def beat_to_s(self, beat: float) -> float | None:
        """Monotonic moment at which ``beat`` comes, or None while stopped."""
        return self._model.beat_to_s(beat)

    def beat_now(self) -> float | None:
        """The present beat, or None while stopped; never goes back but at a jump or a start."""
        return self._model.beat_now()

    def tempo_bpm(self) -> float | None:
        """The tempo, also while nothing plays, or None before one is known."""
        return self._model.tempo_bpm()

    def start(self) -> None:
        """Start the clock's own thread, if it has one."""

    def check(self, now_s: float) -> None:
        """Notice that the source has gone silent; called some 20 times a second."""

    def close(self) -> None:
        """End the clock's own thread, if it has one."""

    def _report_changes(self) -> None:
        """Call `on_change` without the lock: a follower may ask the clock."""
        with self._lock:
            changes, self._changes = self._changes, []
        for change in changes:
            self._on_change(change)
