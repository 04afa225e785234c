"""Losses of a network on the validation pieces."""

from __future__ import annotations

from collections.abc import Collection

import keras
import numpy as np

from model.engine.feature_values import FIELDS
from model.engine.features import FLOATS
from model.music.config import END_OF_BAR
from model.training.dataset import Batches
from model.training.hardware import ALONE, Workers
from model.training.network import Network


def evaluate(
    network: Network,
    batches: Batches,
    *,
    max_batches: int | None,
    real_only: bool = False,
    known: Collection[str] = FLOATS,
    with_groove: bool = False,
    workers: Workers = ALONE,
) -> dict[str, float]:
    """Nats per note on the validation pieces: ``loss`` (all fields) and each field.

    known: the groups of `features.FLOATS` that the network is given; it is never given captions.
    with_groove: it knows the groove of every part.
    """
    predict = workers.predict(network)
    totals = np.zeros(len(FIELDS))
    n_notes = 0.0
    for batch in batches.validation(max_batches=max_batches, real_only=real_only, with_groove=with_groove):
        for group in FLOATS.keys() - set(known):
            batch.floats[..., FLOATS[group]] = 0
        nats = keras.ops.convert_to_numpy(predict(batch.inputs()))
        totals += nats.sum(axis=(0, 1))
        n_notes += float(((batch.target[..., 0] != END_OF_BAR) * batch.real).sum())
    per_note = totals / max(n_notes, 1.0)
    return {"loss": float(per_note.sum()), **dict(zip(FIELDS, map(float, per_note), strict=True))}
