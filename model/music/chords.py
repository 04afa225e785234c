"""A small chord model: how long a chord holds and which one follows, by style; and phrases with a form made from it.

Chords are indices of model.music.config in the common tonic (C major, A minor); one for each half bar. Counting changes
instead of half bars keeps pieces that rest on one chord for a minute from teaching everybody to rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.music.config import N_CHORDS, N_QUALITIES, N_STYLES, NO_CHORD, PHRASE_BARS, QUALITY_INTERVALS

N_PHRASE_HALVES = 2 * PHRASE_BARS
MODES_KNOWN = 2
LONGEST_HALVES = 8  # a chord that holds longer counts as held so long
# How much longer contexts are trusted over shorter ones (interpolated with their own counts, Witten-Bell).
_TRUST = 4.0
_STYLE_TRUST = 20.0
_LEAST_COUNT = 1.5
_UNLIKELY = 0.02  # of the likeliest chord's chance; what is rarer is mostly a mistake of the chord finder
# Real melodies say which key it is; a plan without one needs fewer chords from outside of it. Favouring the tonic chord
# too (times 1.15) put it on 37 % of half bars, without that on 35, as in files.
_FOREIGN = 0.5

# Columns of a count: style (N_STYLES = any), mode, chord before the last, last chord, chord. Neighbours differ.
_KEY_SIZES = (N_STYLES + 1, MODES_KNOWN, N_CHORDS, N_CHORDS, N_CHORDS)


@dataclass(frozen=True)
class ChordModel:
    """Counts of three chords in a row, and of how many half bars a chord holds."""

    keys: NDArray[np.uint8]  # shape = (n, 5), rows ascending
    counts: NDArray[np.float32]  # shape = (n,)
    holds: NDArray[np.float32]  # by style, mode, half where it begins, half bars; shape = (22, 2, 2, LONGEST_HALVES)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Arrays for a model file."""
        return {"keys": self.keys, "counts": self.counts, "holds": self.holds}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> ChordModel:
        """Inverse of `to_arrays`."""
        return cls(arrays["keys"].astype(np.uint8), *(arrays[n].astype(np.float32) for n in ("counts", "holds")))

    @classmethod
    def count(
        cls,
        chords_of_pieces: Sequence[NDArray[np.uint8]],
        styles: Sequence[int],
        modes: Sequence[int],
        weights: Sequence[float],
    ) -> ChordModel:
        """Count the changes of pieces, chords of shape (n_bars, 2). Rare ones are left out."""
        rows: list[NDArray[np.int64]] = [np.zeros((0, len(_KEY_SIZES)), np.int64)]
        values: list[NDArray[np.float64]] = [np.zeros(0)]
        holds = np.zeros((N_STYLES + 1, MODES_KNOWN, 2, LONGEST_HALVES))
        for chords, style, mode, weight in zip(chords_of_pieces, styles, modes, weights, strict=True):
            line = chords.reshape(-1).astype(np.int64)
            if mode >= MODES_KNOWN or len(line) < 4 or (line == NO_CHORD).mean() > 0.5:
                continue
            begins = np.flatnonzero(np.diff(line, prepend=-1))
            changes, n_halves = line[begins], np.diff(np.append(begins, len(line)))
            before = np.concatenate([[NO_CHORD, NO_CHORD], changes[:-1]])
            for kind in {style, N_STYLES} - {-1}:
                where = (np.full_like(changes, kind), np.full_like(changes, mode))
                rows.append(np.stack([*where, before[:-1], before[1:], changes], axis=1))
                values.append(np.full(len(changes), weight))
                np.add.at(holds, (*where, begins % 2, np.minimum(n_halves, LONGEST_HALVES) - 1), weight)
        flat = np.ravel_multi_index(tuple(np.concatenate(rows).T), _KEY_SIZES)
        unique, inverse = np.unique(flat, return_inverse=True)
        counts = np.bincount(inverse, weights=np.concatenate(values))
        kept = counts >= _LEAST_COUNT
        keys = np.stack(np.unravel_index(unique[kept], _KEY_SIZES), axis=1)
        return cls(keys.astype(np.uint8), counts[kept].astype(np.float32), holds.astype(np.float32))

    def _counts_after(self, style: int, mode: int, before: int | None, last: int | None) -> NDArray[np.float64]:
        counts: NDArray[np.float64]
        if last is None:
            counts = self._after_any[style, mode]
            return counts
        if before is None:
            counts = self._after_last[style, mode, last]
            return counts
        flat = int(np.ravel_multi_index((style, mode, before, last, 0), _KEY_SIZES))
        begin, end = np.searchsorted(self._flat_keys, (flat, flat + N_CHORDS))
        return np.bincount(self.keys[begin:end, 4], weights=self.counts[begin:end], minlength=N_CHORDS).astype(float)

    @cached_property
    def _flat_keys(self) -> NDArray[np.int64]:
        """The rows as one ascending number each; looking through all rows made a phrase cost 60 ms."""
        flat: NDArray[np.int64] = np.ravel_multi_index(tuple(self.keys.T.astype(np.int64)), _KEY_SIZES)
        return flat

    @cached_property
    def _after_last(self) -> NDArray[np.float64]:
        """Counts after each chord alone, shape = (N_STYLES + 1, MODES_KNOWN, N_CHORDS, N_CHORDS)."""
        style, mode, _, last, chord = self.keys.T.astype(np.int64)
        sizes = (*_KEY_SIZES[:2], N_CHORDS, N_CHORDS)
        flat = np.ravel_multi_index((style, mode, last, chord), sizes)
        counts = np.bincount(flat, weights=self.counts, minlength=int(np.prod(sizes))).astype(np.float64)
        return counts.reshape(sizes)

    @cached_property
    def _after_any(self) -> NDArray[np.float64]:
        """Counts of each chord, shape = (N_STYLES + 1, MODES_KNOWN, N_CHORDS)."""
        total: NDArray[np.float64] = self._after_last.sum(axis=2)
        return total

    def distribution(self, style_weights: Sequence[float], mode: int, before: int, last: int) -> NDArray[np.float64]:
        """Probability of the chord that follows a change; never NO_CHORD nor ``last``. shape = (N_CHORDS,).

        Interpolates no context, the last chord and the last two; each over any style, then the styles asked for.
        """
        total: NDArray[np.float64] = np.full(N_CHORDS, 1e-6)
        named = sum(style_weights)
        for context in ((None, None), (None, last), (before, last)):
            anywhere = self._counts_after(N_STYLES, mode, *context)
            total = (anywhere + _TRUST * total) / (anywhere.sum() + _TRUST)
            if named > 0:
                mixed = np.zeros(N_CHORDS)
                for style, weight in enumerate(style_weights):
                    if weight > 0:
                        counts = self._counts_after(style, mode, *context)
                        mixed += weight / named * (counts + _STYLE_TRUST * total) / (counts.sum() + _STYLE_TRUST)
                total = mixed
        total[[NO_CHORD, last]] = 0.0
        total /= total.sum()
        return total

    def hold_distribution(self, style_weights: Sequence[float], mode: int, half: int) -> NDArray[np.float64]:
        """Probability that a chord which begins on this half of a bar holds 1, 2, ... half bars."""
        named = sum(style_weights)
        total = self.holds[N_STYLES, mode, half].astype(float) + 1e-6
        total /= total.sum()
        if named > 0:
            counts = np.tensordot(np.array(style_weights) / named, self.holds[:N_STYLES, mode, half], axes=1)
            total = (counts + _STYLE_TRUST * total) / (counts.sum() + _STYLE_TRUST)
        chances: NDArray[np.float64] = total / total.sum()
        return chances

    def phrase(
        self, style_weights: Sequence[float], mode: int, rng: np.random.Generator, *, last: int = NO_CHORD
    ) -> list[int]:
        """Chords for PHRASE_BARS bars, two a bar: four bars that open, four that answer and come home or lead on."""
        opening = self.line(style_weights, mode, rng, PHRASE_BARS, [NO_CHORD, last])
        # Half of all answers take up the opening and turn away in their last two bars.
        kept = opening[: PHRASE_BARS - 4] if rng.random() < 0.5 else []
        answer = kept + self.line(style_weights, mode, rng, PHRASE_BARS - len(kept), opening + kept)
        return opening + answer

    def line(
        self,
        style_weights: Sequence[float],
        mode: int,
        rng: np.random.Generator,
        n_halves: int,
        earlier: list[int],
    ) -> list[int]:
        """Chords of ``n_halves`` half bars, an even number, after the earlier ones; shape = (n_halves,)."""
        changes = [chord for number, chord in enumerate(earlier) if number == 0 or chord != earlier[number - 1]]
        before, last = [NO_CHORD, *changes][-2:]
        line: list[int] = []
        while len(line) < n_halves:
            chances = self.distribution(style_weights, mode, before, last)
            chances = chances * _CLARITY[mode]
            chances = np.where(chances >= _UNLIKELY * chances.max(), chances, 0.0)
            before, last = last, int(rng.choice(N_CHORDS, p=chances / chances.sum()))
            holds = self.hold_distribution(style_weights, mode, len(line) % 2)
            line += [last] * (1 + int(rng.choice(LONGEST_HALVES, p=holds)))
        return line[:n_halves]


def _clarity(mode: int) -> NDArray[np.float64]:
    """Weight by which each chord makes the key clear, shape = (N_CHORDS,)."""
    scale = {9, 11, 0, 2, 4, 5, 7, 8} if mode == 1 else {0, 2, 4, 5, 7, 9, 11}
    weights = np.ones(N_CHORDS)
    for chord in range(NO_CHORD):
        root, quality = divmod(chord, N_QUALITIES)
        if not {(root + step) % 12 for step in QUALITY_INTERVALS[quality][:3]} <= scale:  # sevenths may be blue
            weights[chord] = _FOREIGN
    return weights


_CLARITY = [_clarity(mode) for mode in range(MODES_KNOWN)]


def tonic_chord(mode: int) -> int:
    """Chord that a piece in the common tonic rests on: C or Am.

    >>> from model.music.chord_symbols import chord_name
    >>> chord_name(tonic_chord(0)), chord_name(tonic_chord(1))
    ('C', 'Am')
    """
    from model.music.chord_symbols import read_chord

    return read_chord("Am" if mode == 1 else "C")
