"""Begins and ends music: at once, with the transport, or prepared for a transport that stands still.

Guarded by the performer's lock.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bridge.clocks import Source
from bridge.inference.protocol import Begin, Halt, Horizon, PastBar, Prepare
from bridge.performance.look_ahead import LookAhead
from bridge.performance.scene import Quantum
from bridge.performance.state import PerformerState
from bridge.performance.transport_state import Answered

START_LEAD_S = 0.015  # from the first note batch to the first note


class Playing:
    """See the module."""

    def __init__(self, state: PerformerState, look_ahead: LookAhead) -> None:
        self._state, self._look_ahead = state, look_ahead

    def want(self, answered: Answered) -> None:
        """Play as soon as possible; ``answered``: see `Performer.play`."""
        state = self._state
        if state.transport.is_playing:
            state.outbox.post(partial(answered, True))
        else:
            state.transport.want(answered)
            self.begin_if_possible()

    def begin_if_possible(self) -> None:
        """Begin if the clock and the inference process allow; else music begins when they do."""
        state = self._state
        if not state.inference.is_up:
            return
        beat, is_own_clock = state.clock.beat_now(), state.clock.active == Source.INTERNAL
        if beat is not None:
            self.begin(state.cut(Quantum.NOW if is_own_clock else Quantum.BAR))
        elif is_own_clock:
            self.begin(0.0, awaits_first_notes=True)
        else:
            self.answer(False)

    def begin(self, beat: float, past: tuple[PastBar, ...] = (), *, awaits_first_notes: bool = False) -> None:
        """Play from ``beat`` on, as if ``past`` had been played before."""
        state = self._state
        state.is_chart_over = False
        self.drop_prepared()
        if awaits_first_notes:
            state.transport.await_first_notes()
        else:
            state.transport.begin()
        if state.is_responding:
            state.responder.forget()
            state.new_generation()
            self.first_notes_came()
        else:
            self.send_begin(beat, past)
        self.started(beat)

    def started(self, beat: float) -> None:
        """Report that music plays, and announce the music that waited for the transport, if any did."""
        state = self._state
        was_prepared = state.transport.is_prepared
        state.transport.begin()
        state.listener.playing(True)
        if was_prepared:
            state.buffer.reveal(state.router)
        if not state.is_responding:
            self._look_ahead.plan_on(beat)
        if state.is_responding or state.buffer.end_beat > beat:  # the latter: music was prepared
            self.answer(True)

    def first_notes_came(self) -> None:
        """Start the internal clock, if it waits for them."""
        state = self._state
        if state.transport.first_notes():
            beat, lead_s = -state.count_in_beats, state.scheduler.lead_s
            if not state.is_responding:  # there the player's first key begins
                lead_s = max(lead_s, state.start_lead_s())
            state.clock.start(state.time.now_s() + START_LEAD_S + lead_s, state.tempo_bpm, beat)
            state.clock_started(beat)

    def send_begin(
        self, beat: float, past: tuple[PastBar, ...], *, follows_past: bool = False, keeps_cues: bool = False
    ) -> float:
        """Ask for music from ``beat`` on; returns the beat at which its bar begins.

        keeps_cues: the same performance goes on, with the sections that were called in it.
        """
        state = self._state
        self.drop_prepared()
        version = state.new_generation()
        state.seed = state.seeds.new()
        state.loop, state.buffer.end_beat = None, beat
        state.cues = state.cues if keeps_cues else ()
        bar_beat, number = state.bar_of_song(beat)
        desired = state.generation_request()
        state.inference.send(Begin(version, beat, bar_beat, number, state.seed, desired, past, follows_past))
        state.inference.send(Prepare(desired))
        return bar_beat

    def prepare_at(self, beat: float) -> None:
        """Have music ready at ``beat`` of a transport that stands still, so that its first note is not late."""
        state = self._state
        if state.is_responding or not state.inference.is_up or state.clock.beat_now() is not None:
            return
        self.send_begin(beat, ())
        state.transport.prepare(beat)
        state.inference.send(Horizon(beat, beat + state.bar_beats))

    def drop_prepared(self) -> None:
        """Cancel music that waits for a transport."""
        state = self._state
        if state.transport.is_prepared:
            state.buffer.cancel_all()
            state.transport.drop_prepared()

    def halt(self, *, stop_clock: bool = True) -> None:
        """End the music; what sounds is the scheduler's to release."""
        state = self._state
        was_playing, beat = state.transport.is_playing, state.clock.beat_now()
        state.new_generation()
        state.transport.halt()
        state.loop = state.answer_end_beat = None
        state.cues, state.scene = (), replace(state.scene, chart_from=1)
        state.buffer.forget()
        state.keys.forget()
        state.responder.forget()
        state.inference.send(Halt())
        if stop_clock:
            state.clock.stop()
        if was_playing:
            state.listener.cancelled(beat if beat is not None else 0.0)
            state.listener.playing(False)
        self.answer(False)

    def answer(self, playing: bool) -> None:
        """Answer every request to play."""
        for answered in self._state.transport.take_answers():
            self._state.outbox.post(partial(answered, playing))
