"""Port, channel and sound of each part, and a bar's place in time. Values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bridge.core.messages import AS_PITCH, MAIN_PORT, SOUND_PORT, PlannedNote, Tone
from bridge.osc.codec import Value
from bridge.playback.drum_maps import PLAIN, DrumMap
from bridge.playback.sounds import MIDDLE, USUAL_SOUNDS, Sound, sounds_of
from bridge.settings.controls import Controls
from model.music.config import DRUMS, PARTS, TICKS_PER_QUARTER
from model.music.events import Note
from model.music.plan import Plan

DRUM_CHANNEL = 9  # "channel 10" to a musician

# From 0. Sixteen families share fifteen channels: sfx, the rarest, shares one.
_TABLE = {
    "drums": DRUM_CHANNEL,
    "piano": 0,
    "chromatic": 1,
    "organ": 2,
    "guitar": 3,
    "bass": 4,
    "strings": 5,
    "ensemble": 6,
    "brass": 7,
    "reed": 8,
    "pipe": 10,
    "lead": 11,
    "pad": 12,
    "effects": 13,
    "ethnic": 14,
    "percussive": 15,
    "sfx": 15,
}
CHANNELS = tuple(_TABLE[part] for part in PARTS)


@dataclass(frozen=True)
class Router:
    """Channel, port and sound of each part. channels: by part, 0..15; ports: by part, the main one for others."""

    ports: Mapping[str, str] = field(default_factory=dict)
    channels: tuple[int, ...] = CHANNELS
    sounds: tuple[Sound, ...] = USUAL_SOUNDS  # by part
    drum_map: DrumMap = PLAIN
    midi_sounds: tuple[Sound, ...] = tuple(each._replace(pan=MIDDLE) for each in USUAL_SOUNDS)

    def for_scene(self, plan: Plan, controls: Controls) -> Router:
        """Channels as the controls have them, sounds as plan and controls do."""
        own = [controls.part(name) for name in PARTS]
        channels = tuple(
            usual if each.channel is None else each.channel - 1 for each, usual in zip(own, CHANNELS, strict=True)
        )
        sounds = sounds_of(plan, controls)
        midi_sounds = tuple(sound.without_places(each) for sound, each in zip(sounds, own, strict=True))
        return replace(self, channels=channels, sounds=sounds, midi_sounds=midi_sounds)

    def place(self, note_id: int, tone: Tone) -> PlannedNote:
        """A tone on its way."""
        port = self.ports.get(PARTS[tone.part], MAIN_PORT)
        part, pitch, velocity, beat, duration_beats, shift_beats = tone
        channel = self.channels[part]
        key = AS_PITCH if part != DRUMS or self.drum_map.is_plain else self.drum_map.key_of(pitch)
        return PlannedNote(note_id, part, channel, pitch, velocity, beat, duration_beats, port, shift_beats, key)

    def sound_at(self, port: str, part: int) -> Sound:
        """Sound of a part on that port and channel."""
        return (self.sounds if port == SOUND_PORT else self.midi_sounds)[part]


def values_of(note: PlannedNote) -> tuple[Value, ...]:
    """A note as OSC arguments: part, channel (from 1), pitch, velocity, beat, duration in beats."""
    beat = note.beat + note.shift_beats
    return PARTS[note.part], note.channel + 1, note.pitch, note.velocity, beat, note.duration_beats


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
