"""The instruments that are played: the kit's drum map, and the articulations of parts. Any thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bridge.performance.changes import Changes
from bridge.performance.state import PerformerState
from bridge.playback.articulations import Articulations
from bridge.playback.drum_maps import DrumMap


class Instruments:
    """See the module."""

    def __init__(self, state: PerformerState, changes: Changes) -> None:
        self._state, self._changes = state, changes

    @property
    def drum_map(self) -> DrumMap:
        """The map that drums are sent by."""
        return self._state.router.drum_map

    def use_drum_map(self, drum_map: DrumMap) -> None:
        """Send drums by another map, from the next quantum on. A note that sounds ends on the key that it began on."""
        state = self._state
        with state.outbox:
            state.router = replace(state.router, drum_map=drum_map)
            self._changes.ask(state.scene.quantum)

    def use_articulations(self, parts: Mapping[int, Articulations]) -> None:
        """Switch articulations of parts, by number."""
        with self._state.outbox:
            self._state.buffer.articulating.parts = dict(parts)
