"""The daemon's end of the JACK process: ports of the scheduler that are sent messages before they are due.

`JackPort.send` belongs to the scheduler's thread and never waits. What the process finds comes on the supervisor's
thread, ``jack``.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from bridge.core.errors import SetupError
from bridge.core.message_order import MessageOrder
from bridge.core.timebase import Timebase
from bridge.jack.clock_start import ClockStart
from bridge.jack.lost_ticks import LostTicks
from bridge.jack.protocol import (
    CannotStart,
    Connected,
    FrameLine,
    FromJack,
    JackReport,
    JackSettings,
    Lost,
    Missed,
    PeriodChanged,
    Received,
    Started,
    TransportSeen,
    Write,
)
from bridge.processes.link import SupervisedLink
from bridge.processes.supervisor import End, Policy, Signal, Spawn

log = logging.getLogger(__name__)

STARTS_WITHIN_S = 10.0
STALL_S = 10.0  # JACK's library may wait for ever when a client comes; the process reports twice a second
# For the way from the scheduler to the process: .3 ms, but on a busy machine some milliseconds.
MARGIN_S = 0.010
N_PLACED = 512  # moments that keep their frame: more than lie between sound and MIDI
CLOCK, STOP, START = 0xF8, 0xFC, b"\xfa"
BEGUN = b"\xfa\xfb"  # start, continue
BEGIN_ANEW = b"\xf2\xfa\xfb\xfc"  # song position, start, continue, stop: what was lost before is of no account
JACK = "UNIX_JACK"  # as rtmidi calls it

Receive = Callable[[bytes, float | None], None]
CountLost = Callable[[int], None]


class TransportClock(Protocol):
    """What is fed with JACK's transport."""

    def seen(self, seen: TransportSeen) -> None: ...
    def lost(self) -> None: ...


class NoClock:
    """Takes no transport."""

    def seen(self, seen: TransportSeen) -> None:
        """Do nothing."""

    def lost(self) -> None:
        """Do nothing."""


class Server(NamedTuple):
    """The server that the process is connected to; ``name`` is that of our client there."""

    name: str
    rate_hz: int
    period_frames: int

    @property
    def period_s(self) -> float:
        """Length of a period."""
        return self.period_frames / self.rate_hz


class JackLink(SupervisedLink):
    """``clock`` and ``inputs`` may be set: what the transport, and each input by its name, is handed to;
    ``ticks_lost`` too: told, for an input by its name, how many ticks of a MIDI clock were lost before one comes.

    ``sound_memory``: the path of the memory that its client takes sound from; "" none.
    """

    name = "jack"

    def __init__(self, spawn: Spawn, time: Timebase, settings: JackSettings) -> None:
        super().__init__(spawn, time, Policy("jack", starts_within_s=STARTS_WITHIN_S, stall_s=STALL_S), self)
        self._time, self._settings, self.sound_memory = time, settings, settings.sound_memory
        self.clock: TransportClock = NoClock()
        self.inputs: Mapping[str, Receive] = {}
        self.ticks_lost: Mapping[str, CountLost] = {}
        self._lost = [LostTicks() for _ in settings.inputs]
        self._starts = [ClockStart() for _ in settings.inputs]
        self.server: Server | None = None
        self.report = JackReport(FrameLine(0, 0.0, 48_000))
        self._line: FrameLine | None = None
        self._placed: dict[int, int] = {}  # frames by microseconds, the latest moments
        self._refusal = ""
        # Held while the line and the clock that goes by it change, and while notes are placed by both: a server that
        # stood still moves the line by milliseconds.
        self.steady: AbstractContextManager[object] = threading.Lock()
        self._order = [MessageOrder() for _ in settings.outputs]

    # -- any thread

    @property
    def lead_s(self) -> float:
        """How long before its moment a message is to be sent, so that it is there before its period begins."""
        server = self.server
        return 0.0 if server is None else server.period_s + MARGIN_S

    @property
    def line(self) -> FrameLine | None:
        """Moments of frames, as notes are placed by them; None without a server."""
        return self._line

    def names(self) -> tuple[str, ...]:
        """Full names of the ports, as others connect them; those wanted where no server is there."""
        client = self._settings.client_name if self.server is None else self.server.name
        ports = (*self._settings.outputs, *self._settings.inputs, *self._settings.sound_outputs)
        return tuple(f"{client}:{name}" for name in ports)

    @property
    def has_outputs(self) -> bool:
        """Whether it has ports for our notes."""
        return bool(self._settings.outputs)

    @property
    def has_inputs(self) -> bool:
        """Whether it has ports for the player."""
        return bool(self._settings.inputs)

    def port(self, name: str) -> JackPort:
        """The output of that name."""
        return JackPort(self, self._settings.outputs.index(name))

    def ports(self) -> dict[str, JackPort]:
        """The outputs by the scheduler's names; the first is the main one."""
        client = self._settings.client_name
        return {f"{client}:{name}": self.port(name) for name in self._settings.outputs}

    def start(self) -> str:
        """Wait until there is JACK; returns a sentence about it. Raises SetupError with the process's reason."""
        self._supervisor.start()
        if not self._supervisor.wait_until_answered(STARTS_WITHIN_S):
            raise SetupError(f"the JACK process did not answer for {STARTS_WITHIN_S:g} s; try: sideman doctor")
        if self._supervisor.is_refused:
            raise SetupError(self._refusal)
        return self.sentence()

    def sentence(self) -> str:
        """A sentence about the client and its ports."""
        server = self.server
        if server is None:
            return "JACK: no server runs yet; its transport is followed as soon as one does"
        ports = ", ".join(self.names()) or server.name
        return f"JACK: {ports}; to the frame, with the period of {server.period_frames} at {server.rate_hz} Hz"

    def frame_at(self, at_s: float) -> int | None:
        """The frame of a moment, None without a server. The scheduler's thread.

        A moment has the frame that it was given first: a note of ours sounds with its MIDI, which is sent some 20 ms
        later, though the line that both go by has moved by milliseconds meanwhile, as a server that stood still does.
        """
        line, moment_us = self._line, round(at_s * 1e6)
        if line is None:
            return None
        while len(self._placed) > N_PLACED:
            self._placed.pop(next(iter(self._placed)), None)
        return self._placed.setdefault(moment_us, line.s_to_frame(at_s))

    def send(self, port: int, data: bytes, at_s: float | None) -> None:
        """Write a message at its frame. The scheduler's thread."""
        moment_s = self._order[port].in_order_s(data, self._time.now_s() if at_s is None else at_s)
        is_ahead = at_s is not None or moment_s > self._time.now_s()
        frame = self.frame_at(moment_s) if is_ahead else None
        self._supervisor.send(Write(port, frame, data))

    # -- implements ChildOwner

    def received(self, message: FromJack) -> Signal | None:
        """Hand on what the process found."""
        match message:
            case Received(port, frame, data):
                self._hand_on(port, frame, data)
            case Missed(n_frames, n_stood):
                for each in self._lost:
                    each.missed(n_frames, n_stood)
            case TransportSeen():
                for start in self._starts:
                    start.transport(message)
                with self.steady:
                    self._line = message.line  # of no other message: clock and ports must go by the same line
                    self.clock.seen(message)
            case JackReport():
                self.report = message
            case Connected(name, rate_hz, period_frames):
                self.server = Server(name, rate_hz, period_frames)
            case PeriodChanged(period_frames) if self.server is not None:
                self.server = self.server._replace(period_frames=period_frames)
            case Lost():
                self._lose()
            case Started():
                return Signal.READY
            case CannotStart(refusal):
                self._refusal = refusal
                return Signal.REFUSED
        return None

    def _hand_on(self, port: int, frame: int, data: bytes) -> None:
        name, lost, start = self._settings.inputs[port], self._lost[port], self._starts[port]
        if data[0] == CLOCK:
            if start.tick(frame):
                self._hand_on(port, frame, START)
            n_lost = lost.tick(frame, start.roll_frame(frame))
            if n_lost and name in self.ticks_lost:
                self.ticks_lost[name](n_lost)
        elif data[0] in BEGIN_ANEW:
            lost.begin()
        if data[0] in BEGUN:
            start.begun(frame)
        elif data[0] == STOP:
            start.stopped()
        receive = self.inputs.get(name)
        if receive is not None:
            # The moment of its frame, at which it is heard too: up to a period from now.
            receive(data, None if self._line is None else self._line.frame_to_s(frame))

    def _lose(self) -> None:
        self.server = self._line = None
        self._placed = {}
        self.clock.lost()

    def greeting(self) -> Iterator[object]:
        """Nothing to say."""
        return iter(())

    def went_up(self) -> None:
        """Nothing more to do."""

    def went_down(self, end: End) -> None:  # noqa: ARG002
        """The transport is not seen until the process is there again."""
        self._lose()


class JackPort:
    """Implements `bridge.playback.ports.EarlyPort` on an output of the client."""

    api = JACK

    def __init__(self, link: JackLink, number: int) -> None:
        self._link, self._number = link, number

    @property
    def name(self) -> str:
        """Its full name."""
        return self._link.names()[self._number]

    @property
    def lead_s(self) -> float:
        """How long before its moment a message is to be sent."""
        return self._link.lead_s

    @property
    def steady(self) -> AbstractContextManager[object]:
        """Within it the clock and the frames of JACK go by one line."""
        return self._link.steady

    def send(self, data: bytes, at_s: float | None = None) -> None:
        """Send one MIDI message, to be heard at a monotonic moment; None: at once."""
        self._link.send(self._number, data, at_s)

    def abandon(self) -> None:
        """Do nothing: the process looks after its own client."""

    def close(self) -> None:
        """Do nothing: the link is closed as a whole."""
