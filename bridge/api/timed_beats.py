"""The beats of a clock as they come due: each once, and again when a change of tempo moved it. One thread asks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from bridge.clocks import Clock

MOVED_S = 0.015  # a followed clock wanders by less; a tempo that changes by 3 % moves what is half a second off as much
_CHANGED = 0.01  # of the tempo; less would be the wandering of a followed clock
_STEP_BEATS = 1.0 / 96.0  # over which the tempo at a beat is measured


class TimedBeat(NamedTuple):
    """A beat, the monotonic moment at which it comes, and the tempo from it on."""

    beat: float
    at_s: float
    tempo_bpm: float


class TimedBeats:
    """See the module."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next_beat: float | None = None
        self._sent: list[TimedBeat] = []  # and yet to come

    def due(self, now_s: float, until_s: float) -> Iterator[TimedBeat]:
        """Beats that come until a moment and were not given yet; those that were, if they or their tempo changed."""
        beat = self._clock.beat_now()
        if beat is None:
            self._next_beat, self._sent = None, []
            return
        self._sent = [each for each in self._sent if each.at_s > now_s]
        next_beat = self._next_beat
        if next_beat is None or next_beat < beat - 1.0 or self._is_beyond(next_beat, until_s):  # a start, or a jump
            next_beat, self._sent = float(math.ceil(beat)), []
        next_beat = min((each.beat for each in self._sent if self._has_changed(each)), default=next_beat)
        self._sent = [each for each in self._sent if each.beat < next_beat]
        while (timed := self._timed(next_beat)) is not None and timed.at_s <= until_s:
            self._sent.append(timed)
            yield timed
            next_beat += 1.0
        self._next_beat = next_beat

    def _timed(self, beat: float) -> TimedBeat | None:
        at_s, after_s = self._clock.beat_to_s(beat), self._clock.beat_to_s(beat + _STEP_BEATS)
        if at_s is None or after_s is None:
            return None
        return TimedBeat(beat, at_s, _STEP_BEATS * 60.0 / (after_s - at_s))

    def _is_beyond(self, beat: float, until_s: float) -> bool:
        """Whether a beat lies further off than the next one that is due can: the song position went back."""
        before_s = self._clock.beat_to_s(beat - 2.0)
        return before_s is not None and before_s > until_s

    def _has_changed(self, sent: TimedBeat) -> bool:
        now = self._timed(sent.beat)
        if now is None:
            return False
        has_moved = abs(now.at_s - sent.at_s) > MOVED_S
        return has_moved or abs(now.tempo_bpm / sent.tempo_bpm - 1.0) > _CHANGED
