"""``sideman ablate``: what each of the network's modules is worth."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import click

from bridge.commands import training_libraries
from bridge.commands.prepare import PACKED, check_packed
from bridge.core.errors import SetupError


@click.command()
@click.option("--data", type=click.Path(dir_okay=False, path_type=Path), default=PACKED, show_default=True)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Also write the table to this file.")
@click.option("--cpu-minutes", type=click.FloatRange(0.01), default=4.0, show_default=True,
              help="Processor time of each training, all cores added up.")  # fmt: skip
@click.option("--width", type=click.IntRange(16, 2048), default=128, show_default=True, help="Width of the networks.")
@click.option(
    "--rate", type=click.FloatRange(1e-6, 1.0), default=5e-3, show_default=True, help="Learning rate at first."
)
@click.option("--from", "begin_with", type=click.Path(dir_okay=False, path_type=Path),
              help="Begin with the weights of a training (best.npz) of this width.")  # fmt: skip
@click.option("--batch", type=click.IntRange(1, 4096), default=48, show_default=True, help="Sequences a step.")
def ablate(
    data: Path, out: Path | None, cpu_minutes: float, width: int, rate: float, begin_with: Path | None, batch: int
) -> None:
    """Train small networks without one module each, and show the loss they reach."""
    check_packed(data)  # before the libraries are loaded, which takes seconds
    with training_libraries():
        from model.music.config import NetworkConfig
        from model.training import ablation
        from model.training.training import TrainingConfig

    sizes = NetworkConfig(width=width, head_width=width * 3 // 4)
    config = TrainingConfig(n_sequences=batch, peak_learning_rate=rate)
    try:
        variants = ablation.ablate(
            data,
            sizes,
            cpu_minutes=cpu_minutes,
            config=config,
            tell=lambda line: click.echo(line, err=True),
            begin_with=begin_with,
        )
    except (ValueError, OSError, EOFError, KeyError, BadZipFile) as error:
        raise SetupError(f"the ablation on {data} stopped: {error}") from error
    table = ablation.table(variants, cpu_minutes)
    click.echo(table, nl=False)
    if out is not None:
        out.write_text(table, encoding="utf-8")
