"""One child process and our end of its pipe, from its start to its end; a thread writes what is sent.

Any thread may call `put`, which never waits: a child that does not read holds up the writer thread alone.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
from multiprocessing.connection import Connection

from bridge.core.timebase import Timebase
from bridge.processes.child import Child
from bridge.processes.messages import Quit

log = logging.getLogger(__name__)

MOST_QUEUED = 10_000  # messages; more than a healthy child leaves unread in its longest pause
QUIT_WITHIN_S = 0.2  # from the last message to a child's end: longer only if the child reads nothing
LET_GO_S = 0.5  # the pipe of a child that cannot be killed is left open after so long


class Session:
    """The writer thread runs from construction to `end`."""

    def __init__(self, child: Child, connection: Connection, time: Timebase, name: str) -> None:
        self.child, self.connection = child, connection
        self._time = time
        self._queue: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._writing = threading.Lock()  # held while the pipe is written to
        self._began_writing_s: float | None = None
        self._unsent: list[object] = []
        self._writer = threading.Thread(target=self._write, name=f"{name} writer", daemon=True)
        self._writer.start()

    def put(self, message: object) -> bool:
        """Queue a message for the child; False, and the message is dropped, when `MOST_QUEUED` wait already."""
        if self._queue.qsize() >= MOST_QUEUED:
            return False
        self._queue.put(message)
        return True

    def unread_for_s(self) -> float:
        """Seconds since the writer has waited for the child to read; 0.0 when it does not wait."""
        began_s = self._began_writing_s
        return 0.0 if began_s is None else self._time.now_s() - began_s

    def quit(self) -> None:
        """Ask the child to end, after everything queued; returns when that is written, at the latest after 0.2 s."""
        self._queue.put(Quit())
        self._stop_writing(QUIT_WITHIN_S)

    def end(self, timeout_s: float) -> list[object]:
        """Wait ``timeout_s`` seconds for the child to end by itself, then kill it; returns the messages never sent."""
        if not self.child.end(timeout_s):
            log.error("process %s cannot be killed; it is left alone", self.child.pid)
        self._stop_writing(LET_GO_S)
        if self._writing.acquire(timeout=LET_GO_S):
            try:
                self.connection.close()
            finally:
                self._writing.release()
        with contextlib.suppress(queue.Empty):
            while True:
                self._unsent.append(self._queue.get_nowait())
        self._queue.put(None)  # in place of the one just taken, for a writer that is still held up
        return [message for message in self._unsent if message is not None]

    def _stop_writing(self, timeout_s: float) -> None:
        self._queue.put(None)
        if self._writer is not threading.current_thread():
            self._writer.join(timeout_s)

    def _write(self) -> None:
        while (message := self._queue.get()) is not None:
            self._began_writing_s = self._time.now_s()
            try:
                with self._writing:
                    self.connection.send(message)
            except (OSError, ValueError) as error:  # it is dying: the supervisor's thread notices too
                log.debug("%s was not sent: %s", type(message).__name__, error)
                self._unsent.append(message)
            except Exception:  # a message of ours that cannot be pickled
                log.exception("%s cannot be sent", type(message).__name__)
            finally:
                self._began_writing_s = None
