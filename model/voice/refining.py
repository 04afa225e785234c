"""The network's convolutions frame by frame in numpy: gains of what sounds, and the room's tail. One thread.

The same as `model.voice.network.Refiner` and its memories; a test holds them equal.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from model.music.config import N_STYLES
from model.voice.config import FLOOR, FRAME_S, N_BINS, N_TIMBRES, TAIL_S, Floats, VoiceSizes, hats

N_INPUTS, N_OUTPUTS = 2 + len(TAIL_S), 1 + len(TAIL_S)
LOG_MIDDLE, LOG_SCALE, TAIL_BEGIN = -6.0, 3.0, -3.0
_KEPT = np.exp(-FRAME_S / np.asarray(TAIL_S, np.float32)).astype(np.float32)
_QUIET = (np.log(1e-6 + FLOOR) - LOG_MIDDLE) / LOG_SCALE


class TimbreConditions:
    """The layers' parameters for words and a style; computed once for each of them."""

    def __init__(self, arrays: Mapping[str, Floats], sizes: VoiceSizes, timbre: Floats, style: Floats) -> None:
        given = np.concatenate((timbre, style)).astype(np.float32)
        asked = np.maximum(given @ arrays["conditions/kernel"] + arrays["conditions/bias"], 0)
        films = [asked @ arrays[f"film{i}/kernel"] + arrays[f"film{i}/bias"] for i in range(1 + len(sizes.dilations))]
        self.films = [(1 + film[: sizes.channels], film[sizes.channels :]) for film in films]
        curves = asked @ arrays["curves/kernel"] + arrays["curves/bias"]
        self.curves: Floats = hats(sizes.n_hats).T @ curves.reshape(sizes.n_hats, N_OUTPUTS)


class Refiner:
    """Holds the last frames and the memories of the room."""

    def __init__(self, arrays: Mapping[str, Floats], sizes: VoiceSizes) -> None:
        self._arrays, self._sizes = arrays, sizes
        self._kernels = [_flat(arrays["first/kernel"])]
        self._kernels += [_flat(arrays[f"inner{i}/kernel"]) for i in range(len(sizes.dilations))]
        self._biases = [arrays["first/bias"] + hats(sizes.n_hats).T @ arrays["places"]]
        self._biases += [arrays[f"inner{i}/bias"] for i in range(len(sizes.dilations))]
        reach = sizes.kernel_bins // 2
        self._seen = np.zeros((sizes.kernel_frames, N_BINS + 2 * reach, N_INPUTS), np.float32)
        self._padded = [np.zeros((N_BINS + 2 * reach * d, sizes.channels), np.float32) for d in sizes.dilations]
        self._memories = np.zeros((len(TAIL_S), N_BINS), np.float32)
        self.reset()

    def reset(self) -> None:
        """Forget all sound."""
        self._seen[:] = 0
        self._seen[:, self._reach : self._reach + N_BINS] = _QUIET
        self._memories[:] = 0

    def loudest(self) -> float:
        """Greatest power that a memory of the room still holds in a bin."""
        return float(self._memories.max())

    @property
    def _reach(self) -> int:
        return self._sizes.kernel_bins // 2

    def asked(self, timbre: Floats, style: Floats) -> TimbreConditions:
        """Prepare the layers for a timbre, shape = (N_TIMBRES,), and style weights, shape = (N_STYLES,)."""
        assert timbre.shape == (N_TIMBRES,)
        assert style.shape == (N_STYLES,)
        return TimbreConditions(self._arrays, self._sizes, timbre, style)

    def step(self, tone: Floats, noise: Floats, asked: TimbreConditions) -> tuple[Floats, Floats]:
        """Process one frame: powers, shape = (N_BINS,), to the gain of the dry sound and the magnitude of the tail."""
        self._memories += (1 - _KEPT)[:, None] * (tone + noise - self._memories)
        inputs = np.stack((tone, noise, *self._memories), axis=-1)
        self._seen[:-1] = self._seen[1:]
        self._seen[-1, self._reach : self._reach + N_BINS] = (
            np.log(np.sqrt(inputs + 1e-12) + FLOOR) - LOG_MIDDLE
        ) / LOG_SCALE
        gains = self._convolve(asked)
        gain = np.exp(gains[:, 0])
        tail = np.sqrt((self._memories.T * np.exp(2 * (gains[:, 1:] + TAIL_BEGIN))).sum(axis=1))
        return gain, tail

    def _convolve(self, asked: TimbreConditions) -> Floats:
        size = self._sizes.kernel_bins
        views = [self._seen[t, b : b + N_BINS] for t in range(len(self._seen)) for b in range(size)]
        x: Floats = np.concatenate(views, axis=1) @ self._kernels[0] + self._biases[0]
        x = _film(x, asked.films[0])
        for i, dilation in enumerate(self._sizes.dilations, start=1):
            padded, reach = self._padded[i - 1], dilation * (size // 2)
            padded[reach : reach + N_BINS] = x
            wide = np.concatenate([padded[b * dilation : b * dilation + N_BINS] for b in range(size)], axis=1)
            x += _film(wide @ self._kernels[i] + self._biases[i], asked.films[i])
        gains: Floats = x @ self._arrays["last/kernel"] + self._arrays["last/bias"] + asked.curves
        return gains


def _flat(kernel: Floats) -> Floats:
    """A kernel (frames, bins, in, out) as the matrix that `Refiner._convolve` multiplies with."""
    return np.ascontiguousarray(kernel.reshape(-1, kernel.shape[-1]))


def _film(x: Floats, film: tuple[Floats, Floats]) -> Floats:
    return np.asarray(np.maximum(x * film[0] + film[1], 0), np.float32)
