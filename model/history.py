"""What has been played so far, as the network hears it: the same features as `dataset`, one event at a time.

A `History` is a value: adding a note returns a new one, so a state can be kept, restored and forked. It holds
no more than the bars that look-back needs, so it costs the same at minute 40 as at second 1.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.config import (
    BAR,
    END_OF_BAR,
    LOOK_BACK_BARS,
    METRES,
    N_PARTS,
    N_QUALITIES,
    NO_CHORD,
    NO_PITCH,
    PHRASE_BARS,
)
from model.events import COMMON_TIME, Metre
from model.features import (
    N_FLOATS,
    NO_DEGREE,
    NO_DURATION,
    NO_PART,
    NO_VELOCITY,
    NO_WHEN,
    float_features,
    place_code,
    section_of_bar,
)


class NoteClasses(NamedTuple):
    """A note in the network's classes, in the common tonic."""

    part: int
    position: int
    pitch: int
    duration: int
    velocity: int


LINE_CLASSES = NoteClasses(BAR, 0, NO_PITCH, 0, 0)
_BAR_HAD_ENDED = (BAR, END_OF_BAR, NO_PITCH, 0, 0)
_NO_SUCH_BAR = (NO_PART, NO_WHEN, NO_PITCH, 0, 0)


@dataclass(frozen=True)
class BarControls:
    """What is asked of the bar that begins. Chords are in the common tonic.

    style: N_STYLES weights, all 0 = unsaid; density: how much each part plays
    (`features.density_feature`), 0 = not at all, all 0 = unsaid; mode: index of config.MODES.
    """

    style: tuple[float, ...]
    density: tuple[float, ...]
    tempo_bpm: float = 120.0
    metre: Metre = COMMON_TIME
    chords: tuple[int, int] = (NO_CHORD, NO_CHORD)
    next_chord: int = NO_CHORD
    mode: int = 0

    def floats(self) -> NDArray[np.float32]:
        """Row of floats for the network, shape = (N_FLOATS,)."""
        row = float_features(self.style, self.density, self.tempo_bpm)
        assert row.shape == (N_FLOATS,)
        return row

    def chord_at(self, position_ticks: int) -> int:
        """Chord that holds at a tick of the bar."""
        return self.chords[position_ticks >= self.metre.half_bar_ticks]


class BarRecord(NamedTuple):
    """Notes of one bar in canonical order, with their place codes."""

    places: tuple[int, ...] = ()
    notes: tuple[NoteClasses, ...] = ()

    def with_note(self, note: NoteClasses) -> BarRecord:
        """The record with one more note, which must come last in canonical order."""
        place = place_code(note.position, note.part, note.pitch)
        if self.places and place <= self.places[-1]:
            raise ValueError(f"{note} does not come after {self.notes[-1]}")
        return BarRecord((*self.places, place), (*self.notes, note))


EMPTY_BAR = BarRecord()


@dataclass(frozen=True)
class History:
    """Everything that the features of the next event depend on."""

    controls: BarControls | None = None
    floats: NDArray[np.float32] | None = None
    n_bars: int = 0  # bars begun; may start above 0, for music that enters in the middle of things
    last: NoteClasses = LINE_CLASSES
    bar: BarRecord = EMPTY_BAR
    earlier: tuple[BarRecord, ...] = ()  # the bars before this one, latest first
    last_of_part: tuple[NoteClasses | None, ...] = (None,) * N_PARTS

    def with_bar(self, controls: BarControls) -> History:
        """Begin a bar."""
        earlier = (self.bar, *self.earlier)[: max(LOOK_BACK_BARS)] if self.controls is not None else ()
        return History(
            controls,
            controls.floats(),
            self.n_bars + 1,
            LINE_CLASSES,
            BarRecord(),
            earlier,
            self.last_of_part,
        )

    def with_note(self, note: NoteClasses) -> History:
        """Add a note to the current bar."""
        last_of_part = (*self.last_of_part[: note.part], note, *self.last_of_part[note.part + 1 :])
        return replace(self, last=note, bar=self.bar.with_note(note), last_of_part=last_of_part)

    def trunk_row(self) -> NDArray[np.int32]:
        """Ids of the last event, shape = (N_TRUNK_IDS,)."""
        controls, last = self.controls, self.last
        assert controls is not None, "a bar must begin before anything else"
        second_half = last.position >= controls.metre.half_bar_ticks
        chord = controls.chords[second_half]
        has_degree = last.pitch < 128 and chord != NO_CHORD
        row: list[int] = [
            *last,
            (last.pitch - chord // N_QUALITIES) % 12 if has_degree else NO_DEGREE,
            METRES.index(controls.metre) if controls.metre in METRES else 0,
            (self.n_bars - 1) % PHRASE_BARS,
            section_of_bar(self.n_bars - 1),
            chord,
            controls.next_chord if second_half else controls.chords[1],
            controls.mode,
        ]
        for n_bars in LOOK_BACK_BARS:
            row.extend(self._follower(n_bars))
        return np.array(row, np.int32)

    def _follower(self, n_bars: int) -> tuple[int, ...]:
        """What came after this place n_bars ago."""
        if n_bars > len(self.earlier):
            return _NO_SUCH_BAR
        bar = self.earlier[n_bars - 1]
        found = bisect_right(bar.places, self.bar.places[-1] if self.bar.places else 0)
        return bar.notes[found] if found < len(bar.notes) else _BAR_HAD_ENDED

    def same_place(self, n_bars: int, when: int, part: int) -> NoteClasses | None:
        """Note that ``part`` played at this tick n_bars ago, the next higher one inside a chord."""
        if n_bars > len(self.earlier):
            return None
        bar = self.earlier[n_bars - 1]
        lowest = self.last.pitch if self.is_stacked(when, part) else -1
        found = bisect_right(bar.places, place_code(when, part, lowest))
        if found < len(bar.notes) and bar.notes[found][:2] == (part, when):
            return bar.notes[found]
        return None

    def shares_tick(self, when: int) -> bool:
        """Whether a note at ``when`` would sound together with the last one."""
        return self.last.part != BAR and self.last.position == when

    def is_stacked(self, when: int, part: int) -> bool:
        """Whether a note would be part of a chord that its part is striking."""
        return self.shares_tick(when) and self.last.part == part

    def run(self, part: int) -> tuple[int, int]:
        """Pitch class of a part's last note, and how many times in a row it was struck in the bars remembered."""
        pitch, n_times = NO_PITCH, 0
        for bar in (self.bar, *self.earlier):
            for note in reversed(bar.notes):
                if note.part != part:
                    continue
                if n_times and note.pitch != pitch:
                    return pitch, n_times
                pitch, n_times = note.pitch, n_times + 1
        return pitch, n_times

    def head_ids(self, when: int, part: int) -> dict[str, int]:
        """Ids for the heads of ``features.HEAD``, once place and part of the next note are known."""
        assert self.controls is not None
        mine = self.last_of_part[part]
        back = [self.same_place(n, when, part) for n in LOOK_BACK_BARS]
        return {
            "chord": self.controls.chord_at(when),
            "tick_part": self.last.part + 1 if self.shares_tick(when) else 0,
            "stacked": int(self.is_stacked(when, part)),
            "last_pitch": mine.pitch if mine else NO_PITCH,
            "last_duration": mine.duration if mine else NO_DURATION,
            "last_velocity": mine.velocity if mine else NO_VELOCITY,
            "back1_pitch": back[0].pitch if back[0] else NO_PITCH,
            "back2_pitch": back[1].pitch if back[1] else NO_PITCH,
            "back4_pitch": back[2].pitch if back[2] else NO_PITCH,
            "back1_duration": back[0].duration if back[0] else NO_DURATION,
            "back1_velocity": back[0].velocity if back[0] else NO_VELOCITY,
        }
