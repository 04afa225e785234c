"""``sideman drum-maps``: the drum maps that ship, and what one of them says."""

from __future__ import annotations

import click

from bridge.core.errors import SetupError, UnknownDrumMapError
from bridge.core.messages import SILENT
from bridge.playback.drum_maps import ARTICULATIONS, find, names


@click.command("drum-maps")
@click.argument("name", required=False)
def drum_maps(name: str | None) -> None:
    """List the drum maps, or show the map NAME (or a .map file): piece, key of General MIDI, key that is sent.

    \b
    sideman drum-maps
    sideman drum-maps addictive
    sideman drum-maps my-kit.map
    """
    try:
        if name is None:
            for each in names():
                click.echo(f"{each:12} {find(each).title}")
            return
        found = find(name)
    except UnknownDrumMapError as error:
        raise SetupError(str(error)) from error
    click.echo(found.title)
    for key, piece in ARTICULATIONS.items():
        sent = found.key_of(key)
        click.echo(f"{piece:16} {key:3}  {'off' if sent == SILENT else sent}")
