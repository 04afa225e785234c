"""Doubles for the bridge's tests: a port that keeps what it gets, a scripted worker, a rig in mock time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from bridge.core.messages import BarLine, Tone
from bridge.core.timebase import MockClock
from bridge.inference.protocol import (
    Begin,
    Change,
    Failed,
    GenerationRequest,
    Halt,
    Horizon,
    Jump,
    MutedParts,
    NoteBatch,
)
from bridge.offline import OfflineStage
from bridge.performance.scene import Mode, PerformerSettings, Quantum, Scene
from bridge.settings.controls import Controls
from model.music.config import PARTS
from model.music.events import COMMON_TIME, Metre, Note
from model.text import complete, parse

PIANO = 1


class ScriptedBar(NamedTuple):
    """What a take is written from; ticks count from the bar's start."""

    metre: Metre
    tempo_bpm: float
    chords: tuple[str, str]
    notes: tuple[Note, ...]
    section: str = ""


class RecordingPort:
    """Keeps each message with its moment, and knows what sounds as a receiver would."""

    name = "recording"

    def __init__(self, time: MockClock) -> None:
        self._time = time
        self.sent: list[tuple[float, bytes]] = []
        self.sounding: dict[tuple[int, int], int] = {}
        self.n_struck_while_sounding = 0
        self.n_stray_offs = 0

    def send(self, data: bytes) -> None:
        self.sent.append((self._time.now_s(), data))
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind == 0x90:
            self.n_struck_while_sounding += (channel, data[1]) in self.sounding
            self.sounding[channel, data[1]] = data[2]
        elif kind == 0x80:
            self.n_stray_offs += self.sounding.pop((channel, data[1]), None) is None

    def close(self) -> None:
        pass

    def note_ons(self) -> list[tuple[float, int]]:
        """(moment, pitch) of every note-on."""
        return [(time_s, data[1]) for time_s, data in self.sent if data[0] & 0xF0 == 0x90]


@dataclass
class ScriptedWorker:
    """A quarter note on every beat; its pitch tells the bar, its velocity the version. A bar a step."""

    tell: Callable[[object], None]
    heard: list = field(default_factory=list)
    fail_at_bar: int | None = None
    version: int = 0
    beat: float | None = None
    number: int = 1
    until: float = 0.0
    skip_before: float = 0.0
    desired: GenerationRequest | None = None
    bars: dict[float, int] = field(default_factory=dict)

    def receive(self, message) -> None:
        self.heard.append(message)
        match message:
            case Begin() | Jump():
                self.version, self.desired = message.version, message.desired
                self.beat, self.number = message.bar_beat, message.bar_number
                self.skip_before = self.until = message.at_beat
                self.bars = {}
            case Change():
                self.version, self.desired = message.version, message.desired
                undone = [beat for beat in self.bars if beat >= message.at_beat]
                if undone:
                    self.beat, self.number = min(undone), self.bars[min(undone)]
                inside = [beat for beat in self.bars if beat < message.at_beat]
                self.bars = {beat: self.bars[beat] for beat in inside}
                if inside and self.beat is not None and max(inside) + self.bar_beats > message.at_beat:
                    last = max(inside)
                    self._tell(last, self.bars[last], message.at_beat, with_line=False)
            case Horizon():
                self.until = message.until_beat
            case Halt():
                self.beat = None
            case MutedParts():
                pass

    @property
    def bar_beats(self) -> float:
        return (self.desired.plan.metre or COMMON_TIME).bar_beats

    def work(self) -> bool:
        if self.beat is None or self.beat >= self.until:
            return False
        if self.number == self.fail_at_bar:
            self.beat = None
            self.tell(Failed("a bar could not be made (the script says so)"))
            return True
        self.bars[self.beat] = self.number
        self._tell(self.beat, self.number, self.skip_before, with_line=True)
        self.beat, self.number = self.beat + self.bar_beats, self.number + 1
        return True

    def _tell(self, beat: float, number: int, from_beat: float, *, with_line: bool) -> None:
        plan = self.desired.plan
        metre = plan.metre or COMMON_TIME
        line = BarLine(number, beat, plan.tempo_bpm or 120.0, metre, ("C", "G7"))
        part = PARTS.index(plan.parts[0]) if plan.parts else PIANO
        pitch, velocity = 36 + (number - 1) % 48, 1 + self.version % 100
        beats = [beat + n for n in range(round(metre.bar_beats))]
        tones = tuple(Tone(part, pitch, velocity, each, 1.25) for each in beats if each >= from_beat)
        self.tell(NoteBatch(self.version, (line,) if with_line else (), tones, line.end_beat))


@dataclass
class RecordingListener:
    """Keeps what the performer tells."""

    heard: list[tuple] = field(default_factory=list)

    def playing(self, playing):
        self.heard.append(("playing", playing))

    def notes(self, notes):
        self.heard.append(("notes", tuple(notes)))

    def cancelled(self, from_beat):
        self.heard.append(("cancelled", from_beat))

    def bar(self, line):
        self.heard.append(("bar", line))

    def plan(self, plan):
        self.heard.append(("plan", plan))

    def late(self, margin_ms, resting):
        self.heard.append(("late", margin_ms, tuple(resting)))

    def inference(self, up, reason):
        self.heard.append(("inference", up, reason))

    def failed(self, message):
        self.heard.append(("failed", message))

    def played(self, pitch, velocity):
        self.heard.append(("played", pitch, velocity))

    def of(self, kind: str) -> list[tuple]:
        return [each for each in self.heard if each[0] == kind]


class Rig:
    """A performer, scheduler, clock and worker without threads: `run_for` lets time pass and does their work."""

    def __init__(
        self,
        words: str = "120 bpm 4/4 piano solo",
        seed: int | None = 7,
        *,
        mode: str = "play",
        quantum: str = "beat",
        make_worker=ScriptedWorker,
        settings: PerformerSettings | None = None,
        others=None,
        controls: Controls | None = None,
    ) -> None:
        self.time = MockClock()
        self.port = RecordingPort(self.time)
        self.listener = RecordingListener()
        self.workers: list = []
        scene = Scene(complete(parse(words)), controls or Controls(), (), Mode(mode), Quantum(quantum))
        self.stage = OfflineStage(
            self._worker(make_worker),
            self.port,
            self.listener,
            scene,
            time=self.time,
            settings=settings,
            seed=seed,
            others=others,
        )
        self.performer, self.scheduler = self.stage.performer, self.stage.scheduler
        self.clock, self.inference = self.stage.clock, self.stage.inference

    def _worker(self, make_worker):
        def make(tell):
            self.workers.append(make_worker(tell))
            return self.workers[-1]

        return make

    def run_for(self, duration_s: float) -> None:
        self.stage.run_for(duration_s)

    def heard_by_worker(self, kind) -> list:
        return [message for worker in self.workers for message in worker.heard if isinstance(message, kind)]

    def assert_clean(self) -> None:
        assert not self.port.sounding
        assert self.port.n_struck_while_sounding == 0
        assert self.port.n_stray_offs == 0
