"""``sideman grooves``: what the groove book holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from model.music.grooves import Groove, GrooveBook
from model.music.grooves.book import normal, user_folder

_METRE = re.compile(r"\d+/\d+")
_NAME_WIDTH, _STYLES_WIDTH, _TEMPO_WIDTH = 22, 34, 14


@click.command()
@click.option("--names", is_flag=True, help="Names alone, one a line.")
@click.argument("words", nargs=-1)
def grooves(words: tuple[str, ...], *, names: bool) -> None:
    """List the grooves whose name, alias, style, metre or part WORDS stand for; all without any.

    Your own stand in ~/.config/sideman/grooves, or in $SIDEMAN_GROOVES; a file that is wrong is reported and
    left out.

    \b
    sideman grooves
    sideman grooves latin
    sideman grooves 6/8
    """
    book = GrooveBook.load(user_folder())
    found = [groove for groove in book if all(_mentions(groove, word) for word in words)]
    for line in (groove.name for groove in found) if names else _table(found):
        click.echo(line)
    for problem in book.problems:
        click.echo(f"left out: {problem}", err=True)
    if not found and words:
        raise click.UsageError(f"no groove is called {' '.join(words)!r}; `sideman grooves` lists all {len(book)}.")


def _mentions(groove: Groove, word: str) -> bool:
    if _METRE.fullmatch(word):
        return word == str(groove.metre)
    names = (groove.name, groove.title, *groove.aliases, *groove.styles, *groove.band)
    return any(normal(word) in normal(name) for name in names)


def _table(found: Iterable[Groove]) -> Iterable[str]:
    for groove in found:
        low, usual, high = groove.tempo_bpm
        styles = ", ".join(f"{style} {weight:g}" for style, weight in groove.styles.items())
        tempo = f"{low:g}-{usual:g}-{high:g}"
        yield (
            f"{groove.name:<{_NAME_WIDTH}}{groove.metre!s:<6}{tempo:<{_TEMPO_WIDTH}}"
            f"{styles:<{_STYLES_WIDTH}}{feel(groove)}"
        ).rstrip()


def feel(groove: Groove) -> str:
    """Swing and push in words; nothing for straight."""
    words = [f"swing {groove.swing:g} {groove.swing_unit}"] if groove.swing else []
    if groove.push_ms:
        words.append(f"{abs(groove.push_ms):g} ms {'ahead' if groove.push_ms > 0 else 'laid back'}")
    return ", ".join(words)
