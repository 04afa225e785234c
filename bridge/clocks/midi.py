"""MIDI clock from a port: start, stop, continue, song position, and a tempo made of ticks.

One thread feeds `MidiClock.receive`, a watchdog's calls `check`; any thread may ask for beats.
"""

from __future__ import annotations

import logging

from bridge.clocks import ChangeKind, ClockChange, OnChange, Source
from bridge.clocks.phase_lock import ClockLine, FollowedClock
from bridge.clocks.ticks import TickFollower
from bridge.core.timebase import Timebase

log = logging.getLogger(__name__)

TICKS_PER_BEAT = 24
TICKS_PER_POSITION = 6  # the unit of a song position pointer, a sixteenth note
CLOCK, START, CONTINUE, STOP, POSITION = 0xF8, 0xFA, 0xFB, 0xFC, 0xF2

# A clock that is silent for so long has stopped. Half a second is more than any stall of a driver or a host, and
# four periods let a clock below 20 bpm, whose ticks are more than 125 ms apart, lose a few.
SILENT_S, SILENT_PERIODS = 0.5, 4.0
REPORTED_TEMPO = 0.005  # followers look again when the tempo is another by this share …
TOLD_ERRORS = 3.0  # … and by this many standard errors: the first ticks alone say little
MOST_SLIPPED_BEATS = 1.0  # a correction by more is a locate
ASSUMED_BPM = 120.0  # between a start and the second tick of a clock that was silent before


class MidiClock(FollowedClock):
    """Implements `bridge.clocks.Clock` on the bytes of a MIDI input.

    Where no byte can be lost unnoticed, the song position is the number of ticks that came and of those known to be
    lost. Else a gap may be a lost tick, and a wrong guess is mended at the next song position or start.

    may_lose: whether a tick may be lost on its way (true of cables and of ALSA, not of JACK).
    """

    def __init__(self, time: Timebase, on_change: OnChange, *, may_lose: bool = False) -> None:
        super().__init__(time, on_change)
        self._may_lose = may_lose
        self._n_slips = self._n_known_lost = 0
        self._n_lost_counted = 0  # of the ticks thought lost, those in `_n_slips`
        self._ticks: TickFollower | None = None
        self._last_s = 0.0
        self._zero_tick = 0.0  # the tick's number that is beat 0
        self._next_beat: float | None = 0.0  # where the song will be at the next tick, if not where it runs to
        self._will_start = False
        self._reported_bpm: float | None = None
        self._slip_reported = False
        self._known_bpm: float | None = None  # measured, not assumed
        self._pointer: list[int] | None = None  # data bytes of a song position that has begun

    def receive(self, data: bytes, at_s: float | None = None) -> None:
        """Take bytes that came at a moment (monotonic; now if None). Other messages than the clock's are ignored."""
        at_s = self._time.now_s() if at_s is None else at_s
        with self._lock:
            for byte in data:
                self._take(byte, at_s)
        self._report_changes()

    def check(self, now_s: float) -> None:
        """Stop the clock when no tick has come for too long; call some 10 times a second.

        A clock that stopped so must start or continue again, as its song position is unknown by then.
        """
        with self._lock:
            self._notice_silence(now_s)
        self._report_changes()

    def lost(self, n_ticks: int) -> None:
        """So many ticks are known to be lost before the one that comes next."""
        with self._lock:
            self._n_known_lost += n_ticks

    @property
    def may_lose(self) -> bool:
        """Whether a tick may be lost on its way."""
        return self._may_lose

    @may_lose.setter
    def may_lose(self, may_lose: bool) -> None:
        with self._lock:
            self._may_lose = may_lose
            if self._ticks is not None:
                self._ticks.may_lose = may_lose

    @property
    def n_slips(self) -> int:
        """Ticks that were lost on their way, and corrections by a song position or start of less than a beat."""
        with self._lock:
            return self._n_slips

    @property
    def phase_s(self) -> float | None:
        """Lateness of the last tick against the clock's own line, or None while stopped."""
        with self._lock:
            return self._ticks.phase_error_s if self._ticks is not None and self._model.running else None

    def tempo_bpm(self) -> float | None:
        """The tempo, also while nothing plays, or None before the second tick of a clock."""
        with self._lock:
            is_assumed = self._model.running and self._known_bpm is None
            return None if is_assumed else super().tempo_bpm()

    def _take(self, byte: int, at_s: float) -> None:
        if byte < 0x80:
            self._take_pointer(byte)
        elif byte == CLOCK:
            self._tick(at_s)
        elif byte == START:
            self._next_beat, self._will_start = 0.0, True
        elif byte == CONTINUE:
            self._will_start = self._will_start or not self._model.running
        elif byte == STOP:
            self._stop(at_s)
        if 0x80 <= byte < 0xF8:  # realtime bytes may fall between those of another message, these not
            self._pointer = [] if byte == POSITION else None

    def _take_pointer(self, byte: int) -> None:
        if self._pointer is None:
            return
        self._pointer.append(byte)
        if len(self._pointer) == 2:
            units = self._pointer[0] | self._pointer[1] << 7
            self._next_beat, self._pointer = units * TICKS_PER_POSITION / TICKS_PER_BEAT, None

    def _tick(self, at_s: float) -> None:
        self._notice_silence(at_s)
        self._last_s = at_s
        ticks = self._ticks
        if ticks is None:
            ticks = self._begin_ticks(at_s, None)
        elif self._will_start and not ticks.fits(at_s):
            # The clock began anew with the song: this tick is its first, the tempo is likely the old one.
            ticks = self._begin_ticks(at_s, ticks.period_s if ticks.n_ticks > 1 else None)
        else:
            ticks.tick(at_s, self._n_known_lost)
            self._count_lost(ticks)
        self._n_known_lost = 0
        self._place(ticks)

    def _begin_ticks(self, at_s: float, period_s: float | None) -> TickFollower:
        self._n_lost_counted = 0
        self._ticks = TickFollower(at_s, period_s, may_lose=self._may_lose)
        return self._ticks

    def _count_lost(self, ticks: TickFollower) -> None:
        """Report the first tick that seems lost; a guess that is taken back is not counted."""
        n_new = ticks.n_lost - self._n_lost_counted
        if n_new:
            self._n_slips, self._n_lost_counted = max(self._n_slips + n_new, 0), ticks.n_lost
            self._report_slip("a tick seems to have been lost")

    def _report_slip(self, what: str) -> None:
        if not self._slip_reported:
            self._slip_reported = True
            log.warning("MIDI clock: %s; slips are counted in the status (clock_slips)", what)

    def _place(self, ticks: TickFollower) -> None:
        """Update the model by this tick, and note changes for the followers."""
        if self._will_start:
            self._go(ChangeKind.STARTED, self._next_beat or 0.0, ticks)
        elif not self._model.running:
            self._model.know_tempo(self._tempo_of(ticks))
        elif self._next_beat is not None and abs(self._next_beat - self._beat_of(ticks)) > 0.5 / TICKS_PER_BEAT:
            if abs(self._next_beat - self._beat_of(ticks)) < MOST_SLIPPED_BEATS:
                self._n_slips += 1
                self._report_slip("the song position was off and is corrected")
            self._go(ChangeKind.JUMPED, self._next_beat, ticks)
        else:
            self._next_beat = None
            self._model.steer(self._line(ticks))
            self._note_tempo(ticks)

    def _go(self, kind: ChangeKind, beat: float, ticks: TickFollower) -> None:
        self._zero_tick = ticks.index - beat * TICKS_PER_BEAT
        self._next_beat, self._will_start = None, False
        line = self._line(ticks)
        self._model.start(line)
        self._note(kind, beat, line.tempo_bpm)

    def _stop(self, at_s: float) -> None:
        self._will_start = False
        if self._model.running and self._ticks is not None:
            # A continue goes on with the tick that would have come next.
            self._next_beat = self._beat_of(self._ticks) + 1 / TICKS_PER_BEAT
            beat = self._model.expected_beat(at_s)
            self._model.stop()
            self._note(ChangeKind.STOPPED, self._next_beat if beat is None else beat, self._model.tempo_bpm())

    def _notice_silence(self, now_s: float) -> None:
        if self._ticks is None:
            return
        period_s = self._ticks.period_s if self._ticks.n_ticks > 1 else 0.0
        if now_s - self._last_s > max(SILENT_S, SILENT_PERIODS * period_s):
            was_asked, last_s = self._will_start, self._last_s
            self._stop(last_s)
            self._ticks, self._will_start = None, was_asked

    def _beat_of(self, ticks: TickFollower) -> float:
        return (ticks.index - self._zero_tick) / TICKS_PER_BEAT

    def _tempo_of(self, ticks: TickFollower) -> float | None:
        if ticks.n_ticks > 1:
            self._known_bpm = 60.0 / TICKS_PER_BEAT / ticks.period_s
        return self._known_bpm

    def _line(self, ticks: TickFollower) -> ClockLine:
        return ClockLine(ticks.tick_to_s(ticks.index), self._beat_of(ticks), self._tempo_of(ticks) or ASSUMED_BPM)

    def _note_tempo(self, ticks: TickFollower) -> None:
        tempo_bpm = self._tempo_of(ticks)
        if tempo_bpm is None or self._reported_bpm is None:
            return
        share = max(REPORTED_TEMPO, TOLD_ERRORS * ticks.period_error_s / ticks.period_s)
        if abs(tempo_bpm / self._reported_bpm - 1.0) > share:
            self._note(ChangeKind.TEMPO, self._beat_of(ticks), tempo_bpm)

    def _note(self, kind: ChangeKind, beat: float, tempo_bpm: float | None) -> None:
        self._reported_bpm = tempo_bpm or ASSUMED_BPM
        self._changes.append(ClockChange(Source.MIDI, kind, beat, self._reported_bpm))
