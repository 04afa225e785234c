"""Plays: keeps music planned ahead and follows transport and player. Any thread may call it.

It knows protocols, no driver. Its parts share one state (`PerformerState`), guarded by one plain lock; nothing that
takes long happens under it, and listeners are called after it is released (`Outbox`). Music is made in the inference
process, which receives commands and returns batches of notes (`PlanBuffer`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bridge.clocks import ClockChange, Source
from bridge.core.timebase import Timebase
from bridge.inference.protocol import PastBar
from bridge.performance.accompaniment import Accompaniment
from bridge.performance.auditions import Auditions
from bridge.performance.bar_log import KeptBar
from bridge.performance.call_and_response import CallAndResponse
from bridge.performance.changes import Changes
from bridge.performance.click import Click
from bridge.performance.cues import Cues
from bridge.performance.inference_events import InferenceEvents
from bridge.performance.instruments import Instruments
from bridge.performance.later import Later
from bridge.performance.listener import Listener, Status
from bridge.performance.look_ahead import LookAhead
from bridge.performance.loop_writing import LoopWriting
from bridge.performance.playing import Playing
from bridge.performance.scene import PerformerSettings, Scene
from bridge.performance.scene_editor import SceneEditor
from bridge.performance.scene_switch import SceneSwitch
from bridge.performance.sections import Sections
from bridge.performance.state import FollowedTransport, Inference, PerformerState
from bridge.performance.transport_follower import TransportFollower
from bridge.performance.transport_state import Answered
from bridge.performance.undoing import Undoing
from bridge.playback.parts import Router
from bridge.playback.scheduler import Scheduler
from model.music.plan import Plan

Callback = Callable[[], None]


class Performer:
    """``editor`` sets what is played, ``inference_events`` takes what the inference process makes."""

    def __init__(
        self,
        inference: Inference,
        scene: Scene,
        scheduler: Scheduler,
        clock: FollowedTransport,
        listener: Listener,
        time: Timebase,
        *,
        settings: PerformerSettings | None = None,
        router: Router | None = None,
        seed: int | None = None,
        start_lead_s: Callable[[], float] | None = None,
    ) -> None:
        settings = settings or PerformerSettings()
        state = PerformerState(inference, scene, scheduler, clock, listener, time, settings, router or Router(), seed)
        self._state = state
        self._look_ahead = LookAhead(state)
        self._playing = Playing(state, self._look_ahead)
        self._changes = Changes(state, self._playing)
        self.answers = CallAndResponse(state, self._playing, self._look_ahead)
        self._accompaniment = Accompaniment(state, self._changes, self.answers)
        self.tempo_follower = self._accompaniment.tempo_follower
        self.tempo_follower.is_on = settings.follow_tempo
        self._transport_follower = TransportFollower(state, self._playing, self._look_ahead)
        switch = SceneSwitch(state, self._playing, self._changes)
        self.editor = SceneEditor(state, self._changes, switch)
        self.loops = LoopWriting(state, self._look_ahead)
        self.undoing = Undoing(state, switch, self.loops)
        self.auditions = Auditions(state, self._playing, self._look_ahead)
        self.cues = Cues(state, self._changes, self._look_ahead)
        self.sections = Sections(state, self._changes)
        self.later = Later(self.sections, state.clock.beat_now)
        self.click = Click(state)
        state.clock_started = self.click.begin
        state.start_lead_s = start_lead_s or state.start_lead_s
        self.instruments = Instruments(state, self._changes)
        self.inference_events = InferenceEvents(state, self._playing, self._look_ahead, self._accompaniment)
        self.n_waiting_clips = 0

    @property
    def scene(self) -> Scene:
        """Everything that is set, as it is now."""
        return self._state.scene

    @property
    def plan(self) -> Plan:
        """The plan that music follows."""
        return self._state.scene.plan

    @property
    def tempo_now_bpm(self) -> float:
        """The clock's tempo, else the plan's."""
        return self._state.tempo_now_bpm

    @property
    def is_at_rest(self) -> bool:
        """Whether `tick` has nothing to do: nothing plays, is followed, sounds for a while or changes gradually."""
        state = self._state
        with state.outbox:
            is_still = not state.transport.is_playing and state.clock.beat_now() is None
            return is_still and not state.keys.has_short_answers and not self.editor.is_changing

    # -- playing

    def play(self, answered: Answered = lambda _: None) -> None:
        """Begin to play, or go on; ``answered`` is called with True once the first notes are on their way.

        With a transport that stands still it is called with False, and music begins when the transport does.
        """
        with self._state.outbox:
            self._state.may_player_start = True
            self._playing.want(answered)

    def tell_whether_it_plays(self, tell: Answered) -> None:
        """Call ``tell`` in its turn among what listeners are told, so that it is never older than they have heard."""
        with self._state.outbox:
            self._state.outbox.post(partial(tell, self._state.transport.is_playing))

    def stop(self, done: Callback | None = None) -> None:
        """Cancel what is to come, release what sounds, then call ``done``."""
        with self._state.outbox:
            self._halt()
            self._state.scheduler.silence(done, resets=True)

    def panic(self, done: Callback | None = None) -> None:
        """`stop`, and silence every channel used."""
        with self._state.outbox:
            self._halt()
            self._state.scheduler.panic(done)

    def hold(self, n_bars: int) -> int:
        """Loop the last bars from the next bar line on; how many there are to loop, 0 when there is nothing."""
        with self._state.outbox:
            return self._look_ahead.hold(n_bars)

    def release(self) -> bool:
        """Leave the loop at the next bar line; False when nothing is held."""
        with self._state.outbox:
            return self._look_ahead.release()

    def last_bars(self, n_bars: int) -> tuple[PastBar, ...]:
        """The last whole bars of the band; none before it has played one."""
        with self._state.outbox:
            return self._state.past()[-n_bars:]

    def last_kept_bars(self, n_bars: int) -> list[KeptBar]:
        """The last whole bars of the band as they were played; [] before it has played one."""
        state = self._state
        with state.outbox:
            beat = state.clock.beat_now()
            return [] if beat is None else state.buffer.bar_log.bars_before(beat, n_bars)

    def last_played_bars(self, part: int, n_bars: int) -> tuple[PastBar, ...]:
        """The last bars that the player played, as notes of a part; none before a key was released."""
        with self._state.outbox:
            return self._state.played.bars(self._state.metre, part, n_bars)

    def prepare(self) -> None:
        """Have music ready for a transport that stands still now, so that its first note is not late."""
        with self._state.outbox:
            if not self._state.transport.is_playing and self._state.settings.follow_start:
                self._playing.prepare_at(0.0)

    # -- clock, player, time

    def clock_changed(self, change: ClockChange) -> None:
        """The clock that is followed started, stopped, jumped or changed its tempo."""
        with self._state.outbox:
            self._transport_follower.clock_changed(change)

    def player_note(self, pitch: int, velocity: int, at_s: float | None = None) -> None:
        """Take a key struck, or released (velocity 0). at_s: when, where that was before now."""
        with self._state.outbox:
            self._accompaniment.player_note(pitch, velocity, at_s)

    def hand_over(self, is_over: bool | None = None) -> bool:
        """Hand the music over in respond mode, or take it back; None: whichever it is not.

        Whether it is handed over now; False in other modes, and while a transport that is followed stands still.
        """
        with self._state.outbox:
            return self._state.is_responding and self.answers.hand_over(is_over)

    def keyboard_lost(self) -> None:
        """Release all keys: an input is gone, and the note-offs of keys that were down on it will not come."""
        with self._state.outbox:
            self._accompaniment.keyboard_lost()

    def tick(self) -> None:
        """Look ahead, morph, respond and shed load; called some twenty times a second."""
        state = self._state
        with state.outbox:
            now_s = state.time.now_s()
            state.keys.tick(now_s)
            beat = state.clock.beat_now()
            self.editor.tick(now_s, beat)
            if not state.transport.is_playing or beat is None:
                return
            self.click.tick(beat)
            if self.cues.is_over() or self.sections.is_over():
                is_over = self.sections.is_over() and state.clock.active != Source.INTERNAL
                self._halt()
                state.is_chart_over = is_over
                state.scheduler.silence(None)
                return
            if state.is_responding:
                self.answers.tick(beat)
            if not state.is_responding or state.answer_end_beat is not None:
                self._look_ahead.loop_on()
                self._changes.make_if_due()
                self._look_ahead.plan_on(beat)
                self._look_ahead.keep_up(beat, now_s)

    def status(self) -> Status:
        """State of the performance now."""
        state = self._state
        with state.outbox:
            line, beat, is_playing = state.buffer.line, state.clock.beat_now(), state.transport.is_playing
            from_beat = beat if is_playing else state.transport.prepared_beat
            return Status(
                playing=is_playing,
                waiting=state.transport.is_wanted and not is_playing,
                mode=state.scene.mode.value,
                holding=state.loop is not None,
                bar=line.number if line and is_playing else 0,
                beat=beat or 0.0,
                tempo_bpm=state.clock.tempo_bpm() or state.tempo_bpm,
                n_beats_ahead=0.0 if from_beat is None else max(state.buffer.end_beat - from_beat, 0.0),
                seed=state.seed,
                n_late_bars=self._look_ahead.shedding.n_times,
                n_resting=self._look_ahead.shedding.n_resting,
                n_waiting_clips=self.n_waiting_clips,
            )

    def _halt(self) -> None:
        self._state.transport.is_wanted = self._state.may_player_start = False
        self._playing.halt()
