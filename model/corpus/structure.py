"""The structure of a piece: its sections, what each bar repeats, and the typical bar of every part of a section.

Pure numpy; runs once, when a corpus is prepared. Bars count from the start of the piece.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.music.config import BAR, DRUMS, N_PARTS, N_QUALITIES, NO_CHORD

Lines = NDArray[np.int64]  # bar lines, counted from the start of the piece

SILENT, NEW, VARY, COPY = range(4)  # what a part does in a bar: nothing, something new, a variation, a repeat
N_PHASES = 2  # a groove is two bars long: the even and the odd bars of a section have a typical bar each
N_CHOICES = 2  # the typical bar, and the next best for the typical bar itself
NO_BAR = -1

_LONGEST_BARS = 512  # longer pieces are analysed in stretches, since every bar is compared with every other
_COPY_LIKENESS, _VARY_LIKENESS = 0.95, 0.5
_SAME_SECTION_LIKENESS = 0.5
_KERNEL_BARS = 4
_SHORTEST_SECTION_BARS, _LONGEST_SECTION_BARS = 4, 16
# Sections are mostly 8 or 16 bars long; where novelty (0..1) does not decide, prefer those lengths.
_LENGTH_BONUS = {4: 0.03, 8: 0.08, 12: 0.03, 16: 0.08}


@dataclass(frozen=True)
class Structure:
    """Sections and repetition of one piece."""

    section_bars: NDArray[np.uint16]  # first bar of each section, shape = (n_sections,)
    section_labels: NDArray[np.uint8]  # sections of one number are alike, shape = (n_sections,)
    typical_bars: NDArray[np.int16]  # shape = (n_sections, N_PHASES, N_PARTS, N_CHOICES); NO_BAR = none
    repeats: NDArray[np.uint8]  # SILENT, NEW, VARY or COPY, shape = (n_bars, N_PARTS)


def find_structure(
    part: NDArray[np.uint8],
    position: NDArray[np.uint8],
    pitch: NDArray[np.uint8],
    chords: NDArray[np.uint8],
    half_ticks: NDArray[np.int64],
) -> Structure:
    """Analyse the events of one piece, bar lines included.

    part, position, pitch: columns of the events, shape = (n_events,); chords: shape = (n_bars, 2);
    half_ticks: where each bar's second chord begins, shape = (n_bars,).
    """
    n_bars = len(chords)
    is_note = part != BAR
    bar = (np.cumsum(~is_note) - 1)[is_note]
    notes = np.stack([part, position, pitch])[:, is_note].astype(np.int64)
    stroke = notes[1] * 256 + _degree(notes[0], notes[2], chords[bar, (notes[1] >= half_ticks[bar]) * 1])
    stretches = []
    for begin in range(0, n_bars, _LONGEST_BARS):
        inside = (bar >= begin) & (bar < begin + _LONGEST_BARS)
        n = min(_LONGEST_BARS, n_bars - begin)
        stretches.append(_stretch(notes[0, inside], bar[inside] - begin, stroke[inside], n, begin))
    labels: list[NDArray[np.uint8]] = []
    for one in stretches:
        labels.append(one.section_labels + (labels[-1].max() + 1 if labels else 0))
    return Structure(
        np.concatenate([s.section_bars for s in stretches]),
        np.concatenate(labels).astype(np.uint8),
        np.concatenate([s.typical_bars for s in stretches]),
        np.concatenate([s.repeats for s in stretches]),
    )


def _degree(part: NDArray[np.int64], pitch: NDArray[np.int64], chord: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Semitones above the chord's root, 0..11; a drum's key as it is."""
    root = np.where(chord == NO_CHORD, 0, chord // N_QUALITIES).astype(np.int64)
    return np.where(part == DRUMS, pitch, (pitch - root) % 12)


def _stretch(
    part: NDArray[np.int64], bar: NDArray[np.int64], stroke: NDArray[np.int64], n_bars: int, begin: int
) -> Structure:
    n_notes = np.zeros((N_PARTS, n_bars), np.int64)
    np.add.at(n_notes, (part, bar), 1)
    parts = np.flatnonzero(n_notes.any(axis=1)).tolist()
    alike = {p: likeness(bar[part == p], stroke[part == p], n_bars) for p in parts}
    together = _together(alike, n_notes)
    starts = _section_starts(together)
    ends = [*starts[1:], n_bars]
    typical = np.full((len(starts), N_PHASES, N_PARTS, N_CHOICES), NO_BAR, np.int16)
    for section, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for p, matrix in alike.items():
            typical[section, :, p] = _typical(matrix, n_notes[p], first, last)
    repeats = np.zeros((n_bars, N_PARTS), np.uint8)
    for p, matrix in alike.items():
        best = np.tril(matrix, -1).max(axis=1)
        kind = np.where(best >= _COPY_LIKENESS, COPY, np.where(best >= _VARY_LIKENESS, VARY, NEW))
        repeats[:, p] = np.where(n_notes[p] > 0, kind, SILENT)
    return Structure(
        (np.array(starts) + begin).astype(np.uint16),
        _labels(together, starts, ends),
        np.where(typical == NO_BAR, NO_BAR, typical + begin).astype(np.int16),
        repeats,
    )


def likeness(bar: NDArray[np.int64], stroke: NDArray[np.int64], n_bars: int) -> NDArray[np.float32]:
    """Jaccard index of the strokes of every two bars, shape = (n_bars, n_bars); 0 where neither has any.

    >>> likeness(np.array([0, 0, 1, 2]), np.array([1, 2, 1, 3]), 3).round(2).tolist()
    [[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    _, column = np.unique(stroke, return_inverse=True)
    strokes = np.zeros((n_bars, int(column.max()) + 1 if len(column) else 1), np.float32)
    strokes[bar, column] = 1.0
    shared = strokes @ strokes.T
    n = np.diag(shared)
    either = n[:, None] + n[None, :] - shared
    alike: NDArray[np.float32] = np.where(either > 0, shared / np.maximum(either, 1.0), 0.0).astype(np.float32)
    return alike


def _together(alike: dict[int, NDArray[np.float32]], n_notes: NDArray[np.int64]) -> NDArray[np.float32]:
    """Mean likeness of two bars over the parts that play in either."""
    n_bars = n_notes.shape[1]
    total, n_parts = np.zeros((n_bars, n_bars), np.float32), np.zeros((n_bars, n_bars), np.float32)
    for p, matrix in alike.items():
        plays = n_notes[p] > 0
        total += matrix
        n_parts += plays[:, None] | plays[None, :]
    return np.where(n_parts > 0, total / np.maximum(n_parts, 1.0), 1.0).astype(np.float32)


def _section_starts(together: NDArray[np.float32]) -> list[int]:
    """First bars of the sections: where what follows differs most from what went before (Foote 2000)."""
    novelty = _novelty(together)
    n_bars = len(together)
    starts = [0]
    while n_bars - starts[-1] > _LONGEST_SECTION_BARS // 2 + _SHORTEST_SECTION_BARS:
        here = starts[-1]
        lengths = range(_SHORTEST_SECTION_BARS, min(_LONGEST_SECTION_BARS, n_bars - here - _SHORTEST_SECTION_BARS) + 1)
        starts.append(here + max(lengths, key=lambda n: novelty[here + n] + _LENGTH_BONUS.get(n, 0.0)))
    return starts


def _novelty(together: NDArray[np.float32]) -> NDArray[np.float64]:
    """Difference of the bars before and after each bar line, about 0..1, shape = (n_bars + 1,)."""
    n_bars = len(together)
    sums = np.zeros((n_bars + 1, n_bars + 1))
    sums[1:, 1:] = together.astype(np.float64).cumsum(axis=0).cumsum(axis=1)
    line = np.arange(n_bars + 1)
    low, high = np.maximum(line - _KERNEL_BARS, 0), np.minimum(line + _KERNEL_BARS, n_bars)

    def mean(a: Lines, b: Lines, c: Lines, d: Lines) -> NDArray[np.float64]:
        total = sums[b, d] - sums[a, d] - sums[b, c] + sums[a, c]
        return np.asarray(total / np.maximum((b - a) * (d - c), 1))

    return np.asarray((mean(low, line, low, line) + mean(line, high, line, high)) / 2 - mean(low, line, line, high))


def _labels(together: NDArray[np.float32], starts: list[int], ends: list[int]) -> NDArray[np.uint8]:
    """Labels of sections; equal for similar ones."""
    labels: list[int] = []
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        best, label = _SAME_SECTION_LIKENESS, max(labels, default=-1) + 1
        for earlier in range(number):
            n = min(last - first, ends[earlier] - starts[earlier])
            alike = float(together[np.arange(first, first + n), np.arange(starts[earlier], starts[earlier] + n)].mean())
            if alike > best:
                best, label = alike, labels[earlier]
        labels.append(label)
    return np.array(labels, np.uint8)


def _typical(matrix: NDArray[np.float32], n_notes: NDArray[np.int64], first: int, last: int) -> NDArray[np.int16]:
    """Bars most like the others of their phase, shape = (N_PHASES, N_CHOICES)."""
    found = np.full((N_PHASES, N_CHOICES), NO_BAR, np.int16)
    for phase in range(N_PHASES):
        bars = np.arange(first + phase, last, N_PHASES)
        if len(bars) < 2:
            bars = np.arange(first, last)
        bars = bars[n_notes[bars] > 0]
        scores = matrix[np.ix_(bars, bars)].sum(axis=1) + 1e-3 * n_notes[bars] / (1.0 + n_notes.max())
        order = bars[np.argsort(-scores, kind="stable")][:N_CHOICES]
        found[phase, : len(order)] = order
    for phase in range(N_PHASES):  # a part that plays in every other bar only: no second choice of its own phase
        if found[phase, 0] != NO_BAR and found[phase, 1] == NO_BAR and found[1 - phase, 0] != found[phase, 0]:
            found[phase, 1] = found[1 - phase, 0]
    return found
