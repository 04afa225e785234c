"""Whether music is recognised as the style that was asked for, by judges that know files alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.corpus.sources import GENERATED_WEIGHT
from model.evaluation.classifier import JUDGES, Judge, confusion, feature_names, recall, vectors
from model.evaluation.figures import Figure
from model.evaluation.reference import Sample
from model.music.config import N_STYLES, STYLES

WINDOW_BARS = 16  # length of a judge's input


@dataclass
class JudgedExcerpts:
    """Excerpts as judges take them."""

    rows: NDArray[np.float32]
    styles: NDArray[np.int64]
    is_real: NDArray[np.bool_]

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> JudgedExcerpts:
        """Compute the features of excerpts."""
        return cls(
            vectors([s.excerpt for s in samples]),
            np.array([s.style for s in samples], np.int64),
            np.array([s.is_real for s in samples], bool),
        )

    def real(self) -> JudgedExcerpts:
        """The excerpts of real music."""
        return JudgedExcerpts(self.rows[self.is_real], self.styles[self.is_real], self.is_real[self.is_real])


def in_windows(samples: Sequence[Sample]) -> list[Sample]:
    """Cut longer excerpts into windows of `WINDOW_BARS`; the remainder is dropped, shorter ones stay whole."""
    return [
        sample._replace(excerpt=sample.excerpt.window(first, WINDOW_BARS))
        for sample in samples
        for first in range(0, max(sample.excerpt.n_bars - WINDOW_BARS, 0) + 1, WINDOW_BARS)
    ]


def train_judges(
    training: Sequence[Sample], *, names: Sequence[str] = JUDGES, n_trees: int, seed: int, tell: Callable[[str], None]
) -> dict[str, Judge]:
    """A judge for each name; arrangements of programs weigh as in the training of the network."""
    excerpts = JudgedExcerpts.of(training)
    weights = np.where(excerpts.is_real, 1.0, GENERATED_WEIGHT)
    columns = feature_names(training[0].excerpt)
    judges = {}
    for name in names:
        tell(f"a judge of style learns: {name}")
        judges[name] = Judge(columns, name, seed=seed, n_trees=n_trees).fit(excerpts.rows, excerpts.styles, weights)
    return judges


@dataclass
class Verdicts:
    """Confusions of one judge over Sideman, real validation music and all validation music."""

    played: NDArray[np.float64]
    real: NDArray[np.float64]
    every: NDArray[np.float64]
    n_real: NDArray[np.int64]
    n_every: NDArray[np.int64]

    @classmethod
    def by(cls, judge: Judge, played: JudgedExcerpts, valid: JudgedExcerpts) -> Verdicts:
        """Let a judge listen."""
        real = valid.real()
        return cls(
            _confusion(judge, played),
            _confusion(judge, real),
            _confusion(judge, valid),
            np.bincount(real.styles, minlength=N_STYLES),
            np.bincount(valid.styles, minlength=N_STYLES),
        )

    def as_real(self, matrix: NDArray[np.float64]) -> float:
        """Share recognised, styles weighing as often as they occur in real validation music."""
        return _weighed(matrix, self.n_real)

    def as_every(self, matrix: NDArray[np.float64]) -> float:
        """Share recognised, styles weighing as often as they occur in all validation music."""
        return _weighed(matrix, self.n_every)


def _confusion(judge: Judge, excerpts: JudgedExcerpts) -> NDArray[np.float64]:
    return confusion(excerpts.styles, judge.styles(excerpts.rows) if len(excerpts.styles) else excerpts.styles)


def _weighed(matrix: NDArray[np.float64], weights: NDArray[np.int64]) -> float:
    diagonal = np.diagonal(matrix)
    known = np.isfinite(diagonal) & (weights > 0)
    return float((diagonal[known] * weights[known]).sum() / weights[known].sum()) if known.any() else float("nan")


def _error(judge: Judge, played: JudgedExcerpts, weights: NDArray[np.int64], windows_each: float) -> float:
    """Standard error of the share recognised: every style's own, weighed as the share itself.

    Windows of a piece count as one, since they are much alike; one success and one failure are added to each
    style, so that a style in which nothing was recognised is not taken for certain.
    """
    right = judge.styles(played.rows) == played.styles
    whole, variance = 0.0, 0.0
    for style in np.unique(played.styles).tolist():
        mine = right[played.styles == style]
        n = len(mine) / windows_each + 2.0
        share = (float(mine.mean()) * (n - 2.0) + 1.0) / n
        variance += float(weights[style]) ** 2 * share * (1.0 - share) / n
        whole += float(weights[style])
    return float(np.sqrt(variance) / whole) if whole else float("nan")


def _chance(matrix: NDArray[np.float64]) -> float:
    """Share recognised if verdicts were dealt out anew among the pieces."""
    rows = matrix[np.isfinite(matrix).all(axis=1)]
    return float(np.nanmean(rows.mean(axis=0))) if len(rows) else float("nan")


@dataclass
class Recognition:
    """Figures, confusions and a row for each style."""

    figures: list[Figure] = field(default_factory=list)
    matrices: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    styles: dict[str, dict[str, Any]] = field(default_factory=dict)


def recognise(
    judges: dict[str, Judge], played: Sequence[Sample], valid: Sequence[Sample],
    *, other_band: Sequence[Sample], like_files: Sequence[Sample],
) -> Recognition:  # fmt: skip
    """Everything about style.

    other_band: played by the band of another style, the floor that says how much lies in the notes;
    like_files: played with band, key, metre and tempo of validation pieces.
    """
    mine, files = JudgedExcerpts.of(in_windows(played)), JudgedExcerpts.of(in_windows(valid))
    found = Recognition()
    lent = _share(judges[JUDGES[0]], other_band)
    for name, judge in judges.items():
        verdicts = Verdicts.by(judge, mine, files)
        if name == JUDGES[0]:
            found.figures += _headlines(
                verdicts, lent, _error(judge, mine, verdicts.n_real, len(mine.styles) / max(len(played), 1))
            )
            found.figures.append(_like_files(judge, like_files, files))
            found.matrices = {"Sideman": verdicts.played, "real validation music": verdicts.real,
                              "all validation music": verdicts.every}  # fmt: skip
            found.styles = _rows(verdicts)
        else:
            found.figures.append(
                Figure(f"style recognised, a judge that hears {name}", verdicts.as_real(verdicts.played),
                       verdicts.as_real(verdicts.real), remark="as the first row")
            )  # fmt: skip
    return found


def _headlines(verdicts: Verdicts, lent: float, error: float) -> list[Figure]:
    mine, real = verdicts.as_real(verdicts.played), verdicts.as_real(verdicts.real)
    mine_every, every = verdicts.as_every(verdicts.played), verdicts.as_every(verdicts.every)
    chance = _chance(verdicts.played)
    return [
        Figure("style recognised", mine, real, chance, remark=f"styles weigh as in real music; ± {error:.1%}"),
        Figure("style recognised, share of real music's", mine / real if real else float("nan"), 1.0, target=0.85),
        Figure("style recognised, weighed as all validation music", mine_every, every, chance,
               remark="arrangements rendered by a program included"),
        Figure("the same, share of all validation music's", mine_every / every if every else float("nan"), 1.0),
        Figure("style recognised, mean over styles", recall(verdicts.played), recall(verdicts.every), 1 / N_STYLES),
        Figure("style recognised, band of another style", lent, remark="all styles weigh alike"),
    ]  # fmt: skip


def _like_files(judge: Judge, like_files: Sequence[Sample], files: JudgedExcerpts) -> Figure:
    mine = _share(judge, like_files)
    excerpts = JudgedExcerpts.of(in_windows(like_files))
    top = _weighed(_confusion(judge, files), np.bincount(excerpts.styles, minlength=N_STYLES))
    return Figure(
        "style recognised, band, metre and tempo of files",
        mine,
        top,
        remark="as `asks_like`: whatever is missing here is not the band's fault",
    )


def _share(judge: Judge, samples: Sequence[Sample]) -> float:
    if not samples:
        return float("nan")
    excerpts = JudgedExcerpts.of(in_windows(samples))
    return float((judge.styles(excerpts.rows) == excerpts.styles).mean())


def _rows(verdicts: Verdicts) -> dict[str, dict[str, Any]]:
    rows = {}
    for style, name in enumerate(STYLES):
        taken = np.nan_to_num(verdicts.played[style])
        order = [other for other in np.argsort(-taken, kind="stable")[:3].tolist() if taken[other] > 0]
        rows[name] = {
            "recognised": float(verdicts.played[style, style]),
            "real recognised": float(verdicts.real[style, style]),
            "all recognised": float(verdicts.every[style, style]),
            "real excerpts": int(verdicts.n_real[style]),
            "taken for": ", ".join(f"{STYLES[other]} {taken[other]:.0%}" for other in order),
        }
    return rows
