"""Follows the tempo of the player in accompany mode, on Sideman's own clock. Guarded by the performer's lock.

A key struck near a beat says how far the player is behind or ahead of it. Half of that is made up at once, and a fifth
of it changes the tempo that is held: the error falls to a few milliseconds within 16 beats. Keys between the beats say
nothing, so that swing and sixteenths change nothing.
"""

from __future__ import annotations

from bridge.clocks import Source
from bridge.performance.click import unit_beats
from bridge.performance.scene import Mode, Quantum
from bridge.performance.state import PerformerState

MOST_OFF = 0.15  # of the plan's tempo: it is never played faster or slower than that
MOST_CHANGE = 0.06  # of the tempo, at one key
NEAR_BEAT = 0.2  # of a beat: a key farther from one is not on it
_AT_ONCE, _HELD = 0.5, 0.2
_CHORD_BEATS = 0.2  # keys so near to the one before belong to it


class TempoFollower:
    """See the module."""

    def __init__(self, state: PerformerState) -> None:
        self._state = state
        self.is_on = True
        self._held_bpm = self._plan_bpm = 0.0
        self._last_beat = 0.0

    def struck(self, beat: float) -> None:
        """The player struck a key."""
        state = self._state
        is_alone = state.transport.is_playing and state.clock.active == Source.INTERNAL
        if not self.is_on or state.scene.mode is not Mode.ACCOMPANY or not is_alone or beat < 0.0:
            self._plan_bpm = 0.0
            return
        if state.tempo_bpm != self._plan_bpm:  # another tempo was asked for
            self._plan_bpm = self._held_bpm = state.tempo_bpm
        if abs(beat - self._last_beat) < _CHORD_BEATS:
            return
        self._last_beat = beat
        error = self._error(beat)
        if abs(error) <= NEAR_BEAT:
            self._follow(error)

    def _error(self, beat: float) -> float:
        """How late a key is behind the nearest beat of its bar, in beats; negative: early."""
        state = self._state
        start, _ = state.buffer.bar_of(beat, state.metre)
        line = state.buffer.bar_log.line_at(beat)
        unit = unit_beats(state.metre if line is None else line.metre)
        place = (beat - start) / unit
        return place - round(place)

    def _follow(self, error: float) -> None:
        state = self._state
        low, high = self._plan_bpm * (1.0 - MOST_OFF), self._plan_bpm * (1.0 + MOST_OFF)
        self._held_bpm = min(max(self._held_bpm * (1.0 - _HELD * error), low), high)
        now_bpm = state.tempo_now_bpm
        wanted = min(max(self._held_bpm * (1.0 - _AT_ONCE * error), low), high)
        tempo_bpm = min(max(wanted, now_bpm * (1.0 - MOST_CHANGE)), now_bpm * (1.0 + MOST_CHANGE))
        state.clock.set_tempo(state.cut(Quantum.NOW), tempo_bpm)
        state.scheduler.wake()
