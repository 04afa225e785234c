"""``sideman train``: from a packed corpus to weights."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import click

from bridge.commands import EXIT_INTERRUPTED, training_libraries
from bridge.commands.prepare import PACKED, check_packed
from bridge.commands.training_progress import shown
from bridge.core.errors import SetupError

if TYPE_CHECKING:  # importing it costs seconds, and needs the extra
    from model.training.training import TrainingReport

RUN = Path("runs/first")
N_VALIDATION_EVENTS = 147_456  # rounded up to whole batches


@click.command()
@click.option("--data", type=click.Path(dir_okay=False, path_type=Path), default=PACKED, show_default=True)
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), default=RUN, show_default=True,
              help="Folder for checkpoints and history.")  # fmt: skip
@click.option("--minutes", type=click.FloatRange(0.01), default=60.0, show_default=True,
              help="Time to train, all resumed runs together.")  # fmt: skip
@click.option(
    "--steps", type=click.IntRange(1), help="Train so many steps instead of a time; needed by several workers."
)
@click.option("--validate-every", type=click.FloatRange(0.01), default=5.0, show_default=True,
              help="Minutes between checkpoints.")  # fmt: skip
@click.option("--width", type=click.IntRange(16, 2048), default=256, show_default=True, help="Width of the network.")
@click.option("--batch", type=click.IntRange(1, 4096), default=48, show_default=True, help="Sequences a step.")
@click.option("--events", type=click.IntRange(16, 4096), default=128, show_default=True, help="Events a sequence.")
@click.option("--processes", type=click.IntRange(0, 256), default=0, show_default=True,
              help="Processes that make the batches, where an accelerator is faster than one thread.")  # fmt: skip
@click.option("--rate", type=click.FloatRange(1e-6, 0.1), default=5e-3, show_default=True,
              help="Highest learning rate; it falls from there to the end of the budget.")  # fmt: skip
@click.option("--real-only-from", type=click.FloatRange(0, 1), default=0.8, show_default=True,
              help="Share of the budget after which no arrangements rendered by a program are drawn.")  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--from", "begin_with", type=click.Path(dir_okay=False, path_type=Path),
              help="Begin with the weights of an earlier training (best.npz), also of fewer inputs.")  # fmt: skip
@click.option("--resume", is_flag=True, help="Go on from the last checkpoint in the folder.")
def train(
    data: Path, out: Path, minutes: float, steps: int | None, validate_every: float, width: int, batch: int,
    events: int, processes: int, rate: float, real_only_from: float, seed: int, begin_with: Path | None, *,
    resume: bool,
) -> None:  # fmt: skip
    """Train the network; the best weights by validation loss are kept."""
    check_packed(data)  # before the libraries are loaded, which takes seconds
    with training_libraries():
        from model.music.config import NetworkConfig
        from model.training.training import PROGRESS, Training, TrainingConfig

    config = TrainingConfig(
        minutes=minutes,
        n_steps=steps,
        validate_every_minutes=validate_every,
        n_sequences=batch,
        n_events=events,
        n_validation_batches=math.ceil(N_VALIDATION_EVENTS / (batch * events)),
        n_processes=processes,
        peak_learning_rate=rate,
        real_only_from=real_only_from,
        seed=seed,
    )
    try:
        training = Training(data, out, NetworkConfig(width=width), config, resume=resume, begin_with=begin_with)
        with shown(_line, _validated) as show:
            result = training.run(show)
    except KeyboardInterrupt:
        click.echo(_interrupted(out / PROGRESS, validate_every), err=True)
        sys.exit(EXIT_INTERRUPTED)
    except (ValueError, OSError, FloatingPointError, EOFError, KeyError, BadZipFile) as error:
        raise SetupError(f"training on {data} stopped: {error}") from error
    click.echo(
        f"{result.notes_seen / 1e6:.2f} M notes in {result.minutes:.1f} minutes, "
        f"best val_loss {result.best_val_loss:.4f}; weights and history in {out}"
    )


def _validated(report: TrainingReport) -> float | None:
    """Changes with each validation; None before the first."""
    return None if math.isinf(report.val_loss) else report.val_loss


def _line(report: TrainingReport) -> str:
    done = report.progress
    return (
        f"step {done.step}  {done.notes_seen / 1e6:.2f} M notes  loss {report.loss:.3f}  "
        f"val {report.val_loss:.3f}  {report.notes_per_s:,.0f} notes/s"
    )


def _interrupted(progress: Path, validate_every: float) -> str:
    if progress.is_file():
        return f"interrupted; to go on from the last checkpoint in {progress.parent}, add --resume to the same command"
    return f"interrupted before the first checkpoint, which comes after {validate_every:g} minutes: nothing was kept"
