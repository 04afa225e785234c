"""``sideman send``: a client for every address of the table."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bridge.api.command_line import typed_arguments
from bridge.api.osc_api import find
from bridge.api.osc_handler import PREFIX
from bridge.osc.client import ERROR_ADDRESS, OscClient
from bridge.osc.codec import OscMessage, Value


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the daemon runs.")
@click.option("--port", default=7770, show_default=True, envvar="SIDEMAN_PORT", type=click.IntRange(1, 65_535),
              help="Its UDP port; default: $SIDEMAN_PORT, else 7770.")  # fmt: skip
@click.option("--wait", "wait_s", default=10.0, show_default=True, metavar="SECONDS",
              help="How long to wait for the last answer.")  # fmt: skip
@click.argument("address")
@click.argument("arguments", nargs=-1)
def send(host: str, port: int, wait_s: float, address: str, arguments: tuple[str, ...]) -> None:
    """Send ADDRESS (with or without /sideman/) and print the answers.

    \b
    sideman send prompt "slow smoky blues, brushes and upright bass"
    sideman send style jazz 0.7 latin 0.3
    sideman send clip 8 bossa nova
    """
    handler = find(address)
    if handler is not None and handler.method == "listen":  # the daemon stands in another folder
        arguments = (str(Path(" ".join(arguments)).expanduser().absolute()),)
    full = address if address.startswith("/") else PREFIX + address
    values = typed_arguments(handler, arguments)
    refused = False
    with OscClient(host, port) as client:
        if handler is None:
            answers = client.ask(full, values, None, wait_s)
        else:
            answers = client.request(full, values, handler.answer_addresses, wait_s)
        for answer in answers:
            refused = refused or answer.address == ERROR_ADDRESS
            _show(answer)
    if refused:
        sys.exit(1)


def _show(answer: OscMessage) -> None:
    if answer.address == ERROR_ADDRESS:
        code, message = map(str, (*answer.arguments, "", "", "")[1:3])
        click.echo(f"sideman: {message} [{code}]", err=True)
        return
    click.echo(" ".join([answer.address, *map(_word, answer.arguments)]))


def _word(value: Value) -> str:
    match value:
        case str():
            return f'"{value}"' if " " in value or not value else value
        case float():
            return f"{value:.6g}"
    return repr(value) if isinstance(value, bytes) else str(value)
