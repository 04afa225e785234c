"""MIDI time code as a clock: hours to frames of a song, by quarter frames; beats pass at a given tempo.

Eight quarter frames carry one time, that of the first of them. A full frame (a system exclusive message) is sent when
the song is moved while it stands. One thread feeds it, a watchdog's calls `check`; any thread may ask for beats.
"""

from __future__ import annotations

import logging

from bridge.clocks import ChangeKind, ClockChange, OnChange, Source
from bridge.clocks.phase_lock import ClockLine, FollowedClock
from bridge.core.timebase import Timebase

log = logging.getLogger(__name__)

QUARTER_FRAME, SYSEX = 0xF1, 0xF0
N_PIECES = 8
GIVEN_BPM = 120.0
JUMP_BEATS = 0.25
SILENT_S = 0.15  # some 15 quarter frames: the tape stands
# Frames a second by the code on the wire; the third counts 30 frames and leaves out two numbers a minute.
RATES_HZ = (24.0, 25.0, 30_000 / 1001, 30.0)
DROP = 2


class MtcClock(FollowedClock):
    """Implements `bridge.clocks.Clock`. ``given_bpm``: the tempo; ``start_s``: the time code where the song begins."""

    def __init__(self, time: Timebase, on_change: OnChange) -> None:
        super().__init__(time, on_change)
        self.given_bpm, self.start_s = GIVEN_BPM, 0.0
        self._pieces = [0] * N_PIECES
        self._expected = 0  # the piece that is to come; others begin anew
        self._received_s = 0.0

    def receive(self, data: bytes, at_s: float | None = None) -> bool:
        """Take a quarter frame or a full frame; whether it was one. Never raises."""
        at_s = self._time.now_s() if at_s is None else at_s
        if len(data) == 2 and data[0] == QUARTER_FRAME:
            with self._lock:
                self._quarter_frame(data[1] >> 4 & 7, data[1] & 0xF, at_s)
        elif len(data) == 10 and data[0] == SYSEX and data[1] == 0x7F and data[3:5] == b"\x01\x01":
            with self._lock:
                self._full_frame(time_code_s(*data[5:9]))
        else:
            return False
        self._report_changes()
        return True

    def check(self, now_s: float) -> None:
        """Stop when nothing comes any more."""
        with self._lock:
            if self._model.running and now_s - self._received_s > SILENT_S:
                self._stop(self._received_s)
        self._report_changes()

    def _quarter_frame(self, piece: int, value: int, at_s: float) -> None:
        if piece != self._expected:  # one was lost, or the tape runs backwards
            self._expected = 0
        if piece == self._expected:
            self._pieces[piece] = value
            self._expected = (piece + 1) % N_PIECES
            self._received_s = at_s
            if piece == N_PIECES - 1:
                self._complete(at_s)

    def _complete(self, at_s: float) -> None:
        low, high = self._pieces[::2], self._pieces[1::2]
        frames, seconds, minutes, hours = (each | more << 4 for each, more in zip(low, high, strict=True))
        song_s = time_code_s(hours, minutes, seconds, frames)
        if song_s is None:
            log.debug("no time code: %d:%d:%d:%d", hours, minutes, seconds, frames)
            return
        rate_hz = RATES_HZ[hours >> 5 & 3]
        self._take(ClockLine(at_s, self._beat(song_s + (N_PIECES - 1) / (4.0 * rate_hz)), self.given_bpm))

    def _full_frame(self, song_s: float | None) -> None:
        if song_s is not None:
            self._expected = 0
            self._stop(self._time.now_s())
            self._note(ChangeKind.JUMPED, self._beat(song_s))

    def _beat(self, song_s: float) -> float:
        return (song_s - self.start_s) * self.given_bpm / 60.0

    def _take(self, line: ClockLine) -> None:
        expected_beat = self._model.expected_beat(line.time_s)
        if expected_beat is not None and abs(line.beat - expected_beat) <= JUMP_BEATS:
            self._model.observe(line.time_s, line.beat, line.tempo_bpm)
            return
        self._model.start(line)
        self._note(ChangeKind.STARTED if expected_beat is None else ChangeKind.JUMPED, line.beat)

    def _stop(self, at_s: float) -> None:
        beat = self._model.expected_beat(at_s)
        if beat is not None:
            self._model.stop()
            self._expected = 0
            self._note(ChangeKind.STOPPED, beat)

    def _note(self, kind: ChangeKind, beat: float) -> None:
        self._changes.append(ClockChange(Source.MTC, kind, beat, self.given_bpm))


def time_code_s(rate_and_hours: int, minutes: int, seconds: int, frames: int) -> float | None:
    """Seconds from time code 0; None of what is no time. Bits 5 and 6 of the first are the code of the rate.

    >>> time_code_s(0x20 | 1, 0, 2, 5)  # 25 frames a second
    3602.2
    """
    code, hours = rate_and_hours >> 5 & 3, rate_and_hours & 0x1F
    n_numbered = round(RATES_HZ[code])
    if hours > 23 or minutes > 59 or seconds > 59 or frames >= n_numbered:
        return None
    total_minutes = 60 * hours + minutes
    n_frames = (60 * total_minutes + seconds) * n_numbered + frames
    if code == DROP:
        n_frames -= 2 * (total_minutes - total_minutes // 10)
    return n_frames / RATES_HZ[code]
