"""The groove of each bar of a batch, found in the piece itself: the typical bar of every part, never the bar itself.

A groove bar is put together from a bar for each part, moved from the chords there to the chords here. The network
is shown it in the same form as the bars it looks back to (see `features`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, PITCH, POSITION, Corpus, ranges
from model.corpus.structure import N_PHASES, NO_BAR
from model.engine.feature_values import PLACE_STRIDE, row_places
from model.music.config import DRUMS, N_PARTS
from model.music.harmony import FOLLOW_CHORD

Bars = NDArray[np.int64]
_OTHER_BARS = np.array([-16, -8, -4, -2, 2, 4, 8, 16])  # bars away that stand in for the typical bar now and then


@dataclass(frozen=True)
class GrooveHiding:
    """Shares by which training hides or changes the groove, so that it is followed where given and not missed else."""

    drop_groove: float = 0.15  # nothing of it is known
    all_parts: float = 0.4  # it is known for all parts; otherwise for a random share of them
    other_bar: float = 0.25  # it is another bar of the piece, as when a passage returns
    thinned: float = 0.2  # some of its notes are missing
    thinned_share: float = 0.12
    drop_closeness: float = 0.3  # its closeness is unknown


def typical_sources(corpus: Corpus, bars: Bars) -> Bars:
    """Bar to take each part's groove from, shape = (n, N_PARTS); NO_BAR = that part has none."""
    piece = corpus.piece_of_bar(bars)
    begin = corpus.bar_starts[piece]
    in_piece = bars - begin
    key = np.repeat(np.arange(len(corpus.names)), np.diff(corpus.section_starts)) * 2**16 + corpus.section_bars
    section = np.searchsorted(key, piece * 2**16 + in_piece, side="right") - 1
    phase = (in_piece - corpus.section_bars[section]) % N_PHASES
    best, second = np.moveaxis(corpus.typical_bars[section, phase].astype(np.int64), -1, 0)
    chosen = np.where(best == in_piece[:, None], second, best)
    return np.where(chosen == NO_BAR, NO_BAR, chosen + begin[:, None])


def drawn_sources(
    corpus: Corpus, bars: Bars, sequence: Bars, n_sequences: int, hiding: GrooveHiding, rng: np.random.Generator
) -> Bars:
    """Bars to take the grooves from in training, some of them hidden; ``sequence``: to which each bar belongs."""
    typical = typical_sources(corpus, bars)
    piece = corpus.piece_of_bar(bars)
    away = np.where(rng.random(n_sequences) < hiding.other_bar, rng.choice(_OTHER_BARS, n_sequences), 0)[sequence]
    other = bars + away
    is_inside = (away != 0) & (other >= corpus.bar_starts[piece]) & (other < corpus.bar_starts[piece + 1])
    sources = np.where(is_inside[:, None] & (typical != NO_BAR), other[:, None], typical)
    share = np.where(rng.random(n_sequences) < hiding.all_parts, 1.0, rng.uniform(0.15, 1.0, n_sequences))
    share[rng.random(n_sequences) < hiding.drop_groove] = 0.0
    is_known = rng.random((n_sequences, N_PARTS)) < share[:, None]
    return np.where(is_known[sequence], sources, NO_BAR)


class GrooveBars:
    """Groove notes of some bars, found by bar number (0..n_bars - 1) and place."""

    def __init__(self, corpus: Corpus, bars: Bars, sources: Bars, thinned: NDArray[np.float64] | None = None,
                 rng: np.random.Generator | None = None) -> None:  # fmt: skip
        """bars: shape = (n_bars,); sources: shape = (n_bars, N_PARTS); thinned: share of notes to leave out."""
        self._corpus = corpus
        self.is_known: NDArray[np.bool_] = sources != NO_BAR
        self.has_any: NDArray[np.bool_] = self.is_known.any(axis=1)
        rows, bar = self._gather(bars, sources)
        if thinned is not None and rng is not None:
            kept = rng.random(len(bar)) >= thinned[bar]
            rows, bar = rows[kept], bar[kept]
        keys = bar * PLACE_STRIDE + row_places(rows)
        self.keys, first = np.unique(keys, return_index=True)
        self.rows, self.bar = rows[first], bar[first]

    def _gather(self, bars: Bars, sources: Bars) -> tuple[NDArray[np.int32], Bars]:
        corpus = self._corpus
        which, part = np.nonzero(sources != NO_BAR)
        pairs = np.unique(np.stack([which, sources[which, part]], axis=1), axis=0)
        lines = np.append(corpus.bar_lines, len(corpus.events))
        begin, end = lines[pairs[:, 1]] + 1, lines[pairs[:, 1] + 1]
        index = ranges(begin, end)
        bar, source = np.repeat(pairs, end - begin, axis=0).T
        rows = corpus.events[index].astype(np.int32)
        kept = (sources[bar, rows[:, PART]] == source) & (rows[:, POSITION] < corpus.bar_ticks[bars[bar]])
        rows, bar, source = rows[kept], bar[kept], source[kept]
        target = bars[bar]
        there = corpus.chords[source, (rows[:, POSITION] >= corpus.half_ticks[source]) * 1]
        here = corpus.chords[target, (rows[:, POSITION] >= corpus.half_ticks[target]) * 1]
        pitch = rows[:, PITCH]
        moved = pitch + FOLLOW_CHORD[there, here, pitch % 12]
        moved = np.where(moved > 127, moved - 12, np.where(moved < 0, moved + 12, moved))
        rows[:, PITCH] = np.where(rows[:, PART] == DRUMS, pitch, moved)
        return rows, bar

    def next_note(self, bar: Bars, after: Bars, least: Bars | int = 0) -> Bars:
        """Index into `rows` of the a bar's first note behind the place ``after``, not before ``least``; -1 = none."""
        found = np.searchsorted(self.keys, bar * PLACE_STRIDE + np.maximum(after + 1, least))
        return self._checked(found, bar)

    def note_at(self, bar: Bars, where: Bars) -> Bars:
        """Index into `rows` of the note at exactly this place; -1 = none."""
        key = bar * PLACE_STRIDE + where
        found = self._checked(np.searchsorted(self.keys, key), bar)
        is_there = np.isin(key, self.keys)
        return np.where(is_there, found, -1)

    def _checked(self, found: Bars, bar: Bars) -> Bars:
        if not len(self.keys):
            return np.full(np.shape(found), -1, np.int64)
        last = np.minimum(found, len(self.keys) - 1)
        return np.where((found < len(self.keys)) & (self.bar[last] == bar), last, -1)

    def closeness(self, rows: NDArray[np.int32], bar: Bars) -> NDArray[np.float32]:
        """Jaccard index of notes that were played and the groove's, shape = (n_bars, N_PARTS); 1 where both rest."""
        n_bars = len(self.is_known)
        keys = bar * PLACE_STRIDE + row_places(rows)
        size = n_bars * N_PARTS
        shape = (n_bars, N_PARTS)
        played = np.bincount(bar * N_PARTS + rows[:, PART], minlength=size).reshape(shape)
        given = np.bincount(self.bar * N_PARTS + self.rows[:, PART], minlength=size).reshape(shape)
        kept = np.isin(keys, self.keys, assume_unique=True)
        shared = np.bincount((bar * N_PARTS + rows[:, PART])[kept], minlength=size).reshape(shape)
        either = played + given - shared
        return np.where(either > 0, shared / np.maximum(either, 1), 1.0).astype(np.float32)
