"""One MIDI output: a virtual port where the system has them, else an existing one, else none; and a sentence.

Opened and closed by the daemon's main thread before and after the scheduler's thread sends. Backends are
explicit mido objects, never mido's global one.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
from importlib import import_module
from typing import Any, NamedTuple

from bridge.errors import MidiPortError
from bridge.quiet import quiet_stderr

log = logging.getLogger(__name__)
log_out = logging.getLogger("midi.out")

PORT_NAME = "Sideman"
NO_PORT = "none"
_BACKEND = "mido.backends.rtmidi"
_VIRTUAL_APIS = ("UNIX_JACK", "LINUX_ALSA", "MACOSX_CORE")  # in order of preference
_HINTS = {
    "linux": "start JACK (or load ALSA's snd-seq) before sideman to get one",
    "win32": "install loopMIDI, add a port there and name it with --midi-port",
}


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


class MidoPort:
    """A port of mido; a failing one is reported once and counted, never raised."""

    def __init__(self, port: Any, name: str) -> None:
        self._port, self.name = port, name
        self.n_failed = 0

    def send(self, data: bytes) -> None:
        """Send one MIDI message."""
        log_out.debug("%s %s", self.name, data.hex(" "))
        mido = import_module("mido")
        try:
            self._port.send(mido.Message.from_bytes(data))
        except Exception as error:
            self.n_failed += 1
            if self.n_failed == 1:
                log_out.error("MIDI port %s takes nothing more: %s", self.name, error)

    def close(self) -> None:
        """Close the port."""
        with quiet_stderr():
            self._port.close()


class OpenedPort(NamedTuple):
    """The port and a sentence about it for the performer."""

    port: MidoPort | NullPort
    sentence: str


def open_output(wanted: str | None = None) -> OpenedPort:
    """Open the output. ``wanted``: (part of) an existing port's name, ``"none"``, or None: one of our own.

    Raises MidiPortError when a port was named that is not there; without a name there is always an answer.
    """
    if wanted == NO_PORT:
        return OpenedPort(NullPort(), "no MIDI port, as asked; notes go out over OSC only")
    if wanted is not None:
        return _open_named(wanted)
    return _open_virtual() or _open_first() or OpenedPort(NullPort(), _nothing_sentence())


def list_ports() -> list[PortInfo]:
    """Every MIDI port that the system shows now."""
    found = []
    for api in _apis():
        with quiet_stderr(), contextlib.suppress(Exception):
            for device in _backend(api)._get_devices():
                if device["is_output"]:
                    found.append(PortInfo(api, device["name"], is_output=True))
                if device["is_input"]:
                    found.append(PortInfo(api, device["name"], is_output=False))
    return found


def _open_virtual() -> OpenedPort | None:
    for api in _apis():
        if api in _VIRTUAL_APIS:
            try:
                with quiet_stderr():
                    # Naming the client too makes JACK and ALSA show "Sideman:Sideman", not "RtMidi Client".
                    port = _backend(api).open_output(PORT_NAME, virtual=True, client_name=PORT_NAME)
            except Exception as error:
                log.info("no virtual port through %s: %s", api, error)
            else:
                return OpenedPort(MidoPort(port, PORT_NAME), f"MIDI port {PORT_NAME} ({api})")
    return None


def _open_first() -> OpenedPort | None:
    for info in list_ports():
        if info.is_output:
            with contextlib.suppress(MidiPortError):
                return _open_existing(info)
    return None


def _open_named(wanted: str) -> OpenedPort:
    outputs = [info for info in list_ports() if info.is_output]
    matching = [info for info in outputs if wanted == info.name]
    matching += [info for info in outputs if wanted.lower() in info.name.lower()]
    if matching:
        return _open_existing(matching[0])
    names = ", ".join(info.name for info in outputs) or "none at all"
    raise MidiPortError(f"there is no MIDI output named {wanted!r}; the system has: {names}")


def _open_existing(info: PortInfo) -> OpenedPort:
    try:
        with quiet_stderr():
            port = _backend(info.api).open_output(info.name)
    except Exception as error:
        raise MidiPortError(f"MIDI output {info.name!r} cannot be opened: {error}") from error
    return OpenedPort(MidoPort(port, info.name), f"MIDI port {info.name} ({info.api})")


def _nothing_sentence() -> str:
    hint = _HINTS.get(sys.platform, "connect a MIDI device")
    return f"no MIDI system was found, so notes go out over OSC and files only; {hint}"


def _apis() -> list[str]:
    """The APIs of this system, those with virtual ports first."""
    # JACK's client library would start a server by itself and keep the sound card to it.
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    try:
        get_api_names = import_module(_BACKEND).get_api_names
    except ImportError as error:
        log.warning("python-rtmidi cannot be loaded: %s", error)
        return []
    names = [name for name in get_api_names() if name != "RTMIDI_DUMMY"]
    return sorted(names, key=lambda name: _VIRTUAL_APIS.index(name) if name in _VIRTUAL_APIS else 9)


def _backend(api: str) -> Any:
    return import_module("mido").Backend(f"{_BACKEND}/{api}", use_environ=False)
