"""Reference analysis of a MIDI file of one tempo and metre, by the functions that `sideman prepare` uses.

Needs the extra ``train`` (symusic).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.music import harmony
from model.music.config import DURATION_CLASSES_TICKS, NO_CHORD, TICKS_PER_QUARTER
from model.music.events import COMMON_TIME, Metre
from model.music.keys import Key

STEADY = 0.01  # tempi that differ by less are one
# A file that was played freely beside its tempo map has onsets everywhere in the beat. How much they gather where a
# beat's halves, thirds or quarters are: 0 evenly spread, 1 all there. Played to a click with 30 ms of spread: 0.5.
LEAST_GATHERED = 0.3


@dataclass(frozen=True)
class Truth:
    """Moments are seconds of the rendered sound. ``chords``: one for each half bar; shape = (2 * n_bars,)."""

    tempo_bpm: float
    metre: Metre
    key: Key
    half_bars_s: NDArray[np.float64]  # shape = (2 * n_bars + 1,)
    chords: NDArray[np.int64]

    @property
    def beat_s(self) -> float:
        """Length of a quarter note."""
        return 60.0 / self.tempo_bpm

    def later(self, seconds: float) -> Truth:
        """The same, begun so much later."""
        return replace(self, half_bars_s=self.half_bars_s + seconds)

    def chord_at(self, moments_s: NDArray[np.float64]) -> NDArray[np.int64]:
        """The chord that sounds at each moment; NO_CHORD outside the bars."""
        place = np.searchsorted(self.half_bars_s, moments_s, side="right") - 1
        inside = (place >= 0) & (place < len(self.chords))
        return np.where(inside, self.chords[np.clip(place, 0, len(self.chords) - 1)], NO_CHORD)


def truth_of(path: Path, until_s: float) -> Truth | None:
    """The truth of the first seconds; None where tempo or metre change, notes ignore both, or nothing is pitched."""
    import symusic

    whole: Any = symusic.Score(str(path))
    score: Any = whole.resample(TICKS_PER_QUARTER, min_dur=1)
    tempi = [tempo.qpm for tempo in score.tempos] or [120.0]
    last_tick = round(until_s * tempi[0] / 60.0 * TICKS_PER_QUARTER)
    tempi = [t.qpm for t in score.tempos if t.time < last_tick] or tempi[:1]
    metres = {(t.numerator, t.denominator) for t in score.time_signatures if t.time < last_tick} or {COMMON_TIME}
    notes = _pitched(score, last_tick)
    if len(metres) != 1 or max(tempi) > (1 + STEADY) * min(tempi) or not len(notes):
        return None
    if gathered(whole) < LEAST_GATHERED:
        return None
    return _assemble(notes, Metre(*metres.pop()), float(tempi[0]), last_tick)


def gathered(score: Any) -> float:
    """Concentration of the onsets on the beats of the tempo map, 0..1; see LEAST_GATHERED."""
    starts = np.concatenate([np.zeros(0), *(np.asarray(track.notes.numpy()["time"]) for track in score.tracks)])
    beats = np.unique(starts) / score.ticks_per_quarter
    turns = [np.abs(np.exp(2j * np.pi * parts * beats).mean()) for parts in (2, 3, 4)] if len(beats) else [0.0]
    return float(max(turns))


def _pitched(score: Any, last_tick: int) -> NDArray[np.int64]:
    """Start, end and pitch of what is pitched; shape = (n, 3), by start."""
    rows = [
        np.stack([columns["time"], columns["duration"], columns["pitch"]], axis=1)
        for track in score.tracks
        if not track.is_drum and len(columns := track.notes.numpy())
    ]
    notes = np.concatenate([np.zeros((0, 3)), *rows]).astype(np.int64)
    notes = np.unique(notes[notes[:, 0] < last_tick], axis=0)
    notes[:, 1] = notes[:, 0] + np.clip(notes[:, 1], 1, DURATION_CLASSES_TICKS[-1])
    return notes


def _assemble(notes: NDArray[np.int64], metre: Metre, tempo_bpm: float, last_tick: int) -> Truth:
    starts, ends, pitches = notes.T
    n_bars = -(-max(int(starts.max()) + 1, 1) // metre.bar_ticks)
    halves = np.repeat(np.arange(n_bars + 1) * metre.bar_ticks, 2)[:-1]
    halves[1::2] += metre.half_bar_ticks
    weights = np.bincount(pitches % 12, weights=np.minimum(ends, last_tick) - starts, minlength=12)
    tonic, mode = harmony.find_key(weights.astype(float))
    return Truth(
        tempo_bpm,
        metre,
        Key(tonic, "minor" if mode else "major"),
        np.asarray(halves * (60.0 / tempo_bpm / TICKS_PER_QUARTER), np.float64),
        harmony.half_bar_chords(starts, ends, pitches, halves),
    )
