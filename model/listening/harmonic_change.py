"""Measures how much the notes change at each moment."""

from __future__ import annotations

import numpy as np

from model.listening.pooling import WIDTH, folded
from model.listening.spectra import PITCH_FPS, Floats

_REACH_S = 0.45  # so much before and after is compared
_BASS_WEIGHT = 2.0


def harmonic_change(notes: Floats) -> Floats:
    """0 where all goes on, 1 where nothing stays. notes: shape = (N_NOTES, n_frames); shape = (n_frames,)."""
    chroma = folded(np.sqrt(notes).T).reshape(-1, WIDTH // 12, 12)
    rows = np.concatenate([chroma.sum(axis=1), _BASS_WEIGHT * chroma[:, 0]], axis=1)
    sums = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)])
    reach = int(_REACH_S * PITCH_FPS)
    if len(rows) <= 2 * reach:
        return np.zeros(len(rows), np.float32)
    places = np.arange(reach, len(rows) - reach)
    after, before = sums[places + reach] - sums[places], sums[places] - sums[places - reach]
    norms = np.linalg.norm(after, axis=1) * np.linalg.norm(before, axis=1)
    change = 1.0 - (after * before).sum(axis=1) / np.maximum(norms, 1e-6)
    return np.pad(change, (reach, reach)).astype(np.float32)
