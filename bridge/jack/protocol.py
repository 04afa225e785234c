"""Messages between the daemon and the JACK process. Values.

Frames are JACK's frame times, counted on beyond 32 bits; a song's frames are those of JACK's transport.
"""

from __future__ import annotations

import logging
from typing import NamedTuple


class JackSettings(NamedTuple):
    """Names of the client, of its MIDI ports and outputs of sound; ``sound_memory``: path of that memory."""

    client_name: str
    outputs: tuple[str, ...]
    inputs: tuple[str, ...]
    log_level: int = logging.WARNING
    sound_memory: str = ""
    sound_outputs: tuple[str, ...] = ()


class FrameLine(NamedTuple):
    """Maps frames to monotonic seconds: ``frame`` comes at ``time_s``.

    >>> line = FrameLine(frame=48_000, time_s=10.0, rate_hz=48_000)
    >>> line.s_to_frame(10.5), line.frame_to_s(24_000)
    (72000, 9.5)
    """

    frame: int
    time_s: float
    rate_hz: int

    def frame_to_s(self, frame: float) -> float:
        """The moment of a frame."""
        return self.time_s + (frame - self.frame) / self.rate_hz

    def s_to_frame(self, time_s: float) -> int:
        """The frame nearest to a moment."""
        return self.frame + round((time_s - self.time_s) * self.rate_hz)


class Write(NamedTuple):
    """To the process: a MIDI message for an output, by its number; ``frame`` None: as soon as possible."""

    port: int
    frame: int | None
    data: bytes


class Started(NamedTuple):
    """From the process: JACK's library is there."""


class CannotStart(NamedTuple):
    """From the process: there will be no JACK, and why."""

    message: str


class Connected(NamedTuple):
    """From the process: a client of a server; ``name`` is the one that the server gave it."""

    name: str
    rate_hz: int
    period_frames: int


class PeriodChanged(NamedTuple):
    """From the process: the server has another period."""

    period_frames: int


class Lost(NamedTuple):
    """From the process: the server died or let us go."""


class Received(NamedTuple):
    """From the process: a MIDI message came by an input, by its number, at a frame."""

    port: int
    frame: int
    data: bytes


class Missed(NamedTuple):
    """From the process: so many frames passed without our client, which was too late; messages in them may be lost.

    n_stood: frames in which the server stood still, and the song with it.
    """

    n_frames: int
    n_stood: int = 0


class TransportSeen(NamedTuple):
    """From the process: JACK's transport as it is in the period that begins with ``frame``.

    song_frame: the transport's frame there; is_located: it is elsewhere than the period before had it go on to;
    beat (quarter notes), tempo_bpm, metre: those of the timebase master, None without one.
    """

    line: FrameLine
    is_rolling: bool
    frame: int
    song_frame: int
    is_located: bool = False
    beat: float | None = None
    tempo_bpm: float | None = None
    metre: tuple[int, int] | None = None

    @property
    def time_s(self) -> float:
        """The moment at which the period began."""
        return self.line.frame_to_s(self.frame)


class JackReport(NamedTuple):
    """From the process, twice a second; counts since its start. ``n_late``: messages whose frame had passed."""

    line: FrameLine
    n_written: int = 0
    n_late: int = 0
    n_dropped: int = 0


class Waiting(NamedTuple):
    """From the process, twice a second while it looks for a server."""


FromJack = (
    Started | CannotStart | Connected | PeriodChanged | Lost | Received | Missed | TransportSeen | JackReport | Waiting
)
