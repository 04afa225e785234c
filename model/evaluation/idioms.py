"""Whether grooves are held: every groove of the book is played and judged by its own checks, and by its strokes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.engine.bars import Bar
from model.engine.engine import Engine
from model.engine.generator import Generator
from model.engine.groove_bar import groove_of_bar
from model.evaluation.figures import Figure
from model.music.chord_symbols import read_chord
from model.music.config import DRUMS
from model.music.generation_options import USUAL_GROOVE, GenerationOptions
from model.music.grooves import CheckResult, Groove, GrooveBook, GrooveNote, PlayedBar, check_bars
from model.music.plan import Plan
from model.text import complete

N_BARS = 16
N_SEEDS = 3


@dataclass(frozen=True)
class GroovePlayed:
    """One groove, played once."""

    name: str
    seed: int
    results: tuple[CheckResult, ...]
    strokes_kept: float  # of the drums, outside of fills: Jaccard index of strokes played and given; NaN without drums

    @property
    def share_held(self) -> float:
        """Share of the groove's checks that hold."""
        return float(np.mean([result.holds for result in self.results])) if self.results else 1.0


def plan_of_groove(groove: Groove) -> Plan:
    """The plan of a request for a groove and nothing else."""
    return complete(Plan(groove=groove.name))


def play_groove(
    engine: Engine, groove: Groove, *, seed: int, n_bars: int = N_BARS, amount: float = USUAL_GROOVE,
    book: GrooveBook | None = None,
) -> GroovePlayed:  # fmt: skip
    """Play a groove by itself and judge it. amount: how closely it is to be kept, 0..1."""
    plan = plan_of_groove(groove)
    generator = Generator(engine, plan, seed=seed, options=replace(GenerationOptions(), groove=amount), book=book)
    bars: list[Bar] = []
    judged: list[PlayedBar] = []
    shared = either = 0
    for _ in range(n_bars):
        arranged = generator.arrangement
        given = {n[1:3] for n in groove_of_bar(arranged, generator.resolved, None).notes if n.part == DRUMS}
        bar = generator.next_bar()
        bars.append(bar)
        is_contrast = arranged.place.section.is_contrast
        is_exempt = arranged.is_fill or arranged.place.section.is_ending or arranged.place.section.is_intro
        judged.append(played_bar(bar, is_exempt=is_exempt, section="B" if is_contrast else "A"))
        if not is_exempt:
            played = {
                (note.tick, generator.resolved.to_classes(note).pitch) for note in bar.notes if note.part == DRUMS
            }
            shared += len(given & played)
            either += len(given | played)
    kept = shared / either if either else float("nan")
    return GroovePlayed(groove.name, seed, tuple(check_bars(groove, judged)), kept)


def played_bar(bar: Bar, *, is_exempt: bool, section: str) -> PlayedBar:
    """A generated bar as the checks judge it."""
    notes = [GrooveNote(n.tick, n.part, n.pitch, n.duration_ticks, n.velocity) for n in bar.notes]
    first, second = (read_chord(name) for name in bar.chords)
    return PlayedBar(notes, (first, second), bar.metre, is_exempt, section)


def judge_book(
    engine: Engine,
    grooves: Sequence[Groove],
    *,
    n_seeds: int = N_SEEDS,
    amount: float = USUAL_GROOVE,
    on_progress: Callable[[], None] = lambda: None,
) -> list[GroovePlayed]:
    """Play every groove with several seeds."""
    played = []
    for groove in grooves:
        for seed in range(n_seeds):
            played.append(play_groove(engine, groove, seed=seed, amount=amount))
            on_progress()
    return played


def figures(played: Sequence[GroovePlayed], fully: Sequence[GroovePlayed]) -> list[Figure]:
    """Rows for the report; ``fully``: grooves that were followed stroke by stroke."""
    results = [result.holds for one in played for result in one.results]
    remark = f"{len({one.name for one in played})} grooves, {len(played)} playings of {N_BARS} bars"
    return [
        Figure("checks of grooves that hold", float(np.mean(results)), target=0.95, remark=remark),
        Figure("playings in which all checks hold", float(np.mean([one.share_held == 1.0 for one in played]))),
        Figure("drum strokes kept outside of fills", _mean_kept(played), remark="as closely as usual"),
        Figure("drum strokes kept outside of fills, followed fully", _mean_kept(fully), target=0.92),
    ]


def _mean_kept(played: Sequence[GroovePlayed]) -> float:
    kept = [one.strokes_kept for one in played if not np.isnan(one.strokes_kept)]
    return float(np.mean(kept)) if kept else float("nan")


def table(played: Sequence[GroovePlayed]) -> str:
    """Markdown: each groove with the checks that did not hold in every playing."""
    rows = ["| groove | checks held | drum strokes kept | not held |", "|---|---:|---:|---|"]
    for name in dict.fromkeys(one.name for one in played):
        mine = [one for one in played if one.name == name]
        held = np.mean([one.share_held for one in mine])
        kept = [one.strokes_kept for one in mine if not np.isnan(one.strokes_kept)]
        failed = {r.text: f"{r.text} ({r.share_held:.0%})" for one in mine for r in one.results if not r.holds}
        kept_text = f"{np.mean(kept):.0%}" if kept else ""
        rows.append(f"| {name} | {held:.0%} | {kept_text} | {'; '.join(failed.values())} |")
    return "\n".join(rows) + "\n"
