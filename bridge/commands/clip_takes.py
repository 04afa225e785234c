"""``sideman clip --takes``: several takes of the same bars, and a line on how each differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click

from bridge.core.paths import numbered_path
from bridge.playback.sounds import sounds_of
from bridge.recording.take import write_take
from bridge.settings.controls import Controls
from model.engine.generator import Generator
from model.engine.take_drafts import TakeDrafts
from model.music.generation_options import GenerationOptions
from model.music.plan import Plan


class Wanted(NamedTuple):
    """How many takes of how many bars, from which seed."""

    seed: int
    n_takes: int
    n_bars: int


def write_takes(
    make_generator: Callable[[Plan, int], Generator],
    plan: Plan,
    options: GenerationOptions,
    wanted: Wanted,
    out: Path,
    title: str,
) -> None:
    """Write ``x-1.mid`` to ``x-N.mid`` for ``x.mid`` and say how they differ. Raises TakeError."""
    seed, n_takes, n_bars = wanted
    drafts = TakeDrafts(make_generator, plan, options, seed=seed, n_takes=n_takes, n_bars=n_bars)
    for _ in drafts.steps():
        pass
    click.echo(f"plan   {drafts.plan.describe()}")
    for number, (take, line) in enumerate(zip(drafts.takes, drafts.lines, strict=True), 1):
        path = numbered_path(out, number)
        n_notes = write_take(path, take.bars, title, sounds_of(plan, Controls()))
        click.echo(f"{path}   {n_bars} bars, {n_notes} notes, seed {seed}: {line}")
