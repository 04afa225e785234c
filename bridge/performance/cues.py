"""Live cues: a fill, a break, an ending or a section at the next bar line or phrase. Guarded by the performer's lock.

Cues belong to the music that plays; they are forgotten when it begins anew.
"""

from __future__ import annotations

from bridge.performance.changes import Changes
from bridge.performance.look_ahead import LookAhead
from bridge.performance.scene import Quantum
from bridge.performance.state import PerformerState
from model.music.generation_options import BREAK, ENDING, FILL, SECTION, Cue

PHRASE_BARS = 4  # a cue waits for the end of so many bars
ENDING_BARS = 2
_MOST_KEPT = 16
_NOTHING_PLAYS = "not done: nothing plays"
_HELD = "not done: a loop is held; /sideman/release goes on"


class Cues:
    """See the module."""

    def __init__(self, state: PerformerState, changes: Changes, look_ahead: LookAhead) -> None:
        self._state, self._changes, self._look_ahead = state, changes, look_ahead

    def ask(self, kind: str, name: str = "", n_bars: int = 0) -> str:
        """Follow a cue as soon as the music allows; returns what happens and when, or why nothing does.

        kind: of `model.music.generation_options`; name: of the section; n_bars: 0 = as usual.
        """
        state = self._state
        with state.outbox, state.undo.step(state):
            if not state.transport.is_playing or state.is_responding:
                return _NOTHING_PLAYS
            if state.loop is not None:
                if kind != ENDING:
                    return _HELD
                self._look_ahead.release()
            bar = self._bar_of(kind)
            cue = Cue(kind, bar, n_bars or (ENDING_BARS if kind == ENDING else 1), name)
            kept = [each for each in state.cues if each.kind != kind or each.bar < bar]
            state.cues = (*kept[1 - _MOST_KEPT :], cue)
            self._changes.ask(Quantum.BAR)
            return f"from bar {bar} on" if kind == SECTION else f"in bar {bar}"

    def is_over(self) -> bool:
        """Whether an ending was played to its end."""
        state = self._state
        ending = next((cue for cue in state.cues if cue.kind == ENDING), None)
        line = state.buffer.line
        return ending is not None and line is not None and line.number >= ending.bar + ending.n_bars

    def _bar_of(self, kind: str) -> int:
        """The next bar for a break; the last bar of a phrase for a fill; the first of the next phrase for the rest."""
        state = self._state
        _, number = state.buffer.bar_of(state.cut(Quantum.BAR), state.metre)
        while kind != BREAK and (number - (0 if kind == FILL else 1)) % PHRASE_BARS:
            number += 1
        return number
