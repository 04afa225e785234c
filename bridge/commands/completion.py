"""``sideman completion``: the script that makes a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from bridge.core.errors import SetupError

SHELLS = ("bash", "zsh", "fish")


@click.command(epilog='In ~/.bashrc, ~/.zshrc or fish\'s config: eval "$(sideman completion bash)"')
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print what a shell evaluates to complete sideman's commands and options."""
    root = click.get_current_context().find_root()
    made = get_completion_class(shell)
    if made is None:
        raise SetupError(f"there is no completion for {shell}; there is for {', '.join(SHELLS)}")
    click.echo(made(root.command, {}, "sideman", "_SIDEMAN_COMPLETE").source())
