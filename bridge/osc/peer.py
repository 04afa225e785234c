"""Addresses of clients. Values."""

from __future__ import annotations

from typing import NamedTuple


class Peer(NamedTuple):
    """A client: a UDP address, or a TCP connection by its number (from 1)."""

    host: str
    port: int
    connection: int = 0
