"""The batches that training draws from a corpus: its events as the network's inputs (see `model.engine.features`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import DURATION, PART, PITCH, POSITION, VELOCITY, Corpus
from model.engine.head_features import HEAD_FEATURES
from model.engine.trunk_features import (
    FLOAT_FEATURES,
    LAST_FEATURES,
    LOOK_BACK_FEATURES,
    TRUNK_FEATURES,
    look_back_ids,
)
from model.music.config import BAR, END_OF_BAR, N_STYLES
from model.training.crop import Crop, CropView
from model.training.hiding import Conditioning, hide

Array = NDArray[np.generic]
STYLE_BALANCE = 0.4  # 0 = styles as frequent as in the corpus, 1 = all equally frequent


@dataclass(frozen=True)
class Batch:
    """Rows for the network; ``n`` sequences of ``t`` events."""

    trunk: NDArray[np.int32]  # (n, t, N_TRUNK_IDS)
    floats: NDArray[np.float32]  # (n, t, N_FLOATS)
    head: NDArray[np.int32]  # (n, t, len(HEAD))
    target: NDArray[np.int32]  # (n, t, 5), order of features.FIELDS
    real: NDArray[np.float32]  # (n, t): 1 where the target exists

    def inputs(self) -> dict[str, Array]:
        """Return the arrays by name, as the training network takes them."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


def make_batch(view: CropView) -> Batch:
    """All features of a crop, nothing hidden."""
    trunk = [each.batch(view) for each in TRUNK_FEATURES]
    for look_back in LOOK_BACK_FEATURES:
        trunk.extend(np.moveaxis(look_back_ids(look_back.batch(view)), -1, 0))
    trunk.extend(each.batch(view) for each in LAST_FEATURES)
    return Batch(
        trunk=np.stack(trunk, axis=-1).astype(np.int32),
        floats=np.concatenate([each.batch(view).astype(np.float32) for each in FLOAT_FEATURES], axis=-1),
        head=np.stack([each.batch(view) for each in HEAD_FEATURES], axis=-1).astype(np.int32),
        target=_target(view.predicted_rows),
        real=view.real,
    )


def _target(rows: NDArray[np.int32]) -> NDArray[np.int32]:
    """Fields of the events to predict, (n, t, 5)."""
    is_line = rows[..., PART] == BAR
    when = np.where(is_line, END_OF_BAR, rows[..., POSITION])
    part = np.where(is_line, 0, rows[..., PART])
    pitch = np.where(is_line, 0, rows[..., PITCH])
    return np.stack([when, part, pitch, rows[..., DURATION], rows[..., VELOCITY]], axis=-1)


def _captions(
    texts: NDArray[np.float16], pieces: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.floating[Any]] | None:
    """One of each piece's captions, (n, TEXT_WIDTH); None for a corpus without any."""
    if not texts.shape[1]:
        return None
    return texts[pieces, rng.integers(texts.shape[1], size=len(pieces))]


class Batches:
    """Crops of a corpus as batches."""

    def __init__(self, corpus: Corpus, *, n_sequences: int, n_events: int) -> None:
        self.corpus = corpus
        self.n_sequences = n_sequences
        self.n_events = n_events

    def random(
        self, rng: np.random.Generator, conditioning: Conditioning, *, real_only: bool = False
    ) -> Iterator[Batch]:
        """Endless batches of training pieces, drawn by weight, each crop beginning at a bar line.

        real_only: no pieces that a program rendered, unless there are no others.
        """
        corpus = self.corpus
        mass = corpus.weight.astype(np.float64) * np.diff(corpus.event_starts) * ~corpus.is_valid
        if (mass * ~corpus.is_generated).any():
            mass *= ~(corpus.is_generated & real_only)
        by_style = np.bincount(corpus.style + 1, weights=mass, minlength=N_STYLES + 1)
        mass = mass * np.maximum(by_style[corpus.style + 1], 1e-9) ** -STYLE_BALANCE
        cumulative = np.cumsum(mass / mass.sum())
        while True:
            pieces = np.searchsorted(cumulative, rng.random(self.n_sequences))
            pieces = np.minimum(pieces, len(mass) - 1)
            n_bars = corpus.bar_starts[pieces + 1] - corpus.bar_starts[pieces]
            bars = corpus.bar_starts[pieces] + (rng.random(self.n_sequences) * n_bars).astype(np.int64)
            hides_past = rng.random(self.n_sequences) < conditioning.drop_past
            crop = Crop(corpus, corpus.bar_lines[bars], self.n_events, hides_past)
            grooves = crop.drawn_grooves(conditioning.groove, rng)
            batch = make_batch(CropView(crop, grooves, _captions(corpus.texts, pieces, rng)))
            hide(batch.trunk, batch.floats, batch.head, conditioning, rng)
            yield batch

    def validation(
        self, *, max_batches: int | None = None, real_only: bool = False, with_groove: bool = False
    ) -> Iterator[Batch]:
        """Crops of validation pieces, spread evenly over them; the same at every call."""
        corpus = self.corpus
        wanted = corpus.is_valid & ~(corpus.is_generated & real_only)
        starts = np.concatenate(
            [np.zeros(0, np.int64)]
            + [
                np.arange(corpus.event_starts[p], corpus.event_starts[p + 1] - 1, self.n_events)
                for p in np.flatnonzero(wanted)
            ]
        )
        starts = np.random.default_rng(0).permutation(starts)
        for number, begin in enumerate(range(0, len(starts), self.n_sequences)):
            if max_batches is not None and number >= max_batches:
                return
            yield self.crop(starts[begin : begin + self.n_sequences], with_groove=with_groove)

    def crop(
        self, starts: NDArray[np.int64], hides_past: NDArray[np.bool_] | None = None, *, with_groove: bool = False
    ) -> Batch:
        """Batch whose input sequences begin at the given events; targets are the events after them.

        hides_past: sequences that know nothing of what was played before the bar in which they begin;
        with_groove: every part's groove is known. Captions are not known.
        """
        never = np.zeros(len(starts), bool)
        crop = Crop(self.corpus, starts, self.n_events, never if hides_past is None else hides_past)
        return make_batch(CropView(crop, crop.typical_grooves() if with_groove else crop.no_grooves()))
