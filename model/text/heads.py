"""What a sentence embedding says of style, valence and energy, read with numpy.

`model.training.prompt_classifier` trains the numbers.

The style of a text is judged twice, by a linear head and by the described scenes nearest to it, and both
judgements are multiplied. Any thread; loaded once.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.music.config import STYLES

HEADS = Path(__file__).parents[1] / "weights" / "text_heads.model"
SHARPNESS = 25.0  # of the kernel around an anchor; chosen on a set of prompts of its own
NEARNESS_WEIGHT = 0.85
_LEAST = 1e-9

Vector = NDArray[np.float32]


class TextHeads(NamedTuple):
    """Arrays of the heads; the last row of a matrix is its offset, the last class is "says no style"."""

    style: Vector  # shape = (512 + 1, N_STYLES + 1)
    scales: Vector  # shape = (512 + 1, 2): valence, energy
    anchors: Vector  # shape = (n, 512)
    votes: Vector  # shape = (n, N_STYLES + 1)

    def logits(self, embedding: Vector) -> Vector:
        """Unscaled log probabilities of the styles and of none, shape = (N_STYLES + 1,)."""
        # Not BLAS: its threads cost 8 ms here on two busy cores, this 0.3 ms.
        likeness = np.einsum("ij,j->i", self.anchors, embedding)
        nearness = np.exp(SHARPNESS * (likeness - 1)) @ self.votes
        judged: Vector = embedding @ self.style[:-1] + self.style[-1] + NEARNESS_WEIGHT * np.log(nearness + _LEAST)
        return judged

    def valence_and_energy(self, embedding: Vector) -> tuple[float, float]:
        """-1..1 and 0..1."""
        valence, energy = embedding @ self.scales[:-1] + self.scales[-1]
        return float(np.clip(valence, -1, 1)), float(np.clip(energy, 0, 1))


def save_heads(heads: TextHeads, path: Path = HEADS) -> None:
    """Write heads as half floats."""
    with path.open("wb") as file:
        np.savez(file, **{name: value.astype(np.float16) for name, value in heads._asdict().items()})


@cache
def load_heads(path: Path = HEADS) -> TextHeads:
    """Read heads. Raises ValueError on a file of other shapes."""
    with path.open("rb") as file, np.load(file) as arrays:
        heads = TextHeads(*(np.asarray(arrays[name], np.float32) for name in TextHeads._fields))
    if heads.style.shape[1] != len(STYLES) + 1 or heads.votes.shape[0] != heads.anchors.shape[0]:
        raise ValueError(f"{path} is of another version; rebuild it with `sideman train-text`")
    return heads
