"""MIDI ports by python-rtmidi: outputs and inputs of our own where the system has virtual ports, existing ones by name.

Opened and closed by the daemon's main thread, kept alive by `PortKeeper.check` on its ticker. Inputs are called back
on rtmidi's threads or polled, see `InputPort`. Sending never raises.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from time import sleep
from typing import Any, NamedTuple

from bridge.core.errors import MidiPortError
from bridge.core.stderr_silencer import silence_stderr
from bridge.core.timebase import Timebase

log = logging.getLogger(__name__)
log_out = logging.getLogger("midi.out")

CLIENT_NAME = PORT_NAME = "Sideman"
INPUT_CLIENT_NAME = "Sideman in"
CLOCK_CLIENT_NAME = "Sideman clock"
NO_PORT = "none"
CHECK_EVERY_S = 2.0
UNHOOK_S = 0.050
POLL_EVERY_S, POLL_IDLE_S, POLL_REST_S = 0.005, 0.020, 2.0
# Drivers stamp messages when they come; we hear of them later. The shortest such wait seen is taken for none, and
# forgotten at 50 us a second, more than two clocks drift apart.
_FORGET_SHARE = 50e-6
_VIRTUAL_APIS = ("UNIX_JACK", "LINUX_ALSA", "MACOSX_CORE")  # in order of preference
_HINTS = {
    "linux": "start JACK (or load ALSA's snd-seq) before sideman to get one",
    "win32": "install loopMIDI, add a port there and name it with --midi-port",
}

Receive = Callable[[bytes, float | None], None]


class PortInfo(NamedTuple):
    """A port of the system."""

    api: str
    name: str
    is_output: bool


class NullPort:
    """Stands where there is no MIDI system; notes still go to OSC subscribers and files."""

    name = NO_PORT

    def send(self, data: bytes) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class OutputPort:
    """An output; a failing one is reported once and counted, never raised."""

    def __init__(self, midi_out: Any, api: str, name: str) -> None:
        self._out, self.api, self.name = midi_out, api, name
        self.n_failed = 0

    def send(self, data: bytes) -> None:
        """Send one MIDI message."""
        try:
            self._out.send_message(data)
        except Exception as error:
            self.n_failed += 1
            if self.n_failed == 1:
                log_out.error("MIDI port %s takes nothing more: %s", self.name, error)

    def is_there(self) -> bool:
        """Whether the system still shows the port that this one is connected to."""
        return self.name in _names(self._out)

    def close(self) -> None:
        """Close the port."""
        _close(self._out)


class InputPort:
    """An input; what comes in goes to ``receive``.

    Called back, on the driver's thread: at once, but under JACK that thread is a real-time one that now waits for the
    interpreter, and JACK goes on without a client that is late. Good for keys and knobs. Or polled: what comes waits in
    rtmidi's own queue, with the driver's times, until `poll`; nothing is lost however busy the machine. Good for clock.
    """

    def __init__(
        self, midi_in: Any, api: str, name: str, receive: Receive, time: Timebase, *, is_polled: bool = False
    ) -> None:
        self._in, self.api, self.name = midi_in, api, name
        self._receive, self._time, self._stamps = receive, time, Stamps()
        self._is_called_back = not is_polled
        midi_in.ignore_types(sysex=True, timing=False, active_sense=True)  # rtmidi drops clock by default
        if self._is_called_back:
            midi_in.set_callback(self._heard)

    def is_there(self) -> bool:
        """Whether the system still shows the port that this one is connected to."""
        return self.name in _names(self._in)

    def poll(self) -> bool:
        """Hand on what waits; whether anything did."""
        n_heard = 0
        while (event := self._in.get_message()) is not None:
            self._heard(event, None)
            n_heard += 1
        return n_heard > 0

    def unhook(self) -> None:
        """Let nothing more come in.

        Before `close`, with a pause: closing waits for the driver's thread, and that thread, inside our callback, for
        the interpreter that the closing one holds.
        """
        if self._is_called_back:
            self._is_called_back = False
            with contextlib.suppress(Exception):
                self._in.cancel_callback()

    def close(self) -> None:
        """Close the port."""
        if self._is_called_back:
            self.unhook()
            sleep(UNHOOK_S)
        _close(self._in)

    def _heard(self, event: tuple[Sequence[int], float], _data: object) -> None:
        self._receive(bytes(event[0]), self._stamps.at_s(event[1], self._time.now_s()))


class InputPoller:
    """Looks into a polled input on a thread of its own: often while something comes, seldom when nothing does.

    Each look costs some 80 us of a core, so idle ones are few; what comes carries the driver's times anyway.
    """

    def __init__(self, port: InputPort, time: Timebase) -> None:
        self.port, self._time = port, time
        self._heard_s = time.now_s() - POLL_REST_S
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="midi clock", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def look(self) -> float:
        """Look once; how many seconds until the next look."""
        now_s = self._time.now_s()
        if self.port.poll():
            self._heard_s = now_s
        return POLL_EVERY_S if now_s - self._heard_s < POLL_REST_S else POLL_IDLE_S

    def close(self, timeout_s: float = 2.0) -> None:
        """End the thread and close the port."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        self.port.close()

    def _run(self) -> None:
        while not self._closing.wait(self.look()):
            pass


class OpenedPort(NamedTuple):
    """The port and a sentence about it for the performer."""

    port: OutputPort | NullPort
    sentence: str


def open_output(wanted: str | None = None) -> OpenedPort:
    """Open the output. ``wanted``: (part of) an existing port's name, ``"none"``, or None: one of our own.

    Raises MidiPortError when a port was named that is not there; without a name there is always an answer.
    """
    if wanted == NO_PORT:
        return OpenedPort(NullPort(), "no MIDI port, as asked; notes go out over OSC only")
    if wanted is not None:
        port = open_named_output(wanted)
        return OpenedPort(port, f"MIDI port {port.name} ({port.api})")
    return _open_virtual() or _open_first() or OpenedPort(NullPort(), _nothing_sentence())


def open_named_output(wanted: str) -> OutputPort:
    """An existing output by (part of) its name. Raises MidiPortError."""
    info = _find(wanted, is_output=True)
    try:
        with silence_stderr():
            out = _client(info.api, is_output=True, name=CLIENT_NAME)
            out.open_port(out.get_ports().index(info.name), name=PORT_NAME)
    except Exception as error:
        raise MidiPortError(f"MIDI output {info.name!r} cannot be opened: {error}") from error
    return OutputPort(out, info.api, info.name)


def open_named_input(wanted: str, receive: Receive, time: Timebase) -> InputPort:
    """An existing input by (part of) its name. Raises MidiPortError."""
    info = _find(wanted, is_output=False)
    try:
        with silence_stderr():
            midi_in = _client(info.api, is_output=False, name=INPUT_CLIENT_NAME)
            midi_in.open_port(midi_in.get_ports().index(info.name), name=PORT_NAME)
    except Exception as error:
        raise MidiPortError(f"MIDI input {info.name!r} cannot be opened: {error}") from error
    return InputPort(midi_in, info.api, info.name, receive, time)


def open_own_input(
    receive: Receive, time: Timebase, *, client_name: str = INPUT_CLIENT_NAME, is_polled: bool = False
) -> InputPort | None:
    """A virtual input, or None where the system has none."""
    for api in _apis():
        if api not in _VIRTUAL_APIS:
            continue
        try:
            with silence_stderr():
                midi_in = _client(api, is_output=False, name=client_name)
                midi_in.open_virtual_port(PORT_NAME)
        except Exception as error:
            log.info("no virtual input through %s: %s", api, error)
        else:
            return InputPort(midi_in, api, client_name, receive, time, is_polled=is_polled)
    return None


def list_ports() -> list[PortInfo]:
    """Every MIDI port that the system shows now, but our own."""
    found = []
    for api in _apis():
        for is_output in (True, False):
            with silence_stderr(), contextlib.suppress(Exception):
                client = _client(api, is_output=is_output, name="sideman list")
                found += [PortInfo(api, name, is_output) for name in client.get_ports()]
                _close(client)
    return found


class PortKeeper:
    """Opens named ports again when they come back: a keyboard unplugged in mid-set, a synthesiser switched on late.

    ``replace_output`` is told of the main output (by its place in the scheduler) that came or went.
    """

    def __init__(
        self,
        receive: Receive,
        time: Timebase,
        *,
        outputs: dict[str, str],
        inputs: Sequence[str],
        replace_output: Callable[[str, OutputPort | NullPort], None],
        input_lost: Callable[[], None],
    ) -> None:
        self._receive, self._time = receive, time
        self._wanted_outputs, self._wanted_inputs = outputs, inputs
        self._replace_output, self._input_lost = replace_output, input_lost
        self._outputs: dict[str, OutputPort] = {}
        self._inputs: dict[str, InputPort] = {}
        self._checked_s = time.now_s()
        self._probes: list[Any] = []
        self._seen: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        """Names wanted that are not there now."""
        outputs = [name for place, name in self._wanted_outputs.items() if place not in self._outputs]
        return outputs + [name for name in self._wanted_inputs if name not in self._inputs]

    def open_now(self) -> None:
        """Open what is there; say what is not."""
        self._open_missing(say=True)

    def adopt(self, place: str, port: OutputPort) -> None:
        """Keep an output that was opened elsewhere."""
        self._outputs[place] = port

    def check(self) -> None:
        """Look every `CHECK_EVERY_S` for ports that went or came."""
        if not (self._wanted_outputs or self._wanted_inputs):
            return
        now_s = self._time.now_s()
        if now_s - self._checked_s >= CHECK_EVERY_S:
            self._checked_s = now_s
            self._drop_lost()
            if self.missing and self._something_new():
                self._open_missing(say=False)

    def unhook(self) -> None:
        """Let nothing more come in."""
        for midi_in in self._inputs.values():
            midi_in.unhook()

    def close(self) -> None:
        """Close everything."""
        for output in self._outputs.values():
            output.close()
        for midi_in in self._inputs.values():
            midi_in.close()
        for probe in self._probes:
            _close(probe)

    def _drop_lost(self) -> None:
        for place, output in list(self._outputs.items()):
            if not output.is_there():
                log.warning("MIDI output %s has gone; it is used again when it comes back", output.name)
                del self._outputs[place]
                self._replace_output(place, NullPort())
                output.close()
        for wanted, midi_in in list(self._inputs.items()):
            if not midi_in.is_there():
                log.warning("MIDI input %s has gone; it is used again when it comes back", midi_in.name)
                self._inputs.pop(wanted).close()
                self._input_lost()

    def _something_new(self) -> bool:
        """Whether the ports of the system are others than when last looked; by clients kept for that.

        Making a client for every look stops a synchronous JACK for 5 to 16 ms each time.
        """
        if not self._probes:
            self._probes = _probes()
        names = tuple(name for probe in self._probes for name in _names(probe))
        is_new, self._seen = names != self._seen, names
        return is_new

    def _open_missing(self, *, say: bool) -> None:
        for place, wanted in self._wanted_outputs.items():
            if place not in self._outputs:
                self._try(partial(self._open_output, place, wanted), say=say)
        for wanted in self._wanted_inputs:
            if wanted not in self._inputs:
                self._try(partial(self._open_input, wanted), say=say)

    def _open_output(self, place: str, wanted: str) -> None:
        self._outputs[place] = port = open_named_output(wanted)
        self._replace_output(place, port)
        log.warning("MIDI output %s is in use", port.name)

    def _open_input(self, wanted: str) -> None:
        self._inputs[wanted] = port = open_named_input(wanted, self._receive, self._time)
        log.warning("MIDI input %s is in use", port.name)

    def _try(self, opening: Callable[[], None], *, say: bool) -> None:
        try:
            opening()
        except MidiPortError as error:
            if say:
                log.warning("%s; it is used as soon as it is there", error)


class Stamps:
    """Moments at which messages came, from the driver's times between them."""

    def __init__(self) -> None:
        self._driver_s = 0.0
        self._offset_s: float | None = None

    def at_s(self, since_last_s: float, now_s: float) -> float:
        """Monotonic moment of a message that the driver stamped so long after the one before."""
        self._driver_s += since_last_s
        offset_s = now_s - self._driver_s
        if self._offset_s is not None:
            offset_s = min(offset_s, self._offset_s + _FORGET_SHARE * since_last_s)
        self._offset_s = offset_s
        return self._driver_s + offset_s


def _open_virtual() -> OpenedPort | None:
    for api in _apis():
        if api in _VIRTUAL_APIS:
            try:
                with silence_stderr():
                    # Naming the client too makes JACK and ALSA show "Sideman:Sideman", not "RtMidi Client".
                    out = _client(api, is_output=True, name=CLIENT_NAME)
                    out.open_virtual_port(PORT_NAME)
            except Exception as error:
                log.info("no virtual port through %s: %s", api, error)
            else:
                return OpenedPort(OutputPort(out, api, PORT_NAME), f"MIDI port {PORT_NAME} ({api})")
    return None


def _open_first() -> OpenedPort | None:
    for info in list_ports():
        if info.is_output:
            with contextlib.suppress(MidiPortError):
                port = open_named_output(info.name)
                return OpenedPort(port, f"MIDI port {port.name} ({port.api})")
    return None


def _find(wanted: str, *, is_output: bool) -> PortInfo:
    ports = [info for info in list_ports() if info.is_output is is_output]
    matching = [info for info in ports if wanted == info.name]
    matching += [info for info in ports if wanted.lower() in info.name.lower()]
    if matching:
        return matching[0]
    names = ", ".join(info.name for info in ports) or "none at all"
    kind = "output" if is_output else "input"
    raise MidiPortError(f"there is no MIDI {kind} named {wanted!r}; the system has: {names}")


def _nothing_sentence() -> str:
    hint = _HINTS.get(sys.platform, "connect a MIDI device")
    return f"no MIDI system was found, so notes go out over OSC and files only; {hint}"


def _rtmidi() -> Any:
    # JACK's client library would start a server by itself and keep the sound card to it.
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    return import_module("rtmidi")


def _apis() -> list[str]:
    """The APIs of this system, those with virtual ports first."""
    try:
        rtmidi = _rtmidi()
    except ImportError as error:
        log.warning("python-rtmidi cannot be loaded: %s", error)
        return []
    numbers = {getattr(rtmidi, name): name.removeprefix("API_") for name in dir(rtmidi) if name.startswith("API_")}
    names = [numbers[number] for number in rtmidi.get_compiled_api() if number in numbers]
    names = [name for name in names if name not in ("RTMIDI_DUMMY", "UNSPECIFIED")]
    return sorted(names, key=lambda name: _VIRTUAL_APIS.index(name) if name in _VIRTUAL_APIS else 9)


def _client(api: str, *, is_output: bool, name: str) -> Any:
    rtmidi = _rtmidi()
    kind = rtmidi.MidiOut if is_output else rtmidi.MidiIn
    return kind(getattr(rtmidi, f"API_{api}"), name=name)


def _names(client: Any) -> list[str]:
    """Ports that a client sees; none when its system has gone."""
    try:
        return list(client.get_ports())
    except Exception as error:
        log.debug("ports cannot be listed: %s", error)
        return []


def _probes() -> list[Any]:
    """A client for each direction of the first API that has any."""
    for api in _apis():
        with silence_stderr(), contextlib.suppress(Exception):
            return [_client(api, is_output=is_output, name="sideman list") for is_output in (True, False)]
    return []


def _close(client: Any) -> None:
    with silence_stderr(), contextlib.suppress(Exception):
        client.close_port()
        client.delete()
