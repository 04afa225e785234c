"""The daemon's end of the pipe: starts the inference process, hears it, watches it and starts it again.

`send` may be called by any thread. A thread hears; it also notices when the process has died (at once: its pipe closes)
or has stalled (nothing said for `stall_s`), kills what is left and starts another. ``on_message``, ``on_down`` and
``on_up`` are called on that thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Protocol, TypeVar

from bridge.core.errors import SetupError
from bridge.core.timebase import Timebase
from bridge.inference.protocol import Alive, CannotLoad, FromInference, Loaded, Quit, ToInference
from bridge.processes.child import Child
from bridge.processes.pipe import has_message

log = logging.getLogger(__name__)

LOADS_WITHIN_S = 60.0  # a cold disk, a slow machine
QUICK_DEATH_S = 5.0  # dying sooner than this after the start is no accident
MOST_WAIT_S = 10.0

Spawn = Callable[[], tuple[Child, Connection]]
T = TypeVar("T")


class InferenceListener(Protocol):
    """Who uses the link. Called on its thread."""

    def heard(self, message: FromInference) -> None: ...
    def inference_down(self, reason: str) -> None: ...
    def inference_up(self, model_hash: str) -> None: ...


class InferenceLink:
    """See the module."""

    def __init__(self, spawn: Spawn, time: Timebase, stall_s: float) -> None:
        self._spawn, self._time, self._stall_s = spawn, time, stall_s
        self._lock = threading.Lock()
        self._process: Child | None = None
        self._connection: Connection | None = None
        self._is_up = False
        self._listener: InferenceListener | None = None
        self._closing = threading.Event()
        self._first_load = threading.Event()
        self._load_error: str | None = None
        self._thread = threading.Thread(target=self._run, name="inference link", daemon=True)
        self.n_restarts = 0
        self.model_hash = ""

    @property
    def is_up(self) -> bool:
        """Whether music can be asked for."""
        return self._is_up

    @property
    def pid(self) -> int | None:
        """Process id of the inference process."""
        process = self._process
        return None if process is None else process.pid

    def spawn(self) -> None:
        """Start the process; it loads while the caller goes on."""
        self._process, self._connection = self._spawn()

    def start(self, listener: InferenceListener) -> None:
        """Wait until the process has loaded, then hear it. Raises SetupError with its sentence."""
        self._listener = listener
        if self._process is None:
            self.spawn()
        self._thread.start()
        if not self._first_load.wait(LOADS_WITHIN_S):
            raise SetupError(f"the model was not loaded within {LOADS_WITHIN_S:g} s; is the machine overloaded?")
        if self._load_error is not None:
            raise SetupError(self._load_error)

    def send(self, message: ToInference) -> bool:
        """Say something; False when nobody hears it. Never raises."""
        with self._lock:
            if self._connection is None or not self._is_up:
                return False
            try:
                self._connection.send(message)
            except (OSError, ValueError) as error:  # it is dying: the thread will notice too
                log.debug("%s was not sent: %s", type(message).__name__, error)
                return False
        return True

    def close(self, timeout_s: float = 2.0) -> None:
        """End the process."""
        self._closing.set()
        self.send(Quit())
        self._end_process(timeout_s)
        self._is_up = False
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    # -- the link's thread

    def _run(self) -> None:
        wait_s = 0.0
        while not self._closing.wait(wait_s):
            began_s = self._time.now_s()
            reason = self._serve() if self._has_process() else "could not be started"
            if self._closing.is_set():  # still up: `close` has to say so
                return
            was_up, self._is_up = self._is_up, False
            self._end_process(0.0)
            if self._load_error is not None and not self._first_load.is_set():
                self._first_load.set()
                return
            self.n_restarts += 1
            log.error("the inference process %s; it is started again", reason)
            if was_up and self._listener is not None:
                self._tell(self._listener.inference_down, reason)
            quick = self._time.now_s() - began_s < QUICK_DEATH_S
            wait_s = min(2.0 * wait_s + 0.5, MOST_WAIT_S) if quick and self.n_restarts > 1 else 0.0

    def _has_process(self) -> bool:
        """Start one if there is none; False when the machine has no room for it now."""
        try:
            if self._process is None:
                self.spawn()
                if self._closing.is_set():  # `close` found none to end
                    self._end_process(0.0)
        except OSError as error:
            log.error("the inference process cannot be started: %s", error)
            return False
        return True

    def _serve(self) -> str:
        """Hear the process until it is no more; why that is."""
        connection = self._connection
        if connection is None:
            return "was closed"
        patience_s = LOADS_WITHIN_S
        while not self._closing.is_set():
            try:
                if not has_message(connection, patience_s):
                    return f"said nothing for {patience_s:g} s"
                message = connection.recv()
            except (
                EOFError,
                OSError,
                TypeError,
                ValueError,
            ) as error:  # the last: closed by `close` in the middle of it
                log.debug("the pipe: %r", error)
                return "died"
            match message:
                case Loaded():
                    patience_s, self._is_up, self.model_hash = self._stall_s, True, message.model_hash
                    self._first_load.set()
                    if self._listener is not None:
                        self._tell(self._listener.inference_up, message.model_hash)
                case CannotLoad():
                    self._load_error = message.message
                    return f"cannot load: {message.message}"
                case Alive():
                    pass
                case _:
                    if self._listener is not None:
                        self._tell(self._listener.heard, message)
        return "was closed"

    def _tell(self, tell: Callable[[T], None], what: T) -> None:
        try:
            tell(what)
        except Exception:  # a fault of ours in one message must not end the music
            log.exception("%s could not be taken up", type(what).__name__)

    def _end_process(self, timeout_s: float) -> None:
        process = self._process
        if process is not None:  # before the lock: `send` holds it while a stalled process leaves the pipe full
            process.end(timeout_s)
        with self._lock:
            self._process = None
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
