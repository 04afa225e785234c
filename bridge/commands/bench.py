"""``sideman bench``: what the player costs on this machine, and how fast it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bridge.core.errors import SetupError

if TYPE_CHECKING:
    from bridge.bench.rows import BenchRow
    from model.music.plan import Plan

PROMPT = "funk with drums, bass, guitar, organ and brass"
DESCRIBED = "rain on the window of a night train"  # names no style
N_BARS = 48
N_PROMPTS = 500


@click.command()
@click.option("--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="Also write the rows as JSON.")
@click.option("--quick", is_flag=True, help="Only measurements without a daemon: a note, words to a plan.")
def bench(out: Path | None, *, quick: bool) -> None:
    """Measure this machine: answers, changes, lateness, clips, start, memory, a note, a prompt.

    \b
    Against the targets of docs/benchmarks.md. Rows that need JACK are left out without it.
    """
    from bridge.bench.rows import commit, table, write_json

    found = commit(Path(__file__).parents[2])
    rows = []
    for row in _rows(quick=quick):
        rows.append(row)
        click.echo(f"{row.name:64s} {row.p50:9.3f} {row.p99:9.3f} {row.unit}   (p50, p99 of {row.n})")
    click.echo(f"\ncommit {found}\n{table(rows)}")
    if out is not None:
        write_json(out, rows, commit=found)


def _rows(*, quick: bool) -> Iterator[BenchRow]:
    from bridge.bench.rows import OWN, Measure, make_row

    yield make_row(Measure("one generated note, model and sampling", "ms"), OWN, _notes())
    yield from _words()
    if quick:
        return
    from bridge.bench.daemon import over_jack, over_udp
    from bridge.bench.midi_clock import beside_midi_clock
    from bridge.bench.sound import sound_rows

    for measured in (over_udp, over_jack, beside_midi_clock, sound_rows):
        try:
            yield from measured()
        except SetupError as error:
            click.echo(f"left out: {error}", err=True)


def _notes() -> list[float]:
    """Time of each note by itself: drawing its fields and one step of the network."""
    from bridge.inference_worker.model_loader import load_music
    from model.text import complete, parse

    generator = load_music().make_generator(complete(parse(PROMPT)), 1)
    generator.next_bar()
    samples = []
    for _ in range(N_BARS):
        generator.begin_bar()
        note: object = True
        while note is not None:
            began_s = time.perf_counter()
            note = generator.next_note()
            samples.append(1000.0 * (time.perf_counter() - began_s))
        generator.end_bar()
    return samples


def _words() -> Iterator[BenchRow]:
    from bridge.bench.rows import OWN, Measure, make_row
    from model.text import parse
    from model.text.understanding import Understanding

    yield make_row(Measure("words to plan", "ms"), OWN, _parse_samples(PROMPT, parse))
    understanding = Understanding()
    understanding.load()
    yield make_row(Measure("words to plan, with meaning", "ms"), OWN, _parse_samples(DESCRIBED, understanding.parse))


def _parse_samples(words: str, parse_words: Callable[[str], Plan]) -> list[float]:
    from model.text import complete

    samples = []
    for number in range(N_PROMPTS):
        began_s = time.perf_counter()
        complete(parse_words(f"{words} at {60 + number % 120} bpm in D minor"))
        samples.append(1000.0 * (time.perf_counter() - began_s))
    return samples
