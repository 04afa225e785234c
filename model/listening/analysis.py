"""Analyses samples: onsets and notes, tempo, beats, bars, key, chords, loudness, brightness and density."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.listening.audio_analysis import AudioAnalysis, AudioAnalysisError
from model.listening.bars import BarReading, find_bars, half_bars
from model.listening.beats import Pulse, even_beats, find_beats
from model.listening.chord_line import find_chords
from model.listening.keys import find_key
from model.listening.learnt import Learnt, learnt
from model.listening.loops import Pairs, loop_from_now, shortest_loop
from model.listening.pooling import pooled
from model.listening.reading_audio import Samples, read_excerpt
from model.listening.spectra import Spectra, onsets_a_second
from model.listening.tempo import USUAL_BPM, find_tempo
from model.music.config import NO_CHORD
from model.music.events import COMMON_TIME, Metre
from model.music.keys import Key

QUIETEST_DB = -70.0
_HALVES = 2
LEAST_CONFIDENCE = 0.2  # below, it is noise


class KnownTime(NamedTuple):
    """A transport's time: ``downbeat_s``, in the samples, is where its newest bar began."""

    tempo_bpm: float
    metre: Metre
    downbeat_s: float

    def beats_s(self) -> NDArray[np.float64]:
        """The beats up to that downbeat; they are units of the metre."""
        beat_s = 60.0 / self.tempo_bpm * 4.0 / self.metre.denominator
        n_before = int(max(self.downbeat_s, 0.0) / beat_s)
        return np.asarray(self.downbeat_s - beat_s * np.arange(n_before, -1, -1), np.float64)


@dataclass(frozen=True)
class Analysis:
    """Everything that was found, in seconds of the excerpt. ``half_bars_s`` are the edges of the ``chords``."""

    tempo_bpm: float  # 0: none was heard
    metre: Metre
    beats_s: NDArray[np.float64]
    key: Key | None
    half_bars_s: NDArray[np.float64]
    chords: NDArray[np.int64]

    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The chords bar by bar; () where there is none."""
        if np.all(self.chords == NO_CHORD):
            return ()
        return tuple((int(first), int(second)) for first, second in self.chords.reshape(-1, _HALVES))


def listen_to_file(path: Path) -> AudioAnalysis:
    """Analyse a file. Raises AudioAnalysisError."""
    excerpt = read_excerpt(path)
    try:
        analysis = listen_to(excerpt.samples)
    except AudioAnalysisError as error:
        raise AudioAnalysisError(f"{path} {error}") from error
    return replace(analysis, skipped_s=round(excerpt.skipped_s, 3))


def listen_to(samples: Samples) -> AudioAnalysis:
    """Analyse samples. Raises AudioAnalysisError; the caller puts the file's name before its message."""
    spectra = _sounding(samples)
    if spectra.confidence < LEAST_CONFIDENCE:
        return _noise(spectra)
    found = analyse(spectra)
    return _audio_analysis(spectra, found, shortest_loop(found.pairs()))


def listen_on(samples: Samples, known: KnownTime | None = None) -> AudioAnalysis:
    """Analyse the last seconds; the chords are those expected from the newest bar line on.

    Raises AudioAnalysisError.
    """
    spectra = _sounding(samples)
    if spectra.confidence < LEAST_CONFIDENCE:
        return _noise(spectra)
    found = analyse(spectra, known)
    return _audio_analysis(spectra, found, loop_from_now(found.pairs()))


def _sounding(samples: Samples) -> Spectra:
    spectra = Spectra(samples)
    if spectra.loudness_db < QUIETEST_DB:
        raise AudioAnalysisError("is silent; name a file with music")
    return spectra


def _noise(spectra: Spectra) -> AudioAnalysis:
    """Analysis of noise: neither pitch nor pulse."""
    return AudioAnalysis(
        duration_s=round(spectra.duration_s, 3),
        tempo_bpm=0.0,
        metre=COMMON_TIME,
        key=None,
        chords=(),
        onsets_per_beat=0.0,
        loudness_db=round(spectra.loudness_db, 1),
        brightness_hz=float(round(spectra.brightness_hz)),
        confidence=0.0,
    )


def _audio_analysis(spectra: Spectra, found: Analysis, chords: Pairs) -> AudioAnalysis:
    return AudioAnalysis(
        duration_s=round(spectra.duration_s, 3),
        tempo_bpm=round(found.tempo_bpm, 2),
        metre=found.metre,
        key=found.key,
        chords=chords,
        onsets_per_beat=round(onsets_a_second(spectra.onsets) * 60.0 / (found.tempo_bpm or USUAL_BPM), 2),
        loudness_db=round(spectra.loudness_db, 1),
        brightness_hz=float(round(spectra.brightness_hz)),
        confidence=round(spectra.confidence, 2),
        first_downbeat_s=round(float(found.half_bars_s[0]), 3) if len(found.half_bars_s) else 0.0,
    )


def analyse(spectra: Spectra, known: KnownTime | None = None, fitted: Learnt | None = None) -> Analysis:
    """Find everything; ``known``: tempo and bars are given."""
    fitted = fitted or learnt()
    pulse = _time_of(spectra, fitted) if known is None else Pulse(known.tempo_bpm, known.beats_s())
    tempo_bpm, beats = pulse
    if known is None:
        reading = find_bars(spectra.onsets, spectra.notes, beats, fitted)
        metre = reading.metre
    else:
        metre = known.metre
        reading = BarReading(metre.numerator, (len(beats) - 1) % metre.numerator)
    halves = half_bars(beats, reading)
    whole = pooled(spectra.notes, np.array([0.0, spectra.duration_s]))[0]
    key = find_key(whole, fitted)
    chroma = pooled(spectra.notes, halves) if len(halves) > 1 else np.zeros((0, len(whole)))
    return Analysis(tempo_bpm, metre, beats, key, halves, find_chords(chroma, key, fitted))


def _time_of(spectra: Spectra, fitted: Learnt) -> Pulse:
    """Tempo and beats; 0 and a usual pulse where none is heard."""
    tempo_bpm = find_tempo(spectra.onsets, spectra.notes, fitted)
    if tempo_bpm is None:
        return Pulse(0.0, even_beats(spectra.duration_s, USUAL_BPM))
    return find_beats(spectra.onsets, tempo_bpm)
