"""Sends the switch of a note's articulation before it, where the one before was another. Guarded by the lock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bridge.core.messages import PlannedNote
from bridge.playback.articulations import Articulations
from bridge.playback.scheduler import Scheduler

Channel = tuple[str, int]  # port, channel


class Articulating:
    """``parts``: articulations by number of the part."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self.parts: Mapping[int, Articulations] = {}
        self._sent: dict[Channel, tuple[str, float]] = {}

    def choose(self, notes: Iterable[PlannedNote]) -> None:
        """Switch before each note of a part whose articulation differs from that of the note before."""
        for note in sorted(notes, key=lambda each: each.beat + each.shift_beats):
            articulations = self.parts.get(note.part)
            name = "" if articulations is None else articulations.of(note)
            key, beat = (note.port, note.channel), note.beat + note.shift_beats
            if articulations is None or not name or self._sent.get(key, ("", 0.0))[0] == name:
                continue
            self._scheduler.send_at(beat, articulations.messages(name, note.channel), note.port)
            self._sent[key] = name, beat

    def cancel_from(self, beat: float) -> None:
        """The scheduler has dropped what was to be sent from ``beat`` on."""
        self._sent = {key: sent for key, sent in self._sent.items() if sent[1] < beat}

    def forget(self) -> None:
        """A synthesiser may be another one by the next performance."""
        self._sent = {}
