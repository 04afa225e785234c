"""``sideman chart``: what a chart says, and charts of one kind made into another."""

from __future__ import annotations

from pathlib import Path

import click

from bridge.core.errors import SetupError
from model.charts.chart import Chart, ChartError
from model.charts.playing import FOLLOW, to_played
from model.charts.reading import CHORDPRO_SUFFIXES, TEXT_SUFFIXES, read_chart
from model.charts.writing import to_bar_lines, to_chordpro
from model.charts.writing_musicxml import to_musicxml
from model.music.config import PARTS
from model.music.played_chart import PlayedChart

_XML_SUFFIXES = (".musicxml", ".xml")


@click.command()
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--to", "out", type=click.Path(dir_okay=False, path_type=Path),
              help="Write it to this file: .txt (bar lines), .cho (ChordPro) or .musicxml.")  # fmt: skip
def chart(source: Path, out: Path | None) -> None:
    """Print the chart in FILE as bar-line text, its repeats written out, or write it as another kind.

    \b
    sideman chart autumn.musicxml
    sideman chart songs.html --to song.txt
    sideman chart takes/2026-11-27.mid --to played.cho
    """
    read = load_chart(source)
    if out is None:
        click.echo(to_bar_lines(read), nl=False)
        return
    suffix = out.suffix.lower()
    if suffix in CHORDPRO_SUFFIXES:
        text = to_chordpro(read)
    elif suffix in _XML_SUFFIXES:
        text = to_musicxml(read)
    elif suffix in TEXT_SUFFIXES:
        text = to_bar_lines(read)
    else:
        raise click.UsageError(f"--to writes .txt, .cho or .musicxml, not {out.name}.")
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SetupError(f"{out} cannot be written: {error.strerror or error}") from error
    click.echo(f"{out}   {read.n_bars} bars, {len(read.sections)} sections")


def load_chart(path: Path, *, finds_chords: bool = True) -> Chart:
    """Read a chart. Raises SetupError with its place. finds_chords: see `read_chart`."""
    try:
        return read_chart(path.expanduser(), finds_chords=finds_chords)
    except ChartError as error:
        raise SetupError(str(error)) from error


def played_chart(chart: Chart, melody: str | None) -> PlayedChart:
    """The chart as it is followed. melody: a part, or `FOLLOW`. Raises SetupError."""
    if melody is not None and melody not in (*PARTS[1:], FOLLOW):
        raise SetupError(f"--melody: {melody[:20]!r} is no part; give follow or one of {', '.join(PARTS[1:])}")
    try:
        return to_played(chart, melody or "")
    except ChartError as error:
        raise SetupError(f"--melody: {error}") from error


def load_charts(path: Path | None, melody: str | None) -> tuple[Chart | None, PlayedChart | None]:
    """The chart of a file as written and as it is followed; None without a file. Raises SetupError."""
    if path is None:
        if melody is not None:
            raise SetupError("--melody says who plays the tune of a chart; name one with --chart")
        return None, None
    read = load_chart(path)
    return read, played_chart(read, melody)
