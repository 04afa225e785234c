"""Fits the numbers of `model.listening.learnt` on sound whose truth is known: pairs of NAME.flac and NAME.mid.

``python -m model.listening.fitting FOLDER [OUT]``; ten minutes for 500 pairs. Needs the extras ``audio`` and ``train``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from model.listening.bars import READINGS, BarReading, describe
from model.listening.beats import find_beats
from model.listening.chord_line import inputs
from model.listening.chord_net import fit_net
from model.listening.keys import MODES
from model.listening.learnt import WEIGHTS_FILE, ChordNet, Doubles, Learnt, save
from model.listening.pooling import WIDTH, pooled, scaled, turned
from model.listening.reading_audio import read_excerpt
from model.listening.spectra import Floats, Spectra
from model.listening.tempo import candidates
from model.listening.truth import Truth, truth_of
from model.music.config import N_CHORDS, N_QUALITIES, NO_CHORD

EXCERPT_S = 50.0
_TEMPO_TOLERANCE = 0.02
_BEAT_TOLERANCE = 0.15  # of a beat
_SMOOTH = 0.5
_RIDGE = 1e-3

Groups = list[tuple[NDArray[np.float64], int]]


class RenderedExample(NamedTuple):
    """One rendered piece."""

    name: str
    truth: Truth  # its moments count from the start of the sound
    onsets: Floats
    notes: Floats
    duration_s: float


def load_example(sound: Path) -> RenderedExample | None:
    """The sound and, from the .mid beside it, the truth; None where there is no single one."""
    truth = truth_of(sound.with_suffix(".mid"), EXCERPT_S)
    if truth is None:
        return None
    excerpt = read_excerpt(sound, EXCERPT_S)
    spectra = Spectra(excerpt.samples)
    return RenderedExample(
        sound.stem, truth.later(-excerpt.skipped_s), spectra.onsets, spectra.notes, spectra.duration_s
    )


def fit(examples: Sequence[RenderedExample], *, seed: int = 0) -> Learnt:
    """Fit all parameters of the analysis."""
    tempo_scale, tempo = _softmax_weights(_tempo_groups(examples))
    net = _chord_net(examples, seed)
    bars_scale, bars = _softmax_weights(_bars_groups(examples, net))
    follows, in_key, stays = _chord_habits(examples)
    return Learnt(tempo_scale, tempo, bars_scale, bars, _key_profiles(examples), net, follows, in_key, stays)


def _tempo_groups(examples: Sequence[RenderedExample]) -> Groups:
    groups = []
    for example in examples:
        found = candidates(example.onsets, example.notes)
        errors = [abs(each.tempo_bpm / example.truth.tempo_bpm - 1.0) for each in found]
        if found and min(errors) < _TEMPO_TOLERANCE:
            groups.append((np.stack([each.features for each in found]), int(np.argmin(errors))))
    return groups


def _bars_groups(examples: Sequence[RenderedExample], net: ChordNet) -> Groups:
    groups = []
    for example in examples:
        beats = find_beats(example.onsets, example.truth.tempo_bpm).beats_s
        reading = true_reading(example.truth, beats)
        if reading is not None:
            groups.append((describe(example.onsets, example.notes, beats, net), READINGS.index(reading)))
    return groups


def true_reading(truth: Truth, beats: NDArray[np.float64]) -> BarReading | None:
    """Alignment of the beats found with the true bars; None where most of them are no beats."""
    if truth.metre.denominator != 4 or truth.metre.numerator not in (3, 4):
        return None
    places = (beats - truth.half_bars_s[0]) / truth.beat_s
    near = np.abs(places - np.round(places)) < _BEAT_TOLERANCE
    if len(beats) < 8 or near.mean() < 0.8:
        return None
    n_beats = truth.metre.numerator
    phases = (np.round(places) - np.arange(len(beats))).astype(int)[near] % n_beats
    usual = int(np.bincount(phases, minlength=n_beats).argmax())
    return BarReading(n_beats, -usual % n_beats)


def _softmax_weights(groups: Groups) -> tuple[Doubles, Doubles]:
    """Weights by which the right one of each group scores highest, and mean and spread of the features."""
    everything = np.concatenate([rows for rows, _ in groups])
    scale = np.stack([everything.mean(axis=0), np.maximum(everything.std(axis=0), 1e-6)])
    scaled_groups = [((rows - scale[0]) / scale[1], right) for rows, right in groups]

    def loss(weights: Doubles) -> tuple[float, Doubles]:
        total, slope = 0.0, np.zeros_like(weights)
        for rows, right in scaled_groups:
            scores = rows @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            total -= float(np.log(max(chances[right], 1e-12)))
            slope += chances @ rows - rows[right]
        n = len(scaled_groups)
        return total / n + _RIDGE * 5 * float(weights @ weights), slope / n + _RIDGE * 10 * weights

    fitted = minimize(loss, np.zeros(everything.shape[1]), jac=True, method="L-BFGS-B")
    return scale, np.asarray(fitted.x)


def _key_profiles(examples: Sequence[RenderedExample]) -> Doubles:
    """Profiles of the modes, shape = (WIDTH, 2), by which each piece's own key scores highest."""
    seen, rights = [], []
    for example in examples:
        whole = pooled(example.notes, np.array([0.0, example.duration_s]))
        seen.append(turned(scaled(whole))[0])
        rights.append(example.truth.key.tonic * len(MODES) + MODES.index(example.truth.key.mode))
    table, right = np.stack(seen), np.array(rights)

    def loss(flat: Doubles) -> tuple[float, Doubles]:
        profiles = flat.reshape(WIDTH, len(MODES))
        scores = (table @ profiles).reshape(len(table), -1)
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        value = -np.log(np.maximum(chances[np.arange(len(right)), right], 1e-12)).mean()
        chances[np.arange(len(right)), right] -= 1.0
        slope = np.einsum("nrw,nrm->wm", table, chances.reshape(len(table), 12, -1)) / len(table)
        return float(value + _RIDGE * flat @ flat), slope.reshape(-1) + 2 * _RIDGE * flat

    fitted = minimize(loss, np.zeros(WIDTH * len(MODES)), jac=True, method="L-BFGS-B")
    return np.asarray(fitted.x).reshape(WIDTH, len(MODES))


def _n_half_bars(example: RenderedExample) -> int:
    """Number of half bars in the sound, an even number."""
    n_whole = int(np.searchsorted(example.truth.half_bars_s, example.duration_s)) - 1
    return min(n_whole, len(example.truth.chords)) // 2 * 2


def _chord_net(examples: Sequence[RenderedExample], seed: int) -> ChordNet:
    rows, rights = [], []
    for example in examples:
        n_halves = _n_half_bars(example)
        if n_halves >= 2:
            rows.append(inputs(pooled(example.notes, example.truth.half_bars_s[: n_halves + 1])))
            rights.append(example.truth.chords[:n_halves])
    return fit_net(np.concatenate(rows), np.concatenate(rights), seed)


def _chord_habits(examples: Sequence[RenderedExample]) -> tuple[Doubles, Doubles, Doubles]:
    """Statistics of chords: successions, chords of a key, and how often one holds; see `Learnt`."""
    follows = np.full((N_QUALITIES, 12, N_QUALITIES), _SMOOTH)
    in_key, usual = np.full((len(MODES), N_CHORDS), _SMOOTH), np.full(N_CHORDS, _SMOOTH)
    held, all_pairs = np.ones(2), np.full(2, 2.0)
    for example in examples:
        line, key = example.truth.chords, example.truth.key
        places = np.arange(1, len(line)) % 2 == 0
        for over_line in (0, 1):
            chosen = places == bool(over_line)
            held[over_line] += (line[1:] == line[:-1])[chosen].sum()
            all_pairs[over_line] += chosen.sum()
        sounding = line[line != NO_CHORD]
        root, quality = np.divmod(sounding, N_QUALITIES)
        at_home = (root - key.tonic) % 12 * N_QUALITIES + quality
        np.add.at(in_key[MODES.index(key.mode)], at_home, 1.0)
        np.add.at(usual, (root[:, None] + np.arange(12)) % 12 * N_QUALITIES + quality[:, None], 1 / 12)
        is_change = sounding[1:] != sounding[:-1]
        step = (root[1:] - root[:-1]) % 12
        np.add.at(follows, (quality[:-1][is_change], step[is_change], quality[1:][is_change]), 1.0)
    chances = follows / follows.sum(axis=(1, 2), keepdims=True)
    in_key /= in_key.sum(axis=1, keepdims=True)
    over_usual = np.log(in_key / (usual / usual.sum()))
    over_usual[:, NO_CHORD] = 0.0
    return np.log(chances).reshape(-1, N_QUALITIES), np.clip(over_usual, -4.0, 4.0), np.log(held / all_pairs)


def main(folder: Path, out: Path) -> None:
    """Fit on all pairs of a folder and write the numbers."""
    found = [load_example(sound) for sound in sorted(folder.glob("*.flac"))]
    save(out, fit([example for example in found if example is not None]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else WEIGHTS_FILE)
