"""A packed corpus in memory, with everything resolved that the features of an event look back to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, PITCH, POSITION, Corpus
from model.corpus.expression import phrase_density, phrase_manner
from model.engine.features import PLACE_STRIDE
from model.music.config import AGAIN_BARS, BAR, ECHO_BARS, ECHO_ORDERS, LOOK_BACK_BARS, N_PARTS

Array = NDArray[np.generic]


class Indexed:
    """A corpus with every look-back resolved to an event index. Costs about 90 bytes an event."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        events = corpus.events
        self.bar = np.cumsum(events[:, PART] == BAR, dtype=np.int64) - 1
        self.piece = np.repeat(np.arange(len(corpus.names), dtype=np.int32), np.diff(corpus.event_starts))
        self._place = self._places()
        self.keys = self.bar * PLACE_STRIDE + self._place
        n = len(events)
        self.follower = np.empty((len(LOOK_BACK_BARS), n), np.int32)
        self.same_place = np.empty((len(LOOK_BACK_BARS), n), np.int32)
        for row, n_bars in enumerate(LOOK_BACK_BARS):
            self.follower[row] = self._find_followers(n_bars)
            self.same_place[row] = self._find_same_places(n_bars)
        self.again = np.stack([self._find_again(n_bars) for n_bars in AGAIN_BARS])
        part, pitch = events[:, PART].astype(np.int64), events[:, PITCH]
        self.last_of_part = self._find_last_of(part, N_PARTS + 1)
        self.last_of_key = self._find_last_of(part * 256 + pitch, (N_PARTS + 1) * 256)
        self.echo = np.stack([self._find_echo(order) for order in reversed(ECHO_ORDERS)])
        self.phrase, self.density = phrase_density(corpus)
        self.manner = phrase_manner(corpus, self.phrase)
        del self._place, self.keys

    def _places(self) -> NDArray[np.int64]:
        events = self.corpus.events.astype(np.int64)
        code = 1 + (events[:, POSITION] * (N_PARTS + 1) + events[:, PART]) * 256 + events[:, PITCH]
        return np.where(events[:, PART] == BAR, 0, code)

    def _bars_ago(self, n_bars: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        bar = self.bar - n_bars
        return bar, bar >= self.corpus.bar_starts[self.piece]

    def _find_followers(self, n_bars: int) -> NDArray[np.int32]:
        """Event after this place n_bars ago; -1 = that bar had ended, -2 = there was no such bar."""
        bar, exists = self._bars_ago(n_bars)
        found = np.searchsorted(self.keys, bar * PLACE_STRIDE + self._place, side="right")
        found = np.minimum(found, len(self.keys) - 1)
        return np.where(exists, np.where(self.bar[found] == bar, found, -1), -2).astype(np.int32)

    def _find_same_places(self, n_bars: int) -> NDArray[np.int32]:
        """Note of the same part at the same tick n_bars ago (the next higher one in a chord), -1 = none."""
        events = self.corpus.events
        bar, exists = self._bars_ago(n_bars)
        stacked = np.zeros(len(events), bool)
        stacked[1:] = (self.bar[1:] == self.bar[:-1]) & np.all(events[1:, :2] == events[:-1, :2], axis=1)
        lowest = np.full(len(events), -1, np.int64)
        lowest[1:] = np.where(stacked[1:], events[:-1, PITCH].astype(np.int64), -1)
        place = self._place - events[:, PITCH] + lowest
        found = np.searchsorted(self.keys, bar * PLACE_STRIDE + place, side="right")
        found = np.minimum(found, len(self.keys) - 1)
        same = (self.bar[found] == bar) & np.all(events[found, :2] == events[:, :2], axis=1)
        return np.where(exists & same & (events[:, PART] != BAR), found, -1).astype(np.int32)

    def _find_again(self, n_bars: int) -> NDArray[np.int32]:
        """The very same note n_bars ago, -1 = none."""
        bar, exists = self._bars_ago(n_bars)
        key = bar * PLACE_STRIDE + self._place
        found = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        return np.where(exists & (self.keys[found] == key), found, -1).astype(np.int32)

    def _find_last_of(self, group: NDArray[np.int64], n_groups: int) -> NDArray[np.int32]:
        """The event before in the same piece and group, -1 = none."""
        return _last_equal(self.piece.astype(np.int64) * n_groups + group)

    def _find_echo(self, order: int) -> NDArray[np.int32]:
        """Event that followed the last ``order`` events when they were last heard, -2 = never."""
        events_before = np.arange(len(self.bar)) - self.corpus.event_starts[self.piece]
        salt = self.piece.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        last = _last_equal(_contexts(self._place, order) + salt)
        near = (last >= 0) & (self.bar - self.bar[np.maximum(last, 0)] <= ECHO_BARS)
        near &= (events_before >= order - 1) & (events_before[np.maximum(last, 0)] >= order - 1)
        return np.where(near, last + 1, -2).astype(np.int32)

    def echo_of(
        self, index: NDArray[np.int64], heard_from: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Echo of the longest context that was heard whole, -2 = none, and its level; a bar line: its bar ended."""
        echo = np.full(index.shape, -2, np.int32)
        level = np.zeros(index.shape, np.int64)
        for number, order in enumerate(reversed(ECHO_ORDERS)):
            found = self.echo[number][index]
            longer = found - order >= heard_from
            echo, level = np.where(longer, found, echo), np.where(longer, number + 1, level)
        return echo, level


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
    for ago in range(order):
        total[ago:] += mixed[: len(codes) - ago] * np.uint64(factor)
        factor = factor * 0x94D049BB133111EB % 2**64
    return total ^ (total >> np.uint64(31))
