"""``sideman export``: from trained weights to the file that the daemon loads, and its card."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile

import click

from bridge.commands import training_libraries
from bridge.commands.prepare import PACKED
from bridge.commands.train import RUN
from bridge.core.errors import SetupError
from bridge.core.stderr_silencer import silence_stderr
from model.engine.engine import SHIPPED_MODEL


@click.command()
@click.option("--run", type=click.Path(file_okay=False, path_type=Path), default=RUN, show_default=True,
              help="Folder of the training.")  # fmt: skip
@click.option("--data", type=click.Path(dir_okay=False, path_type=Path), default=PACKED, show_default=True)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), default=SHIPPED_MODEL)
@click.option("--card", type=click.Path(dir_okay=False, path_type=Path), help="Also write a model card (Markdown).")
@click.option("--hardware", default="this machine", help="Words for the card.")
@click.option("--remark", default="", help="A sentence for the card on how this training went.")
@click.option("--weights", type=click.Path(dir_okay=False, path_type=Path),
              help="Also write the weights in half precision, for `sideman train --from`.")  # fmt: skip
@click.option("--batches", type=click.IntRange(1), help="Measure on so many validation batches; default: all.")
def export(
    run: Path,
    data: Path,
    out: Path,
    card: Path | None,
    hardware: str,
    remark: str,
    weights: Path | None,
    batches: int | None,
) -> None:
    """Write the model file: int8 LiteRT, measured against the float network and against baselines."""
    with training_libraries():
        from model.corpus.corpus import Corpus
        from model.engine.engine import Engine, read_manifest
        from model.training.export import export as write_model
        from model.training.export import load_network, write_half_precision
        from model.training.manifest import read_training
        from model.training.model_card import measure, measure_engine, write_card
    try:
        network = load_network(run)
        corpus = Corpus.load(data)
        info = {"hardware": hardware, "remark": remark, "n_parameters": network.count_params()}
        info["training"] = read_training(run)
        info["losses"] = measure(network, corpus, max_batches=batches, tell=click.echo)
        write_model(network, corpus, out, info)
        with silence_stderr():
            engine = Engine.load(out)
        info["parity"] = measure_engine(network, engine, corpus)
        model_hash = write_model(network, corpus, out, info)
        if weights is not None:
            write_half_precision(network, weights)
        if card is not None:
            write_card(card, read_manifest(out), run, data)
    except (ValueError, OSError, RuntimeError, EOFError, KeyError, BadZipFile) as error:
        raise SetupError(f"nothing was exported from {run} and {data}: {error}") from error
    loss, share = info["losses"]["all"]["network"]["loss"], info["parity"]["share"]
    click.echo(f"{out}: {out.stat().st_size / 1e6:.1f} MB, model {model_hash}, val_loss {loss:.3f}, int8 {share:+.2%}")
