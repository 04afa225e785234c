"""Fits what `model.text` has learnt, from the project's own words alone: the projection of embeddings.

Called by ``sideman train-text``; the daemon never imports it. Numpy only; the same seed gives the same bytes
on the same machine.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.captions import Facts, captions, random_facts
from model.config import TEXT_WIDTH
from model.text.embedding import PROJECTION, encode

_N_FACTS = 2500
_N_CAPTIONS = 8  # of each
_RIDGE = 0.1  # of the mean variance, so that directions that hardly vary are not blown up

Matrix = NDArray[np.float64]


def fit_projection(path: Path = PROJECTION, *, seed: int = 1, n_facts: int = _N_FACTS) -> Matrix:
    """Fit the projection of embeddings on captions and write it to ``path``; return it, (1 + 512, TEXT_WIDTH).

    These are linear discriminants: directions in which captions of different music differ while captions of
    the same music agree, whatever their language, length and wording. Tonic, metre and parts count as
    wording: the network hears of them exactly and by other ways. Each component has unit variance.
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
