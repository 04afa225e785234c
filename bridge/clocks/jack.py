"""JACK's transport as a clock: exact to the frame. The JACK process sees it, its link's thread feeds it.

Whether the song has jumped is told by its frames, not by moments: a server that stood still moves all that comes to
later moments, and the music goes on where it was.

A timebase master gives beats, tempo and metre. Without one the transport has frames alone, and beats pass at a given
tempo from the song's first frame on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bridge.clocks import ChangeKind, ClockChange, OnChange, Source
from bridge.clocks.phase_lock import ClockLine, FollowedClock
from bridge.core.timebase import Timebase

GIVEN_BPM = 120.0
JUMP_BEATS = 0.25
REPORTED_TEMPO = 0.005
MOVED_S = 0.002  # followers look again when beats come so much earlier or later than they did


class Rate(Protocol):
    """A line of frames."""

    @property
    def rate_hz(self) -> int: ...


class Seen(Protocol):
    """What is seen of a transport; see `bridge.jack.protocol.TransportSeen`."""

    @property
    def line(self) -> Rate: ...
    @property
    def is_rolling(self) -> bool: ...
    @property
    def time_s(self) -> float: ...
    @property
    def song_frame(self) -> int: ...
    @property
    def is_located(self) -> bool: ...
    @property
    def beat(self) -> float | None: ...
    @property
    def tempo_bpm(self) -> float | None: ...
    @property
    def metre(self) -> tuple[int, int] | None: ...


def _unheard(_metre: tuple[int, int]) -> None:
    """The default of ``on_metre``."""


class JackClock(FollowedClock):
    """Implements `bridge.clocks.Clock`. ``given_bpm``: the tempo without a master; ``on_metre``: told of new metres."""

    def __init__(self, time: Timebase, on_change: OnChange) -> None:
        super().__init__(time, on_change)
        self.given_bpm = GIVEN_BPM
        self.on_metre: Callable[[tuple[int, int]], None] = _unheard
        self._metre: tuple[int, int] | None = None
        self._reported_bpm = 0.0
        self._song = ClockLine(0.0, 0.0, GIVEN_BPM)  # as it was seen last, in seconds of the song's own

    def seen(self, seen: Seen) -> None:
        """Take in the transport as it is at a moment."""
        if seen.metre is not None and seen.metre != self._metre:
            self._metre = seen.metre
            self.on_metre(seen.metre)
        with self._lock:
            tempo_bpm = seen.tempo_bpm or self.given_bpm
            song_s = seen.song_frame / seen.line.rate_hz
            beat = song_s * tempo_bpm / 60.0 if seen.beat is None else seen.beat
            self._take(seen, ClockLine(song_s, beat, tempo_bpm))
        self._report_changes()

    def lost(self) -> None:
        """The server or its process is gone: the transport stands."""
        with self._lock:
            self._stop(self._time.now_s())
        self._report_changes()

    def _take(self, seen: Seen, song: ClockLine) -> None:
        line = song._replace(time_s=seen.time_s)
        if not seen.is_rolling:
            self._stop(line.time_s)
            self._model.know_tempo(line.tempo_bpm)
            if seen.is_located:
                self._note(ChangeKind.JUMPED, line)
        elif not self._model.running:
            self._go(ChangeKind.STARTED, line)
        # Frames that went on may have other beats: a master counts from elsewhere, or the given tempo changed.
        elif seen.is_located or abs(song.beat - self._song.s_to_beat(song.time_s)) > JUMP_BEATS:
            self._go(ChangeKind.JUMPED, line)
        else:
            self._steer(line)
        self._song = song

    def _steer(self, line: ClockLine) -> None:
        before_s = self._model.beat_to_s(line.beat)
        self._model.steer(line)
        has_moved = before_s is not None and abs(line.time_s - before_s) > MOVED_S
        if has_moved or abs(line.tempo_bpm / self._reported_bpm - 1.0) > REPORTED_TEMPO:
            self._note(ChangeKind.TEMPO, line)

    def _go(self, kind: ChangeKind, line: ClockLine) -> None:
        self._model.start(line)
        self._note(kind, line)

    def _stop(self, at_s: float) -> None:
        beat = self._model.expected_beat(at_s)
        if beat is not None:
            self._model.stop()
            self._note(ChangeKind.STOPPED, ClockLine(at_s, beat, self._model.tempo_bpm() or self.given_bpm))

    def _note(self, kind: ChangeKind, line: ClockLine) -> None:
        self._reported_bpm = line.tempo_bpm
        self._changes.append(ClockChange(Source.JACK, kind, line.beat, line.tempo_bpm))
