"""``sideman install-host``: our patches, devices and scripts to where a host looks for them."""

from __future__ import annotations

from pathlib import Path

import click

from bridge.hosts.installing import install, remove
from bridge.hosts.locations import HOSTS, files_for, folder_of, this_system

NEXT = {
    "max": "in Max: File, Show File Browser, Packages, Sideman; or type sideman into a new object",
    "live": "in Live: User Library, MIDI Effects, Sideman; the .ablx goes onto Settings, Extensions",
    "pd": "in Pd: File, Preferences, Path: add the folder; then an object sideman or sideman.remote 7770 7771",
    "plugdata": "in plugdata, as a plug-in of your host: open sideman.plugdata.pd",
    "supercollider": "in SuperCollider: Language, Recompile Class Library; then Sideman.help, or Sideman.new.play",
    "reaper": "in REAPER: Actions, New action, Load ReaScript; and Preferences, Control/OSC/web, Add, OSC, Sideman",
}


@click.command()
@click.argument("host", type=click.Choice(HOSTS))
@click.option("--remove", "is_removing", is_flag=True, help="Remove them again.")
@click.option("--folder", type=click.Path(file_okay=False, exists=True, path_type=Path),
              help="The host's folder, if it is not the usual one.")  # fmt: skip
def install_host(host: str, folder: Path | None, *, is_removing: bool) -> None:
    """Copy the files for HOST to its folders, and list them. Files that are not Sideman's are left alone."""
    folder = folder or folder_of(host, this_system())
    if is_removing:
        done = list(remove(folder, host, files_for(host)))
        for path, was_removed in done:
            click.echo(f"removed {path}" if was_removed else f"left    {path} (changed since it was installed)")
        if not done:
            click.echo(f"nothing of ours is in {folder}")
        return
    for path in install(folder, files_for(host), host):
        click.echo(f"wrote   {path}")
    click.echo(NEXT[host])
