"""The daemon's end of the panel process: starts it once the daemon is ready, and again when it dies."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import partial

from bridge.core.timebase import Timebase
from bridge.panel.messages import EVERYWHERE, LOOPBACK, CannotServe, PanelSettings, Serving
from bridge.processes.child import start_child
from bridge.processes.link import SupervisedLink
from bridge.processes.supervisor import End, Policy, Signal
from bridge.settings.config import Config

log = logging.getLogger(__name__)

STARTS_WITHIN_S = 20.0
SERVES_WITHIN_S = 5.0  # at the start of the daemon; it loads beside the inference process, and is ready first


class PanelLink(SupervisedLink):
    """See the module."""

    def __init__(self, settings: PanelSettings, time: Timebase) -> None:
        self._settings = settings
        self._refusal = ""
        policy = Policy("panel", starts_within_s=STARTS_WITHIN_S)
        super().__init__(partial(start_child, "bridge.panel.process", settings), time, policy, self)

    def spawn(self) -> None:
        """Start the process, which loads while the caller goes on, unless there can be none."""
        self._refusal = "" if self._settings.osc_port else "it reaches Sideman by TCP; set osc.tcp = true"
        if not self._refusal:
            super().spawn()

    def start(self) -> Iterator[str]:
        """Wait until the page is served; sentences on where it is, or why there is none."""
        settings = self._settings
        if not self._refusal:
            self._supervisor.start()
            if not self._supervisor.wait_until_answered(SERVES_WITHIN_S):
                yield f"the panel is still starting: {settings.url()}"
                return
        if self._refusal:
            yield f"no panel: {self._refusal}"
            return
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
                self._refusal = sentence
                if self.n_restarts:  # else `start` says it
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
    import secrets  # with OpenSSL, 4 MB that most performances do without

    from bridge.panel.addresses import own_addresses

    return settings._replace(addresses=own_addresses(), secret=secret or secrets.token_urlsafe(12))


def terminal_code(url: str) -> str:
    """A QR code in block characters."""
    from bridge.panel import addresses  # late: only this option needs it

    return addresses.terminal_code(url)
