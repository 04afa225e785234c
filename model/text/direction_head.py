"""What a clause says of directions: probabilities by a linear head over its meaning and its words, read with numpy.

The sentence embedding knows what stands near in meaning but hardly tells "more" from "less"; words and pairs of words
do. `model.training.direction_classifier` trains the numbers. Any thread; loaded once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.text.tokens import tokenise

HEAD = Path(__file__).parents[1] / "weights" / "direction_head.model"
SCALE = 4.0  # of the embeddings, whose components are small beside the 1 of a word
_BEGIN, _END = "<", ">"

Vector = NDArray[np.float32]


def word_features(clause: str) -> Iterator[str]:
    """Each word of a clause and each pair of neighbours, its ends among them, once.

    >>> sorted(word_features("less bass"))
    ['< less', 'bass', 'bass >', 'less', 'less bass']
    """
    words = [token.text for token in tokenise(clause)]
    yield from dict.fromkeys([*words, *(" ".join(pair) for pair in pairwise([_BEGIN, *words, _END]))])


class DirectionHead(NamedTuple):
    """``weights``: shape = (512 + 1, n), the last row the offset; ``labels``: action and amount of each column.

    ``word_weights``: shape = (words, n); ``rows``: the row there of each of `word_features` that was seen in training.
    """

    weights: Vector
    labels: tuple[tuple[str, str], ...]
    word_weights: Vector
    rows: dict[str, int]

    def judge(self, embedding: Vector, clause: str) -> tuple[tuple[str, str], float]:
        """The likeliest label of a clause, whose embedding has shape = (512,), and its probability."""
        known = [self.rows[word] for word in word_features(clause) if word in self.rows]
        logits = SCALE * (embedding @ self.weights[:-1]) + self.weights[-1] + self.word_weights[known].sum(axis=0)
        likely = np.exp(logits - logits.max())
        best = int(likely.argmax())
        return self.labels[best], float(likely[best] / likely.sum())


def save_direction_head(head: DirectionHead, path: Path = HEAD) -> None:
    """Write a head as half floats."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            weights=head.weights.astype(np.float16),
            labels=np.array([" ".join(label) for label in head.labels]),
            word_weights=head.word_weights.astype(np.float16),
            words=np.array("\n".join(sorted(head.rows, key=head.rows.__getitem__))),
        )


@cache
def load_direction_head(path: Path = HEAD) -> DirectionHead:
    """Read a head. Raises ValueError on a file of other shapes."""
    with path.open("rb") as file, np.load(file) as arrays:
        if "words" not in arrays:
            raise ValueError(f"{path} is of another version; rebuild it with `sideman train-text`")
        weights, word_weights = (np.asarray(arrays[name], np.float32) for name in ("weights", "word_weights"))
        pieces = [str(label).partition(" ") for label in arrays["labels"]]
        words = str(arrays["words"]).split("\n")
    if weights.shape[1] != len(pieces) or word_weights.shape != (len(words), len(pieces)):
        raise ValueError(f"{path} is of another version; rebuild it with `sideman train-text`")
    labels = tuple((action, amount) for action, _, amount in pieces)
    return DirectionHead(weights, labels, word_weights, {word: row for row, word in enumerate(words)})
