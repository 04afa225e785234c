"""Some bars of music as arrays, generated or from a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import DURATION, PART, PITCH, POSITION, VELOCITY, Corpus, stored_metre
from model.engine.bars import Bar
from model.music.chord_symbols import chord_name, read_chord
from model.music.config import (
    BAR,
    DRUM_DURATION_TICKS,
    DRUM_KEY_LOW,
    DRUMS,
    DURATION_CLASSES_TICKS,
    NO_CHORD,
    VELOCITY_STEP,
)
from model.music.events import COMMON_TIME, Metre, Note
from model.music.harmony import half_bar_chords

Ints = NDArray[np.int64]
_DURATIONS = np.array(DURATION_CLASSES_TICKS)
_NO_CHORD_NAME = chord_name(NO_CHORD)


@dataclass(frozen=True)
class Excerpt:
    """Notes in the order of their ticks, which count from the first bar line, and the bars they stand in.

    ``chords`` are those that were planned (generated music) or found by `prepare` (files), in the sounding key;
    shape = (n_bars, 2). The other arrays hold a value for each note, ``bar_ticks`` and ``half_ticks`` for each bar.
    """

    tick: Ints
    part: Ints
    pitch: Ints
    duration: Ints
    velocity: Ints
    bar_ticks: Ints
    half_ticks: Ints
    chords: Ints
    tempo_bpm: float

    @property
    def n_bars(self) -> int:
        """Number of bars, silent ones included."""
        return len(self.bar_ticks)

    @property
    def four_beats(self) -> float:
        """Length in units of four quarter notes."""
        return float(self.bar_ticks.sum()) / COMMON_TIME.bar_ticks

    @cached_property
    def bar_starts(self) -> Ints:
        """Shape = (n_bars + 1,)."""
        return np.concatenate([[0], np.cumsum(self.bar_ticks)])

    @cached_property
    def half_bar_starts(self) -> Ints:
        """Shape = (2 * n_bars + 1,)."""
        halves = np.empty(2 * self.n_bars + 1, np.int64)
        halves[::2] = self.bar_starts
        halves[1::2] = np.minimum(self.bar_starts[:-1] + self.half_ticks, self.bar_starts[1:])
        return halves

    @cached_property
    def bar(self) -> Ints:
        """Bar in which each note begins."""
        return np.searchsorted(self.bar_starts, self.tick, side="right") - 1

    @cached_property
    def position(self) -> Ints:
        """Tick of each note inside its bar."""
        return self.tick - self.bar_starts[self.bar]

    @cached_property
    def is_pitched(self) -> NDArray[np.bool_]:
        """Notes that have a pitch rather than a drum."""
        pitched: NDArray[np.bool_] = self.part != DRUMS
        return pitched

    @cached_property
    def sounding_chords(self) -> Ints:
        """Chord of each half bar as `prepare` would name it from the notes. shape = (2 * n_bars,)."""
        chosen = self.is_pitched
        if not chosen.any():
            return np.full(2 * self.n_bars, NO_CHORD)
        start = self.tick[chosen]
        return half_bar_chords(start, start + self.duration[chosen], self.pitch[chosen], self.half_bar_starts)

    def only(self, chosen: NDArray[np.bool_] | Ints) -> Excerpt:
        """The same bars with some of the notes: a mask, or their indices in order."""
        return replace(
            self, tick=self.tick[chosen], part=self.part[chosen], pitch=self.pitch[chosen],
            duration=self.duration[chosen], velocity=self.velocity[chosen],
        )  # fmt: skip

    def window(self, first: int, n_bars: int) -> Excerpt:
        """Bars ``first`` .. ``first + n_bars - 1``, from tick 0. Notes that ring in from before are left out."""
        last = min(first + n_bars, self.n_bars)
        inside = self.only((self.bar >= first) & (self.bar < last))
        return replace(
            inside,
            tick=inside.tick - self.bar_starts[first],
            bar_ticks=self.bar_ticks[first:last],
            half_ticks=self.half_ticks[first:last],
            chords=self.chords[first:last],
        )


def from_notes(
    notes: Iterable[Note],
    metres: Sequence[Metre],
    *,
    chords: Sequence[tuple[str, str]] | None = None,
    tempo_bpm: float = 120.0,
) -> Excerpt:
    """Notes with ticks from the start of the piece; chords by name, none where none are given."""
    rows = np.array(sorted(notes), np.int64).reshape(-1, 5)
    named = chords if chords is not None else [(_NO_CHORD_NAME, _NO_CHORD_NAME)] * len(metres)
    tick, part, pitch, duration, velocity = rows.T
    return Excerpt(
        tick,
        part,
        pitch,
        duration,
        velocity,
        bar_ticks=np.array([metre.bar_ticks for metre in metres], np.int64),
        half_ticks=np.array([metre.half_bar_ticks for metre in metres], np.int64),
        chords=np.array([[_chord(name) for name in pair] for pair in named], np.int64).reshape(-1, 2),
        tempo_bpm=tempo_bpm,
    )  # fmt: skip


def _chord(name: str) -> int:
    return NO_CHORD if name == _NO_CHORD_NAME else read_chord(name)


def from_bars(bars: Sequence[Bar]) -> Excerpt:
    """Excerpt of generated bars, at least one."""
    starts = np.concatenate([[0], np.cumsum([bar.metre.bar_ticks for bar in bars])])
    notes = [
        note._replace(tick=int(start) + note.tick)
        for start, bar in zip(starts, bars, strict=False)
        for note in bar.notes
    ]
    chords = [bar.chords for bar in bars]
    return from_notes(notes, [bar.metre for bar in bars], chords=chords, tempo_bpm=bars[0].tempo_bpm)


def from_corpus(corpus: Corpus, piece: int) -> Excerpt:
    """A packed piece, in C major or A minor."""
    bars = slice(int(corpus.bar_starts[piece]), int(corpus.bar_starts[piece + 1]))
    rows = corpus.events[corpus.event_starts[piece] : corpus.event_starts[piece + 1]].astype(np.int64)
    ticks = corpus.bar_ticks[bars].astype(np.int64)
    bar = np.cumsum(rows[:, PART] == BAR) - 1
    is_note = rows[:, PART] != BAR
    rows, bar = rows[is_note], bar[is_note]
    starts = np.concatenate([[0], np.cumsum(ticks)])
    is_drum = rows[:, PART] == DRUMS
    kinds = {
        kind: stored_metre(*kind).half_bar_ticks
        for kind in set(zip(corpus.metres[bars].tolist(), ticks.tolist(), strict=True))
    }
    return Excerpt(
        tick=starts[bar] + rows[:, POSITION],
        part=rows[:, PART],
        pitch=np.where(is_drum, rows[:, PITCH] - 128 + DRUM_KEY_LOW, rows[:, PITCH]),
        duration=np.where(is_drum, DRUM_DURATION_TICKS, _DURATIONS[rows[:, DURATION]]),
        velocity=rows[:, VELOCITY] * VELOCITY_STEP + VELOCITY_STEP // 2,
        bar_ticks=ticks,
        half_ticks=np.array([kinds[kind] for kind in zip(corpus.metres[bars].tolist(), ticks.tolist(), strict=True)]),
        chords=corpus.chords[bars].astype(np.int64),
        tempo_bpm=float(corpus.tempo_bpm[piece]),
    )  # fmt: skip
