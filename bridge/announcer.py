"""Tells subscribers over OSC what the performer does. Any thread may call."""

from __future__ import annotations

from collections.abc import Sequence

from bridge.messages import BarLine, PlannedNote
from bridge.subscribers import Subscribers, Topic
from model.config import PARTS


class Announcer:
    """Implements `bridge.listener.Listener`."""

    def __init__(self, subscribers: Subscribers) -> None:
        self._publish = subscribers.publish

    def playing(self, playing: bool) -> None:
        """``/sideman/playing 0|1``."""
        self._publish(Topic.STATUS, "/sideman/playing", int(playing))

    def notes(self, notes: Sequence[PlannedNote]) -> None:
        """``/sideman/note id part channel pitch velocity beat duration``; channels count from 1."""
        for note in notes:
            self._publish(Topic.NOTE, "/sideman/note", *note_values(note))

    def cancelled(self, from_beat: float) -> None:
        """``/sideman/note/cancel from_beat``."""
        self._publish(Topic.NOTE, "/sideman/note/cancel", from_beat)

    def bar(self, line: BarLine) -> None:
        """``/sideman/bar number beat tempo numerator denominator chord chord``."""
        values = (line.number, line.beat, line.tempo_bpm, *line.metre, *line.chords)
        self._publish(Topic.BAR, "/sideman/bar", *values)

    def late(self, beat: float, pause_s: float) -> None:
        """``/sideman/late beat milliseconds``."""
        self._publish(Topic.LATE, "/sideman/late", beat, 1000.0 * pause_s)

    def failed(self, message: str) -> None:
        """``/sideman/error "" internal message``."""
        self._publish(Topic.ERROR, "/sideman/error", "", "internal", message)


def note_values(note: PlannedNote) -> tuple[int | float | str, ...]:
    """A note as OSC arguments: id, part, channel (from 1), pitch, velocity, beat, duration in beats."""
    return (
        note.note_id,
        PARTS[note.part],
        note.channel + 1,
        note.pitch,
        note.velocity,
        note.beat,
        note.duration_beats,
    )
