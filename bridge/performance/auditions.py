"""Bars that are looped in place of the music: takes to be heard one after the other, and bars of the library.

Guarded by the performer's lock.
"""

from __future__ import annotations

from collections.abc import Sequence

from bridge.core.messages import BarLine, PlannedNote, Tone
from bridge.inference.protocol import TakeBar, TakeMade
from bridge.performance.bar_log import KeptBar, past_of
from bridge.performance.look_ahead import LookAhead
from bridge.performance.loop import Loop
from bridge.performance.playing import Playing
from bridge.performance.scene import Quantum
from bridge.performance.state import PerformerState
from model.music.config import TICKS_PER_QUARTER
from model.music.events import Note
from model.music.takes import Likes, Take

_N_PAST_BARS = 4
_HEARS_IN_S = 0.8
_NOTHING_PLAYS = "nothing plays; /sideman/play begins"


class Auditions:
    """See the module. Any thread."""

    def __init__(self, state: PerformerState, playing: Playing, look_ahead: LookAhead) -> None:
        self._state, self._playing, self._look_ahead = state, playing, look_ahead
        self._takes: tuple[TakeMade, ...] = ()
        self.likes = Likes()

    @property
    def n_takes(self) -> int:
        """How many takes there are to choose from."""
        return len(self._takes)

    @property
    def takes(self) -> tuple[TakeMade, ...]:
        """The takes to choose from, in order."""
        return self._takes

    def offer(self, takes: tuple[TakeMade, ...]) -> None:
        """Have takes to choose from, in place of those before."""
        with self._state.outbox:
            self._takes = takes

    def hear(self, number: int) -> str:
        """Loop a take, from 1, from the next bar line on; "" or a sentence why not."""
        with self._state.outbox:
            if not 1 <= number <= len(self._takes):
                return self._unknown(number)
            return self._loop(self._takes[number - 1].bars)

    def loop(self, bars: Sequence[TakeBar]) -> str:
        """Loop bars from the next bar line on; "" or a sentence why not."""
        with self._state.outbox:
            return self._loop(bars)

    def keep(self, number: int) -> TakeMade | str:
        """Choose a take: the music goes on behind it, and what it has over the others is remembered.

        Where a loop of it plays, it is left at the next bar line. Returns the take, or a sentence why there is none.
        """
        state = self._state
        with state.outbox:
            if not 1 <= number <= len(self._takes):
                return self._unknown(number)
            kept = self._takes[number - 1]
            others = [_notes(take) for take in self._takes if take is not kept]
            self.likes = self.likes.after(_notes(kept), others)
            self._takes = ()
            if state.transport.is_playing and not state.is_responding:
                beat = self._line_in_time()
                past = past_of(self._kept_bars(kept.bars[-_N_PAST_BARS:], 0.0, 1))
                state.loop = None
                state.buffer.cancel_from(beat)
                self._playing.send_begin(beat, past)
                self._look_ahead.plan_on(beat)
            return kept

    # -- the lock held

    def _loop(self, bars: Sequence[TakeBar]) -> str:
        state = self._state
        if not state.transport.is_playing or state.is_responding:
            return _NOTHING_PLAYS
        beat = state.cut(Quantum.BAR)
        _, number = state.buffer.bar_of(beat, state.metre)
        # Where another loop plays, the music that it interrupted is gone on with at last.
        from_beat = state.loop.from_beat if state.loop is not None else beat
        state.buffer.cancel_from(beat)
        state.buffer.give_up_changes()
        state.loop = Loop(self._kept_bars(bars, beat, number), from_beat, number, _end_beat=beat)
        self._look_ahead.loop_on()
        return ""

    def _line_in_time(self) -> float:
        """The next bar line before which the process can hear a take; a loop that plays is gone on with up to it."""
        state = self._state
        beat, now = state.cut(Quantum.BAR), state.clock.beat_now() or 0.0
        if (beat - now) * 60.0 / state.tempo_now_bpm < _HEARS_IN_S:
            line = state.buffer.bar_log.line_at(beat)
            beat += line.metre.bar_beats if line is not None else state.bar_beats
        while state.loop is not None and state.loop.end_beat < beat:
            state.buffer.take_bar(state.loop.next_bar(state.buffer.note_ids), state.router)
        return beat

    def _kept_bars(self, bars: Sequence[TakeBar], beat: float, number: int) -> list[KeptBar]:
        kept = []
        for bar in bars:
            line = BarLine(number, beat, bar.tempo_bpm, bar.metre, bar.chords)
            placed = [tone._replace(beat=beat + tone.beat) for tone in bar.tones]
            kept.append(KeptBar(line, self._state.buffer.place(placed, self._state.router)))
            beat, number = line.end_beat, number + 1
        return kept

    def _unknown(self, number: int) -> str:
        if not self._takes:
            return "there are no takes; /sideman/takes makes some"
        return f"there are takes 1 to {len(self._takes)}, not {number}"


def take_bars(bars: Sequence[KeptBar]) -> tuple[TakeBar, ...]:
    """Bars that were played, as they can be looped."""
    return tuple(
        TakeBar(
            bar.line.metre,
            bar.line.tempo_bpm,
            bar.line.chords,
            tuple(_tone(note, bar.line.beat) for note in bar.notes),
        )
        for bar in bars
    )


def _tone(note: PlannedNote, bar_beat: float) -> Tone:
    return Tone(note.part, note.pitch, note.velocity, note.beat - bar_beat, note.duration_beats, note.shift_beats)


def _notes(take: TakeMade) -> Take:
    return [
        [Note(round(tone.beat * TICKS_PER_QUARTER), tone.part, tone.pitch, 1, tone.velocity) for tone in bar.tones]
        for bar in take.bars
    ]
