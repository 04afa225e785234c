"""``sideman evaluate``: how good the music is, beside real music and chance."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import click

from bridge.commands import needs_extra
from bridge.commands.train import RUN
from bridge.core.errors import SetupError
from bridge.core.stderr_silencer import silence_stderr
from bridge.settings.config_table import MAX_SEED

if TYPE_CHECKING:
    from model.corpus.corpus import Corpus
    from model.engine.engine import Engine
    from model.evaluation.evaluation import Extent, Tell

OUT = Path("evaluation")
DEFAULT_SEED = 20_000
QUICK_PIECES, QUICK_BARS = 21, 16


@click.command()
@click.option("--data", type=click.Path(path_type=Path),
              help="Real music, a tree of MIDI files or a packed corpus; without it some is left out.")  # fmt: skip
@click.option("--index", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="CSV of the tree, as for `sideman prepare`; default: index.csv in it.")  # fmt: skip
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), default=OUT, show_default=True,
              help="Folder for evaluation.json, evaluation.md and pictures.")  # fmt: skip
@click.option("--model", type=click.Path(path_type=Path), help="Model file; default: the one that ships.")
@click.option("--run", type=click.Path(file_okay=False, path_type=Path), default=RUN, show_default=True,
              help="Folder of the training, for the loss history.")  # fmt: skip
@click.option("--pieces", type=click.IntRange(1), help="How many pieces to play; default: 500, with --quick 21.")
@click.option("--bars", type=click.IntRange(8), help="Their length; default: 32, with --quick 16.")
@click.option("--seed", type=click.IntRange(0, MAX_SEED), default=DEFAULT_SEED, show_default=True)
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes that play.")
@click.option("--quick", is_flag=True, help="Few pieces, small classifiers, no sweeps: a test run.")
@click.option("--listening", type=click.Path(file_okay=False, path_type=Path),
              help="Only write one example of each style to this folder, with an index.")  # fmt: skip
def evaluate(
    data: Path | None, index: Path | None, out: Path, model: Path | None, run: Path, pieces: int | None,
    bars: int | None, seed: int, jobs: int, *, quick: bool, listening: Path | None,
) -> None:  # fmt: skip
    """Measure what Sideman plays: style, key, chords, density, parts, structure, failures.

    \b
    sideman evaluate --data corpus/ --out evaluation
    sideman evaluate --quick
    """
    with needs_extra("train"):
        import matplotlib  # noqa: F401
        import sklearn  # noqa: F401
        import symusic  # noqa: F401

        from model.engine.engine import Engine, ModelFileError
        from model.evaluation.evaluation import Evaluation
    try:
        with silence_stderr():
            engine = Engine.load(model)
        with _progress() as tell:
            if listening is not None:
                _listening(engine, listening, seed, tell)
                return
            evaluation = Evaluation(
                engine, model, out, extent=_extent(pieces, bars, quick=quick), seed=seed, n_processes=jobs,
                corpus=_corpus(data, index, jobs, tell), history=run / "history.csv", tell=tell,
            )  # fmt: skip
            report = evaluation.run()
    except (ModelFileError, ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise SetupError(f"nothing was evaluated: {error}") from error
    for figure in report.missed():
        click.echo(f"missed: {figure.name} {figure.value:.3f} (target {figure.target:g})")
    for words in report.left_out:
        click.echo(f"left out: {words}")
    click.echo(f"{out}: evaluation.md, evaluation.json, {len(report.pictures)} pictures; model {engine.model_hash}")


def _extent(pieces: int | None, bars: int | None, *, quick: bool) -> Extent:
    from model.evaluation.evaluation import Extent

    extent = replace(Extent().quick(), pieces=QUICK_PIECES, bars=QUICK_BARS) if quick else Extent()
    return replace(extent, pieces=pieces or extent.pieces, bars=bars or extent.bars)


def _corpus(data: Path | None, index: Path | None, jobs: int, tell: Tell) -> Corpus | None:
    if data is None:
        return None
    from model.evaluation.reference import read_corpus

    return read_corpus(data, index, n_processes=jobs, on_progress=lambda n, n_all: tell("reading music", n, n_all))


def _listening(engine: Engine, folder: Path, seed: int, tell: Tell) -> None:
    from bridge.bench.listening_page import N_GROOVES, listening_asks, write_listening_page
    from model.music.config import N_STYLES

    write_listening_page(engine, folder, listening_asks(N_STYLES, seed, N_GROOVES), on_progress=tell)
    click.echo(f"{folder}: README.md and {N_STYLES} pieces; model {engine.model_hash}")


@contextmanager
def _progress() -> Iterator[Tell]:
    """A bar for each stage."""
    from rich.progress import Progress, TaskID

    with Progress() as progress:
        tasks: dict[str, TaskID] = {}

        def tell(words: str, n_done: int, n_all: int) -> None:
            if words not in tasks:
                tasks[words] = progress.add_task(words, total=n_all)
            progress.update(tasks[words], completed=n_done)

        yield tell
