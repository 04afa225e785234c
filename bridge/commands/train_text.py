"""``sideman train-text``: fit what Sideman has learnt of words, from the words of the project itself."""

from __future__ import annotations

import click


@click.command("train-text")
@click.option("--seed", type=int, default=1, show_default=True)
def train_text(seed: int) -> None:
    """Rebuild the arrays beside `model.text`: takes about a minute, and no corpus.

    A network learns with one projection of texts; after a new one it has to be trained again.
    """
    from model.text.embedding import PROJECTION
    from model.text.fitting import fit_projection

    fit_projection(seed=seed)
    click.echo(f"wrote {PROJECTION}")
