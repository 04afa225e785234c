"""What a sentence embedding says of directions: probabilities by a linear head, read with numpy.

`model.training.direction_classifier` trains the numbers. Any thread; loaded once.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

HEAD = Path(__file__).parents[1] / "weights" / "direction_head.model"
SCALE = 8.0  # of the embeddings, whose components are small

Vector = NDArray[np.float32]


class DirectionHead(NamedTuple):
    """``weights``: shape = (512 + 1, n), the last row the offset; ``labels``: action and amount of each column."""

    weights: Vector
    labels: tuple[tuple[str, str], ...]

    def judge(self, embedding: Vector) -> tuple[tuple[str, str], float]:
        """The likeliest label of an embedding, shape = (512,), and its probability."""
        logits = SCALE * (embedding @ self.weights[:-1]) + self.weights[-1]
        likely = np.exp(logits - logits.max())
        best = int(likely.argmax())
        return self.labels[best], float(likely[best] / likely.sum())


def save_direction_head(head: DirectionHead, path: Path = HEAD) -> None:
    """Write a head as half floats."""
    with path.open("wb") as file:
        labels = np.array([" ".join(label) for label in head.labels])
        np.savez(file, weights=head.weights.astype(np.float16), labels=labels)


@cache
def load_direction_head(path: Path = HEAD) -> DirectionHead:
    """Read a head. Raises ValueError on a file of other shapes."""
    with path.open("rb") as file, np.load(file) as arrays:
        weights = np.asarray(arrays["weights"], np.float32)
        pieces = [str(label).partition(" ") for label in arrays["labels"]]
    if weights.shape[1] != len(pieces):
        raise ValueError(f"{path} is of another version; rebuild it with `sideman train-text`")
    return DirectionHead(weights, tuple((action, amount) for action, _, amount in pieces))
