"""A bar that is planned or being planned, and what of its notes is heard."""

from __future__ import annotations

from dataclasses import dataclass, field

from bridge.core.messages import BarLine, Tone
from bridge.inference.protocol import GenerationRequest
from model.engine.bars import Snapshot
from model.engine.cues import in_break, is_after_end
from model.engine.note_classes import NoteClasses
from model.music.config import DRUMS, TICKS_PER_QUARTER
from model.music.events import Note

_BREAK_TICKS = TICKS_PER_QUARTER // 2  # the stroke that a break begins with
_EVEN_TICKS = range(11, 14)  # an eighth that is played straight, or nearly
_SWING_TICKS = 4  # from there to the last third of the beat


@dataclass
class BarAhead:
    """A bar that is planned or being planned; ``marks`` are snapshots inside it, by beat."""

    line: BarLine
    start: Snapshot  # before its bar line
    marks: list[tuple[float, Snapshot]]
    notes: list[NoteClasses] = field(default_factory=list)
    tones: list[tuple[float, Tone]] = field(default_factory=list)  # made of them, with their beats on the grid
    tone_of: dict[NoteClasses, Tone] = field(default_factory=dict)  # for each note that is heard

    def beat_of(self, note: NoteClasses) -> float:
        """Beat of a note on the grid."""
        return self.line.beat + note.position / TICKS_PER_QUARTER

    def sound(self, note: NoteClasses, tone: Tone) -> None:
        """A note of the bar is heard as this tone."""
        self.tones.append((self.beat_of(note), tone))
        self.tone_of[note] = tone


def is_silent(note: NoteClasses, sounding: Note, bar: BarAhead, desired: GenerationRequest) -> bool:
    """Whether a note is generated and not played: of a muted drum, in a break, or after the ending."""
    line = bar.line
    if note.part == DRUMS and sounding.pitch in desired.muted_drum_keys:
        return True
    is_late = note.position >= _BREAK_TICKS and in_break(line.number, desired.cues)
    return is_late or is_after_end(line.number, desired.cues)


def moved_by_octaves(pitch: int, n_octaves: int) -> int:
    """A pitch so many octaves away, as far as MIDI goes."""
    moved_pitch = pitch + 12 * n_octaves
    while moved_pitch < 0:
        moved_pitch += 12
    while moved_pitch > 127:
        moved_pitch -= 12
    return moved_pitch


def swing_ticks(position: int, line: BarLine, swing: float) -> int:
    """Delay by swing of a note on an even eighth; 0 in compound metres."""
    if swing <= 0 or line.metre.denominator > 4 or position % TICKS_PER_QUARTER not in _EVEN_TICKS:
        return 0
    return round(swing * _SWING_TICKS)
