"""Which requests a page may make of the daemon, checked before they are sent. Pure.

The daemon trusts the panel, as it runs on the same machine; a page may be on a phone. So no request passes that opens
a file by its path, changes where answers go, or plays the part of a host.
"""

from __future__ import annotations

from collections.abc import Sequence

from bridge.api.osc_api import BAND, BY_ADDRESS, PLAYED, TABLE
from bridge.api.osc_handler import PREFIX
from bridge.core.errors import NotAllowedError, UnknownAddressError
from bridge.osc.arguments import read
from bridge.osc.codec import Value

# Requests that files, hosts and clients of other kinds make.
_NOT_OF_A_PAGE = (
    *("answers", "hello", "subscribe", "unsubscribe", "transport", "listen", "songs", "clip/resend", "fill"),
    *("fill/begin", "fill/notes", "fill/end", "given/begin", "given/notes", "given/replace", "given/continue"),
    *("given/complement", "capabilities"),
)
ALLOWED = tuple(
    handler
    for handler in TABLE
    if handler.address.startswith(PREFIX) and handler.address.removeprefix(PREFIX) not in _NOT_OF_A_PAGE
)
_ALLOWED_ADDRESSES = frozenset(handler.address for handler in ALLOWED)
MAX_CHARACTERS = 60_000


def checked(message: object) -> tuple[str, list[Value]]:
    """Address and arguments of a page's request. Raises NotAllowedError, UnknownAddressError, BadRequestError."""
    if not isinstance(message, list) or not message or not isinstance(message[0], str):
        raise NotAllowedError("a request is a list: an address and its arguments")
    address, values = message[0], message[1:]
    if address not in BY_ADDRESS:
        raise UnknownAddressError(f"{address[:64]} is not understood")
    if address not in _ALLOWED_ADDRESSES:
        raise NotAllowedError(f"{address} is not for the panel; use an OSC client")
    if not all(isinstance(value, int | float | str) for value in values):
        raise NotAllowedError(f"{address}: arguments are numbers and texts")
    read(address, BY_ADDRESS[address].signature, values)
    return address, _without_paths(address, values)


def _without_paths(address: str, values: Sequence[Value]) -> list[Value]:
    """The arguments, with nothing in them that the daemon would open as a file. Raises NotAllowedError."""
    text = " ".join(str(value) for value in values)
    match address.removeprefix(PREFIX):
        case "chart" if text.strip().lower() != "auto":
            return [text.replace("\\n", "\n") + "\n"]  # a line end: a chart itself, never the path of one
        case "groove/learn" if (text.split()[1:2] or [""])[0] not in (PLAYED, BAND):
            raise NotAllowedError(f"{address}: the panel learns from what was played: {PLAYED}, or {BAND}")
        case "drum_map" if any(sign in text for sign in "/\\.~"):
            raise NotAllowedError(f"{address}: the panel takes drum maps by name")
    return list(values)
