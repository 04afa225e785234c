"""Hours of performance on a clock moved by hand: real worker, performer and scheduler, random hands on everything.

    python tests/soak/offline_soak.py --hours 24

Ends with 0 when every note-on had its note-off, nothing sounds at the end, time kept its grid and memory stayed flat.
"""

from __future__ import annotations

import gc
import random
import sys
import time as wall
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "bridge"))

import program  # noqa: E402
from bridge_doubles import RecordingListener  # noqa: E402

from bridge.api.announcer import Announcer  # noqa: E402
from bridge.clocks import Source  # noqa: E402
from bridge.clocks.host import HostClock  # noqa: E402
from bridge.core.messages import BarLine  # noqa: E402
from bridge.core.timebase import MockClock  # noqa: E402
from bridge.inference.protocol import Begin, Jump  # noqa: E402
from bridge.inference_worker.model_loader import load_music  # noqa: E402
from bridge.inference_worker.worker import Worker  # noqa: E402
from bridge.offline import OfflineStage  # noqa: E402
from bridge.osc.peer import Peer  # noqa: E402
from bridge.osc.subscribers import Subscribers, Topic  # noqa: E402
from bridge.performance.performer import Performer  # noqa: E402
from bridge.performance.scene import Mode, Quantum, Scene  # noqa: E402
from bridge.settings.controls import CONTROLS, Controls  # noqa: E402
from model.music.chord_symbols import read_chords  # noqa: E402
from model.music.config import PARTS  # noqa: E402
from model.text import complete, parse  # noqa: E402

PROMPTS = (
    "funk at 104 in E minor", "slow blues, brushes and upright bass", "fast bebop trio 220 bpm", "waltz 3/4 in F",
    "ambient strings and pads, 60 bpm", "metal 180 bpm", "bossa nova in D minor", "hip hop 90 bpm", "ragtime piano",
    "reggae 75 bpm", "6/8 folk ballad", "just bass and drums at 92", "昏暗的爵士",
)  # fmt: skip
CHORDS = ((), "Am F C G", "Dm7 G7 Cmaj7", "E7")
ACTIONS = (
    "prompt", "control", "control", "control", "part", "mode", "quantum", "chords", "stop", "play", "hold", "release",
    "phrase", "phrase", "morph", "scene", "recall", "seed", "panic", "kill", "locate", "host", "clients", "nothing",
)  # fmt: skip


class CountingPort:
    """Knows what sounds, and counts what must not be."""

    name = "soak"

    def __init__(self) -> None:
        self.sounding: set[tuple[int, int]] = set()
        self.n_ons = self.n_offs = self.n_faults = 0

    def send(self, data: bytes) -> None:
        """One message."""
        kind, key = data[0] & 0xF0, (data[0] & 0x0F, data[1])
        if kind == 0x90:
            self.n_ons += 1
            self.n_faults += key in self.sounding
            self.sounding.add(key)
        elif kind == 0x80:
            self.n_offs += 1
            self.n_faults += key not in self.sounding
            self.sounding.discard(key)


class GridListener(RecordingListener):
    """Checks that bars begin when the clock says, and keeps nothing."""

    def __init__(self, announcer: Announcer) -> None:
        super().__init__()
        self._announcer = announcer
        self.stage: OfflineStage | None = None
        self.n_bars = self.n_failed = self.n_late = 0
        self.worst_bar_s = 0.0
        self.entered_beat = 0.0  # where music was entered last: the bar of that beat began before
        self.notes, self.plan, self.inference = announcer.notes, announcer.plan, announcer.inference
        self.playing, self.cancelled, self.played = announcer.playing, announcer.cancelled, announcer.played

    def bar(self, line: BarLine) -> None:
        """A bar begins now."""
        self._announcer.bar(line)
        self.n_bars += 1
        begins_s = self.stage.clock.beat_to_s(line.beat)
        if begins_s is not None and line.beat >= self.entered_beat:
            self.worst_bar_s = max(self.worst_bar_s, self.stage.time.now_s() - begins_s)

    def late(self, margin_ms, resting) -> None:  # noqa: ARG002
        """Parts rest."""
        self.n_late += 1

    def failed(self, message) -> None:
        """A fault."""
        self.n_failed += 1
        print("failed:", message, flush=True)


class NotingWorker:
    """A worker; notes where music is entered."""

    def __init__(self, worker: Worker, listener: GridListener) -> None:
        self.work, self._hear, self._listener = worker.work, worker.receive, listener

    def receive(self, message) -> None:
        """A cue."""
        if isinstance(message, Begin | Jump):
            self._listener.entered_beat = message.at_beat
        self._hear(message)


class Soak:
    """Random hands, seeded."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.time = MockClock(0.0)
        self.port = CountingPort()
        self.n_packets = 0
        self.subscribers = Subscribers(self._count_packet, self.time)
        self.listener = GridListener(Announcer(self.subscribers))
        music = load_music()
        scene = Scene(complete(parse(PROMPTS[0])), Controls(), (), Mode.PLAY, Quantum.BEAT)
        self.host: HostClock | None = None
        self.stage = OfflineStage(
            lambda tell: NotingWorker(Worker(music.make_generator, parse, tell), self.listener),
            self.port,
            self.listener,
            scene,
            time=self.time,
            others=self._clocks,
            tick_s=0.2,
        )
        self.listener.stage = self.stage
        self.scenes = [scene]
        self.host_beat: float | None = None  # where the host is, while it plays
        self.counts: dict[str, int] = {}

    def _clocks(self, time, on_change):
        self.host = HostClock(time, on_change)
        return {Source.HOST: self.host}

    def _count_packet(self, _peer, _packet) -> None:
        self.n_packets += 1

    def act(self) -> None:
        """Do something, then let some time pass."""
        action = self.random.choice(ACTIONS)
        self.counts[action] = self.counts.get(action, 0) + 1
        getattr(self, f"do_{action}")(self.stage.performer)
        self.pass_time(self.random.choice((0.01, 0.3, 2.0, 7.0, 20.0, 60.0)))

    def pass_time(self, duration_s: float) -> None:
        """Let time pass; a host that plays tells its transport five times a second."""
        while duration_s > 0:
            step_s = min(0.2, duration_s) if self.host_beat is not None else duration_s
            if self.host_beat is not None:
                self.host.transport(True, self.host_beat, 120.0, 4, 4)
                self.host_beat += 2.0 * step_s
            self.stage.run_for(step_s)
            duration_s -= step_s

    def do_nothing(self, _: Performer) -> None: ...

    def do_prompt(self, performer: Performer) -> None:
        performer.editor.set_plan(complete(parse(self.random.choice(PROMPTS)), performer.plan))

    def do_control(self, performer: Performer) -> None:
        control = self.random.choice(CONTROLS)
        value = self.random.choice((None, control.low, control.high, control.from_midi(self.random.randrange(128))))
        performer.editor.set_controls(performer.scene.controls.with_value(control.name, value))

    def do_part(self, performer: Performer) -> None:
        part = self.random.choice(PARTS)
        name, values = self.random.choice(
            (("on", (0, 1, None)), ("density", (0.5, 2.0, None)), ("channel", (1, 5, None)))
        )
        performer.editor.set_controls(performer.scene.controls.with_part(part, name, self.random.choice(values)))

    def do_mode(self, performer: Performer) -> None:
        performer.editor.set_mode(self.random.choice(list(Mode)))

    def do_quantum(self, performer: Performer) -> None:
        performer.editor.set_quantum(self.random.choice(list(Quantum)))

    def do_chords(self, performer: Performer) -> None:
        chords = self.random.choice(CHORDS)
        performer.editor.set_chords(read_chords(chords) if chords else ())

    def do_stop(self, performer: Performer) -> None:
        performer.stop()
        self.stage.run_for(0.5)
        performer.play()

    def do_play(self, performer: Performer) -> None:
        performer.play()

    def do_panic(self, performer: Performer) -> None:
        performer.panic()
        self.stage.run_for(0.1)
        performer.play()

    def do_hold(self, performer: Performer) -> None:
        performer.hold(self.random.randint(1, 8))

    def do_release(self, performer: Performer) -> None:
        performer.release()

    def do_phrase(self, performer: Performer) -> None:
        for _ in range(self.random.randint(1, 12)):
            pitch = self.random.randint(36, 84)
            performer.player_note(pitch, self.random.randint(1, 127))
            self.pass_time(self.random.choice((0.0, 0.1, 0.4)))
            performer.player_note(pitch, 0)

    def do_morph(self, performer: Performer) -> None:
        words = parse(self.random.choice(PROMPTS))
        performer.editor.morph_to(lambda plan: complete(words, plan), self.random.uniform(0.0, 30.0))

    def do_scene(self, performer: Performer) -> None:
        self.scenes = [*self.scenes[-7:], performer.scene]

    def do_recall(self, performer: Performer) -> None:
        performer.editor.recall(self.random.choice(self.scenes))

    def do_seed(self, performer: Performer) -> None:
        performer.editor.seeds.fixed = self.random.choice((None, 1, 2))

    def do_kill(self, _: Performer) -> None:
        self.stage.inference.kill()
        self.stage.run_for(0.6)
        self.stage.inference.start()

    def do_locate(self, _: Performer) -> None:
        if self.host_beat is not None:
            self.host_beat = self.random.choice((0.0, 32.0, self.random.uniform(0.0, 400.0)))

    def do_host(self, performer: Performer) -> None:
        if self.host_beat is None:
            self.host_beat = self.random.choice((0.0, 16.0, 3.7))
        else:
            self.host.transport(False, self.host_beat, 120.0, 4, 4)
            self.host_beat = None
            self.stage.run_for(0.2)
            performer.play()

    def do_clients(self, _: Performer) -> None:
        peer = Peer("127.0.0.1", self.random.randint(20_000, 20_030))
        if self.random.random() < 0.7:
            self.subscribers.subscribe(peer, self.random.choice(list(Topic)))
        else:
            self.subscribers.unsubscribe(peer, Topic.ALL)


def resident_mb() -> float:
    """Resident memory of this process, or 0.0 where /proc is not there."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def soak(hours: float, seed: int = 1) -> Iterator[dict]:
    """Yield a report each simulated hour, and one at the end."""
    run = Soak(seed)
    run.stage.performer.play()
    began_s, next_s = wall.monotonic(), 3600.0
    memory_mb: list[float] = []
    while run.time.now_s() < hours * 3600.0:
        run.act()
        if run.time.now_s() >= next_s or not memory_mb:
            next_s += 3600.0 if memory_mb else 0.0
            gc.collect()
            memory_mb.append(resident_mb())
            yield report(run, memory_mb, began_s)
    run.stage.performer.stop()
    run.stage.run_for(60.0)
    memory_mb.append(resident_mb())
    yield {**report(run, memory_mb, began_s), "end": True}


def report(run: Soak, memory_mb: list[float], began_s: float) -> dict:
    """What there is to say."""
    return {
        "hours": round(run.time.now_s() / 3600.0, 2),
        "wall_s": round(wall.monotonic() - began_s),
        "bars": run.listener.n_bars,
        "note_ons": run.port.n_ons,
        "note_offs": run.port.n_offs,
        "faults": run.port.n_faults,
        "failed": run.listener.n_failed,
        "sounding": len(run.port.sounding),
        "dropped": run.stage.scheduler.punctuality().n_dropped,
        "worst_bar_ms": round(1000.0 * run.listener.worst_bar_s, 6),
        "packets": run.n_packets,
        "actions": sum(run.counts.values()),
        "memory_mb": round(memory_mb[-1], 1),
    }


def verdict(reports: list[dict]) -> list[str]:
    """What is wrong, in sentences."""
    last, faults = reports[-1], []
    if last["note_ons"] != last["note_offs"] or last["faults"] or last["sounding"]:
        faults.append("note-ons and note-offs do not pair")
    if last["failed"]:
        faults.append("music failed")
    if last["worst_bar_ms"] > 1.0:
        faults.append("a bar did not begin on the clock")
    settled = [each["memory_mb"] for each in reports[2:]]  # the first hours fill caches
    if settled and max(settled) > 1.05 * settled[0]:
        faults.append("memory grew by more than 5 %")
    return faults


if __name__ == "__main__":
    program.run(soak, verdict, unit="hours", length=24.0)
