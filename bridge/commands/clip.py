"""``sideman clip``: bars from words, as .mid and .wav, without a daemon."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import click

from bridge.config_table import MAX_SEED
from bridge.errors import UnknownStyleError
from bridge.music import load_music
from bridge.osc_arguments import read_weights
from bridge.take import write_take
from model.text import Plan, complete, style_weights
from model.text.styles import StyleWeights
from model.text.understanding import Understanding

MAX_BARS = 1_000


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--style", help='Styles by weight, over those of the words: "jazz 0.7 latin 0.3".')
@click.option("--bars", type=click.IntRange(1, MAX_BARS), default=8, show_default=True)
@click.option("--seed", type=click.IntRange(0, MAX_SEED), help="The same seed gives the same file.")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("clip.mid"),
              show_default=True, help="The .mid to write.")  # fmt: skip
@click.option("--wav", type=click.Path(dir_okay=False, path_type=Path), help="Also render it with FluidSynth.")
@click.option("--model", type=click.Path(path_type=Path), help="Model file; default: the one that ships.")
def clip(
    words: tuple[str, ...],
    style: str | None,
    bars: int,
    seed: int | None,
    out: Path,
    wav: Path | None,
    model: Path | None,
) -> None:
    """Write bars that follow WORDS to a .mid.

    \b
    sideman clip "slow smoky blues, brushes and upright bass" --bars 12 --seed 7 -o blues.mid --wav blues.wav
    """
    plan = _plan(" ".join(words), style)
    seed = secrets.randbelow(MAX_SEED) if seed is None else seed
    source = load_music(model).make_generator(plan, seed)
    made = [source.next_bar() for _ in range(bars)]
    n_notes = write_take(out, made, " ".join(words)[:80])
    click.echo(f"plan   {plan.describe()}")
    click.echo(f"{out}   {bars} bars, {n_notes} notes, seed {seed}")
    if wav is not None:
        from bridge.render import render

        click.echo(f"{wav}   {render(out, wav):.1f} s")


def _plan(words: str, style: str | None) -> Plan:
    weights = _weights(style)  # what is wrong with them is said before anything is loaded
    plan = Understanding().parse_if_unknown(words)
    if weights:  # the words' vector may tell another style
        plan = replace(plan, style=weights, usual_bpm=None, text=())
    return complete(plan)


def _weights(style: str | None) -> StyleWeights:
    if style is None:
        return ()
    try:
        return style_weights(read_weights("--style", style))
    except ValueError as error:
        raise UnknownStyleError(str(error)) from error
