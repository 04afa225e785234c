"""Measures the lateness of note-ons. Written by the scheduler's thread; any thread may read."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

LATE_S = 0.050  # later than this is audible and counted
DROP_S = 0.100  # a note-on later than this does more harm than good
N_KEPT_SKEWS = 4096


class Punctuality(NamedTuple):
    """Counts since the start; skews are those of the last `N_KEPT_SKEWS` note-ons."""

    n_sent: int
    n_late: int
    n_dropped: int
    skew_p50_ms: float
    skew_p99_ms: float


class PunctualityLog:
    """Counts note-ons, and keeps how late they were."""

    def __init__(self) -> None:
        self._skews_s: deque[float] = deque(maxlen=N_KEPT_SKEWS)
        self.n_sent = self._n_late = self._n_dropped = 0

    def due(self, skew_s: float) -> None:
        """A note-on is due since ``skew_s`` seconds; it is dropped when that is more than `DROP_S`."""
        if skew_s > DROP_S:  # by seconds, where a host has jumped: no measure of how punctual we are
            self._n_dropped += 1
        else:
            self._n_late += skew_s > LATE_S
            self._skews_s.append(skew_s)

    def summary(self) -> Punctuality:
        """Counts and skews so far."""
        skews_s = sorted(self._skews_s.copy())
        p50_ms, p99_ms = (1000.0 * _percentile(skews_s, share) for share in (0.50, 0.99))
        return Punctuality(self.n_sent, self._n_late, self._n_dropped, p50_ms, p99_ms)


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
