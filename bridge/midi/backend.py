"""python-rtmidi, or rtmidi2 in its place: APIs, clients, and the ports that the system shows. Nothing else loads them.

Tests replace `apis` and `make_client`. Any thread may call.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import sys
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from bridge.core.errors import SetupError
from bridge.core.stderr_silencer import silence_stderr
from bridge.midi.rtmidi2_module import Rtmidi2

log = logging.getLogger(__name__)

JACK = "UNIX_JACK"
VIRTUAL_APIS = (JACK, "LINUX_ALSA", "MACOSX_CORE")  # in order of preference
LOSSLESS_APIS = (JACK,)  # that lose no byte on its way, so that clock ticks can be counted
_NO_WHEELS = (3, 13)  # the first Python without
_LIST_NAME = "sideman list"


class PortInfo(NamedTuple):
    """A port of the system."""

    api: str
    name: str
    is_output: bool


def list_ports() -> list[PortInfo]:
    """List the MIDI ports of the system without our own."""
    found = []
    for api in apis():
        for is_output in (True, False):
            with silence_stderr(), contextlib.suppress(Exception):
                client = make_client(api, is_output=is_output, name=_LIST_NAME)
                found += [PortInfo(api, name, is_output) for name in client.get_ports()]
                close_client(client)
    return found


def load_rtmidi() -> Any:
    """The module. Raises SetupError where it is not installed."""
    try:
        return _rtmidi()
    except ImportError as error:
        raise SetupError(f"this needs python-rtmidi: {what_to_do()}") from error


def is_there() -> bool:
    """Whether the module can be loaded."""
    try:
        _rtmidi()
    except ImportError:
        return False
    return True


def _rtmidi() -> Any:
    # JACK's client library would start a server by itself and keep the sound card to it.
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    try:
        return import_module("rtmidi")
    except ImportError:
        if sys.platform == "linux":  # where rtmidi2 must not be loaded, and JACK-Client makes the ports
            raise
        return _rtmidi2()


@cache
def _rtmidi2() -> Rtmidi2:
    return Rtmidi2()


def what_to_do() -> str:
    """How to come to MIDI ports where python-rtmidi is not there."""
    if sys.version_info >= _NO_WHEELS and sys.platform != "linux":
        return "install rtmidi2: pip install rtmidi2"
    if sys.version_info >= _NO_WHEELS:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return (
            f"it has no wheel for Python {version}; run JACK, use Python 3.12, or build it: pip install python-rtmidi"
        )
    return "install python-rtmidi and, on Debian, libasound2"


@cache
def _say_once(sentence: str) -> None:
    log.warning("%s", sentence)


def apis() -> list[str]:
    """The APIs of this system, those with virtual ports first."""
    try:
        rtmidi = _rtmidi()
    except ImportError as error:
        sentence = f"python-rtmidi cannot be loaded ({error}): {what_to_do()}"
        if sys.platform == "linux" and sys.version_info >= _NO_WHEELS:
            log.info("%s", sentence)  # as expected: JACK-Client makes the ports there
        else:
            _say_once(sentence)
        return []
    numbers = {getattr(rtmidi, name): name.removeprefix("API_") for name in dir(rtmidi) if name.startswith("API_")}
    names = [numbers[number] for number in rtmidi.get_compiled_api() if number in numbers]
    names = [name for name in names if name not in ("RTMIDI_DUMMY", "UNSPECIFIED")]
    return sorted(names, key=lambda name: VIRTUAL_APIS.index(name) if name in VIRTUAL_APIS else 9)


def make_client(api: str, *, is_output: bool, name: str) -> Any:
    """A client of an API, rtmidi's MidiOut or MidiIn. Raises whatever rtmidi raises when the API has no server."""
    rtmidi = _rtmidi()
    kind = rtmidi.MidiOut if is_output else rtmidi.MidiIn
    return kind(getattr(rtmidi, f"API_{api}"), name=name)


def port_names(client: Any) -> list[str]:
    """Ports that a client sees; none when its MIDI system is gone."""
    try:
        return list(client.get_ports())
    except Exception as error:
        log.debug("ports cannot be listed: %s", error)
        return []


class Probes(NamedTuple):
    """Clients that look for ports, one for each direction."""

    api: str
    clients: list[Any]


def make_probes() -> Probes:
    """Clients of the first API that has any."""
    for api in apis():
        with silence_stderr(), contextlib.suppress(Exception):
            return Probes(api, [make_client(api, is_output=is_output, name=_LIST_NAME) for is_output in (True, False)])
    return Probes("", [])


def abandon_client(client: Any) -> None:
    """Let go of a client whose server has died, for good: its destructor would call the server too."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(client))


def close_client(client: Any) -> None:
    """Close a client's port and free it; never raises."""
    with silence_stderr(), contextlib.suppress(Exception):
        client.close_port()
        client.delete()
