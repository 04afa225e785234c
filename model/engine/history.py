"""What has been played so far, as the network hears it: the same features as `dataset`, one event at a time.

A `History` is a value: adding a note returns a new one, so a state can be kept, restored and forked. It holds
no more than the bars that look-back needs, so it costs the same at minute 40 as at second 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.engine.features import (
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
from model.music.config import (
    AGAIN_BARS,
    BAR,
    BASS,
    DRUMS,
    ECHO_BARS,
    ECHO_ORDERS,
    END_OF_BAR,
    LOOK_BACK_BARS,
    METRES,
    N_PARTS,
    N_QUALITIES,
    NO_CHORD,
    NO_PITCH,
    PHRASE_BARS,
)
from model.music.events import COMMON_TIME, Metre


class NoteClasses(NamedTuple):
    """A note in the network's classes, in the common tonic."""

    part: int
    position: int
    pitch: int
    duration: int
    velocity: int


# `features.closeness_feature` up to which a part is not held to its groove, and from which on it is held fully. Parts
# that play chords are held to the rhythm alone, so a lower closeness is told.
_IS_RHYTHM = np.isin(np.arange(N_PARTS), (DRUMS, BASS))
FREE_CLOSENESS, FIRM_CLOSENESS = np.where(_IS_RHYTHM, 0.1, -0.1), np.where(_IS_RHYTHM, 0.7, 0.25)
BAR_LINE = NoteClasses(BAR, 0, NO_PITCH, 0, 0)
_BAR_HAD_ENDED = (BAR, END_OF_BAR, NO_PITCH, 0, 0)
_NO_SUCH_BAR = (NO_PART, NO_WHEN, NO_PITCH, 0, 0)


class FirmStrokes:
    """Strokes of a bar's groove by the parts that are held to it; ``weights``: how firmly, 0..1, shape = (N_PARTS,)."""

    def __init__(
        self, groove: tuple[NoteClasses, ...], is_known: tuple[float, ...], closeness: tuple[float, ...]
    ) -> None:
        told = np.array(closeness or (0.0,) * N_PARTS)
        firmness = np.clip((told - FREE_CLOSENESS) / (FIRM_CLOSENESS - FREE_CLOSENESS), 0, 1)
        self.weights: NDArray[np.float64] = firmness * (np.array(is_known or (0.0,) * N_PARTS) > 0.0)
        self.parts: NDArray[np.bool_] = self.weights > 0.0
        self._notes = tuple(note for note in groove if self.parts[note.part])
        self._places = [place_code(note.position, note.part, note.pitch) for note in self._notes]

    def after(self, place: int) -> NoteClasses | None:
        """First stroke behind a place."""
        found = bisect_right(self._places, place)
        return self._notes[found] if found < len(self._notes) else None

    def at(self, when: int, after: int) -> tuple[NoteClasses, ...]:
        """Strokes at a tick behind a place."""
        first = bisect_right(self._places, max(after, place_code(when, 0, 0) - 1))
        return self._notes[first : bisect_left(self._places, place_code(when + 1, 0, 0))]


@dataclass(frozen=True)
class BarControls:
    """What is asked of the bar that begins. Chords are in the common tonic.

    style: N_STYLES weights, all 0 = unsaid; density: how much each part plays
    (`features.density_feature`), 0 = not at all, all 0 = unsaid; mode: index of config.MODES;
    text: TEXT_WIDTH numbers; manner: a number for each of `features.MANNERS`; () = unsaid.
    """

    style: tuple[float, ...]
    density: tuple[float, ...]
    tempo_bpm: float = 120.0
    metre: Metre = COMMON_TIME
    chords: tuple[int, int] = (NO_CHORD, NO_CHORD)
    next_chord: int = NO_CHORD
    mode: int = 0
    text: tuple[float, ...] = ()
    manner: tuple[float, ...] = ()
    groove: tuple[NoteClasses, ...] = ()  # what the groove plays in this bar, in canonical order, on these chords
    groove_parts: tuple[float, ...] = ()  # 1 for each part whose groove is known, though it may rest here
    closeness: tuple[float, ...] = ()  # `features.closeness_feature` of each of these parts, 0 = unsaid
    ignore_lookback: bool = False  # in this bar nothing is known of the bars before: look-back and echo are hidden

    def floats(self) -> NDArray[np.float32]:
        """Row of floats for the network, shape = (N_FLOATS,)."""
        row = float_features(
            self.style, self.density, self.tempo_bpm, self.text, self.manner, self.groove_parts, self.closeness
        )
        assert row.shape == (N_FLOATS,)
        return row

    @cached_property
    def groove_places(self) -> tuple[int, ...]:
        """Place codes of the groove's notes."""
        return tuple(place_code(note.position, note.part, note.pitch) for note in self.groove)

    @cached_property
    def firm(self) -> FirmStrokes:
        """Strokes of the parts that are held to their groove."""
        return FirmStrokes(self.groove, self.groove_parts, self.closeness)

    @cached_property
    def groove_counts(self) -> NDArray[np.int64]:
        """Notes of each part in the groove's bar, shape = (N_PARTS,)."""
        return np.bincount([note.part for note in self.groove], minlength=N_PARTS)

    def groove_at(self, when: int, part: int) -> tuple[NoteClasses, ...]:
        """Notes that the groove has for a part at a tick."""
        first = bisect_left(self.groove_places, place_code(when, part, 0))
        end = bisect_left(self.groove_places, place_code(when, part + 1, 0))
        return self.groove[first:end]

    @property
    def has_groove(self) -> bool:
        """Whether the groove of any part is known."""
        return any(self.groove_parts)

    def groove_note(self, after: int, least: int = 0) -> NoteClasses | None:
        """First note of the groove behind the place ``after`` and not before ``least``."""
        found = bisect_left(self.groove_places, max(after + 1, least))
        return self.groove[found] if found < len(self.groove) else None

    def chord_at(self, position_ticks: int) -> int:
        """Chord that holds at a tick of the bar."""
        return self.chords[position_ticks >= self.metre.half_bar_ticks]


_LINE_CODE = 0


def _context(codes: tuple[int, ...], n_heard: int, order: int) -> int:
    """The last ``order`` of the first ``n_heard`` events, in so many bits that two contexts hardly ever meet."""
    return hash((order, *codes[n_heard - order : n_heard]))


class Echo(NamedTuple):
    """What followed these same events when they were last heard; None = their bar ended there."""

    note: NoteClasses | None
    level: int  # 1 + index of the match's length in ECHO_ORDERS, counted from the shortest


class BarRecord(NamedTuple):
    """Notes of one bar in canonical order, with their place codes."""

    places: tuple[int, ...] = ()
    notes: tuple[NoteClasses, ...] = ()
    followers: Mapping[int, NoteClasses | None] = MappingProxyType({})  # by context, once the bar is over

    def with_note(self, note: NoteClasses) -> BarRecord:
        """The record with one more note, which must come last in canonical order."""
        place = place_code(note.position, note.part, note.pitch)
        if self.places and place <= self.places[-1]:
            raise ValueError(f"{note} does not come after {self.notes[-1]}")
        return BarRecord((*self.places, place), (*self.notes, note))

    def closed(self, heard_before: tuple[int, ...]) -> BarRecord:
        """The record of a bar that is over; ``heard_before`` are the codes of the events before its bar line."""
        codes = (*heard_before, _LINE_CODE, *self.places)
        followers: dict[int, NoteClasses | None] = {}
        for number, follower in enumerate((*self.notes, None)):
            n_heard = len(heard_before) + 1 + number
            for order in ECHO_ORDERS:
                if n_heard >= order:
                    followers[_context(codes, n_heard, order)] = follower
        return self._replace(followers=followers)


EMPTY_BAR = BarRecord()
NO_ECHO = Echo(None, 0)


@dataclass(frozen=True)
class History:
    """Everything that the features of the next event depend on."""

    controls: BarControls | None = None
    floats: NDArray[np.float32] | None = None
    n_bars: int = 0  # bars begun; may start above 0, for music that enters in the middle of things
    last: NoteClasses = BAR_LINE
    bar: BarRecord = EMPTY_BAR
    earlier: tuple[BarRecord, ...] = ()  # the bars before this one, latest first
    heard_before: tuple[int, ...] = ()  # codes of the last events before this bar's line
    last_of_part: tuple[NoteClasses | None, ...] = (None,) * N_PARTS
    second_pitches: tuple[int, ...] = (NO_PITCH,) * N_PARTS  # of the last but one
    last_of_key: Mapping[tuple[int, int], NoteClasses] = field(default_factory=dict)  # by part and pitch
    echo: Echo = NO_ECHO

    def with_bar(self, controls: BarControls) -> History:
        """Begin a bar."""
        earlier, heard_before = self.earlier, self.heard_before
        if self.controls is not None:
            earlier = (self.bar.closed(heard_before), *earlier)[:ECHO_BARS]
            heard_before = (*heard_before, _LINE_CODE, *self.bar.places)[1 - max(ECHO_ORDERS) :]
        begun = replace(
            self,
            controls=controls,
            floats=controls.floats(),
            n_bars=self.n_bars + 1,
            last=BAR_LINE,
            bar=EMPTY_BAR,
            earlier=earlier,
            heard_before=heard_before,
        )
        return replace(begun, echo=begun.find_echo())

    def with_note(self, note: NoteClasses) -> History:
        """Add a note to the current bar."""
        part, last = note.part, self.last_of_part[note.part]
        second = last.pitch if last else NO_PITCH
        heard = replace(
            self,
            last=note,
            bar=self.bar.with_note(note),
            last_of_part=(*self.last_of_part[:part], note, *self.last_of_part[part + 1 :]),
            second_pitches=(*self.second_pitches[:part], second, *self.second_pitches[part + 1 :]),
            last_of_key={**self.last_of_key, (part, note.pitch): note},
        )
        return replace(heard, echo=heard.find_echo())

    def find_echo(self) -> Echo:
        """What followed the events just heard the last time they came."""
        assert self.controls is not None
        if self.controls.ignore_lookback:
            return NO_ECHO
        codes = (*self.heard_before, _LINE_CODE, *self.bar.places)
        for number, order in enumerate(ECHO_ORDERS):
            if len(codes) < order:
                continue
            context = _context(codes, len(codes), order)
            for bar in self.earlier:
                if context in bar.followers:
                    return Echo(bar.followers[context], len(ECHO_ORDERS) - number)
        return NO_ECHO

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
        note, level = self.echo
        row.extend(note or (_BAR_HAD_ENDED if level else _NO_SUCH_BAR))
        row.extend(self._groove_follower())
        row.append(level)
        return np.array(row, np.int32)

    def _is_unknown(self, n_bars: int) -> bool:
        assert self.controls is not None
        return self.controls.ignore_lookback or n_bars > len(self.earlier)

    def _follower(self, n_bars: int) -> tuple[int, ...]:
        """What came after this place n_bars ago."""
        if self._is_unknown(n_bars):
            return _NO_SUCH_BAR
        bar = self.earlier[n_bars - 1]
        found = bisect_right(bar.places, self.bar.places[-1] if self.bar.places else 0)
        return bar.notes[found] if found < len(bar.notes) else _BAR_HAD_ENDED

    def _groove_follower(self) -> tuple[int, ...]:
        """What the groove plays after this place."""
        assert self.controls is not None
        if not self.controls.has_groove:
            return _NO_SUCH_BAR
        return self.controls.groove_note(self.bar.places[-1] if self.bar.places else 0) or _BAR_HAD_ENDED

    def same_place(self, n_bars: int, when: int, part: int) -> NoteClasses | None:
        """Note that ``part`` played at this tick n_bars ago, the next higher one inside a chord."""
        if self._is_unknown(n_bars):
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
        for bar in (self.bar, *self.earlier[: max(LOOK_BACK_BARS)]):
            for note in reversed(bar.notes):
                if note.part != part:
                    continue
                if n_times and note.pitch != pitch:
                    return pitch, n_times
                pitch, n_times = note.pitch, n_times + 1
        return pitch, n_times

    def when_ids(self) -> dict[str, int]:
        """Ids of ``features.HEAD`` that the place of the next note is sampled with."""
        return {"groove_when": self._groove_follower()[1]}

    def part_ids(self, when: int) -> dict[str, int]:
        """Ids of ``features.HEAD`` that depend on the next note's place alone."""
        assert self.controls is not None
        nothing = BAR if self.controls.has_groove else NO_PART
        after = self.bar.places[-1] if self.shares_tick(when) else 0
        note = self.controls.groove_note(after, place_code(when, 0, 0))
        return {
            "tick_part": self.last.part + 1 if self.shares_tick(when) else 0,
            "groove_part": note.part if note and note.position == when else nothing,
        }

    def _groove_at(self, when: int, part: int, after: int = 0) -> NoteClasses | None:
        """First note of the groove for a part at a tick, behind the place ``after``."""
        assert self.controls is not None
        note = self.controls.groove_note(after, place_code(when, part, 0))
        return note if note and note[:2] == (part, when) else None

    def head_ids(self, when: int, part: int) -> dict[str, int]:
        """Ids of ``features.HEAD`` that depend on place and part of the next note."""
        assert self.controls is not None
        mine = self.last_of_part[part]
        back = [self.same_place(n, when, part) for n in LOOK_BACK_BARS]
        echo = self.echo.note if self.echo.note and self.echo.note[:2] == (part, when) else None
        groove = self._groove_at(when, part, self.bar.places[-1] if self.shares_tick(when) else 0)
        return {
            "chord": self.controls.chord_at(when),
            **self.part_ids(when),
            "groove_pitch": groove.pitch if groove else NO_PITCH,
            "stacked": int(self.is_stacked(when, part)),
            "last_pitch": mine.pitch if mine else NO_PITCH,
            "last_duration": mine.duration if mine else NO_DURATION,
            "last_velocity": mine.velocity if mine else NO_VELOCITY,
            "back1_pitch": back[0].pitch if back[0] else NO_PITCH,
            "back2_pitch": back[1].pitch if back[1] else NO_PITCH,
            "back4_pitch": back[2].pitch if back[2] else NO_PITCH,
            "back8_pitch": back[3].pitch if back[3] else NO_PITCH,
            "echo_pitch": echo.pitch if echo else NO_PITCH,
            "second_pitch": self.second_pitches[part],
            "back1_duration": back[0].duration if back[0] else NO_DURATION,
            "back1_velocity": back[0].velocity if back[0] else NO_VELOCITY,
        }

    def note_ids(self, when: int, part: int, pitch: int) -> dict[str, int]:
        """The other ids of ``features.HEAD``, once the pitch is known too."""
        key = self.last_of_key.get((part, pitch))
        again = [self._again(n, when, part, pitch) for n in AGAIN_BARS]
        echo = self.echo.note if self.echo.note and self.echo.note[:3] == (part, when, pitch) else None
        groove = self._groove_same(when, part, pitch)
        return {
            "groove_duration": groove.duration if groove else NO_DURATION,
            "groove_velocity": groove.velocity if groove else NO_VELOCITY,
            "key_duration": key.duration if key else NO_DURATION,
            "key_velocity": key.velocity if key else NO_VELOCITY,
            "again1_duration": again[0].duration if again[0] else NO_DURATION,
            "again1_velocity": again[0].velocity if again[0] else NO_VELOCITY,
            "again2_velocity": again[1].velocity if again[1] else NO_VELOCITY,
            "echo_duration": echo.duration if echo else NO_DURATION,
            "echo_velocity": echo.velocity if echo else NO_VELOCITY,
        }

    def _groove_same(self, when: int, part: int, pitch: int) -> NoteClasses | None:
        """This very note in the groove, or else the part's first one at this tick."""
        assert self.controls is not None
        note = self.controls.groove_note(0, place_code(when, part, pitch))
        return note if note and note[:3] == (part, when, pitch) else self._groove_at(when, part)

    def _again(self, n_bars: int, when: int, part: int, pitch: int) -> NoteClasses | None:
        """This very note n_bars ago."""
        if self._is_unknown(n_bars):
            return None
        bar = self.earlier[n_bars - 1]
        place = place_code(when, part, pitch)
        found = bisect_right(bar.places, place) - 1
        return bar.notes[found] if found >= 0 and bar.places[found] == place else None
