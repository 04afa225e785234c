"""Client of the listening process, which is started when needed; the performer plays along with the analyses.

Called on the OSC thread; answered on the supervisor's thread; `tick` comes from the ticker. A lock guards the state;
it is taken before the supervisor's and not held while the performer acts.
"""

from __future__ import annotations

import logging
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from bridge.api.audio_follower import AudioFollower
from bridge.api.osc_api import Request
from bridge.core.errors import AudioError, BusyError
from bridge.core.timebase import SystemTime
from bridge.listening.messages import (
    BarTaken,
    CannotListen,
    CloseInput,
    FileAnalysed,
    FromListener,
    InputAnalysed,
    InputOpened,
    ListenerSettings,
    ListenTo,
    OpenInput,
)
from bridge.processes.child import Child, start_child
from bridge.processes.supervisor import End, Policy, Signal, Spawn, Supervisor

log = logging.getLogger(__name__)

MOST_UNTAKEN = 16
END_S = 5.0  # an input gives its device back; JACK waits long for a client that just vanishes
UNREAD_S = 300.0  # the analysis of a long file, in which nothing is read
_PROCESS = "bridge.listening.process"  # by name: the daemon never loads what analyses sound


def start_listener() -> tuple[Child, Connection]:
    """The listening process and our end of its pipe."""
    return start_child(_PROCESS, ListenerSettings())


class _Asked(NamedTuple):
    """A request that is not answered yet, its number, and which start of the process it was sent to."""

    number: int
    request: Request
    n_spawned: int


class AudioAnalysisClient:
    """Client of the listening process: one file at a time, and one input. ``follower`` acts on the analyses."""

    def __init__(self, spawn: Spawn, follower: AudioFollower) -> None:
        self._follower = follower
        policy = Policy("listening", unread_s=UNREAD_S, end_s=END_S, restarts=False)
        self._supervisor = Supervisor(spawn, SystemTime(), policy, self)
        self._lock = threading.Lock()
        self._number = 0
        self._file: _Asked | None = None
        self._input: _Asked | None = None
        self._is_closing = False
        self._n_untaken = 0  # bars sent that the process has not acknowledged

    def listen(self, request: Request, path: Path) -> None:
        """Analyse a file; answered when that is done. Raises BusyError while another is analysed, AudioError."""
        with self._lock:
            if self._file is not None:
                raise BusyError("another file is being analysed; ask again when it is done")
            self._number += 1
            self._file = self._send(ListenTo(self._number, path), request)

    def listen_live(self, request: Request, device: str) -> None:
        """Follow an audio input instead of the one before; answered when it is open. Raises AudioError."""
        with self._lock:
            self._number += 1
            self._input = self._send(OpenInput(self._number, device), request)

    def listen_off(self, request: Request) -> None:
        """Close the input, if one is open."""
        with self._lock:
            if self._input is not None:
                self._supervisor.send(CloseInput())
            self._input = None
        request.reply("/sideman/listening", 0)

    def tick(self) -> None:
        """Tell the process of each new bar, while it follows an input."""
        if self._input is None:
            return
        bar = self._follower.bar_begun()
        if bar is not None:
            with self._lock:
                if self._n_untaken < MOST_UNTAKEN:  # else it hangs
                    self._supervisor.send(bar)
                    self._n_untaken += 1

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._is_closing = True
            self._file = self._input = None
        self._supervisor.close(END_S)

    def _send(self, message: ListenTo | OpenInput, request: Request) -> _Asked:
        """Send to a process that is started where there is none; the lock is held."""
        if self._is_closing:
            raise AudioError("Sideman is ending")
        try:
            is_sent = False
            while not is_sent:  # it may end, idle, between two lines
                if not self._supervisor.is_started:
                    self._n_untaken = 0
                self._supervisor.ensure()
                is_sent = self._supervisor.send(message)
        except OSError as error:
            raise AudioError(f"the listening process cannot be started: {error}") from error
        return _Asked(message.request, request, self._supervisor.n_spawned)

    # -- implements ChildOwner

    def received(self, message: FromListener) -> Signal | None:
        """Act on an analysis, or answer the request that it belongs to."""
        match message:
            case FileAnalysed():
                self._file_analysed(message)
            case InputOpened():
                request = self._live_request(message.request)
                if request is not None:
                    request.reply("/sideman/listening", 1, message.name)
            case InputAnalysed():
                if self._live_request(message.request) is not None:
                    self._follower.follow(message.music)
            case BarTaken():
                self._n_untaken = 0
            case CannotListen():
                self._refuse(message.request, message.message)
        return None

    def greeting(self) -> tuple[()]:
        """A new process needs to know nothing."""
        return ()

    def went_up(self) -> None:
        """Nothing to do."""

    def went_down(self, end: End) -> None:
        """Ask again what the process was not sent before it ended; refuse what it was sent."""
        unsent = [message for message in end.unsent if isinstance(message, ListenTo | OpenInput)]
        with self._lock:
            waiting = [asked for asked in (self._file, self._input) if asked is not None]
        for asked in waiting:
            if asked.n_spawned == end.n_spawned and asked.number not in {message.request for message in unsent}:
                self._refuse(asked.number, "the listening process died; ask again")
        for message in unsent:
            self._ask_again(message)

    def _ask_again(self, message: ListenTo | OpenInput) -> None:
        try:
            with self._lock:
                if self._file is not None and self._file.number == message.request:
                    self._file = self._send(message, self._file.request)
                elif self._input is not None and self._input.number == message.request:
                    self._input = self._send(message, self._input.request)
        except AudioError as error:
            self._refuse(message.request, str(error))

    def _file_analysed(self, message: FileAnalysed) -> None:
        with self._lock:
            file, self._file = self._file, None
        if file is not None:
            self._follower.play_along(message.music, file.request)

    def _live_request(self, number: int) -> Request | None:
        """The request that opened the input, if it is still followed."""
        with self._lock:
            return self._input.request if self._input is not None and self._input.number == number else None

    def _refuse(self, number: int, sentence: str) -> None:
        """Answer a request with an error, and forget it."""
        with self._lock:
            asked = next(
                (each for each in (self._file, self._input) if each is not None and each.number == number), None
            )
            if asked is not None and asked is self._file:
                self._file = None
            elif asked is not None:
                self._input = None
        if asked is not None:
            asked.request.reply("/sideman/error", asked.request.address, AudioError.code, sentence)
