"""rtmidi2 with python-rtmidi's names: MIDI ports on macOS and Windows for Pythons that python-rtmidi has no wheels for.

On Linux its wheels bring a JACK library that ends the process where the server is Debian's, so there it is not chosen:
JACK-Client makes the ports. Any thread may call, as with python-rtmidi.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

_APIS = {"darwin": "MACOSX_CORE", "win32": "WINDOWS_MM"}
_QUEUE_BYTES = 1 << 16  # clock and knobs of a second in which the poller does not come

Received = Callable[[tuple[Sequence[int], float], object], None]


class Rtmidi2:
    """What `bridge.midi.backend` uses of the module ``rtmidi``. Raises ImportError without rtmidi2."""

    def __init__(self, platform: str = sys.platform) -> None:
        self._module = import_module("rtmidi2")
        self._apis = [getattr(self._module, f"API_{_APIS[platform]}")] if platform in _APIS else []
        for name in dir(self._module):
            if name.startswith("API_"):
                setattr(self, name, getattr(self._module, name))

    def get_compiled_api(self) -> list[int]:
        """Numbers of the APIs that may be used on this system."""
        return list(self._apis)

    def MidiOut(self, api: int, name: str) -> Output:  # noqa: N802
        """A client that sends. Raises RuntimeError when the API has no server."""
        return Output(self._module.MidiOut(name, api))

    def MidiIn(self, api: int, name: str) -> Input:  # noqa: N802
        """A client that receives. Raises RuntimeError when the API has no server."""
        return Input(self._module.MidiIn(name, _QUEUE_BYTES, api))


class _Client:
    def __init__(self, client: Any) -> None:
        self._client = client

    def get_ports(self) -> list[str]:
        """Names of the ports that it can be connected to."""
        return list(self._client.ports)

    def open_port(self, number: int, name: str) -> None:  # noqa: ARG002
        """Connect to a port by its place in `get_ports`; rtmidi2 gives our own end no name."""
        self._client.open_port(number)

    def open_virtual_port(self, name: str) -> None:
        """Make a port of our own. Raises RuntimeError on Windows, which has none."""
        self._client.open_virtual_port(name)

    def close_port(self) -> None:
        """Close the port."""
        self._client.close_port()

    def delete(self) -> None:
        """Free the client."""
        self._client = None


class Output(_Client):
    """Sends."""

    def send_message(self, data: Sequence[int]) -> None:
        """Send one message of any length."""
        self._client.send_raw(*data)


class Input(_Client):
    """Receives: called back, or asked."""

    def ignore_types(self, *, sysex: bool, timing: bool, active_sense: bool) -> None:
        """Leave out kinds of messages."""
        self._client.ignore_types(sysex, timing, active_sense)

    def set_callback(self, received: Received) -> None:
        """Hand each message to ``received``, with the seconds since the one before, on the driver's thread."""
        self._client.callback = lambda data, since_last_s: received((data, since_last_s), None)

    def cancel_callback(self) -> None:
        """Call nothing back."""
        self._client.callback = None

    def get_message(self) -> tuple[Sequence[int], float] | None:
        """The next message that waits, with the seconds since the one before."""
        data = self._client.get_message()
        return None if data is None else (data, self._client.deltatime)
