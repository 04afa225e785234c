"""Records every performance as it is played, into a .mid that is written on at least once a second.

`sent` is called on the scheduler's thread, `began`, `bar` and `ended` by the listener; a thread writes.
Beats of the file go on where the song position jumps.
"""

from __future__ import annotations

import logging
import threading
import time as wall_time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bridge.core.errors import TakeError
from bridge.core.messages import BarLine
from bridge.core.paths import free_path
from bridge.core.timebase import SystemTime, Timebase
from bridge.recording.take_file import TakeEvent, TakeFile, meta

log = logging.getLogger(__name__)

WRITE_EVERY_S = 1.0
_MIN_BPM_OF_A_FILE = 60_000_000 / 0xFFFFFF  # three bytes of microseconds a beat


class _Began(NamedTuple):
    """Playing began."""


class _Ended(NamedTuple):
    """Playing ended."""


class _Sent(NamedTuple):
    """A message that went out, where; is_planned: that beat is its own, not just the present one."""

    beat: float
    data: bytes
    is_planned: bool


class _Bar(NamedTuple):
    line: BarLine
    tempo_bpm: float


class Recorder:
    """Writes takes into a folder; ``beat_now`` places what has no beat of its own."""

    def __init__(
        self,
        folder: Path,
        beat_now: Callable[[], float | None],
        *,
        records: bool = True,
        time: Timebase | None = None,
    ) -> None:
        self._folder, self._beat_now, self._records = folder, beat_now, records
        self._time = time or SystemTime()
        self._bar_bpm = 0.0
        self._known = 0.0, 0.0  # a song position and its moment, for what comes when the clock has stopped
        self._queue: deque[_Began | _Ended | _Sent | _Bar] = deque()
        self._file: TakeFile | None = None
        self._origin: float | None = None  # song position of the file's beat 0
        self._last_beat = 0.0
        self._tempo_bpm = 0.0
        self._metre: tuple[int, int] | None = None
        self._is_playing = False
        self._is_open = False  # note-offs still come for a while after playing ended
        self._is_ending = False
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self.path: Path | None = None

    # -- any thread

    def start(self) -> None:
        """Start the writing thread."""
        self._thread.start()

    def playing(self, playing: bool) -> None:
        """Playing began or ended."""
        if self._records and playing != self._is_playing:
            self._is_playing, self._is_open = playing, True
            if playing:
                self._known = 0.0, self._time.now_s()
            self._queue.append(_Began() if playing else _Ended())

    def sent(self, data: bytes, beat: float | None) -> None:
        """A message went out."""
        if self._is_playing or (self._is_open and data[0] & 0xF0 == 0x80):
            self._queue.append(_Sent(self._beat_of(beat), data, beat is not None))

    def bar(self, line: BarLine, tempo_bpm: float) -> None:
        """A bar begins."""
        if self._is_playing:
            self._bar_bpm = tempo_bpm
            self._queue.append(_Bar(line, tempo_bpm))

    def close(self, timeout_s: float = 2.0) -> None:
        """Write what waits and end the thread."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _beat_of(self, beat: float | None) -> float:
        """The beat of a message, the present one where it has none; notes end after the clock has stopped."""
        now_s = self._time.now_s()
        beat = self._beat_now() if beat is None else beat
        if beat is None:
            known, at_s = self._known
            return known + (now_s - at_s) * self._bar_bpm / 60.0
        self._known = beat, now_s
        return beat

    # -- the writing thread

    def write_waiting(self) -> None:
        """Write everything received so far; on a write error the take is closed and the error is logged."""
        try:
            self._write()
        except TakeError as error:
            log.error("%s; this performance is not recorded any further", error)
            self._give_up()

    def _run(self) -> None:
        while not self._closing.wait(WRITE_EVERY_S):
            self.write_waiting()
        self.write_waiting()
        self._give_up()

    def _write(self) -> None:
        events: list[TakeEvent] = []
        was_ending = self._is_ending
        while self._queue:
            match self._queue.popleft():
                case _Began():
                    self._flush(events)
                    self._end_file()
                    self._origin, self._last_beat, self._tempo_bpm, self._metre = None, 0.0, 0.0, None
                    was_ending = self._is_ending = False
                    self._file = TakeFile(free_path(self._folder, wall_time.strftime("take-%Y%m%d-%H%M%S")))
                    self.path = self._file.path
                case _Ended():
                    self._is_ending = True
                case _Sent(beat, data, is_planned):
                    may_begin = is_planned or data[0] & 0xF0 == 0x90
                    events.append(TakeEvent(self._file_beat(beat, may_begin=may_begin), data))
                case _Bar(line, tempo_bpm):
                    events += self._bar_events(line, tempo_bpm)
        self._flush(events)
        if was_ending and not self._is_playing:  # at the second look: the last note-offs have come by now
            self._is_open = self._is_ending = False
            self._end_file()

    def _flush(self, events: list[TakeEvent]) -> None:
        if self._file is not None and events:
            self._file.write(events)
        events.clear()

    def _file_beat(self, beat: float, *, may_begin: bool = True) -> float:
        """Song position to beat of the file; a jump goes on where the file stands.

        The file begins with the first note or bar line: programs are chosen a little before, on no beat.
        """
        if self._origin is None and not may_begin:
            return self._last_beat
        if self._origin is None:
            self._origin = beat
        at = beat - self._origin
        if not self._last_beat - 1.0 <= at <= self._last_beat + 64.0:
            self._origin = beat - self._last_beat
            at = self._last_beat
        self._last_beat = max(at, self._last_beat)
        return max(at, 0.0)

    def _bar_events(self, line: BarLine, tempo_bpm: float) -> list[TakeEvent]:
        beat, events = self._file_beat(line.beat), []
        if line.metre != self._metre:
            self._metre = line.metre
            numerator, denominator = line.metre
            events.append(TakeEvent(beat, meta("time_signature", numerator=numerator, denominator=denominator)))
        if abs(tempo_bpm - self._tempo_bpm) > 0.005 * tempo_bpm and tempo_bpm > _MIN_BPM_OF_A_FILE:
            self._tempo_bpm = tempo_bpm
            events.append(TakeEvent(beat, meta("set_tempo", tempo=round(60_000_000 / tempo_bpm))))
        events.append(TakeEvent(beat, meta("marker", text=" ".join(dict.fromkeys(line.chords)))))
        return events

    def _end_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _give_up(self) -> None:
        self._queue.clear()
        self._end_file()
