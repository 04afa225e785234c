"""Requests for the instruments that are played: drum maps."""

from __future__ import annotations

from pathlib import Path

from bridge.api.osc_api import Request
from bridge.osc.gate import Gate
from bridge.performance.instruments import Instruments
from bridge.playback import drum_maps


class InstrumentRequests:
    """See the module."""

    def __init__(self, instruments: Instruments, gate: Gate) -> None:
        self._instruments, self._gate = instruments, gate

    def drum_map(self, request: Request, name: str) -> None:
        """Send drums by a map that ships, or by one of the user's. Raises UnknownDrumMapError."""
        if Path(name.strip()).suffix.lower() == drum_maps.SUFFIX:
            self._gate.check_path(request.peer, Path(name.strip()))
        found = drum_maps.find(name)
        self._instruments.use_drum_map(found)
        request.reply("/sideman/drum_map", found.name, found.title)

    def drum_maps(self, request: Request) -> None:
        """Name the maps that ship, the one in use first."""
        used = self._instruments.drum_map.name
        request.reply("/sideman/drum_maps", used, *(name for name in drum_maps.names() if name != used))
