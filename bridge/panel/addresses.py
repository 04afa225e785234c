"""Addresses of this machine in its network, and their QR code."""

from __future__ import annotations

import contextlib
import io
import socket

import segno

_OUTSIDE = "192.0.2.1"  # for documentation only: no packet is sent to it


def own_addresses() -> tuple[str, ...]:
    """Addresses by which others in the network reach this machine, the likeliest first; () without a network."""
    found: list[str] = []
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((_OUTSIDE, 9))  # asks the routes alone
        found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return tuple(address for address in dict.fromkeys(found) if not address.startswith(("127.", "0.")))


def terminal_code(url: str) -> str:
    """A QR code in block characters."""
    text = io.StringIO()
    segno.make(url, error="m", micro=False).terminal(out=text, compact=True)
    return text.getvalue()


def svg_code(url: str) -> str:
    """A QR code as an SVG image."""
    picture = io.BytesIO()
    segno.make(url, error="m", micro=False).save(picture, kind="svg", scale=6, border=2, dark="#000", light="#fff")
    return picture.getvalue().decode()
