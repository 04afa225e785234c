"""Drawing one value from logits: temperature, top-p, masks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Sampling:
    """How freely to draw. temperature 0 takes the likeliest; top_p keeps the smallest set that holds that share."""

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
    best = logits.max()
    if not np.isfinite(best):
        raise ValueError("every value is masked")
    if sampling.temperature == 0.0:
        chosen = np.zeros(len(logits))
        chosen[int(logits.argmax())] = 1.0
        return chosen
    shares: NDArray[np.float64] = np.exp((logits.astype(np.float64) - best) / sampling.temperature)
    shares /= shares.sum()
    if sampling.top_p < 1.0:
        order = np.argsort(-shares, kind="stable")
        # Keep each value whose likelier neighbours do not yet fill top_p: always at least one.
        kept = np.cumsum(shares[order]) - shares[order] < sampling.top_p
        shares[order[~kept]] = 0.0
        shares /= shares.sum()
    return shares


def draw(logits: NDArray[np.float32], sampling: Sampling, rng: np.random.Generator) -> int:
    """One value; uses exactly one random number, so that equal seeds give equal music."""
    cumulative = np.cumsum(probabilities(logits, sampling))
    found = int(np.searchsorted(cumulative, rng.random() * cumulative[-1], side="right"))
    if found >= len(cumulative):  # the random number met the last edge
        found = int(np.flatnonzero(probabilities(logits, sampling))[-1])
    return found
