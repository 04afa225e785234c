"""Baseline of the voice for the report: a bank of sines with one envelope for all, and noise for drums."""

from __future__ import annotations

import numpy as np

from model.voice.config import FIRST_KIT, RATE_HZ, Array, Floats, pitch_to_hz
from model.voice.notes import Notes

_N_SINES = 12
_ATTACK_S, _DECAY_S, _RELEASE_S, _DRUM_S = 0.01, 1.0, 0.05, 0.08


def sine_bank(notes: Notes, length_s: float) -> Floats:
    """Harmonics that fall as 1/h and die away within a second; shape = (length_s * RATE_HZ,)."""
    out = np.zeros(round(length_s * RATE_HZ), np.float32)
    rng = np.random.default_rng(0)
    for onset_s, end_s, sound, pitch, velocity in zip(*notes, strict=True):
        start = max(round(onset_s * RATE_HZ), 0)
        length_of_note_s = end_s - onset_s if sound < FIRST_KIT else _DRUM_S
        n = min(round((length_of_note_s + 4 * _RELEASE_S) * RATE_HZ), len(out) - start)
        if n <= 0:
            continue
        time_s = np.arange(n) / RATE_HZ
        decay_s = _DRUM_S / 2 if sound >= FIRST_KIT else _DECAY_S
        envelope = np.minimum(time_s / _ATTACK_S, 1) * np.exp(-time_s / decay_s)
        envelope *= np.exp(-np.maximum(time_s - length_of_note_s, 0) / _RELEASE_S) * (velocity / 127) ** 2
        wave = rng.standard_normal(n) if sound >= FIRST_KIT else _harmonics(pitch_to_hz(float(pitch)), time_s)
        out[start : start + n] += (0.1 * envelope * wave).astype(np.float32)
    return out


def _harmonics(hz: float, time_s: Array) -> Array:
    numbers = np.arange(1, _N_SINES + 1)
    numbers = numbers[numbers * hz < RATE_HZ / 2]
    return np.asarray(sum(np.sin(2 * np.pi * h * hz * time_s) / h for h in numbers) + np.zeros(len(time_s)))
