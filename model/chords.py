"""A small chord model: what chord tends to follow two others in a style, and phrases with a form made from it.

Chords are indices of model.config in the common tonic (C major, A minor); one for each half bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.config import N_CHORDS, N_STYLES, NO_CHORD, PHRASE_BARS

N_PHRASE_HALVES = 2 * PHRASE_BARS
MODES_KNOWN = 2
# How much longer contexts are trusted over shorter ones (interpolated with their own counts, Witten-Bell).
_TRUST = 4.0
_STYLE_TRUST = 20.0
_LEAST_COUNT = 1.5

# Columns of a count: style (N_STYLES = any), mode, half of the bar, chord before the last, last chord, chord.
_KEY_SIZES = (N_STYLES + 1, MODES_KNOWN, 2, N_CHORDS, N_CHORDS, N_CHORDS)


@dataclass(frozen=True)
class ChordModel:
    """Counts of chord trigrams by style, mode and half bar."""

    keys: NDArray[np.uint8]  # shape = (n, 6), rows ascending
    counts: NDArray[np.float32]  # shape = (n,)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Arrays for a model file."""
        return {"keys": self.keys, "counts": self.counts}

    @classmethod
    def from_arrays(cls, arrays: dict[str, NDArray[Any]]) -> ChordModel:
        """Inverse of `to_arrays`."""
        return cls(arrays["keys"].astype(np.uint8), arrays["counts"].astype(np.float32))

    @classmethod
    def count(
        cls,
        chords_of_pieces: Sequence[NDArray[np.uint8]],
        styles: Sequence[int],
        modes: Sequence[int],
        weights: Sequence[float],
    ) -> ChordModel:
        """Count the trigrams of pieces, chords of shape (n_bars, 2). Rare ones are left out."""
        rows: list[NDArray[np.int64]] = [np.zeros((0, len(_KEY_SIZES)), np.int64)]
        values: list[NDArray[np.float64]] = [np.zeros(0)]
        for chords, style, mode, weight in zip(chords_of_pieces, styles, modes, weights, strict=True):
            line = chords.reshape(-1).astype(np.int64)
            if mode >= MODES_KNOWN or len(line) < 4 or (line == NO_CHORD).mean() > 0.5:
                continue
            before = np.concatenate([[NO_CHORD, NO_CHORD], line[:-1]])
            grams = [np.arange(len(line)) % 2, before[:-1], before[1:], line]
            for kind in {style, N_STYLES} - {-1}:
                rows.append(np.stack([np.full_like(line, kind), np.full_like(line, mode), *grams], axis=1))
                values.append(np.full(len(line), weight))
        flat = np.ravel_multi_index(tuple(np.concatenate(rows).T), _KEY_SIZES)
        unique, inverse = np.unique(flat, return_inverse=True)
        counts = np.bincount(inverse, weights=np.concatenate(values))
        kept = counts >= _LEAST_COUNT
        keys = np.stack(np.unravel_index(unique[kept], _KEY_SIZES), axis=1)
        return cls(keys.astype(np.uint8), counts[kept].astype(np.float32))

    def _counts_after(
        self, style: int, mode: int, half: int, before: int | None, last: int | None
    ) -> NDArray[np.float64]:
        group = np.ravel_multi_index((style, mode, half), _KEY_SIZES[:3])
        begin, end = self._group_starts[group : group + 2]
        keys, counts = self.keys[begin:end], self.counts[begin:end]
        chosen = np.ones(len(keys), bool)
        if before is not None:
            chosen &= keys[:, 3] == before
        if last is not None:
            chosen &= keys[:, 4] == last
        return np.bincount(keys[chosen, 5], weights=counts[chosen], minlength=N_CHORDS).astype(float)

    @cached_property
    def _group_starts(self) -> NDArray[np.int64]:
        """Where the rows of each (style, mode, half) begin; looking through all rows made a phrase cost 60 ms."""
        groups = np.ravel_multi_index(tuple(self.keys[:, :3].T.astype(np.int64)), _KEY_SIZES[:3])
        return np.searchsorted(groups, np.arange(np.prod(_KEY_SIZES[:3]) + 1))

    def distribution(
        self, style_weights: Sequence[float], mode: int, half: int, before: int, last: int
    ) -> NDArray[np.float64]:
        """Probability of the next chord; never NO_CHORD. shape = (N_CHORDS,).

        Interpolates no context, the last chord and the last two; each over any style, then the styles asked for.
        """
        total: NDArray[np.float64] = np.full(N_CHORDS, 1e-6)
        named = sum(style_weights)
        for context in ((None, None), (None, last), (before, last)):
            anywhere = self._counts_after(N_STYLES, mode, half, *context)
            total = (anywhere + _TRUST * total) / (anywhere.sum() + _TRUST)
            if named > 0:
                mixed = np.zeros(N_CHORDS)
                for style, weight in enumerate(style_weights):
                    if weight > 0:
                        counts = self._counts_after(style, mode, half, *context)
                        mixed += weight / named * (counts + _STYLE_TRUST * total) / (counts.sum() + _STYLE_TRUST)
                total = mixed
        total[NO_CHORD] = 0.0
        total /= total.sum()
        return total

    def phrase(
        self, style_weights: Sequence[float], mode: int, rng: np.random.Generator, *, last: int = NO_CHORD
    ) -> list[int]:
        """Chords for PHRASE_BARS bars, two a bar: four bars that open, four that answer and come home or lead on."""
        opening = self._line(style_weights, mode, rng, PHRASE_BARS, [NO_CHORD, last])
        # Half of all answers take up the opening and turn away in their last two bars.
        kept = opening[: PHRASE_BARS - 4] if rng.random() < 0.5 else []
        answer = kept + self._line(style_weights, mode, rng, PHRASE_BARS - len(kept), (opening + kept)[-2:])
        return opening + answer

    def _line(
        self,
        style_weights: Sequence[float],
        mode: int,
        rng: np.random.Generator,
        n_halves: int,
        context: list[int],
    ) -> list[int]:
        line = list(context)
        for _ in range(n_halves):
            half = (len(line) - len(context) + n_halves) % 2
            chances = self.distribution(style_weights, mode, half, line[-2], line[-1])
            chances = np.where(chances >= 0.04 * chances.max(), chances, 0.0) ** 1.1
            line.append(int(rng.choice(N_CHORDS, p=chances / chances.sum())))
        return line[len(context) :]


def tonic_chord(mode: int) -> int:
    """Chord that a piece in the common tonic rests on: C or Am.

    >>> from model.harmony import chord_name
    >>> chord_name(tonic_chord(0)), chord_name(tonic_chord(1))
    ('C', 'Am')
    """
    from model.harmony import parse_chord

    return parse_chord("Am" if mode == 1 else "C")


# Which phrase each eight bars play: the form of countless tunes, then longer ways round.
FORM = "AABAACBA"


class ChordPlan:
    """An endless chord plan: phrases with letters, repeated as `FORM` says; the same for the same seed.

    Phrases are made when first asked for, so that a change of style or mode acts on the phrases still unmade.
    """

    def __init__(self, model: ChordModel, rng_seed: Sequence[int]) -> None:
        self._model, self._seed = model, tuple(rng_seed)

    def phrase(self, number: int, style_weights: Sequence[float], mode: int) -> list[int]:
        """Chords of phrase ``number``, from 0. Depends on nothing but the arguments and the seed."""
        letter = FORM[number % len(FORM)]
        rng = np.random.default_rng((*self._seed, ord(letter), mode))
        last = NO_CHORD if letter == "A" else tonic_chord(mode)
        chords = self._model.phrase(style_weights, mode, rng, last=last)
        if letter == "A":
            chords[0] = tonic_chord(mode) if rng.random() < 0.7 else chords[0]
        return chords
