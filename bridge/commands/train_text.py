"""``sideman train-text``: fit what Sideman has learnt of words, from the words of the project itself."""

from __future__ import annotations

import click


@click.command("train-text")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--heads-only", is_flag=True, help="Keep the projection that networks were trained with.")
def train_text(seed: int, *, heads_only: bool) -> None:
    """Rebuild the arrays beside `model.text`: takes about a minute, and no corpus.

    A network learns with one projection of texts; after a new one it has to be trained again.
    """
    from model.text.embedding import PROJECTION
    from model.text.heads import HEADS
    from model.training.direction_classifier import fit_direction_head
    from model.training.prompt_classifier import fit_heads, fit_projection

    fit_heads(seed=seed)
    fit_direction_head()
    click.echo(f"wrote {HEADS}")
    if not heads_only:
        fit_projection(seed=seed)
        click.echo(f"wrote {PROJECTION}")
