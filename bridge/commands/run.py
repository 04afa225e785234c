"""``sideman run``: the daemon in the foreground."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bridge.core.fine_waits import ask_for_fine_waits
from bridge.inference.child import EarlyChild
from bridge.inference.settings import InferenceSettings
from bridge.settings.config import find_config, load

if TYPE_CHECKING:
    from bridge.daemon import Ready


@click.command()
@click.option("--config", "config_path", type=click.Path(path_type=Path, dir_okay=False),
              help="Configuration; default: ./sideman.toml, else your own.")  # fmt: skip
@click.option("--set", "overrides", multiple=True, metavar="SECTION.NAME=VALUE",
              help="Any setting of the configuration; may be repeated.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65_535), help="Port to listen on, 7770; 0 takes any free one.")
@click.option("--host", help="Address to listen on, 127.0.0.1; 0.0.0.0 lets other machines in.")
@click.option("--midi-port", metavar="NAME", help="Existing MIDI output to play on, or none; default: our own.")
@click.option("--model", type=click.Path(path_type=Path), help="Model file; default: the one that ships.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="The same seed plays the same notes.")
@click.option("--takes", type=click.Path(path_type=Path, file_okay=False),
              help="Folder for takes; default: $SIDEMAN_TAKES or ./takes.")  # fmt: skip
@click.option("--clock", metavar="auto|internal|midi|link|host|jack|mtc", help="The clock to follow.")
@click.option("--audio", is_flag=False, flag_value="synth", type=click.Choice(["synth", "spectral", "off"]),
              help="Make sound, by FluidSynth or by the spectral voice.")  # fmt: skip
@click.option("--audio-file", type=click.Path(dir_okay=False), help="Also write the sound to a .wav or .flac.")
@click.option("--reastream", metavar="HOST", help="Stream the sound to REAPER's ReaStream there.")
@click.option("--chart", type=click.Path(path_type=Path), help="A chord chart to follow; `sideman chart` shows it.")
@click.option("--rules-only", is_flag=True, help="Do not load the encoder of texts: saves 60 MB.")
@click.option("--no-panel", is_flag=True, help="Serve no page for browsers.")
@click.option("--panel-lan", is_flag=True, help="Let phones in this network in: shows an address and a QR code.")
@click.option("-v", "--verbose", is_flag=True, help="Log every OSC and MIDI message.")
def run(
    config_path: Path | None, overrides: tuple[str, ...], *, chart: Path | None, verbose: bool, **options: object
) -> None:
    """Start the daemon: OSC in, MIDI notes out. Ends at Ctrl-C.

    Settings: defaults, then the configuration, then --set and the other options, then OSC requests.
    """
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.WARNING,
        format="%(asctime)s %(name)s: %(message)s",
    )
    path = config_path or find_config(Path())
    config = load(path, [*overrides, *_as_settings(options)])
    read = None
    if chart is not None:
        from bridge.commands.chart import load_chart

        read = load_chart(chart, finds_chords=False)
    early = EarlyChild(InferenceSettings.of(config, logging.getLogger().getEffectiveLevel()))
    try:
        ask_for_fine_waits()
        from bridge import daemon  # half a second, in which the model loads

        daemon.run(config, _tell, config_path=path, chart=read, early=early)
    finally:
        early.close()


_SETTINGS = {
    "port": "osc.port",
    "host": "osc.host",
    "midi_port": "midi.output",
    "model": "inference.model",
    "seed": "performer.seed",
    "takes": "takes.folder",
    "clock": "clock.source",
    "audio": "audio.voice",
    "audio_file": "audio.file",
    "reastream": "reastream.host",
}


def _as_settings(options: dict[str, object]) -> Iterator[str]:
    """Options as ``--set`` has them."""
    for name, setting in _SETTINGS.items():
        value = options[name]
        if value is not None:
            yield f"{setting}={value}" if isinstance(value, int) else f"{setting}={_quoted(str(value))}"
    if options["rules_only"]:
        yield "inference.rules_only=true"
    if options["no_panel"]:
        yield "panel.port=0"
    if options["panel_lan"]:
        yield "panel.lan=true"


def _quoted(text: str) -> str:
    """A TOML string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _tell(ready: Ready) -> None:
    click.echo(f"sideman {ready.version}, model {ready.model_hash[:12]}")
    for sentence in ready.sentences:
        click.echo(sentence)
    click.echo(f"ready: OSC on UDP {ready.host}:{ready.port}")
