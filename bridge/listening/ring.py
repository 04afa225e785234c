"""The last seconds of an input, mono. PortAudio's thread writes, one thread reads; nothing waits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


class SampleRing:
    """Holds ``n_samples``. A reader that meets the writer gets a few newer samples at the old end, no harm."""

    def __init__(self, n_samples: int) -> None:
        self._samples = np.zeros(n_samples, np.float32)
        self._n_written = 0

    def write(self, block: Samples) -> None:
        """Append mono samples."""
        size = len(self._samples)
        block = block[-size:]
        first = self._n_written % size
        n_first = min(len(block), size - first)
        self._samples[first : first + n_first] = block[:n_first]
        self._samples[: len(block) - n_first] = block[n_first:]
        self._n_written += len(block)

    def latest(self) -> Samples:
        """The samples held, the oldest first."""
        size, n_written = len(self._samples), self._n_written
        if n_written < size:
            return self._samples[:n_written].copy()
        place = n_written % size
        return np.concatenate([self._samples[place:], self._samples[:place]])
