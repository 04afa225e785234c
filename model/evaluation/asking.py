"""The pieces that the evaluation asks for, and their generation in one process or several."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from model.engine.bars import Bar, SamplingSettings
from model.engine.engine import Engine
from model.engine.generator import Generator
from model.evaluation.excerpt import Excerpt, from_bars
from model.evaluation.reference import Sample
from model.music.config import METRES, PARTS, STYLES
from model.music.events import COMMON_TIME, Metre
from model.music.generation_options import USUAL_GUIDANCE
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete
from model.text.styles import USUAL

TEMPO_SPREAD_OCTAVES = 0.35  # around what is usual in the style
MIN_NOTES_OF_PART = 8  # a part of a file that plays less is no member of its band


@dataclass(frozen=True)
class Ask:
    """One piece to be played. ``plan`` is complete; ``densities``: part -> `feature_values.density_feature`."""

    plan: Plan
    seed: int
    n_bars: int
    temperature_factor: float = 1.0  # every temperature of `SamplingSettings` times this
    guidance: float = USUAL_GUIDANCE
    densities: tuple[tuple[str, float], ...] = ()

    @property
    def style(self) -> int:
        """Index of the strongest style."""
        return STYLES.index(self.plan.style[0][0])

    @property
    def key(self) -> tuple[int, int]:
        """Tonic, and 0 major or 1 minor."""
        assert self.plan.key is not None
        return self.plan.key.tonic, int(self.plan.key.mode == "minor")


def asks(n: int, n_bars: int, seed: int) -> list[Ask]:
    """Pieces in all styles in turn, with the usual band, in any key, at tempi around the usual."""
    return [Ask(_plan(number % len(STYLES), seed, number), seed + number, n_bars) for number in range(n)]


def _plan(style: int, seed: int, number: int) -> Plan:
    rng = np.random.default_rng((seed, number))
    name = STYLES[style]
    key = Key(int(rng.integers(12)), USUAL[name].mode if rng.random() < 0.7 else str(rng.choice(["major", "minor"])))
    tempo_bpm = USUAL[name].tempo_bpm * 2.0 ** rng.uniform(-TEMPO_SPREAD_OCTAVES, TEMPO_SPREAD_OCTAVES)
    return complete(Plan(style=((name, 1.0),), key=key, tempo_bpm=round(tempo_bpm, 2)))


def asks_for_parts(n: int, n_bars: int, seed: int) -> list[Ask]:
    """As `asks`, with one part wanted that is unusual in the style and one usual part excluded."""
    changed = []
    for number, ask in enumerate(asks(n, n_bars, seed)):
        rng = np.random.default_rng((seed, number, 1))
        others = sorted({part for usual in USUAL.values() for part in usual.parts} - set(ask.plan.parts))
        wanted = str(rng.choice(others))
        excluded = (str(rng.choice(ask.plan.parts)),)
        plan = replace(ask.plan, parts=(wanted,), asked=(wanted,), excluded=excluded)
        changed.append(replace(ask, plan=complete(plan)))
    return changed


def asks_for_density(n: int, n_bars: int, seed: int, levels: Mapping[str, tuple[float, float]]) -> list[Ask]:
    """As `asks`, with a density for each part drawn between what is lowest and highest among the styles."""
    changed = []
    for number, ask in enumerate(asks(n, n_bars, seed)):
        rng = np.random.default_rng((seed, number, 2))
        densities = tuple((part, float(rng.uniform(*levels[part]))) for part in ask.plan.parts)
        changed.append(replace(ask, densities=densities))
    return changed


def asks_with_other_band(n: int, n_bars: int, seed: int) -> list[Ask]:
    """As `asks`, played by the band of another style: how much of a style is in the notes rather than the line-up."""
    changed = []
    for number, ask in enumerate(asks(n, n_bars, seed)):
        rng = np.random.default_rng((seed, number, 3))
        lender = STYLES[(ask.style + int(rng.integers(1, len(STYLES)))) % len(STYLES)]
        parts = USUAL[lender].parts
        plan = replace(ask.plan, parts=parts, asked=parts, is_line_up=True)
        changed.append(replace(ask, plan=complete(plan)))
    return changed


def asks_like(samples: Sequence[Sample], n_bars: int, seed: int) -> list[Ask]:
    """Pieces with the style, band, key, metre and tempo of files; those in which no part plays enough are left out."""
    wanted = []
    for number, sample in enumerate(samples):
        excerpt = sample.excerpt
        n_notes = np.bincount(excerpt.part, minlength=len(PARTS))
        parts = tuple(name for part, name in enumerate(PARTS) if n_notes[part] >= MIN_NOTES_OF_PART)
        if parts:
            plan = Plan(
                style=((STYLES[sample.style], 1.0),),
                key=Key(sample.key[0], "minor" if sample.key[1] else "major"),
                metre=_usual_metre(excerpt),
                tempo_bpm=excerpt.tempo_bpm,
                parts=parts,
                asked=parts,
                is_line_up=True,
            )
            wanted.append(Ask(complete(plan), seed + number, n_bars))
    return wanted


def _usual_metre(excerpt: Excerpt) -> Metre:
    ticks = int(np.bincount(excerpt.bar_ticks).argmax())
    return next((Metre(*pair) for pair in METRES if Metre(*pair).bar_ticks == ticks), COMMON_TIME)


def density_levels(engine: Engine) -> dict[str, tuple[float, float]]:
    """Lowest and highest usual density of each part among the styles."""
    usual = engine.statistics.usual_density
    return {name: (float(usual[:, part].min()), float(usual[:, part].max())) for part, name in enumerate(PARTS)}


def generator(engine: Engine, ask: Ask) -> Generator:
    """A generator that plays what was asked."""
    sampling = SamplingSettings().with_temperature_factor(ask.temperature_factor)
    made = Generator(engine, ask.plan, seed=ask.seed, sampling=sampling, guidance=ask.guidance)
    if ask.densities:
        made.set_density(dict(ask.densities))
    return made


def play_bars(engine: Engine, ask: Ask) -> list[Bar]:
    """The bars of one piece."""
    source = generator(engine, ask)
    return [source.next_bar() for _ in range(ask.n_bars)]


_engine: Engine | None = None  # of a worker process


def _load(model: Path | None) -> None:
    global _engine
    _engine = Engine.load(model)


def _play(ask: Ask) -> Excerpt:
    assert _engine is not None
    return from_bars(play_bars(_engine, ask))


def play_all(
    engine: Engine, model: Path | None, wanted: Sequence[Ask], *, n_processes: int, on_progress: Callable[[], None]
) -> list[Excerpt]:
    """Play everything, in order; the result does not depend on the number of processes."""
    if n_processes == 1:
        return list(_watched((from_bars(play_bars(engine, ask)) for ask in wanted), on_progress))
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(n_processes, mp_context=spawn, initializer=_load, initargs=(model,)) as pool:
        return list(_watched(islice(pool.map(_play, wanted, chunksize=4), len(wanted)), on_progress))


def _watched(made: Iterator[Excerpt], on_progress: Callable[[], None]) -> Iterator[Excerpt]:
    for excerpt in made:
        on_progress()
        yield excerpt
