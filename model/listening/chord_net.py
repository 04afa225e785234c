"""Trains the net that reads a chord off a half bar: with the same weights from every root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.listening.learnt import ChordNet, Doubles
from model.listening.pooling import turned
from model.music.config import N_QUALITIES, NO_CHORD

WIDTH_INSIDE = 64
N_ROUNDS = 30
_BATCH = 256
_RATE = 3e-3
_DECAY = 3e-4
_HIDDEN_INPUTS = 0.15  # share of the inputs hidden in training


def fit_net(features: NDArray[np.float64], chords: NDArray[np.int64], seed: int, n_rounds: int = N_ROUNDS) -> ChordNet:
    """Maximum likelihood by Adam. features: `chord_line.inputs`, shape = (n, d); chords: shape = (n,)."""
    rng = np.random.default_rng(seed)
    net = _fresh(features.shape[1], rng)
    adam = _Adam(net)
    order = np.arange(len(features))
    for each in range(n_rounds):
        rng.shuffle(order)
        rate = _RATE * 0.5 * (1 + np.cos(np.pi * each / n_rounds))
        for first in range(0, len(order), _BATCH):
            chosen = order[first : first + _BATCH]
            kept = rng.random((len(chosen), features.shape[1])) >= _HIDDEN_INPUTS
            seen = turned(features[chosen] * kept / (1 - _HIDDEN_INPUTS))
            net = adam.step(net, _slopes(net, seen, chords[chosen]), rate)
    return net


def _fresh(width: int, rng: np.random.Generator) -> ChordNet:
    return ChordNet(
        rng.normal(size=(width, WIDTH_INSIDE)) * np.sqrt(2.0 / width),
        np.zeros(WIDTH_INSIDE),
        rng.normal(size=(WIDTH_INSIDE, N_QUALITIES)) / np.sqrt(WIDTH_INSIDE),
        np.zeros(N_QUALITIES),
        np.zeros(1),
    )


def _slopes(net: ChordNet, seen: NDArray[np.float64], chords: NDArray[np.int64]) -> ChordNet:
    hidden = np.maximum(seen @ net.inner + net.inner_bias, 0.0)
    scores = (hidden @ net.outer + net.outer_bias).reshape(len(seen), -1)
    scores = np.concatenate([scores, np.broadcast_to(net.none, (len(seen), 1))], axis=1)
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    chances[np.arange(len(chords)), chords] -= 1.0
    chances /= len(chords)
    outer = chances[:, :NO_CHORD].reshape(len(seen), 12, N_QUALITIES)
    inner = (outer @ net.outer.T) * (hidden > 0)
    return ChordNet(
        np.tensordot(seen, inner, axes=([0, 1], [0, 1])),
        inner.sum(axis=(0, 1)),
        np.tensordot(hidden, outer, axes=([0, 1], [0, 1])),
        outer.sum(axis=(0, 1)),
        chances[:, NO_CHORD].sum()[None],
    )


class _Adam:
    """Adam with decoupled decay (Loshchilov and Hutter 2019)."""

    def __init__(self, net: ChordNet) -> None:
        self._mean: list[Doubles] = [np.zeros_like(each) for each in net]
        self._square: list[Doubles] = [np.zeros_like(each) for each in net]
        self._n_steps = 0

    def step(self, net: ChordNet, slopes: ChordNet, rate: float) -> ChordNet:
        """The net a step further."""
        self._n_steps += 1
        moved = []
        for number, (value, slope) in enumerate(zip(net, slopes, strict=True)):
            self._mean[number] += 0.1 * (slope - self._mean[number])
            self._square[number] += 0.001 * (slope**2 - self._square[number])
            mean = self._mean[number] / (1 - 0.9**self._n_steps)
            square = self._square[number] / (1 - 0.999**self._n_steps)
            moved.append(value - rate * (mean / (np.sqrt(square) + 1e-8) + _DECAY * value))
        return ChordNet(*moved)
