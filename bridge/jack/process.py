"""The JACK process: keeps one client, hands on what it finds, gives it what is to be written, until its pipe closes.

Its one thread waits for the pipe and for the client, whose callbacks run on JACK's threads. A server that dies is
looked for again; the client of a dead server is never called, as JACK's library may then wait for ever.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import select
import sys
import threading
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from bridge.core.stderr_silencer import silence_stderr
from bridge.core.timebase import monotonic_s
from bridge.jack.client import JackClient
from bridge.jack.protocol import (
    CannotStart,
    Connected,
    FromJack,
    JackReport,
    JackSettings,
    Lost,
    Started,
    Waiting,
    Write,
)
from bridge.processes.messages import Quit

log = logging.getLogger(__name__)

SWITCH_INTERVAL_S = 1e-4
LOOK_EVERY_S = 0.5  # for a server that is not there; and how often it reports


def serve(connection: Connection, settings: JackSettings) -> None:
    """Run the process; returns when the daemon closes the pipe or sends `Quit`."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(name)s: %(message)s")
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        if sys.platform == "win32":  # it waits for pipes and the client at once, which Windows does not offer
            connection.send(CannotStart("JACK as a host needs Linux or macOS; on Windows use loopMIDI"))
            return
        try:
            jack = import_module("jack")
            jack.set_error_function(lambda message: log.debug("%s", message))
            jack.set_info_function(lambda message: log.debug("%s", message))
        except (ImportError, OSError) as error:
            connection.send(CannotStart(f"JACK's library cannot be loaded: {error}"))
            return
        process = JackProcess(connection, settings, jack)
        process.open()
        connection.send(Started())
        process.run()


class JackProcess:
    """Pipe and client, wired."""

    def __init__(self, connection: Connection, settings: JackSettings, jack: Any) -> None:
        self._connection, self._settings, self._jack = connection, settings, jack
        self._wake_read, self._wake_write = os.pipe()
        if sys.platform != "win32":
            os.set_blocking(self._wake_write, False)
            os.set_blocking(self._wake_read, False)
        self._client: JackClient | None = None
        self._abandoned: list[JackClient] = []  # of servers that died; freeing them would call the library
        self._reported_s = self._looked_s = 0.0

    def run(self) -> None:
        """Serve until told to quit."""
        gc.collect()
        gc.freeze()
        try:
            while self._wait():
                self._look_after_server()
                self._hand_on()
        finally:
            self._close()

    def _wait(self) -> bool:
        """Wait for the pipe or the client; take what the daemon sent. False at the last."""
        ends: list[Any] = [self._connection, self._wake_read]
        ready, _, _ = select.select(ends, (), (), LOOK_EVERY_S if self._client else 0.1)
        if self._wake_read in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._wake_read, 4096)
        while self._connection in ready:
            match self._connection.recv():
                case Write(port, frame, data):
                    if self._client is not None:
                        self._client.queue.add(port, frame, data)
                case Quit():
                    return False
            ready, _, _ = select.select((self._connection,), (), (), 0.0)
        return True

    def _hand_on(self) -> None:
        client = self._client
        while client is not None and client.found:
            self._send(client.found.popleft())
        now_s = monotonic_s()
        if now_s - self._reported_s >= LOOK_EVERY_S:
            self._reported_s = now_s
            self._send(self._report(client))

    def _report(self, client: JackClient | None) -> JackReport | Waiting:
        if client is None or not client.estimate.frame:
            return Waiting()
        queue = client.queue
        return JackReport(client.estimate.line(), queue.n_written, queue.n_late, queue.n_dropped)

    def _look_after_server(self) -> None:
        now_s = monotonic_s()
        if self._client is not None and self._client.is_lost:
            self._abandoned.append(self._client)
            self._client = None
            self._send(Lost())
        elif self._client is None and now_s - self._looked_s >= LOOK_EVERY_S:
            self.open()

    def open(self) -> None:
        """Make the client, if there is a server."""
        self._looked_s = monotonic_s()
        try:
            with silence_stderr():
                self._client = client = JackClient(self._settings, self._wake)
                client.connect_sound()
        except self._jack.JackError as error:
            log.debug("no JACK yet: %s", error)
            return
        self._send(Connected(client.name, client.rate_hz, client.period_frames))

    def _wake(self) -> None:
        """On JACK's threads."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake_write, b"1")

    def _send(self, message: FromJack) -> None:
        self._connection.send(message)

    def _close(self) -> None:
        """Leave the server; a server that hangs must not keep the process."""
        client = self._client
        if client is not None and not client.is_lost:
            closing = threading.Thread(target=client.close, daemon=True)
            closing.start()
            closing.join(1.0)
        os._exit(0)  # whatever JACK's library still holds
