"""``sideman plan``: what Sideman understands of some words, without a daemon."""

from __future__ import annotations

import json
import sys

import click

from model.music.plan import Plan
from model.text import complete
from model.text.understanding import Understanding


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a prompt; null where the words say nothing.")
@click.argument("words", nargs=-1)
def plan(words: tuple[str, ...], *, as_json: bool) -> None:
    """Show what WORDS ask for.

    With --json and no WORDS, prompts are read from standard input, one a line, and answered with one line
    each.

    \b
    sideman plan slow smoky blues, brushes and upright bass
    sideman plan --json < prompts.txt
    """
    understanding = Understanding()
    if words:
        _show(understanding.parse_if_unknown(" ".join(words)), as_json=as_json)
        return
    if not as_json:
        raise click.UsageError('say what to play, for example: sideman plan "slow blues in G"')
    for line in sys.stdin.buffer:
        # Bad bytes are a matter of one prompt, not of the whole file.
        prompt = line.decode("utf-8", errors="replace").rstrip("\r\n")
        _show(understanding.parse_if_unknown(prompt), as_json=True)


def _show(asked: Plan, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(asked.to_dict(), ensure_ascii=False))
        return
    click.echo(f"understood  {asked.describe()}")
    click.echo(f"will play   {complete(asked).describe()}")
