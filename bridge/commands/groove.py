"""``sideman groove``: draw, play, learn and check one groove."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bridge.core.errors import SetupError
from model.music.config import PARTS
from model.music.grooves import Groove, GrooveBook, GrooveError, check_bars, to_text
from model.music.grooves.book import user_folder
from model.music.grooves.drawing import draw
from model.music.grooves.groove import SUFFIX
from model.music.grooves.playing import judged, play


@click.group()
def groove() -> None:
    """Draw, play, learn and check grooves; `sideman grooves` lists them."""


@groove.command("show")
@click.option("--section", "sections", multiple=True, help='Only this one: A, B, fill, "fill 2", intro, ending.')
@click.option("--text", is_flag=True, help="Print it as a groove file, to copy and change.")
@click.argument("name", nargs=-1, required=True)
def show(name: tuple[str, ...], sections: tuple[str, ...], *, text: bool) -> None:
    """Draw the groove NAME: a piano-roll of each part, the drums below.

    X is an accent, x a stroke, g a ghost note. NAME is a name, an alias, or a file.

    \b
    sideman groove show bossa-nova
    sideman groove show train beat --section A
    """
    with _sentences():
        found = _groove(" ".join(name))
        unknown = [section for section in sections if section not in found.sections]
        if unknown:
            raise SetupError(f"{found.name} has no section {unknown[0]!r}; it has {', '.join(found.sections)}")
        click.echo(to_text(found) if text else "\n".join(draw(found, sections)))


@groove.command("play")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="The .mid; default: NAME.mid")
@click.option("--key", "key_name", default="C", show_default=True, help="Tonic, such as C, F# or Bb.")
@click.option("--bpm", type=float, help="Tempo; default: the groove's usual one.")
@click.argument("name", nargs=-1, required=True)
def play_command(name: tuple[str, ...], out: Path | None, key_name: str, bpm: float | None) -> None:
    """Write the groove NAME itself to a .mid: intro, A, fill, B, fill, ending, over its progression."""
    from bridge.playback.sounds import USUAL_SOUNDS
    from bridge.recording.take import write_take
    from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM
    from model.music.keys import Key

    if bpm is not None and not MIN_TEMPO_BPM <= bpm <= MAX_TEMPO_BPM:
        raise click.UsageError(f"--bpm goes from {MIN_TEMPO_BPM:g} to {MAX_TEMPO_BPM:g}, not {bpm:g}.")
    with _sentences():
        found = _groove(" ".join(name))
        try:
            tonic = Key.parse(key_name).tonic
        except ValueError as error:
            raise SetupError(str(error)) from error
        bars = play(found, tonic)
        bars = bars if bpm is None else [bar._replace(tempo_bpm=bpm) for bar in bars]
        sounds = [
            sound._replace(program=found.programs.get(part, sound.program))
            for part, sound in zip(PARTS, USUAL_SOUNDS, strict=True)
        ]
        out = out or Path(f"{found.name}.mid")
        n_notes = write_take(out, bars, found.title, sounds)
    click.echo(f"{out}   {len(bars)} bars, {n_notes} notes, {bars[0].tempo_bpm:g} bpm")


@groove.command("learn")
@click.option("--name", required=True, help="Name of the groove: small letters, digits and hyphens.")
@click.option("--force", is_flag=True, help="Overwrite a groove of yours with that name.")
@click.argument("file", type=click.Path(path_type=Path))
def learn_command(file: Path, name: str, *, force: bool) -> None:
    """Make a groove of your own from the MIDI clip FILE.

    Its typical one or two bars are found for each part and written as degrees of the chords found, to a text
    file in your groove folder. Open it to add styles, fills and checks.

    \b
    sideman groove learn clip.mid --name mine
    """
    from model.music.grooves.learning import learn
    from model.music.grooves.writing import write_groove

    with _sentences():
        learnt = learn(file, name)
        path = write_groove(learnt, user_folder(), overwrites=force)
    click.echo(f"learnt {learnt.name}: {', '.join(learnt.band)}, {learnt.metre}, {learnt.tempo_bpm[1]:g} bpm")
    click.echo(f"wrote {path}")


@groove.command("check")
@click.argument("which", nargs=-1)
def check(which: tuple[str, ...]) -> None:
    """Play a groove, a file or, without WHICH, all of your own, and judge each by its own checks.

    Exit code 1 where a check fails or a file is wrong.
    """
    with _sentences():
        grooves = [_groove(" ".join(which))] if which else []
    problems: list[str] = []
    if not which:
        book = GrooveBook.load(user_folder())
        problems = book.problems
        grooves = [book.get(path.stem) for path in _own_files() if path.stem in book.names()]
    failed = bool(problems)
    for problem in problems:
        click.echo(problem, err=True)
    for each in grooves:
        with _sentences():
            failed |= not _report(each)
    if not grooves and not problems:
        click.echo(f"there are no grooves in {user_folder()}; make one with: sideman groove learn FILE.mid --name mine")
    if failed:
        raise click.exceptions.Exit(1)


def _report(each: Groove) -> bool:
    """Print a line for each check; whether all hold."""
    results = check_bars(each, judged(play(each)))
    click.echo(f"{each.name}: {sum(result.holds for result in results)} of {len(results)} checks hold")
    for result in results:
        click.echo(f"  {'ok    ' if result.holds else 'FAILS '}{result.share_held:4.0%}  {result.text}")
    return all(result.holds for result in results)


def _own_files() -> list[Path]:
    folder = user_folder()
    return sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []


def _groove(name: str) -> Groove:
    """A groove of a file, a name or an alias. Raises GrooveError."""
    path = Path(name)
    if path.suffix == SUFFIX or path.is_file():
        return _groove_of_file(path)
    book = GrooveBook.load(user_folder())
    if name in book.names():
        return book.get(name)
    return book.find(name) or book.get(name)


def _groove_of_file(path: Path) -> Groove:
    book = GrooveBook.load(user_folder())
    n_before = len(book.problems)
    found = book.add(path)
    if found is None:
        raise SetupError(book.problems[n_before])
    return found


@contextmanager
def _sentences() -> Iterator[None]:
    """Turn an error of a groove into an error of the command."""
    try:
        yield
    except GrooveError as error:
        raise SetupError(str(error)) from error
