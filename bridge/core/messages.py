"""Immutable values passed between the layers: planned notes, bar lines, and bytes for a MIDI port.

Beats are song positions in quarter notes; channels count from 0, as on the wire.
"""

from __future__ import annotations

from typing import NamedTuple

from model.music.events import Metre

MAIN_PORT = ""  # where a note goes that names no other
SOUND_PORT = "<sound>"  # our own synthesiser; not a name that a configuration can give a MIDI port

AS_PITCH, SILENT = -1, -2  # in place of the key that is sent: that of the note, and none
CLICK_PART = -2  # of notes that are the click's: no change of the music takes them back

CC_SUSTAIN = 64
CC_ALL_SOUND_OFF = 120
CC_ALL_NOTES_OFF = 123


class PlannedNote(NamedTuple):
    """A note that will sound; ``note_id`` is unique within a run of the daemon."""

    note_id: int
    part: int  # 0..16, see model.music.config.PARTS
    channel: int  # 0..15
    pitch: int  # 0..127
    velocity: int  # 1..127
    beat: float
    duration_beats: float
    port: str = MAIN_PORT
    shift_beats: float = 0.0  # how much later than its beat it is played, negative earlier; a change goes by its beat
    key: int = AS_PITCH  # what is sent to a MIDI port in place of the pitch; our own sound has General MIDI's drums

    @property
    def sent_key(self) -> int:
        """The key that is sent, for its note-off too: a note keeps the one that it was given."""
        return self.pitch if self.key < 0 else self.key


class BarLine(NamedTuple):
    """The beginning of a bar; ``number`` counts from 1, as musicians do."""

    number: int
    beat: float
    tempo_bpm: float
    metre: Metre
    chords: tuple[str, str]
    section: str = ""  # name of the chart's section that begins here

    @property
    def end_beat(self) -> float:
        """Beat at which the next bar begins."""
        return self.beat + self.metre.bar_beats


def note_on(channel: int, pitch: int, velocity: int) -> bytes:
    """MIDI note-on.

    >>> note_on(9, 36, 100).hex()
    '992464'
    """
    return bytes((0x90 | channel, pitch, velocity))


def note_off(channel: int, pitch: int) -> bytes:
    """MIDI note-off."""
    return bytes((0x80 | channel, pitch, 0))


def control_change(channel: int, control: int, value: int) -> bytes:
    """MIDI control change."""
    return bytes((0xB0 | channel, control, value))


def program_change(channel: int, program: int) -> bytes:
    """MIDI program change; ``program`` counts from 0."""
    return bytes((0xC0 | channel, program))


class Tone(NamedTuple):
    """A note to be played, before it has a channel."""

    part: int
    pitch: int
    velocity: int
    beat: float
    duration_beats: float
    shift_beats: float = 0.0  # see `PlannedNote`
