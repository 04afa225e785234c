"""A chart as the generator follows it: metre, key, chords and figures of each bar. Values; chords as they sound."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, NamedTuple

from model.music.chord_symbols import RESTS
from model.music.config import N_QUALITIES, NO_CHORD
from model.music.events import Metre
from model.music.form import Form, Place, Section
from model.music.keys import Key

SHOT, PUSH, HOLD = "^", "<", "_"  # how a chord is played; "" as the groove has it
NO_BASS = -1
_EARLY_BEATS = 1e-9


class PlayedChord(NamedTuple):
    """A chord from a tick of its bar to another. ``chord``: of `read_chords`, with `RESTS`; bass: a pitch class."""

    tick: int
    end_tick: int
    chord: int
    bass: int = NO_BASS
    figure: str = ""

    def transposed(self, semitones: int) -> PlayedChord:
        """The chord moved up."""
        rest = self.chord - self.chord % RESTS
        chord = (self.chord % RESTS + semitones * N_QUALITIES) % NO_CHORD + rest
        bass = self.bass if self.bass == NO_BASS else (self.bass + semitones) % 12
        return self._replace(chord=chord, bass=bass)


class PlayedNote(NamedTuple):
    """A note of the chart's melody; ``tick`` counts from the start of its bar."""

    tick: int
    pitch: int
    duration_ticks: int


class PlayedBar(NamedTuple):
    """One bar; ``chords`` cover it from its first tick to its last."""

    metre: Metre
    key: Key | None
    chords: tuple[PlayedChord, ...]
    melody: tuple[PlayedNote, ...] = ()

    def halves(self) -> tuple[int, int]:
        """The chord that holds longest in each half, the first of equals: what the network is told."""
        half, end = self.metre.half_bar_ticks, self.metre.bar_ticks
        return self._longest(0, half), self._longest(half, end)

    def _longest(self, begin: int, end: int) -> int:
        def inside(chord: PlayedChord) -> int:
            return min(chord.end_tick, end) - max(chord.tick, begin)

        return max(self.chords, key=inside).chord

    def transposed(self, semitones: int) -> PlayedBar:
        """The bar in another key."""
        by = (semitones + 5) % 12 - 5
        key = None if self.key is None else Key((self.key.tonic + semitones) % 12, self.key.mode)
        chords = tuple(each.transposed(semitones) for each in self.chords)
        return PlayedBar(self.metre, key, chords, tuple(each._replace(pitch=each.pitch + by) for each in self.melody))

    def at(self, tick: int) -> PlayedChord:
        """The chord at a tick."""
        return next((chord for chord in reversed(self.chords) if chord.tick <= tick), self.chords[0])


@dataclass(frozen=True)
class PlayedChart:
    """Sections, as the form counts them, and their bars one after another.

    key: the one it is written in; names: of the sections as performers call them; melody_part: the part that plays the
    melody as written, "" when nobody does; follows_melody: the band hears the melody, and does not sound it.
    """

    sections: tuple[Section, ...]
    bars: tuple[PlayedBar, ...]
    names: tuple[str, ...]
    key: Key | None = None
    melody_part: str = ""
    follows_melody: bool = False

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone: a chart is sent to a process on one thread while another caches what it computes."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def form(self) -> Form:
        """The sections as a form."""
        return Form(self.sections)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, start = [], 0
        for section in self.sections:
            starts.append(start)
            start += section.n_bars
        return tuple(starts)

    def transposed(self, semitones: int) -> PlayedChart:
        """The chart in another key; the melody goes by the shorter way."""
        if semitones % 12 == 0:
            return self
        return replace(self, bars=tuple(bar.transposed(semitones) for bar in self.bars))

    def bar_at(self, place: Place) -> PlayedBar:
        """The bar at a place of the form."""
        return self.bars[min(self._starts[place.number] + place.bar, len(self.bars) - 1)]

    def bar_of_beat(self, beat: float) -> tuple[float, int]:
        """Beat at which the bar of a song position begins, and its number from 1, the chart played round and round."""
        start, number = self._cycles_before(beat)
        while True:
            length = self.bar_at(self.form.place(number)).metre.bar_beats
            if beat < start + length - _EARLY_BEATS:
                return start, number + 1
            start, number = start + length, number + 1

    def _cycles_before(self, beat: float) -> tuple[float, int]:
        """Beat and number, from 0, of the last time before a beat that the chart, or its last bar, begins anew."""
        lengths = [bar.metre.bar_beats for bar in self.bars]
        n_bars, whole = len(lengths), sum(lengths)
        if beat < whole:
            return 0.0, 0
        n_intro = sum(section.n_bars for section in self.sections if section.is_intro)
        again = lengths[-1:] if self.sections[-1].is_ending else lengths[n_intro:]
        n_times = int((beat - whole) / sum(again))
        return whole + n_times * sum(again), n_bars + n_times * len(again)

    def bar_of_ending(self, bar: int, n_bars: int) -> PlayedBar:
        """The bar that is played in bar ``bar``, from 0, of an ending of ``n_bars``: the last ones of the chart."""
        return self.bars[max(len(self.bars) - n_bars + min(bar, n_bars - 1), 0)]

    def name_at(self, place: Place) -> str:
        """Name of the section at a place."""
        return self.names[place.number]
