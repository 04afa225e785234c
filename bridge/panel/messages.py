"""Settings of the panel process, and its messages to the daemon. Values."""

from __future__ import annotations

import errno
import logging
from typing import NamedTuple

from bridge.core.errors import PortTakenError, SetupError

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"


class PanelSettings(NamedTuple):
    """port: of the page; osc_host, osc_port: the daemon's, reached by TCP; osc_secret: what it asks other machines for.

    addresses: of this machine, by which others in its network are let in if they bring ``secret``; () lets none in.
    """

    port: int
    osc_host: str
    osc_port: int
    osc_secret: str = ""
    addresses: tuple[str, ...] = ()
    secret: str = ""
    log_level: int = logging.WARNING

    @property
    def listens_on(self) -> str:
        """The address that the page is served on."""
        return EVERYWHERE if self.addresses else LOOPBACK

    def url(self, port: int | None = None) -> str:
        """Address of the page on this machine. port: another than that of the settings."""
        return f"http://{LOOPBACK}:{port or self.port}"

    def lan_url(self, port: int | None = None) -> str:
        """Address of the page for other machines, with the secret; "" where none is let in."""
        return f"http://{self.addresses[0]}:{port or self.port}/?secret={self.secret}" if self.addresses else ""


class Serving(NamedTuple):
    """The page is served at a port."""

    port: int


class CannotServe(NamedTuple):
    """The page cannot be served; the sentence says why."""

    sentence: str


def cannot_listen(host: str, port: int, error: OSError) -> SetupError:
    """The error of a port that cannot be opened."""
    if error.errno == errno.EADDRINUSE:
        return PortTakenError(
            f"the panel's port {port} on {host} is taken, perhaps by another sideman; "
            f"choose another with --set panel.port=PORT, or none with --no-panel"
        )
    return SetupError(f"the panel cannot listen on {host}:{port}: {error.strerror or error}")
