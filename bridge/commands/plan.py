"""``sideman plan``: what Sideman understands of some words, without a daemon."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from model.music.plan import Plan
from model.text import complete
from model.text.prompt_parts import PromptParts
from model.text.prompts import read_prompt
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
        _show(read_prompt(" ".join(words), understanding.read_if_unknown), as_json=as_json)
        return
    if not as_json:
        raise click.UsageError('say what to play, for example: sideman plan "slow blues in G"')
    for line in sys.stdin.buffer:
        # Bad bytes are a matter of one prompt, not of the whole file.
        prompt = line.decode("utf-8", errors="replace").rstrip("\r\n")
        _show(read_prompt(prompt, understanding.read_if_unknown), as_json=True)


def _show(said: PromptParts, *, as_json: bool) -> None:
    whole = complete(said.plan)
    if as_json:
        click.echo(json.dumps({**said.plan.to_dict(), **_extras(said, whole)}, ensure_ascii=False))
        return
    click.echo(f"understood  {said.plan.describe()}")
    for each in said.directions:
        reason = f"not done: {each.reason}" if each.reason else ""
        click.echo("direction   " + " · ".join(filter(None, (each.describe(), each.moment(), reason))))
    click.echo(f"will play   {whole.describe()}")


def _extras(said: PromptParts, whole: Plan) -> dict[str, Any]:
    """Fields of the JSON beside the plan as it was understood."""
    played = whole.to_dict()
    names = ("style", "tempo_bpm", "key", "metre", "parts", "groove", "form")
    return {
        "directions": [each.to_dict() for each in said.directions],
        "not_done": [{"words": words, "reason": reason} for words, reason in said.not_done],
        "will_play": {**{name: played[name] for name in names}, "chords": whole.progression},
    }
