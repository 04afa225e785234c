"""Metre and first beat of the bar: of three or four beats, which beginning do bass, drums and chord changes stress."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.listening.chord_line import inputs, read
from model.listening.learnt import ChordNet, Learnt
from model.listening.pooling import WIDTH, pooled, scaled
from model.listening.spectra import ONSET_FPS, Floats
from model.music.events import COMMON_TIME, Metre

LENGTHS = (3, 4)
_REACH_FRAMES = 3
_HALVES = 2
WALTZ = Metre(3, 4)


class BarReading(NamedTuple):
    """Bars of ``n_beats`` that begin with beat ``first``."""

    n_beats: int
    first: int

    @property
    def metre(self) -> Metre:
        """The time signature, in quarters."""
        return WALTZ if self.n_beats == WALTZ.numerator else COMMON_TIME


READINGS = tuple(BarReading(length, first) for length in LENGTHS for first in range(length))


def half_bars(beats: NDArray[np.float64], reading: BarReading) -> NDArray[np.float64]:
    """Edges of the half bars of whole bars, from the first downbeat on; shape = (2 * n_bars + 1,) or (0,)."""
    n_bars = (len(beats) - 1 - reading.first) // reading.n_beats
    if n_bars < 1:
        return np.zeros(0)
    half = -(-reading.n_beats // _HALVES)  # the beat at or after the middle, as model.music.events has it
    downbeats = reading.first + reading.n_beats * np.arange(n_bars + 1)
    edges = np.stack([beats[downbeats[:-1]], beats[downbeats[:-1] + half]], axis=1).reshape(-1)
    return np.append(edges, beats[downbeats[-1]])


def find_bars(onsets: Floats, notes: Floats, beats: NDArray[np.float64], fitted: Learnt) -> BarReading:
    """The likeliest reading; four beats from the first on where there are too few beats."""
    if len(beats) < 2 * max(LENGTHS):
        return BarReading(4, 0)
    features = describe(onsets, notes, beats, fitted.chords)
    return READINGS[int(np.argmax((features - fitted.bars_scale[0]) / fitted.bars_scale[1] @ fitted.bars))]


def describe(onsets: Floats, notes: Floats, beats: NDArray[np.float64], net: ChordNet) -> NDArray[np.float64]:
    """Numbers for each of READINGS: how its beats differ in each stress, and how clear its chords are."""
    stresses = _stresses(onsets, notes, beats)
    likeness = _likeness(onsets, notes, beats)
    rows = [
        np.concatenate([_stressed(stresses, reading, likeness), _clarity(notes, beats, reading, net)])
        for reading in READINGS
    ]
    return np.stack(rows)


def _clarity(notes: Floats, beats: NDArray[np.float64], reading: BarReading, net: ChordNet) -> NDArray[np.float64]:
    """Certainty of the net's chords in these half bars, and excess of changes at bar lines over those inside bars."""
    chances = read(inputs(pooled(notes, half_bars(beats, reading))), net)
    line = chances.argmax(axis=1)
    changes = (line[1:] != line[:-1]).astype(float)
    over, inside = changes[1::2], changes[::2]
    difference = float(over.mean() - inside.mean()) if len(over) else 0.0
    return np.array([chances.max(axis=1).mean(), difference, difference * (reading.n_beats == WALTZ.numerator)])


def _stresses(onsets: Floats, notes: Floats, beats: NDArray[np.float64]) -> NDArray[np.float64]:
    """Features of each beat, standardised: onsets by band, change of all notes and of the bass over 1 and 2 beats."""
    columns = [_peak_at(curve, beats) for curve in onsets]
    step = np.median(np.diff(beats))
    edges = np.concatenate([beats[0] - step * np.arange(2, 0, -1), beats, beats[-1] + step * np.arange(1, 3)])
    chroma = scaled(pooled(notes, np.maximum(edges, 0.0)))
    bass = chroma[:, :12]
    for rows in (chroma, bass):
        columns.append(_change(rows, 1))
        columns.append(_change(rows, 2))
    table = np.stack(columns, axis=1)
    return np.asarray((table - table.mean(axis=0)) / np.maximum(table.std(axis=0), 1e-6))


def _peak_at(curve: Floats, beats: NDArray[np.float64]) -> NDArray[np.float64]:
    frames = np.round(beats * ONSET_FPS).astype(int)[:, None] + np.arange(-_REACH_FRAMES, _REACH_FRAMES + 1)
    peaks: NDArray[np.float64] = curve[np.clip(frames, 0, len(curve) - 1)].max(axis=1).astype(np.float64)
    return np.sqrt(peaks)


def _change(rows: NDArray[np.float64], n_beats: int) -> NDArray[np.float64]:
    """Difference of the beats from each one on from those before; rows hold two more at either end."""
    sums = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)])
    places = np.arange(2, len(rows) - 1)
    after, before = sums[places + n_beats] - sums[places], sums[places] - sums[places - n_beats]
    norms = np.linalg.norm(after, axis=1) * np.linalg.norm(before, axis=1)
    return np.asarray(1.0 - (after * before).sum(axis=1) / np.maximum(norms, 1e-6))


def _likeness(onsets: Floats, notes: Floats, beats: NDArray[np.float64]) -> dict[int, float]:
    """Similarity of beats so many apart, in rhythm and notes together, over the mean of all distances."""
    chroma = scaled(pooled(notes, beats))[:, :WIDTH]
    rhythm = _rhythms(onsets, beats)
    values = {}
    for lag in (3, 4, 6, 8):
        pairs = [(rows[lag:], rows[:-lag]) for rows in (chroma, rhythm) if lag < len(rows)]
        values[lag] = sum(_cosine(these, those) for these, those in pairs)
    mean = sum(values.values()) / len(values)
    return {lag: value - mean for lag, value in values.items()}


def _rhythms(onsets: Floats, beats: NDArray[np.float64]) -> NDArray[np.float64]:
    """Onsets in each quarter of each beat, low and all; shape = (n_beats - 1, 8)."""
    quarters = np.interp(np.arange(4 * (len(beats) - 1)) / 4.0, np.arange(len(beats)), beats)
    columns = [_peak_at(onsets[band], quarters).reshape(-1, 4) for band in (0, 3)]
    return np.concatenate(columns, axis=1)


def _cosine(these: NDArray[np.float64], those: NDArray[np.float64]) -> float:
    norms = np.linalg.norm(these, axis=1) * np.linalg.norm(those, axis=1)
    return float(((these * those).sum(axis=1) / np.maximum(norms, 1e-6)).mean())


def _stressed(stresses: NDArray[np.float64], reading: BarReading, likeness: dict[int, float]) -> NDArray[np.float64]:
    place = (np.arange(len(stresses)) - reading.first) % reading.n_beats
    on_first = stresses[place == 0].mean(axis=0)
    half = stresses[place == 2].mean(axis=0)
    last = stresses[place == reading.n_beats - 1].mean(axis=0)
    is_waltz = float(reading.n_beats == WALTZ.numerator)
    alike = likeness[2 * reading.n_beats] + likeness[reading.n_beats]
    columns = [on_first, half * (1 - is_waltz), last, on_first * is_waltz]
    return np.concatenate([*columns, [is_waltz, alike, -float(reading.first)]])
