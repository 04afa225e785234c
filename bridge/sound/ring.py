"""Blocks of sound between the thread that makes them and the callback that takes them: one each, neither waits.

Counters only ever grow and each is written by one side, so no lock is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bridge.sound.instrument import N_CHANNELS

if TYPE_CHECKING:
    from bridge.sound.instrument import Samples


class Ring:
    """A fixed buffer of frames."""

    def __init__(self, n_frames: int) -> None:
        self._samples = np.zeros((n_frames, N_CHANNELS), np.float32)
        self.n_made = 0  # frames, by the maker
        self.n_taken = 0  # frames of sound, by the taker
        self.n_underruns = 0  # takes that were given silence

    @property
    def n_waiting(self) -> int:
        """Frames made and not taken."""
        return self.n_made - self.n_taken

    def put(self, samples: Samples) -> None:
        """Add sound; the maker sees to it that there is room."""
        size, start = len(self._samples), self.n_made % len(self._samples)
        first = min(size - start, len(samples))
        self._samples[start : start + first] = samples[:first]
        self._samples[: len(samples) - first] = samples[first:]
        self.n_made += len(samples)

    def take(self, out: Samples) -> None:
        """Fill ``out``, with silence where there is no sound; never waits."""
        size, start = len(self._samples), self.n_taken % len(self._samples)
        n = min(self.n_waiting, len(out))
        first = min(size - start, n)
        out[:first] = self._samples[start : start + first]
        out[first:n] = self._samples[: n - first]
        self.n_taken += n
        if n < len(out):
            out[n:] = 0.0
            if self.n_made:  # before the first block nothing is missed
                self.n_underruns += 1
