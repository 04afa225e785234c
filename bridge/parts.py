"""Which port, channel and General MIDI program each part plays on, and a bar's place in time. Values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bridge.controls import Controls
from bridge.inference.protocol import Tone
from bridge.messages import MAIN_PORT, PlannedNote
from bridge.osc_codec import Value
from model.config import PARTS, TICKS_PER_QUARTER
from model.events import Note

DRUM_CHANNEL = 9  # "channel 10" to a musician

# (channel, program), both from 0. Sixteen families share fifteen channels: sfx, the rarest, shares one.
_TABLE = {
    "drums": (DRUM_CHANNEL, 0),  # standard kit
    "piano": (0, 0),  # grand piano
    "chromatic": (1, 11),  # vibraphone
    "organ": (2, 16),  # drawbar organ
    "guitar": (3, 25),  # steel guitar
    "bass": (4, 33),  # fingered bass
    "strings": (5, 48),  # a section: the family's own solo violin carries no chords
    "ensemble": (6, 49),  # slow strings
    "brass": (7, 61),  # brass section
    "reed": (8, 65),  # alto saxophone
    "pipe": (10, 73),  # flute
    "lead": (11, 81),  # saw lead
    "pad": (12, 89),  # warm pad
    "effects": (13, 99),  # atmosphere
    "ethnic": (14, 104),  # sitar
    "percussive": (15, 114),  # steel drums
    "sfx": (15, 114),
}
CHANNELS = tuple(_TABLE[part][0] for part in PARTS)
PROGRAMS = tuple(_TABLE[part][1] for part in PARTS)


@dataclass(frozen=True)
class Router:
    """Where each part goes. channels: by part, 0..15; ports: by name of the part, others on the main one."""

    ports: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[int, ...] = CHANNELS

    def with_channels(self, controls: Controls) -> Router:
        """The channels as the controls have them."""
        asked = [controls.part(name).channel for name in PARTS]
        channels = (usual if own is None else own - 1 for own, usual in zip(asked, CHANNELS, strict=True))
        return replace(self, channels=tuple(channels))

    def place(self, note_id: int, tone: Tone) -> PlannedNote:
        """A tone on its way."""
        port = self.ports.get(PARTS[tone.part], MAIN_PORT)
        part, pitch, velocity, beat, duration_beats = tone
        return PlannedNote(note_id, part, self.channels[part], pitch, velocity, beat, duration_beats, port)

    def program(self, part: int) -> int:
        """General MIDI program, from 0."""
        return PROGRAMS[part]


def values_of(note: PlannedNote) -> tuple[Value, ...]:
    """A note as OSC arguments: part, channel (from 1), pitch, velocity, beat, duration in beats."""
    return PARTS[note.part], note.channel + 1, note.pitch, note.velocity, note.beat, note.duration_beats


def place(notes: tuple[Note, ...], beat: float, note_ids: Iterator[int]) -> tuple[PlannedNote, ...]:
    """Put a bar's notes (ticks from the bar's start) at ``beat`` and number them.

    >>> place((Note(12, 5, 40, 24, 90),), 8.0, iter([1]))[0][:7]
    (1, 5, 4, 40, 90, 8.5, 1.0)
    """
    return tuple(
        PlannedNote(
            next(note_ids),
            note.part,
            CHANNELS[note.part],
            note.pitch,
            note.velocity,
            beat + note.tick / TICKS_PER_QUARTER,
            note.duration_ticks / TICKS_PER_QUARTER,
        )
        for note in notes
    )
