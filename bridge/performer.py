"""Plays: keeps music planned ahead, lets changes land where they should, follows transport and player.

It knows protocols, no driver. Any thread may call it; a lock guards its state, and nothing that takes long happens
under it: music is made in the inference process, which answers with passages. Every cue has a version; a passage
carries that of the last cue its maker had read. A change cancels nothing before its first passage has come, so that
there is always something to play.
"""

from __future__ import annotations

import itertools
import logging
import math
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from random import SystemRandom
from typing import Protocol

from bridge.clocks import ChangeKind, ClockChange, Source, Transport
from bridge.controls import Controls
from bridge.inference.protocol import (
    Answer,
    Begin,
    Change,
    Followed,
    Halt,
    Horizon,
    Jump,
    Passage,
    PastBar,
    PlayerNote,
    Prepare,
    Resting,
    ToInference,
    Tone,
    Wishes,
)
from bridge.listener import Listener, Status
from bridge.loop import Loop
from bridge.memory import Memory, past_of
from bridge.messages import BarLine, PlannedNote, program_change
from bridge.morph import Morph
from bridge.parts import Router
from bridge.responder import Responder
from bridge.scheduler import Scheduler
from bridge.timebase import Timebase
from bridge.wishes import ChordPairs, thinned, wishes_of
from model.config import PARTS, TICKS_PER_QUARTER
from model.events import COMMON_TIME, Metre
from model.text import Plan

log = logging.getLogger(__name__)

START_LEAD_S = 0.015  # from the first passage to the first note
# A change is heard no sooner than the first note made anew has usually come.
LEAST_LEAD_S, MOST_LEAD_S, FIRST_LEAD_S = 0.012, 0.100, 0.025
CHORD_S = 0.008  # the notes struck together with the first
N_LEADS = 8
CHANGE_EVERY_S = 0.060  # a knob in motion asks a hundred times a second; each change makes two bars anew
PHRASE_BARS = 8
N_PAST_BARS = 8  # what a restarted inference process is told
SHORT_ANSWER_S = 0.15  # an answer that comes when its key has been released already
THIN_BELOW_BARS, ENOUGH_BARS = 0.25, 0.9
THIN_EVERY_S, THICKEN_EVERY_S = 0.5, 4.0
FREE_TEMPO_BPM = 120.0
_TICK = 1.0 / TICKS_PER_QUARTER

Callback = Callable[[], None]
Answered = Callable[[bool], None]


class Mode(StrEnum):
    """What is done with the player's notes."""

    PLAY = "play"
    RESPOND = "respond"
    ACCOMPANY = "accompany"


class Quantum(StrEnum):
    """Where a change is heard at the earliest."""

    NOW = "now"
    BEAT = "beat"
    BAR = "bar"
    PHRASE = "phrase"


class Inference(Protocol):
    """The inference process as the performer sees it."""

    @property
    def is_up(self) -> bool: ...
    def send(self, message: ToInference) -> bool: ...


class FollowedTransport(Transport, Protocol):
    """The clock, whoever leads it."""

    @property
    def active(self) -> Source: ...


@dataclass(frozen=True)
class Habits:
    """How the performer works, from the config."""

    mode: Mode = Mode.PLAY
    quantum: Quantum = Quantum.BEAT
    bars_ahead: int = 2
    follow_start: bool = True
    respond_after_beats: float = 1.0
    respond_max_bars: int = 8
    sends_programs: bool = True


@dataclass(frozen=True)
class Scene:
    """All that a performer sets, as a value."""

    plan: Plan
    controls: Controls
    chords: ChordPairs
    mode: Mode
    quantum: Quantum


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
        habits: Habits | None = None,
        router: Router | None = None,
        seed: int | None = None,
    ) -> None:
        self._inference, self._scheduler, self._clock = inference, scheduler, clock
        self._listener, self._time, self._scene = listener, time, scene
        self._habits, self._router = habits or Habits(), router or Router()
        self._lock = threading.RLock()
        self._fixed_seed, self._seed = seed, seed or 0
        self._is_playing = self._is_armed = False  # armed: plays as soon as it can
        self._starts: list[Answered] = []
        self._version = self._epoch = 0
        self._cuts: deque[tuple[int, float]] = deque()  # version and beat of changes whose first passage is awaited
        self._due_change: Quantum | None = None
        self._changed_s = -math.inf
        self._makings_s: deque[float] = deque([FIRST_LEAD_S], maxlen=N_LEADS)  # from changes to their first passages
        self._waits_to_start = False  # the internal clock starts with the first passage
        self._memory = Memory()
        self._planned_beat = 0.0
        self._prepared_beat: float | None = None  # music waits there for the transport to start
        self._line: BarLine | None = None
        self._loop: Loop | None = None
        self._morph: Morph | None = None
        self._responder = Responder(self._habits.respond_after_beats, self._habits.respond_max_bars)
        self._answer_end_beat: float | None = None
        self._followed = Followed(None, None)
        self._note_ids, self._serials = itertools.count(1), itertools.count(1)
        self._held: dict[int, tuple[int, float]] = {}  # key: serial, since
        self._answers: dict[int, list[int]] = {}  # serial: ids of the notes that sound with it
        self._short: deque[tuple[float, list[int]]] = deque()
        self._channels: set[tuple[str, int]] = set()
        self._n_resting = self._n_late_bars = 0
        self._epoch_s = self._thinned_s = -math.inf
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

    def wishes(self, plan: Plan | None = None) -> Wishes:
        """What music is made by, for another plan too."""
        with self._lock:
            scene, heard = self._scene, self._followed if self._scene.mode is Mode.ACCOMPANY else Followed(None, None)
            chords = scene.chords
            if not chords and heard.chord is not None:
                chords = ((heard.chord, heard.chord),)
            return wishes_of(plan or scene.plan, scene.controls, chords, energy_heard=heard.energy)

    def set_plan(self, plan: Plan, *, keep_morph: bool = False) -> None:
        """Follow another plan from the next quantum on."""
        with self._lock:
            before = self._scene.plan
            if not keep_morph:
                self._morph = None
            self._set(replace(self._scene, plan=plan))
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
            self._set(replace(self._scene, controls=controls))
            if off:
                self._scheduler.silence_parts(off)
            self._router = self._router.with_channels(controls)

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
            bars = [] if beat is None else self._memory.bars_before(beat, n_bars)
            if not bars or beat is None or bars[-1].line.end_beat != beat:
                return 0
            self._cancel_from(beat)
            self._cuts.clear()
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
            line = self._memory.line_at(beat)
            number = line.number if line else loop.next_number
            self._version += 1
            self._cuts.append((self._version, beat))
            self._memory.forget_from(beat)
            self._inference.send(Jump(self._version, loop.from_beat, beat, beat, number, self.wishes()))
            self._look_ahead(beat)
            return True

    def status(self) -> Status:
        """What happens now."""
        with self._lock:
            line, beat = self._line, self._clock.beat_now()
            return Status(
                playing=self._is_playing,
                waiting=self._is_armed and not self._is_playing,
                mode=self._scene.mode.value,
                holding=self._loop is not None,
                bar=line.number if line and self._is_playing else 0,
                beat=beat or 0.0,
                tempo_bpm=self._clock.tempo_bpm() or self._tempo_bpm(),
                n_beats_ahead=max(self._planned_beat - beat, 0.0) if beat is not None and self._is_playing else 0.0,
                seed=self._seed,
                n_late_bars=self._n_late_bars,
                n_resting=self._n_resting,
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
        from_beat = self._line.end_beat if self._line else beat
        self._loop = self._line = None
        self._cancel_all()
        self._new_epoch()
        self._memory.clear()
        bar_beat, number = self._bar_of(beat)
        self._planned_beat = beat
        self._inference.send(Jump(self._version, from_beat, beat, bar_beat, number, self.wishes()))
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
            self._clock.start(self._time.now_s() + START_LEAD_S, self._tempo_bpm(), 0.0)

    def _drop_prepared(self) -> None:
        """What waits for a transport is not wanted after all, or no longer like this."""
        if self._prepared_beat is not None:
            self._prepared_beat = None
            self._cancel_all()

    def _started(self, beat: float) -> None:
        self._is_playing, self._prepared_beat = True, None
        self._listener.playing(True)
        if self._scene.mode is not Mode.RESPOND:
            self._look_ahead(beat)
        if self._scene.mode is Mode.RESPOND or self._planned_beat > beat:  # the latter: music was prepared
            self._tell_starts(True)

    def _cue_begin(self, beat: float, past: tuple[PastBar, ...], *, follows_past: bool = False) -> float:
        """Ask for music from ``beat`` on; where its bar begins."""
        self._drop_prepared()
        self._new_epoch()
        self._seed = self.new_seed()
        self._loop, self._planned_beat = None, beat
        bar_beat, number = self._bar_of(beat)
        wishes = self.wishes()
        self._inference.send(Begin(self._version, beat, bar_beat, number, self._seed, wishes, past, follows_past))
        self._inference.send(Prepare(wishes))
        return bar_beat

    def _new_epoch(self) -> None:
        self._version += 1
        self._epoch, self._epoch_s = self._version, self._time.now_s()
        self._cuts.clear()
        self._due_change = None

    def _halt(self, *, stop_clock: bool = True) -> None:
        was_playing, beat = self._is_playing, self._clock.beat_now()
        self._new_epoch()
        self._is_playing = self._waits_to_start = False
        self._prepared_beat = None
        self._line = self._loop = self._answer_end_beat = None
        self._channels = set()  # a synthesiser may be another by the next time
        self._memory.clear()
        self._held.clear()
        self._answers.clear()
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

    def _set(self, scene: Scene) -> None:
        if scene == self._scene:  # a fader that sends what it has sent: nothing is made anew for it
            return
        self._scene = scene
        self._ask_for_change(scene.quantum)

    def _recall(self, scene: Scene) -> None:
        mode_before, self._morph = self._scene.mode, None
        controls_before = self._scene.controls
        self._scene = scene
        self._router = self._router.with_channels(scene.controls)
        if scene.controls.parts != controls_before.parts:
            off = [n for n, name in enumerate(PARTS) if scene.controls.part(name).on is False]
            self._scheduler.silence_parts(off)
        if scene.plan.tempo_bpm is not None and self._is_playing:
            self._clock.set_tempo(self._cut(scene.quantum), scene.plan.tempo_bpm)
            self._scheduler.wake()
        if scene.mode is mode_before:
            self._ask_for_change(scene.quantum)
            return
        self._followed = Followed(None, None)
        self._responder.forget()
        self._answer_end_beat = None
        if not self._is_playing:
            prepared_beat = self._prepared_beat
            self._drop_prepared()
            if prepared_beat is not None:
                self._prepare_at(prepared_beat)
            return
        self._inference.send(Halt())
        self._cancel_all()
        self._begin(self._cut(Quantum.BEAT), () if scene.mode is Mode.RESPOND else self._past())

    def _past(self) -> tuple[PastBar, ...]:
        beat = self._clock.beat_now()
        return () if beat is None else past_of(self._memory.bars_before(beat, N_PAST_BARS))

    def _ask_for_change(self, quantum: Quantum) -> None:
        """Change now if none is under way, else as soon as that one has come."""
        if not self._is_playing:
            self._inference.send(Prepare(self.wishes()))
            if self._prepared_beat is not None:
                self._prepare_at(self._prepared_beat)
            return
        order = list(Quantum)
        if self._due_change is None or order.index(quantum) < order.index(self._due_change):
            self._due_change = quantum
        self._change_if_due()

    def _change_if_due(self) -> None:
        quantum = self._due_change
        if quantum is None or not self._is_playing or self._loop is not None or self._cuts:
            return
        if self._scene.mode is Mode.RESPOND and self._answer_end_beat is None:
            self._due_change = None
            self._inference.send(Prepare(self.wishes()))
            return
        now_s = self._time.now_s()
        if now_s - self._changed_s < CHANGE_EVERY_S:
            return
        beat = self._cut(quantum)
        if beat > self._planned_beat:  # a phrase ends beyond what is planned: wait until it is
            return
        self._due_change, self._changed_s = None, now_s
        self._version += 1
        self._cuts.append((self._version, beat))
        wishes = self.wishes()
        self._inference.send(Change(self._version, beat, wishes))
        self._inference.send(Prepare(wishes))

    def _cut(self, quantum: Quantum) -> float:
        """The earliest beat at which a change can be heard."""
        now = self._clock.beat_now()
        if now is None:
            return 0.0
        earliest = now + self._beats(self._lead_s())
        match quantum:
            case Quantum.NOW:
                return math.ceil(earliest * TICKS_PER_QUARTER) / TICKS_PER_QUARTER
            case Quantum.BEAT:
                return float(math.ceil(earliest))
            case Quantum.BAR:
                return self._line_after(earliest, 1)
        return self._line_after(earliest, PHRASE_BARS)

    def _lead_s(self) -> float:
        return min(max(1.25 * max(self._makings_s) + CHORD_S, LEAST_LEAD_S), MOST_LEAD_S)

    def _line_after(self, beat: float, every: int) -> float:
        """The first bar line at or after a beat whose number is 1, 1 + every, …; lines not yet planned are guessed."""
        lines = self._memory.lines
        for line in lines:
            if line.beat >= beat and (line.number - 1) % every == 0:
                return line.beat
        if not lines:
            bar_beats = self._bar_beats()
            return math.ceil(beat / bar_beats - 1e-9) * bar_beats
        line = lines[-1]
        end, number = line.end_beat, line.number + 1
        while end < beat or (number - 1) % every:
            end, number = end + line.metre.bar_beats, number + 1
        return end

    # -- what the inference process says, on the link's thread

    def passage(self, passage: Passage) -> None:
        """Music was made."""
        with self._lock:
            if passage.version < self._epoch or not (self._is_playing or self._prepared_beat is not None):
                return
            while self._cuts and self._cuts[0][0] <= passage.version:
                _, beat = self._cuts.popleft()
                self._cancel_from(beat)
                self._makings_s.append(self._time.now_s() - self._changed_s)
            self._start_if_waiting()
            limit = min((beat for _, beat in self._cuts), default=math.inf)
            limit = min(limit, self._loop.from_beat if self._loop else math.inf, self._answer_end_beat or math.inf)
            self._take_lines([line for line in passage.lines if line.beat < limit])
            self._take_notes(self._place(tone for tone in passage.tones if tone.beat < limit))
            if self._loop is None:
                self._planned_beat = min(passage.end_beat, limit)
            if self._is_playing:
                self._tell_starts(True)

    def answered(self, answer: Answer) -> None:
        """Notes to sound at once with one of the player's."""
        with self._lock:
            notes = self._place(answer.tones)
            if not notes:
                return
            self._choose_programs(notes)
            self._scheduler.strike(notes)
            ids = [note.note_id for note in notes]
            if any(serial == answer.serial for serial, _ in self._held.values()):
                self._answers[answer.serial] = ids
            else:  # the key is up already
                self._short.append((self._time.now_s() + SHORT_ANSWER_S, ids))
        self._listener.notes(notes)

    def followed(self, followed: Followed) -> None:
        """The player's chord and energy."""
        with self._lock:
            if self._scene.mode is Mode.ACCOMPANY and followed != self._followed:
                self._followed = followed
                self._ask_for_change(min(self._scene.quantum, Quantum.BEAT, key=list(Quantum).index))

    def music_failed(self, message: str) -> None:
        """A bar could not be made."""
        self.stop()
        self._listener.failed(f"the music stopped: {message}")

    def inference_down(self, reason: str) -> None:
        """Nothing more will come from that process: release what sounds and wait for the next."""
        with self._lock:
            self._cancel_all()
            self._new_epoch()
            self._prepared_beat = None
            self._answers.clear()
            self._n_resting = 0
        self._listener.inference(False, reason)

    def inference_up(self) -> None:
        """Go on where the music should be by now, knowing what was played before."""
        with self._lock:
            self._inference.send(Prepare(self.wishes()))
            beat = self._clock.beat_now()
            if self._waits_to_start:
                self._begin(0.0)
            elif self._is_playing and beat is not None and self._scene.mode is not Mode.RESPOND:
                self._cue_begin(self._cut(Quantum.BEAT), self._past())
                self._look_ahead(beat)
            elif self._is_armed and not self._is_playing:
                self._try_to_begin()
        self._listener.inference(True, "")

    # -- the player

    def player_note(self, pitch: int, velocity: int) -> None:
        """A key struck, or released (velocity 0)."""
        with self._lock:
            beat = self._player_beat()
            held = self._held.pop(pitch, None)
            if held is not None:
                self._scheduler.release(self._answers.pop(held[0], ()))
            serial = next(self._serials)
            if velocity:
                self._held[pitch] = serial, self._time.now_s()
            scene = self._scene
            n_answers = int(scene.controls["answer"] or 0) if velocity else 0
            follows = scene.mode is Mode.ACCOMPANY
            if n_answers or follows:
                self._inference.send(PlayerNote(pitch, velocity, beat, n_answers, serial, follows))
            if scene.mode is Mode.RESPOND and self._is_playing:
                if velocity and self._answer_end_beat is not None:
                    self._end_answer()
                self._responder.hear(pitch, velocity, beat)

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
        self._cancel_all()

    # -- time passing

    def tick(self) -> None:
        """Some twenty times a second: look ahead, morph, respond, thin out."""
        with self._lock:
            now_s = self._time.now_s()
            while self._short and self._short[0][0] <= now_s:
                self._scheduler.release(self._short.popleft()[1])
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
            bar = loop.next_bar(self._note_ids)
            self._take_lines([bar.line])
            self._take_notes(bar.notes)
            self._planned_beat = bar.line.end_beat

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
        """Let parts rest while notes are made too slowly, one after another, and come back when there is time."""
        margin, bar_beats = self._planned_beat - beat, self._bar_beats()
        since_s = now_s - max(self._thinned_s, self._changed_s, self._epoch_s)  # what was asked anew takes its time
        if self._loop is not None or self._answer_end_beat is not None or not self._inference.is_up:
            return
        if margin < THIN_BELOW_BARS * bar_beats and since_s > THIN_EVERY_S:
            self._rest(self._n_resting + 1, margin, now_s)
        elif margin > ENOUGH_BARS * bar_beats and self._n_resting and now_s - self._thinned_s > THICKEN_EVERY_S:
            self._rest(self._n_resting - 1, margin, now_s)

    def _rest(self, n_parts: int, margin_beats: float, now_s: float) -> None:
        resting = thinned(self._scene.plan, n_parts)
        self._n_late_bars += n_parts > self._n_resting
        self._thinned_s, self._n_resting = now_s, len(resting)
        self._inference.send(Resting(resting))
        self._listener.late(1000.0 * margin_beats * 60.0 / self._tempo_now(), sorted(resting))

    # -- helpers, the lock held

    def _take_lines(self, lines: list[BarLine]) -> None:
        for line in lines:
            self._memory.add_line(line)
            self._scheduler.schedule_mark(line.beat, partial(self._bar_begins, line))

    def _take_notes(self, notes: list[PlannedNote]) -> None:
        if notes:
            self._memory.add_notes(notes)
            self._choose_programs(notes)
            self._scheduler.schedule(notes)
            self._listener.notes(notes)

    def _place(self, tones: Iterable[Tone]) -> list[PlannedNote]:
        return [self._router.place(next(self._note_ids), tone) for tone in tones]

    def _cancel_from(self, beat: float) -> None:
        """What was planned from there on does not come."""
        self._scheduler.cancel_from(beat)
        self._memory.forget_from(beat)
        self._planned_beat = min(self._planned_beat, beat)
        self._listener.cancelled(beat)

    def _cancel_all(self) -> None:
        """Nothing that was planned comes, and what sounds is released."""
        beat = self._clock.beat_now()
        self._cancel_from(0.0 if beat is None else beat)
        self._scheduler.silence()

    def _choose_programs(self, notes: list[PlannedNote]) -> None:
        if not self._habits.sends_programs:
            return
        for note in notes:
            key = note.port, note.channel
            if key not in self._channels:
                self._channels.add(key)
                self._scheduler.send_now([program_change(note.channel, self._router.program(note.part))], note.port)

    def _bar_begins(self, line: BarLine) -> None:
        """On the scheduler's thread, without the lock."""
        self._line = line
        self._listener.bar(line)

    def _metre(self) -> Metre:
        return self._scene.plan.metre or COMMON_TIME

    def _bar_beats(self) -> float:
        return self._metre().bar_beats

    def _bar_of(self, beat: float) -> tuple[float, int]:
        """Where the bar of a beat begins, and its number: as planned, else as if the metre had never been another."""
        line = self._memory.line_at(beat)
        if line is not None:
            return line.beat, line.number
        lines = self._memory.lines
        bar_beats = self._bar_beats()
        origin, number = (
            (lines[-1].end_beat, lines[-1].number + 1) if lines and lines[-1].end_beat <= beat else (0.0, 1)
        )
        n_bars = math.floor((beat - origin) / bar_beats + 1e-9)
        return origin + n_bars * bar_beats, max(number + n_bars, 1)

    def _tempo_bpm(self) -> float:
        return self._scene.plan.tempo_bpm or FREE_TEMPO_BPM

    def _tempo_now(self) -> float:
        return self._clock.tempo_bpm() or self._tempo_bpm()

    def _beats(self, duration_s: float) -> float:
        return duration_s * self._tempo_now() / 60.0
