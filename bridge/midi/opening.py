"""Opens MIDI ports: outputs and inputs of our own where the system has virtual ports, existing ones by name."""

from __future__ import annotations

import contextlib
import logging
import sys
from typing import Any, NamedTuple, Protocol

from bridge.core import extensions
from bridge.core.errors import MidiPortError
from bridge.core.stderr_silencer import silence_stderr
from bridge.core.timebase import Timebase
from bridge.midi import backend
from bridge.midi.ports import NO_PORT, InputPort, NullPort, OutputPort, Receive

log = logging.getLogger(__name__)

CLIENT_NAME = PORT_NAME = "Sideman"
RTMIDI = "rtmidi"
INPUT_CLIENT_NAME = "Sideman in"
CLOCK_CLIENT_NAME = "Sideman clock"
_HINTS = {
    "linux": "start JACK (or load ALSA's snd-seq) before sideman to get one",
    "win32": "install loopMIDI, add a port there and name it with --midi-port",
}


class EarlyOutput(Protocol):
    """An output that is sent messages before they are due, such as JACK's; see `bridge.playback.ports.EarlyPort`."""

    @property
    def name(self) -> str: ...
    @property
    def lead_s(self) -> float: ...
    def send(self, data: bytes, at_s: float | None = None) -> None: ...
    def close(self) -> None: ...


class OpenedPort(NamedTuple):
    """The port and a sentence about it for the performer."""

    port: OutputPort | NullPort | EarlyOutput
    sentence: str


def open_output(wanted: str | None = None) -> OpenedPort:
    """Open the output. ``wanted``: (part of) an existing port's name, ``"none"``, or None: one of our own.

    ``NAME:REST``, where NAME is an installed output (entry points ``sideman.outputs``), opens that one with REST.
    Raises MidiPortError when a port was named that is not there; without a name there is always an answer.
    """
    name, _, rest = (wanted or "").partition(":")
    if wanted == NO_PORT or (rest and name in extensions.names(extensions.OUTPUTS)):
        opened: OpenedPort = extensions.load(extensions.OUTPUTS, name)(rest or None)
    else:
        opened = extensions.load(extensions.OUTPUTS, RTMIDI)(wanted)
    return opened


def no_output(_wanted: str | None) -> OpenedPort:
    """The output ``none``."""
    return OpenedPort(NullPort(), "no MIDI port, as asked; notes go out over OSC only")


def open_rtmidi_output(wanted: str | None) -> OpenedPort:
    """The output ``rtmidi``: an existing port by (part of) its name, or one of our own. Raises MidiPortError."""
    if wanted is not None:
        port = open_named_output(wanted)
        return OpenedPort(port, f"MIDI port {port.name} ({port.api})")
    return _open_virtual() or _open_first() or OpenedPort(NullPort(), _nothing_sentence())


def open_named_output(wanted: str) -> OutputPort:
    """An existing output by (part of) its name. Raises MidiPortError."""
    out, info = _open_named(wanted, is_output=True, client_name=CLIENT_NAME)
    return OutputPort(out, info.api, info.name)


def open_named_input(wanted: str, receive: Receive, time: Timebase) -> InputPort:
    """An existing input by (part of) its name. Raises MidiPortError."""
    midi_in, info = _open_named(wanted, is_output=False, client_name=INPUT_CLIENT_NAME)
    return InputPort(midi_in, info.api, info.name, receive, time)


def _open_named(wanted: str, *, is_output: bool, client_name: str) -> tuple[Any, backend.PortInfo]:
    """A client that is connected to an existing port. Raises MidiPortError."""
    info = _find(wanted, is_output=is_output)
    try:
        with silence_stderr():
            client = backend.make_client(info.api, is_output=is_output, name=client_name)
            client.open_port(client.get_ports().index(info.name), name=PORT_NAME)
    except Exception as error:
        kind = "output" if is_output else "input"
        raise MidiPortError(f"MIDI {kind} {info.name!r} cannot be opened: {error}") from error
    return client, info


def open_own_input(
    receive: Receive, time: Timebase, *, client_name: str = INPUT_CLIENT_NAME, is_polled: bool = False
) -> InputPort | None:
    """A virtual input, or None where the system has none."""
    for api in backend.apis():
        if api not in backend.VIRTUAL_APIS:
            continue
        try:
            with silence_stderr():
                midi_in = backend.make_client(api, is_output=False, name=client_name)
                midi_in.open_virtual_port(PORT_NAME)
        except Exception as error:
            log.info("no virtual input through %s: %s", api, error)
        else:
            return InputPort(midi_in, api, client_name, receive, time, is_polled=is_polled)
    return None


def _open_virtual() -> OpenedPort | None:
    for api in backend.apis():
        if api in backend.VIRTUAL_APIS:
            try:
                with silence_stderr():
                    # Naming the client too makes JACK and ALSA show "Sideman:Sideman", not "RtMidi Client".
                    out = backend.make_client(api, is_output=True, name=CLIENT_NAME)
                    out.open_virtual_port(PORT_NAME)
            except Exception as error:
                log.info("no virtual port through %s: %s", api, error)
            else:
                return OpenedPort(OutputPort(out, api, PORT_NAME), f"MIDI port {PORT_NAME} ({api})")
    return None


def _open_first() -> OpenedPort | None:
    for info in backend.list_ports():
        if info.is_output:
            with contextlib.suppress(MidiPortError):
                port = open_named_output(info.name)
                return OpenedPort(port, f"MIDI port {port.name} ({port.api})")
    return None


def _find(wanted: str, *, is_output: bool) -> backend.PortInfo:
    ports = [info for info in backend.list_ports() if info.is_output is is_output]
    matching = [info for info in ports if wanted == info.name]
    matching += [info for info in ports if wanted.lower() in info.name.lower()]
    if matching:
        return matching[0]
    names = ", ".join(info.name for info in ports) or "none at all"
    kind = "output" if is_output else "input"
    raise MidiPortError(f"there is no MIDI {kind} named {wanted!r}; the system has: {names}")


def _nothing_sentence() -> str:
    hint = _HINTS.get(sys.platform, "connect a MIDI device") if backend.is_there() else backend.what_to_do()
    return f"no MIDI system was found, so notes go out over OSC and files only; {hint}"
