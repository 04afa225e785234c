"""Real parts for the end-to-end tests: a JACK server, the daemon as its own process, a JACK client."""

from __future__ import annotations

import os
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
from importlib.util import find_spec
from pathlib import Path

import pytest

from bridge.osc.codec import decode, encode
from model.engine.engine import SHIPPED_MODEL

# A model in training can be tried before it ships.
MODEL = Path(os.environ.get("SIDEMAN_TEST_MODEL", SHIPPED_MODEL))
SIDEMAN = [sys.executable, "-c", "from bridge.cli import main; main()"]
NO_JACK = {"JACK_DEFAULT_SERVER": "sideman-no-such-server"}
# Not a name for each run: JACK keeps a list of eight servers for the whole machine, and one that was killed stays in it
# until its namesake starts. The others are for runs side by side. No client may be called so: it would take its socket.
JACK_NAMES = ("sideman-e2e", "sideman-e2e-2", "sideman-e2e-3")
PARTS_REST = re.compile(r"^.*: music is planned only \d+ ms ahead; resting: .*\n", re.MULTILINE)


def wait_for(condition, timeout_s=30.0, what="it"):
    """Poll until ``condition()`` is true."""
    deadline_s = time.monotonic() + timeout_s
    while not (found := condition()):
        if time.monotonic() > deadline_s:
            pytest.fail(f"{what} did not happen within {timeout_s:g} s")
        time.sleep(0.01)
    return found


class Daemon:
    """``sideman run`` in a process of its own, on any free port.

    Without the encoder of texts, which takes a second and a half of processor time to load, unless it ``embeds``.
    """

    def __init__(self, takes: Path, *options: str, embeds: bool = False, env: dict[str, str] | None = None) -> None:
        command = [*SIDEMAN, "run", "--port", "0", "--model", str(MODEL), "--takes", str(takes), *options]
        if not embeds and "--rules-only" not in options:
            command.append("--rules-only")
        if not any("panel" in option for option in options):
            command.append("--no-panel")
        if not any("stall_s" in option for option in options):  # on a busy machine the engine waits for its turn
            command += ["--set", "inference.stall_s=10"]
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(env or {})},
        )
        self.lines: list[str] = []
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if found := re.match(r"ready: OSC on UDP 127\.0\.0\.1:(\d+)", line):
                self.port = int(found[1])
                return
        raise AssertionError(f"no ready line; {self.lines} {self.process.stderr.read()}")

    @property
    def inference_pid(self) -> int:
        """The daemon's only child."""
        (pid,) = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return int(pid)

    def end(self, timeout_s: float = 20.0) -> tuple[int, str]:
        """SIGTERM; the exit code and the faults on stderr: that parts rest tells how busy the machine is."""
        self.process.send_signal(signal.SIGTERM)
        _, errors = self.process.communicate(timeout=timeout_s)
        return self.process.returncode, PARTS_REST.sub("", errors)


class OscPeer:
    """A UDP socket that speaks OSC and keeps what it hears."""

    def __init__(self, port: int) -> None:
        self._daemon = ("127.0.0.1", port)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(20.0)

    def send_bytes(self, packet: bytes) -> None:
        self.socket.sendto(packet, self._daemon)

    def send(self, address: str, *arguments) -> None:
        self.send_bytes(encode(address, arguments))

    def receive(self):
        return decode(self.socket.recv(65_536))[0]

    def ask(self, address: str, *arguments):
        self.send(address, *arguments)
        return self.receive()

    def status(self) -> dict:
        """The daemon's status by name; what else comes before it is passed over."""
        answer = self.ask("/sideman/status")
        while answer.address != "/sideman/status":
            answer = self.receive()
        return dict(zip(answer.arguments[::2], answer.arguments[1::2], strict=True))


class JackMidiPort:
    """A port by JACK-Client, for Pythons without python-rtmidi: an output, or an input for ``hear``."""

    def __init__(self, client_name, port_name, hear=None):
        import jack

        self._client, self._hear, self._waiting = jack.Client(client_name, no_start_server=True), hear, deque()
        kind = self._client.midi_outports if hear is None else self._client.midi_inports
        self._port = kind.register(port_name)
        self._client.set_process_callback(self._process)
        self._client.activate()

    def send(self, message):
        self._waiting.append(bytes(message.bytes()))

    def close(self):
        self._client.deactivate()
        self._client.close()

    def _process(self, _n_frames):
        from mido import Message

        if self._hear is None:
            self._port.clear_buffer()
            while self._waiting:
                self._port.write_midi_event(0, self._waiting.popleft())
            return
        for _, data in self._port.incoming_midi_events():
            self._hear(Message.from_bytes(bytes(data)))


class MidiCapture:
    """A JACK MIDI client: what it hears, and what sounds, as a synthesiser would know it; and keys to play on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.messages: list = []
        self.sounding: set[tuple[int, int]] = set()
        self.faults: list[str] = []
        if find_spec("rtmidi") is None:
            self.port = JackMidiPort("sideman-test", "capture", self._hear)
            self.keys = JackMidiPort("sideman-hands", "keys")
            return
        from mido import Backend

        backend = Backend("mido.backends.rtmidi/UNIX_JACK", use_environ=False)
        self.port = backend.open_input("capture", virtual=True, client_name="sideman-test", callback=self._hear)
        self.keys = backend.open_output("keys", virtual=True, client_name="sideman-hands")

    def _hear(self, message) -> None:
        with self._lock:
            self.messages.append(message)
            if message.type == "note_on":
                key = message.channel, message.note
                if key in self.sounding:
                    self.faults.append(f"struck while sounding: {message}")
                self.sounding.add(key)
            elif message.type == "note_off":
                key = message.channel, message.note
                if key not in self.sounding:
                    self.faults.append(f"stray note-off: {message}")
                self.sounding.discard(key)

    @property
    def n_note_ons(self) -> int:
        with self._lock:
            return sum(message.type == "note_on" for message in self.messages)


def _needed(*programs: str) -> None:
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="session", autouse=True)
def _a_model():
    if not MODEL.exists():
        pytest.skip(f"no model at {MODEL} yet")


@pytest.fixture(scope="session")
def jack_server():
    """A JACK server of our own, so that runs do not meet; without a sound card."""
    _needed("jackd", "jack_lsp", "jack_connect", "oscsend")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JACK_NO_START_SERVER", "1")
        for name in JACK_NAMES:
            patch.setenv("JACK_DEFAULT_SERVER", name)
            with _alone(name) as is_ours:
                if is_ours and not _answers() and (server := _start_jack(name)) is not None:
                    yield name
                    end(server)
                    return
        pytest.fail(f"JACK does not start as any of {', '.join(JACK_NAMES)}")


@contextmanager
def _alone(name: str) -> Iterator[bool]:
    """Whether no other run, which may begin at the same moment, has the name; held until left."""
    import fcntl  # not on Windows, which has no such server either

    with (Path(tempfile.gettempdir()) / f"{name}.lock").open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _start_jack(name: str) -> subprocess.Popen | None:
    """A server that answers, or None."""
    # Synchronous: else JACK, on a busy machine, goes on without a client that is late, which misses notes.
    command = ["jackd", "-n", name, "--no-mlock", "-r", "-S", "-t", "5000"]
    command += ["-d", "dummy", "-r", "48000", "-p", "64"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(lambda: server.poll() is not None or _answers(), what="JACK")
    return server if server.poll() is None else None


@contextmanager
def jack_alone(name: str, *, rate_hz: int = 48_000, period: int = 256, waits_for_clients: bool) -> Iterator:
    """A server of a test's own, which children of this process find; its process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JACK_NO_START_SERVER", "1")
        patch.setenv("JACK_DEFAULT_SERVER", name)
        command = ["jackd", "-n", name, "--no-mlock", "-r", *(("-S", "-t", "5000") if waits_for_clients else ())]
        command += ["-d", "dummy", "-r", str(rate_hz), "-p", str(period)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(_answers, what="JACK")
        yield process
        process.send_signal(signal.SIGCONT)
        end(process)


def end(process: subprocess.Popen, within_s: float = 10.0) -> None:
    """SIGTERM, and SIGKILL for what does not end by it."""
    process.terminate()
    try:
        process.wait(within_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10.0)


def _answers() -> bool:
    return subprocess.run(["jack_lsp"], capture_output=True).returncode == 0


@pytest.fixture
def capture(jack_server):  # noqa: ARG001
    """A client that listens; connect it with `connect`."""
    listener = MidiCapture()
    yield listener
    listener.port.close()
    listener.keys.close()


def connect() -> None:
    """Lead the daemon's port to the capture."""
    subprocess.run(["jack_connect", "Sideman:Sideman", "sideman-test:capture"], check=True)


def connect_keys() -> None:
    """Lead the capture's keys to the daemon's input."""
    subprocess.run(["jack_connect", "sideman-hands:keys", "Sideman:in"], check=True)


def oscsend(port: int, address: str, *typed: str) -> None:
    """Send with liblo, an OSC implementation that is not ours."""
    subprocess.run(["oscsend", "127.0.0.1", str(port), address, *typed], check=True)


@pytest.fixture
def start_daemon(tmp_path):
    """Start daemons that end with the test."""
    daemons: list[Daemon] = []

    def start(*options: str, embeds: bool = False, env: dict[str, str] | None = None) -> Daemon:
        daemons.append(Daemon(tmp_path / "takes", *options, embeds=embeds, env=env))
        return daemons[-1]

    yield start
    for daemon in daemons:
        if daemon.process.poll() is None:  # gently: JACK waits long for clients that vanish
            daemon.process.terminate()
        daemon.process.communicate(timeout=20.0)


@pytest.fixture
def peer():
    """Open OSC peers that close with the test."""
    peers: list[OscPeer] = []

    def open_peer(daemon: Daemon) -> OscPeer:
        peers.append(OscPeer(daemon.port))
        return peers[-1]

    yield open_peer
    for each in peers:
        each.socket.close()


@pytest.fixture
def tools():
    """Helpers that test modules cannot import, as they stand in no package."""

    class Tools:
        connect = staticmethod(connect)
        end = staticmethod(end)
        jack_alone = staticmethod(jack_alone)
        connect_keys = staticmethod(connect_keys)
        oscsend = staticmethod(oscsend)
        wait_for = staticmethod(wait_for)
        command = SIDEMAN
        no_jack = NO_JACK
        model = MODEL

    return Tools
