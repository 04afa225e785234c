"""Supervises a child process: starts it, receives from it, restarts it when it dies or hangs, ends it.

`Supervisor.send` may be called by any thread and never waits; `Session` has a thread that writes. A second thread
receives; it calls the owner, notices when the child has died (its pipe closes), is silent for too long or reads
nothing for too long, kills what is left and starts another. Locks: the supervisor's guards which session is current
and whether it is up; `ChildOwner.greeting` is the only call made while it is held.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, Protocol

from bridge.core.timebase import Timebase
from bridge.processes.child import Child
from bridge.processes.pipe import has_message
from bridge.processes.session import Session

log = logging.getLogger(__name__)

Spawn = Callable[[], tuple[Child, Connection]]

QUICK_DEATH_S = 5.0  # a child that lives longer is restarted without a pause
MOST_WAIT_S = 10.0
LOOK_EVERY_S = 1.0  # at a child that may be silent, whether it still reads


class Signal(Enum):
    """Meaning of a message from the child to its supervisor; most have none."""

    READY = auto()  # the child can be used from now on
    REFUSED = auto()  # the child cannot start


@dataclass(frozen=True)
class Policy:
    """Rules of supervision. ``name`` stands in messages ("the NAME process died") and in the threads' names.

    starts_within_s: seconds of silence allowed before READY; stall_s: afterwards, None for a child that may be silent;
    unread_s: seconds for which it may leave a full pipe unread; end_s: how long one that has died, or closed its pipe,
    is waited for before it is killed; restarts: False for a child that is started by `Supervisor.ensure` when needed,
    is ready at once and may end by itself.
    """

    name: str
    starts_within_s: float = 10.0
    stall_s: float | None = None
    unread_s: float = 5.0
    end_s: float = 0.0
    restarts: bool = True


class End(NamedTuple):
    """End of a child that was ready: the messages that it was never sent, and the number of its start (from 1)."""

    reason: str
    unsent: list[object]
    n_spawned: int


class ChildOwner(Protocol):
    """Uses a supervised child. Called on the supervisor's thread."""

    def received(self, message: Any) -> Signal | None:
        """A message came."""
        ...

    def greeting(self) -> Iterable[object]:
        """Messages for a child that has just become ready, before all others. Must not call the supervisor."""
        ...

    def went_up(self) -> None:
        """The child is ready and was sent the greeting."""
        ...

    def went_down(self, end: End) -> None:
        """A child that was ready died, hung or ended."""
        ...


class Supervisor:
    """See the module."""

    def __init__(self, spawn: Spawn, time: Timebase, policy: Policy, owner: ChildOwner) -> None:
        self._spawn, self._time, self._policy, self._owner = spawn, time, policy, owner
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._is_up = False
        self._closing, self._answered = threading.Event(), threading.Event()
        self.is_refused = False
        self._thread: threading.Thread | None = None
        self.n_restarts = self.n_dropped = self.n_spawned = 0

    @property
    def is_up(self) -> bool:
        """Whether the child is ready."""
        return self._is_up

    @property
    def is_started(self) -> bool:
        """Whether there is a child, ready or not."""
        return self._session is not None

    @property
    def pid(self) -> int | None:
        """Process id of the child; None without one."""
        session = self._session
        return None if session is None else session.child.pid

    def spawn(self) -> None:
        """Start the child; it loads while the caller goes on. Raises OSError."""
        child, connection = self._spawn()
        self.n_spawned += 1
        self._session = Session(child, connection, self._time, self._policy.name)

    def start(self) -> None:
        """Start the thread that receives, and the child if it was not started yet."""
        if self._session is None:
            self.spawn()
        self._thread = threading.Thread(target=self._run, name=self._policy.name, daemon=True)
        self._thread.start()

    def ensure(self) -> None:
        """Start a child of a policy without restarts, unless one runs. Raises OSError."""
        if self._session is None:
            self.spawn()
            self._is_up = True
            self._thread = threading.Thread(target=self._run, name=self._policy.name, daemon=True)
            self._thread.start()

    def wait_until_answered(self, timeout_s: float) -> bool:
        """Wait until the child is ready or has refused; False when neither happened in time."""
        return self._answered.wait(timeout_s)

    def send(self, message: object) -> bool:
        """Queue a message for the child; False when it is not ready or reads too slowly. Never raises, never waits."""
        with self._lock:
            if self._session is None or not self._is_up:
                return False
            if self._session.put(message):
                return True
        self.n_dropped += 1
        return False

    def close(self, timeout_s: float = 2.0) -> None:
        """Ask the child to end, kill it after ``timeout_s`` seconds, and end the threads."""
        self._closing.set()
        self._answered.set()
        with self._lock:
            session, self._session, self._is_up = self._session, None, False
        if session is not None:
            began_s = self._time.now_s()
            session.quit()
            session.end(max(timeout_s - (self._time.now_s() - began_s), 0.0))
        if self._thread is not None and self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    # -- the supervisor's thread

    def _run(self) -> None:
        wait_s = 0.0
        while not self._closing.wait(wait_s):
            began_s = self._time.now_s()
            session, n_spawned = self._started(), self.n_spawned
            reason = "could not be started" if session is None else self._serve(session)
            if self._closing.is_set():
                return
            self._end(session, reason, n_spawned)
            if not self._policy.restarts or (self.is_refused and not self._answered.is_set()):
                self._answered.set()
                return
            self.n_restarts += 1
            log.error("the %s process %s; it is started again", self._policy.name, reason)
            is_quick = self._time.now_s() - began_s < QUICK_DEATH_S
            wait_s = min(2.0 * wait_s + 0.5, MOST_WAIT_S) if is_quick and self.n_restarts > 1 else 0.0

    def _started(self) -> Session | None:
        """The current session, a new one where there is none; None when the machine has no room for it now."""
        try:
            if self._session is None:
                self.spawn()
        except OSError as error:
            log.error("the %s process cannot be started: %s", self._policy.name, error)
        except Exception:  # a fault of ours: the thread that restarts must not end with it
            log.exception("the %s process cannot be started", self._policy.name)
        session = self._session
        if self._closing.is_set() and session is not None:  # `close` found none to end
            session.end(0.0)
        return session

    def _serve(self, session: Session) -> str:
        """Receive from a child until it ends or hangs; returns the reason."""
        policy, connection = self._policy, session.connection
        patience_s = policy.starts_within_s if policy.restarts else policy.stall_s
        while not self._closing.is_set():
            if session.unread_for_s() > policy.unread_s:
                return f"read nothing for {policy.unread_s:g} s"
            try:
                if not has_message(connection, LOOK_EVERY_S if patience_s is None else patience_s):
                    if patience_s is None:
                        continue
                    return f"was silent for {patience_s:g} s"
                message = connection.recv()
            except (EOFError, OSError, TypeError, ValueError) as error:  # the last: closed in the middle of it
                log.debug("the pipe: %r", error)
                return "died"
            match self._take(message):
                case Signal.READY:
                    patience_s = policy.stall_s
                    self._go_up(session)
                case Signal.REFUSED:
                    self.is_refused = not self._answered.is_set()
                    return "cannot start"
        return "was closed"

    def _take(self, message: object) -> Signal | None:
        try:
            return self._owner.received(message)
        except Exception:  # a fault of ours in one message must not end the music
            log.exception("%s could not be handled", type(message).__name__)
            return None

    def _go_up(self, session: Session) -> None:
        with self._lock:
            for message in self._owner.greeting():
                session.put(message)
            self._is_up = self._session is session
        self._answered.set()
        try:
            self._owner.went_up()
        except Exception:
            log.exception("the start of the %s process could not be handled", self._policy.name)

    def _end(self, session: Session | None, reason: str, n_spawned: int) -> None:
        with self._lock:
            was_up, self._is_up, self._session = self._is_up, False, None
        unsent = session.end(self._policy.end_s) if session is not None else []
        if was_up:
            try:
                self._owner.went_down(End(reason, unsent, n_spawned))
            except Exception:
                log.exception("the end of the %s process could not be handled", self._policy.name)
