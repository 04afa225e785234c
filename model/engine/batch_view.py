"""Interfaces through which the batch forms of features read a batch; `model.training` implements them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from model.engine.note_classes import NoteClasses

Array = NDArray[Any]


@dataclass(frozen=True)
class Found:
    """Notes found for a batch: ``index`` (n, t) into ``rows`` (any number, 5), -1 = none."""

    rows: Array
    index: Array

    def field(self, column: int, nothing: int) -> Array:
        """One field of each note, (n, t); ``nothing`` where there is none."""
        rows = self.rows if len(self.rows) else np.zeros((1, len(NoteClasses._fields)), np.int32)
        return np.where(self.index >= 0, rows[np.maximum(self.index, 0), column].astype(np.int32), nothing)


class EventIndex(Protocol):
    """Look-ups over the events of a batch; indices of events, -1 = none (`corpus_index.CorpusIndex`)."""

    @property
    def last_of_part(self) -> Array:
        """By event: the part's event before it."""

    @property
    def last_of_key(self) -> Array:
        """By event: the event of its part and pitch before it."""

    def follower(self, index: Any, n_bars: int) -> Array:
        """Event after this place n_bars ago; -1 = that bar had ended, -2 = there was no such bar."""

    def same_place(self, index: Any, n_bars: int) -> Array:
        """Note of the same part at the same tick n_bars ago."""

    def again(self, index: Any, n_bars: int) -> Array:
        """The note of this place and pitch n_bars ago."""

    def continuation_of(self, index: Any) -> tuple[Array, Array]:
        """N-gram continuation (-2 = none; a bar line: its bar ended), and the level of the match."""


class GrooveRows(Protocol):
    """Grooves of the bars of a batch (`groove_bars.GrooveBars`); notes are rows of ``rows``, bars are numbers."""

    @property
    def rows(self) -> Array:
        """Notes of all grooves, (any number, 5)."""

    @property
    def has_any(self) -> Array:
        """By bar: whether the groove of any part is known."""

    def next_note(self, bar: Any, after: Any, least: Any = 0) -> Array:
        """First note of each bar's groove behind ``after`` and not before ``least``; -1 = none."""

    def note_at(self, bar: Any, where: Any) -> Array:
        """Note at exactly this place; -1 = none."""


class ControlsBatch(Protocol):
    """The controls of the bar in which each received event stands, as numbers about -1 to 1."""

    @property
    def style(self) -> Array:
        """(n, t, N_STYLES)."""

    @property
    def density(self) -> Array:
        """(n, t, N_PARTS)."""

    @property
    def tempo(self) -> Array:
        """(n, t, 2)."""

    @property
    def expression(self) -> Array:
        """(n, t, len(EXPRESSION))."""

    @property
    def text(self) -> Array:
        """(n, t, TEXT_WIDTH); 0 = unknown."""

    @property
    def groove_parts(self) -> Array:
        """(n, t, N_PARTS)."""

    @property
    def closeness(self) -> Array:
        """(n, t, N_PARTS)."""


class BatchView(Protocol):
    """Sequences of events as training sees them. Arrays are (n, t) unless said otherwise."""

    @property
    def events(self) -> Array:
        """Rows of all events, (any number, 5)."""

    @property
    def received(self) -> Array:
        """Index of the event that the trunk receives."""

    @property
    def predicted(self) -> Array:
        """Index of the event that the heads predict."""

    @property
    def received_rows(self) -> Array:
        """(n, t, 5)."""

    @property
    def predicted_rows(self) -> Array:
        """(n, t, 5)."""

    @property
    def index(self) -> EventIndex:
        """Look-ups over the events."""

    @property
    def grooves(self) -> GrooveRows:
        """Grooves of the bars."""

    @property
    def groove_bar(self) -> Array:
        """Number of the event's bar in ``grooves``."""

    @property
    def shares_tick(self) -> Array:
        """Whether the predicted event sounds together with the received one."""

    @property
    def chord(self) -> Array:
        """At the received event."""

    @property
    def next_chord(self) -> Array:
        """Chord of the half bar after the received event."""

    @property
    def predicted_chord(self) -> Array:
        """Chord at the predicted event."""

    @property
    def bar_in_piece(self) -> Array:
        """Number of each event's bar in its piece."""

    @property
    def metre(self) -> Array:
        """Index in METRES."""

    @property
    def mode(self) -> Array:
        """Index in MODES."""

    def found(self, source: str) -> Found:
        """Notes of `NOTE_SOURCES`, looked up once."""
