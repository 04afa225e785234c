"""``sideman monitor``: a running daemon, watched over OSC."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NoReturn

import click

from bridge.core.errors import NoAnswerError, SidemanError
from bridge.monitoring.daemon_state import SUBSCRIPTION_ANSWERS, TOPICS, DaemonState
from bridge.osc.client import PING_ADDRESS, PONG_ADDRESS, OscClient
from bridge.osc.subscribers import EXPIRY_S

if TYPE_CHECKING:
    from rich.console import Console

FRAME_S = 0.1
ANSWER_WITHIN_S = 3.0
SILENT_S = 3.5  # a daemon sends its status every second
RETRY_S = 1.0
SNAPSHOT_S = 2.5  # a bar begins by then at most tempi
RENEW_S = EXPIRY_S / 3.0


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the daemon runs.")
@click.option("--port", default=7770, show_default=True, type=click.IntRange(1, 65_535), help="Its UDP port.")
@click.option(
    "--once", is_flag=True, help="Print the present state and end, as it does where the output is not a terminal."
)
def monitor(host: str, port: int, *, once: bool) -> None:
    """Watch a running daemon: plan, bar, parts, lateness, processes, clients, errors. Ends at Ctrl-C."""
    from rich.console import Console

    console = Console(highlight=False)
    if once or not console.is_terminal:
        _snapshot(host, port)
    else:
        _watch(console, host, port)


def _snapshot(host: str, port: int) -> None:
    """Raises NoAnswerError."""
    from bridge.monitoring.monitor_view import plain

    state = DaemonState()
    with OscClient(host, port) as client:
        _learn(client, state)
        _subscribe(client)
        deadline_s = time.monotonic() + SNAPSHOT_S
        while time.monotonic() < deadline_s and (
            not state.plan or (state.status.get("playing") and state.line is None)
        ):
            _update(client, state, FRAME_S)
        _end(client)
    for each in plain(state, time.monotonic(), f"{host}:{port}"):
        click.echo(each)


def _watch(console: Console, host: str, port: int) -> None:
    """Show the state until Ctrl-C; wait for a daemon that ends. Raises NoAnswerError if none answers at first."""
    from rich.live import Live

    from bridge.monitoring.monitor_view import picture

    where, state = f"{host}:{port}", DaemonState()
    with OscClient(host, port) as client:
        _learn(client, state)
    with Live(console=console, screen=True, auto_refresh=False) as live:

        def draw(gone_s: float | None = None) -> None:
            live.update(picture(state, time.monotonic(), where, console.height, gone_s), refresh=True)

        while True:
            with suppress(SidemanError, OSError), OscClient(host, port) as client:
                _follow(client, state, draw)
            _wait_for_daemon(host, port, partial(draw, state.received_s))
            state = DaemonState(errors=state.errors)


def _follow(client: OscClient, state: DaemonState, draw: Callable[[], None]) -> NoReturn:
    """Hear and draw. Raises NoAnswerError when the daemon goes away."""
    _learn(client, state)
    _subscribe(client)
    renewed_s = time.monotonic()
    try:
        while True:
            _update(client, state, FRAME_S)
            draw()
            now_s = time.monotonic()
            if now_s - state.received_s > SILENT_S:
                raise NoAnswerError("the daemon has gone")
            if now_s - renewed_s > RENEW_S:
                renewed_s = now_s
                _subscribe(client)
    finally:
        _end(client)


def _wait_for_daemon(host: str, port: int, draw: Callable[[], None]) -> None:
    """Return when a daemon answers."""
    while True:
        draw()
        with suppress(SidemanError, OSError), OscClient(host, port) as client:
            for _ in client.ask(PING_ADDRESS, (), PONG_ADDRESS, RETRY_S):
                return
        time.sleep(RETRY_S)


def _learn(client: OscClient, state: DaemonState) -> None:
    """Ask how it stands. Raises NoAnswerError."""
    for address in ("/sideman/version", "/sideman/status"):
        for message in client.ask(address, (), address, ANSWER_WITHIN_S):
            state.update(message, time.monotonic())


def _subscribe(client: OscClient) -> None:
    for topic in TOPICS:
        client.send("/sideman/subscribe", (topic,))


def _update(client: OscClient, state: DaemonState, wait_s: float) -> None:
    for message in client.answers(wait_s):
        if message.address not in SUBSCRIPTION_ANSWERS:
            state.update(message, time.monotonic())


def _end(client: OscClient) -> None:
    with suppress(SidemanError, OSError):
        client.send("/sideman/unsubscribe", ("all",))
