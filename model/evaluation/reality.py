"""A classifier trained to separate Sideman's music from real music of the same styles.

Boosted trees over `style_features`, cross-validated: an area under the curve of .5 means that it cannot tell them
apart, 1 that it always can. Needs the extra ``train`` (scikit-learn).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.evaluation.classifier import vectors
from model.evaluation.excerpt import Excerpt
from model.evaluation.reference import Sample
from model.evaluation.style_features import style_features

N_FOLDS = 5
_N_TELLING = 12  # features named in the report
_MOST_REAL_PER_STYLE = 3  # times as many real excerpts of a style as there are of ours


@dataclass(frozen=True)
class Reality:
    """Separability of Sideman from real music. telling: the features that differ most, in standard deviations."""

    auc: float
    n_ours: int
    n_real: int
    telling: tuple[tuple[str, float], ...]


def judge_reality(ours: Sequence[Sample], real: Sequence[Sample], seed: int) -> Reality:
    """Train and cross-validate the judge. Real excerpts are drawn so that styles are as frequent as in ours.

    Raises ValueError where there are too few excerpts for the folds.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    chosen = _matched(ours, real, seed)
    if min(len(ours), len(chosen)) < 2 * N_FOLDS:
        raise ValueError(f"{len(ours)} pieces of Sideman's and {len(chosen)} real ones are too few to judge by")
    rows = vectors([sample.excerpt for sample in (*ours, *chosen)])[:, :-1]  # the tempo is asked for, not played
    is_ours = np.array([1] * len(ours) + [0] * len(chosen))
    folds = StratifiedKFold(N_FOLDS, shuffle=True, random_state=seed)
    judge = HistGradientBoostingClassifier(random_state=seed, class_weight="balanced")
    scores = cross_val_predict(judge, rows, is_ours, cv=folds, method="predict_proba")[:, 1]
    names = list(style_features(ours[0].excerpt))
    return Reality(float(roc_auc_score(is_ours, scores)), len(ours), len(chosen), _most_different(rows, is_ours, names))


def _matched(ours: Sequence[Sample], real: Sequence[Sample], seed: int) -> list[Sample]:
    """Real excerpts of the styles of ours, up to three for each of ours."""
    n_of_style: dict[int, int] = {}
    for sample in ours:
        n_of_style[sample.style] = n_of_style.get(sample.style, 0) + _MOST_REAL_PER_STYLE
    chosen = []
    for index in np.random.default_rng(seed).permutation(len(real)).tolist():
        style = real[index].style
        if n_of_style.get(style, 0) > 0:
            n_of_style[style] -= 1
            chosen.append(real[index])
    return chosen


def _most_different(
    rows: NDArray[np.float32], is_ours: NDArray[np.int64], names: Sequence[str]
) -> tuple[tuple[str, float], ...]:
    spread = rows.std(axis=0) + 1e-9
    apart = (rows[is_ours == 1].mean(axis=0) - rows[is_ours == 0].mean(axis=0)) / spread
    order = np.argsort(-np.abs(apart), kind="stable")[:_N_TELLING].tolist()
    return tuple((names[index], float(apart[index])) for index in order)


def vendi_score(excerpts: Sequence[Excerpt]) -> float:
    """Effective number of different pieces among some (Friedman and Dieng 2022), from 1 to their number.

    Pieces are alike as the standardised features of `style_features` are near.
    """
    rows = vectors(list(excerpts)).astype(np.float64)
    rows = (rows - rows.mean(axis=0)) / (rows.std(axis=0) + 1e-9)
    distance = np.square(rows[:, None] - rows[None, :]).mean(axis=-1)
    kernel = np.exp(-distance / 2.0) / len(rows)
    shares = np.linalg.eigvalsh(kernel)
    shares = shares[shares > 1e-12]
    return float(np.exp(-(shares * np.log(shares)).sum()))
