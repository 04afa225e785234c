"""The daemon's end of the panel process: starts it once the daemon is ready, and again when it dies."""

from __future__ import annotations

import logging
import secrets
import socket
import sys
from collections.abc import Iterator
from functools import partial

from bridge.core.timebase import Timebase
from bridge.panel.messages import EVERYWHERE, LOOPBACK, CannotServe, PanelSettings, Serving, cannot_listen
from bridge.processes.child import start_child
from bridge.processes.link import SupervisedLink
from bridge.processes.supervisor import End, Policy, Signal
from bridge.settings.config import Config

log = logging.getLogger(__name__)

STARTS_WITHIN_S = 20.0


class PanelLink(SupervisedLink):
    """See the module."""

    def __init__(self, settings: PanelSettings, time: Timebase) -> None:
        self._settings = settings
        policy = Policy("panel", starts_within_s=STARTS_WITHIN_S)
        super().__init__(partial(start_child, "bridge.panel.process", settings), time, policy, self)

    def start(self) -> Iterator[str]:
        """Start the process, which loads while the caller goes on; sentences on where the page is.

        A port that is taken is found out here, at once: then the sentence says that there is no panel, and why.
        """
        settings = self._settings
        if reason := _why_not(settings):
            yield f"no panel: {reason}"
            return
        self._supervisor.start()
        yield f"panel: {settings.url()}"
        if url := settings.lan_url():
            yield f"panel for phones and tablets in this network: {url}"
            yield terminal_code(url)

    # -- implements ChildOwner

    def received(self, message: object) -> Signal | None:
        """The page is there, or cannot be."""
        match message:
            case Serving():
                return Signal.READY
            case CannotServe(sentence):
                log.warning("no panel: %s", sentence)
                return Signal.REFUSED
        return None

    def greeting(self) -> Iterator[object]:
        """Nothing to say to a new process: it asks the daemon by OSC."""
        return iter(())

    def went_up(self) -> None:
        """Nothing more to do."""

    def went_down(self, end: End) -> None:
        """Nothing to do: the process is started again."""


def make_panel(config: Config, osc_port: int, time: Timebase) -> PanelLink | None:
    """The panel of a daemon that listens on a port; None: it is to have none."""
    panel, osc = config.panel, config.osc
    if not panel.port:
        return None
    host = LOOPBACK if osc.host in ("", EVERYWHERE) else osc.host
    level = log.getEffectiveLevel()
    settings = PanelSettings(panel.port, host, osc_port if osc.tcp else 0, osc.secret, log_level=level)
    return PanelLink(with_lan(settings, panel.secret) if panel.lan else settings, time)


def with_lan(settings: PanelSettings, secret: str = "") -> PanelSettings:
    """The settings with other machines let in by a secret, a fresh one unless it is given."""
    from bridge.panel.addresses import own_addresses

    return settings._replace(addresses=own_addresses(), secret=secret or secrets.token_urlsafe(12))


def terminal_code(url: str) -> str:
    """A QR code in block characters."""
    from bridge.panel import addresses  # late: only this option needs it

    return addresses.terminal_code(url)


def _why_not(settings: PanelSettings) -> str:
    """The reason why there can be no panel, or ""."""
    if not settings.osc_port:
        return "it reaches Sideman by TCP; set osc.tcp = true"
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there it would share the port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.listens_on, settings.port))
            probe.listen(1)
        except OSError as error:
            return str(cannot_listen(settings.listens_on, settings.port, error))
    return ""
