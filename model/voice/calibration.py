"""Measures the rows of timbre on single notes, which is where the training begins. Needs the extra ``train``."""

from __future__ import annotations

from collections.abc import Callable

import librosa
import numpy as np
from numpy.typing import NDArray

from model.voice.config import (
    FRAME_S,
    FULL_SCALE,
    HALF_WINDOW_S,
    HOP_SAMPLES,
    KNOTS_S,
    LEAD_S,
    N_ATTACK_FRAMES,
    N_BANDS,
    N_BINS,
    N_FFT,
    N_KNOTS,
    N_PARTIALS,
    N_PITCHED_ROWS,
    N_ROWS,
    RATE_HZ,
    SILENCE,
    USUAL_VELOCITY,
    Array,
    Floats,
    bands,
    knot_weights,
    pitch_to_hz,
    row_pitch,
    row_sound,
)
from model.voice.notes import notes_of
from model.voice.rendering import FluidRenderer
from model.voice.templates import LOBE_BINS, Templates, lobes

_BEFORE_S, _HELD_S = 0.1, 6.3
_SHORT_AT_S, _SHORT_S, _AFTER_S = 7.4, 0.3, 0.6  # a second, short note shows how the sound falls after its end
_LONG_FFT = 16_384
_MAX_RELEASE = 60.0
_SMOOTHING = 0.02  # keeps knots that no frame shows near their neighbours

Tell = Callable[[int, int], None]


def calibrate(renderer: FluidRenderer, tell: Tell = lambda _done, _all: None) -> Templates:
    """Play every row alone and read its partials, noise and release off the sound."""
    empty = Templates(
        np.zeros((N_ROWS, N_PARTIALS), np.float32),
        np.full((N_ROWS, N_KNOTS, N_PARTIALS), SILENCE, np.float32),
        np.full((N_ROWS, N_KNOTS, N_BANDS), SILENCE, np.float32),
        np.full(N_ROWS, 10.0, np.float32),
        np.zeros((N_ROWS, N_ATTACK_FRAMES), np.float32),
        np.full((N_ROWS, N_PARTIALS + N_BANDS), 2.0, np.float32),
    )
    for row in range(N_ROWS):
        _measure(renderer, row, empty)
        tell(row + 1, N_ROWS)
    return empty


def magnitudes(samples: Floats) -> Floats:
    """STFT magnitude in the voice's units, shape = (frames, N_BINS); frame i is centred on sample i * HOP_SAMPLES."""
    found: Floats = np.abs(librosa.stft(samples, n_fft=N_FFT, hop_length=HOP_SAMPLES)).T / FULL_SCALE
    return found


def _measure(renderer: FluidRenderer, row: int, out: Templates) -> None:
    kind = (row_sound(row), row_pitch(row), USUAL_VELOCITY)
    short_end_s = _SHORT_AT_S + _SHORT_S
    notes = notes_of([(_BEFORE_S, _BEFORE_S + _HELD_S, *kind), (_SHORT_AT_S, short_end_s, *kind)])
    samples = renderer.render(notes, short_end_s + _AFTER_S)
    if np.abs(samples).max() < 1e-4:
        return
    frames = magnitudes(samples)
    since_s = np.arange(len(frames)) * FRAME_S - _BEFORE_S
    out.release[row] = _release(frames, since_s + _BEFORE_S - short_end_s)
    held = (since_s >= KNOTS_S[0]) & (since_s < _HELD_S - HALF_WINDOW_S)
    frames, since_s = frames[held], since_s[held]
    taken = np.zeros(N_BINS, bool)
    hz = _find_modes(samples) if row >= N_PITCHED_ROWS else _find_partials(samples, row_pitch(row))
    out.ratios[row] = hz / pitch_to_hz(row_pitch(row))
    place = lobes(hz)
    present = place.heights.max(axis=-1) > 0
    peaks = frames[:, place.bins].max(axis=-1)  # (frames, partials)
    taken[place.bins[present].ravel()] = True
    design = knot_weights(since_s)
    tone = _fit(design, np.log(np.maximum(peaks, np.exp(SILENCE))))
    tone[:, ~present] = SILENCE
    out.tone[row] = tone
    out.noise[row] = _fit(design, _band_levels(frames, taken))
    out.attack[row] = _attack(samples, out, row)


def _fit(design: Array, wanted: Array) -> Floats:
    """Levels at the knots that explain the frames, least squares, with a little smoothness; the last never rises."""
    rough: Array = np.diff(np.eye(N_KNOTS), axis=0) * _SMOOTHING
    a: Array = np.vstack((design, rough))
    b: Array = np.vstack((wanted, np.zeros((N_KNOTS - 1, wanted.shape[1]))))
    found = np.linalg.lstsq(a, b, rcond=None)[0]
    found[-1] = np.minimum(found[-1], found[-2])
    return np.maximum(found, SILENCE).astype(np.float32)


def _attack(samples: Floats, templates: Templates, row: int) -> Floats:
    """Level of the first frames of two hops above that of the rows, natural logarithm."""
    centres = np.arange(1, N_ATTACK_FRAMES + 1) * HOP_SAMPLES
    fade = np.hanning(2 * HOP_SAMPLES + 1)[:-1] ** 2
    start = round(_BEFORE_S * RATE_HZ)
    pieces = [samples[start + at - HOP_SAMPLES : start + at + HOP_SAMPLES] for at in centres]
    true = np.array([(fade * piece**2).sum() / fade.sum() for piece in pieces])
    weights = knot_weights(centres / RATE_HZ + LEAD_S)
    partials = np.exp(2 * weights @ templates.tone[row]) / 2
    hiss = np.exp(2 * weights @ templates.noise[row]) @ bands() / 3  # 3: from power of bins to that of samples
    rendered = partials.sum(axis=1) + hiss.sum(axis=1)
    return np.asarray(np.clip(0.5 * np.log((true + 1e-10) / (rendered + 1e-10)), -1.5, 1.5), np.float32)


def _release(frames: Floats, since_end_s: Floats) -> float:
    """Rate at which the sound falls after the end, 1/s."""
    loud = np.log(np.linalg.norm(frames, axis=1) + 1e-7)
    at_end = loud[np.abs(since_end_s + 0.08).argmin()]
    after = (since_end_s > HALF_WINDOW_S) & (since_end_s < _AFTER_S - HALF_WINDOW_S)
    if at_end < np.log(1e-4):  # died away by itself
        return 5.0
    fallen = (at_end - loud[after]) / since_end_s[after]
    near = loud[after] > np.log(2e-5)
    return float(np.clip(np.median(fallen[near]) if near.any() else _MAX_RELEASE, 0.5, _MAX_RELEASE))


def _long_spectrum(samples: Floats, start_s: float) -> Floats:
    start = round((_BEFORE_S + start_s) * RATE_HZ)
    piece = samples[start : start + _LONG_FFT]
    spectrum: Floats = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 2 * _LONG_FFT)).astype(np.float32)
    return spectrum


def _find_partials(samples: Floats, pitch: int) -> Floats:
    """Frequencies of the harmonics where they really are, followed upwards from the first, Hz."""
    spectrum = _long_spectrum(samples, 0.05)
    fine_hz = RATE_HZ / (2 * _LONG_FFT)
    base = pitch_to_hz(pitch)
    stretch, found = 1.0, np.zeros(N_PARTIALS, np.float32)
    for h in range(1, N_PARTIALS + 1):
        hz = h * base * stretch
        if hz > RATE_HZ / 2 - 4 * LOBE_BINS * fine_hz - 40:
            break
        reach = min(0.35 * base, 0.02 * hz + 3)
        low, high = int((hz - reach) / fine_hz), int((hz + reach) / fine_hz) + 2
        peak = low + int(spectrum[low:high].argmax())
        clear = spectrum[peak] > 6 * np.median(spectrum[max(low - 20, 0) : high + 20]) and low < peak < high - 1
        if clear:
            hz = _parabola(spectrum, peak) * fine_hz
            stretch += 0.5 * (hz / (h * base) - stretch)
        found[h - 1] = hz
    return found


def _find_modes(samples: Floats) -> Floats:
    """Frequencies that ring in a drum, Hz: clear peaks, at most as many as there are partials."""
    spectrum = _long_spectrum(samples, 0.0)
    fine_hz = RATE_HZ / (2 * _LONG_FFT)
    near: Array = np.lib.stride_tricks.sliding_window_view(np.pad(spectrum, 12, mode="edge"), 25)
    is_peak = (spectrum >= near.max(axis=1)) & (spectrum > 8 * np.median(near, axis=1))
    is_peak[: int(30 / fine_hz)] = False
    is_peak[int((RATE_HZ / 2 - 60) / fine_hz) :] = False
    peaks = np.flatnonzero(is_peak)
    peaks = np.sort(peaks[np.argsort(-spectrum[peaks])[:N_PARTIALS]])
    found = np.zeros(N_PARTIALS, np.float32)
    found[: len(peaks)] = [_parabola(spectrum, int(peak)) * fine_hz for peak in peaks]
    return found


def _parabola(spectrum: Floats, peak: int) -> float:
    """Position of the peak between bins."""
    left, mid, right = np.log(spectrum[peak - 1 : peak + 2] + 1e-9)
    bend = left - 2 * mid + right
    return float(peak + (0.5 * (left - right) / bend if bend < 0 else 0.0))


def _band_levels(frames: Floats, taken: NDArray[np.bool_]) -> Floats:
    """Mean level of each band in the bins that no partial takes, natural logarithm; shape = (frames, N_BANDS)."""
    weights = bands() * ~taken
    total = weights.sum(axis=1)
    power = frames**2 @ weights.T / np.maximum(total, 1e-6)
    levels: Array = 0.5 * np.log(power + np.exp(2 * SILENCE))
    levels[:, total < 0.5] = SILENCE
    return levels.astype(np.float32)
