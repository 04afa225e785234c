"""An independent judge of style: a forest of trees over `style_features`, trained on files, never on Sideman.

Extremely randomised trees: nothing to tune, robust to features that say nothing, a minute on one core for
twenty thousand excerpts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.evaluation.excerpt import Excerpt
from model.evaluation.style_features import style_features, vector
from model.music.config import N_STYLES

N_TREES = 300
LINE_UP = "line-up"  # features that only say who plays
TEMPO = "tempo"

# Features that a judge may use. The first is the one whose verdicts are reported; the others explain them.
JUDGES = ("music", "music and tempo", "music without line-up", "line-up alone")


def vectors(excerpts: Sequence[Excerpt]) -> NDArray[np.float32]:
    """A row for each excerpt; the last column is the tempo."""
    rows = [np.append(vector(excerpt), np.log2(excerpt.tempo_bpm / 120.0)) for excerpt in excerpts]
    return np.array(rows, np.float32).reshape(len(rows), -1)


def feature_names(excerpt: Excerpt) -> list[str]:
    """Names of the columns of `vectors`."""
    return [*style_features(excerpt), TEMPO]


class Judge:
    """Names the style of excerpts."""

    def __init__(
        self, names: Sequence[str], features: str = JUDGES[0], *, seed: int = 0, n_trees: int = N_TREES
    ) -> None:
        from sklearn.ensemble import ExtraTreesClassifier

        who = np.array([name.startswith(LINE_UP) for name in names])
        tempo = np.array([name == TEMPO for name in names])
        columns = {"music": ~tempo, "music and tempo": tempo | True, "music without line-up": ~tempo & ~who,
                   "line-up alone": who}  # fmt: skip
        self._columns = columns[features]
        self._forest: Any = ExtraTreesClassifier(n_trees, min_samples_leaf=2, max_features=0.2, random_state=seed)

    def fit(self, rows: NDArray[np.float32], styles: NDArray[np.int64], weights: NDArray[np.float64]) -> Judge:
        """Learn; every style weighs the same, and inside it the excerpts by ``weights``."""
        per_style = np.bincount(styles, weights=weights, minlength=N_STYLES)
        self._forest.fit(rows[:, self._columns], styles, sample_weight=weights / per_style[styles])
        return self

    def styles(self, rows: NDArray[np.float32]) -> NDArray[np.int64]:
        """The likeliest style of each row."""
        found: NDArray[np.int64] = self._forest.predict(rows[:, self._columns]).astype(np.int64)
        return found


def confusion(asked: NDArray[np.int64], found: NDArray[np.int64]) -> NDArray[np.float64]:
    """Share of each style's excerpts taken for each; rows asked, columns found; nan rows where none were asked."""
    counts = np.zeros((N_STYLES, N_STYLES))
    np.add.at(counts, (asked, found), 1.0)
    with np.errstate(invalid="ignore"):
        shares: NDArray[np.float64] = counts / counts.sum(axis=1, keepdims=True)
    return shares


def recall(shares: NDArray[np.float64], styles: Sequence[int] | None = None) -> float:
    """Mean over styles of the share recognised as what it is."""
    diagonal = np.diagonal(shares) if styles is None else np.diagonal(shares)[list(styles)]
    return float(np.nanmean(diagonal)) if np.isfinite(diagonal).any() else float("nan")
