"""Keeps sound below full scale. Pure but for the gain it remembers; one thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from bridge.sound.instrument import Samples

CEILING = 0.89  # -1 dB, so that no converter clips between two samples
KNEE = 0.7  # below it nothing is bent
RELEASE_S = 0.25


class Limiter:
    """Turns a loud block down at once and comes back slowly; what a ramp cannot catch is bent, never cut."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._release_frames = RELEASE_S * sample_rate_hz
        self.gain = 1.0
        self.n_limited = 0

    def limit(self, samples: Samples) -> Samples:
        """The same sound within ±`CEILING`, in place; shape = (n_frames, 2)."""
        peak = float(np.abs(samples).max(initial=0.0))
        wanted = 1.0 if peak <= CEILING else CEILING / peak
        risen = self.gain + (1.0 - self.gain) * (1.0 - np.exp(-len(samples) / self._release_frames))
        before, self.gain = self.gain, min(wanted, 1.0 if risen > 0.999 else float(risen))
        if before == self.gain == 1.0 and peak <= KNEE:
            return samples
        self.n_limited += wanted < 1.0
        # Down within the block's first half: the loud place may be anywhere in it.
        ramp = np.full(len(samples), self.gain, np.float32)
        n_ramp = len(samples) // 2
        ramp[:n_ramp] = np.linspace(before, self.gain, n_ramp, endpoint=False, dtype=np.float32)
        samples *= ramp[:, None]
        return _bent(samples)


def _bent(samples: Samples) -> Samples:
    over = np.abs(samples) > KNEE
    if over.any():
        loud = samples[over]
        room = CEILING - KNEE
        samples[over] = np.sign(loud) * (KNEE + room * np.tanh((np.abs(loud) - KNEE) / room))
    return samples
