"""Features that the heads look up when they predict a field of the next event."""

from __future__ import annotations

from functools import partial

import numpy as np

from model.engine.batch_view import Array, BatchView
from model.engine.feature_types import HeadFeature
from model.engine.feature_values import (
    NO_DURATION,
    NO_PART,
    NO_VELOCITY,
    NO_WHEN,
)
from model.engine.note_classes import COLUMN
from model.engine.note_sources import SampledEvent, second_of_part
from model.engine.trunk_features import groove_followers, groove_ids, look_back_ids
from model.music.config import (
    BAR,
    N_CHORDS,
    N_PARTS,
    N_PITCHES,
    NO_CHORD,
    NO_PITCH,
)

# -- the heads' ids

_NOTHING = {"pitch": NO_PITCH, "duration": NO_DURATION, "velocity": NO_VELOCITY}


def _note_field(
    name: str, source: str, *heads: str, hiding: str | None = None, ablation: str | None = None
) -> HeadFeature:
    """The field of an earlier note that ends the name; the table's last id means that there is no such note."""
    field = name.rpartition("_")[2]
    column, nothing = COLUMN[field], _NOTHING[field]

    def stream(event: SampledEvent) -> int:
        note = event.found(source)
        return note[column] if note else nothing

    return HeadFeature(
        name,
        nothing + 1,
        heads,
        stream,
        lambda batch: batch.found(source).field(column, nothing),
        hiding,
        nothing,
        ablation,
    )


def _back(name: str, *heads: str) -> HeadFeature:
    """A field of what the part played at this place, or of this very note, so many bars ago."""
    source = name.partition("_")[0]
    return _note_field(name, source, *heads, hiding=source.replace("again", "back"), ablation="look_back")


_of_continuation = partial(_note_field, hiding="continuation", ablation="look_back")
_of_groove = partial(_note_field, ablation="groove")


def _groove_part(event: SampledEvent) -> int:
    note = event.found("groove_tick")
    return note.part if note else BAR if event.history.open_controls.has_groove else NO_PART


def _groove_parts(batch: BatchView) -> Array:
    nothing = np.where(batch.grooves.has_any[batch.groove_bar], BAR, NO_PART)
    found = batch.found("groove_tick")
    return np.where(found.index >= 0, found.field(COLUMN["part"], 0), nothing)


HEAD_FEATURES: list[HeadFeature] = [
    HeadFeature(  # at the new event's place
        "chord",
        N_CHORDS,
        ("pitch", "duration"),
        lambda event: event.history.open_controls.chord_at(event.when),
        lambda batch: batch.predicted_chord,
        "chords",
        NO_CHORD,
    ),
    HeadFeature(  # 1 + the last event's part if the new event shares its tick, else 0
        "tick_part",
        N_PARTS + 1,
        ("part",),
        lambda event: event.history.last.part + 1 if event.history.shares_tick(event.when) else 0,
        lambda batch: np.where(batch.shares_tick, batch.received_rows[..., COLUMN["part"]] + 1, 0),
    ),
    HeadFeature(  # 1 if the new note shares tick and part with the last
        "stacked",
        2,
        ("pitch",),
        lambda event: int(event.history.is_stacked(event.when, event.part)),
        lambda batch: (
            batch.shares_tick & (batch.received_rows[..., COLUMN["part"]] == batch.predicted_rows[..., COLUMN["part"]])
        ),
    ),
    _note_field("last_pitch", "last", "pitch"),
    _note_field("last_duration", "last", "duration"),
    _note_field("last_velocity", "last", "velocity"),
    _back("back1_pitch", "pitch"),
    _back("back2_pitch", "pitch"),
    _back("back4_pitch", "pitch"),
    _back("back8_pitch", "pitch"),
    _of_continuation("echo_pitch", "continuation", "pitch"),
    HeadFeature(  # the part's last but one
        "second_pitch",
        N_PITCHES + 1,
        ("pitch",),
        lambda event: event.history.second_pitches[event.part],
        lambda batch: second_of_part(batch).field(COLUMN["pitch"], NO_PITCH),
    ),
    _back("back1_duration", "duration"),
    _back("back1_velocity", "velocity"),
    _note_field("key_duration", "key", "duration"),
    _note_field("key_velocity", "key", "velocity"),
    _back("again1_duration", "duration"),
    _back("again1_velocity", "velocity"),
    _back("again2_velocity", "velocity"),
    _of_continuation("echo_duration", "continuation_note", "duration"),
    _of_continuation("echo_velocity", "continuation_note", "velocity"),
    HeadFeature(  # place of the groove's next note
        "groove_when",
        NO_WHEN + 1,
        ("when",),
        lambda event: groove_ids(event.history)[1],
        lambda batch: look_back_ids(groove_followers(batch))[..., 1],
        ablation="groove",
    ),
    HeadFeature(  # part of its next note at the new note's tick; BAR = it has none there
        "groove_part", NO_PART + 1, ("part",), _groove_part, _groove_parts, ablation="groove"
    ),
    _of_groove("groove_pitch", "groove_part", "pitch"),
    _of_groove("groove_duration", "groove_note", "duration"),
    _of_groove("groove_velocity", "groove_note", "velocity"),
]
