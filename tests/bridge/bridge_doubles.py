"""Doubles for the bridge's tests: a port that keeps what it gets, a scripted source, a rig in mock time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from bridge.clocks.internal import InternalClock
from bridge.performer import Performer
from bridge.scheduler import Scheduler
from bridge.timebase import MockClock
from model.events import COMMON_TIME, Metre, Note
from model.text import Plan, complete, parse

PIANO = 1


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

    def note_ons(self) -> list[tuple[float, int]]:
        """(moment, pitch) of every note-on."""
        return [(time_s, data[1]) for time_s, data in self.sent if data[0] & 0xF0 == 0x90]


class ScriptedBar(NamedTuple):
    index: int
    metre: Metre
    tempo_bpm: float
    chords: tuple[str, str]
    notes: tuple[Note, ...]


@dataclass
class ScriptedSource:
    """A quarter note on every beat; the pitch tells the bar. Making one spends ``cost_s`` of mock time."""

    plan: Plan
    seed: int = 0
    spend: Callable[[float], None] = lambda _: None
    cost_s: float = 0.0
    index: int = 0
    part: int = PIANO
    n_made: int = 0
    fail_at: int | None = None

    def next_bar(self) -> ScriptedBar:
        self.spend(self.cost_s)
        if self.index == self.fail_at:
            raise RuntimeError("the script says so")
        tempo_bpm = self.plan.tempo_bpm or 120.0
        metre = self.plan.metre or COMMON_TIME
        ticks = range(0, metre.bar_ticks, 24)
        pitch = 36 + self.index % 48
        notes = tuple(Note(tick, self.part, pitch, 30, 80) for tick in ticks)
        self.n_made += 1
        self.index += 1
        return ScriptedBar(self.index - 1, metre, tempo_bpm, ("C", "G7"), notes)

    def snapshot(self) -> int:
        return self.index

    def restore(self, snapshot: int) -> None:
        self.index = snapshot

    def set_plan(self, plan: Plan) -> None:
        self.plan = plan


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

    def late(self, beat, pause_s):
        self.heard.append(("late", beat, pause_s))

    def failed(self, message):
        self.heard.append(("failed", message))

    def of(self, kind: str) -> list[tuple]:
        return [each for each in self.heard if each[0] == kind]


class Rig:
    """A performer, scheduler and clock without threads: `run_for` lets time pass and does their work."""

    def __init__(self, words: str = "120 bpm 4/4", seed: int | None = 7) -> None:
        self.time = MockClock()
        self.port = RecordingPort(self.time)
        self.clock = InternalClock(self.time)
        self.scheduler = Scheduler(self.clock, self.port, self.time)
        self.listener = RecordingListener()
        self.sources: list[ScriptedSource] = []
        self.cost_s = 0.0
        self.fail_at: int | None = None
        plan = complete(parse(words))
        self.performer = Performer(
            self.make_source, plan, self.scheduler, self.clock, self.listener, self.time, seed=seed
        )

    def make_source(self, plan: Plan, seed: int) -> ScriptedSource:
        source = ScriptedSource(plan, seed, self.spend, self.cost_s, fail_at=self.fail_at)
        self.sources.append(source)
        return source

    def spend(self, duration_s: float) -> None:
        """While the worker is busy, the scheduler's thread goes on."""
        for _ in range(round(duration_s / 0.005)):
            self.time.advance(0.005)
            self.scheduler.run_once()

    def run_for(self, duration_s: float, step_s: float = 0.005) -> None:
        end_s = self.time.now_s() + duration_s
        while True:
            self.scheduler.run_once()
            while self.time.now_s() <= end_s and self.performer.work_once():
                self.scheduler.run_once()
            left_s = end_s - self.time.now_s()
            if left_s <= 0:
                return
            self.time.advance(min(step_s, left_s))
