"""Near-duplicates: the same tune twice, with other velocities, programs or a few other notes.

Each piece gets a MinHash (Broder 1997) of what sounds in its half bars, in the common tonic and on sixteenths;
pieces that share a band of it are compared. 128 bytes a piece, so a million files fit into memory.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, PITCH, POSITION
from model.music.config import BAR, DRUMS, TICKS_PER_QUARTER

N_HASHES = 32
_BAND = 4  # hashes that must agree before two pieces are compared at all
LEAST_ALIKE = 0.75  # share of half bars in common, as estimated
_FEWEST_HALF_BARS = 8
_FEWEST_NOTES = 3  # a half bar with fewer looks like too many others
_SIXTEENTH = TICKS_PER_QUARTER // 4
_seeds = np.random.default_rng(20).integers(1, 2**63, size=(2, N_HASHES), dtype=np.uint64) | np.uint64(1)


def fingerprint(events: NDArray[np.uint8], half_bar_ticks: NDArray[np.int64]) -> NDArray[np.uint32]:
    """MinHash of a piece's half bars, shape = (N_HASHES,); all 0 where there is too little music.

    events: rows of `corpus.Corpus.events`; half_bar_ticks: where each bar's second half begins. Drums count
    only where nothing else plays.
    """
    is_line = events[:, PART] == BAR
    bar = np.cumsum(is_line) - 1
    chosen = ~is_line & (events[:, PART] != DRUMS)
    if not chosen.any():
        chosen = ~is_line
    rows, bar = events[chosen].astype(np.uint64), bar[chosen]
    half = 2 * bar + (rows[:, POSITION] >= half_bar_ticks[bar].astype(np.uint64))
    what = rows[:, PITCH] % np.uint64(12) + np.uint64(12) * (rows[:, PITCH] // np.uint64(128))
    sounds = np.unique(np.stack([half.astype(np.uint64), rows[:, POSITION] // np.uint64(_SIXTEENTH), what]), axis=1)
    mixed = _mix(sounds[1] * np.uint64(64) + sounds[2])
    begins = np.flatnonzero(np.diff(sounds[0], prepend=np.uint64(2**63)))
    n_sounds = np.diff(np.append(begins, len(mixed)))
    tokens = np.unique(np.add.reduceat(mixed, begins)[n_sounds >= _FEWEST_NOTES])
    if len(tokens) < _FEWEST_HALF_BARS:
        return np.zeros(N_HASHES, np.uint32)
    hashed = _mix(tokens[:, None] * _seeds[0] + _seeds[1])
    least: NDArray[np.uint32] = (hashed.min(axis=0) >> np.uint64(32)).astype(np.uint32)
    return least


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Splitmix64's finaliser: neighbouring numbers end far apart."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def near_duplicates(fingerprints: NDArray[np.uint32], order: Sequence[int]) -> dict[int, int]:
    """Pieces to leave out, each with the one that stays in its place. Those early in ``order`` stay."""
    kept_by_band: dict[tuple[int, bytes], list[int]] = {}
    dropped: dict[int, int] = {}
    for piece in order:
        mine = fingerprints[piece]
        if not mine.any():
            continue
        bands = [(begin, mine[begin : begin + _BAND].tobytes()) for begin in range(0, N_HASHES, _BAND)]
        rivals = {kept for band in bands for kept in kept_by_band.get(band, ())}
        twin = next((kept for kept in sorted(rivals) if np.mean(fingerprints[kept] == mine) >= LEAST_ALIKE), None)
        if twin is not None:
            dropped[piece] = twin
            continue
        for band in bands:
            kept_by_band.setdefault(band, []).append(piece)
    return dropped
