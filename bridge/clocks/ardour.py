"""Reads what Ardour's OSC surface tells of its transport. Ardour sends no tempo: it is derived from beats and seconds.

Ardour writes its position as "bar|beat|tick", with 1920 ticks a beat, and as "hours:minutes:seconds.milliseconds".
"""

from __future__ import annotations

import re
from collections import deque

from bridge.clocks.host import ASSUMED_BPM, MAX_BPM, MIN_BPM, HostClock
from bridge.core.errors import WrongArgumentsError

TICKS_PER_BEAT = 1920
# Over two beats milliseconds give a tempo within 0.1 %; eight beats back is soon enough to follow a map of tempi.
LEAST_BEATS, MOST_BEATS = 2.0, 8.0
SAME_TEMPO = 0.005  # as much as a song of one tempo differs from what its last beats say
_BBT = re.compile(r"\s*(-?\d{1,6})\|(\d{1,2})\|(\d{1,4})\s*")
_TIME = re.compile(r"\s*(-?)(\d{1,2}):(\d{2}):(\d{2})[.:](\d{3})\s*")


class ArdourTransport:
    """Feeds a `HostClock`; belongs to the thread that receives."""

    def __init__(self, host: HostClock) -> None:
        self._host = host
        self._plays = False
        self._beat: float | None = None
        self._pairs: deque[tuple[float, float]] = deque(maxlen=400)  # beats and seconds of one position
        self._tempo_bpm: float | None = None

    def play(self, plays: bool, *, at_s: float | None = None) -> None:
        """Ardour rolls or stands."""
        if plays != self._plays:
            self._plays = plays
            self._pairs.clear()
            if not plays and self._beat is not None:
                self._tell(self._beat, at_s)

    def bbt(self, text: str, metre: tuple[int, int], *, at_s: float | None = None) -> None:
        """The position in bars and beats of a metre. Raises WrongArgumentsError on other text."""
        beat = bbt_to_beat(text, metre)
        if self._beat is not None and beat < self._beat:
            self._pairs.clear()
        self._beat = beat
        self._host.set_metre(*metre)
        self._tell(beat, at_s)

    def time(self, text: str) -> None:
        """The same position in seconds; Ardour sends it behind bars and beats. Raises WrongArgumentsError."""
        song_s = time_to_s(text)
        if self._beat is not None:
            self._derive(self._beat, song_s)

    def _tell(self, beat: float, at_s: float | None) -> None:
        tempo_bpm = self._tempo_bpm or self._host.tempo_bpm() or ASSUMED_BPM
        numerator, denominator = self._host.metre or (4, 4)
        self._host.transport(self._plays, beat, tempo_bpm, numerator, denominator, at_s=at_s)

    def _derive(self, beat: float, song_s: float) -> None:
        self._pairs.append((beat, song_s))
        while beat - self._pairs[0][0] > MOST_BEATS:
            self._pairs.popleft()
        first_beat, first_s = self._pairs[0]
        whole_bpm = _bpm(beat, song_s)  # of a song with one tempo: the longer way says more
        recent_bpm = _bpm(beat - first_beat, song_s - first_s)
        if recent_bpm is None:
            self._tempo_bpm = self._tempo_bpm or whole_bpm
        elif whole_bpm is not None and abs(recent_bpm / whole_bpm - 1.0) < SAME_TEMPO:
            self._tempo_bpm = whole_bpm
        else:
            self._tempo_bpm = recent_bpm


def _bpm(beats: float, duration_s: float) -> float | None:
    if beats < LEAST_BEATS or duration_s <= 0.0 or not MIN_BPM <= beats * 60.0 / duration_s <= MAX_BPM:
        return None
    return beats * 60.0 / duration_s


def bbt_to_beat(text: str, metre: tuple[int, int]) -> float:
    """Quarter notes from the song's beginning. Raises WrongArgumentsError on text of another form.

    >>> bbt_to_beat("003|02|0960", (6, 8))
    6.75
    """
    found = _BBT.fullmatch(text)
    if found is None or int(found[2]) == 0:
        raise WrongArgumentsError(f'a position of Ardour is bar|beat|tick, like "003|02|0960", not "{text[:40]}"')
    beats = (int(found[1]) - 1) * metre[0] + int(found[2]) - 1 + int(found[3]) / TICKS_PER_BEAT
    return beats * 4.0 / metre[1]


def time_to_s(text: str) -> float:
    """Seconds from the song's beginning. Raises WrongArgumentsError on text of another form.

    >>> time_to_s("00:01:02.250")
    62.25
    """
    found = _TIME.fullmatch(text)
    if found is None:
        raise WrongArgumentsError(f'a time of Ardour is like "00:01:02.250", not "{text[:40]}"')
    seconds = 3600 * int(found[2]) + 60 * int(found[3]) + int(found[4]) + int(found[5]) / 1000.0
    return -seconds if found[1] else seconds
