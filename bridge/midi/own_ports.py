"""The MIDI ports that Sideman makes itself: they go with the JACK server, and are made again when it is back.

Belongs to the thread that looks for ports; any thread may ask what is missing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bridge.midi.backend import JACK
from bridge.midi.jack_server import JackServer, ServerEvent

log = logging.getLogger(__name__)

Report = Callable[[str], None]
"""Takes a sentence for the performer: the log, the monitor and subscribers of errors get it."""


class MadePort(Protocol):
    """A port that was made. ``abandon`` lets go of it without a call to its MIDI system."""

    @property
    def api(self) -> str: ...
    def abandon(self) -> None: ...
    def close(self) -> None: ...


@dataclass
class OwnPort:
    """A port, or None while it is missing. make: opens it again, or returns None; use: called with the result."""

    name: str
    port: MadePort | None
    make: Callable[[], MadePort | None]
    use: Callable[[MadePort | None], None]


class OwnPorts:
    """``server_changed``: called with a change of the server, before ports are made again."""

    def __init__(self, server: JackServer, report: Report, server_changed: Callable[[ServerEvent], None]) -> None:
        self._server, self._report, self._server_changed = server, report, server_changed
        self._ports: list[OwnPort] = []

    def add(self, port: OwnPort) -> None:
        """Keep a port that was made."""
        self._ports.append(port)

    @property
    def missing(self) -> list[str]:
        """Names of ports that are not there now."""
        return [each.name for each in self._ports if each.port is None]

    def check(self) -> None:
        """Notice that the server died, stalled or is back; make ports again that are missing."""
        event = self._server.check()
        if event is ServerEvent.LOST:
            self._lose()
        elif event is ServerEvent.STALLED:
            self._report("the JACK server stands still; nothing is sent to it until it goes on")
            self._use_all(are_used=False)
        elif event is ServerEvent.RESUMED:
            self._report("the JACK server goes on; MIDI is sent again")
            self._use_all(are_used=True)
        if event is not None:
            self._server_changed(event)
        if self._server.is_up and self.missing:
            self._make_missing()

    def close(self) -> None:
        """Close every port and leave the server; ports of a server that does not answer are abandoned."""
        for each in self._ports:
            if each.port is not None:
                if each.port.api == JACK and not self._server.answers_now():
                    each.port.abandon()
                else:
                    each.port.close()
        self._server.close()

    def _use_all(self, *, are_used: bool) -> None:
        for each in self._ports:
            if each.port is not None and each.port.api == JACK:
                each.use(each.port if are_used else None)

    def _lose(self) -> None:
        lost = [each for each in self._ports if each.port is not None and each.port.api == JACK]
        for each in lost:
            port, each.port = each.port, None
            if port is not None:
                port.abandon()
            each.use(None)
        names = f", and with it the MIDI ports {', '.join(each.name for each in lost)}" if lost else ""
        self._report(f"the JACK server has gone{names}; the music goes on, and is heard again when the server is back")

    def _make_missing(self) -> None:
        for each in self._ports:
            if each.port is None:
                each.port = each.make()
                if each.port is not None:
                    each.use(each.port)
        if not self.missing:
            self._report(f"MIDI ports {', '.join(each.name for each in self._ports)} are there again")
