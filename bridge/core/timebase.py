"""Monotonic time, and waiting for an absolute moment of it; with a clock that tests move by hand.

Every deadline is a moment of this clock: relative sleeps drift (61 ms in 5 s), wall clocks jump.
Any thread may read a clock or wake a `Waiter`; one thread waits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol


class Timebase(Protocol):
    """A source of monotonic seconds."""

    def now_s(self) -> float:
        """Seconds since an arbitrary moment, never going back."""
        ...


COARSE_S = 1e-3  # Windows' own monotonic clock steps by 15.6 ms


def _finest_clock() -> Callable[[], float]:
    """The monotonic clock, or where it is coarse the performance counter, which all processes share there too."""
    is_coarse = time.get_clock_info("monotonic").resolution > COARSE_S
    return time.perf_counter if is_coarse else time.monotonic


monotonic_s = _finest_clock()
"""Seconds since an arbitrary moment, the same in all processes of this machine."""


class SystemTime:
    """The machine's monotonic clock."""

    def now_s(self) -> float:
        """Seconds of `monotonic_s`."""
        return monotonic_s()


class MockClock:
    """A clock for tests: stands still until `advance`."""

    def __init__(self, start_s: float = 1000.0) -> None:
        self._now_s = start_s

    def now_s(self) -> float:
        """The moment it was last moved to."""
        return self._now_s

    def advance(self, step_s: float) -> None:
        """Move forward. Raises ValueError on a step back."""
        if step_s < 0:
            raise ValueError(f"time does not run backwards: {step_s} s")
        self._now_s += step_s


class Waiter:
    """Sleeps one thread until an absolute moment or until another thread wakes it.

    spin_s: wake so much earlier and count the moments down, holding the interpreter: a thread that wakes exactly at its
    deadline then still has to wait until a busy neighbour lets it in.
    """

    def __init__(self, time: Timebase, spin_s: float = 0.0) -> None:
        self._time, self._spin_s = time, spin_s
        self._condition = threading.Condition()
        self._woken = False

    def wake(self) -> None:
        """End the present wait, or the next one if no thread waits now."""
        with self._condition:
            self._woken = True
            self._condition.notify()

    def wait_until(self, deadline_s: float | None) -> None:
        """Return at ``deadline_s`` (None: never by itself) or when woken, whichever is first."""
        with self._condition:
            while not self._woken:
                timeout_s = None if deadline_s is None else deadline_s - self._spin_s - self._time.now_s()
                if timeout_s is not None and timeout_s <= 0:
                    break
                self._condition.wait(timeout_s)
            was_woken, self._woken = self._woken, False
        if not was_woken and deadline_s is not None:
            while not self._woken and self._time.now_s() < deadline_s:
                pass
