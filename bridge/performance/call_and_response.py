"""Respond mode: answers the player's phrases, and listens while the player plays. Guarded by the performer's lock."""

from __future__ import annotations

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
        if velocity and self._state.answer_end_beat is not None:
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
