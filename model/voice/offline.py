"""Notes to a WAV off line: the network's magnitudes, Griffin-Lim, a Butterworth low-pass. Needs the extra ``train``.

The magnitudes are made frame by frame in numpy, so TensorFlow is not needed.
"""

from __future__ import annotations

import wave
from collections.abc import Mapping
from pathlib import Path

import librosa
import numpy as np
from scipy import signal

from model.voice.config import (
    FRAME_S,
    FULL_SCALE,
    HALF_WINDOW_S,
    HOP_SAMPLES,
    N_BANDS,
    N_BINS,
    N_FFT,
    N_PARTIALS,
    RATE_HZ,
    Floats,
    bands,
    row_of,
)
from model.voice.notes import Notes, read_notes
from model.voice.refining import Refiner
from model.voice.templates import MAX_RELEASE_S, amplitudes, lobes, partials_hz
from model.voice.timbre import read_timbre, style_vector
from model.voice.voice_file import Voice, load_voice

N_ITERATIONS = 48
LOW_PASS_HZ = 10_000.0
_LOW_PASS_ORDER = 4
_AFTER_S = 2.0  # the end of the last note's release, and of a room
_PEAK = 0.89  # -1 dB


def predict(voice: Voice, notes: Notes, n_frames: int, timbre: Floats, style: Floats) -> Floats:
    """Magnitudes as the network has them, shape = (n_frames, N_BINS); frame i is centred on i * FRAME_S."""
    refiner = Refiner(voice.refiner, voice.sizes)
    asked = refiner.asked(timbre, style)
    rows = np.array([row_of(int(p), int(k)) for p, k in zip(notes.sound, notes.pitch, strict=True)], np.int64)
    place = lobes(partials_hz(voice.templates.ratios[rows], notes.pitch)) if notes.n_notes else None
    triangles = bands()
    found = np.zeros((n_frames, N_BINS), np.float32)
    for i in range(n_frames):
        now_s = i * FRAME_S
        near = np.flatnonzero((notes.onset_s < now_s + HALF_WINDOW_S) & (now_s < notes.end_s + MAX_RELEASE_S))
        tone, noise = np.zeros((0, N_PARTIALS), np.float32), np.zeros((0, N_BANDS), np.float32)
        power = np.zeros(N_BINS, np.float32)
        if near.size and place is not None:
            tone, noise = amplitudes(voice.templates, rows[near], notes.velocity[near],
                                     now_s - notes.onset_s[near], now_s - notes.end_s[near])  # fmt: skip
            lobe_power = (place.heights[near] * np.exp(tone)[..., None]) ** 2
            power = np.bincount(place.bins[near].ravel(), lobe_power.ravel(), N_BINS).astype(np.float32)
        hiss = np.exp(2 * noise).sum(axis=0) @ triangles
        gain, tail = refiner.step(power, hiss, asked)
        found[i] = np.sqrt((power + hiss) * gain**2 + tail**2)
    return found


def to_samples(magnitudes: Floats, n_samples: int) -> Floats:
    """Samples with such magnitudes: Griffin-Lim, then a low-pass that shifts nothing; shape = (n_samples,)."""
    found = librosa.griffinlim(
        magnitudes.T * FULL_SCALE, n_iter=N_ITERATIONS, hop_length=HOP_SAMPLES, n_fft=N_FFT, length=n_samples,
        random_state=0,
    )  # fmt: skip
    return low_pass(found)


def low_pass(samples: Floats) -> Floats:
    """Butterworth, forwards and backwards."""
    b, a = signal.butter(_LOW_PASS_ORDER, LOW_PASS_HZ, fs=RATE_HZ)
    return np.asarray(signal.filtfilt(b, a, samples), np.float32)


def synthesise(voice: Voice, notes: Notes, length_s: float, timbre: Floats, style: Floats) -> Floats:
    """Notes to samples at RATE_HZ, shape = (length_s * RATE_HZ,)."""
    n_samples = round(length_s * RATE_HZ)
    return to_samples(predict(voice, notes, n_samples // HOP_SAMPLES + 1, timbre, style), n_samples)


def render_midi(midi: Path, wav: Path, words: str, style: Mapping[str, float], voice: Voice | None = None) -> float:
    """Play a MIDI file to a 16-bit mono WAV as words and styles want it; its length in seconds.

    Raises VoiceFileError; ValueError on a file that is no music; OSError where nothing can be written.
    """
    voice = load_voice() if voice is None else voice
    notes = read_notes(midi)
    length_s = float(notes.end_s.max(initial=0.0)) + _AFTER_S
    samples = synthesise(voice, notes, length_s, read_timbre([words], voice.words)[0], style_vector(style))
    write_wav(wav, samples)
    return length_s


def write_wav(path: Path, samples: Floats) -> None:
    """Write samples as 16 bits, as loud as they go without clipping."""
    loudest = float(np.abs(samples).max(initial=0.0))
    scaled = samples * (_PEAK * 32_767 / loudest) if loudest > 0 else samples
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE_HZ)
        out.writeframes(scaled.astype("<i2").tobytes())
