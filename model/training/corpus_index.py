"""Index of stretches of music: the events that each event's features look back to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, PITCH
from model.engine.feature_values import PLACE_STRIDE, row_places
from model.music.config import BAR, N_PARTS, NGRAM_BARS, NGRAM_ORDERS

Array = NDArray[np.generic]
Index = NDArray[np.int64]  # of events


class CorpusIndex:
    """Events of stretches laid end to end, with every look-back resolved to an event index.

    A stretch does not include anything before it. A batch indexes only the bars that it sees: to index the whole
    corpus took five minutes and 90 bytes an event.
    """

    def __init__(self, events: NDArray[np.uint8], event_starts: NDArray[np.int64]) -> None:
        """events: rows as in `corpus.Corpus.events`; event_starts: where each stretch begins, and the end."""
        self.events, self.event_starts = events, event_starts
        self.bar = np.cumsum(events[:, PART] == BAR, dtype=np.int64) - 1
        self.stretch = np.repeat(np.arange(len(event_starts) - 1, dtype=np.int32), np.diff(event_starts))
        self.bar_starts = self.bar[event_starts[:-1]]
        self._place = row_places(events)
        self.keys = self.bar * PLACE_STRIDE + self._place
        part, pitch = events[:, PART].astype(np.int64), events[:, PITCH]
        self.last_of_part = self._find_last_of(part, N_PARTS + 1)
        self.last_of_key = self._find_last_of(part * 256 + pitch, (N_PARTS + 1) * 256)
        self.continuations = np.stack([self._find_continuation(order) for order in reversed(NGRAM_ORDERS)])

    def _bars_ago(self, index: Index, n_bars: int) -> tuple[Index, NDArray[np.bool_]]:
        bar = self.bar[index] - n_bars
        return bar, bar >= self.bar_starts[self.stretch[index]]

    def follower(self, index: Index, n_bars: int) -> Index:
        """Event after this place n_bars ago; -1 = that bar had ended, -2 = there was no such bar."""
        bar, exists = self._bars_ago(index, n_bars)
        found = np.searchsorted(self.keys, bar * PLACE_STRIDE + self._place[index], side="right")
        found = np.minimum(found, len(self.keys) - 1)
        return np.where(exists, np.where(self.bar[found] == bar, found, -1), -2)

    def same_place(self, index: Index, n_bars: int) -> Index:
        """Note of the same part at the same tick n_bars ago (the next higher one in a chord), -1 = none."""
        bar, exists = self._bars_ago(index, n_bars)
        before = np.maximum(index - 1, 0)
        tick_and_part = self._place[index] - self.events[index, PITCH]
        below = self._place[before] - self.events[before, PITCH]
        stacked = (index > 0) & (self.bar[before] == self.bar[index]) & (below == tick_and_part)
        lowest = np.where(stacked, self.events[before, PITCH].astype(np.int64), -1)
        found = np.searchsorted(self.keys, bar * PLACE_STRIDE + tick_and_part + lowest, side="right")
        found = np.minimum(found, len(self.keys) - 1)
        same = (self.bar[found] == bar) & (self._place[found] - self.events[found, PITCH] == tick_and_part)
        return np.where(exists & same & (self.events[index, PART] != BAR), found, -1)

    def again(self, index: Index, n_bars: int) -> Index:
        """The very same note n_bars ago, -1 = none."""
        bar, exists = self._bars_ago(index, n_bars)
        key = bar * PLACE_STRIDE + self._place[index]
        found = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        return np.where(exists & (self.keys[found] == key), found, -1)

    def _find_last_of(self, group: NDArray[np.int64], n_groups: int) -> NDArray[np.int32]:
        """The event before in the same stretch and group, -1 = none."""
        return _last_equal(self.stretch.astype(np.int64) * n_groups + group)

    def _find_continuation(self, order: int) -> NDArray[np.int32]:
        """Event that followed the last ``order`` events the last time they came, -2 = they never came."""
        events_before = np.arange(len(self.bar)) - self.event_starts[self.stretch]
        salt = self.stretch.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        last = _last_equal(_contexts(self._place, order) + salt)
        near = (last >= 0) & (self.bar - self.bar[np.maximum(last, 0)] <= NGRAM_BARS)
        near &= (events_before >= order - 1) & (events_before[np.maximum(last, 0)] >= order - 1)
        return np.where(near, last + 1, -2).astype(np.int32)

    def continuation_of(self, index: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """N-gram continuation of the longest context that is known whole, -2 = none, and its level.

        A bar line: the bar ended there.
        """
        found = np.full(index.shape, -2, np.int32)
        level = np.zeros(index.shape, np.int64)
        for number, of_order in enumerate(self.continuations):
            is_longer = of_order[index] >= 0
            found, level = np.where(is_longer, of_order[index], found), np.where(is_longer, number + 1, level)
        return found, level


def _last_equal(values: Array) -> NDArray[np.int32]:
    """Index of the latest earlier equal value, -1 = none."""
    order = np.argsort(values, kind="stable")
    last = np.full(len(values), -1, np.int32)
    same = values[order[1:]] == values[order[:-1]]
    last[order[1:]] = np.where(same, order[:-1], -1)
    return last


def _contexts(codes: NDArray[np.int64], order: int) -> NDArray[np.uint64]:
    """A number for each run of ``order`` codes that ends here."""
    mixed = (codes.astype(np.uint64) + np.uint64(1)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    total = np.zeros(len(codes), np.uint64)
    factor = 1
    for ago in range(min(order, len(codes))):
        total[ago:] += mixed[: len(codes) - ago] * np.uint64(factor)
        factor = factor * 0x94D049BB133111EB % 2**64
    return total ^ (total >> np.uint64(31))
