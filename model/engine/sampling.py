"""Drawing one value from logits: temperature, top-p, masks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Sampling:
    """Temperature and top-p. temperature 0 takes the likeliest; top_p keeps the smallest set that holds that share."""

    temperature: float = 1.0
    top_p: float = 1.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.temperature <= 10.0:
            raise ValueError(f"temperature must lie in 0..10, not {self.temperature}")
        if not 0.0 < self.top_p <= 1.0:
            raise ValueError(f"top_p must lie in 0..1 and above 0, not {self.top_p}")


def probabilities(logits: NDArray[np.float32], sampling: Sampling) -> NDArray[np.float64]:
    """Distribution that `draw` draws from. shape = (n,); logits of -inf can never be drawn.

    Raises ValueError when nothing is allowed.
    """
    order, cumulative = _ranked(logits, sampling)
    shares = np.zeros(len(logits))
    shares[order] = np.diff(cumulative, prepend=0.0) / cumulative[-1]
    return shares


def draw(logits: NDArray[np.float32], sampling: Sampling, rng: np.random.Generator) -> int:
    """One value; uses exactly one random number, so that equal seeds give equal music."""
    order, cumulative = _ranked(logits, sampling)
    found = np.searchsorted(cumulative, rng.random() * cumulative[-1], side="right")
    if found >= len(cumulative):  # the random number met the last edge
        found = np.searchsorted(cumulative, cumulative[-1])
    return int(order[found])


def _ranked(logits: NDArray[np.float32], sampling: Sampling) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Values that can be drawn, the likeliest first, and the sums of their weights up to each."""
    best = logits.max()
    if not np.isfinite(best):
        raise ValueError("every value is masked")
    if sampling.temperature == 0.0:
        return np.array([logits.argmax()]), np.ones(1)
    weights = np.exp((logits.astype(np.float64) - best) / sampling.temperature)
    order = np.argsort(-weights, kind="stable")
    cumulative = np.cumsum(weights[order])
    if sampling.top_p < 1.0:
        # Keep each value whose likelier neighbours do not yet fill top_p: always at least one.
        n_kept = int(np.searchsorted(cumulative, sampling.top_p * cumulative[-1])) + 1
        order, cumulative = order[:n_kept], cumulative[:n_kept]
    return order, cumulative
