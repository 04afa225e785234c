"""The click: a stroke on every beat while it is on, and the count-in before the first bar. Guarded by the lock.

Its notes are the scheduler's like any other, on a channel of their own. Changes of the music do not take them back;
a jump of the song does, and the click goes on from there.
"""

from __future__ import annotations

import math

from bridge.core.messages import CLICK_PART, MAIN_PORT, PlannedNote
from bridge.performance.state import PerformerState
from model.music.events import Metre

USUAL_CHANNEL = 10  # where General MIDI has wood blocks
AHEAD_S = 0.5
LENGTH_BEATS = 0.125
BAR_STROKE, BEAT_STROKE = (76, 112), (77, 88)  # pitch and velocity: high and low wood block
_EARLY_BEATS = 1e-6


class Click:
    """See the module."""

    def __init__(self, state: PerformerState) -> None:
        self._state = state
        self._is_on, self._channel = False, USUAL_CHANNEL
        self._until = -math.inf  # beat up to which strokes are scheduled

    @property
    def is_on(self) -> bool:
        """Whether every beat is struck."""
        return self._is_on

    @property
    def n_count_in_bars(self) -> int:
        """Bars that are counted in before music begins."""
        return self._state.count_in_bars

    def switch(self, *, is_on: bool, channel: int | None = None) -> None:
        """Strike every beat, or only those of a count-in. channel: from 1; None: as it was."""
        with self._state.outbox:
            self._is_on = is_on
            self._channel = self._channel if channel is None else channel
            if not is_on:
                self._state.scheduler.silence_parts((CLICK_PART,))
                self._until = -math.inf

    def count_in(self, n_bars: int) -> None:
        """Strike so many bars before music of the internal clock begins."""
        with self._state.outbox:
            self._state.count_in_bars = n_bars

    def begin(self, beat: float) -> None:
        """Our own clock begins at a beat: strike it in time; the performer holds the lock."""
        self._until = -math.inf
        self.tick(beat)

    def tick(self, beat: float) -> None:
        """Schedule the strokes of the next half second; the performer holds the lock."""
        until = beat + AHEAD_S * self._state.tempo_now_bpm / 60.0
        if not beat - _EARLY_BEATS <= self._until <= until + AHEAD_S * 8.0:  # it began, or the song jumped
            self._until = beat
        strokes = []
        while self._until < until:
            start, metre = self._bar_of(self._until)
            unit = unit_beats(metre)
            number = math.ceil((self._until - start) / unit - _EARLY_BEATS)
            at = start + number * unit
            if at >= until:
                break
            if at - start >= metre.bar_beats - _EARLY_BEATS:  # the next bar may have another metre
                self._until = start + metre.bar_beats
                continue
            if self._is_on or at < 0.0:
                strokes.append(self._stroke(at, is_bar=number == 0))
            self._until = at + unit / 2.0
        if strokes:
            self._state.scheduler.schedule(strokes)

    def _stroke(self, beat: float, *, is_bar: bool) -> PlannedNote:
        pitch, velocity = BAR_STROKE if is_bar else BEAT_STROKE
        note_id = next(self._state.buffer.note_ids)
        return PlannedNote(note_id, CLICK_PART, self._channel - 1, pitch, velocity, beat, LENGTH_BEATS, MAIN_PORT)

    def _bar_of(self, beat: float) -> tuple[float, Metre]:
        """Start and metre of the bar of a beat; before the first bar, bars of its metre lead up to it."""
        lines = self._state.buffer.bar_log.lines
        line = next((each for each in lines if each.beat - _EARLY_BEATS <= beat < each.end_beat - _EARLY_BEATS), None)
        if line is not None:
            return line.beat, line.metre
        near = lines[0] if lines and beat < lines[0].beat else lines[-1] if lines else None
        metre = near.metre if near is not None else self._state.metre
        origin = 0.0 if near is None else near.beat if beat < near.beat else near.end_beat
        return origin + math.floor((beat - origin) / metre.bar_beats + _EARLY_BEATS) * metre.bar_beats, metre


def unit_beats(metre: Metre) -> float:
    """Quarter notes from one stroke to the next: three eighths in 6/8, one in 7/8.

    >>> unit_beats(Metre(6, 8)), unit_beats(Metre(7, 8)), unit_beats(Metre(4, 4))
    (1.5, 0.5, 1.0)
    """
    is_compound = metre.denominator >= 8 and metre.numerator % 3 == 0 and metre.numerator > 3
    return (12.0 if is_compound else 4.0) / metre.denominator
