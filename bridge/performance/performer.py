"""Plays: holds what is set, keeps music planned ahead, follows transport and player.

It knows protocols, no driver. Any thread may call it; a lock guards its state, and nothing that takes long happens
under it: music is made in the inference process, which is given cues and answers with passages
(`bridge.performance.plan_buffer`).
"""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Callable
from dataclasses import replace
from random import SystemRandom
from typing import Protocol

from bridge.clocks import ChangeKind, ClockChange, Source, Transport
from bridge.core.timebase import Timebase
from bridge.inference.protocol import (
    Answer,
    Begin,
    Change,
    GenerationRequest,
    Halt,
    Horizon,
    Jump,
    MutedParts,
    NoteBatch,
    PastBar,
    PlayerAnalysis,
    PlayerNote,
    Prepare,
    ToInference,
)
from bridge.performance.bar_log import past_of
from bridge.performance.generation_request import ChordPairs, make_generation_request
from bridge.performance.held_notes import HeldNotes
from bridge.performance.listener import Listener, Status
from bridge.performance.load_shedding import LoadShedding
from bridge.performance.loop import Loop
from bridge.performance.morph import Morph
from bridge.performance.plan_buffer import PlanBuffer
from bridge.performance.responder import Responder
from bridge.performance.scene import Mode, PerformerSettings, Quantum, Scene
from bridge.playback.parts import Router
from bridge.playback.scheduler import Scheduler
from bridge.settings.controls import Controls
from model.music.config import PARTS, TICKS_PER_QUARTER
from model.music.events import COMMON_TIME, Metre
from model.music.plan import Plan

log = logging.getLogger(__name__)

START_LEAD_S = 0.015  # from the first passage to the first note
CHANGE_EVERY_S = 0.060  # a knob in motion asks a hundred times a second; each change makes two bars anew
PHRASE_BARS = 8
N_PAST_BARS = 8  # what a restarted inference process is told
FREE_TEMPO_BPM = 120.0
_TICK = 1.0 / TICKS_PER_QUARTER

Callback = Callable[[], None]
Answered = Callable[[bool], None]


class Inference(Protocol):
    """The inference process as the performer sees it."""

    @property
    def is_up(self) -> bool: ...
    def send(self, message: ToInference) -> bool: ...


class FollowedTransport(Transport, Protocol):
    """The clock, whoever leads it."""

    @property
    def active(self) -> Source: ...


class Performer:
    """See the module. `tick` is called some twenty times a second."""

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
    ) -> None:
        self._inference, self._scheduler, self._clock = inference, scheduler, clock
        self._listener, self._time, self._scene = listener, time, scene
        self._habits = settings or PerformerSettings()
        self._router = (router or Router()).for_scene(scene.plan, scene.controls)
        self._lock = threading.RLock()
        self._fixed_seed, self._seed = seed, seed or 0
        self._is_playing = self._is_armed = False  # armed: plays as soon as it can
        self._starts: list[Answered] = []
        self._due_change: Quantum | None = None
        self._planned = PlanBuffer(
            scheduler, clock, listener, time, sends_programs=(settings or PerformerSettings()).sends_programs
        )
        self._keys = HeldNotes(scheduler)
        self._thinning = LoadShedding(self._rest)
        self._waits_to_start = False  # the internal clock starts with the first passage
        self._prepared_beat: float | None = None  # music waits there for the transport to start
        self._loop: Loop | None = None
        self._morph: Morph | None = None
        self._responder = Responder(self._habits.respond_after_beats, self._habits.respond_max_bars)
        self._answer_end_beat: float | None = None
        self._followed = PlayerAnalysis(None, None)
        self.n_waiting_clips = 0

    # -- what is asked, by any thread

    @property
    def scene(self) -> Scene:
        """Everything that is set, as it is now."""
        with self._lock:
            return self._scene

    @property
    def plan(self) -> Plan:
        """The plan that music follows."""
        return self.scene.plan

    def generation_request(self, plan: Plan | None = None) -> GenerationRequest:
        """What music is made by, for another plan too."""
        with self._lock:
            scene, heard = (
                self._scene,
                self._followed if self._scene.mode is Mode.ACCOMPANY else PlayerAnalysis(None, None),
            )
            chords = scene.chords
            if not chords and heard.chord is not None:
                chords = ((heard.chord, heard.chord),)
            return make_generation_request(plan or scene.plan, scene.controls, chords, energy_heard=heard.energy)

    def set_plan(self, plan: Plan, *, keep_morph: bool = False) -> None:
        """Follow another plan from the next quantum on."""
        with self._lock:
            before = self._scene.plan
            if not keep_morph:
                self._morph = None
            self._set(replace(self._scene, plan=plan))
            self._route()
            if plan.tempo_bpm != before.tempo_bpm and self._is_playing and plan.tempo_bpm is not None:
                self._clock.set_tempo(self._cut(self._scene.quantum), plan.tempo_bpm)
                self._scheduler.wake()
        self._listener.plan(plan)

    def set_controls(self, controls: Controls) -> None:
        """Turn knobs. A part that is switched off is silent at once."""
        with self._lock:
            before = self._scene.controls
            off = [
                n
                for n, name in enumerate(PARTS)
                if controls.part(name).on is False and before.part(name).on is not False
            ]
            if controls.only_sound_differs(before):  # a fader of the mix makes no music anew
                self._scene = replace(self._scene, controls=controls)
                self._route()
                self._planned.change_sounds(self._router)
                return
            self._set(replace(self._scene, controls=controls))
            if off:
                self._scheduler.silence_parts(off)
            self._route()

    def set_chords(self, chords: ChordPairs) -> None:
        """Play these chords, round and round; (): the plan's own."""
        with self._lock:
            self._set(replace(self._scene, chords=chords))

    def set_quantum(self, quantum: Quantum) -> None:
        """Let changes land elsewhere from now on."""
        with self._lock:
            self._scene = replace(self._scene, quantum=quantum)

    def set_mode(self, mode: Mode) -> None:
        """Do something else with the player's notes. What sounds is released; playing goes on in the new mode."""
        with self._lock:
            if mode is self._scene.mode:
                return
            self._recall(replace(self._scene, mode=mode))

    def recall(self, scene: Scene) -> None:
        """Take up a scene."""
        with self._lock:
            self._recall(scene)
        self._listener.plan(scene.plan)

    def morph_to(self, plan: Plan, duration_s: float) -> None:
        """Move the styles gradually to those of ``plan``."""
        with self._lock:
            self._morph = Morph(self._scene.plan, plan, self._time.now_s(), duration_s)

    def set_seed(self, seed: int | None) -> None:
        """Take this seed for every play and clip from now on; None: a fresh one each time."""
        with self._lock:
            self._fixed_seed = seed

    def new_seed(self) -> int:
        """The fixed seed, else a fresh one."""
        with self._lock:
            return SystemRandom().randrange(2**31) if self._fixed_seed is None else self._fixed_seed

    def play(self, done: Answered = lambda _: None) -> None:
        """Begin to play, or go on; ``done`` is told whether music plays, once its first notes are on the way.

        With a transport that stands still it is told False, and music begins when the transport does.
        """
        with self._lock:
            if self._is_playing:
                done(True)
            else:
                self._is_armed = True
                self._starts.append(done)
                self._try_to_begin()

    def stop(self, done: Callback | None = None) -> None:
        """Cancel what is to come, release what sounds, then call ``done``."""
        with self._lock:
            self._is_armed = False
            self._halt()
            self._scheduler.silence(done)

    def panic(self, done: Callback | None = None) -> None:
        """`stop`, and silence every channel used, whoever plays on it."""
        with self._lock:
            self._is_armed = False
            self._halt()
            self._scheduler.panic(done)

    def hold(self, n_bars: int) -> int:
        """Loop the last bars from the next bar line on; how many there are to loop, 0 when there is nothing."""
        with self._lock:
            beat = self._cut(Quantum.BAR) if self._is_playing and self._loop is None else None
            bars = [] if beat is None else self._planned.memory.bars_before(beat, n_bars)
            if not bars or beat is None or bars[-1].line.end_beat != beat:
                return 0
            self._planned.cancel_from(beat)
            self._planned.give_up_changes()
            self._loop = Loop(bars, beat, bars[-1].line.number + 1)
            self._loop_on()
            return len(bars)

    def release(self) -> bool:
        """Let go of the loop at the next bar line; False when nothing is held."""
        with self._lock:
            loop, self._loop = self._loop, None
            if loop is None:
                return False
            beat = self._cut(Quantum.BAR)
            line = self._planned.memory.line_at(beat)
            number = line.number if line else loop.next_number
            version = self._planned.new_change(beat)
            self._planned.memory.forget_from(beat)
            self._inference.send(Jump(version, loop.from_beat, beat, beat, number, self.generation_request()))
            self._look_ahead(beat)
            return True

    def status(self) -> Status:
        """What happens now."""
        with self._lock:
            line, beat = self._planned.line, self._clock.beat_now()
            return Status(
                playing=self._is_playing,
                waiting=self._is_armed and not self._is_playing,
                mode=self._scene.mode.value,
                holding=self._loop is not None,
                bar=line.number if line and self._is_playing else 0,
                beat=beat or 0.0,
                tempo_bpm=self._clock.tempo_bpm() or self._tempo_bpm(),
                n_beats_ahead=max(self._planned.end_beat - beat, 0.0) if beat is not None and self._is_playing else 0.0,
                seed=self._seed,
                n_late_bars=self._thinning.n_times,
                n_resting=self._thinning.n_resting,
                n_waiting_clips=self.n_waiting_clips,
            )

    def close(self) -> None:
        """Stop the music."""
        self.stop()

    # -- the transport

    def clock_changed(self, change: ClockChange) -> None:
        """The clock that is followed started, stopped, jumped or changed its tempo."""
        with self._lock:
            match change.kind:
                case ChangeKind.STARTED:
                    self._transport_started(change)
                case ChangeKind.STOPPED:
                    self._transport_stopped(change)
                case ChangeKind.JUMPED:
                    self._jumped(change.beat)
                case ChangeKind.TEMPO:
                    self._scheduler.wake()

    def set_metre(self, metre: Metre) -> None:
        """The host's metre, from the next bar line on."""
        with self._lock:
            if metre != self._scene.plan.metre:
                self._scene = replace(self._scene, plan=replace(self._scene.plan, metre=metre))
                self._ask_for_change(Quantum.BAR)

    def _transport_started(self, change: ClockChange) -> None:
        if self._is_playing:
            self._jumped(change.beat)
        elif self._is_armed or self._habits.follow_start:
            self._is_armed = True
            if self._prepared_beat is not None and abs(self._prepared_beat - change.beat) < _TICK / 2:
                self._started(change.beat)
            else:
                self._begin(change.beat)
        self._scheduler.wake()

    def _transport_stopped(self, change: ClockChange) -> None:
        if self._is_playing:
            self._halt(stop_clock=False)
            self._scheduler.silence()
        if change.source is not Source.INTERNAL and self._habits.follow_start:
            self._prepare_at(0.0)

    def _jumped(self, beat: float) -> None:
        if not self._is_playing:
            if self._prepared_beat is not None and self._prepared_beat != beat:
                self._prepare_at(beat)
            return
        planned = self._planned
        from_beat = planned.line.end_beat if planned.line else beat
        self._loop = planned.line = None
        planned.cancel_all()
        version = self._new_epoch()
        planned.memory.clear()
        bar_beat, number = planned.bar_of(beat, self._metre())
        planned.end_beat = beat
        self._inference.send(Jump(version, from_beat, beat, bar_beat, number, self.generation_request()))
        self._look_ahead(beat)

    def prepare(self) -> None:
        """Have music ready for a transport that stands still now, so that its first note is not late."""
        with self._lock:
            if not self._is_playing and self._habits.follow_start:
                self._prepare_at(0.0)

    def _prepare_at(self, beat: float) -> None:
        if self._scene.mode is Mode.RESPOND or not self._inference.is_up or self._clock.beat_now() is not None:
            return
        self._cue_begin(beat, ())
        self._planned.is_secret = True
        self._inference.send(Horizon(beat, beat + self._bar_beats()))
        self._prepared_beat = beat

    # -- beginning and ending

    def _try_to_begin(self) -> None:
        """Begin if the clock and the inference process let it; else it stays armed."""
        beat = self._clock.beat_now()
        if not self._inference.is_up:
            return
        if beat is not None:
            self._begin(self._cut(Quantum.NOW if self._clock.active is Source.INTERNAL else Quantum.BAR))
        elif self._clock.active is Source.INTERNAL:
            self._waits_to_start = True
            self._begin(0.0)
        else:
            starts, self._starts = self._starts, []
            for done in starts:
                done(False)

    def _begin(self, beat: float, past: tuple[PastBar, ...] = ()) -> None:
        self._is_playing = True
        if self._scene.mode is Mode.RESPOND:
            self._responder.forget()
            self._drop_prepared()
            self._new_epoch()
            self._start_if_waiting()
        else:
            self._cue_begin(beat, past)
        self._started(beat)

    def _start_if_waiting(self) -> None:
        if self._waits_to_start:
            self._waits_to_start = False
            self._clock.start(self._time.now_s() + START_LEAD_S + self._scheduler.lead_s, self._tempo_bpm(), 0.0)

    def _drop_prepared(self) -> None:
        """What waits for a transport is not wanted after all, or no longer like this."""
        if self._prepared_beat is not None:
            self._prepared_beat = None
            self._planned.cancel_all()
            self._planned.is_secret = False

    def _started(self, beat: float) -> None:
        self._is_playing, self._prepared_beat = True, None
        self._listener.playing(True)
        self._planned.reveal(self._router)
        if self._scene.mode is not Mode.RESPOND:
            self._look_ahead(beat)
        if self._scene.mode is Mode.RESPOND or self._planned.end_beat > beat:  # the latter: music was prepared
            self._tell_starts(True)

    def _cue_begin(self, beat: float, past: tuple[PastBar, ...], *, follows_past: bool = False) -> float:
        """Ask for music from ``beat`` on; where its bar begins."""
        self._drop_prepared()
        version = self._new_epoch()
        self._seed = self.new_seed()
        self._loop, self._planned.end_beat = None, beat
        bar_beat, number = self._planned.bar_of(beat, self._metre())
        desired = self.generation_request()
        self._inference.send(Begin(version, beat, bar_beat, number, self._seed, desired, past, follows_past))
        self._inference.send(Prepare(desired))
        return bar_beat

    def _new_epoch(self) -> int:
        self._due_change = None
        return self._planned.new_epoch()

    def _halt(self, *, stop_clock: bool = True) -> None:
        was_playing, beat = self._is_playing, self._clock.beat_now()
        self._new_epoch()
        self._is_playing = self._waits_to_start = self._planned.is_secret = False
        self._prepared_beat = None
        self._loop = self._answer_end_beat = None
        self._planned.forget()
        self._keys.forget()
        self._responder.forget()
        self._inference.send(Halt())
        if stop_clock:
            self._clock.stop()
        if was_playing:
            self._listener.cancelled(beat if beat is not None else 0.0)
            self._listener.playing(False)
        self._tell_starts(False)

    def _tell_starts(self, playing: bool) -> None:
        starts, self._starts = self._starts, []
        for done in starts:
            done(playing)

    # -- changes

    def _route(self) -> None:
        """Send parts where the scene has them, sounding as it says."""
        self._router = self._router.for_scene(self._scene.plan, self._scene.controls)

    def _set(self, scene: Scene) -> None:
        if scene == self._scene:  # a fader that sends what it has sent: nothing is made anew for it
            return
        self._scene = scene
        self._ask_for_change(scene.quantum)

    def _recall(self, scene: Scene) -> None:
        mode_before, self._morph = self._scene.mode, None
        controls_before = self._scene.controls
        self._scene = scene
        self._route()
        if scene.controls.parts != controls_before.parts:
            off = [n for n, name in enumerate(PARTS) if scene.controls.part(name).on is False]
            self._scheduler.silence_parts(off)
        if scene.plan.tempo_bpm is not None and self._is_playing:
            self._clock.set_tempo(self._cut(scene.quantum), scene.plan.tempo_bpm)
            self._scheduler.wake()
        if scene.mode is mode_before:
            self._ask_for_change(scene.quantum)
            return
        self._followed = PlayerAnalysis(None, None)
        self._responder.forget()
        self._answer_end_beat = None
        if not self._is_playing:
            prepared_beat = self._prepared_beat
            self._drop_prepared()
            if prepared_beat is not None:
                self._prepare_at(prepared_beat)
            return
        self._inference.send(Halt())
        self._planned.cancel_all()
        self._begin(self._cut(Quantum.BEAT), () if scene.mode is Mode.RESPOND else self._past())

    def _past(self) -> tuple[PastBar, ...]:
        beat = self._clock.beat_now()
        return () if beat is None else past_of(self._planned.memory.bars_before(beat, N_PAST_BARS))

    def _ask_for_change(self, quantum: Quantum) -> None:
        """Change now if none is under way, else as soon as that one has come."""
        if not self._is_playing:
            self._inference.send(Prepare(self.generation_request()))
            if self._prepared_beat is not None:
                self._prepare_at(self._prepared_beat)
            return
        self._due_change = quantum.or_sooner(self._due_change)
        self._change_if_due()

    def _change_if_due(self) -> None:
        quantum = self._due_change
        if quantum is None or not self._is_playing or self._loop is not None or self._planned.is_changing:
            return
        if self._scene.mode is Mode.RESPOND and self._answer_end_beat is None:
            self._due_change = None
            self._inference.send(Prepare(self.generation_request()))
            return
        if self._time.now_s() - self._planned.changed_s < CHANGE_EVERY_S:
            return
        beat = self._cut(quantum)
        if beat > self._planned.end_beat:  # a phrase ends beyond what is planned: wait until it is
            return
        self._due_change = None
        desired = self.generation_request()
        self._inference.send(Change(self._planned.new_change(beat), beat, desired))
        self._inference.send(Prepare(desired))

    def _cut(self, quantum: Quantum) -> float:
        """The earliest beat at which a change can be heard."""
        now = self._clock.beat_now()
        if now is None:
            return 0.0
        earliest = now + self._planned.lead_s * self._tempo_now() / 60.0
        match quantum:
            case Quantum.NOW:
                return math.ceil(earliest * TICKS_PER_QUARTER) / TICKS_PER_QUARTER
            case Quantum.BEAT:
                return float(math.ceil(earliest))
            case Quantum.BAR:
                return self._planned.line_after(earliest, 1, self._metre())
        return self._planned.line_after(earliest, PHRASE_BARS, self._metre())

    # -- what the inference process says, on the link's thread

    def passage(self, passage: NoteBatch) -> None:
        """Music was made."""
        with self._lock:
            if not (self._is_playing or self._prepared_beat is not None):
                return
            loop_beat = self._loop.from_beat if self._loop else math.inf
            limit = min(loop_beat, self._answer_end_beat or math.inf)
            if self._planned.take(passage, self._router, limit, moves_end=self._loop is None):
                self._start_if_waiting()
                if self._is_playing:
                    self._tell_starts(True)

    def answered(self, answer: Answer) -> None:
        """Notes to sound at once with one of the player's."""
        with self._lock:
            notes = self._planned.place(answer.tones, self._router)
            self._planned.choose_sounds(notes, self._router, at_once=True)
            self._scheduler.strike(notes)
            self._keys.answered(answer.serial, [note.note_id for note in notes], self._time.now_s())
        self._listener.notes(notes)

    def followed(self, followed: PlayerAnalysis) -> None:
        """The player's chord and energy."""
        with self._lock:
            if self._scene.mode is Mode.ACCOMPANY and followed != self._followed:
                self._followed = followed
                self._ask_for_change(self._scene.quantum.or_sooner(Quantum.BEAT))

    def music_failed(self, message: str) -> None:
        """A bar could not be made."""
        self.stop()
        self._listener.failed(f"the music stopped: {message}")

    def inference_down(self, reason: str) -> None:
        """Nothing more will come from that process: release what sounds and wait for the next."""
        with self._lock:
            self._planned.cancel_all()
            self._new_epoch()
            self._prepared_beat, self._planned.is_secret = None, False
            self._keys.forget_answers()
            self._thinning.forget()
        self._listener.inference(False, reason)

    def inference_up(self) -> None:
        """Go on where the music should be by now, knowing what was played before."""
        with self._lock:
            self._inference.send(Prepare(self.generation_request()))
            beat = self._clock.beat_now()
            if self._waits_to_start:
                self._begin(0.0)
            elif self._is_playing and beat is not None and self._scene.mode is not Mode.RESPOND:
                self._cue_begin(self._cut(Quantum.BEAT), self._past())
                self._look_ahead(beat)
            elif self._is_armed and not self._is_playing:
                self._try_to_begin()
            elif not self._is_playing and self._clock.active is not Source.INTERNAL:
                self.prepare()
        self._listener.inference(True, "")

    # -- the player

    def player_note(self, pitch: int, velocity: int) -> None:
        """A key struck, or released (velocity 0)."""
        with self._lock:
            beat = self._player_beat()
            serial, scene = self._keys.strike(pitch, velocity), self._scene
            n_answers = int(scene.controls["answer"] or 0) if velocity else 0
            follows = scene.mode is Mode.ACCOMPANY
            if n_answers or follows:
                self._inference.send(PlayerNote(pitch, velocity, beat, n_answers, serial, follows))
            if scene.mode is Mode.RESPOND and self._is_playing:
                if velocity and self._answer_end_beat is not None:
                    self._end_answer()
                self._responder.hear(pitch, velocity, beat)

    def keyboard_lost(self) -> None:
        """An input has gone, and with it the note-offs of keys that were down on it."""
        with self._lock:
            self._keys.release_all()
            self._responder.forget()

    def _player_beat(self) -> float:
        beat = self._clock.beat_now()
        return self._time.now_s() * FREE_TEMPO_BPM / 60.0 if beat is None else beat

    def _respond(self, beat: float) -> None:
        """In respond mode: answer when the player has finished, listen when the answer has."""
        if self._answer_end_beat is not None:
            if beat >= self._answer_end_beat:
                self._answer_end_beat = None
                self._inference.send(Halt())
        elif self._responder.is_due(beat):
            past = self._responder.take_phrase(self._metre())
            at = self._cut(self._scene.quantum if self._scene.quantum is not Quantum.PHRASE else Quantum.BAR)
            bar_beat = self._cue_begin(at, past, follows_past=True)
            n_bars = len(past) + (at > bar_beat)  # the bar it comes into counts extra
            self._answer_end_beat = bar_beat + n_bars * self._bar_beats()
            self._look_ahead(at)

    def _end_answer(self) -> None:
        self._answer_end_beat = None
        self._new_epoch()
        self._inference.send(Halt())
        self._planned.cancel_all()

    # -- time passing

    def tick(self) -> None:
        """Some twenty times a second: look ahead, morph, respond, thin out."""
        with self._lock:
            now_s = self._time.now_s()
            self._keys.tick(now_s)
            self._morph_on(now_s)
            beat = self._clock.beat_now()
            if not self._is_playing or beat is None:
                return
            if self._scene.mode is Mode.RESPOND:
                self._respond(beat)
            if self._scene.mode is not Mode.RESPOND or self._answer_end_beat is not None:
                self._loop_on()
                self._change_if_due()
                self._look_ahead(beat)
                self._keep_up(beat, now_s)

    def _look_ahead(self, beat: float) -> None:
        if self._loop is None:
            until_beat = beat + self._habits.bars_ahead * self._bar_beats()
            self._inference.send(Horizon(beat, min(until_beat, self._answer_end_beat or math.inf)))

    def _loop_on(self) -> None:
        """Take the loop's next bars in time."""
        loop, beat = self._loop, self._clock.beat_now()
        while loop is not None and beat is not None and loop.end_beat < beat + self._bar_beats():
            self._planned.take_bar(loop.next_bar(self._planned.note_ids), self._router)

    def _morph_on(self, now_s: float) -> None:
        morph = self._morph
        if morph is None:
            return
        plan = morph.plan_at(now_s, self._scene.plan)
        if plan is not None:
            self.set_plan(plan, keep_morph=True)
        if morph.is_over(now_s):
            self._morph = None

    def _keep_up(self, beat: float, now_s: float) -> None:
        if self._loop is None and self._answer_end_beat is None and self._inference.is_up:
            planned = self._planned
            margin_bars = (planned.end_beat - beat) / self._bar_beats()
            self._thinning.look(self._scene.plan, margin_bars, now_s, max(planned.changed_s, planned.epoch_s))

    def _rest(self, parts: frozenset[str]) -> None:
        self._inference.send(MutedParts(parts))
        margin_beats = self._planned.end_beat - (self._clock.beat_now() or 0.0)
        self._listener.late(1000.0 * margin_beats * 60.0 / self._tempo_now(), sorted(parts))

    # -- helpers, the lock held

    def _metre(self) -> Metre:
        return self._scene.plan.metre or COMMON_TIME

    def _bar_beats(self) -> float:
        return self._metre().bar_beats

    def _tempo_bpm(self) -> float:
        return self._scene.plan.tempo_bpm or FREE_TEMPO_BPM

    def _tempo_now(self) -> float:
        return self._clock.tempo_bpm() or self._tempo_bpm()
