"""``sideman panel``: opens the panel of a daemon in the browser, or serves one for a daemon that has none."""

from __future__ import annotations

import asyncio
import contextlib
import json
import urllib.request
import webbrowser

import click

from bridge.core.errors import NoAnswerError
from bridge.osc.client import PING_ADDRESS, PONG_ADDRESS, OscClient
from bridge.panel.link import terminal_code, with_lan
from bridge.panel.messages import PanelSettings

ANSWER_WITHIN_S = 2.0
_NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the daemon runs.")
@click.option("--port", default=7770, show_default=True, type=click.IntRange(1, 65_535), help="Its port.")
@click.option("--panel-port", default=7780, show_default=True, type=click.IntRange(0, 65_535),
              help="Port of the page; 0 takes any free one.")  # fmt: skip
@click.option("--panel-lan", is_flag=True, help="Let phones in this network in: shows an address and a QR code.")
@click.option("--no-browser", is_flag=True, help="Say where the page is, and open nothing.")
def panel(host: str, port: int, panel_port: int, *, panel_lan: bool, no_browser: bool) -> None:
    """Open the panel of a running daemon in the browser.

    A daemon that was started with --no-panel, or on another machine, gets one of its own here, until Ctrl-C.
    """
    url = f"http://127.0.0.1:{panel_port}"
    if not panel_lan and panel_port and served_port(url) == port and host == "127.0.0.1":
        _show(url, no_browser=no_browser)
        return
    with OscClient(host, port) as client:
        for _ in client.ask(PING_ADDRESS, (), PONG_ADDRESS, ANSWER_WITHIN_S):
            break
        else:
            raise NoAnswerError(f"no daemon answers on {host}:{port}; start one with: sideman run")
    settings = PanelSettings(panel_port, host, port)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(with_lan(settings) if panel_lan else settings, no_browser=no_browser))


def served_port(url: str) -> int:
    """OSC port of the daemon whose panel is served there; 0 where there is none."""
    try:
        with _NO_PROXY.open(f"{url}/about.json", timeout=ANSWER_WITHIN_S) as response:
            return int(json.load(response)["osc_port"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


async def _serve(settings: PanelSettings, *, no_browser: bool) -> None:
    """Serve the page in this process. Raises SetupError."""
    from bridge.panel.server import PanelServer

    server = PanelServer(settings)
    port = await server.serve()
    if url := settings.lan_url(port):
        click.echo(f"panel for phones and tablets in this network: {url}")
        click.echo(terminal_code(url))
    _show(settings.url(port), no_browser=no_browser)
    try:
        await server.run()
    finally:
        await server.close()


def _show(url: str, *, no_browser: bool) -> None:
    click.echo(f"panel: {url}")
    if not no_browser and not webbrowser.open(url):
        click.echo("no browser could be opened here; open that address yourself")
