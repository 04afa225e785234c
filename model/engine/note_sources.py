"""Earlier notes that the heads look up, each in two forms: one note while playing, arrays over a batch in training.

A source is entered in `NOTE_SOURCES`; `features` names sources there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from model.engine.batch_view import Array, BatchView, Found
from model.engine.feature_values import place_code, place_codes, row_places
from model.engine.history import History
from model.engine.note_classes import NoteClasses
from model.music.config import AGAIN_BARS, LOOK_BACK_BARS

PART, POSITION, PITCH = (NoteClasses._fields.index(name) for name in ("part", "position", "pitch"))


@dataclass
class SampledEvent:
    """The event that is being sampled: the fields known so far, and the notes found for it; -1 = not sampled yet."""

    history: History
    when: int = -1
    part: int = -1
    pitch: int = -1
    _found: dict[str, NoteClasses | None] = field(default_factory=dict)

    def found(self, source: str) -> NoteClasses | None:
        """Note of `NOTE_SOURCES`, looked up once."""
        if source not in self._found:
            self._found[source] = NOTE_SOURCES[source].stream(self)
        return self._found[source]

    @property
    def groove_after(self) -> int:
        """Place of the bar behind which the groove is looked up."""
        return self.history.place if self.history.shares_tick(self.when) else 0


@dataclass(frozen=True)
class NoteSource:
    """A look-up of an earlier note."""

    stream: Callable[[SampledEvent], NoteClasses | None]
    batch: Callable[[BatchView], Found]


def _of_event(find: Callable[[BatchView], Array]) -> Callable[[BatchView], Found]:
    """Notes among the batch's own events."""
    return lambda batch: Found(batch.events, find(batch))


def second_of_part(batch: BatchView) -> Found:
    """The part's last note but one."""
    last = batch.index.last_of_part[batch.predicted]
    return Found(batch.events, np.where(last >= 0, batch.index.last_of_part[np.maximum(last, 0)], -1))


def _continuation(event: SampledEvent, *, same_pitch: bool) -> NoteClasses | None:
    note = event.history.continuation.note
    if note is None or note[:2] != (event.part, event.when) or (same_pitch and note.pitch != event.pitch):
        return None
    return note


def _continuations(batch: BatchView, *, same_pitch: bool) -> Array:
    found, _ = batch.index.continuation_of(batch.received)
    note, wanted = batch.events[np.maximum(found, 0)], batch.predicted_rows
    is_here = (found >= 0) & (note[..., PART] == wanted[..., PART]) & (note[..., POSITION] == wanted[..., POSITION])
    if same_pitch:
        is_here &= note[..., PITCH] == wanted[..., PITCH]
    return np.where(is_here, found, -1)


def _groove_tick(event: SampledEvent) -> NoteClasses | None:
    """Next note of the groove at this tick."""
    controls = event.history.open_controls
    note = controls.groove_note(event.groove_after, place_code(event.when, 0, 0))
    return note if note and note.position == event.when else None


def _groove_stacked(event: SampledEvent, after: int | None = None) -> NoteClasses | None:
    """Next note of the groove for this part at this tick, behind the place ``after``."""
    after = event.groove_after if after is None else after
    note = event.history.open_controls.groove_note(after, place_code(event.when, event.part, 0))
    return note if note and note[:2] == (event.part, event.when) else None


def _groove_same(event: SampledEvent) -> NoteClasses | None:
    """This very note in the groove, or else the part's first one at this tick."""
    note = event.history.open_controls.groove_note(0, place_code(event.when, event.part, event.pitch))
    is_same = note is not None and note[:3] == (event.part, event.when, event.pitch)
    return note if is_same else _groove_stacked(event, 0)


def _in_groove(batch: BatchView, found: Array, *, of_part: bool) -> Array:
    """The notes found as far as they stand at the predicted tick, and are of the predicted part."""
    rows = batch.grooves.rows if len(batch.grooves.rows) else np.zeros((1, len(NoteClasses._fields)), np.int32)
    note, wanted = rows[np.maximum(found, 0)], batch.predicted_rows
    is_here = (found >= 0) & (note[..., POSITION] == wanted[..., POSITION])
    return np.where(is_here & ((note[..., PART] == wanted[..., PART]) | (not of_part)), found, -1)


def _groove_ticks(batch: BatchView, *, of_part: bool) -> Found:
    wanted = batch.predicted_rows
    part = wanted[..., PART] if of_part else np.zeros_like(wanted[..., PART])
    after = np.where(batch.shares_tick, row_places(batch.received_rows), 0)
    found = batch.grooves.next_note(batch.groove_bar, after, place_codes(wanted[..., POSITION], part, 0))
    return Found(batch.grooves.rows, _in_groove(batch, found, of_part=of_part))


def _groove_sames(batch: BatchView) -> Found:
    wanted = batch.predicted_rows
    of_part = place_codes(wanted[..., POSITION], wanted[..., PART], 0)
    first = _in_groove(batch, batch.grooves.next_note(batch.groove_bar, of_part - 1), of_part=True)
    where = place_codes(wanted[..., POSITION], wanted[..., PART], wanted[..., PITCH])
    same = batch.grooves.note_at(batch.groove_bar, where)
    return Found(batch.grooves.rows, np.where(same >= 0, same, first))


def _back(n_bars: int) -> NoteSource:
    return NoteSource(
        lambda event: event.history.same_place(n_bars, event.when, event.part),
        _of_event(lambda batch: batch.index.same_place(batch.predicted, n_bars)),
    )


def _again(n_bars: int) -> NoteSource:
    return NoteSource(
        lambda event: event.history.same_note(n_bars, event.when, event.part, event.pitch),
        _of_event(lambda batch: batch.index.again(batch.predicted, n_bars)),
    )


NOTE_SOURCES: dict[str, NoteSource] = {
    "last": NoteSource(  # of the same part
        lambda event: event.history.last_of_part[event.part],
        _of_event(lambda batch: batch.index.last_of_part[batch.predicted]),
    ),
    "key": NoteSource(  # of the same part and pitch
        lambda event: event.history.last_of_key.get((event.part, event.pitch)),
        _of_event(lambda batch: batch.index.last_of_key[batch.predicted]),
    ),
    **{f"back{n_bars}": _back(n_bars) for n_bars in LOOK_BACK_BARS},  # what the part played here so many bars ago
    **{f"again{n_bars}": _again(n_bars) for n_bars in AGAIN_BARS},  # this very note so many bars ago
    "continuation": NoteSource(  # the n-gram continuation, if it is this part's and at this tick
        partial(_continuation, same_pitch=False), _of_event(partial(_continuations, same_pitch=False))
    ),
    "continuation_note": NoteSource(  # the same, if it is this very note
        partial(_continuation, same_pitch=True), _of_event(partial(_continuations, same_pitch=True))
    ),
    "groove_tick": NoteSource(_groove_tick, partial(_groove_ticks, of_part=False)),
    "groove_part": NoteSource(_groove_stacked, partial(_groove_ticks, of_part=True)),
    "groove_note": NoteSource(_groove_same, _groove_sames),
}
