"""The daemon's end of the sound process's pipe: a port of the scheduler that hears messages before they are due.

`send` belongs to the scheduler's thread and never waits; a thread writes to the pipe, another hears the process and
starts it again when it dies, with every channel's program and controllers as they were.
"""

from __future__ import annotations

import logging
import math
import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from multiprocessing.connection import Connection

from bridge.core.errors import SetupError
from bridge.core.timebase import Timebase
from bridge.processes.child import Child
from bridge.processes.pipe import has_message
from bridge.sound.protocol import CannotStart, Describe, Messages, Quit, Report, Started, TimedMessage, ToSound, Trouble

log = logging.getLogger(__name__)

Spawn = Callable[[], tuple[Child, Connection]]
STARTS_WITHIN_S = 10.0
STALL_S = 3.0  # it reports every second
MOST_WAIT_S = 10.0
MARGIN_S = 0.003  # for the way from the scheduler to the renderer
_MAX_QUEUED = 10_000
_CC_DATA_END = 120  # controllers from here on are orders, not settings


class ChannelMemory:
    """What a synthesiser must be told again after it has begun anew."""

    def __init__(self) -> None:
        self._said: dict[tuple[int, int], bytes] = {}

    def keep(self, data: bytes) -> None:
        """Remember a program, a controller or a bend."""
        kind = data[0] & 0xF0
        if kind == 0xB0 and data[1] < _CC_DATA_END:
            self._said[data[0], data[1]] = data
        elif kind in (0xC0, 0xE0):
            self._said[data[0], -1] = data

    def told_again(self) -> Iterator[bytes]:
        """Controllers first, as a bank is chosen before its program."""
        yield from (data for key, data in sorted(self._said.items(), key=lambda each: each[0][1] < 0))


class SoundLink:
    """Implements `bridge.playback.scheduler.EarlyPort`.

    ``lead_s``: how long before its moment a message is to be sent.
    """

    name = "sound"

    def __init__(self, spawn: Spawn, time: Timebase, ahead_s: float) -> None:
        """ahead_s: how long before it is heard the process makes sound; less what an offset delays everything."""
        self._spawn, self._time = spawn, time
        self.lead_s = max(ahead_s, 0.0) + MARGIN_S
        self._queue: queue.SimpleQueue[ToSound | None] = queue.SimpleQueue()
        self._memory, self._described = ChannelMemory(), Describe("", {})
        self._struck_s: dict[tuple[int, int], float] = {}
        self._latest_s = -math.inf
        self._lock = threading.Lock()  # of the connection
        self._child: Child | None = None
        self._connection: Connection | None = None
        self._closing, self._answered = threading.Event(), threading.Event()
        self._refusal: str | None = None
        self.sentence = ""
        self.report = Report()
        self.n_restarts = self.n_dropped = 0
        self._is_up = False
        self._writer = threading.Thread(target=self._write, name="sound writer", daemon=True)
        self._hearer = threading.Thread(target=self._run, name="sound link", daemon=True)

    # -- the scheduler's thread

    def send(self, data: bytes, at_s: float | None = None) -> None:
        """Let a message be heard at a monotonic moment; None: at once."""
        self._memory.keep(data)
        if self._queue.qsize() > _MAX_QUEUED:
            self.n_dropped += 1
            return
        at_s = self._time.now_s() if at_s is None else at_s
        self._queue.put(Messages((TimedMessage(self._in_order_s(data, at_s), data),)))

    def _in_order_s(self, data: bytes, at_s: float) -> float:
        """No sooner than what it puts an end to: a note-off sent at once must not overtake its note-on's moment."""
        kind = data[0] & 0xF0
        if kind == 0x90 and data[2]:
            self._latest_s = max(self._latest_s, at_s)
            self._struck_s[data[0] & 0x0F, data[1]] = at_s
            return at_s
        if kind in (0x80, 0x90):
            return max(at_s, self._struck_s.get((data[0] & 0x0F, data[1]), at_s))
        return max(at_s, self._latest_s) if kind == 0xB0 and data[1] >= _CC_DATA_END else at_s

    # -- any thread

    @property
    def is_up(self) -> bool:
        """Whether there is sound."""
        return self._is_up

    @property
    def pid(self) -> int | None:
        """Process id of the sound process."""
        child = self._child
        return None if child is None else child.pid

    def describe(self, words: str, style: Mapping[str, float]) -> None:
        """Say what is played now, for voices that sound accordingly."""
        self._described = Describe(words, dict(style))
        self._queue.put(self._described)

    def spawn(self) -> None:
        """Start the process; it loads while the caller goes on."""
        self._child, self._connection = self._spawn()

    def start(self) -> str:
        """Wait until there is sound; a sentence about it. Raises SetupError with the process's own."""
        if self._child is None:
            self.spawn()
        self._writer.start()
        self._hearer.start()
        if not self._answered.wait(STARTS_WITHIN_S):
            raise SetupError(f"the sound process said nothing for {STARTS_WITHIN_S:g} s; try: sideman doctor")
        if self._refusal is not None:
            raise SetupError(self._refusal)
        return self.sentence

    def close(self, timeout_s: float = 2.0) -> None:
        """Let the sound fade and end the process."""
        self._closing.set()
        self._queue.put(Quit())
        self._queue.put(None)
        if self._writer.is_alive():
            self._writer.join(timeout_s)
        self._end_child(timeout_s)
        if self._hearer.is_alive() and self._hearer is not threading.current_thread():
            self._hearer.join(timeout_s)

    # -- the writer's thread

    def _write(self) -> None:
        while (message := self._queue.get()) is not None:
            with self._lock:
                if self._connection is None or not self._is_up:
                    continue  # nobody hears: it is told again what it must know
                try:
                    self._connection.send(message)
                except (OSError, ValueError) as error:
                    log.debug("the sound process does not hear: %s", error)

    # -- the hearer's thread

    def _run(self) -> None:
        wait_s = 0.0
        while not self._closing.wait(wait_s):
            reason = self._serve()
            if self._closing.is_set() or self._refusal is not None:
                self._is_up = False
                return
            self._is_up = False
            self._end_child(0.0)
            self.n_restarts += 1
            log.error("the sound process %s; it is started again", reason)
            wait_s = min(2.0 * wait_s + 0.1, MOST_WAIT_S)
            if self._closing.wait(wait_s):
                return
            try:
                self.spawn()
            except OSError as error:
                log.error("the sound process cannot be started: %s", error)

    def _serve(self) -> str:
        connection, patience_s = self._connection, STARTS_WITHIN_S
        while connection is not None and not self._closing.is_set():
            try:
                if not has_message(connection, patience_s):
                    return f"said nothing for {patience_s:g} s"
                message = connection.recv()
            except (EOFError, OSError, TypeError, ValueError) as error:  # the last: closed in the middle of it
                log.debug("the pipe: %r", error)
                return "died"
            match message:
                case Started(sentence):
                    patience_s, self.sentence = STALL_S, sentence
                    self._tell_again(connection)
                    self._answered.set()
                case CannotStart(refusal):
                    if not self._answered.is_set():
                        self._refusal = refusal
                        self._answered.set()
                    return f"cannot start: {refusal}"
                case Trouble(told):
                    log.warning("%s", told)
                case Report():
                    self.report = message
        return "was closed"

    def _tell_again(self, connection: Connection) -> None:
        now_s = self._time.now_s()
        with self._lock:
            connection.send(Messages(tuple(TimedMessage(now_s, data) for data in self._memory.told_again())))
            connection.send(self._described)
            self._is_up = True

    def _end_child(self, timeout_s: float) -> None:
        child = self._child
        if child is not None:
            child.end(timeout_s)
        with self._lock:
            self._child = None
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
