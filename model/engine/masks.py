"""Masks of what may be drawn next: wanted parts that are not full, ticks with something to play, usual pitches.

What the groove plays in a bar is always allowed, even outside the style's usual ranges.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.engine.density_control import DensityControl
from model.engine.engine import FORBIDDEN, CorpusStatistics, Distributions
from model.engine.groove_guidance import GrooveGuidance, keeps_voices
from model.engine.history import History
from model.engine.how_played import PlayingOdds
from model.engine.resolved_plan import ASKED_SLACK, OUTSIDE_SCALE, ResolvedPlan
from model.music.config import BAR, DRUMS, END_OF_BAR, N_PARTS
from model.music.events import COMMON_TIME

_MOST_IN_FOUR_BEATS = 112  # all parts together: seven of them in sixteenths
_LEAST_SHARE_OF_BAR = 0.5  # a short bar may be as dense as half a bar of 4/4
_SPARE_NOTES = 4  # that a part may play beyond its groove in a bar

Logits = NDArray[np.float32]


class Masks:
    """Logits of the next note's fields without what must not come."""

    def __init__(self, resolved: ResolvedPlan, statistics: CorpusStatistics) -> None:
        self._resolved, self._statistics = resolved, statistics
        self._guidance = GrooveGuidance(resolved.groove_amount, resolved.unwanted)
        self._odds = PlayingOdds(resolved.options.how, resolved.shift, resolved.unwanted)
        self._is_density_asked = bool(resolved.slack.min() == ASKED_SLACK)
        self._parts_here: tuple[Distributions, DensityControl, int, Logits] | None = None
        self._full: tuple[History, DensityControl, NDArray[np.bool_]] | None = None

    def whens(self, given: Distributions, density_control: DensityControl, earliest_ticks: int) -> Logits:
        """Ticks of this bar that still leave something to play there."""
        logits, controls = given.when(), given.history.open_controls
        bar_ticks = controls.metre.bar_ticks
        logits[bar_ticks:END_OF_BAR] = FORBIDDEN
        logits[: min(earliest_ticks, END_OF_BAR)] = FORBIDDEN
        density_control.steer_whens(logits, given.history.last.position, bar_ticks)
        self._guidance.whens(logits, given.history, density_control)
        self._odds.whens(logits, given.history)
        here = given.history.last
        if (self._resolved.unwanted | self._full_parts(given.history, density_control)).all():
            logits[:END_OF_BAR] = FORBIDDEN
        elif here.part != BAR:
            parts = self.parts(given, density_control, here.position)
            self._parts_here = given, density_control, here.position, parts
            if not np.isfinite(parts).any():
                logits[here.position] = FORBIDDEN
        return logits

    def parts(self, given: Distributions, density_control: DensityControl, when: int) -> Logits:
        """Parts that are wanted and can still add a note at this tick."""
        here, self._parts_here = self._parts_here, None  # of the next note, as `whens` looked whether any is left
        if here is not None and here[0] is given and here[1] is density_control and here[2] == when:
            return here[3]
        logits, history = given.part(when), given.history
        density_control.steer_parts(logits)
        self._guidance.parts(logits, history, when, density_control)
        if self._is_density_asked:
            logits += self._overdue(history, density_control, when)
        logits[self._resolved.unwanted | self._full_parts(history, density_control)] = FORBIDDEN
        self._odds.parts(logits, history, when)
        last = history.last
        if history.shares_tick(when):
            groove = [note.pitch for note in history.open_controls.groove_at(when, last.part)]
            n_together = sum(note[:2] == last[:2] for note in history.bar.notes)
            is_kept = keeps_voices(history.open_controls, last.part)
            most = max(1 if is_kept else int(self._resolved.most_together[last.part]), len(groove))
            highest = max(int(self._resolved.highest[last.part]), *groove, 0)
            if n_together >= most or last.pitch >= highest:
                logits[last.part] = FORBIDDEN
        return logits

    def pitches(self, given: Distributions, when: int, part: int) -> Logits:
        """Pitches inside the part's usual range."""
        resolved, history = self._resolved, given.history
        logits = given.pitch(when, part)
        self._guidance.pitches(logits, history, when, part)
        groove = [note.pitch for note in history.open_controls.groove_at(when, part)]
        of_groove = logits[groove]
        logits[: resolved.lowest[part]] = FORBIDDEN
        logits[resolved.highest[part] + 1 :] = FORBIDDEN
        if resolved.options.is_scale_locked and part != DRUMS:
            locked = np.where(OUTSIDE_SCALE, FORBIDDEN, logits)
            logits = locked if np.isfinite(locked).any() else logits  # a part of one pitch only
            of_groove = np.where(OUTSIDE_SCALE[groove], FORBIDDEN, of_groove)
        pitch, n_times = history.run(part)
        if n_times >= self._statistics.longest_run[part] and np.isfinite(np.delete(logits, pitch)).any():
            logits[pitch] = FORBIDDEN
        logits[groove] = of_groove
        self._odds.pitches(logits, history, when, part)
        return logits

    def _overdue(self, history: History, density_control: DensityControl, when: int) -> Logits:
        """Log-odds at this tick for parts whose density was set and that play too little or too much."""
        controls = history.open_controls
        n_notes = np.bincount([note.part for note in history.bar.notes], minlength=N_PARTS)
        share = (when + 1) / controls.metre.bar_ticks
        odds = density_control.overdue(n_notes, controls.metre.bar_beats, np.array(controls.density), share)
        is_asked = self._resolved.slack == ASKED_SLACK
        return np.where(is_asked & ~self._resolved.unwanted, odds, 0.0).astype(np.float32)

    def _full_parts(self, history: History, density_control: DensityControl) -> NDArray[np.bool_]:
        """Parts that have played as many notes in this bar as the busiest players do."""
        if self._full is not None and self._full[0] is history and self._full[1] is density_control:
            return self._full[2]
        controls = history.open_controls
        played = np.bincount([note.part for note in history.bar.notes], minlength=N_PARTS)
        share = max(controls.metre.bar_beats / COMMON_TIME.bar_beats, _LEAST_SHARE_OF_BAR)
        most = np.ceil(self._statistics.most_in_four_beats * share)
        full: NDArray[np.bool_] = played >= np.maximum(most, controls.groove_counts + _SPARE_NOTES)
        if len(history.bar.notes) >= _MOST_IN_FOUR_BEATS * share:
            full[:] = True
        if self._is_density_asked:
            full |= np.isneginf(self._overdue(history, density_control, 0))
        self._full = history, density_control, full
        return full
