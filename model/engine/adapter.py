"""What a learnt style changes in the network and in its habits.

The adapter adds a product of low rank to the heads' contexts, behind the trunk, so that it can be fitted without
TensorFlow, weighs little, and blends by a factor (after Hu et al. 2021, LoRA, and Houlsby et al. 2019, adapters).
"""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.engine.feature_values import EXPRESSION
from model.music import learnt_styles
from model.music.config import N_PARTS
from model.music.learnt_styles import ARRAYS, MANIFEST, UNREADABLE, LearntStyle, LearntStyleError


@dataclass(frozen=True)
class Adapter:
    """contexts + weight · (contexts · down · up + shift). Shapes: (c, rank), (rank, c), (c,) for c context values."""

    down: NDArray[np.float32]
    up: NDArray[np.float32]
    shift: NDArray[np.float32]

    def __call__(self, contexts: NDArray[np.float32], weight: float = 1.0) -> NDArray[np.float32]:
        """Contexts, (n, c), as this player would continue."""
        within: NDArray[np.float32] = contexts @ self.down
        change: NDArray[np.float32] = within @ self.up + self.shift
        return contexts + change * np.float32(weight)

    @property
    def n_parameters(self) -> int:
        """Numbers that were fitted."""
        return self.down.size + self.up.size + self.shift.size


@dataclass(frozen=True)
class Habits:
    """Statistics of a player's files, as `engine.CorpusStatistics` has them of a style. shape = (N_PARTS,) each.

    Parts that the player does not use are as in the nearest shipped styles.
    """

    density: NDArray[np.float64]
    expression: NDArray[np.float64]  # shape = (len(EXPRESSION),)
    lowest: NDArray[np.int64]
    highest: NDArray[np.int64]
    most_together: NDArray[np.int64]


@dataclass(frozen=True)
class Player:
    """A learnt style, whole."""

    style: LearntStyle
    adapter: Adapter
    habits: Habits


def write_player(player: Player, path: Path) -> int:
    """Write the file of a learnt style, in place of an older one; returns its size in bytes."""
    arrays: dict[str, Any] = {name: value.astype(np.float16) for name, value in vars(player.adapter).items()}
    buffer = io.BytesIO()
    np.savez(buffer, **arrays, **vars(player.habits))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"unfinished-{os.getpid()}-{path.name}")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, player.style.to_json())
        archive.writestr(ARRAYS, buffer.getvalue())
    unfinished.replace(path)
    return path.stat().st_size


def read_player(path: Path) -> Player:
    """Inverse of `write_player`. Raises LearntStyleError."""
    style = learnt_styles.read_learnt_style(path)
    try:
        with zipfile.ZipFile(path) as archive, np.load(io.BytesIO(archive.read(ARRAYS))) as data:
            arrays = {name: data[name] for name in data.files}
        adapter = Adapter(*(arrays[name].astype(np.float32) for name in Adapter.__dataclass_fields__))
        habits = Habits(**{name: arrays[name] for name in Habits.__dataclass_fields__})
        _check_shapes(adapter, habits)
    except UNREADABLE as error:
        raise LearntStyleError(f"{path} is damaged ({error}); learn it again") from error
    return Player(style, adapter, habits)


def _check_shapes(adapter: Adapter, habits: Habits) -> None:
    """Raises ValueError for arrays that do not belong together."""
    n, rank = adapter.down.shape
    if adapter.up.shape != (rank, n) or adapter.shift.shape != (n,):
        raise ValueError("the adapter's arrays do not belong together")
    for name, values in vars(habits).items():
        if values.shape != ((len(EXPRESSION),) if name == "expression" else (N_PARTS,)):
            raise ValueError(f"{name} has the shape {values.shape}")


class Players:
    """The learnt styles that an engine plays, read when first asked for and again when a file changes."""

    def __init__(self, model_hash: str) -> None:
        self._model_hash = model_hash
        self._read: dict[str, tuple[int, Player | None]] = {}

    def get(self, name: str) -> Player | None:
        """A learnt style; None where its file is gone or damaged."""
        path = learnt_styles.path_of(name)
        try:
            changed = path.stat().st_mtime_ns
        except OSError:
            return None
        if name not in self._read or self._read[name][0] != changed:
            try:
                self._read[name] = changed, read_player(path)
            except LearntStyleError:
                self._read[name] = changed, None
        return self._read[name][1]

    def adapter(self, name: str) -> Adapter | None:
        """The adapter of a learnt style; None where it was fitted to another network."""
        player = self.get(name)
        fits = player is not None and player.style.model_hash == self._model_hash
        return player.adapter if player is not None and fits else None
