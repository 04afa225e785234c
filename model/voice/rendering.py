"""Renders notes with FluidSynth, dry and mono at the voice's rate: what it learns from. Not from several threads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from model.voice.config import FIRST_KIT, RATE_HZ, Floats, kit_of
from model.voice.notes import Notes

DRUM_CHANNEL = 9
GAIN = 0.2  # FluidSynth's own default, so that the voice is as loud as the synthesiser beside it


class FluidRenderer:
    """FluidSynth without reverb and chorus, so that a room is heard only where words ask for one."""

    def __init__(self, soundfont: Path) -> None:
        """Raises ImportError or OSError without FluidSynth, ValueError where the file is not a SoundFont."""
        import fluidsynth

        self._synth: Any = fluidsynth.Synth(gain=GAIN, samplerate=RATE_HZ)
        self._synth.setting("synth.reverb.active", 0)
        self._synth.setting("synth.chorus.active", 0)
        self._number = self._synth.sfload(str(soundfont))
        if self._number < 0:
            raise ValueError(f"{soundfont} is not a SoundFont; name an .sf2 file")

    def close(self) -> None:
        """Free the synthesiser."""
        self._synth.delete()

    def render(self, notes: Notes, length_s: float) -> Floats:
        """Samples of both sides' mean, shape = (length_s * RATE_HZ,), full scale at 1; at most 15 pitched sounds."""
        channels = channels_of(notes)
        self._set_up(channels)
        pieces, now = [], 0
        end = round(length_s * RATE_HZ)
        for sample, is_on, sound, pitch, velocity in _events(notes):
            if sample >= end:
                break
            if sample > now:
                pieces.append(self._samples(sample - now))
                now = sample
            if is_on:
                self._synth.noteon(channels[sound], pitch, velocity)
            else:
                self._synth.noteoff(channels[sound], pitch)
        pieces.append(self._samples(end - now))
        return np.concatenate(pieces)

    def _set_up(self, channels: Mapping[int, int]) -> None:
        self._synth.system_reset()
        for sound, channel in channels.items():
            bank, program = (128, kit_of(sound)) if sound >= FIRST_KIT else (0, sound)
            if self._synth.program_select(channel, self._number, bank, program) != 0:  # no such kit
                self._synth.program_select(channel, self._number, bank, 0)

    def _samples(self, n: int) -> Floats:
        both = np.asarray(self._synth.get_samples(n), np.float32).reshape(-1, 2)
        mean: Floats = both.mean(axis=1) / 32_768
        return mean


def channels_of(notes: Notes) -> dict[int, int]:
    """A channel for each sound. Drums share channel 9, so that only one kit sounds. Raises ValueError on too many."""
    sounds = sorted({int(sound) for sound in notes.sound})
    free = [number for number in range(16) if number != DRUM_CHANNEL]
    pitched = [sound for sound in sounds if sound < FIRST_KIT]
    if len(pitched) > len(free):
        raise ValueError(f"{len(pitched)} sounds are more than sixteen channels hold")
    return {sound: DRUM_CHANNEL for sound in sounds if sound >= FIRST_KIT} | dict(zip(pitched, free, strict=False))


def _events(notes: Notes) -> Iterator[tuple[int, bool, int, int, int]]:
    rows = []
    for onset_s, end_s, sound, pitch, velocity in zip(*notes, strict=True):
        start = round(onset_s * RATE_HZ)
        rows.append((start, True, int(sound), int(pitch), int(min(max(round(velocity), 1), 127))))
        rows.append((max(round(end_s * RATE_HZ), start + 1), False, int(sound), int(pitch), 0))
    yield from sorted(rows, key=lambda row: row[:2])
