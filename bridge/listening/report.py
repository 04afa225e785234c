"""Measures the analysis of audio: renders files whose content is known, analyses them, and prints figures by style.

``python -m bridge.listening.report CORPUS INDEX FOLDER`` renders the split ``valid`` into FOLDER, where renderings
stay, and prints a table. ``--split train --only-render`` makes what `model.listening.fitting` fits on. Needs the extras
``audio`` and ``train``, and FluidSynth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from bridge.listening.renderings import render_split

_COLUMNS = ("tempo", "or its octave", "metre", "key", "root", "triad", "chord", "beats")


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("index", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--split", default="valid", show_default=True)
@click.option("--only-render", is_flag=True)
def main(corpus: Path, index: Path, folder: Path, split: str, *, only_render: bool) -> None:
    """Render, listen, and print a table."""
    render_split(corpus, index, split, folder, lambda sentence: click.echo(sentence, err=True))
    if not only_render:
        click.echo(table(measure(sorted(folder.glob("*.flac")))))


def measure(sounds: Sequence[Path]) -> dict[str, list[tuple[float, ...]]]:
    """Figures of each piece by style, which a name begins with; pieces without a single truth are left out."""
    from model.listening.analysis import analyse
    from model.listening.measures import compare
    from model.listening.reading_audio import read_excerpt
    from model.listening.spectra import Spectra
    from model.listening.truth import truth_of

    figures: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for sound in sounds:
        excerpt = read_excerpt(sound)
        spectra = Spectra(excerpt.samples)
        truth = truth_of(sound.with_suffix(".mid"), spectra.duration_s)
        if truth is not None:
            row = compare(analyse(spectra), truth.later(-excerpt.skipped_s), spectra.duration_s)
            figures[sound.name.partition("__")[0]].append(tuple(row))
    return figures


def table(figures: Mapping[str, Sequence[tuple[float, ...]]]) -> str:
    """Means by style, and over all pieces, in Markdown; per cent."""
    everything = [row for rows in figures.values() for row in rows]
    lines = [f"| style | files | {' | '.join(_COLUMNS)} |", f"|---|{'---|' * (len(_COLUMNS) + 1)}"]
    lines += [_line(style, figures[style]) for style in sorted(figures)]
    return "\n".join([*lines, _line("**all**", everything)])


def _line(name: str, rows: Sequence[tuple[float, ...]]) -> str:
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)] if rows else []
    return f"| {name} | {len(rows)} | {' | '.join(f'{100 * mean:.0f}' for mean in means)} |"


if __name__ == "__main__":
    main()
