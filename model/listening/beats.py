"""Beats at a known tempo, and the tempo once more, from the beats."""

from __future__ import annotations

from typing import NamedTuple

import librosa
import numpy as np
from numpy.typing import NDArray

from model.listening.reading_audio import RATE_HZ
from model.listening.spectra import ONSET_FPS, ONSET_HOP, Floats

_TIGHTNESS = 400.0  # librosa's 100 lets beats wander where onsets are off the beat
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
    _, beats = librosa.beat.beat_track(
        onset_envelope=curve,
        sr=RATE_HZ,
        hop_length=ONSET_HOP,
        bpm=tempo_bpm,
        tightness=_TIGHTNESS,
        trim=False,
        units="time",
    )
    duration_s = len(curve) / ONSET_FPS
    pulse = straightened(np.asarray(beats, np.float64), tempo_bpm, duration_s)
    return Pulse(pulse.tempo_bpm, _to_the_ends(pulse.beats_s, duration_s, 60.0 / pulse.tempo_bpm))


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
