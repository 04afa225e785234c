"""Timing of played notes around the grid: early or late by style, part and place, learnt from played files.

Values; the draw of a note depends on its place and the seed alone.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.music.config import N_PARTS, N_STYLES, TICKS_PER_QUARTER

N_PLACES = 2 * TICKS_PER_QUARTER  # ticks of two quarter notes: a beat and the one that answers it
MOST_EARLY_MS, MOST_LATE_MS = 12.0, 25.0
# Of the variance around a place's mean, in 7,069 played files: what a part keeps to for a whole piece, and what all
# of parts that play on one tick share (correlation .37 to .56 by part).
_POCKET_SHARE, _TICK_SHARE = 0.2, 0.35


@dataclass(frozen=True)
class Feel:
    """Means and standard deviations in milliseconds, late is positive. shape = (N_STYLES, N_PARTS, N_PLACES)."""

    mean_ms: NDArray[np.float32]
    spread_ms: NDArray[np.float32]

    @classmethod
    def plain(cls) -> Feel:
        """Feel of a model that has learnt none: no place is special."""
        shape = (N_STYLES, N_PARTS, N_PLACES)
        return cls(np.zeros(shape, np.float32), np.full(shape, 5.0, np.float32))

    def offset_ms(self, style: int, part: int, position_ticks: int, *, bar: int, pitch: int, seed: int) -> float:
        """Milliseconds by which a note is late, negative early; notes struck together move together in part."""
        place = position_ticks % N_PLACES
        pocket = _gauss((seed, part))
        tick = _gauss((seed, bar, position_ticks))
        own = _gauss((seed, bar, position_ticks, part, pitch))
        rest = (1.0 - _POCKET_SHARE - _TICK_SHARE) ** 0.5
        drawn = _POCKET_SHARE**0.5 * pocket + _TICK_SHARE**0.5 * tick + rest * own
        late_ms = float(self.mean_ms[style, part, place] + self.spread_ms[style, part, place] * drawn)
        return min(max(late_ms, -MOST_EARLY_MS), MOST_LATE_MS)


def _gauss(about: tuple[int, ...]) -> float:
    return random.Random(hash(about)).gauss(0.0, 1.0)
