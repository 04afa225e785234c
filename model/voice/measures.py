"""Distance of one sound from another, and perceptual figures of one, for the report. Numpy, librosa."""

from __future__ import annotations

import warnings
from typing import NamedTuple

import librosa
import numpy as np

from model.voice.calibration import magnitudes
from model.voice.config import BIN_HZ, FLOOR, N_BINS, N_FFT, RATE_HZ, Floats

_LEVEL_FLOOR = FLOOR  # -80 dB of full scale, some 60 dB below music: what lies below is not heard


class Distance(NamedTuple):
    """One sound against the true one."""

    convergence: float  # spectral convergence: norm of the magnitudes' difference over that of the true ones
    log_error_db: float  # mean difference of levels in all bins and frames
    chroma: float  # correlation of pitch classes over time


def distance(true: Floats, made: Floats) -> Distance:
    """Compare samples at RATE_HZ of one length."""
    a, b = magnitudes(true), magnitudes(made)
    levels = [20 * np.log10(each + _LEVEL_FLOOR) for each in (a, b)]
    return Distance(
        float(np.linalg.norm(a - b) / np.linalg.norm(a)),
        float(np.abs(levels[0] - levels[1]).mean()),
        _chroma_likeness(a, b),
    )


def _chroma_likeness(a: Floats, b: Floats) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # librosa on frames that are empty
        chromas = [librosa.feature.chroma_stft(S=each.T**2, sr=RATE_HZ, n_fft=N_FFT, norm=None, tuning=0.0)
                   for each in (a, b)]  # fmt: skip
    first, second = (np.log(each.astype(np.float64) + 1e-6).ravel() for each in chromas)
    return float(np.corrcoef(first, second)[0, 1])


def best_gain(true: Floats, made: Floats) -> float:
    """The factor with which one sound's magnitudes come nearest to another's."""
    a, b = magnitudes(true), magnitudes(made)
    return float((a * b).sum() / max((b * b).sum(), 1e-12))


def centroid_hz(samples: Floats) -> float:
    """Centroid of the spectrum in Hz, weighted by magnitude over the whole sound."""
    spectrum = magnitudes(samples).sum(axis=0)
    return float((spectrum * np.arange(N_BINS)).sum() * BIN_HZ / max(spectrum.sum(), 1e-12))


def after_silence_db(samples: Floats, end_s: float) -> float:
    """Level in the half second that begins 100 ms after the last note's end, against that of the half second before."""
    end = round(end_s * RATE_HZ)
    after, half = end + RATE_HZ // 10, RATE_HZ // 2
    return _db(samples[after : after + half]) - _db(samples[end - half : end])


def clicks(samples: Floats) -> float:
    """Largest jump between neighbouring samples over the largest sample."""
    return float(np.abs(np.diff(samples)).max() / max(np.abs(samples).max(), 1e-9))


def _db(samples: Floats) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-14))
