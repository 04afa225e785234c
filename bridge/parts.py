"""Which channel and which General MIDI program each part plays on, and a bar's place in time. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bridge.messages import PlannedNote
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


def place(notes: tuple[Note, ...], beat: float, note_ids: Iterator[int]) -> tuple[PlannedNote, ...]:
    """Put a bar's notes (ticks from the bar's start) at ``beat`` and number them.

    >>> place((Note(12, 5, 40, 24, 90),), 8.0, iter([1]))
    (PlannedNote(note_id=1, part=5, channel=4, pitch=40, velocity=90, beat=8.5, duration_beats=1.0),)
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


def programs(notes: tuple[PlannedNote, ...]) -> Iterator[tuple[int, int]]:
    """Each (channel, program) that these notes need, once, by channel."""
    parts = {note.channel: note.part for note in reversed(notes)}
    return ((channel, PROGRAMS[part]) for channel, part in sorted(parts.items()))
