"""Recognises our own notes when an output is connected back to an input.

`sent` is called on the scheduler's thread, `is_echo` on the MIDI input's; single operations on a dict need no lock.
"""

from __future__ import annotations

from bridge.core.timebase import Timebase

_MOST_KEPT = 512


class FeedbackFilter:
    """A note-on that comes back unchanged within ``window_s`` is ours, and so is its note-off."""

    def __init__(self, time: Timebase, window_s: float) -> None:
        self._time, self._window_s = time, window_s
        self._sent: dict[tuple[int, int, int], float] = {}  # channel, pitch, velocity: when
        self._open: set[tuple[int, int]] = set()  # echoes whose note-off has not come back yet

    def sent(self, data: bytes) -> None:
        """A message of ours."""
        if data[0] & 0xF0 == 0x90:
            if len(self._sent) >= _MOST_KEPT:
                self._sent.clear()
            self._sent[data[0] & 0x0F, data[1], data[2]] = self._time.now_s()

    def is_echo(self, data: bytes) -> bool:
        """Whether a note message is ours, come back."""
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind == 0x90 and data[2]:
            sent_s = self._sent.pop((channel, data[1], data[2]), None)
            if sent_s is None or self._time.now_s() - sent_s > self._window_s:
                return False
            self._open.add((channel, data[1]))
            return True
        if kind in (0x80, 0x90) and (channel, data[1]) in self._open:
            self._open.discard((channel, data[1]))
            return True
        return False
