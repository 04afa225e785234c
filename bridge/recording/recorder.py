"""Records every performance as it is played, into a .mid that is written on at least once a second.

`sent` is called on the scheduler's thread, `began`, `bar` and `ended` by the listener; a thread writes.
Beats of the file go on where the song position jumps.
"""

from __future__ import annotations

import logging
import math
import threading
import time as wall_time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from bridge.core.errors import TakeError
from bridge.core.messages import BarLine, PlannedNote
from bridge.core.paths import free_path
from bridge.core.timebase import SystemTime, Timebase
from bridge.recording.take_file import TakeEvent, TakeFile, meta
from model.music.config import PARTS

log = logging.getLogger(__name__)

WRITE_EVERY_S = 1.0
LOOP_S = 1.0  # from a stop to the continue of a transport that loops
MOST_UNWRITTEN = 200_000  # events kept while a disk is full: hours
MOST_TRIES = 100
_MIN_BPM_OF_A_FILE = 60_000_000 / 0xFFFFFF  # three bytes of microseconds a beat


class _Began(NamedTuple):
    """Playing began; is_continued: by a transport, soon after it had stopped."""

    is_continued: bool


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
        self._ended_s = -math.inf
        self._unwritten: list[TakeEvent] = []
        self._parts: dict[int, set[int]] = {}  # which parts play on a channel
        self._is_open = False  # note-offs still come for a while after playing ended
        self._n_sounding: Counter[tuple[int, int]] = Counter()  # strokes by channel and pitch, the scheduler's thread's
        self._is_ending = False
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self.path: Path | None = None
        self.n_faults = 0

    # -- any thread

    def start(self) -> None:
        """Start the writing thread."""
        self._thread.start()

    def playing(self, playing: bool, *, is_followed: bool = False) -> None:
        """Playing began or ended. is_followed: with a transport that is followed.

        A transport that goes on within `LOOP_S` loops or locates: the take that is open goes on too.
        """
        if self._records and playing != self._is_playing:
            now_s = self._time.now_s()
            self._is_playing, self._is_open = playing, True
            if playing:
                self._known = 0.0, now_s
                self._queue.append(_Began(is_followed and now_s - self._ended_s < LOOP_S))
            else:
                self._ended_s = now_s if is_followed else -math.inf
                self._queue.append(_Ended())

    def planned(self, notes: Iterable[PlannedNote]) -> None:
        """Remember from planned notes which part plays on which channel."""
        for note in notes:
            self._parts.setdefault(note.channel, set()).add(note.part)

    def sent(self, data: bytes, beat: float | None) -> None:
        """A message went out."""
        if self._is_wanted(data):
            self._queue.append(_Sent(self._beat_of(beat), data, beat is not None))

    def _is_wanted(self, data: bytes) -> bool:
        """Whether a message belongs to the take: the end of a stroke does where the stroke did, and only there.

        A note may still be struck as playing has just ended; it and its end are left out.
        """
        is_playing, kind = self._is_playing, data[0] & 0xF0  # once: another thread may end it here
        if kind not in (0x80, 0x90):
            return is_playing
        key = data[0] & 0x0F, data[1]
        if kind == 0x90 and data[2]:
            self._n_sounding[key] += is_playing
            return is_playing
        is_known = self._n_sounding[key] > 0
        self._n_sounding[key] -= is_known
        return is_known and (is_playing or self._is_open)

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
        """Write everything received so far.

        What a full disk does not take is kept and tried again; that a take cannot be begun stands in the log.
        """
        try:
            self._write()
        except TakeError as error:
            log.error("%s; this performance is not recorded any further", error)
            self._give_up()

    def _run(self) -> None:
        while not self._closing.wait(WRITE_EVERY_S):
            self._write_safely()
        self._write_safely()
        self._give_up()

    def _write_safely(self) -> None:
        """An internal error costs the current take, not later ones."""
        try:
            self.write_waiting()
        except Exception:
            self.n_faults += 1
            if self.n_faults == 1:
                log.exception("a take could not be written because of a fault of Sideman")

    def _write(self) -> None:
        events: list[TakeEvent] = []
        was_ending = self._is_ending
        while self._queue:
            match self._queue.popleft():
                case _Began(is_continued):
                    self._flush(events)
                    was_ending = self._is_ending = False
                    if not is_continued or self._file is None:
                        self._begin_file()
                case _Ended():
                    self._is_ending = True
                case _Sent(beat, data, is_planned):
                    may_begin = is_planned or data[0] & 0xF0 == 0x90
                    events.append(TakeEvent(self._file_beat(beat, may_begin=may_begin), data))
                case _Bar(line, tempo_bpm):
                    events += self._bar_events(line, tempo_bpm)
        self._flush(events)
        # At the second look: the last note-offs have come by now, and a transport that loops has gone on.
        if was_ending and not self._is_playing and self._time.now_s() - self._ended_s >= LOOP_S:
            self._is_open = self._is_ending = False
            self._end_file()

    def _begin_file(self) -> None:
        self._end_file()
        self._origin, self._last_beat, self._tempo_bpm, self._metre = None, 0.0, 0.0, None
        for _ in range(MOST_TRIES):
            path = free_path(self._folder, wall_time.strftime("take-%Y%m%d-%H%M%S"))
            try:
                self._file = TakeFile(path)
            except TakeError as error:
                if not isinstance(error.__cause__, FileExistsError):
                    raise
                continue  # another daemon began one in this folder at the same moment
            self.path = path
            return
        raise TakeError(f"no take can be begun in {self._folder}: every name is taken")

    def _flush(self, events: list[TakeEvent]) -> None:
        if self._file is not None and (events or self._unwritten):
            unwritten = [*self._unwritten, *events]
            try:
                self._file.write(unwritten)
            except TakeError as error:
                if not self._unwritten:
                    log.error("%s; what is played meanwhile is kept, and written when there is room", error)
                self._unwritten = unwritten[:MOST_UNWRITTEN]
            else:
                self._unwritten = []
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
        if line.section:
            events.append(TakeEvent(beat, meta("marker", text=line.section)))
        events.append(TakeEvent(beat, meta("marker", text=" ".join(dict.fromkeys(line.chords)))))
        return events

    def _end_file(self) -> None:
        """Finish the take, in format 1 if everything could be written."""
        if self._file is None:
            return
        if self._unwritten:
            self._flush([])
        if self._unwritten:
            log.error("the take %s lacks its last %d events", self._file.path, len(self._unwritten))
            self._unwritten = []
            self._file.close()
        else:
            self._file.finish({each: ", ".join(PARTS[part] for part in sorted(parts)) for each, parts in self._named()})
        self._file = None

    def _named(self) -> list[tuple[int, set[int]]]:
        return [(channel, set(parts)) for channel, parts in list(self._parts.items())]

    def _give_up(self) -> None:
        self._queue.clear()
        self._end_file()
