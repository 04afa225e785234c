"""The ``sideman`` command. Subcommands stand in `bridge.commands`, a file each, and are imported when used.

`main` turns every error of ours into one sentence on stderr and exit code 2, or 1 when a daemon refused or
did not answer; Ctrl-C ends with 130, as shells expect. A traceback is always a bug.
"""

from __future__ import annotations

import importlib
import io
import sys
from typing import Any

import click
from click.shell_completion import CompletionItem

from bridge.commands import EXIT_INTERRUPTED
from bridge.core.errors import NoAnswerError, SidemanError

# name: (module, attribute, help). The help stands here so that `sideman --help` imports nothing.
COMMANDS = {
    "run": ("bridge.commands.run", "run", "Start the daemon: OSC in, MIDI notes out."),
    "setup": ("bridge.commands.setup", "setup", "Ask three questions, set up your host and play four bars."),
    "init": ("bridge.commands.init", "init", "Write a configuration with every setting and its default."),
    "send": ("bridge.commands.send", "send", "Send one OSC message to a daemon and print its answers."),
    "plan": ("bridge.commands.plan", "plan", "Show what words ask for, without a daemon."),
    "clip": ("bridge.commands.clip", "clip", "Write bars to a .mid (and .wav) from words, without a daemon."),
    "chart": ("bridge.commands.chart", "chart", "Show a chord chart, or write it as another kind."),
    "grooves": ("bridge.commands.grooves", "grooves", "List the grooves of the book and your own."),
    "groove": ("bridge.commands.groove", "groove", "Draw, play, learn and check one groove."),
    "learn": ("bridge.commands.learn", "learn", "Learn a style from MIDI files of your own."),
    "drum-maps": ("bridge.commands.drum_maps", "drum_maps", "List the drum maps, or show one."),
    "fetch": ("bridge.commands.fetch", "fetch", "Print bars from the running daemon, for scripts of hosts."),
    "demo": ("bridge.commands.demo", "demo", "Start a daemon, play 16 bars from a prompt, show and record them."),
    "install-host": (
        "bridge.commands.install_host",
        "install_host",
        "Install patches, devices and scripts for Max, Live, Pd or REAPER.",
    ),
    "doctor": ("bridge.commands.doctor", "doctor", "Check this machine and the configuration, and print what to do."),
    "monitor": ("bridge.commands.monitor", "monitor", "Watch a running daemon."),
    "panel": ("bridge.commands.panel", "panel", "Open the panel of a running daemon in the browser."),
    "mcp": ("bridge.commands.mcp", "mcp", "Serve every request to an assistant, by the Model Context Protocol."),
    "calibrate": ("bridge.commands.calibrate", "calibrate", "Measure MIDI latency through a loop, for midi.offset_ms."),
    "ports": ("bridge.commands.ports", "ports", "List the MIDI ports of this machine."),
    "bench": ("bridge.commands.bench", "bench", "Measure this machine: engine, clip and start-up times."),
    "bench-peers": ("bridge.commands.bench_peers", "bench_peers", "Measure Sideman and its peers side by side."),
    "prepare": ("bridge.commands.prepare", "prepare", "Pack a tree of MIDI files for training."),
    "train": ("bridge.commands.train", "train", "Train the network on a packed corpus."),
    "train-text": (
        "bridge.commands.train_text",
        "train_text",
        "Retrain the prompt classifier on the project's own phrases.",
    ),
    "train-voice": ("bridge.commands.train_voice", "train_voice", "Train the spectral voice on rendered MIDI files."),
    "evaluate": ("bridge.commands.evaluate", "evaluate", "Compare the music with real music and with chance."),
    "ablate": ("bridge.commands.ablate", "ablate", "Train without each module in turn, to measure its worth."),
    "completion": ("bridge.commands.completion", "completion", "Print the completion script of a shell."),
    "export": ("bridge.commands.export", "export", "Write the model file the daemon loads, and its card."),
}
WHAT_NEXT = """\
Sideman: a session player for your DAW. What next?

  sideman demo                hear sixteen bars, and get them as .mid and .wav
  sideman setup               three questions; sets up your host
  sideman run                 start the player; then type words at http://127.0.0.1:7780
  sideman install-host live   put devices, patches and scripts where a host looks for them
                              (live, max, pd, reaper, supercollider)
  sideman doctor              check this machine, where something is missing
  sideman --help              every command
"""
EXIT_REFUSED = 1
EXIT_SETUP = 2


class LazyGroup(click.Group):
    """A group that imports a command when it is used."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; Ctrl-C ends it without a word, unless the command has one to say."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(EXIT_INTERRUPTED)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands that begin so, without importing them."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        known = ((name, words) for name, (_, _, words) in COMMANDS.items() if name.startswith(incomplete))
        return [CompletionItem(name, help=words) for name, words in known]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, _, words) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(package_name="sideman")
@click.pass_context
def sideman(ctx: click.Context) -> None:
    """An AI session player: words and styles in over OSC, MIDI notes out."""
    if ctx.invoked_subcommand is None:
        click.echo(WHAT_NEXT, nl=False)


def main() -> None:
    """Entry point of the ``sideman`` command."""
    for stream in (sys.stdout, sys.stderr):  # a pipe on Windows may hold neither sharps nor Chinese
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        sideman(standalone_mode=True)
    except SidemanError as error:
        click.echo(f"sideman: {error}", err=True)
        sys.exit(EXIT_REFUSED if isinstance(error, NoAnswerError) else EXIT_SETUP)
