"""Keeps music planned ahead: how far the inference process plans, the loop while it holds, and load shedding.

Guarded by the performer's lock.
"""

from __future__ import annotations

import math

from bridge.inference.protocol import Horizon, Jump, MutedParts
from bridge.performance.load_shedding import LoadShedding
from bridge.performance.loop import Loop
from bridge.performance.scene import Quantum
from bridge.performance.state import PerformerState


class LookAhead:
    """See the module."""

    def __init__(self, state: PerformerState) -> None:
        self._state = state
        self.shedding = LoadShedding(self._mute)

    def plan_on(self, beat: float) -> None:
        """Let music be planned up to the bars asked for after ``beat``."""
        state = self._state
        if state.loop is None:
            until_beat = beat + state.settings.bars_ahead * state.bar_beats
            state.inference.send(Horizon(beat, min(until_beat, state.answer_end_beat or math.inf)))

    def hold(self, n_bars: int) -> int:
        """Loop the last bars from the next bar line on; how many there are to loop, 0 when there is nothing."""
        state = self._state
        if not state.transport.is_playing or state.loop is not None:
            return 0
        beat = state.cut(Quantum.BAR)
        bars = state.buffer.bar_log.bars_before(beat, n_bars)
        if not bars or bars[-1].line.end_beat != beat:
            return 0
        state.buffer.cancel_from(beat)
        state.buffer.give_up_changes()
        state.loop = Loop(bars, beat, bars[-1].line.number + 1)
        self.loop_on()
        return len(bars)

    def release(self) -> bool:
        """Leave the loop at the next bar line; False when nothing is held."""
        state = self._state
        loop, state.loop = state.loop, None
        if loop is None:
            return False
        beat = state.cut(Quantum.BAR)
        line = state.buffer.bar_log.line_at(beat)
        number = line.number if line else loop.next_number
        version = state.buffer.new_change(beat)
        state.buffer.bar_log.forget_from(beat)
        state.inference.send(Jump(version, loop.from_beat, beat, beat, number, state.generation_request()))
        self.plan_on(beat)
        return True

    def loop_on(self) -> None:
        """Take the loop's next bars in time."""
        state = self._state
        loop, beat = state.loop, state.clock.beat_now()
        while loop is not None and beat is not None and loop.end_beat < beat + state.bar_beats:
            state.buffer.take_bar(loop.next_bar(state.buffer.note_ids), state.router)

    def keep_up(self, beat: float, now_s: float) -> None:
        """Mute parts while music is planned too slowly, and bring them back when there is time again."""
        state = self._state
        if state.loop is None and state.answer_end_beat is None and state.inference.is_up:
            margin_bars = (state.buffer.end_beat - beat) / state.bar_beats
            busy_since_s = max(state.buffer.changed_s, state.buffer.generation_s)
            self.shedding.look(state.scene.plan, margin_bars, now_s, busy_since_s)

    def _mute(self, parts: frozenset[str]) -> None:
        state = self._state
        state.inference.send(MutedParts(parts))
        margin_beats = state.buffer.end_beat - (state.clock.beat_now() or 0.0)
        state.listener.late(1000.0 * margin_beats * 60.0 / state.tempo_now_bpm, sorted(parts))
