"""Tempo: candidates from the periods of the onset curve, and the decision which of them is the beat.

Half and double are the hard part. Each candidate is described by a few numbers: how usual the tempo is, how well the
curve repeats after so many beats, where inside the beat onsets fall. Their weights were fitted on rendered files
(`model.listening.fitting`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.listening.harmonic_change import harmonic_change
from model.listening.learnt import Learnt
from model.listening.spectra import ONSET_FPS, PITCH_FPS, Floats, onsets_a_second

SLOWEST_BPM, FASTEST_BPM = 40.0, 240.0
USUAL_BPM = 112.0  # median of the corpus
_RATIOS = (1 / 3, 0.5, 2 / 3, 0.75, 1.0, 4 / 3, 1.5, 2.0, 3.0)
_N_PEAKS = 6
_MULTIPLES = (0.25, 1 / 3, 0.5, 2 / 3, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
_CHORD_MULTIPLES = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0)
_SHARPENING_BEATS = np.array([1, 2, 3, 4, 6, 8, 12, 16])
_SEARCHED, _N_SEARCHED = 0.03, 121
_SAME = 0.03  # candidates nearer than this are one
_N_PHASES = 12
LONGEST_LAG_S = 13.0


class Candidate(NamedTuple):
    """A tempo and what speaks for it."""

    tempo_bpm: float
    features: NDArray[np.float64]


def candidates(onsets: Floats, notes: Floats) -> list[Candidate]:
    """Tempi that may be the beat. onsets: shape = (4, n_frames); [] where nothing repeats. notes: `Spectra.notes`."""
    repeats = np.stack([_autocorrelation(curve, ONSET_FPS) for curve in onsets])
    harmony = _autocorrelation(harmonic_change(notes), PITCH_FPS)
    rate = onsets_a_second(onsets)
    peaks = _peaks(repeats[3])
    wanted: list[float] = []
    for peak_bpm in peaks:
        for ratio in _RATIOS:
            tempo_bpm = _sharpened(repeats[3], peak_bpm * ratio)
            is_new = all(abs(tempo_bpm / other - 1.0) > _SAME for other in wanted)
            if SLOWEST_BPM <= tempo_bpm <= FASTEST_BPM and is_new:
                wanted.append(tempo_bpm)
    return [Candidate(bpm, _described(bpm, onsets, repeats, harmony, rate)) for bpm in wanted]


def _autocorrelation(curve: Floats, fps: float) -> NDArray[np.float64]:
    """Autocorrelation of the curve by lag in frames; 1 at lag 0."""
    n_wanted = round(LONGEST_LAG_S * fps)
    n_lags = min(n_wanted, len(curve))
    size = 1 << (2 * len(curve) - 1).bit_length()
    spectrum = np.fft.rfft(curve - curve.mean(), size)
    raw = np.fft.irfft(np.abs(spectrum) ** 2, size)[:n_lags]
    if raw[0] <= 0:
        return np.zeros(n_wanted)
    unbiased = raw / raw[0] * (len(curve) / np.maximum(len(curve) - np.arange(n_lags), 1))
    padded: NDArray[np.float64] = np.pad(unbiased, (0, n_wanted - n_lags))
    return padded


def _at(repeats: NDArray[np.float64], lag: float, slack: float = 0.012) -> float:
    """The highest value near a lag in frames."""
    reach = max(slack * lag, 1.0)
    low, high = max(int(np.floor(lag - reach)), 1), int(np.ceil(lag + reach)) + 1
    return float(repeats[low:high].max()) if low < min(high, len(repeats)) else 0.0


def _comb(repeats: NDArray[np.float64], lag: float) -> float:
    return sum(_at(repeats, lag * times) for times in (1, 2, 3, 4)) / 4.0


def _peaks(repeats: NDArray[np.float64]) -> list[float]:
    """The strongest periods, as tempi."""
    grid_bpm = np.geomspace(SLOWEST_BPM, FASTEST_BPM, 240)
    strength = np.array([_comb(repeats, 60.0 * ONSET_FPS / bpm) for bpm in grid_bpm])
    inner = (strength[1:-1] >= strength[:-2]) & (strength[1:-1] > strength[2:]) & (strength[1:-1] > 0)
    tops = np.flatnonzero(inner) + 1
    tops = tops[np.argsort(-strength[tops])][:_N_PEAKS]
    return [float(grid_bpm[top]) for top in tops]


def _sharpened(repeats: NDArray[np.float64], tempo_bpm: float) -> float:
    """The tempo nearby that maximises the autocorrelation at one to sixteen beats; long lags make it precise."""
    tempi = tempo_bpm * np.linspace(1.0 - _SEARCHED, 1.0 + _SEARCHED, _N_SEARCHED)
    lags = 60.0 * ONSET_FPS / tempi[:, None] * _SHARPENING_BEATS[None, :]
    strengths = np.interp(lags, np.arange(len(repeats)), repeats, right=0.0).sum(axis=1)
    return float(tempi[int(np.argmax(strengths))])


def _described(
    tempo_bpm: float, onsets: Floats, repeats: NDArray[np.float64], harmony: NDArray[np.float64], rate: float
) -> NDArray[np.float64]:
    """Features that distinguish a beat from its half and double; some also by octave, as their usual values differ."""
    octaves = float(np.log2(tempo_bpm / USUAL_BPM))
    lag = 60.0 * ONSET_FPS / tempo_bpm
    periodic = [_at(repeats[3], lag * times) for times in _MULTIPLES]
    low = [_at(repeats[0], lag * times) for times in (0.5, 1.0, 2.0, 4.0)]
    high = [_at(repeats[2], lag * times) for times in (0.25, 0.5, 1.0)]
    chords = [_at(harmony, 60.0 * PITCH_FPS / tempo_bpm * times, 0.02) for times in _CHORD_MULTIPLES]
    busy = float(np.log2(rate * 60.0 / tempo_bpm + 0.1))
    inside = [*_inside(lag, onsets), busy, busy**2]
    turning = octaves * np.array([*periodic, *chords[2:6]])
    return np.array([octaves, octaves**2, max(octaves, 0) ** 2, *periodic, *low, *high, *chords, *inside, *turning])


def _inside(lag: float, onsets: Floats) -> list[float]:
    """Shares of onsets by place in the beat, from its strongest place on: halves, thirds, quarters."""
    phase = np.arange(onsets.shape[1]) / lag * _N_PHASES
    numbers: list[float] = []
    place = np.floor(phase).astype(int) % _N_PHASES
    count = np.maximum(np.bincount(place, minlength=_N_PHASES), 1)
    whole = np.bincount(place, weights=onsets[3], minlength=_N_PHASES) / count
    begin = int(np.argmax(whole))
    for curve in (onsets[0], onsets[3]):
        profile = np.roll(np.bincount(place, weights=curve, minlength=_N_PHASES) / count, -begin)
        profile /= max(float(profile.sum()), 1e-9)
        half, quarter = profile[6] + (profile[5] + profile[7]) / 2, profile[3] + profile[9]
        third = profile[4] + profile[8]
        numbers += [profile[0], half, third, quarter]
    return numbers


def find_tempo(onsets: Floats, notes: Floats, fitted: Learnt) -> float | None:
    """The likeliest tempo; None where nothing repeats."""
    found = candidates(onsets, notes)
    if not found:
        return None
    table = np.stack([each.features for each in found])
    return found[int(np.argmax((table - fitted.tempo_scale[0]) / fitted.tempo_scale[1] @ fitted.tempo))].tempo_bpm
