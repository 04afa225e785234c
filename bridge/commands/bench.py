"""``sideman bench``: what the shipped model costs on this machine."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np

from bridge.commands import OWN_DAEMON
from bridge.music import load_music
from model.text import Plan, complete, parse
from model.text.understanding import Understanding

PROMPT = "funk with drums, bass, guitar, organ and brass"
DESCRIBED = "rain on the window of a night train"  # names no style
N_BARS = 64
N_CLIPS = 5
CLIP_BARS = 8
N_STARTS = 5
N_PROMPTS = 500


class Row(NamedTuple):
    """One measure; p50 and p99 over n samples."""

    name: str
    unit: str
    p50: float
    p99: float
    n: int


@click.command()
@click.option("--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="Also write the rows as JSON.")
@click.option("--model", type=click.Path(path_type=Path), help="Model file; default: the one that ships.")
def bench(out: Path | None, model: Path | None) -> None:
    """Measure a generated note, a clip, a prompt and a start of the daemon."""
    rows = [_note(model), _clip(model), _prompt(), _prompt_with_meaning(), _start(model)]
    for row in rows:
        click.echo(f"{row.name:44s} {row.p50:9.3f} {row.p99:9.3f} {row.unit}   (p50, p99 of {row.n})")
    if out is not None:
        out.write_text(json.dumps([row._asdict() for row in rows], indent=1), encoding="utf-8")


def _row(name: str, unit: str, samples: list[float]) -> Row:
    p50, p99 = np.percentile(samples, (50, 99))
    return Row(name, unit, round(float(p50), 4), round(float(p99), 4), len(samples))


def _note(model: Path | None) -> Row:
    """Mean cost of the notes of each bar: bars are what the performer asks for."""
    source = load_music(model).make_generator(complete(parse(PROMPT)), 1)
    samples = []
    for _ in range(N_BARS):
        began_s = time.perf_counter()
        n_notes = len(source.next_bar().notes)
        samples.append(1000.0 * (time.perf_counter() - began_s) / (n_notes + 1))
    return _row("one generated note, model and sampling", "ms", samples)


def _clip(model: Path | None) -> Row:
    make_source = load_music(model).make_generator
    samples = []
    for seed in range(N_CLIPS):
        began_s = time.perf_counter()
        source = make_source(complete(parse(PROMPT)), seed)
        for _ in range(CLIP_BARS):
            source.next_bar()
        samples.append(time.perf_counter() - began_s)
    return _row(f"{CLIP_BARS} bars, full band, as a clip", "s", samples)


def _prompt() -> Row:
    return _row("words to plan", "ms", _parse_samples(PROMPT, parse))


def _prompt_with_meaning() -> Row:
    understanding = Understanding()
    understanding.load()
    return _row("words to plan, with meaning", "ms", _parse_samples(DESCRIBED, understanding.parse))


def _parse_samples(words: str, parse_words: Callable[[str], Plan]) -> list[float]:
    samples = []
    for number in range(N_PROMPTS):
        began_s = time.perf_counter()
        complete(parse_words(f"{words} at {60 + number % 120} bpm in D minor"))
        samples.append(1000.0 * (time.perf_counter() - began_s))
    return samples


def _start(model: Path | None) -> Row:
    command = [*OWN_DAEMON, "--midi-port", "none"]
    command += ["--model", str(model)] if model else []
    samples = []
    for _ in range(N_STARTS):
        began_s = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            while not (line := process.stdout.readline()).startswith("ready:"):
                if not line:
                    raise RuntimeError("the daemon ended before it was ready")
            samples.append(time.perf_counter() - began_s)
            process.terminate()
    return _row("start to ready", "s", samples)
