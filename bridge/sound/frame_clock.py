"""Maps frames of a stream to moments. Pure; the device's callback feeds it, the maker's thread asks."""

from __future__ import annotations

import math

# A callback may be late, never early: the earliest lie on the device's line. The line is moved to the earliest of the
# last half second, so that a device that drifts, or stood still unreported, is followed.
WINDOW_S = 0.5


class FrameClock:
    """A line of slope 1 under the moments at which blocks were taken."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._rate_hz = sample_rate_hz
        self._origin_s: float | None = None
        self._least_s, self._window_end_s = math.inf, 0.0

    def taken(self, frame: int, at_s: float) -> None:
        """The block that begins with ``frame`` was taken at a monotonic moment."""
        seen_s = at_s - frame / self._rate_hz
        if self._origin_s is None:
            self._origin_s, self._least_s, self._window_end_s = seen_s, math.inf, at_s + WINDOW_S
        self._origin_s = min(self._origin_s, seen_s)
        self._least_s = min(self._least_s, seen_s)
        if at_s >= self._window_end_s:
            self._origin_s, self._least_s, self._window_end_s = self._least_s, math.inf, at_s + WINDOW_S

    def restart(self) -> None:
        """Forget: the stream stood still."""
        self._origin_s = None

    def s_to_frame(self, at_s: float) -> int | None:
        """The frame taken at a moment; None before any was.

        >>> clock = FrameClock(48_000)
        >>> clock.taken(0, 10.0)
        >>> clock.taken(48_000, 11.002)
        >>> clock.s_to_frame(11.0)
        48000
        """
        return None if self._origin_s is None else round((at_s - self._origin_s) * self._rate_hz)

    def frame_to_s(self, frame: int) -> float | None:
        """Inverse of `s_to_frame`."""
        return None if self._origin_s is None else self._origin_s + frame / self._rate_hz
