"""Numbers fitted on rendered music by `model.listening.fitting`, loaded once from the file that ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

WEIGHTS_FILE = Path(__file__).parents[1] / "weights" / "listening.model"
Doubles = NDArray[np.float64]


class ChordNet(NamedTuple):
    """Two layers seen from each root: WIDTH * 3 inputs, ReLU, a score for each quality; and one for no chord."""

    inner: Doubles
    inner_bias: Doubles
    outer: Doubles
    outer_bias: Doubles
    none: Doubles


class Learnt(NamedTuple):
    """See each user: `tempo`, `bars`, `keys`, `chord_line`."""

    tempo_scale: Doubles  # shape = (2, n): mean and spread of the features
    tempo: Doubles  # shape = (n,)
    bars_scale: Doubles
    bars: Doubles
    key: Doubles  # shape = (WIDTH, 2)
    chords: ChordNet
    follows: Doubles  # log chance, shape = (7 * 12, 7): from a quality, by a step of the root, to a quality
    in_key: Doubles  # log chance over the usual one, shape = (2, 85), tonic C
    stays: Doubles  # log chance that a chord holds: within a bar, over a bar line


@cache
def learnt() -> Learnt:
    """Parameters of the model file that ships."""
    return load(WEIGHTS_FILE)


def load(path: Path) -> Learnt:
    """Read a file of `save`."""
    with np.load(path) as arrays:
        values: dict[str, Any] = {name: np.asarray(arrays[name], np.float64) for name in arrays.files}
    net = ChordNet(*(values.pop(f"chords_{name}") for name in ChordNet._fields))
    return Learnt(chords=net, **values)


def save(path: Path, fitted: Learnt) -> None:
    """Write a file, in single precision."""
    values = fitted._asdict()
    net = values.pop("chords")
    values |= {f"chords_{name}": value for name, value in net._asdict().items()}
    arrays: dict[str, Any] = {name: np.asarray(value, np.float32) for name, value in values.items()}
    with path.open("wb") as file:  # numpy would add a suffix to a path
        np.savez_compressed(file, **arrays)
