"""Unigram and trigram baselines of each field: what a table of counts would pay for the same notes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, POSITION, Corpus
from model.engine.feature_values import FIELD_SIZES, FIELDS
from model.music.config import BAR, DRUMS, END_OF_BAR

BASELINES = ("unigram", "trigram")
_BASE = 256  # every field is smaller


class _Series(NamedTuple):
    """Values of one field in the order of the events, and whether each is to be predicted."""

    values: NDArray[np.int64]
    counted: NDArray[np.bool_]


def _series(corpus: Corpus, field: str) -> _Series:
    events = corpus.events.astype(np.int64)
    is_line = events[:, PART] == BAR
    if field == "when":
        return _Series(np.where(is_line, END_OF_BAR, events[:, POSITION]), np.ones(len(events), bool))
    column = {"part": 0, "pitch": 2, "duration": 3, "velocity": 4}[field]
    counted = ~is_line & (events[:, PART] != DRUMS) if field == "duration" else ~is_line
    return _Series(np.where(is_line, 0, events[:, column]), counted)


def baseline_nats(corpus: Corpus, *, real_only: bool = False) -> dict[str, dict[str, float]]:
    """Nats per note on the validation pieces: baseline -> field -> nats, and "loss" for all fields.

    The trigram knows the two values of the same field before and backs off by Witten-Bell to shorter contexts;
    the unigram is smoothed by one count of everything. Both learn from the training pieces by their weights.
    """
    piece = np.repeat(np.arange(len(corpus.names)), np.diff(corpus.event_starts))
    valid = corpus.is_valid[piece] & ~(corpus.is_generated[piece] & real_only)
    train = ~corpus.is_valid[piece]
    weights = corpus.weight[piece].astype(float)
    first = np.zeros(len(piece), bool)
    first[corpus.event_starts[:-1]] = True  # the first bar line of a piece is given, not predicted
    n_notes = float(((corpus.events[:, PART] != BAR) & valid).sum())
    result: dict[str, dict[str, float]] = {name: {} for name in BASELINES}
    for field in FIELDS:
        values, counted = _series(corpus, field)
        contexts = _contexts(values)
        chosen, asked = train & counted & ~first, valid & counted & ~first
        chances = np.full(int(asked.sum()), 1.0 / FIELD_SIZES[field])
        for order, context in enumerate(contexts):
            keys = context * _BASE + values
            size = int(context.max() + 1) * _BASE
            pairs = np.bincount(keys[chosen], weights=weights[chosen], minlength=size)
            whole = pairs.reshape(-1, _BASE).sum(axis=1)[context[asked]]
            kinds = np.maximum((pairs.reshape(-1, _BASE) > 0).sum(axis=1)[context[asked]], 1)
            chances = (pairs[keys[asked]] + kinds * chances) / (whole + kinds)
            name = {0: "unigram", 2: "trigram"}.get(order)
            if name:
                result[name][field] = float(-np.log(chances).sum() / n_notes)
    for fields in result.values():
        fields["loss"] = sum(fields.values())
    return result


def _contexts(values: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    before = np.concatenate([[0], values[:-1]])
    before2 = np.concatenate([[0, 0], values[:-2]])
    return [np.zeros_like(values), before, before2 * _BASE + before]
