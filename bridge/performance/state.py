"""State shared by the parts of a performer: the scene, the music planned, the transport. Guarded by its lock.

Nothing here or in the parts leaves while the lock is held: listeners are called through the outbox, orders to the
scheduler and messages to the inference process are queued.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from bridge.clocks import Source, Transport
from bridge.core.timebase import Timebase
from bridge.inference.locks import Locks
from bridge.inference.protocol import GenerationRequest, PastBar, PlayerAnalysis, ToInference
from bridge.performance.bar_log import past_of
from bridge.performance.generation_request import make_generation_request
from bridge.performance.held_notes import HeldNotes
from bridge.performance.listener import Listener
from bridge.performance.loop import Loop
from bridge.performance.morph import Morph
from bridge.performance.outbox import Outbox, OutboxListener
from bridge.performance.plan_buffer import PlanBuffer
from bridge.performance.played_notes import PlayedNotes
from bridge.performance.responder import Responder
from bridge.performance.scene import Mode, PerformerSettings, Quantum, Scene
from bridge.performance.seeds import Seeds
from bridge.performance.transport_state import TransportState
from bridge.performance.undo_history import UndoHistory
from bridge.playback.parts import Router
from bridge.playback.scheduler import Scheduler
from model.music.config import TICKS_PER_QUARTER
from model.music.events import COMMON_TIME, Metre
from model.music.generation_options import Cue
from model.music.plan import Plan

PHRASE_BARS = 8
N_PAST_BARS = 8  # sent to a restarted inference process
FREE_TEMPO_BPM = 120.0
NO_ANALYSIS = PlayerAnalysis(None, None)


class Inference(Protocol):
    """The inference process as the performer sees it. `send` queues; it never waits."""

    @property
    def is_up(self) -> bool: ...
    def send(self, message: ToInference) -> bool: ...


class FollowedTransport(Transport, Protocol):
    """The clock, whichever source it follows."""

    @property
    def active(self) -> str: ...


class PerformerState:
    """``answer_end_beat``: where the answer that plays ends, in respond mode; ``seed`` is that of the last begin."""

    def __init__(
        self,
        inference: Inference,
        scene: Scene,
        scheduler: Scheduler,
        clock: FollowedTransport,
        listener: Listener,
        time: Timebase,
        settings: PerformerSettings,
        router: Router,
        seed: int | None,
    ) -> None:
        self.inference, self.scheduler, self.clock, self.time = inference, scheduler, clock, time
        self.outbox = Outbox()
        self.listener: Listener = OutboxListener(self.outbox, listener)
        self.settings, self.scene = settings, scene
        self.router = router.for_scene(scene.plan, scene.controls)
        self.seeds, self.seed = Seeds(seed), seed or 0
        self.transport = TransportState()
        self.buffer = PlanBuffer(
            scheduler, clock, self.listener, time, self.transport, sends_programs=self._sends_programs
        )
        self.keys = HeldNotes(scheduler)
        self.responder = Responder(settings.respond_after_beats, settings.respond_max_bars)
        self.played = PlayedNotes()
        self.loop: Loop | None = None
        self.cues: tuple[Cue, ...] = ()
        self.count_in_bars = 0
        self.is_chart_over = False  # it ended while a clock that is followed goes on
        self.clock_started: Callable[[float], None] = lambda _beat: None  # our own clock begins at this beat
        self.start_lead_s: Callable[[], float] = lambda: 0.0  # that subscribers need from the first notes to the start
        self.may_player_start = True  # in respond mode the player's first key begins, unless the music was stopped
        self.due_change: Quantum | None = None
        self.answer_end_beat: float | None = None
        self.analysis = NO_ANALYSIS
        self.morph: Morph | None = None
        self.locks = Locks()
        self.undo = UndoHistory()

    # -- what an undo step looks at

    def _sends_programs(self, port: str) -> bool:
        """Whether a port is sent Program Changes; a host's own instruments would be changed by them."""
        settings = self.settings
        is_host = port in settings.named_ports or self.clock.active != Source.INTERNAL
        return settings.sends_programs and (settings.host_programs or not is_host)

    @property
    def version(self) -> int:
        """Of the last command."""
        return self.buffer.version

    @property
    def is_change_due(self) -> bool:
        """Whether a change waits to be sent."""
        return self.due_change is not None

    def now_s(self) -> float:
        """Monotonic seconds."""
        return self.time.now_s()

    # -- what follows from the scene

    @property
    def metre(self) -> Metre:
        """Metre of the plan."""
        return self.scene.plan.metre or COMMON_TIME

    @property
    def bar_beats(self) -> float:
        """Length of a bar of the plan, in quarter notes."""
        return self.metre.bar_beats

    @property
    def tempo_bpm(self) -> float:
        """Tempo of the plan."""
        return self.scene.plan.tempo_bpm or FREE_TEMPO_BPM

    @property
    def tempo_now_bpm(self) -> float:
        """The clock's tempo, else the plan's."""
        return self.clock.tempo_bpm() or self.tempo_bpm

    @property
    def is_responding(self) -> bool:
        """Whether the mode is call and response."""
        return self.scene.mode is Mode.RESPOND

    def generation_request(self, plan: Plan | None = None) -> GenerationRequest:
        """Merge the scene, or ``plan`` in its place, and in accompany mode the player's analysis."""
        scene = self.scene
        analysis = self.analysis if scene.mode is Mode.ACCOMPANY else NO_ANALYSIS
        chords = scene.chords
        if not chords and analysis.chord is not None:
            chords = ((analysis.chord, analysis.chord),)
        return make_generation_request(
            plan or scene.plan,
            scene.controls,
            chords,
            player_energy=analysis.energy,
            cues=self.cues,
            locks=self.locks,
            chart=scene.chart,
            chart_from=scene.chart_from,
        )

    def route(self) -> None:
        """Give parts the ports, channels and sounds of the scene."""
        self.router = self.router.for_scene(self.scene.plan, self.scene.controls)

    @property
    def count_in_beats(self) -> float:
        """Length of the count-in, in the metre of the first bar, in quarter notes."""
        if self.is_responding:
            return 0.0
        first = self.scene.chart.bars[0].metre if self.scene.chart is not None else self.metre
        return self.count_in_bars * first.bar_beats

    def bar_of_song(self, beat: float) -> tuple[float, int]:
        """Beat where the bar of a song position begins, and its number: as planned, else as chart or metre have it."""
        chart, line = self.scene.chart, self.buffer.bar_log.line_at(beat)
        if chart is None or line is not None or self.scene.chart_from != 1 or beat < 0.0:
            return self.buffer.bar_of(beat, self.metre)
        return chart.bar_of_beat(beat)

    @property
    def phrase_bars(self) -> int:
        """Bars of a phrase, at whose end a change of the quantum ``phrase`` lands."""
        return PHRASE_BARS

    # -- time

    def cut(self, quantum: Quantum) -> float:
        """The earliest beat at which a change can be heard."""
        now = self.clock.beat_now()
        if now is None:
            return 0.0
        # A note that is played ahead of its beat may not have gone when a change cancels it.
        ahead_s = self.buffer.lead_s + self.scene.controls.earliest_ms / 1000.0
        earliest = now + ahead_s * self.tempo_now_bpm / 60.0
        match quantum:
            case Quantum.NOW:
                return math.ceil(earliest * TICKS_PER_QUARTER) / TICKS_PER_QUARTER
            case Quantum.BEAT:
                return float(math.ceil(earliest))
            case Quantum.BAR:
                return self.buffer.line_after(earliest, 1, self.metre)
        return self.buffer.line_after(earliest, PHRASE_BARS, self.metre)

    def past(self) -> tuple[PastBar, ...]:
        """The last bars played, for an inference process that does not know them."""
        beat = self.clock.beat_now()
        return () if beat is None else past_of(self.buffer.bar_log.bars_before(beat, N_PAST_BARS))

    def new_generation(self) -> int:
        """A version for a begin or a jump: nothing older counts, and no change is due."""
        self.due_change = None
        return self.buffer.new_generation()
