"""``sideman setup``: three questions, then a configuration, the host's files, and sound or a clear sentence."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import click

from bridge.commands.install_host import NEXT
from bridge.core.errors import SetupError, SidemanError
from bridge.hosts.installing import install
from bridge.hosts.locations import HOSTS, files_for, folder_of, this_system
from bridge.midi.backend import list_ports
from bridge.monitoring.checks import Level
from bridge.monitoring.checks_measured import sound as sound_checks
from bridge.settings.config import load, user_config
from bridge.settings.config_scaffold import scaffold
from bridge.settings.config_values import Value
from bridge.settings.config_writeback import write_setting

ARDOUR, OTHER = "ardour", "other"
OWN, NONE = "own", "none"
ARDOUR_PORT = 3819
N_BARS, SEED = 4, 7
_NEXT = NEXT | {
    ARDOUR: "in Ardour: Edit, Preferences, Control Surfaces, OSC; then docs/hosts/ardour.md",
    OTHER: "connect Sideman's output with an instrument; words go in at http://127.0.0.1:7780",
}


class Answers(NamedTuple):
    """host: one of `HOSTS`, `ARDOUR` or `OTHER`; output: `OWN`, `NONE`, or (part of) a port's name."""

    host: str
    output: str
    has_sound: bool


@click.command()
@click.option("--host", type=click.Choice([*HOSTS, ARDOUR, OTHER]), help="The program that you work in.")
@click.option(
    "--output", metavar="own|none|NAME", help="Where MIDI goes: a port of our own, none, or an existing port."
)
@click.option("--sound/--no-sound", "has_sound", default=None, help="Whether Sideman makes the sound itself, too.")
@click.option("--config", "path", type=click.Path(path_type=Path, dir_okay=False), default=user_config,
              help="File to write; default: your own, which `sideman run` finds from everywhere.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Ask nothing: take what is suggested.")
@click.option("--no-demo", is_flag=True, help="Do not play four bars at the end.")
def setup(
    host: str | None, output: str | None, path: Path, *, has_sound: bool | None, yes: bool, no_demo: bool
) -> None:
    """Ask which host, which MIDI port, and whether to make sound; set that up, and play four bars.

    Settings that the file has already, and files that are not Sideman's, are left alone.
    """
    is_asking = not yes and None in (host, output, has_sound)
    if is_asking and not is_terminal():
        raise SetupError("setup asks questions; in a script give --host, --output and --sound or --no-sound, or --yes")
    answers = _asked(host, output, has_sound, asks=is_asking)
    write(path, answers)
    click.echo(f"wrote {path}")
    _install(answers.host)
    if no_demo:
        click.echo("start it with: sideman run")
    else:
        _play(path, answers)
    click.echo(f"next, {_NEXT[answers.host]}")


def is_terminal() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty()


def write(path: Path, answers: Answers) -> None:
    """Put the answers into a configuration, which is made if it is not there. Raises ConfigError."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(scaffold(), encoding="utf-8")
    for section, name, value in _settings(answers):
        write_setting(path, section, name, value)


def _settings(answers: Answers) -> Sequence[tuple[str, str, Value]]:
    return (
        ("midi", "output", {OWN: "", NONE: "none"}.get(answers.output, answers.output)),
        ("audio", "voice", "synth" if answers.has_sound else "off"),
        ("clock", "ardour_port", ARDOUR_PORT if answers.host == ARDOUR else 0),
    )


def _asked(host: str | None, output: str | None, has_sound: bool | None, *, asks: bool) -> Answers:
    """The answers given as options; the others asked for, or as they are suggested."""
    if host is None:
        host = _suggested_host()
        if asks:
            host = click.prompt("Which host do you work in?", host, type=click.Choice([*HOSTS, ARDOUR, OTHER]))
    if output is None:
        ports = [port.name for port in list_ports() if port.is_output]
        output = _suggested_output(ports)
        if asks:
            for name in ports:
                click.echo(f"  {name}")
            output = click.prompt("Which MIDI port? (own: one of Sideman's own; none; or part of a name)", output)
    if has_sound is None:
        has_sound = host == OTHER and can_sound()
        if asks:
            has_sound = click.confirm("Should Sideman make the sound itself, too?", has_sound)
    return Answers(host, output.strip(), has_sound)


def _suggested_host() -> str:
    """The first host that has a folder here."""
    for host in HOSTS:
        with suppress(SetupError):
            if folder_of(host, this_system()).is_dir():
                return host
    return OTHER


def _suggested_output(ports: Sequence[str]) -> str:
    """A port of our own where the system has those; Windows has none, but loopMIDI makes some."""
    if sys.platform != "win32":
        return OWN
    return next((name for name in ports if "loopmidi" in name.lower()), NONE)


def can_sound() -> bool:
    """Whether everything that makes sound is there."""
    return all(check.level is Level.OK for check in sound_checks(load(None)))


def _install(host: str) -> None:
    if host not in HOSTS:
        return
    try:
        for path in install(folder_of(host, this_system()), files_for(host), host):
            click.echo(f"wrote {path}")
    except SidemanError as error:
        click.echo(f"left out: {error}; then: sideman install-host {host}")


def _play(path: Path, answers: Answers) -> None:
    """Four bars from a daemon with this configuration, and what should have been heard."""
    from bridge.commands.demo import PROMPT, play_bars

    options = ("--config", str(path), "--seed", str(SEED), "--set", "takes.record=false")
    try:
        play_bars(PROMPT, N_BARS, None, options)
    except SidemanError as error:
        click.echo(f"no music yet: {error}. `sideman doctor` says more.")
        return
    if answers.has_sound:
        click.echo("those were four bars of sound; heard nothing? sideman doctor")
    elif answers.output == NONE:
        click.echo("those were four bars over OSC alone: no MIDI port, no sound, as you said")
    else:
        click.echo("those were four bars over MIDI; they sound where the port leads to. Heard nothing? sideman doctor")
