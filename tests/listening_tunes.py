"""Small tunes made of sines and noise, whose tempo, metre and chords are known; for tests that listen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model.music.chord_symbols import read_chord
from model.music.config import N_QUALITIES, QUALITY_INTERVALS

RATE_HZ = 22_050


def tune(chords: str, *, tempo_bpm: float, n_beats: int = 4, n_bars: int = 16, rate_hz: int = RATE_HZ) -> np.ndarray:
    """A band that plays a chord a bar, round and round; mono, float32, peak 0.5."""
    beat_s = 60.0 / tempo_bpm
    samples = np.zeros(round((n_bars * n_beats * beat_s + 0.5) * rate_hz))
    rng = np.random.default_rng(1)
    symbols = chords.split()
    for bar in range(n_bars):
        root, quality = divmod(read_chord(symbols[bar % len(symbols)]), N_QUALITIES)
        start_s = bar * n_beats * beat_s
        pitches = [60 + (root + step) % 12 for step in QUALITY_INTERVALS[quality]]
        for beat in range(n_beats):
            here_s = start_s + beat * beat_s
            add(samples, here_s, voice([36 + root % 12], beat_s * 0.9, rate_hz) * 0.5, rate_hz)
            if beat in (0, 2) or n_beats == 3:
                length_s = beat_s * (1.8 if n_beats == 4 else 0.9)
                add(samples, here_s, voice(pitches, length_s, rate_hz) * (0.3 if beat == 0 else 0.2), rate_hz)
            for sound in drums(beat, n_beats, rate_hz, rng):
                add(samples, here_s, sound, rate_hz)
            add(samples, here_s + beat_s / 2, hat(rate_hz, rng) * 0.5, rate_hz)
    return (0.5 * samples / np.abs(samples).max()).astype(np.float32)


def voice(pitches: Sequence[int], length_s: float, rate_hz: int) -> np.ndarray:
    """Plucked notes of six partials."""
    seconds = np.arange(round(length_s * rate_hz)) / rate_hz
    sound = np.zeros(len(seconds))
    for pitch in pitches:
        hz = 440.0 * 2 ** ((pitch - 69) / 12)
        sound += sum(0.6**n * np.sin(2 * np.pi * hz * (n + 1) * seconds) for n in range(6))
    return sound * np.exp(-1.5 * seconds) * np.minimum(1.0, seconds / 0.005)


def drums(beat: int, n_beats: int, rate_hz: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Kick on the first and third, snare between, hats throughout; in three a kick on the first alone."""
    seconds = np.arange(round(0.15 * rate_hz)) / rate_hz
    kick = 1.2 * np.sin(2 * np.pi * 55 * seconds) * np.exp(-25 * seconds)
    snare = 0.5 * rng.normal(size=len(seconds)) * np.exp(-30 * seconds)
    strikes_kick = beat == 0 or (n_beats == 4 and beat == 2)
    return [kick if strikes_kick else snare if n_beats == 4 else 0.3 * snare, hat(rate_hz, rng)]


def hat(rate_hz: int, rng: np.random.Generator) -> np.ndarray:
    """A short hiss."""
    seconds = np.arange(round(0.04 * rate_hz)) / rate_hz
    return 0.15 * np.diff(rng.normal(size=len(seconds) + 1)) * np.exp(-80 * seconds)


def add(samples: np.ndarray, at_s: float, sound: np.ndarray, rate_hz: int) -> None:
    """Mix a sound in."""
    first = round(at_s * rate_hz)
    samples[first : first + len(sound)] += sound[: max(len(samples) - first, 0)]
