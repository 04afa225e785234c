"""A real daemon under JACK for as long as asked: random hands on everything over UDP, TCP and MIDI.

    python tests/soak/wall_soak.py --minutes 60

Ends with 0 when every note-on had its note-off, nothing sounds at the end, lateness stayed small and memory flat.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import program  # noqa: E402

from bridge.osc.codec import decode, encode  # noqa: E402
from bridge.settings.controls import CONTROLS  # noqa: E402
from model.music.config import PARTS  # noqa: E402

PROMPTS = (
    "funk at 104 in E minor", "slow blues, brushes and upright bass", "fast bebop trio 220 bpm", "waltz 3/4 in F",
    "ambient strings and pads, 60 bpm", "metal 180 bpm", "bossa nova in D minor", "an old porch and a bottle",
    "昏暗的爵士",
)  # fmt: skip
CHORDS = ("auto", "Am F C G", "Dm7 G7 Cmaj7 0.5")
REPORT_EVERY_S = 60.0


@contextmanager
def jack_server() -> Iterator[None]:
    """A JACK server of our own, without a sound card."""
    name = f"sideman-soak-{os.getpid()}"
    os.environ.update(JACK_DEFAULT_SERVER=name, JACK_NO_START_SERVER="1")
    command = ["jackd", "-n", name, "--no-mlock", "-r", "-S", "-t", "5000", "-d", "dummy", "-r", "48000", "-p", "64"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline_s = time.monotonic() + 20.0
    while subprocess.run(["jack_lsp"], capture_output=True).returncode:
        if time.monotonic() > deadline_s:
            raise SystemExit("JACK did not start")
        time.sleep(0.05)
    try:
        yield
    finally:
        server.terminate()
        server.wait(10.0)


class Capture:
    """What a synthesiser would hear, and keys to play on: a client of JACK."""

    def __init__(self) -> None:
        self.sounding: set[tuple[int, int]] = set()
        self.n_ons = self.n_offs = self.n_faults = 0
        self._waiting: deque[bytes] = deque()
        self._client = import_module("jack").Client("soak", no_start_server=True)
        self._in = self._client.midi_inports.register("in")
        self._out = self._client.midi_outports.register("out")
        self._client.set_process_callback(self._process)
        self._client.activate()

    def connect(self) -> None:
        """Cables."""
        self._client.connect("Sideman:Sideman", self._in)
        self._client.connect(self._out, "Sideman:in")

    def send(self, *data: int) -> None:
        """Play a message with the next period."""
        self._waiting.append(bytes(data))

    def close(self) -> None:
        """Unplug."""
        self._client.deactivate()
        self._client.close()

    def _process(self, _n_frames: int) -> None:
        """On JACK's thread."""
        for _, data in self._in.incoming_midi_events():
            self._hear(bytes(data))
        self._out.clear_buffer()
        while self._waiting:
            self._out.write_midi_event(0, self._waiting.popleft())

    def _hear(self, data: bytes) -> None:
        kind, key = data[0] & 0xF0, (data[0] & 0x0F, data[1])
        if kind == 0x90:
            self.n_ons += 1
            self.n_faults += key in self.sounding
            self.sounding.add(key)
        elif kind == 0x80:
            self.n_offs += 1
            self.n_faults += key not in self.sounding
            self.sounding.discard(key)


class Client:
    """A UDP client; a thread reads what comes, so that nothing piles up."""

    def __init__(self, port: int) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.2)
        self._to = ("127.0.0.1", port)
        self.own_port = self._socket.getsockname()[1]
        self.status: dict = {}
        self.n_heard = self.n_errors = 0
        self._open = True
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def send(self, address: str, *values) -> None:
        """One message."""
        self._socket.sendto(encode(address, values), self._to)

    def close(self) -> None:
        """End."""
        self._open = False
        self._thread.join(2.0)
        self._socket.close()

    def _read(self) -> None:
        while self._open:
            try:
                message = decode(self._socket.recv(65_536))[0]
            except TimeoutError:
                continue
            except OSError:
                return
            self.n_heard += 1
            if message.address == "/sideman/status":
                self.status = dict(zip(message.arguments[::2], message.arguments[1::2], strict=True))
            elif message.address == "/sideman/error":
                self.n_errors += 1


class MidiActions:
    """Random actions on a running daemon."""

    def __init__(self, port: int, capture: Capture, seed: int) -> None:
        self.random, self.capture, self.port = random.Random(seed), capture, port
        self.client = Client(port)
        self.others: list[Client] = []
        self.host_beat: float | None = None
        self.n_actions = 0

    def act(self) -> None:
        """One action."""
        self.n_actions += 1
        names = [name for name in dir(self) if name.startswith("do_")]
        getattr(self, self.random.choice(names))()

    def wait(self, duration_s: float) -> None:
        """Let time pass; a host that plays tells where it is."""
        end_s = time.monotonic() + duration_s
        while (now_s := time.monotonic()) < end_s:
            if self.host_beat is not None:
                self.client.send(
                    "/sideman/transport", 1, self.host_beat + 2.0 * (now_s - self.host_since_s), 120.0, 4, 4
                )
            time.sleep(min(0.1, max(end_s - time.monotonic(), 0.0)))

    def do_prompt(self) -> None:
        self.client.send("/sideman/prompt", self.random.choice(PROMPTS))

    def do_control(self) -> None:
        for _ in range(self.random.choice((1, 30))):
            control = self.random.choice(CONTROLS)
            self.client.send("/sideman/set", control.name, control.from_midi(self.random.randrange(128)))

    def do_reset(self) -> None:
        self.client.send("/sideman/controls/reset")

    def do_part(self) -> None:
        self.client.send("/sideman/part", self.random.choice(PARTS), "on", self.random.choice((0, 1, "auto")))

    def do_mode(self) -> None:
        self.client.send("/sideman/mode", self.random.choice(("play", "play", "respond", "accompany")))

    def do_quantum(self) -> None:
        self.client.send("/sideman/quantum", self.random.choice(("now", "beat", "bar", "phrase")))

    def do_chords(self) -> None:
        self.client.send("/sideman/chords", self.random.choice(CHORDS))

    def do_morph(self) -> None:
        self.client.send("/sideman/style/morph", 5.0, self.random.choice(("jazz", "latin", "rock")), 1.0)

    def do_stop_and_play(self) -> None:
        self.client.send("/sideman/stop")
        time.sleep(0.2)
        self.client.send("/sideman/play")

    def do_hold(self) -> None:
        self.client.send("/sideman/hold", self.random.randint(1, 4))
        self.wait(4.0)
        self.client.send("/sideman/release")

    def do_scene(self) -> None:
        name = self.random.choice(("a", "b"))
        self.client.send(f"/sideman/scene/{self.random.choice(('store', 'recall'))}", name)

    def do_clip(self) -> None:
        self.client.send("/sideman/clip", self.random.randint(1, 8))

    def do_phrase(self) -> None:
        for _ in range(self.random.randint(1, 10)):
            pitch = self.random.randint(36, 84)
            self.capture.send(0x90, pitch, self.random.randint(1, 127))
            time.sleep(self.random.choice((0.01, 0.1, 0.3)))
            self.capture.send(0x80, pitch, 0)

    def do_controller(self) -> None:
        self.client.send("/sideman/learn", "energy")
        time.sleep(0.05)
        for value in range(0, 128, 8):
            self.capture.send(0xB0, 21, value)

    def do_host(self) -> None:
        if self.host_beat is None:
            self.host_beat, self.host_since_s = self.random.choice((0.0, 16.0, 3.7)), time.monotonic()
        else:
            self.client.send("/sideman/transport", 0, 0.0, 120.0, 4, 4)
            self.host_beat = None
            self.client.send("/sideman/play")

    def do_locate(self) -> None:
        if self.host_beat is not None:
            self.host_beat, self.host_since_s = self.random.uniform(0.0, 200.0), time.monotonic()

    def do_clients(self) -> None:
        if len(self.others) > 6 or (self.others and self.random.random() < 0.4):
            self.others.pop(self.random.randrange(len(self.others))).close()  # without a goodbye
        else:
            self.others.append(Client(self.port))
            self.others[-1].send("/sideman/subscribe", self.random.choice(("all", "note", "bar")))

    def do_connection(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port), 2.0) as connection:
            connection.sendall(b"\xc0" + encode("/sideman/capabilities") + b"\xc0")
            time.sleep(0.05)

    def do_nonsense(self) -> None:
        for _ in range(50):
            self.client.send(self.random.choice(("/sideman/dance", "/sideman/set", "/x")), self.random.random())


def resident_mb(pid: int) -> dict[str, float]:
    """Private and shared memory without JACK's own segment, of the daemon and its inference process."""
    found = {}
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()
    for each in (pid, *map(int, children)):
        kb, name = 0, ""
        for line in Path(f"/proc/{each}/smaps").read_text().splitlines():
            if re.match(r"[0-9a-f]+-[0-9a-f]+ ", line):
                name = line
            elif line.startswith("Rss:") and "/jack-" not in name:
                kb += int(line.split()[1])
        command = Path(f"/proc/{each}/cmdline").read_text()
        kind = "daemon" if each == pid else "tracker" if "resource_tracker" in command else "inference"
        found[kind] = round(kb / 1024, 1)
    return found


def start_daemon(folder: Path, *options: str) -> tuple[subprocess.Popen, int]:
    """The daemon, started with these options too, and its port."""
    command = [sys.executable, "-c", "from bridge.cli import main; main()", "run", "--port", "0", "--no-panel"]
    command += ["--takes", str(folder), *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with open(folder / "log", "w") as log:
        daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, cwd=folder, env=environment)
    assert daemon.stdout is not None
    for line in daemon.stdout:
        if found := re.match(r"ready: OSC on UDP 127\.0\.0\.1:(\d+)", line):
            return daemon, int(found[1])
    raise SystemExit("the daemon did not start: " + (folder / "log").read_text())


def soak(minutes: float, seed: int = 1) -> Iterator[dict]:
    """Yield a report each minute, and one at the end."""
    folder = Path(tempfile.mkdtemp(prefix="sideman-soak-"))
    with jack_server():
        daemon, port = start_daemon(folder)
        capture = Capture()
        capture.connect()
        hands = MidiActions(port, capture, seed)
        try:
            yield from _soak(minutes, daemon, hands, capture)
        finally:
            daemon.send_signal(signal.SIGTERM)
            daemon.wait(20.0)
            time.sleep(0.2)
            capture.close()
            log = (folder / "log").read_text().splitlines()
            print(f"log: {len(log)} lines, tracebacks: {sum('Traceback' in line for line in log)}", flush=True)
            print(f"takes: {len(list(folder.glob('take-*.mid')))}", flush=True)
            shutil.rmtree(folder, ignore_errors=True)


def _soak(minutes: float, daemon: subprocess.Popen, hands: MidiActions, capture: Capture) -> Iterator[dict]:
    client = hands.client
    client.send("/sideman/play")
    time.sleep(min(5.0, 20.0 * minutes))  # the encoder loads behind
    began_s = time.monotonic()
    next_s, renewed_s = began_s, 0.0
    while time.monotonic() - began_s < 60.0 * minutes:
        if time.monotonic() - renewed_s > 20.0:
            renewed_s = time.monotonic()
            client.send("/sideman/subscribe", "status")
        hands.act()
        hands.wait(hands.random.choice((0.05, 0.3, 1.0, 3.0)))
        if time.monotonic() >= next_s:
            next_s += REPORT_EVERY_S
            yield _report(began_s, daemon, hands, capture)
    hands.host_beat = None
    client.send("/sideman/transport", 0, 0.0, 120.0, 4, 4)
    client.send("/sideman/stop")
    time.sleep(1.0)
    client.send("/sideman/status")
    time.sleep(0.5)
    yield {**_report(began_s, daemon, hands, capture), "end": True}


def _report(began_s: float, daemon: subprocess.Popen, hands: MidiActions, capture: Capture) -> dict:
    status = hands.client.status
    names = ("notes", "notes_late", "notes_dropped", "late_p50_ms", "late_p99_ms", "bars_late", "restarts", "errors")
    return {
        "minutes": round((time.monotonic() - began_s) / 60.0, 1),
        "actions": hands.n_actions,
        "note_ons": capture.n_ons,
        "note_offs": capture.n_offs,
        "faults": capture.n_faults,
        "sounding": len(capture.sounding),
        **{name: round(status.get(name, -1), 3) for name in names},
        "memory_mb": resident_mb(daemon.pid),
    }


def verdict(reports: list[dict]) -> list[str]:
    """What is wrong, in sentences."""
    last, faults = reports[-1], []
    if last["note_ons"] != last["note_offs"] or last["faults"] or last["sounding"]:
        faults.append("note-ons and note-offs do not pair")
    if not last["note_ons"]:
        faults.append("nothing was played")
    if last["restarts"]:
        faults.append("the inference process was lost")
    settled = [sum(each["memory_mb"].values()) for each in reports[10:]]  # the first minutes fill caches
    if settled and max(settled) > 1.05 * settled[0]:
        faults.append("memory grew by more than 5 %")
    return faults


if __name__ == "__main__":
    program.run(soak, verdict, unit="minutes", length=60.0)
