"""``sideman learn``: a style of your own, learnt from your MIDI files or takes on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bridge.core.errors import SetupError
from bridge.core.paths import takes_directory
from model.music import learnt_styles
from model.music.grooves.book import user_folder as grooves_folder
from model.music.grooves.groove import SUFFIX
from model.music.learnt_styles import LearntStyle, LearntStyleError


@click.command()
@click.option("--name", help="Name of the style: small letters, digits and hyphens.")
@click.option("--takes", is_flag=True, help="Learn from the takes folder instead of FOLDER.")
@click.option("--force", is_flag=True, help="Replace a learnt style of that name.")
@click.option("--list", "lists", is_flag=True, help="List what was learnt.")
@click.option("--remove", metavar="NAME", help="Delete a learnt style.")
@click.option(
    "--model", type=click.Path(path_type=Path, dir_okay=False), help="Model file; default: the one that ships."
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def learn(
    folder: Path | None,
    name: str | None,
    remove: str | None,
    model: Path | None,
    *,
    takes: bool,
    force: bool,
    lists: bool,
) -> None:
    """Learn a style from the MIDI files below FOLDER. Nothing leaves this machine.

    Three files are needed, ten or more are better. A fifth of them is kept apart to measure what it was worth. Then
    name the style like any other: in words ("in the style of anna"), in a blend, or to clip.

    \b
    sideman learn ~/songs --name anna
    sideman clip "slow" --style "anna 0.7 jazz 0.3"
    sideman send /sideman/style anna 0.7 jazz 0.3
    """
    try:
        if lists:
            _list()
        elif remove is not None:
            _remove(remove)
        else:
            _learn(takes_directory() if takes and folder is None else folder, name, model, force=force)
    except LearntStyleError as error:
        raise SetupError(str(error)) from error


def _list() -> None:
    names = learnt_styles.names()
    for found in filter(None, map(learnt_styles.find, names)):
        click.echo(_described(found))
    if not names:
        click.echo(f"nothing was learnt yet in {learnt_styles.user_folder()}; sideman learn FOLDER --name NAME")


def _remove(name: str) -> None:
    path = learnt_styles.path_of(learnt_styles.check_name(name))
    if not path.is_file():
        known = ", ".join(learnt_styles.names()) or "nothing"
        raise SetupError(f"no style {name} was learnt; there is {known}")
    _remove_grooves(name)
    path.unlink()
    click.echo(f"removed {path} and its grooves")


def _remove_grooves(name: str) -> None:
    for path in grooves_folder().glob(f"{name}-*{SUFFIX}"):
        # A groove of that name that was written by hand belongs to other styles.
        if f"styles: {name} 1\n" in path.read_text(encoding="utf-8", errors="replace"):
            path.unlink()


def _learn(folder: Path | None, name: str | None, model: Path | None, *, force: bool) -> None:
    if folder is None or name is None:
        raise click.UsageError("give a FOLDER of MIDI files (or --takes) and a --name.")
    path = learnt_styles.path_of(learnt_styles.check_name(name))
    if path.exists() and not force:
        raise SetupError(f"{name} was learnt already; give another --name, or --force to replace it")
    _check_reader()
    from model.engine.adapter import write_player
    from model.engine.engine import Engine
    from model.music.grooves.writing import write_groove
    from model.training.style_learning import learn_style

    engine = Engine.load(model)
    with _progress() as show:
        learnt = learn_style(folder, name, engine, on_progress=show)
    n_bytes = write_player(learnt.player, path)
    _remove_grooves(name)
    for groove in learnt.grooves:
        write_groove(groove, grooves_folder(), overwrites=True)
    for sentence in learnt.unusable:
        click.echo(f"left out: {sentence}", err=True)
    style = learnt.player.style
    click.echo(_described(style))
    click.echo(f"{learnt.n_apart} files kept apart: {_worth(style)}")
    click.echo(f"wrote {path} ({n_bytes / 1000:.0f} kB)")
    if learnt.grooves:
        names = ", ".join(groove.name for groove in learnt.grooves)
        click.echo(f"grooves: {names} (sideman groove show {learnt.grooves[0].name})")


def _check_reader() -> None:
    """Raises SetupError where the extra is missing."""
    try:
        import symusic  # noqa: F401
    except ImportError as error:
        raise SetupError("to read your files install the extra: pip install 'sideman[learn]'") from error


def _described(style: LearntStyle) -> str:
    near = ", ".join(f"{name} {share:.0%}" for name, share in style.styles)
    return (
        f"{style.name}: {style.n_files} files, {style.n_notes:,} notes; {', '.join(style.parts)}, {style.metre}, "
        f"{style.mode}, {style.tempo_bpm:g} bpm; nearest to {near}"
    )


def _worth(style: LearntStyle) -> str:
    before, after = style.nats_before, style.nats_after
    change = f"{before:.3f} nats a note before, {after:.3f} after ({after / before - 1:+.1%})"
    if after >= before:
        return f"{change}; the network knew such music already, only your habits were learnt"
    return change


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    """Shows what is being done: a bar on a terminal, elsewhere a line for each thing."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    said: set[str] = set()
    if not Console().is_terminal:

        def tell(doing: str, _: float) -> None:
            if doing not in said:
                said.add(doing)
                click.echo(f"{doing} …")

        yield tell
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda doing, share: bar.update(task, completed=share, description=doing)
