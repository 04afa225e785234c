"""``sideman run``: the daemon in the foreground."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from bridge import daemon


@click.command()
@click.option("--port", default=daemon.DEFAULT_PORT, show_default=True, type=click.IntRange(0, 65_535),
              help="UDP port to listen on; 0 takes any free one.")  # fmt: skip
@click.option("--host", default=daemon.DEFAULT_HOST, show_default=True,
              help="Address to listen on; 0.0.0.0 lets other machines in.")  # fmt: skip
@click.option("--midi-port", metavar="NAME", help="Existing MIDI output to play on, or none; default: our own.")
@click.option("--model", type=click.Path(path_type=Path), help="Model file; default: the one that ships.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="The same seed plays the same notes.")
@click.option("--takes", type=click.Path(path_type=Path, file_okay=False),
              help="Folder for takes; default: $SIDEMAN_TAKES or ./takes.")  # fmt: skip
@click.option("--rules-only", is_flag=True, help="Do not load the encoder of texts: saves 120 MB.")
@click.option("-v", "--verbose", is_flag=True, help="Log every OSC and MIDI message.")
def run(
    port: int,
    host: str,
    midi_port: str | None,
    model: Path | None,
    seed: int | None,
    takes: Path | None,
    *,
    rules_only: bool,
    verbose: bool,
) -> None:
    """Start the daemon: OSC in, MIDI notes out. Ends at Ctrl-C."""
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.WARNING,
        format="%(asctime)s %(name)s: %(message)s",
    )
    daemon.run(daemon.Settings(host, port, midi_port, model, seed, takes, rules_only), _tell)


def _tell(ready: daemon.Ready) -> None:
    click.echo(f"sideman {ready.version}, model {ready.model_hash[:12]}")
    click.echo(ready.midi_sentence)
    click.echo(f"ready: OSC on UDP {ready.host}:{ready.port}")
