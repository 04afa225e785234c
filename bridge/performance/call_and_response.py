"""Respond mode: answers the player's phrases, and listens while the player plays. Guarded by the performer's lock.

An answer is as long as the phrase and ends when the player goes on. One that was handed over, by a pedal, a key or a
request, lasts until it is taken back; the player may play along.
"""

from __future__ import annotations

import math

from bridge.clocks import Source
from bridge.inference.protocol import Halt
from bridge.performance.look_ahead import LookAhead
from bridge.performance.playing import Playing
from bridge.performance.scene import Quantum
from bridge.performance.state import PerformerState


class CallAndResponse:
    """See the module."""

    def __init__(self, state: PerformerState, playing: Playing, look_ahead: LookAhead) -> None:
        self._state, self._playing, self._look_ahead = state, playing, look_ahead

    def player_note(self, pitch: int, velocity: int, beat: float) -> None:
        """A key struck, which ends an answer, or released (velocity 0)."""
        if velocity and self._state.answer_end_beat is not None and not self.is_handed_over:
            self._end_answer()
        self._state.responder.receive(pitch, velocity, beat)

    def tick(self, beat: float) -> None:
        """Answer when the player has finished; listen again when the answer has."""
        state = self._state
        if state.answer_end_beat is not None:
            if beat >= state.answer_end_beat:
                state.answer_end_beat = None
                state.inference.send(Halt())
        elif state.responder.is_due(beat):
            self._answer()

    @property
    def is_handed_over(self) -> bool:
        """Whether the music was handed over, and not taken back yet."""
        return self._state.answer_end_beat == math.inf

    def hand_over(self, is_over: bool | None = None) -> bool:
        """Hand the music over, or take it back; None: whichever it is not. Whether it is handed over now.

        Starts the music where Sideman's own clock stands still.
        """
        state = self._state
        is_over = not self.is_handed_over if is_over is None else is_over
        if is_over and not self.is_handed_over:
            self.start_by_player()
            beat = state.clock.beat_now()
            if not state.transport.is_playing or beat is None:
                return False
            if state.answer_end_beat is not None:
                self._end_answer()
            state.responder.finish(max(beat, 0.0))
            self._answer()
            state.answer_end_beat = math.inf
            self._look_ahead.plan_on(beat)
        elif not is_over and self.is_handed_over:
            state.responder.forget()
            self._end_answer()
        return self.is_handed_over

    def start_by_player(self) -> None:
        """Begin to listen in time, as the player has begun; not after a stop, nor where a clock is followed."""
        state = self._state
        is_own_clock = state.clock.active == Source.INTERNAL
        if state.may_player_start and is_own_clock and not state.transport.is_playing:
            self._playing.want(lambda _: None)

    def _answer(self) -> None:
        state = self._state
        past = state.responder.take_phrase(state.metre)
        quantum = state.scene.quantum
        at = state.cut(quantum if quantum is not Quantum.PHRASE else Quantum.BAR)
        bar_beat = self._playing.send_begin(at, past, follows_past=True)
        n_bars = len(past) + (at > bar_beat)  # the bar it comes into counts extra
        state.answer_end_beat = bar_beat + n_bars * state.bar_beats
        self._look_ahead.plan_on(at)

    def _end_answer(self) -> None:
        state = self._state
        state.answer_end_beat = None
        state.new_generation()
        state.inference.send(Halt())
        state.buffer.cancel_all()
