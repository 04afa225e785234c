"""Sizes of the spectral voice: frames, partials, noise bands, knots of time, rows of timbre. Imports nothing heavy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.music.config import DRUM_KEY_HIGH, DRUM_KEY_LOW, N_DRUM_KEYS

Floats = NDArray[np.float32]
Array = NDArray[Any]  # numbers of whatever precision numpy computes with

RATE_HZ = 22_050
N_FFT = 2_048
HOP_SAMPLES = 256  # the article's 100 ms leaves gaps between windows; docs/spectral-voice.md has the measurement
N_BINS = N_FFT // 2 + 1
BIN_HZ = RATE_HZ / N_FFT
FRAME_S = HOP_SAMPLES / RATE_HZ
HALF_WINDOW_S = N_FFT / 2 / RATE_HZ
FULL_SCALE = N_FFT / 4  # STFT magnitude of a sine of amplitude 1 under a Hann window; ours are divided by it

N_PARTIALS = 48
N_BANDS = 64
# Seconds since the onset, from where it enters the window to where a piano has died away.
KNOTS_S = (-0.046, -0.035, -0.023, -0.012, 0.0, 0.012, 0.023, 0.046, 0.093, 0.186, 0.372, 0.743, 1.486, 2.972, 5.944)
N_KNOTS = len(KNOTS_S)

# A sound is a General MIDI program (0..127), or FIRST_KIT and the program of a drum kit.
N_PROGRAMS = 128
FIRST_KIT = N_PROGRAMS
KITS = (0, 8, 16, 24, 25, 32, 40, 48)  # standard, room, power, electronic, TR-808, jazz, brushes, orchestra
ZONE_LOW, ZONE_STEP, N_ZONES = 24, 4, 22  # one row of timbre for four neighbouring pitches
N_PITCHED_ROWS = N_PROGRAMS * N_ZONES
N_ROWS = N_PITCHED_ROWS + len(KITS) * N_DRUM_KEYS

USUAL_VELOCITY = 100.0
LEAD_S = 0.012  # how far into the analysis window a live note has come when it is struck
N_ATTACK_FRAMES = 3
SILENCE = -11.5  # natural logarithm of an amplitude nobody hears: -100 dB
FLOOR = 1e-4  # added to magnitudes before logarithms: -80 dB
TAIL_S = (0.05, 0.15)  # in which the energy of the room's two memories falls to 1/e
TIMBRES = ("bright", "warm", "distant")  # what words can ask for
N_TIMBRES = len(TIMBRES)


@dataclass(frozen=True)
class VoiceSizes:
    """Sizes of the refining network; kernels count bins and frames."""

    channels: int = 16
    conditions: int = 24
    kernel_bins: int = 5
    kernel_frames: int = 3
    dilations: tuple[int, ...] = (3, 9)
    n_hats: int = 16  # curves over frequency


def row_of(sound: int, pitch: int) -> int:
    """The row of timbre a note plays with; a kit that is not known is the standard one.

    >>> row_of(0, 24), row_of(FIRST_KIT, DRUM_KEY_LOW) == N_PITCHED_ROWS
    (0, True)
    """
    if sound >= FIRST_KIT:
        kit = KITS.index(kit_of(sound))
        key = min(max(pitch, DRUM_KEY_LOW), DRUM_KEY_HIGH) - DRUM_KEY_LOW
        return N_PITCHED_ROWS + kit * N_DRUM_KEYS + key
    zone = round((pitch - ZONE_LOW) / ZONE_STEP)
    return sound * N_ZONES + min(max(zone, 0), N_ZONES - 1)


def kit_of(sound: int) -> int:
    """The program of a drum kit, the standard one's where a kit is not known."""
    return sound - FIRST_KIT if sound - FIRST_KIT in KITS else KITS[0]


def row_pitch(row: int) -> int:
    """The pitch a row was measured at."""
    if row >= N_PITCHED_ROWS:
        return (row - N_PITCHED_ROWS) % N_DRUM_KEYS + DRUM_KEY_LOW
    return ZONE_LOW + ZONE_STEP * (row % N_ZONES)


def row_sound(row: int) -> int:
    """The sound a row belongs to."""
    if row >= N_PITCHED_ROWS:
        return FIRST_KIT + KITS[(row - N_PITCHED_ROWS) // N_DRUM_KEYS]
    return row // N_ZONES


def pitch_to_hz(pitch: float) -> float:
    """Equal temperament, A4 = 440 Hz."""
    return float(440.0 * 2.0 ** ((pitch - 69) / 12))


def bands() -> Floats:
    """Triangles over the bins, evenly spaced in mel, that sum to one; shape = (N_BANDS, N_BINS)."""
    top = 2595 * np.log10(1 + RATE_HZ / 2 / 700)
    centres = 700 * (10 ** (np.linspace(0, top, N_BANDS) / 2595) - 1) / BIN_HZ
    return _triangles(np.arange(N_BINS), centres)


def hats(n: int) -> Floats:
    """Broader triangles that sum to one, shape = (n, N_BINS)."""
    top = 2595 * np.log10(1 + RATE_HZ / 2 / 700)
    return _triangles(np.arange(N_BINS), 700 * (10 ** (np.linspace(0, top, n) / 2595) - 1) / BIN_HZ)


def knot_weights(since_onset_s: Array) -> Floats:
    """Weight of each knot at a time, shape = (…, N_KNOTS); before the first all are those of the first.

    After the last knot its slope goes on for ten seconds, so that a held piano note dies away.
    """
    knots = np.asarray(KNOTS_S)
    time = np.clip(since_onset_s, knots[0], knots[-1] + 10.0)
    right = np.clip(np.searchsorted(knots, time, side="right"), 1, N_KNOTS - 1)
    share = (time - knots[right - 1]) / (knots[right] - knots[right - 1])
    weights = np.zeros((*np.shape(time), N_KNOTS), np.float32)
    np.put_along_axis(weights, right[..., None] - 1, (1 - share)[..., None], -1)
    np.put_along_axis(weights, right[..., None], share[..., None], -1)
    return weights


def _triangles(at: Array, centres: Array) -> Floats:
    rows = [np.interp(at, centres, unit) for unit in np.eye(len(centres))]
    return np.asarray(rows, np.float32)
