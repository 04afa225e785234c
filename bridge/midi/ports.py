"""Open MIDI ports: an output, an input, and a null port where there is none.

Inputs are called back on rtmidi's threads or polled, see `InputPort`. Sending never raises.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Sequence
from time import sleep
from typing import Any

from bridge.core.timebase import Timebase
from bridge.midi import backend

log_out = logging.getLogger("midi.out")

NO_PORT = "none"
UNHOOK_S = 0.050
# Drivers stamp messages when they come; we receive them later. The shortest such wait is taken for none, and
# forgotten at 50 us a second, more than two clocks drift apart.
_FORGET_SHARE = 50e-6

Receive = Callable[[bytes, float | None], None]


class NullPort:
    """An output for machines without a MIDI system; notes still go to OSC subscribers and files."""

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
            if self._out is not None:
                self._out.send_message(data)
        except Exception as error:
            self.n_failed += 1
            if self.n_failed == 1:
                log_out.error("MIDI port %s takes nothing more: %s", self.name, error)

    def is_there(self) -> bool:
        """Whether the system still shows the port that this one is connected to."""
        return self._out is not None and self.name in backend.port_names(self._out)

    def abandon(self) -> None:
        """Let go of the port of a MIDI system that has died, without a call to it."""
        out, self._out = self._out, None
        backend.abandon_client(out)

    def close(self) -> None:
        """Close the port, unless it was abandoned."""
        out, self._out = self._out, None
        if out is not None:
            backend.close_client(out)


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
            midi_in.set_callback(self._received)

    def is_there(self) -> bool:
        """Whether the system still shows the port that this one is connected to."""
        return self._in is not None and self.name in backend.port_names(self._in)

    def abandon(self) -> None:
        """Let go of the port of a MIDI system that has died, without a call to it."""
        self._is_called_back = False
        midi_in, self._in = self._in, None
        backend.abandon_client(midi_in)

    def poll(self) -> bool:
        """Hand on what waits; whether anything did."""
        n_received, midi_in = 0, self._in
        while midi_in is not None and (event := midi_in.get_message()) is not None:
            self._received(event, None)
            n_received += 1
        return n_received > 0

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
        midi_in, self._in = self._in, None
        if midi_in is not None:
            backend.close_client(midi_in)

    def _received(self, event: tuple[Sequence[int], float], _data: object) -> None:
        self._receive(bytes(event[0]), self._stamps.at_s(event[1], self._time.now_s()))


class Stamps:
    """Moments at which messages came, from the driver's times between them."""

    def __init__(self) -> None:
        self._driver_s = 0.0
        self._offset_s: float | None = None

    def at_s(self, since_last_s: float, now_s: float) -> float:
        """Monotonic moment of a message that the driver stamped ``since_last_s`` after the one before."""
        self._driver_s += since_last_s
        offset_s = now_s - self._driver_s
        if self._offset_s is not None:
            offset_s = min(offset_s, self._offset_s + _FORGET_SHARE * since_last_s)
        self._offset_s = offset_s
        return self._driver_s + offset_s
