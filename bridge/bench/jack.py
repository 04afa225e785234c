"""A private JACK server without a sound card, and a client that measures from a note-on to the note-on it gets back.

The client receives on a thread of JACK's; everything else is called from one thread, the benchmark's.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from bridge.bench.processes import kill_session
from bridge.core.errors import SetupError
from bridge.core.stderr_silencer import silence_stderr
from bridge.midi.backend import load_rtmidi

SAMPLE_RATE_HZ = 48_000
PERIOD_FRAMES = 64
SERVER_NAME = CLIENT_NAME = "sideman-bench"
OUTLET, INLET = f"{CLIENT_NAME} out:out", f"{CLIENT_NAME} in:in"
_PROGRAMS = ("timeout", "jackd", "jack_lsp", "jack_connect", "jack_disconnect")
LIFE_S = 400.0  # longer than any visit
_START_TIMEOUT_S = 5.0
_N_STARTS = 10
_START_AGAIN_S = 0.5
_END_TIMEOUT_S = 5.0
_CONNECT_TIMEOUT_S = 10.0
_POLL_S = 0.02
_NOTE_ON, _NOTE_OFF = 0x90, 0x80


@contextlib.contextmanager
def private_jack(
    beside: Callable[[], AbstractContextManager[object]] = contextlib.nullcontext,
    *,
    synchronous: bool = True,
    period_frames: int = PERIOD_FRAMES,
    life_s: float = LIFE_S,
) -> Iterator[MidiLoop]:
    """A server of our own, to which this process and its children are led, our client, and `beside` another one.

    One for each contender: a synchronous server may stop for good when a client vanishes, as Notochord's do, and then
    its caller waits. synchronous: waits for clients that are late, which loses no note on a busy machine, but
    lets the server's own time stand still meanwhile. life_s: then it is ended from outside. Raises SetupError.
    """
    if missing := [program for program in _PROGRAMS if shutil.which(program) is None]:
        raise SetupError(f"this needs JACK, and {', '.join(missing)} cannot be found (Debian: jackd2)")
    with contextlib.ExitStack() as clients:
        server = clients.enter_context(_running_server(synchronous, period_frames, life_s))
        try:
            clients.enter_context(beside())
            yield clients.enter_context(contextlib.closing(MidiLoop()))
        finally:
            # Before our clients: from a dead server they part at once, if not silently, from a stuck one never.
            with silence_stderr():
                _end(server)
                clients.close()


@contextlib.contextmanager
def _running_server(synchronous: bool, period_frames: int, life_s: float) -> Iterator[subprocess.Popen[bytes]]:
    # Always the same name: a server that was killed stays in the system's list of eight until its namesake starts,
    # and that one is refused while the dead one has not been buried.
    with _environment({"JACK_DEFAULT_SERVER": SERVER_NAME, "JACK_NO_START_SERVER": "1"}):
        for _ in range(_N_STARTS):
            server = _start_server(synchronous, period_frames, life_s)
            if _answers(server):
                yield server
                return
            _end(server)
            time.sleep(_START_AGAIN_S)
    raise SetupError(f"jackd does not start; try it by hand: jackd -n {SERVER_NAME} -r -d dummy")


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


def _start_server(synchronous: bool, period_frames: int, life_s: float) -> subprocess.Popen[bytes]:
    # A stuck server is ended from outside: our own calls into it hold the interpreter's lock while they wait.
    command = ["timeout", "--kill-after=2", str(life_s), "jackd", "-n", SERVER_NAME, "--no-mlock"]
    # Otherwise in real time, as musicians run it, where that is allowed: its own clock then keeps its pace.
    command += ["-r", "-S"] if synchronous else ["-R"] if may_run_in_real_time() else ["-r"]
    command += ["-t", "5000", "-d", "dummy", "-r", str(SAMPLE_RATE_HZ), "-p", str(period_frames)]
    nothing = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)


def may_run_in_real_time() -> bool:
    """Whether this user may have threads that go before all others."""
    if sys.platform != "linux":
        return False
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    except OSError:
        return False
    return True


def _answers(server: subprocess.Popen[bytes]) -> bool:
    deadline_s = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < deadline_s and server.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            if subprocess.run(["jack_lsp"], capture_output=True, check=False, timeout=1.0).returncode == 0:
                return True
        time.sleep(_POLL_S)
    return False


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_END_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        kill_session(server)


class MidiLoop:
    """An output and an input port; sends a note-on and waits for the next that arrives."""

    def __init__(self) -> None:
        self._arrived = threading.Event()
        self._arrived_s: float | None = None
        rtmidi = load_rtmidi()
        with silence_stderr():
            self._out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, OUTLET.partition(":")[0])
            self._in = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, INLET.partition(":")[0])
            self._in.set_callback(self._on_midi)
            self._out.open_virtual_port("out")
            self._in.open_virtual_port("in")

    def close(self) -> None:
        """Leave JACK."""
        with silence_stderr():
            self._in.cancel_callback()
            self._in.delete()
            self._out.delete()

    def strike(self, pitch: int, velocity: int, timeout_s: float) -> float | None:
        """Send a note-on; ms until the first note-on came back, or None when none does within `timeout_s`."""
        self._arrived_s = None
        self._arrived.clear()
        began_s = time.perf_counter()
        self._out.send_message([_NOTE_ON, pitch, velocity])
        if not self._arrived.wait(timeout_s) or self._arrived_s is None:
            return None
        return 1000.0 * (self._arrived_s - began_s)

    def release(self, pitch: int) -> None:
        """Send the note-off."""
        self._out.send_message([_NOTE_OFF, pitch, 0])

    def rest(self, quiet_s: float, timeout_s: float) -> None:
        """Wait until no note-on has come for `quiet_s`, at most `timeout_s`."""
        deadline_s = time.monotonic() + timeout_s
        while time.monotonic() < deadline_s:
            self._arrived_s = None
            self._arrived.clear()
            if not self._arrived.wait(quiet_s):
                return

    def inlet(self, fragment: str) -> str | None:
        """The whole name of the JACK port that takes notes and has this in its name."""
        return _first(self._out.get_ports(), fragment)

    def outlet(self, fragment: str) -> str | None:
        """The whole name of the JACK port that gives notes and has this in its name."""
        return _first(self._in.get_ports(), fragment)

    def _on_midi(self, event: tuple[Sequence[int], float], _data: object) -> None:
        arrived_s = time.perf_counter()
        message, _ = event
        if self._arrived_s is None and message[0] & 0xF0 == _NOTE_ON and message[2] > 0:
            self._arrived_s = arrived_s
            self._arrived.set()


def _first(ports: Sequence[str], fragment: str) -> str | None:
    return next((port for port in ports if fragment in port), None)


def connect(outlet: str, inlet: str) -> None:
    """Lay a cable between two JACK ports. Raises SetupError."""
    _cable("jack_connect", outlet, inlet)


def disconnect(outlet: str, inlet: str) -> None:
    """Take it away. Raises SetupError."""
    _cable("jack_disconnect", outlet, inlet)


def _cable(program: str, outlet: str, inlet: str) -> None:
    what = f"{program} from {outlet!r} to {inlet!r}"
    try:
        done = subprocess.run(
            [program, outlet, inlet], check=False, capture_output=True, text=True, timeout=_CONNECT_TIMEOUT_S
        )
    except subprocess.TimeoutExpired as error:
        raise SetupError(f"{what} did not end") from error
    if done.returncode != 0:
        raise SetupError(f"{what} failed: {' '.join(done.stderr.split())}")
