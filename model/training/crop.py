"""Sequences of one length out of a corpus, and the arrays from which their features are computed."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, POSITION, Corpus, ranges
from model.corpus.structure import NO_BAR
from model.engine.batch_view import Found
from model.engine.feature_values import closeness_feature
from model.engine.note_sources import NOTE_SOURCES
from model.music.config import BAR, N_PARTS, N_STYLES, NGRAM_BARS, TEXT_WIDTH
from model.training.corpus_index import CorpusIndex
from model.training.groove_bars import GrooveBars, GrooveHiding, drawn_sources, typical_sources

Array = NDArray[Any]
Index = NDArray[np.int64]  # of events


class Crop:
    """Positions of sequences in a corpus, with the bars before them that they may look back to.

    starts: the event with which each sequence begins, shape = (n,); hides_past: sequences that know nothing of what
    was played before the bar in which they begin, shape = (n,).
    """

    def __init__(self, corpus: Corpus, starts: Index, n_events: int, hides_past: NDArray[np.bool_]) -> None:
        self.corpus = corpus
        self.piece = np.searchsorted(corpus.event_starts, starts, side="right") - 1
        end = corpus.event_starts[self.piece + 1]
        self.first = np.searchsorted(corpus.bar_lines, starts, side="right") - 1
        last = np.searchsorted(corpus.bar_lines, np.minimum(starts + n_events, end - 1), side="right") - 1
        known_from = np.where(
            hides_past, self.first, np.maximum(corpus.bar_starts[self.piece], self.first - NGRAM_BARS)
        )
        lines = np.append(corpus.bar_lines, len(corpus.events))
        begin_event, end_event = lines[known_from], lines[last + 1]
        begins = np.concatenate([[0], np.cumsum(end_event - begin_event)])
        # Whole bars, so that it is known how closely the last one keeps to its groove.
        self.index = CorpusIndex(corpus.events[ranges(begin_event, end_event)], begins)
        index = (begins[:-1] + starts - begin_event)[:, None] + np.arange(n_events)[None, :]
        local_end = (begins[:-1] + end - begin_event)[:, None]
        self.real = (index + 1 < local_end).astype(np.float32)
        self.received = np.minimum(index, local_end - 1)
        self.predicted = np.minimum(index + 1, local_end - 1)
        self.bar_of = ranges(known_from, last + 1)  # corpus bar of each bar here
        self.bar_sequence = np.repeat(np.arange(len(starts)), last + 1 - known_from)
        # The bars that the sequences themselves contain, for which there are grooves.
        n_seen = last + 1 - self.first
        self._seen_sequence = np.repeat(np.arange(len(starts)), n_seen)
        self._seen_bars = ranges(self.first, last + 1)
        self.seen_from = np.concatenate([[0], np.cumsum(n_seen)[:-1]]) - self.first

    def no_grooves(self) -> GrooveBars:
        """No bar's groove is known."""
        return GrooveBars(self.corpus, self._seen_bars, np.full((len(self._seen_bars), N_PARTS), NO_BAR, np.int64))

    def typical_grooves(self) -> GrooveBars:
        """Each bar's groove, for all parts."""
        return GrooveBars(self.corpus, self._seen_bars, typical_sources(self.corpus, self._seen_bars))

    def drawn_grooves(self, hiding: GrooveHiding, rng: np.random.Generator) -> GrooveBars:
        """Each bar's groove, for some parts and sometimes changed."""
        n, corpus = len(self.piece), self.corpus
        sources = drawn_sources(corpus, self._seen_bars, self._seen_sequence, n, hiding, rng)
        thinned = np.where(rng.random(n) < hiding.thinned, hiding.thinned_share, 0.0)[self._seen_sequence]
        return GrooveBars(corpus, self._seen_bars, sources, thinned, rng)

    def bars(self, index: Index) -> Index:
        """Bar of the corpus in which each event stands."""
        return self.bar_of[self.index.bar[index]]

    def chords_at(self, index: Index) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Chord at each event and the one of the half bar after it."""
        corpus = self.corpus
        bar = self.bars(index)
        half = 2 * bar + (self.index.events[index, POSITION] >= corpus.half_ticks[bar])
        last_half = 2 * corpus.bar_starts[self.piece + 1][:, None] - 1
        chords = corpus.chords.reshape(-1)
        return chords[half].astype(np.int32), chords[np.minimum(half + 1, last_half)].astype(np.int32)


class CropView:
    """A crop with its grooves: `BatchView` and `ControlsBatch` of `model.engine.batch_view`, which gives the shapes.

    captions: vectors of the pieces' captions, (n, TEXT_WIDTH); None = nothing is known of them.
    """

    def __init__(self, crop: Crop, grooves: GrooveBars, captions: NDArray[np.floating[Any]] | None = None) -> None:
        self._crop, self.grooves, self._captions = crop, grooves, captions
        self.index, self.events = crop.index, crop.index.events
        self.received, self.predicted, self.real = crop.received, crop.predicted, crop.real
        self.received_rows = self.events[self.received].astype(np.int32)
        self.predicted_rows = self.events[self.predicted].astype(np.int32)
        self.chord, self.next_chord = crop.chords_at(self.received)
        self.predicted_chord, _ = crop.chords_at(self.predicted)
        self._bar = crop.bars(self.received)
        # A note stands in the bar of the event before it.
        self.groove_bar = self._bar + crop.seen_from[:, None]
        self._found: dict[str, Found] = {}

    def found(self, source: str) -> Found:
        """Notes of `NOTE_SOURCES`, looked up once."""
        if source not in self._found:
            self._found[source] = NOTE_SOURCES[source].batch(self)
        return self._found[source]

    @cached_property
    def shares_tick(self) -> NDArray[np.bool_]:
        """Whether the predicted event sounds together with the received one."""
        bar = self.index.bar
        is_same = (bar[self.received] == bar[self.predicted]) & (self.received_rows[..., PART] != BAR)
        shares: NDArray[np.bool_] = is_same & (self.received_rows[..., POSITION] == self.predicted_rows[..., POSITION])
        return shares

    @property
    def bar_in_piece(self) -> Array:
        """Number of each event's bar."""
        return self._bar - self._crop.corpus.bar_starts[self._crop.piece][:, None]

    @property
    def metre(self) -> Array:
        """Index in METRES."""
        return self._crop.corpus.metres[self._bar]

    @property
    def mode(self) -> Array:
        """Index in MODES."""
        return np.broadcast_to(self._crop.corpus.mode[self._crop.piece][:, None], self._bar.shape)

    @property
    def style(self) -> Array:
        """1 in the column of each piece's style."""
        style = self._crop.corpus.style[self._crop.piece]
        one_hot = (style[:, None] == np.arange(N_STYLES)).astype(np.float32)
        return np.broadcast_to(one_hot[:, None, :], (*self._bar.shape, N_STYLES))

    @cached_property
    def _phrase(self) -> Array:
        piece = np.broadcast_to(self._crop.piece[:, None], self._bar.shape)
        phrase: Array = self._crop.corpus.phrase_of_bar(self._bar, piece)
        return phrase

    @property
    def density(self) -> Array:
        """`density_feature` of each part in the phrase."""
        return self._crop.corpus.density[self._phrase]

    @property
    def expression(self) -> Array:
        """Expression of the phrase."""
        return self._crop.corpus.manner[self._phrase]

    @property
    def tempo(self) -> Array:
        """`tempo_features` of the piece."""
        octaves = np.log2(self._crop.corpus.tempo_bpm[self._crop.piece] / 120.0)
        features = np.stack([octaves, octaves * octaves], axis=-1)
        return np.broadcast_to(features[:, None, :], (*self._bar.shape, 2))

    @property
    def text(self) -> Array:
        """The piece's caption, 0 = unknown."""
        captions = np.zeros((len(self._bar), TEXT_WIDTH)) if self._captions is None else self._captions
        return np.broadcast_to(captions[:, None, :], (*self._bar.shape, TEXT_WIDTH))

    @property
    def groove_parts(self) -> Array:
        """Whether each part's groove is known."""
        known: Array = self.grooves.is_known[self.groove_bar]
        return known

    @property
    def closeness(self) -> Array:
        """`closeness_feature` of each part in the event's bar; 0 where no groove is known."""
        crop, bars = self._crop, self.index.bar
        is_seen = crop.bar_of >= crop.first[crop.bar_sequence]
        chosen = is_seen[bars] & (self.events[:, PART] != BAR)
        number = (crop.bar_of + crop.seen_from[crop.bar_sequence])[bars]
        kept = self.grooves.closeness(self.events[chosen].astype(np.int32), number[chosen])
        closeness: Array = np.where(self.grooves.is_known, closeness_feature(kept), 0.0).astype(np.float32)
        at_events: Array = closeness[self.groove_bar]
        return at_events
