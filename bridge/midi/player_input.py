"""MIDI input: the player's notes, controllers, scene changes and clock. On the MIDI inputs' threads.

Any bytes are accepted: invalid or unused messages are counted and ignored.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from bridge.midi.feedback import FeedbackFilter

log_in = logging.getLogger("midi.in")

_LENGTHS = {0x80: 3, 0x90: 3, 0xA0: 3, 0xB0: 3, 0xC0: 2, 0xD0: 2, 0xE0: 3}
# MIDI time code by a full frame and by quarter frames, song position, clock, start, continue, stop.
CLOCK_BYTES = (0xF0, 0xF1, 0xF2, 0xF8, 0xFA, 0xFB, 0xFC)
THRU_BASE = -(1 << 20)  # ids of notes passed through, below all of ours


class PlayerActions(Protocol):
    """Acts on MIDI input."""

    def player_note(self, pitch: int, velocity: int, at_s: float | None) -> None: ...
    def controller(self, controller: int, value: int, channel: int) -> None: ...
    def program(self, number: int) -> None: ...
    def clock_bytes(self, data: bytes, at_s: float | None) -> None: ...
    def thru(self, data: bytes, note_id: int) -> None: ...


class PlayerInput:
    """channel: 1..16 is the player's, 0: every one; pad_key: General MIDI's key of a pad that was struck."""

    def __init__(
        self,
        actions: PlayerActions,
        feedback: FeedbackFilter,
        *,
        channel: int = 0,
        thru: bool = False,
        pad_key: Callable[[int], int] | None = None,
    ) -> None:
        self._actions, self._feedback, self._pad_key = actions, feedback, pad_key
        self._channel, self._thru = channel, thru
        self.n_received = self.n_ignored = 0

    def receive(self, data: bytes, at_s: float | None = None) -> None:
        """Take one complete MIDI message; never raises."""
        self.n_received += 1
        log_in.debug("%s", data.hex(" "))
        try:
            if not self._take(data, at_s):
                self.n_ignored += 1
        except Exception:  # a driver's thread must go on
            log_in.exception("a MIDI message could not be handled: %s", data[:16].hex(" "))

    def _take(self, data: bytes, at_s: float | None) -> bool:
        if not data:
            return False
        if data[0] >= 0xF0:
            is_clock = data[0] in CLOCK_BYTES and not _is_broken_time_code(data)
            if is_clock:
                self._actions.clock_bytes(data, at_s)
            return is_clock
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if len(data) != _LENGTHS.get(kind) or max(data[1:]) > 0x7F:
            return False
        if self._channel and channel != self._channel - 1:
            return False
        if kind in (0x80, 0x90):
            if self._feedback.is_echo(data):
                return False
            self._note(data, kind, channel, at_s)
            return True
        if self._thru:
            self._actions.thru(data, 0)
        if kind == 0xB0:
            self._actions.controller(data[1], data[2], channel + 1)
        elif kind == 0xC0:
            self._actions.program(data[1])
        return kind in (0xB0, 0xC0) or self._thru

    def _note(self, data: bytes, kind: int, channel: int, at_s: float | None) -> None:
        velocity = data[2] if kind == 0x90 else 0
        if self._thru:
            self._actions.thru(data, THRU_BASE - (channel << 7 | data[1]))
        pitch = data[1] if self._pad_key is None else self._pad_key(data[1])
        self._actions.player_note(pitch, velocity, at_s)


def _is_broken_time_code(data: bytes) -> bool:
    """Whether a quarter frame or SysEx, as which full frames come, is cut or holds what is no data."""
    if data[0] == 0xF1:
        return len(data) != 2 or data[1] > 0x7F
    return data[0] == 0xF0 and (len(data) < 3 or data[-1] != 0xF7 or max(data[1:-1]) > 0x7F)
