"""MIDI messages that wait for their frames. Pure; any thread adds, the process callback takes."""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from typing import NamedTuple

DROP_S = 0.100  # a note-on later than this does more harm than good
MOST_TAKEN = 256  # messages in one period: more would not fit JACK's buffer


Key = tuple[int, int, int]  # port, channel, pitch


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
        # Frames follow an estimate that may step back between a note's end and the next stroke of the same key.
        self._last_of_key: dict[Key, int] = {}
        self._unheard: set[Key | None] = set()  # keys whose last note-on was dropped
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
        for key, frame in self._last_of_key.items():
            self._last_of_key[key] = frame + n_frames if frame >= from_frame else frame

    def take(self, frame: int, n_frames: int) -> list[Framed]:
        """Messages of the period that begins with ``frame``, in order, with no frame before it."""
        if not self._new and not self._waiting:  # most periods
            return []
        self._take_new(frame)
        due: list[Framed] = []
        while self._waiting and self._waiting[0].frame < frame + n_frames and len(due) < MOST_TAKEN:
            each = heapq.heappop(self._waiting)
            if self._is_dropped(each, frame):
                continue
            if each.frame < frame:
                self.n_late += 1
                each = each._replace(frame=frame)
            due.append(each)
        self.n_written += len(due)
        return due

    def _is_dropped(self, each: Framed, frame: int) -> bool:
        """Whether a note-on comes too late, or is the end of one that did."""
        key = _key_of(each.port, each.data)
        is_struck = key is not None and each.data[0] & 0xF0 == 0x90 and each.data[2] > 0
        if is_struck and each.frame < frame - self._drop_frames:
            self.n_dropped += 1
            self._unheard.add(key)
            return True
        if key in self._unheard:
            self._unheard.discard(key)
            return not is_struck
        return False

    def _take_new(self, frame: int) -> None:
        while self._new:
            port, at, data = self._new.popleft()
            frame_of_it = self._in_order(port, frame if at is None else at, data)
            heapq.heappush(self._waiting, Framed(frame_of_it, next(self._serials), port, data))

    def _in_order(self, port: int, frame: int, data: bytes) -> int:
        """The frame of a message, not before that of the message before about the same key."""
        key = _key_of(port, data)
        if key is None:
            return frame
        self._last_of_key[key] = frame = max(frame, self._last_of_key.get(key, frame))
        return frame


def _key_of(port: int, data: bytes) -> Key | None:
    """The key that a note-on or note-off is about; None for anything else."""
    return (port, data[0] & 0x0F, data[1]) if data[0] & 0xF0 in (0x80, 0x90) else None
