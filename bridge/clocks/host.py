"""The transport of a host, received over OSC: from a device inside it, or from REAPER's own control surface.

One thread feeds it, a watchdog's calls `check`; any thread may ask for beats.
"""

from __future__ import annotations

import re

from bridge.clocks import ChangeKind, ClockChange, OnChange, Source
from bridge.clocks.phase_lock import ClockLine, FollowedClock
from bridge.core.errors import WrongArgumentsError
from bridge.core.timebase import Timebase

JUMP_BEATS = 0.25  # a sixteenth: 125 ms at 120 bpm, more than any local network delays a packet
BACK_BEATS = 0.125  # positions that go back so far are a loop: jitter of ±20 ms at 180 bpm is half of it
# Hosts send their transport a few to 50 times a second while they play; five seconds are a host that crashed or
# whose device was removed, not one that stalls while it loads a sample.
SILENT_S = 5.0
REPORTED_TEMPO = 0.005  # followers look again when the tempo is another by this share
ASSUMED_BPM = 120.0
MIN_BPM, MAX_BPM = 10.0, 999.0
_REAPER_BEAT = re.compile(r"\s*(-?\d+)\.(\d+)\.(\d\d)\s*")


class HostClock(FollowedClock):
    """Implements `bridge.clocks.Clock` on the transport messages of a host."""

    def __init__(self, time: Timebase, on_change: OnChange) -> None:
        super().__init__(time, on_change)
        self._received_s = time.now_s()
        self._reported_bpm = ASSUMED_BPM
        self._last_beat = 0.0  # as received from the host
        self._metre: tuple[int, int] | None = None
        self.reaper = _ReaperTempo()
        self._reaper_plays = False

    @property
    def metre(self) -> tuple[int, int] | None:
        """Numerator and denominator, or None before the host has sent any."""
        return self._metre

    def set_metre(self, numerator: int, denominator: int) -> None:
        """Know the metre. Raises WrongArgumentsError unless it is like 4/4, 6/8 or 7/16."""
        if not 1 <= numerator <= 64 or denominator not in (1, 2, 4, 8, 16, 32):
            raise WrongArgumentsError(f"a metre is a fraction like 4/4 or 6/8, not {numerator}/{denominator}")
        self._metre = (numerator, denominator)

    def transport(
        self,
        playing: bool,
        beat: float,
        tempo_bpm: float,
        numerator: int,
        denominator: int,
        *,
        at_s: float | None = None,
    ) -> None:
        """Take in the transport as it was at a moment (default: now): ``beat`` in quarter notes, and the metre.

        Raises WrongArgumentsError on a tempo outside 10 to 999 bpm or an unrecognised metre.
        """
        tempo_bpm = _checked_bpm(tempo_bpm)
        self.set_metre(numerator, denominator)
        with self._lock:
            self._take(playing, beat, tempo_bpm, at_s)
        self._report_changes()

    def reaper_play(self, value: float) -> None:
        """REAPER plays (1) or stands (0); the song goes on with the next position received."""
        with self._lock:
            self._reaper_plays = value > 0
            if not self._reaper_plays:
                self._stop(self._time.now_s())
        self._report_changes()

    def reaper_time(self, time_s: float) -> None:
        """REAPER's song position in seconds."""
        self.reaper.time_s = time_s

    def reaper_beat(self, text: str, *, at_s: float | None = None) -> None:
        """REAPER's song position as "measure.beat.hundredths"; measures and beats count from 1.

        Beats are the metre's: until `set_metre` 4/4 is taken. Raises WrongArgumentsError on other text.
        """
        beat = reaper_text_to_beat(text, self._metre or (4, 4))
        with self._lock:
            tempo_bpm = self.reaper.observe(beat) or self._model.tempo_bpm() or ASSUMED_BPM
            self._take(self._reaper_plays, beat, tempo_bpm, at_s)
        self._report_changes()

    def reaper_tempo(self, tempo_bpm: float) -> None:
        """REAPER's tempo, which it sends only when it changes. Raises WrongArgumentsError outside 10 to 999 bpm."""
        self.reaper.given_bpm = _checked_bpm(tempo_bpm)

    def check(self, now_s: float) -> None:
        """Stop the clock when a playing host has fallen silent; call some 10 times a second."""
        with self._lock:
            if now_s - self._received_s > SILENT_S:
                self._stop(now_s)
        self._report_changes()

    def _take(self, playing: bool, beat: float, tempo_bpm: float, at_s: float | None) -> None:
        self._received_s = self._time.now_s()
        now_s = self._received_s if at_s is None else min(at_s, self._received_s)
        expected_beat = self._model.expected_beat(now_s)
        if not playing:
            self._stop(now_s)
            self._model.know_tempo(tempo_bpm)
        elif expected_beat is None:
            self._go(ChangeKind.STARTED, ClockLine(now_s, beat, tempo_bpm))
        elif abs(beat - expected_beat) > JUMP_BEATS or beat < self._last_beat - BACK_BEATS:
            self._go(ChangeKind.JUMPED, ClockLine(now_s, beat, tempo_bpm))
        else:
            self._model.observe(now_s, beat, tempo_bpm)
            if abs(tempo_bpm / self._reported_bpm - 1.0) > REPORTED_TEMPO:
                self._note(ChangeKind.TEMPO, beat, tempo_bpm)
        self._last_beat = beat

    def _go(self, kind: ChangeKind, line: ClockLine) -> None:
        self._model.start(line)
        self._note(kind, line.beat, line.tempo_bpm)

    def _stop(self, at_s: float) -> None:
        beat = self._model.expected_beat(at_s)
        if beat is not None:
            self._model.stop()
            self._note(ChangeKind.STOPPED, beat, self._model.tempo_bpm() or ASSUMED_BPM)

    def _note(self, kind: ChangeKind, beat: float, tempo_bpm: float) -> None:
        self._reported_bpm = tempo_bpm
        self._changes.append(ClockChange(Source.HOST, kind, beat, tempo_bpm))


class _ReaperTempo:
    """Derives a tempo from song seconds and song beats, until REAPER sends one."""

    LONG_BEATS = 2.0  # with beats in hundredths, two beats give a tempo within 0.5 %

    def __init__(self) -> None:
        self.given_bpm: float | None = None
        self.time_s: float | None = None
        self._first: tuple[float, float] | None = None
        self._derived_bpm: float | None = None

    def observe(self, beat: float) -> float | None:
        """The tempo in bpm when the song is at ``beat`` and at `time_s`, or None while it is unknown."""
        if self.given_bpm is not None or self.time_s is None:
            return self.given_bpm
        if self._first is None or beat < self._first[0]:
            # At connect there is one position only: take the tempo to be the same since the song's beginning.
            self._first = (beat, self.time_s)
            self._derive(beat, self.time_s)
        else:
            self._derive(beat - self._first[0], self.time_s - self._first[1])
        return self._derived_bpm

    def _derive(self, beats: float, duration_s: float) -> None:
        if beats >= self.LONG_BEATS and duration_s > 0 and MIN_BPM <= beats * 60.0 / duration_s <= MAX_BPM:
            self._derived_bpm = beats * 60.0 / duration_s


def reaper_text_to_beat(text: str, metre: tuple[int, int]) -> float:
    """Quarter notes from the song's beginning. Raises WrongArgumentsError on text of another form.

    >>> reaper_text_to_beat("3.2.50", (6, 8))
    6.75
    """
    found = _REAPER_BEAT.fullmatch(text)
    if found is None or found[2] == "0":
        raise WrongArgumentsError(f'a position of REAPER is measure.beat.hundredths, like "3.2.50", not "{text}"')
    beats = (int(found[1]) - 1) * metre[0] + int(found[2]) - 1 + int(found[3]) / 100.0
    return beats * 4.0 / metre[1]


def _checked_bpm(tempo_bpm: float) -> float:
    if not MIN_BPM <= tempo_bpm <= MAX_BPM:
        raise WrongArgumentsError(f"a tempo is from {MIN_BPM:g} to {MAX_BPM:g} bpm, not {tempo_bpm}")
    return float(tempo_bpm)
