"""Estimates when frames come, from the moments at which periods were begun. Pure; the process callback feeds it."""

from __future__ import annotations

import math

from bridge.jack.protocol import FrameLine

# A callback may be late, never early, so the earliest of a window lies on the line. The line is moved there slowly: a
# note that was placed by it before must not find itself elsewhere. 60 us in half a second follow a card that is 120 ppm
# off.
WINDOW_S = 0.5
SHARE, MOST_S = 0.2, 60e-6
STEP_S = 0.005  # farther off: the server stood still, and the line begins anew
_WRAP = 1 << 32


class FrameEstimate:
    """``frame``: the frame that the last period began with, counted on beyond 32 bits."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._origin_s: float | None = None
        self._least_s, self._window_end_s = math.inf, 0.0
        self.frame = 0

    def began(self, frame: int, at_s: float) -> int:
        """A period that begins with ``frame`` (32 bits, as JACK counts) was begun; returns the frame counted on."""
        self.frame += (frame - self.frame) % _WRAP
        seen_s = at_s - self.frame / self._rate_hz
        if self._origin_s is None:
            self._begin(seen_s, at_s)
        self._least_s = min(self._least_s, seen_s)
        if at_s >= self._window_end_s:
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
        moved_s = off_s if abs(off_s) > STEP_S else max(-MOST_S, min(MOST_S, SHARE * off_s))
        self._begin(origin_s + moved_s, at_s)
