"""``sideman mcp``: an assistant's door to a running daemon."""

from __future__ import annotations

import asyncio
import contextlib

import click

from bridge.commands import needs_extra

_EXAMPLE = """In an assistant's configuration: {"mcpServers": {"sideman": {"command": "sideman", "args": ["mcp"]}}}"""


@click.command(epilog=_EXAMPLE)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the daemon runs.")
@click.option("--port", default=7770, show_default=True, envvar="SIDEMAN_PORT", type=click.IntRange(1, 65_535),
              help="Its UDP port; default: $SIDEMAN_PORT, else 7770.")  # fmt: skip
@click.option("--wait", "wait_s", default=60.0, show_default=True, metavar="SECONDS",
              type=click.FloatRange(0.1, 600.0), help="How long an answer may take.")  # fmt: skip
def mcp(host: str, port: int, wait_s: float) -> None:
    """Serve every request as a tool of the Model Context Protocol, over standard input and output.

    An assistant starts this command itself. The daemon is started with `sideman run`; it may come and go.
    """
    with needs_extra("mcp"):
        from bridge.assistant.server import serve

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(host, port, wait_s))
