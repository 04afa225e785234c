"""Estimates when frames come, from the moments at which periods were begun. Pure; the process callback feeds it."""

from __future__ import annotations

import math
from collections import deque

from bridge.jack.protocol import FrameLine

# A callback may be late, never early, so the earliest of a window lies on the line. The line is moved there slowly: a
# note that was placed by it before must not find itself elsewhere. 60 us in half a second follow a card that is 120 ppm
# off.
WINDOW_S = 0.5
SHARE, MOST_S = 0.2, 60e-6
# So many periods in a row that are all this much later: the server stood still, as when another client comes, and does
# not make it up; the line begins anew there. A callback that is late alone is followed by some that are early.
STEP_S, N_STEP = 0.002, 4
WRAP_FRAMES = 1 << 32  # JACK counts so far


class FrameEstimate:
    """``frame``: the frame that the last period began with, counted on beyond 32 bits; ``n_steps``: new beginnings."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._origin_s: float | None = None
        self._least_s, self._window_end_s = math.inf, 0.0
        self._recent_s: deque[float] = deque(maxlen=N_STEP)
        self.frame = self.n_steps = 0

    def began(self, frame: int, at_s: float) -> int:
        """A period that begins with ``frame`` (32 bits, as JACK counts) was begun; returns the frame counted on."""
        self.frame += (frame - self.frame) % WRAP_FRAMES
        seen_s = at_s - self.frame / self._rate_hz
        origin_s = self._origin_s
        if origin_s is None:
            self._begin(seen_s, at_s)
            origin_s = seen_s
        self._least_s = min(self._least_s, seen_s)
        self._recent_s.append(seen_s)
        is_late = seen_s - origin_s > STEP_S  # seldom, so that most periods need no minimum
        if is_late and len(self._recent_s) == N_STEP and min(self._recent_s) - origin_s > STEP_S:
            self.n_steps += 1
            self._begin(min(self._recent_s), at_s)
        elif at_s >= self._window_end_s:
            self._close_window(at_s)
        return self.frame

    def line(self) -> FrameLine:
        """The line now."""
        return FrameLine(self.frame, (self._origin_s or 0.0) + self.frame / self._rate_hz, self._rate_hz)

    def _begin(self, origin_s: float, at_s: float) -> None:
        self._origin_s, self._least_s, self._window_end_s = origin_s, math.inf, at_s + WINDOW_S

    def _close_window(self, at_s: float) -> None:
        origin_s = self._origin_s or 0.0
        off_s = self._least_s - origin_s
        if off_s < -STEP_S:
            self.n_steps += 1
            self._begin(self._least_s, at_s)
        else:
            self._begin(origin_s + max(-MOST_S, min(MOST_S, SHARE * off_s)), at_s)
