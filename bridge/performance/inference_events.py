"""Applies events of the inference process to the performance. On the supervisor's thread."""

from __future__ import annotations

import math

from bridge.clocks import Source
from bridge.inference.protocol import Answer, NoteBatch, PlayerAnalysis, Prepare
from bridge.performance.accompaniment import Accompaniment
from bridge.performance.look_ahead import LookAhead
from bridge.performance.playing import Playing
from bridge.performance.scene import Quantum
from bridge.performance.state import PerformerState


class InferenceEvents:
    """See the module."""

    def __init__(
        self, state: PerformerState, playing: Playing, look_ahead: LookAhead, accompaniment: Accompaniment
    ) -> None:
        self._state, self._playing, self._look_ahead = state, playing, look_ahead
        self._accompaniment = accompaniment

    def notes_made(self, batch: NoteBatch) -> None:
        """Schedule a batch of notes, unless a later change makes it void."""
        state = self._state
        with state.outbox:
            if not (state.transport.is_playing or state.transport.is_prepared):
                return
            loop_beat = state.loop.from_beat if state.loop else math.inf
            limit = min(loop_beat, state.answer_end_beat or math.inf)
            if state.buffer.take(batch, state.router, limit, moves_end=state.loop is None):
                self._playing.first_notes_came()
                if state.transport.is_playing:
                    self._playing.answer(True)

    def answered(self, answer: Answer) -> None:
        """Sound the notes that answer one of the player's."""
        with self._state.outbox:
            self._accompaniment.answered(answer)

    def player_analysed(self, analysis: PlayerAnalysis) -> None:
        """Follow the player's chord and energy."""
        with self._state.outbox:
            self._accompaniment.analysed(analysis)

    def music_failed(self, message: str) -> None:
        """A bar could not be made: stop."""
        state = self._state
        with state.outbox:
            state.transport.is_wanted = False
            self._playing.halt()
            state.scheduler.silence()
            state.listener.failed(f"the music stopped: {message}")

    def inference_down(self, reason: str) -> None:
        """The process died: nothing more comes from it. Release what sounds and wait for the next one."""
        state = self._state
        with state.outbox:
            state.buffer.cancel_all()
            state.new_generation()
            state.transport.drop_prepared()
            state.keys.forget_answers()
            self._look_ahead.shedding.forget()
            state.listener.inference(False, reason)

    def inference_up(self) -> None:
        """A process is ready: go on where the music should be by now, knowing what was played before."""
        state = self._state
        with state.outbox:
            state.inference.send(Prepare(state.generation_request()))
            self._resume()
            state.listener.inference(True, "")

    def _resume(self) -> None:
        state, transport = self._state, self._state.transport
        beat = state.clock.beat_now()
        if transport.is_starting:
            self._playing.begin(0.0)
        elif transport.is_playing and beat is not None and not state.is_responding:
            self._playing.send_begin(state.cut(Quantum.BEAT), state.past(), keeps_cues=True)
            self._look_ahead.plan_on(beat)
        elif transport.is_wanted and not transport.is_playing:
            self._playing.begin_if_possible()
        elif not transport.is_playing and state.clock.active != Source.INTERNAL and state.settings.follow_start:
            self._playing.prepare_at(0.0)
