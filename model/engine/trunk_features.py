"""Features that the trunk receives: ids of the last event and its bar, events that may follow, floats of the bar."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from model.engine.batch_view import Array, BatchView, Found
from model.engine.feature_types import FloatFeature, LookBackFeature, TrunkFeature
from model.engine.feature_values import (
    EXPRESSION,
    N_SECTIONS,
    NO_DEGREE,
    NO_PART,
    NO_WHEN,
    row_places,
    section_of_bar,
    tempo_features,
)
from model.engine.history import History
from model.engine.note_classes import COLUMN
from model.music.config import (
    BAR,
    END_OF_BAR,
    LOOK_BACK_BARS,
    METRES,
    N_CHORDS,
    N_DURATIONS,
    N_METRES,
    N_MODES,
    N_PARTS,
    N_PITCHES,
    N_QUALITIES,
    N_STYLES,
    N_VELOCITIES,
    N_WHENS,
    NGRAM_ORDERS,
    NO_CHORD,
    NO_PITCH,
    PHRASE_BARS,
    TEXT_WIDTH,
)

# -- the trunk's ids


def _of_last(field: str) -> tuple[Callable[[History], int], Callable[[BatchView], Array]]:
    column = COLUMN[field]
    return lambda history: history.last[column], lambda batch: batch.received_rows[..., column]


def _is_second_half(history: History) -> bool:
    return history.last.position >= history.open_controls.metre.half_bar_ticks


def _degree(history: History) -> int:
    """Semitones of the last pitch above the root of its chord."""
    pitch, chord = history.last.pitch, history.open_controls.chords[_is_second_half(history)]
    return (pitch - chord // N_QUALITIES) % 12 if pitch < 128 and chord != NO_CHORD else NO_DEGREE


def _degrees(batch: BatchView) -> Array:
    pitch, chord = batch.received_rows[..., COLUMN["pitch"]], batch.chord
    return np.where((pitch < 128) & (chord != NO_CHORD), (pitch - chord // N_QUALITIES) % 12, NO_DEGREE)


def _metre(history: History) -> int:
    metre = history.open_controls.metre
    return METRES.index(metre) if metre in METRES else 0


def _next_chord(history: History) -> int:
    controls = history.open_controls
    return controls.next_chord if _is_second_half(history) else controls.chords[1]


def _sections(batch: BatchView) -> Array:
    """`section_of_bar` of arrays."""
    sections: Array = np.minimum(np.ceil(np.log2(batch.bar_in_piece + 1)).astype(np.int64), N_SECTIONS - 1)
    return sections


TRUNK_FEATURES: list[TrunkFeature] = [
    TrunkFeature("part", N_PARTS + 1, *_of_last("part")),
    TrunkFeature("position", N_WHENS, *_of_last("position")),
    TrunkFeature("pitch", N_PITCHES + 1, *_of_last("pitch")),
    TrunkFeature("duration", N_DURATIONS, *_of_last("duration")),
    TrunkFeature("velocity", N_VELOCITIES, *_of_last("velocity")),
    TrunkFeature("degree", NO_DEGREE + 1, _degree, _degrees, "chords", NO_DEGREE),
    TrunkFeature("metre", N_METRES, _metre, lambda batch: batch.metre),
    TrunkFeature(
        "phrase",
        PHRASE_BARS,
        lambda history: (history.n_bars - 1) % PHRASE_BARS,
        lambda batch: batch.bar_in_piece % PHRASE_BARS,
    ),
    TrunkFeature("section", N_SECTIONS, lambda history: section_of_bar(history.n_bars - 1), _sections),
    TrunkFeature(
        "chord",
        N_CHORDS,
        lambda history: history.open_controls.chords[_is_second_half(history)],
        lambda batch: batch.chord,
        "chords",
        NO_CHORD,
    ),
    TrunkFeature("next_chord", N_CHORDS, _next_chord, lambda batch: batch.next_chord, "chords", NO_CHORD),
    TrunkFeature("mode", N_MODES, lambda history: history.open_controls.mode, lambda batch: batch.mode),
]

# -- events that may follow

# The ids of one look-back, and how many values each can take.
LOOK_BACK: dict[str, int] = {
    "part": NO_PART + 1,
    "when": NO_WHEN + 1,
    "pitch": N_PITCHES + 1,
    "duration": N_DURATIONS,
    "velocity": N_VELOCITIES,
}
BAR_HAD_ENDED = (BAR, END_OF_BAR, NO_PITCH, 0, 0)
NO_SUCH_BAR = (NO_PART, NO_WHEN, NO_PITCH, 0, 0)


def look_back_ids(found: Found) -> Array:
    """Ids of the events found, (n, t, 5)."""
    columns = [
        np.where(found.index == -1, ended, found.field(column, nothing))
        for column, (ended, nothing) in enumerate(zip(BAR_HAD_ENDED, NO_SUCH_BAR, strict=True))
    ]
    return np.stack(columns, axis=-1)


def _followers(history: History, n_bars: int) -> tuple[int, ...]:
    """The event after this place n_bars ago."""
    return NO_SUCH_BAR if history.is_unknown(n_bars) else history.follower(n_bars) or BAR_HAD_ENDED


def _bars_ago(n_bars: int) -> LookBackFeature:
    return LookBackFeature(
        f"back{n_bars}",
        partial(_followers, n_bars=n_bars),
        lambda batch: Found(batch.events, batch.index.follower(batch.received, n_bars)),
        f"back{n_bars}",
    )


def _continuation(history: History) -> tuple[int, ...]:
    note, level = history.continuation
    return note or (BAR_HAD_ENDED if level else NO_SUCH_BAR)


def _continuations(batch: BatchView) -> Found:
    found, _ = batch.index.continuation_of(batch.received)
    has_ended = (found >= 0) & (batch.events[np.maximum(found, 0), COLUMN["part"]] == BAR)
    return Found(batch.events, np.where(has_ended, -1, found))


def groove_ids(history: History) -> tuple[int, ...]:
    """The groove's next event after this place."""
    controls = history.open_controls
    return (controls.groove_note(history.place) or BAR_HAD_ENDED) if controls.has_groove else NO_SUCH_BAR


def groove_followers(batch: BatchView) -> Found:
    grooves = batch.grooves
    found = grooves.next_note(batch.groove_bar, row_places(batch.received_rows))
    return Found(grooves.rows, np.where(grooves.has_any[batch.groove_bar], found, -2))


LOOK_BACK_FEATURES: list[LookBackFeature] = [
    *map(_bars_ago, LOOK_BACK_BARS),  # the event that followed this place so many bars ago
    LookBackFeature("continuation", _continuation, _continuations, "continuation"),  # that followed the same events
    LookBackFeature("groove", groove_ids, groove_followers, ablation="groove"),  # that the groove plays next
]
# Ids that stand behind the look-backs.
LAST_FEATURES: list[TrunkFeature] = [
    TrunkFeature(
        "echo_level",  # how many events the n-gram continuation's context has, as a place in NGRAM_ORDERS; 0 = none
        len(NGRAM_ORDERS) + 1,
        lambda history: history.continuation.level,
        lambda batch: batch.index.continuation_of(batch.received)[1],
        "continuation",
        ablation="look_back",
    )
]

# -- the trunk's floats

FLOAT_FEATURES: list[FloatFeature] = [
    FloatFeature(
        "style", N_STYLES, lambda controls: controls.style, lambda batch: batch.style, "style", is_guided=True
    ),
    FloatFeature(
        "density", N_PARTS, lambda controls: controls.density, lambda batch: batch.density, "density", is_guided=True
    ),
    FloatFeature("tempo", 2, lambda controls: tempo_features(controls.tempo_bpm), lambda batch: batch.tempo, "tempo"),
    FloatFeature("text", TEXT_WIDTH, lambda controls: controls.text, lambda batch: batch.text, "text", is_guided=True),
    FloatFeature(
        "expression",
        len(EXPRESSION),
        lambda controls: controls.expression,
        lambda batch: batch.expression,
        "expression",
        is_guided=True,
        name_in_files="manner",
    ),
    # 1 for each part whose groove is known, and how closely each of these keeps to it in this bar (-1 … 1).
    FloatFeature(
        "groove",
        N_PARTS,
        lambda controls: controls.groove_parts,
        lambda batch: batch.groove_parts,
        ablation="groove",
    ),
    FloatFeature(
        "closeness",
        N_PARTS,
        lambda controls: controls.closeness,
        lambda batch: batch.closeness,
        "closeness",
        ablation="groove",
    ),
]
