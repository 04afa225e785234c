"""Follows the player's notes: their chord, and their energy. Used by the inference process's thread alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bridge.inference.protocol import PastBar, PlayerAnalysis
from model.music.config import BASS, DRUMS, NO_CHORD
from model.music.events import Note
from model.music.harmony import find_key, half_bar_chords, name_chords
from model.music.keys import Key

_MEMORY_BEATS = 1.5  # how long a released note still counts
_PAST_WEIGHT = 0.35
_FEWEST_CLASSES = 3  # two notes fit many chords
_N_NOTES = 12  # that energy is judged by
_QUIET, _LOUD = 40.0, 115.0  # velocities
_SPARSE, _BUSY = 1.0, 6.0  # notes a beat


@dataclass
class Held:
    """A key that is or was down."""

    pitch: int
    velocity: int
    on_beat: float
    off_beat: float | None = None


class ChordFollower:
    """Listens to one player."""

    def __init__(self) -> None:
        self._notes: deque[Held] = deque(maxlen=64)
        self._chord: int | None = None
        self._energy: float | None = None

    def receive(self, pitch: int, velocity: int, beat: float) -> PlayerAnalysis | None:
        """Take a key struck, or released (velocity 0); returns the analysis if it has changed."""
        if velocity == 0:
            for note in self._notes:
                if note.pitch == pitch and note.off_beat is None:
                    note.off_beat = beat
            return None
        self._notes.append(Held(pitch, velocity, beat))
        chord, energy = self._chord_at(beat), self._energy_at(beat)
        chord = self._chord if chord is None else chord
        if (chord, energy) == (self._chord, self._energy):
            return None
        self._chord, self._energy = chord, energy
        return PlayerAnalysis(chord, energy)

    def _chord_at(self, beat: float) -> int | None:
        """The chord of the keys that are down; of those just released too, where the former are too few."""
        for weight in (0.0, _PAST_WEIGHT):
            chroma, lowest = np.zeros((1, 12)), 128
            for note in self._notes:
                is_held = note.off_beat is None
                if is_held or (weight and beat - (note.off_beat or 0.0) <= _MEMORY_BEATS):
                    chroma[0, note.pitch % 12] += 1.0 if is_held else weight
                    lowest = min(lowest, note.pitch)
            if np.count_nonzero(chroma) >= _FEWEST_CLASSES:
                chord = int(name_chords(chroma, np.array([lowest % 12]))[0])
                return None if chord == NO_CHORD else chord
        return None

    def _energy_at(self, beat: float) -> float | None:
        recent = list(self._notes)[-_N_NOTES:]
        if len(recent) < 4:
            return self._energy
        loud = (float(np.mean([note.velocity for note in recent])) - _QUIET) / (_LOUD - _QUIET)
        rate = len(recent) / max(beat - recent[0].on_beat, 0.25)
        busy = (rate - _SPARSE) / (_BUSY - _SPARSE)
        energy = float(np.clip(0.7 * loud + 0.3 * busy, 0.0, 1.0))
        return round(energy * 8) / 8  # in steps, so that music is not thought again for every note


def chords_of(bars: Sequence[PastBar]) -> tuple[tuple[int, int], ...]:
    """The chords of bars, a pair each; a half where nothing sounds takes the one before. () = none."""
    notes, starts = _absolute(bars)
    pitched = [note for note in notes if note.part != DRUMS]
    if not pitched:
        return ()
    ticks, pitches, durations = np.array([(n.tick, n.pitch, n.duration_ticks) for n in pitched]).T
    chords = half_bar_chords(ticks, ticks + durations, pitches, np.array(starts)).tolist()
    known = next(chord for chord in chords if chord != NO_CHORD)
    for number, chord in enumerate(chords):
        known = chords[number] = known if chord == NO_CHORD else chord
    return tuple(zip(chords[::2], chords[1::2], strict=True))


def key_of(bars: Sequence[PastBar]) -> Key | None:
    """The key of bars, by Krumhansl and Schmuckler; None when nothing pitched sounds."""
    notes, _ = _absolute(bars)
    histogram = np.zeros(12)
    for note in notes:
        if note.part != DRUMS:
            histogram[note.pitch % 12] += note.duration_ticks * (2.0 if note.part == BASS else 1.0)
    if not histogram.any():
        return None
    tonic, mode = find_key(histogram)
    return Key(tonic, "minor" if mode == 1 else "major")


def _absolute(bars: Sequence[PastBar]) -> tuple[list[Note], list[int]]:
    """Notes from the first bar's start, and where every half bar begins."""
    notes, starts, tick = [], [], 0
    for bar in bars:
        starts += [tick, tick + bar.metre.half_bar_ticks]
        notes += [note._replace(tick=note.tick + tick) for note in bar.notes]
        tick += bar.metre.bar_ticks
    return sorted(notes), [*starts, tick]
