"""Makes takes of the same bars, a note at a time between other work, and writes each to a file from a thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bridge.core.errors import SidemanError
from bridge.core.messages import Tone
from bridge.core.paths import free_path
from bridge.inference.protocol import MakeTakes, TakeBar, TakeMade, TakesFailed, TakesMade
from bridge.inference_worker.bar_generator import GeneratorMaker, in_order
from bridge.inference_worker.clip_maker import audible_notes
from bridge.playback.sounds import sounds_of
from bridge.recording.take import write_take
from bridge.settings.controls import Controls
from model.engine.bars import Bar
from model.engine.generator import Generator
from model.engine.take_drafts import TakeDrafts
from model.music.config import TICKS_PER_QUARTER

log = logging.getLogger(__name__)

Tell = Callable[[TakesMade | TakesFailed], None]


@dataclass
class TakesMaker:
    """Takes in the making."""

    job: MakeTakes
    make_generator: GeneratorMaker
    tell: Tell
    _drafts: TakeDrafts | None = None
    _steps: Iterator[None] | None = None

    def advance(self) -> bool:
        """Make one note more; True when all takes are made."""
        try:
            for _ in self._steps or self._begin():
                return False
        except Exception as error:
            log.error("takes %d failed", self.job.request, exc_info=error)
            self.tell(TakesFailed(self.job.request, "internal", f"the takes could not be made: {error}"))
            return True
        threading.Thread(target=self._write, name="take writer", daemon=True).start()
        return True

    def _begin(self) -> Iterator[None]:
        job = self.job
        self._drafts = TakeDrafts(
            self.make_generator, job.desired.plan, job.desired.options, seed=job.seed, n_takes=job.n_takes,
            n_bars=job.n_bars, likes=job.likes, before=self._hear_past,
        )  # fmt: skip
        self._steps = self._drafts.steps()
        return self._steps

    def _hear_past(self, generator: Generator) -> None:
        plan, options = generator.resolved.plan, generator.resolved.options
        for past in self.job.past:
            generator.redirect(replace(plan, metre=past.metre), options)
            generator.begin_bar()
            for note in in_order(generator, past):
                generator.add_note(note)
            generator.end_bar()
        if self.job.past:
            generator.redirect(plan, options)

    def _write(self) -> None:
        try:
            self.tell(TakesMade(self.job.request, tuple(self._made())))
        except SidemanError as error:
            self.tell(TakesFailed(self.job.request, error.code, str(error)))
        except Exception as error:
            log.error("takes %d failed", self.job.request, exc_info=error)
            self.tell(TakesFailed(self.job.request, "internal", f"the takes could not be written: {error}"))

    def _made(self) -> Iterator[TakeMade]:
        drafts = self._drafts
        assert drafts is not None
        sounds = sounds_of(self.job.desired.plan, Controls())
        for number, (take, line) in enumerate(zip(drafts.takes, drafts.lines, strict=True), 1):
            bars = [replace(bar, notes=audible_notes(bar.notes, self.job.desired)) for bar in take.bars]
            path: Path = free_path(self.job.folder, f"take-{self.job.request:03d}-{number}")
            write_take(path, bars, sounds=sounds)
            yield TakeMade(tuple(map(_take_bar, bars)), path, line)


def _take_bar(bar: Bar) -> TakeBar:
    tones = tuple(
        Tone(
            note.part, note.pitch, note.velocity, note.tick / TICKS_PER_QUARTER, note.duration_ticks / TICKS_PER_QUARTER
        )
        for note in bar.notes
    )
    return TakeBar(bar.metre, bar.tempo_bpm, bar.chords, tones)
