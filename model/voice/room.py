"""Effects for words of timbre: equalisers for bright and warm, a large room for distant. Needs scipy (``train``)."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy import signal

from model.voice.config import BIN_HZ, N_BINS, RATE_HZ, TIMBRES, Floats

REVERB_S = 1.8  # until the room's sound has fallen by 60 dB
_DISTANT_DRY = 0.35
_DB = np.log(10) / 20
# Decibels at frequencies, between them by logarithm of the frequency.
_CURVES_DB = {
    "bright": ((60, -4.0), (400, -1.0), (1_500, 2.0), (4_000, 9.0), (11_025, 12.0)),
    "warm": ((60, 3.0), (300, 3.0), (1_000, 0.0), (2_500, -8.0), (6_000, -18.0), (11_025, -26.0)),
    "distant": ((60, -6.0), (200, -1.0), (1_500, 0.0), (4_000, -5.0), (11_025, -14.0)),
}


def equaliser(meant: Floats) -> Floats:
    """Gain of each bin for timbres, 0..1 each, shape = (N_BINS,)."""
    hz = np.maximum(np.arange(N_BINS) * BIN_HZ, 20)
    db = np.zeros(N_BINS)
    for name, weight in zip(TIMBRES, meant, strict=True):
        at_hz, at_db = zip(*_CURVES_DB[name], strict=True)
        db += float(weight) * np.interp(np.log(hz), np.log(at_hz), at_db)
    return np.asarray(np.exp(db * _DB), np.float32)


def add_room(dry: Floats) -> Floats:
    """The room's answer alone, as long as the sound that goes in; it carries as much energy."""
    wet: Floats = signal.fftconvolve(dry, _impulse_response())[: len(dry)].astype(np.float32)
    return wet


def with_timbre(dry: Floats, room: Floats, distance: float, start: int, n: int) -> Floats:
    """Samples from ``start`` (before 0 and after the end is silence), with as much of the room as it is distant."""
    samples = np.arange(start, start + n)
    inside = (samples >= 0) & (samples < len(dry))
    at = np.clip(samples, 0, len(dry) - 1)
    mixed = dry[at] * (1 - distance * (1 - _DISTANT_DRY)) + distance * room[at]
    return np.asarray(np.where(inside, mixed, 0), np.float32)


@cache
def _impulse_response() -> Floats:
    """Noise that dies away, the highs faster than the lows; energy 1."""
    rng = np.random.default_rng(5)
    time_s = np.arange(round(REVERB_S * RATE_HZ)) / RATE_HZ
    noise = rng.standard_normal(len(time_s)) * 10 ** (-3 * time_s / REVERB_S)
    b, a = signal.butter(1, 4_000, fs=RATE_HZ)
    response = signal.lfilter(b, a, noise)
    response *= np.minimum(time_s / 0.01, 1)
    return np.asarray(response / np.linalg.norm(response), np.float32)
