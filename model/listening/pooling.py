"""Note strengths gathered over stretches of time into pitch classes, bass apart from middle and treble."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from model.listening.spectra import LOW_NOTE, N_NOTES, PITCH_FPS, Floats

REGISTERS = (LOW_NOTE, 48, 60, LOW_NOTE + N_NOTES)  # bass, tenor, what lies above
N_REGISTERS = len(REGISTERS) - 1
WIDTH = 12 * N_REGISTERS


def pooled(notes: Floats, edges_s: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean strength of each pitch class in each register between moments; shape = (n_edges - 1, WIDTH).

    notes: shape = (N_NOTES, n_frames). Strengths are square-rooted, so that a soft note counts beside a loud one.
    """
    n_frames = notes.shape[1]
    edges = np.clip(np.round(edges_s * PITCH_FPS).astype(int), 0, max(n_frames - 1, 0))
    sums = np.concatenate([np.zeros((N_NOTES, 1)), np.cumsum(np.sqrt(notes), axis=1)], axis=1)
    lengths = np.maximum(np.diff(edges), 1)
    means = ((sums[:, np.minimum(edges[:-1] + lengths, n_frames)] - sums[:, edges[:-1]]) / lengths).T
    return folded(means)


def folded(strengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Notes, shape = (n, N_NOTES), to pitch classes by register, shape = (n, WIDTH); C first."""
    rows = []
    for low, high in pairwise(REGISTERS):
        piece = strengths[:, low - LOW_NOTE : high - LOW_NOTE]
        octaves = np.zeros((len(piece), -(-piece.shape[1] // 12), 12))
        octaves.reshape(len(piece), -1)[:, : piece.shape[1]] = piece
        rows.append(np.roll(octaves.sum(axis=1), low % 12, axis=1))
    return np.concatenate(rows, axis=1)


def scaled(chroma: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each register over the loudest pitch class of all registers; silence stays 0."""
    loudest = chroma.max(axis=-1, keepdims=True)
    return np.asarray(chroma / np.maximum(loudest, 1e-6))


def turned(chroma: NDArray[np.float64]) -> NDArray[np.float64]:
    """Every row seen from each root: shape = (n, WIDTH) to (n, 12, WIDTH)."""
    parts = chroma.reshape(len(chroma), -1, 12)
    return np.stack([np.roll(parts, -root, axis=2).reshape(len(chroma), -1) for root in range(12)], axis=1)
