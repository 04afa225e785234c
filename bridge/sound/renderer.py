"""From timed messages to limited sound: a block at a time, each message at its frame. One thread renders, any adds."""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bridge.sound.instrument import N_CHANNELS, Instrument
from bridge.sound.limiter import Limiter

if TYPE_CHECKING:
    from bridge.sound.instrument import Samples

CC_ORDERS = 120  # controllers from here on are orders to a channel: all sound off, all notes off


class FramedMessage(NamedTuple):
    """A MIDI message at a frame of the stream; ``serial`` keeps what came first first."""

    frame: int
    serial: int
    data: bytes


class SoundRenderer:
    """``n_late``: messages that came after their frame had been made, played at once; ``gain`` is a factor."""

    def __init__(self, instrument: Instrument, sample_rate_hz: int, gain: float = 1.0) -> None:
        self._instrument, self._gain = instrument, gain
        self.limiter = Limiter(sample_rate_hz)
        self._new: deque[FramedMessage] = deque()
        self._waiting: list[FramedMessage] = []
        self._serials = itertools.count()
        self._struck_frames: dict[tuple[int, int], int] = {}
        self._last_frame = 0
        self.frame = 0  # the next to be made
        self.n_late = 0
        self.n_messages = 0

    def add(self, frame: int, data: bytes) -> None:
        """A message for a frame; no end of a note comes before its beginning, wherever clocks have gone meanwhile."""
        kind, key = data[0] & 0xF0, (data[0] & 0x0F, data[1])
        if kind == 0x90 and data[2]:
            self._struck_frames[key], self._last_frame = frame, max(frame, self._last_frame)
        elif kind in (0x80, 0x90):
            frame = max(frame, self._struck_frames.get(key, frame))
        elif kind == 0xB0 and data[1] >= CC_ORDERS:
            frame = max(frame, self._last_frame)
        self._new.append(FramedMessage(frame, next(self._serials), data))

    def render(self, n_frames: int) -> tuple[Samples, list[FramedMessage]]:
        """The next block, its mix limited, and the messages played in it with the frames at which they were."""
        end = self.frame + n_frames
        due = self._due_before(end)
        pieces, at = [], self.frame
        for message in due:
            if message.frame > at:
                pieces.append(self._instrument.render(message.frame - at))
                at = message.frame
            self._instrument.send(message.data)
        if end > at:
            pieces.append(self._instrument.render(end - at))
        self.frame = end
        samples = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
        if self._gain != 1.0:
            samples *= self._gain
        self.limiter.limit(samples[:, :N_CHANNELS])
        return samples, due

    def _due_before(self, end: int) -> list[FramedMessage]:
        while self._new:
            message = self._new.popleft()
            if message.frame < self.frame:
                self.n_late += 1
                message = message._replace(frame=self.frame)
            heapq.heappush(self._waiting, message)
        due = []
        while self._waiting and self._waiting[0].frame < end:
            due.append(heapq.heappop(self._waiting))
        self.n_messages += len(due)
        return due
