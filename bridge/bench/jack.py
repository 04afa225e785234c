"""A private JACK server without a sound card, and a client that measures from a note-on to the note-on it gets back.

The client's ears are a thread of JACK's; everything else is called from one thread, the benchmark's.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import rtmidi

from bridge.errors import SetupError
from bridge.quiet import quiet_stderr

SAMPLE_RATE_HZ = 48_000
PERIOD_FRAMES = 64
_PROGRAMS = ("jackd", "jack_lsp", "jack_connect")
_START_TIMEOUT_S = 10.0
_END_TIMEOUT_S = 10.0
_POLL_S = 0.02
_NOTE_ON, _NOTE_OFF = 0x90, 0x80


@contextlib.contextmanager
def jack_server() -> Iterator[str]:
    """Run a server of our own and lead this process and its children to it; the name. Raises SetupError."""
    if missing := [program for program in _PROGRAMS if shutil.which(program) is None]:
        raise SetupError(f"this needs JACK, and {', '.join(missing)} is not installed (Debian: jackd2)")
    name = f"sideman-bench-{os.getpid()}"
    # Synchronous: else JACK, on a busy machine, goes on without a client that is late, which loses notes.
    command = ["jackd", "-n", name, "--no-mlock", "-r", "-S", "-t", "5000"]
    command += ["-d", "dummy", "-r", str(SAMPLE_RATE_HZ), "-p", str(PERIOD_FRAMES)]
    with _environment({"JACK_DEFAULT_SERVER": name, "JACK_NO_START_SERVER": "1"}):
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _await_server(server)
            yield name
        finally:
            server.terminate()
            server.wait(_END_TIMEOUT_S)


@contextlib.contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _await_server(server: subprocess.Popen[bytes]) -> None:
    deadline_s = time.monotonic() + _START_TIMEOUT_S
    while subprocess.run(["jack_lsp"], capture_output=True, check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline_s:
            raise SetupError("jackd does not start; try it by hand: jackd -r -d dummy")
        time.sleep(_POLL_S)


class Answer(NamedTuple):
    """The note-on that came back."""

    pitch: int
    delay_ms: float


class MidiLoop:
    """One output and one input port; strikes a note and waits for the next note-on that arrives."""

    def __init__(self, name: str = "sideman-bench") -> None:
        self._arrived = threading.Event()
        self._note_on: tuple[int, float] | None = None  # pitch, second on the performance counter
        with quiet_stderr():
            self._out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, f"{name} out")
            self._in = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, f"{name} in")
            self._in.set_callback(self._hear)
            self._out.open_virtual_port("out")
            self._in.open_virtual_port("in")
        self.outlet, self.inlet = f"{name} out:out", f"{name} in:in"

    def close(self) -> None:
        """Leave JACK."""
        with quiet_stderr():
            self._in.cancel_callback()
            self._in.delete()
            self._out.delete()

    def strike(self, pitch: int, velocity: int, timeout_s: float) -> Answer | None:
        """Send a note-on; the first note-on that comes back, or None when none does within `timeout_s`."""
        self._note_on = None
        self._arrived.clear()
        began_s = time.perf_counter()
        self._out.send_message([_NOTE_ON, pitch, velocity])
        if not self._arrived.wait(timeout_s) or self._note_on is None:
            return None
        answer, arrived_s = self._note_on
        return Answer(answer, 1000.0 * (arrived_s - began_s))

    def release(self, pitch: int) -> None:
        """Send the note-off."""
        self._out.send_message([_NOTE_OFF, pitch, 0])

    def rest(self, quiet_s: float, timeout_s: float) -> None:
        """Wait until no note-on has come for `quiet_s`, at most `timeout_s`."""
        deadline_s = time.monotonic() + timeout_s
        self._arrived.clear()
        while self._arrived.wait(quiet_s) and time.monotonic() < deadline_s:
            self._note_on = None
            self._arrived.clear()

    def has_inlet(self, fragment: str) -> bool:
        """Whether JACK shows a MIDI port that takes notes and has this in its name."""
        return _holds(self._out.get_ports(), fragment)

    def connect_to(self, inlet: str) -> None:
        """Lead our output to the port with this in its name."""
        _connect(self.outlet, _named(self._out.get_ports(), inlet))

    def has_outlet(self, fragment: str) -> bool:
        """Whether JACK shows a MIDI port that gives notes and has this in its name."""
        return _holds(self._in.get_ports(), fragment)

    def connect_from(self, outlet: str) -> None:
        """Lead the port with this in its name to our input."""
        _connect(_named(self._in.get_ports(), outlet), self.inlet)

    def disconnect_cable(self) -> None:
        """Take our output off our own input, where `connect_from` had led it."""
        subprocess.run(["jack_disconnect", self.outlet, self.inlet], check=True, capture_output=True)

    def _hear(self, event: tuple[Sequence[int], float], _data: object) -> None:
        arrived_s = time.perf_counter()
        message, _ = event
        if self._note_on is None and message[0] & 0xF0 == _NOTE_ON and message[2] > 0:
            self._note_on = message[1], arrived_s
            self._arrived.set()


def _holds(ports: Sequence[str], fragment: str) -> bool:
    return any(fragment in port for port in ports)


def _named(ports: Sequence[str], fragment: str) -> str:
    return next(port for port in ports if fragment in port)


def _connect(source: str, target: str) -> None:
    done = subprocess.run(["jack_connect", source, target], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise SetupError(f"JACK does not connect {source} with {target}: {done.stderr.strip()}")
