"""Beats at a known tempo, and the tempo once more, from the beats."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.listening.spectra import ONSET_FPS, Floats

_TIGHTNESS = 400.0  # with the 100 that is usual, beats wander where onsets are off the beat
_SHARPNESS = 32.0  # a beat hears onsets within about a thirty-second part of it
_LEAST_SCORE = 0.01  # of the highest: before, there is no beat
_LEAST_TAIL = 0.5  # of the usual height
_BASS_SHARE = 0.5  # bass and kick are on the beat more often than hats
_MOST_CHANGE = 0.03  # what the beats may say of the tempo
_LEAST_BEATS = 8
_NEAR = 0.12  # of a beat
_LEAST_NEAR = 0.75
_N_FITS = 3
_EDGE = 0.2  # of a beat: a loop begins and ends with a beat, which may be found a little outside


class Pulse(NamedTuple):
    """Beats in seconds and their tempo."""

    tempo_bpm: float
    beats_s: NDArray[np.float64]


def find_beats(onsets: Floats, tempo_bpm: float) -> Pulse:
    """Beats from the first to the last frame, and their tempo. onsets: shape = (4, n_frames)."""
    curve = onsets[3] + _BASS_SHARE * onsets[0]
    if not np.any(curve):
        return Pulse(tempo_bpm, even_beats(len(curve) / ONSET_FPS, tempo_bpm))
    duration_s = len(curve) / ONSET_FPS
    pulse = straightened(_track(curve.astype(np.float64), tempo_bpm) / ONSET_FPS, tempo_bpm, duration_s)
    return Pulse(pulse.tempo_bpm, _to_the_ends(pulse.beats_s, duration_s, 60.0 / pulse.tempo_bpm))


def _track(curve: NDArray[np.float64], tempo_bpm: float) -> NDArray[np.intp]:
    """Frames of the beats that have the strongest onsets at the most even distances (Ellis 2007, dynamic programming).

    Not by librosa, whose form compiles for seconds in every process. curve: shape = (n_frames,), not all zero.
    """
    period = max(1, round(60.0 * ONSET_FPS / tempo_bpm))
    near = np.exp(-0.5 * (np.arange(-period, period + 1) * _SHARPNESS / period) ** 2)
    score = np.convolve(curve / (curve.std(ddof=1) + np.finfo(np.float64).tiny), near)[period:-period]
    shortest = max(1, round(period / 2))
    cost = _TIGHTNESS * np.log(np.arange(shortest, 2 * period + 1) / period) ** 2
    total, before = score.copy(), np.full(len(score), -1)
    for frame in range(shortest, len(score)):
        reached = total[max(0, frame - 2 * period) : frame - shortest + 1][::-1] - cost[: frame - shortest + 1]
        nearest = int(reached.argmax())
        total[frame] += reached[nearest]
        before[frame] = frame - shortest - nearest
    before[: int((score >= _LEAST_SCORE * score.max()).argmax())] = -1
    beats = [_tail(total)]
    while (earlier := before[beats[-1]]) >= 0:
        beats.append(earlier)
    heard = np.flatnonzero(score > 0)
    found: NDArray[np.intp] = np.array(beats[::-1], np.intp)
    kept: NDArray[np.intp] = found[(found >= heard[0]) & (found <= heard[-1])]
    return kept


def _tail(total: NDArray[np.float64]) -> int:
    """The last frame that ends a way well."""
    peaks = np.flatnonzero((total[1:] > total[:-1]) & (total[1:] >= np.append(total[2:], -np.inf))) + 1
    if not len(peaks):
        return len(total) - 1
    good = peaks[total[peaks] >= _LEAST_TAIL * np.median(total[peaks])]
    return int(good[-1]) if len(good) else len(total) - 1


def even_beats(duration_s: float, tempo_bpm: float) -> NDArray[np.float64]:
    """Beats where none are heard."""
    return np.arange(0.0, duration_s, 60.0 / tempo_bpm)


def _to_the_ends(beats: NDArray[np.float64], duration_s: float, beat_s: float) -> NDArray[np.float64]:
    """Beats go on at the same pace before the first one and after the last."""
    if len(beats) < 2:
        return np.arange(0.0, duration_s, beat_s)
    before = np.arange(beats[0] - beat_s, -_EDGE * beat_s, -beat_s)[::-1]
    after = np.arange(beats[-1] + beat_s, duration_s + _EDGE * beat_s, beat_s)
    return np.asarray(np.maximum(np.concatenate([before, beats, after]), 0.0))


def straightened(beats: NDArray[np.float64], tempo_bpm: float, duration_s: float) -> Pulse:
    """Beats on a straight line where nearly all stand near one, as in music played to a click; else as they were."""
    if len(beats) < _LEAST_BEATS:
        return Pulse(tempo_bpm, beats)
    numbers = np.concatenate([[0.0], np.cumsum(np.maximum(np.round(np.diff(beats) * tempo_bpm / 60.0), 1.0))])
    slope, start = 60.0 / tempo_bpm, float(np.median(beats - numbers * 60.0 / tempo_bpm))
    for _ in range(_N_FITS):
        near = np.abs(beats - start - slope * numbers) < _NEAR * slope
        if near.mean() < _LEAST_NEAR:
            return Pulse(tempo_bpm, beats)
        slope, start = (float(value) for value in np.polyfit(numbers[near], beats[near], 1))
    if slope <= 0 or abs(60.0 / slope / tempo_bpm - 1.0) > _MOST_CHANGE:
        return Pulse(tempo_bpm, beats)
    first = np.ceil(-start / slope - _EDGE)
    return Pulse(60.0 / slope, np.arange(start + first * slope, duration_s + _EDGE * slope, slope))
