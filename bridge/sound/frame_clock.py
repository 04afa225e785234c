"""Which frame of a stream is heard at which moment. Pure; fed by whoever takes blocks, asked by whoever makes them."""

from __future__ import annotations

# A callback may be late, never early: the earliest ones lie on the device's line. 100 us a second is forgotten, more
# than two clocks drift apart.
_FORGET_SHARE = 100e-6


class FrameClock:
    """A line of slope 1 under the moments at which blocks were taken."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._rate_hz = sample_rate_hz
        self._origin_s: float | None = None
        self._seen_s = 0.0

    @property
    def runs(self) -> bool:
        """Whether a block was taken yet."""
        return self._origin_s is not None

    def taken(self, frame: int, at_s: float) -> None:
        """The block that begins with ``frame`` was taken at a monotonic moment."""
        origin_s = at_s - frame / self._rate_hz
        if self._origin_s is not None:
            origin_s = min(origin_s, self._origin_s + _FORGET_SHARE * (at_s - self._seen_s))
        self._origin_s, self._seen_s = origin_s, at_s

    def restart(self) -> None:
        """Forget: the stream stood still."""
        self._origin_s = None

    def s_to_frame(self, at_s: float) -> int | None:
        """The frame taken at a moment; None before any was.

        >>> clock = FrameClock(48_000)
        >>> clock.taken(0, 10.0)
        >>> clock.taken(48_000, 11.002)
        >>> clock.s_to_frame(11.0)
        47995
        """
        return None if self._origin_s is None else round((at_s - self._origin_s) * self._rate_hz)

    def frame_to_s(self, frame: int) -> float | None:
        """Inverse of `s_to_frame`."""
        return None if self._origin_s is None else self._origin_s + frame / self._rate_hz
