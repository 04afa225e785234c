"""MIDI messages that wait for their frames. Pure; any thread adds, the process callback takes."""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from typing import NamedTuple

DROP_S = 0.100  # a note-on later than this does more harm than good
MOST_TAKEN = 256  # messages in one period: more would not fit JACK's buffer


class Framed(NamedTuple):
    """A message for an output at a frame; ``serial`` keeps what came first first."""

    frame: int
    serial: int
    port: int
    data: bytes


class FrameQueue:
    """``n_late``: messages that came after their frame, written at once; ``n_dropped``: note-ons too late for that."""

    def __init__(self, rate_hz: int) -> None:
        self._drop_frames = round(DROP_S * rate_hz)
        self._new: deque[tuple[int, int | None, bytes]] = deque()
        self._waiting: list[Framed] = []
        self._serials = itertools.count()
        self.n_late = self.n_dropped = self.n_written = 0

    def add(self, port: int, frame: int | None, data: bytes) -> None:
        """A message for a frame; None: for the period that comes."""
        self._new.append((port, frame, data))

    def delay(self, from_frame: int, n_frames: int) -> None:
        """Move what waits for ``from_frame`` or later by so many frames; only the callback may call."""
        self._take_new(from_frame)
        moved = [
            each._replace(frame=each.frame + n_frames) if each.frame >= from_frame else each for each in self._waiting
        ]
        heapq.heapify(moved)
        self._waiting = moved

    def take(self, frame: int, n_frames: int) -> list[Framed]:
        """Messages of the period that begins with ``frame``, in order, with no frame before it."""
        self._take_new(frame)
        due: list[Framed] = []
        while self._waiting and self._waiting[0].frame < frame + n_frames and len(due) < MOST_TAKEN:
            each = heapq.heappop(self._waiting)
            if each.frame < frame:
                if each.data[0] & 0xF0 == 0x90 and each.frame < frame - self._drop_frames:
                    self.n_dropped += 1
                    continue
                self.n_late += 1
                each = each._replace(frame=frame)
            due.append(each)
        self.n_written += len(due)
        return due

    def _take_new(self, frame: int) -> None:
        while self._new:
            port, at, data = self._new.popleft()
            heapq.heappush(self._waiting, Framed(frame if at is None else at, next(self._serials), port, data))
