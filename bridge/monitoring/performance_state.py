"""The state of a performance, put together from OSC messages. One thread."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bridge.core.messages import BarLine, PlannedNote
from bridge.osc.codec import OscMessage
from model.music.config import PARTS, TICKS_PER_QUARTER
from model.music.events import Metre, Note


class ReceivedBar(NamedTuple):
    """A bar as `bridge.recording.take` takes it; ticks of the notes count from its start."""

    metre: Metre
    tempo_bpm: float
    chords: tuple[str, str]
    notes: tuple[Note, ...]

    @property
    def section(self) -> str:
        """Name of a section that begins here; a daemon's bars are written without."""
        return ""


@dataclass
class PerformanceState:
    """The plan, the bar lines that have passed, and all notes known, those still to come included."""

    plan: dict[str, Any] = field(default_factory=dict)
    lines: list[BarLine] = field(default_factory=list)
    notes: dict[int, PlannedNote] = field(default_factory=dict)

    def update(self, message: OscMessage) -> bool:
        """Take in one message; True when it began a bar. Others are ignored."""
        values: Sequence[Any] = message.arguments
        match message.address:
            case "/sideman/plan":
                self.plan = dict(zip(values[::2], values[1::2], strict=False))
            case "/sideman/note":
                number, part, channel, pitch, velocity, beat, duration, *_ = values
                self.notes[number] = PlannedNote(
                    number, PARTS.index(part), channel - 1, pitch, velocity, beat, duration
                )
            case "/sideman/note/cancel":
                self.notes = {key: note for key, note in self.notes.items() if note.beat < values[0]}
            case "/sideman/bar":
                number, beat, tempo, numerator, denominator, first, second = values
                self.lines.append(BarLine(number, beat, tempo, Metre(numerator, denominator), (first, second)))
                return True
        return False

    def notes_of(self, line: BarLine) -> list[PlannedNote]:
        """Notes that begin in a bar, in order."""
        chosen = [note for note in self.notes.values() if line.beat <= note.beat < line.end_beat]
        return sorted(chosen, key=lambda note: (note.beat, note.part, note.pitch))

    def bars(self, n_bars: int) -> list[ReceivedBar]:
        """The first bars, for a take."""
        lines = self.lines[:n_bars]
        starts = [line.beat for line in lines]
        notes: list[list[Note]] = [[] for _ in lines]
        for note in sorted(self.notes.values(), key=lambda note: (note.beat, note.part, note.pitch)):
            bar = bisect_right(starts, note.beat) - 1
            if bar >= 0 and note.beat < lines[bar].end_beat:
                notes[bar].append(_to_note(note, starts[bar]))
        return [
            ReceivedBar(line.metre, line.tempo_bpm, line.chords, tuple(mine))
            for line, mine in zip(lines, notes, strict=True)
        ]


def _to_note(note: PlannedNote, bar_beat: float) -> Note:
    tick = round((note.beat - bar_beat) * TICKS_PER_QUARTER)
    return Note(tick, note.part, note.pitch, max(1, round(note.duration_beats * TICKS_PER_QUARTER)), note.velocity)
