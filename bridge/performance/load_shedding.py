"""Mutes parts while music is made too slowly, one after another, and come back when there is time.

The performer's state, guarded by its lock.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from bridge.performance.generation_request import thinned
from model.music.plan import Plan

BELOW_BARS, ENOUGH_BARS = 0.25, 0.9  # planned ahead
THIN_EVERY_S, THICKEN_EVERY_S = 0.5, 4.0


class LoadShedding:
    """rest: called with the parts to mute from now on, at each change."""

    def __init__(self, rest: Callable[[frozenset[str]], None]) -> None:
        self._rest = rest
        self._thinned_s = -math.inf
        self.n_resting = self.n_times = 0

    def forget(self) -> None:
        """A new inference process lets nothing rest."""
        self.n_resting = 0

    def look(self, plan: Plan, margin_bars: float, now_s: float, busy_since_s: float) -> None:
        """Mute a part or bring one back, by the bars planned ahead; work since ``busy_since_s`` takes a while."""
        if margin_bars < BELOW_BARS and now_s - max(self._thinned_s, busy_since_s) > THIN_EVERY_S:
            self.n_times += 1
            self._set(plan, self.n_resting + 1, now_s)
        elif margin_bars > ENOUGH_BARS and self.n_resting and now_s - self._thinned_s > THICKEN_EVERY_S:
            self._set(plan, self.n_resting - 1, now_s)

    def _set(self, plan: Plan, n_parts: int, now_s: float) -> None:
        resting = thinned(plan, n_parts)
        self._thinned_s, self.n_resting = now_s, len(resting)
        self._rest(resting)
