"""Chords of half bars: a small fitted net reads each, and the likeliest line through all of them is taken (Viterbi)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.listening.keys import MODES
from model.listening.learnt import ChordNet, Learnt
from model.listening.pooling import scaled, turned
from model.music.config import N_CHORDS, N_QUALITIES, NO_CHORD
from model.music.keys import Key

IN_KEY_SHARE = 0.1  # how much the key counts beside what sounds
FOLLOWS_SHARE = 0.05  # how much the usual order of chords counts: the net hears the neighbours already
_SILENT = 1e-4


def inputs(chroma: NDArray[np.float64]) -> NDArray[np.float64]:
    """Inputs of the net for each half bar: it, the other half, its neighbours. chroma: shape = (n, WIDTH), n even."""
    own = scaled(chroma)
    other = own.reshape(-1, 2, own.shape[1])[:, ::-1].reshape(own.shape)
    padded = np.pad(own, ((1, 1), (0, 0)), mode="edge")
    return np.concatenate([own, other, padded[:-2] + padded[2:]], axis=1)


def read(features: NDArray[np.float64], net: ChordNet) -> NDArray[np.float64]:
    """Log chances of each chord; shape = (n, N_CHORDS)."""
    seen = turned(features)
    hidden = np.maximum(seen @ net.inner + net.inner_bias, 0.0)
    scores = (hidden @ net.outer + net.outer_bias).reshape(len(features), -1)
    scores = np.concatenate([scores, np.broadcast_to(net.none, (len(features), 1))], axis=1)
    scores -= scores.max(axis=1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)))


def find_chords(chroma: NDArray[np.float64], key: Key | None, fitted: Learnt) -> NDArray[np.int64]:
    """The chord of each half bar, from the first downbeat on. chroma: not scaled, shape = (n, WIDTH), n even."""
    if not len(chroma):
        return np.zeros(0, np.int64)
    chances = read(inputs(chroma), fitted.chords)
    if key is not None:
        chances = chances + IN_KEY_SHARE * _in_key(key, fitted)
    loudest = chroma.max(axis=1)
    silent = loudest <= _SILENT + 0.02 * np.median(loudest)
    chances[silent] = -50.0
    chances[silent, NO_CHORD] = 0.0
    return _likeliest_line(chances, fitted)


def _in_key(key: Key, fitted: Learnt) -> NDArray[np.float64]:
    usual = fitted.in_key[MODES.index(key.mode)]
    return np.append(np.roll(usual[:NO_CHORD], key.tonic * N_QUALITIES), usual[NO_CHORD])


def changes(fitted: Learnt) -> NDArray[np.float64]:
    """Log chance of each chord after each other one, when it changes; shape = (N_CHORDS, N_CHORDS)."""
    table = np.full((N_CHORDS, N_CHORDS), -np.log(N_CHORDS))
    by_step = fitted.follows.reshape(N_QUALITIES, 12, N_QUALITIES)
    for root in range(12):
        moved = np.roll(by_step, root, axis=1).reshape(N_QUALITIES, -1)
        table[root * N_QUALITIES : (root + 1) * N_QUALITIES, :NO_CHORD] = moved
    return table


def _likeliest_line(chances: NDArray[np.float64], fitted: Learnt) -> NDArray[np.int64]:
    change = FOLLOWS_SHARE * changes(fitted)
    stays = [float(value) for value in fitted.stays]
    best, came_from = chances[0].copy(), np.zeros(chances.shape, np.int64)
    every = np.arange(N_CHORDS)
    for place in range(1, len(chances)):
        over_line = int(place % 2 == 0)
        leave = FOLLOWS_SHARE * float(np.log1p(-np.exp(stays[over_line])))
        ways = best[:, None] + leave + change
        ways[every, every] = best + FOLLOWS_SHARE * stays[over_line]
        came_from[place] = ways.argmax(axis=0)
        best = ways[came_from[place], every] + chances[place]
    line = [int(best.argmax())]
    for place in range(len(chances) - 1, 0, -1):
        line.append(int(came_from[place, line[-1]]))
    return np.array(line[::-1], np.int64)
