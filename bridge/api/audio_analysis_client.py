"""Asks the listening process, which is started when it is needed, and lets the performer play along with what it heard.

Asked on the OSC thread; answered on a thread that lives as long as the process; `tick` comes from the ticker. A lock
guards the state and is not held while the performer acts.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from bridge.api.audio_follower import AudioFollower
from bridge.api.osc_api import Request
from bridge.core.errors import AudioError, BusyError
from bridge.listening.messages import (
    BarTaken,
    CannotListen,
    CloseInput,
    FromListener,
    HeardFile,
    HeardInput,
    InputOpened,
    ListenerSettings,
    ListenTo,
    OpenInput,
    Quit,
    ToListener,
)
from bridge.processes.child import Child, start_child

log = logging.getLogger(__name__)

Spawn = Callable[[], tuple[Child, Connection]]
MOST_UNTAKEN = 16
END_S = 5.0  # an input gives its device back; JACK waits long for who just vanishes
_PROCESS = "bridge.listening.process"  # by name: the daemon never loads what analyses sound


def start_listener() -> tuple[Child, Connection]:
    """The listening process and our end of its pipe."""
    return start_child(_PROCESS, ListenerSettings())


class AudioAnalysisClient:
    """One file at a time, and one input. ``along`` acts on what was heard."""

    def __init__(self, spawn: Spawn, along: AudioFollower) -> None:
        self._spawn, self._along = spawn, along
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._connection: Connection | None = None
        self._number = 0
        self._file: tuple[int, Request] | None = None
        self._input: tuple[int, Request] | None = None
        self._closing = False
        self._n_untaken = 0  # bars told that the process has not taken up
        self._thread: threading.Thread | None = None

    def listen(self, request: Request, path: Path) -> None:
        """Listen to a file; answered when it is heard. Raises BusyError while another is listened to, AudioError."""
        with self._lock:
            if self._file is not None:
                raise BusyError("a file is being listened to already; ask again when it was heard")
            self._number += 1
            self._send(ListenTo(self._number, path))
            self._file = self._number, request

    def listen_live(self, request: Request, device: str) -> None:
        """Listen to an input instead of the one before; answered when it is open. Raises AudioError."""
        with self._lock:
            self._number += 1
            self._send(OpenInput(self._number, device))
            self._input = self._number, request

    def listen_off(self, request: Request) -> None:
        """Listen to no input any longer."""
        with self._lock:
            if self._input is not None:
                self._say(CloseInput())
            self._input = None
        request.reply("/sideman/listening", 0)

    def tick(self) -> None:
        """Tell the process of each new bar, while it listens to an input."""
        if self._input is None:
            return
        bar = self._along.bar_begun()
        if bar is not None:
            with self._lock:
                if self._n_untaken < MOST_UNTAKEN:  # else it hangs, and a full pipe would hold the ticker up
                    self._say(bar)
                    self._n_untaken += 1

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._closing = True
            self._file = self._input = None
            child, connection = self._child, self._connection
            self._forget_process()
        if child is None or connection is None:
            return
        with contextlib.suppress(OSError):  # it has just ended
            connection.send(Quit())
        child.end(END_S)
        if self._thread is not None:
            self._thread.join(END_S)

    # -- the process; the lock is held

    def _send(self, message: ToListener) -> None:
        try:
            self._started().send(message)
        except (OSError, ValueError):  # it has just ended, idle: another is started
            self._forget_process()
            try:
                self._started().send(message)
            except OSError as error:
                raise AudioError(f"the listening process cannot be started: {error}") from error

    def _say(self, message: ToListener) -> None:
        """Say something to a process that need not be there."""
        if self._connection is not None:
            with contextlib.suppress(OSError, ValueError):  # its thread notices too
                self._connection.send(message)

    def _started(self) -> Connection:
        if self._closing:
            raise AudioError("Sideman is ending")
        if self._connection is None:
            try:
                self._child, self._connection = self._spawn()
            except OSError as error:
                raise AudioError(f"the listening process cannot be started: {error}") from error
            arguments = (self._child, self._connection)
            self._thread = threading.Thread(target=self._hear, args=arguments, name="listening", daemon=True)
            self._thread.start()
        return self._connection

    def _forget_process(self) -> None:
        self._child = self._connection = None
        self._n_untaken = 0

    # -- the thread that hears it

    def _hear(self, child: Child, connection: Connection) -> None:
        try:
            while True:
                self._take(connection.recv())
        except (EOFError, OSError):  # the process has ended
            pass
        self._ended(connection)
        child.end(END_S)

    def _take(self, message: FromListener) -> None:
        try:
            match message:
                case HeardFile():
                    self._heard_file(message)
                case InputOpened():
                    request = self._live_request(message.request)
                    if request is not None:
                        request.reply("/sideman/listening", 1, message.name)
                case HeardInput():
                    if self._live_request(message.request) is not None:
                        self._along.follow(message.music)
                case BarTaken():
                    self._n_untaken = 0
                case CannotListen():
                    self._refuse(message.request, message.message)
        except Exception:  # a fault of ours in one message must not end the listening
            log.exception("%s could not be taken up", type(message).__name__)

    def _heard_file(self, message: HeardFile) -> None:
        with self._lock:
            file, self._file = self._file, None
        if file is not None:
            self._along.play_along(message.music, file[1])

    def _live_request(self, number: int) -> Request | None:
        """Who asked for the input, if it is still listened to."""
        with self._lock:
            return self._input[1] if self._input is not None and self._input[0] == number else None

    def _refuse(self, number: int, sentence: str) -> None:
        """Say why there is no answer to a request, or no longer any."""
        with self._lock:
            asked = next((each for each in (self._file, self._input) if each is not None and each[0] == number), None)
            if asked is not None and asked is self._file:
                self._file = None
            elif asked is not None:
                self._input = None
        if asked is not None:
            asked[1].reply("/sideman/error", asked[1].address, AudioError.code, sentence)

    def _ended(self, connection: Connection) -> None:
        with self._lock:
            is_present = self._connection is connection  # else another was started already, and asked
            if is_present:
                self._forget_process()
            waiting = [each for each in (self._file, self._input) if each is not None] if is_present else []
        for number, _ in waiting:
            self._refuse(number, "the listening process died; ask again")
        connection.close()
