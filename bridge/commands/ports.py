"""``sideman ports``: the MIDI ports of this machine."""

from __future__ import annotations

import click

from bridge.midi.backend import list_ports
from bridge.midi.opening import open_output
from bridge.playback.parts import CHANNELS
from model.music.config import PARTS


@click.command()
def ports() -> None:
    """List the MIDI ports of this machine, and the channels of the parts."""
    found = list_ports()
    for info in found:
        direction = "output" if info.is_output else "input"
        click.echo(f"{direction:6}  {info.name}  ({info.api})")
    opened = open_output()
    opened.port.close()
    click.echo(f"sideman run would use: {opened.sentence}")
    click.echo(f"channels: {', '.join(f'{part} {channel + 1}' for part, channel in zip(PARTS, CHANNELS, strict=True))}")
