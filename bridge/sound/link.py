"""The daemon's end of the sound process: a port of the scheduler that receives messages before they are due.

`send` belongs to the scheduler's thread and never waits. When the process is restarted it is sent every channel's
program and controllers as they were.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext

from bridge.core.errors import SetupError
from bridge.core.message_order import MessageOrder
from bridge.core.timebase import Timebase
from bridge.jack.link import JackLink
from bridge.processes.link import SupervisedLink
from bridge.processes.supervisor import End, Policy, Signal, Spawn
from bridge.sound.protocol import (
    CannotStart,
    Describe,
    FromSound,
    Messages,
    SoundReport,
    Started,
    TimedMessage,
    Trouble,
)

log = logging.getLogger(__name__)

STARTS_WITHIN_S = 10.0
STALL_S = 3.0  # it reports every second
# For the way from the scheduler to the renderer: .3 ms, but on a busy machine some milliseconds.
MARGIN_S = 0.010
_CC_DATA_END = 120  # controllers from here on are commands, not settings


class ChannelMemory:
    """Programs, controllers and bends that a synthesiser must be sent again after a restart. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: dict[tuple[int, int], bytes] = {}

    def keep(self, data: bytes) -> None:
        """Remember a program, a controller or a bend; other messages are ignored."""
        kind = data[0] & 0xF0
        with self._lock:
            if kind == 0xB0 and data[1] < _CC_DATA_END:
                self._sent[data[0], data[1]] = data
            elif kind in (0xC0, 0xE0):
                self._sent[data[0], -1] = data

    def messages(self) -> list[bytes]:
        """The remembered messages, controllers first, as a bank is chosen before its program."""
        with self._lock:
            return [data for key, data in sorted(self._sent.items(), key=lambda each: each[0][1] < 0)]


class SoundLink(SupervisedLink):
    """Implements `bridge.playback.ports.EarlyPort`.

    ``lead_s``: how long before its moment a message is to be sent. ``jack`` may be set where sound goes to JACK: a
    message gets its frame by the line that its MIDI goes by.
    """

    name = "sound"
    jack: JackLink | None = None

    def __init__(self, spawn: Spawn, time: Timebase, ahead_s: float, offset_s: float = 0.0) -> None:
        """ahead_s: how long before it is heard the process makes sound, until it says so; offset_s: what delays sound.

        ``report_trouble`` may be set: it takes sentences about devices that go and come.
        """
        self.report_trouble: Callable[[str], None] = log.warning
        self._time = time
        self._offset_s = offset_s
        self._goes_ahead(ahead_s)
        policy = Policy("sound", starts_within_s=STARTS_WITHIN_S, stall_s=STALL_S)
        super().__init__(spawn, time, policy, self)
        self._memory, self._described = ChannelMemory(), Describe("", {})
        self._order = MessageOrder()
        self._refusal = ""
        self.sentence = ""
        self.report = SoundReport()

    # -- the scheduler's thread

    def send(self, data: bytes, at_s: float | None = None) -> None:
        """Let a message be heard at a monotonic moment; None: at once."""
        self._memory.keep(data)
        at_s = self._order.in_order_s(data, self._time.now_s() if at_s is None else at_s)
        frame = None if self.jack is None else self.jack.frame_at(at_s + self._offset_s)
        self._supervisor.send(Messages((TimedMessage(at_s, data, frame),)))

    # -- any thread

    @property
    def steady(self) -> AbstractContextManager[object]:
        """Within it clock and JACK's frames go by one line; a device's frames are found later, from moments."""
        return nullcontext() if self.jack is None else self.jack.steady

    @property
    def n_dropped(self) -> int:
        """Number of messages that were not sent because the process read too slowly."""
        return self._supervisor.n_dropped

    def describe(self, words: str, style: Mapping[str, float]) -> None:
        """Say what is played now, for voices that sound accordingly."""
        self._described = Describe(words, dict(style))
        self._supervisor.send(self._described)

    def start(self) -> str:
        """Wait until there is sound; returns a sentence about it. Raises SetupError with the process's reason."""
        self._supervisor.start()
        if not self._supervisor.wait_until_answered(STARTS_WITHIN_S):
            raise SetupError(f"the sound process did not answer for {STARTS_WITHIN_S:g} s; try: sideman doctor")
        if self._supervisor.is_refused:
            raise SetupError(self._refusal)
        return self.sentence

    # -- implements ChildOwner

    def received(self, message: FromSound) -> Signal | None:
        """Keep reports; log troubles."""
        match message:
            case Started(sentence, ahead_s):
                self.sentence = sentence
                self._goes_ahead(ahead_s)
                return Signal.READY
            case CannotStart(refusal):
                self._refusal = refusal
                if self.n_restarts:  # else `start` raises it
                    log.error("the sound process cannot start: %s", refusal)
                return Signal.REFUSED
            case Trouble(sentence):
                self.report_trouble(sentence)
            case SoundReport():
                self.report = message
                self._goes_ahead(message.ahead_s)
        return None

    def _goes_ahead(self, ahead_s: float) -> None:
        self.lead_s = max(ahead_s - self._offset_s, 0.0) + MARGIN_S

    def greeting(self) -> Iterator[object]:
        """Messages that set up every channel."""
        now_s = self._time.now_s()
        yield Messages(tuple(TimedMessage(now_s, data) for data in self._memory.messages()))
        yield self._described

    def went_up(self) -> None:
        """Nothing more to do."""

    def went_down(self, end: End) -> None:
        """Nothing to do: the process is started again."""
