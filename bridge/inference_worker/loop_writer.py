"""Writes parts of a loop anew, an event of the network a step."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bridge.inference.protocol import Rewrite, Rewritten
from bridge.inference_worker.bar_generator import GeneratorMaker
from bridge.inference_worker.clip_maker import audible_notes
from model.engine.infill import Infill
from model.engine.song_writing import SongTask, infill_of
from model.music.plan import Plan
from model.music.songs import SongBar

log = logging.getLogger(__name__)

Tell = Callable[[Rewritten], None]


@dataclass
class LoopWriter:
    """One gap of a loop in the making. A loop that cannot be written stays as it is; the log says why."""

    job: Rewrite
    make_generator: GeneratorMaker
    tell: Tell
    _infill: Infill | None = None
    _steps: Iterator[None] | None = None

    def advance(self) -> bool:
        """Make one event more; True when all is made."""
        try:
            for _ in self._steps or self._begin():
                return False
            assert self._infill is not None
            bars = self._infill.notes_of(self._infill.drafts[0])
        except Exception as error:
            log.error("a loop could not be written", exc_info=error)
            bars = []
        self.tell(Rewritten(self.job.request, tuple(audible_notes(bar, self.job.desired) for bar in bars)))
        return True

    def _begin(self) -> Iterator[None]:
        job, plan = self.job, self.job.desired.plan
        bars = tuple(SongBar(bar.metre, plan.tempo_bpm or 120.0, bar.notes) for bar in job.bars)
        words = Plan(style=plan.style, energy=plan.energy, density=plan.density, text=plan.text)
        task = SongTask(bars, job.gap, words, job.aspect, 1, job.desired.options, is_other=True)
        self._infill = infill_of(task, self.make_generator, job.seed)
        self._steps = self._infill.steps()
        return self._steps
