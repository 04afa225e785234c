"""Measures a running daemon from outside: over real JACK MIDI and real UDP. One thread."""

from __future__ import annotations

import contextlib
import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from typing import Any

from bridge.bench.jack import INLET, OUTLET, MidiLoop, connect, private_jack
from bridge.bench.processes import idle_percent, resident_mb
from bridge.bench.rows import OWN, BenchRow, Measure, make_row
from bridge.core.errors import SetupError
from bridge.osc.client import OscClient
from bridge.processes.own_daemon import OWN_DAEMON

BAND = "funk with drums, bass, guitar, organ and brass at 110"
FLOOD_HZ, FLOOD_S = 1_000, 20.0
N_ANSWERS, N_CABLE, N_CHANGES, N_CLIPS, N_STARTS, N_WINDOWS = 300, 200, 60, 10, 5, 5
WINDOW_S = 4.0
CLIP_BARS = 8
STYLES = ("jazz", "metal", "latin", "reggae", "classical", "funk_soul")
ENCODER_S = 4.0  # until the encoder of texts is loaded behind the ready player
_ANSWER_S = 5.0


class RunningDaemon:
    """A daemon and a client of its own."""

    def __init__(self, process: subprocess.Popen[str], port: int, start_s: float) -> None:
        self.process, self.port, self.start_s = process, port, start_s
        self.client = OscClient("127.0.0.1", port)

    def ask(self, address: str, *arguments: Any, last: str) -> tuple[Any, ...]:
        """The values of the answer at ``last``. Raises SetupError when none comes."""
        self.client.send(address, arguments)
        for answer in self.client.answers(_ANSWER_S):
            if answer.address == last:
                return answer.arguments
        raise SetupError(f"the daemon did not answer {address}")

    def status(self) -> dict[str, Any]:
        """The status of the daemon."""
        values = self.ask("/sideman/status", last="/sideman/status")
        return dict(zip(values[::2], values[1::2], strict=True))


@contextlib.contextmanager
def running(*options: str, command: Sequence[str] = OWN_DAEMON) -> Iterator[RunningDaemon]:
    """A daemon as its users start it. Raises SetupError when it does not start."""
    with tempfile.TemporaryDirectory() as folder:
        began_s = time.perf_counter()
        process = subprocess.Popen(
            [*command, "--takes", folder, *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if found := re.match(r"ready: OSC on UDP [\d.]+:(\d+)", line):
                    daemon = RunningDaemon(process, int(found[1]), time.perf_counter() - began_s)
                    with daemon.client:
                        yield daemon
                    return
            raise SetupError("the daemon ended before it was ready; try: sideman run")
        finally:
            process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10.0)
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


def over_jack() -> Iterator[BenchRow]:
    """Answers, lateness under a flood, and what an idle daemon costs, with JACK at 64 frames. Raises SetupError."""
    with private_jack() as loop:
        yield make_row(Measure("the JACK cable alone", "ms"), OWN, _cable(loop))
    with private_jack() as loop, running("--set", "controls.answer=1") as daemon:
        connect(OUTLET, "Sideman:in")
        connect("Sideman:Sideman", INLET)
        time.sleep(ENCODER_S)
        yield make_row(Measure("player's note in to answer note out, JACK MIDI", "ms"), OWN, _answers(loop))
        yield make_row(Measure("idle, JACK at 64 frames, of one core", "%"), OWN, _idle(daemon))
    with private_jack(), running("--set", f'performer.prompt="{BAND}"') as daemon:
        connect("Sideman:Sideman", INLET)
        time.sleep(ENCODER_S)
        yield _lateness(daemon)


def over_udp() -> Iterator[BenchRow]:
    """Changes, clips, starts and memory, without a MIDI system. Raises SetupError."""
    with running("--midi-port", "none", "--set", "midi.own_input=false") as daemon:
        time.sleep(ENCODER_S)
        yield make_row(Measure("idle, no MIDI system, of one core", "%"), OWN, _idle(daemon))
        yield make_row(Measure(f"{CLIP_BARS} bars, full band, as a clip", "s"), OWN, list(_clips(daemon)))
        daemon.client.send("/sideman/subscribe", ("note",))
        daemon.client.send("/sideman/quantum", ("now",))
        daemon.client.send("/sideman/prompt", (BAND,))
        daemon.client.send("/sideman/play")
        time.sleep(3.0)
        words = [f"{style} trio at 110" for style in STYLES]
        name = "to first changed note sent, quantum now"
        yield make_row(Measure(f"prompt {name}", "ms"), OWN, _changes(daemon, "/sideman/prompt", words))
        yield make_row(Measure(f"style {name}", "ms"), OWN, _changes(daemon, "/sideman/style", STYLES))
        memory = [resident_mb(daemon.process.pid) for _ in range(N_WINDOWS)]
        yield make_row(Measure("resident memory, both processes, playing", "MB"), OWN, memory)
    yield make_row(Measure("start to ready", "s"), OWN, list(_starts()))


def _cable(loop: MidiLoop) -> list[float]:
    connect(OUTLET, INLET)
    return _struck(loop, N_CABLE)


def _answers(loop: MidiLoop) -> list[float]:
    _struck(loop, 10)  # warm
    return _struck(loop, N_ANSWERS)


def _struck(loop: MidiLoop, n_notes: int) -> list[float]:
    """Uneven in time, so that no period of the server is favoured."""
    chance, samples = random.Random(1), []
    for number in range(n_notes):
        pitch = 60 + number % 12
        took_ms = loop.strike(pitch, 90, 2.0)
        if took_ms is None:
            raise SetupError("a note got no answer within 2 s")
        samples.append(took_ms)
        time.sleep(0.02)
        loop.release(pitch)
        time.sleep(chance.uniform(0.02, 0.1))
    return samples


def _idle(daemon: RunningDaemon) -> list[float]:
    return [idle_percent(daemon.process.pid, WINDOW_S) for _ in range(N_WINDOWS)]


def _lateness(daemon: RunningDaemon) -> BenchRow:
    """Lateness as the daemon measures it: each note-on against its deadline, while it generates and is flooded."""
    command = [sys.executable, "-m", "bridge.bench.flood", str(daemon.port), str(FLOOD_HZ), str(FLOOD_S)]
    daemon.client.send("/sideman/play")
    time.sleep(1.0)
    flooded = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if flooded["n_answered"] < flooded["n_expected"]:
        raise SetupError(f"of {flooded['n_expected']} answers {flooded['n_answered']} came")
    status = daemon.status()
    name = f"lateness of sent notes, generating, {FLOOD_HZ} OSC messages/s"
    return BenchRow(name, OWN, "ms", round(status["late_p50_ms"], 4), round(status["late_p99_ms"], 4), status["notes"])


def _clips(daemon: RunningDaemon) -> Iterator[float]:
    for _ in range(N_CLIPS):
        began_s = time.perf_counter()
        daemon.ask("/sideman/clip", CLIP_BARS, BAND, last="/sideman/clip/end")
        yield time.perf_counter() - began_s


def _changes(daemon: RunningDaemon, address: str, values: Sequence[str]) -> list[float]:
    """Time from a request until the first note that it changed is handed out, stamped with its beat."""
    samples = []
    for number in range(N_CHANGES):
        for _ in daemon.client.answers(0.15 + 0.01 * (number % 20)):  # what is on its way, and an uneven pause
            pass
        began_s = time.perf_counter()
        daemon.client.send(address, (values[number % len(values)],))
        was_cancelled = False
        for answer in daemon.client.answers(_ANSWER_S):
            was_cancelled = was_cancelled or answer.address == "/sideman/note/cancel"
            if was_cancelled and answer.address == "/sideman/note":
                samples.append(1000.0 * (time.perf_counter() - began_s))
                break
        if number % 20 == 0:
            daemon.client.send("/sideman/subscribe", ("note",))
    return samples


def _starts() -> Iterator[float]:
    for _ in range(N_STARTS):
        with running("--midi-port", "none") as daemon:
            yield daemon.start_s
