"""Tells by JACK's transport how the MIDI clock of an input began, where our client missed it. Pure; one for each input.

A clock that is led by the transport sends its start while that is about to roll, and a tick with the first frame of the
song. A period that our client missed may hold either. So a clock that was silent, and ticks as the transport rolls from
its beginning without having sent a start, did start; and its first tick is as many after the song's as lie between.
"""

from __future__ import annotations

from bridge.jack.protocol import TransportSeen

SILENT_S = 0.5  # before the song rolled; a start comes with the preroll, some 40 ms before
SOON_S = 0.25  # after it rolled: is the beginning still


class ClockStart:
    """Fed in order with the transport and the messages of one input."""

    def __init__(self) -> None:
        self._rate_hz = 48_000
        self._is_from_beginning = False
        self._roll_frame = 0
        self._heard_frame: int | None = None  # of the last message that tells of a song that plays

    def transport(self, seen: TransportSeen) -> None:
        """JACK's transport, each time that something about it is new; it may be told before it rolls."""
        self._rate_hz = seen.line.rate_hz
        if seen.is_located or not seen.is_rolling:
            self._is_from_beginning = seen.is_rolling and seen.song_frame <= SOON_S * self._rate_hz
        self._roll_frame = seen.frame - seen.song_frame

    def begun(self, frame: int) -> None:
        """A start or continue came."""
        self._heard_frame = frame

    def stopped(self) -> None:
        """A stop came."""
        self._heard_frame = None

    def tick(self, frame: int) -> bool:
        """A tick came; whether a start was lost before it."""
        heard_frame, self._heard_frame = self._heard_frame, frame
        was_silent = heard_frame is None or heard_frame < self._roll_frame - SILENT_S * self._rate_hz
        return was_silent and self.roll_frame(frame) is not None

    def roll_frame(self, tick_frame: int) -> int | None:
        """The frame at which the song that a tick is near the beginning of began to roll; None where it is not."""
        is_soon = 0 <= tick_frame - self._roll_frame <= SOON_S * self._rate_hz
        return self._roll_frame if self._is_from_beginning and is_soon else None
