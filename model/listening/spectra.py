"""Low-level analysis of sound: an onset curve in three bands, and the strength of each note over time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from statistics import median_low

import librosa
import numpy as np
from numpy.typing import NDArray

from model.listening.reading_audio import RATE_HZ, Samples

Floats = NDArray[np.float32]

ONSET_HOP = 256
ONSET_FPS = RATE_HZ / ONSET_HOP
_ONSET_FFT = 1024
_N_MELS = 60
_BANDS_HZ = (150.0, 800.0)  # bass and kick below, hats and consonants above
_LOCAL_MEAN_S = 1.0

_EVIDENCE_HZ = (130.0, 5_000.0)  # above the hum of the mains
_EVIDENCE_FRAMES = 40  # 3.7 s
_FEWEST_EVIDENCE_FRAMES = 6  # half a second
_PULSE_FRAMES = 54  # 2.5 s: a beat of any tempo
_FEWEST_PULSE_FRAMES = 22  # 1 s: two beats
_AUDIBLE = 1e-3  # of the loudest moment's power
# Hiss has 2.0 to 2.4 dB of pitch and up to 0.4 of pulse; a soft shaker 1.7 of pulse, a tone 20 dB below it 9 of pitch.
_HISS_PITCH_DB, _SURE_PITCH_DB = 2.5, 6.0
_HISS_FALL = 0.4  # four moments of hiss have 5 dB of pitch, one has 10
_HISS_PULSE_DB, _SURE_PULSE_DB = 0.5, 4.0

PITCH_HOP = 1024
PITCH_FPS = RATE_HZ / PITCH_HOP
_PITCH_FFT = 8192  # 2.7 Hz apart
LOW_NOTE, HIGH_NOTE = 24, 96
N_NOTES = HIGH_NOTE - LOW_NOTE
_PER_SEMITONE = 3
_LOW_BIN_NOTE, _HIGH_BIN_NOTE = 23.0, 109.0
_PARTIALS = 16
_PARTIAL_DECAY = 0.7  # Mauch and Dixon 2010, Approximate note transcription for chord identification
_N_UPDATES = 60


@dataclass(frozen=True)
class Spectra:
    """Curves of one excerpt; everything is worked out once, when it is first asked for."""

    samples: Samples

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.samples) / RATE_HZ

    @cached_property
    def onsets(self) -> Floats:
        """Rise of loudness, low, middle and high band and all together; shape = (4, n_frames), ONSET_FPS a second."""
        power = np.abs(librosa.stft(self.samples, n_fft=_ONSET_FFT, hop_length=ONSET_HOP)) ** 2
        mel = librosa.filters.mel(sr=RATE_HZ, n_fft=_ONSET_FFT, n_mels=_N_MELS) @ power
        loud = np.log1p(mel * (1e4 / max(float(mel.max(initial=0.0)), 1e-9)))
        rise = np.maximum(loud[:, 2:] - loud[:, :-2], 0.0)
        rise = np.pad(rise, ((0, 0), (1, 1)))
        centres = librosa.mel_frequencies(n_mels=_N_MELS + 2, fmax=RATE_HZ / 2)[1:-1]
        band = np.digitize(centres, _BANDS_HZ)
        curves = np.stack([*(rise[band == each].mean(axis=0) for each in range(3)), rise.mean(axis=0)])
        return _above_local_mean(curves)

    @cached_property
    def _log_spectrum(self) -> Floats:
        magnitude = np.abs(librosa.stft(self.samples, n_fft=_PITCH_FFT, hop_length=PITCH_HOP))
        return np.asarray(_bin_map(0.0) @ magnitude, np.float32)

    @cached_property
    def tuning_semitones(self) -> float:
        """Deviation of the tuning from A = 440 Hz in semitones, -0.5 .. 0.5."""
        strength = self._log_spectrum[1:-1].sum(axis=1)
        n_whole = len(strength) // _PER_SEMITONE * _PER_SEMITONE
        # Bin 0 of the map lies a third below a semitone, so the first one kept lies on it.
        thirds = strength[:n_whole].reshape(-1, _PER_SEMITONE).sum(axis=0)
        turn = np.exp(2j * np.pi * np.arange(_PER_SEMITONE) / _PER_SEMITONE)
        return float(np.angle(thirds @ turn) / (2 * np.pi))

    @cached_property
    def notes(self) -> Floats:
        """Strength of each semitone from LOW_NOTE up; shape = (N_NOTES, n_frames), PITCH_FPS a second."""
        magnitude = np.abs(librosa.stft(self.samples, n_fft=_PITCH_FFT, hop_length=PITCH_HOP))
        spectrum = _whitened(_bin_map(round(self.tuning_semitones, 2)) @ magnitude)
        return _explained(spectrum, _note_shapes())

    @cached_property
    def brightness_hz(self) -> float:
        """Centre of the spectrum, the median of the louder half."""
        magnitude = np.abs(librosa.stft(self.samples, n_fft=_ONSET_FFT * 2, hop_length=_ONSET_FFT))
        total = magnitude.sum(axis=0)
        loud = total >= np.median(total)
        if not np.any(total[loud] > 0):
            return 0.0
        frequencies = librosa.fft_frequencies(sr=RATE_HZ, n_fft=_ONSET_FFT * 2)
        return float(np.median((frequencies @ magnitude[:, loud]) / np.maximum(total[loud], 1e-9)))

    @cached_property
    def pitch_evidence(self) -> float:
        """Level of the strongest partial above the spectrum around it, in dB, less what hiss of this length has.

        The spectrum is a mean over time, as noise of any colour is smooth then, and taken in pieces of some seconds of
        what sounds, so that a note among many counts. The fewer moments there are, the less smooth noise is.
        """
        power = np.abs(librosa.stft(self.samples, n_fft=_ONSET_FFT * 4, hop_length=_ONSET_FFT * 2)) ** 2
        loudness = power.sum(axis=0)
        power = power[:, loudness > _AUDIBLE * loudness.max(initial=0.0)]
        if power.shape[1] < _FEWEST_EVIDENCE_FRAMES:
            return 0.0
        pieces = np.array_split(power, max(power.shape[1] // _EVIDENCE_FRAMES, 1), axis=1)
        means = np.stack([piece.mean(axis=1) for piece in pieces], axis=1)
        low, high = (round(hz * _ONSET_FFT * 4 / RATE_HZ) for hz in _EVIDENCE_HZ)
        around = np.stack([np.roll(means, shift, axis=0) for shift in range(-8, 9) if abs(shift) > 2])
        above = means[low:high] / np.maximum(np.median(around, axis=0)[low:high], 1e-12)
        evidence_db = 10.0 * np.log10(max(float(np.median(above.max(axis=0))), 1.0))
        few = min(pieces[0].shape[1] / _EVIDENCE_FRAMES, 1.0)
        return float(evidence_db - _HISS_PITCH_DB * few**-_HISS_FALL)

    @cached_property
    def pulse_evidence(self) -> float:
        """Level of the loudest moments above the median, in dB; hiss of any colour has less than 1 dB.

        The lesser of the sound's and its slope's: low noise wavers by itself, and its slope does not.
        """
        slope = np.diff(self.samples, prepend=self.samples[:1])
        return min(_level_spread_db(self.samples), _level_spread_db(slope))

    @cached_property
    def confidence(self) -> float:
        """0 .. 1: how sure it is that this is music rather than noise, by pitch or by pulse."""
        by_pitch = self.pitch_evidence / _SURE_PITCH_DB
        by_pulse = (self.pulse_evidence - _HISS_PULSE_DB) / _SURE_PULSE_DB
        return min(max(by_pitch, by_pulse, 0.0), 1.0)

    @cached_property
    def loudness_db(self) -> float:
        """RMS of what sounds, in dB below full scale; -120 at the least."""
        n_whole = len(self.samples) // _ONSET_FFT * _ONSET_FFT
        power = np.square(self.samples[:n_whole].astype(np.float64)).reshape(-1, _ONSET_FFT).mean(axis=1)
        sounding = power[power > _AUDIBLE * power.max(initial=0.0)]
        return float(10.0 * np.log10(max(sounding.mean(), 1e-12))) if len(sounding) else -120.0


def _level_spread_db(samples: Samples) -> float:
    """Level of the loudest moments above the median, in dB, in the usual piece of some seconds that sounds.

    Taken in pieces, each without its trend and its silence, as noise that begins, ends or is turned up is no pulse.
    """
    n_whole = len(samples) // _ONSET_FFT * _ONSET_FFT
    power = np.square(samples[:n_whole].astype(np.float64)).reshape(-1, _ONSET_FFT).mean(axis=1)
    least = _AUDIBLE * power.max(initial=0.0)
    audible = np.flatnonzero(power > least)
    if not len(audible) or audible[-1] - audible[0] < _FEWEST_PULSE_FRAMES:
        return 0.0
    level_db = 10.0 * np.log10(np.maximum(power[audible[0] : audible[-1] + 1], least))
    pieces = np.array_split(level_db, max(len(level_db) // _PULSE_FRAMES, 2))
    sounding = [piece[piece > 10.0 * np.log10(least)] for piece in pieces]
    return median_low(_above_trend(piece) for piece in sounding if len(piece))


def _above_trend(level_db: NDArray[np.float64]) -> float:
    places = np.arange(len(level_db)) - 0.5 * (len(level_db) - 1)
    slope = float(places @ level_db) / max(float(places @ places), 1.0)
    flat = level_db - slope * places
    return float(np.quantile(flat, 0.95) - np.median(flat))


def onsets_a_second(onsets: Floats) -> float:
    """Number of notes or chords that begin in a second. onsets: `Spectra.onsets`."""
    curve = onsets[3]
    if not np.any(curve):
        return 0.0
    found = librosa.onset.onset_detect(onset_envelope=curve, sr=RATE_HZ, hop_length=ONSET_HOP)
    return float(len(found) / max(len(curve) / ONSET_FPS, 1.0))


def _above_local_mean(curves: Floats) -> Floats:
    """Each curve less its running mean, over its spread."""
    width = round(_LOCAL_MEAN_S * ONSET_FPS) | 1
    kernel = np.ones(width) / width
    means = np.stack([np.convolve(curve, kernel, mode="same") for curve in curves])
    rises = np.maximum(curves - means, 0.0)
    return np.asarray(rises / np.maximum(rises.std(axis=1, keepdims=True), 1e-9), np.float32)


@cache
def _bin_notes() -> NDArray[np.float64]:
    """MIDI numbers of the bins of the log spectrum."""
    return np.arange(_LOW_BIN_NOTE + 1 - 1 / _PER_SEMITONE, _HIGH_BIN_NOTE, 1 / _PER_SEMITONE)


@cache
def _bin_map(tuning_semitones: float) -> Floats:
    """Matrix from FFT bins to three bins a semitone: triangles at least two FFT bins wide; shape = (n, 1 + FFT/2)."""
    fft_notes = librosa.hz_to_midi(np.maximum(librosa.fft_frequencies(sr=RATE_HZ, n_fft=_PITCH_FFT), 1.0))
    centres = _bin_notes() + tuning_semitones
    hz = librosa.midi_to_hz(centres)
    width = np.maximum(12 * np.log2((hz + RATE_HZ / _PITCH_FFT) / hz), 1 / _PER_SEMITONE)[:, None]
    return np.asarray(np.maximum(1.0 - np.abs(fft_notes[None, :] - centres[:, None]) / width, 0.0), np.float32)


def _whitened(spectrum: Floats) -> Floats:
    """Excess over an octave's mean, divided by its spread, then square-rooted."""
    half = 6 * _PER_SEMITONE
    n_rows = len(spectrum)
    padded = np.pad(spectrum, ((half + 1, half), (0, 0)), mode="reflect")
    sums, squares = np.cumsum(padded, axis=0), np.cumsum(np.square(padded), axis=0)
    width = 2 * half
    mean = (sums[width : width + n_rows] - sums[:n_rows]) / width
    spread = np.sqrt(np.maximum((squares[width : width + n_rows] - squares[:n_rows]) / width - mean**2, 0.0))
    floor = 1e-3 * float(spectrum.max(initial=0.0)) + 1e-9
    above: Floats = np.maximum(spectrum - mean, 0.0) / (spread + floor)
    return above


@cache
def _note_shapes() -> Floats:
    """The log spectrum of each note as a series of decaying partials; shape = (bins, N_NOTES)."""
    centres = _bin_notes()
    shapes = np.zeros((len(centres), N_NOTES))
    for number in range(N_NOTES):
        for partial in range(1, _PARTIALS + 1):
            note = LOW_NOTE + number + 12 * np.log2(partial)
            hz = librosa.midi_to_hz(note)
            width = max(12 * np.log2((hz + 1.5 * RATE_HZ / _PITCH_FFT) / hz), 0.45)
            shapes[:, number] += _PARTIAL_DECAY ** (partial - 1) * np.maximum(1 - np.abs(centres - note) / width, 0)
    return np.asarray(shapes / np.linalg.norm(shapes, axis=0), np.float32)


def _explained(spectrum: Floats, shapes: Floats) -> Floats:
    """Non-negative strengths of the notes that add up to the spectrum: multiplicative updates (Lee and Seung 2001)."""
    wanted = shapes.T @ spectrum
    overlap = shapes.T @ shapes
    strengths = np.maximum(wanted, 0.0) + 1e-6
    for _ in range(_N_UPDATES):
        strengths *= wanted / (overlap @ strengths + 1e-6)
    return np.asarray(strengths, np.float32)
