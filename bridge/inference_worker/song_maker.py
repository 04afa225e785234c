"""Makes a clip out of bars that are given: parts of them anew, bars that go on, or parts that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bridge.inference_worker.clip_maker import ClipMaker, audible_notes, cut_into_bars
from model.engine.bars import Bar
from model.engine.infill import Infill
from model.engine.song_writing import SongTask, infill_of
from model.music.events import COMMON_TIME
from model.music.plan import Plan
from model.music.songs import SongBar

N_DRAFTS = 2  # a clip that is asked for over OSC is waited for


@dataclass
class SongMaker(ClipMaker):
    """A clip whose job has a gap; an event of the network a step."""

    _infill: Infill | None = None
    _steps: Iterator[None] | None = None

    def _begin_infill(self) -> tuple[Infill, Iterator[None]]:
        job, gap, plan = self.job, self.job.gap, self.job.desired.plan
        assert gap is not None
        metre, tempo_bpm = plan.metre or COMMON_TIME, plan.tempo_bpm or 120.0
        n_bars = gap.last + 1 if job.goes_on else job.n_bars
        bars = tuple(SongBar(each.metre, tempo_bpm, each.notes) for each in cut_into_bars(job.given, n_bars, metre))
        words = Plan(style=plan.style, energy=plan.energy, density=plan.density, text=plan.text, programs=plan.programs)
        task = SongTask(bars, gap, words, job.aspect, N_DRAFTS, job.desired.options)
        self._infill = infill_of(task, self.make_generator, job.seed)
        self._steps = self._infill.steps()
        return self._infill, self._steps

    def _advance_once(self) -> bool:
        infill, steps = (self._infill, self._steps)
        if infill is None or steps is None:
            infill, steps = self._begin_infill()
        for _ in steps:
            return False
        self._bars = self._written(infill)
        return True

    def _written(self, infill: Infill) -> list[Bar]:
        """Bars as long as what was given, with the notes written alone, or the bars that go on."""
        gap, desired = self.job.gap, self.job.desired
        assert gap is not None
        metre, tempo_bpm = infill.plan.metre or COMMON_TIME, infill.plan.tempo_bpm or 120.0
        written = infill.notes_of(infill.drafts[0])
        n_before, n_behind = (0, 0) if self.job.goes_on else (gap.first, self.job.n_bars - gap.last - 1)
        notes = [*[()] * n_before, *written, *[()] * n_behind]
        return [
            Bar(number, metre, tempo_bpm, ("", ""), audible_notes(mine, desired)) for number, mine in enumerate(notes)
        ]
