"""A plain lock, and calls that wait until it is released: nothing leaves while the performer's state is locked.

Under the lock `post` queues a call; when the lock is released the calls are made in the order in which they were
queued, whichever thread queued them. One thread makes them at a time; a thread that finds another at it leaves its
own to that one, so that no other waits for a slow listener.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence

from bridge.core.messages import BarLine, PlannedNote
from bridge.performance.listener import Listener
from model.music.plan import Plan

log = logging.getLogger(__name__)

Call = Callable[[], object]


class Outbox:
    """``with outbox:`` holds the lock. Not re-entrant."""

    def __init__(self) -> None:
        self._lock, self._delivering = threading.Lock(), threading.Lock()
        self._waiting: deque[Call] = deque()

    def __enter__(self) -> Outbox:
        self._lock.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()
        self.deliver()

    def post(self, call: Call) -> None:
        """Make a call once the lock is released. A call that raises is logged and does not keep back the others."""
        self._waiting.append(call)

    def deliver(self) -> None:
        """Make the calls that wait, unless another thread is at it, which then makes these too."""
        while self._waiting:
            if not self._delivering.acquire(blocking=False):
                return
            try:
                self._deliver_all()
            finally:
                self._delivering.release()

    def _deliver_all(self) -> None:
        while self._waiting:
            try:
                self._waiting.popleft()()
            except Exception:
                log.exception("a listener of the performer failed")


class OutboxListener:
    """Implements `Listener`: passes everything on to ``listener`` through the outbox."""

    def __init__(self, outbox: Outbox, listener: Listener) -> None:
        self._outbox, self._listener = outbox, listener

    def playing(self, playing: bool) -> None:
        """Pass on; the lock is held."""
        self._outbox.post(lambda: self._listener.playing(playing))

    def notes(self, notes: Sequence[PlannedNote]) -> None:
        """Pass on; the lock is held."""
        self._outbox.post(lambda: self._listener.notes(notes))

    def cancelled(self, from_beat: float) -> None:
        """Pass on; the lock is held."""
        self._outbox.post(lambda: self._listener.cancelled(from_beat))

    def bar(self, line: BarLine) -> None:
        """Pass on at once: called by the scheduler's thread, without the lock; it must not make the calls of others."""
        self._listener.bar(line)

    def plan(self, plan: Plan) -> None:
        """Pass on; the lock is held."""
        self._outbox.post(lambda: self._listener.plan(plan))

    def late(self, margin_ms: float, resting: Sequence[str]) -> None:
        """Pass on; the lock is held."""
        self._outbox.post(lambda: self._listener.late(margin_ms, resting))

    def inference(self, up: bool, reason: str) -> None:
        """Pass on; the lock is held."""
        self._outbox.post(lambda: self._listener.inference(up, reason))

    def failed(self, message: str) -> None:
        """Pass on; the lock is held."""
        self._outbox.post(lambda: self._listener.failed(message))

    def played(self, pitch: int, velocity: int) -> None:
        """Pass on; the lock is held."""
        self._outbox.post(lambda: self._listener.played(pitch, velocity))
