"""Fits what `model.text` has learnt, from the project's own words alone: the projection of embeddings, the heads.

Called by ``sideman train-text``; the daemon never imports it. Numpy only; the same seed gives the same bytes
on the same machine.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.corpus.captions import Facts, captions, random_facts
from model.music.config import TEXT_WIDTH
from model.text.embedding import PROJECTION, encode
from model.text.heads import HEADS, TextHeads, save_heads
from model.training.prompt_examples import ANCHOR_WEIGHT, N_CLASSES, scale_examples, style_examples

_N_FACTS = 2500
_N_CAPTIONS = 8  # of each
_RIDGE = 0.1  # of the mean variance, so that directions that hardly vary are not blown up

_DECAY = 2e-5  # of the linear head
_N_STEPS = 250
_RATE = 0.3
_MOMENTS = (0.9, 0.99)  # Adam's
_SCALE_RIDGE = 3.0

Matrix = NDArray[np.float64]


def fit_projection(path: Path = PROJECTION, *, seed: int = 1, n_facts: int = _N_FACTS) -> Matrix:
    """Fit the projection of embeddings on captions and write it to ``path``; return it, (1 + 512, TEXT_WIDTH).

    These are linear discriminants: directions in which captions of different music differ while captions of
    the same music agree, whatever their language, length and wording. Tonic, metre and parts count as
    wording: the network receives these exactly and by other inputs. Each component has unit variance.
    """
    rng = np.random.default_rng(seed)
    texts = [text for _ in range(n_facts) for text in _paraphrases(random_facts(rng), rng)]
    embeddings = encode(texts).astype(np.float64).reshape(n_facts, _N_CAPTIONS, -1)
    directions = _discriminants(embeddings)
    flat = embeddings.reshape(n_facts * _N_CAPTIONS, -1)
    directions /= (flat @ directions).std(axis=0)
    projection = np.vstack((-(flat.mean(axis=0) @ directions), directions))
    np.save(path, projection.astype(np.float16))
    return projection


def _paraphrases(facts: Facts, rng: np.random.Generator) -> list[str]:
    """Captions of the same mood and style with other tonics, metres and parts."""
    texts = []
    for _ in range(_N_CAPTIONS):
        other = random_facts(rng, facts.style)
        key = None if facts.key is None or other.key is None else other.key._replace(mode=facts.key.mode)
        varied = replace(facts, key=key, metre=other.metre, parts=other.parts)
        texts += captions(varied, rng, 1)
    return texts


def _discriminants(groups: Matrix) -> Matrix:
    """Directions of most variance between groups for their variance within; groups: (n, members, width)."""
    n_members = groups.shape[1]
    means = groups.mean(axis=1)
    deviations = (groups - means[:, None]).reshape(-1, groups.shape[2])
    within = deviations.T @ deviations / (len(groups) * (n_members - 1))
    between = np.cov(means, rowvar=False) - within / n_members  # means of few members scatter by themselves
    values, vectors = np.linalg.eigh(within + _RIDGE * np.trace(within) / len(within) * np.eye(len(within)))
    whitening = vectors / np.sqrt(values)
    _, best = np.linalg.eigh(whitening.T @ between @ whitening)
    directions: Matrix = whitening @ best[:, ::-1][:, :TEXT_WIDTH]
    # The sign of an eigenvector is an accident.
    directions *= np.sign(directions[np.abs(directions).argmax(axis=0), np.arange(TEXT_WIDTH)])
    return directions


def fit_heads(path: Path = HEADS, *, seed: int = 1) -> TextHeads:
    """Train the heads for style, valence and energy and write them to ``path``."""
    examples = style_examples(np.random.default_rng(seed))
    embeddings = encode([example.text for example in examples]).astype(np.float64)
    classes = np.zeros((len(examples), N_CLASSES))
    for row, example in zip(classes, examples, strict=True):
        row[list(example.classes)] = list(example.classes.values())
    weights = np.array([example.weight for example in examples])
    is_anchor = weights >= ANCHOR_WEIGHT
    votes = classes * np.sqrt(weights)[:, None]
    votes = votes[is_anchor] / np.sqrt(weights[is_anchor] @ classes[is_anchor])
    heads = TextHeads(
        style=_logistic(embeddings, classes, weights).astype(np.float32),
        scales=_scales().astype(np.float32),
        anchors=embeddings[is_anchor].astype(np.float32),
        votes=votes.astype(np.float32),
    )
    save_heads(heads, path)
    return heads


def _logistic(inputs: Matrix, classes: Matrix, weights: Matrix) -> Matrix:
    """Multinomial logistic regression by Adam, every class counting alike; shape = (width + 1, classes)."""
    inputs = np.hstack((inputs, np.ones((len(inputs), 1))))
    share = weights * (classes @ (1 / (weights @ classes)))
    share /= share.sum()
    head, mean, square = (np.zeros((inputs.shape[1], classes.shape[1])) for _ in range(3))
    decay = np.full((len(head), 1), _DECAY)
    decay[-1] = 0  # the offset
    for step in range(1, _N_STEPS + 1):
        odds = np.exp(inputs @ head)
        error = (odds / odds.sum(axis=1, keepdims=True) - classes) * share[:, None]
        gradient = inputs.T @ error + decay * head
        mean = _MOMENTS[0] * mean + (1 - _MOMENTS[0]) * gradient
        square = _MOMENTS[1] * square + (1 - _MOMENTS[1]) * gradient**2
        moved = mean / (1 - _MOMENTS[0] ** step) / (np.sqrt(square / (1 - _MOMENTS[1] ** step)) + 1e-8)
        head -= _RATE * (1 - 0.9 * step / _N_STEPS) * moved
    return head


def _scales() -> Matrix:
    """Ridge regression of valence and energy on the words for moods; shape = (width + 1, 2)."""
    texts, valence, energy = zip(*scale_examples(), strict=True)
    inputs = encode(texts).astype(np.float64)
    wanted = np.column_stack((valence, energy))
    centre, offset = inputs.mean(axis=0), wanted.mean(axis=0)
    inputs, wanted = inputs - centre, wanted - offset
    slope = np.linalg.solve(inputs.T @ inputs + _SCALE_RIDGE * np.eye(inputs.shape[1]), inputs.T @ wanted)
    return np.vstack((slope, offset - centre @ slope))
