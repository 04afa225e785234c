"""Polls a MIDI input on a thread of its own, for clock."""

from __future__ import annotations

import threading

from bridge.core.timebase import Timebase
from bridge.midi.ports import InputPort

POLL_EVERY_S, POLL_IDLE_S, POLL_REST_S = 0.005, 0.020, 2.0


class InputPoller:
    """Looks into a polled input on a thread of its own: often while something comes, seldom when nothing does.

    Each look costs some 80 us of a core, so idle ones are few; what comes carries the driver's times anyway.
    """

    def __init__(self, port: InputPort, time: Timebase) -> None:
        self.port, self._time = port, time
        self._received_s = time.now_s() - POLL_REST_S
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="midi clock", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def look(self) -> float:
        """Look once; how many seconds until the next look."""
        now_s = self._time.now_s()
        if self.port.poll():
            self._received_s = now_s
        return POLL_EVERY_S if now_s - self._received_s < POLL_REST_S else POLL_IDLE_S

    def replace(self, port: InputPort) -> None:
        """Look into another port from now on."""
        self.port = port

    def close(self, timeout_s: float = 2.0) -> None:
        """End the thread and close the port."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        self.port.close()

    def _run(self) -> None:
        while not self._closing.wait(self.look()):
            pass
