"""The features of the network: one entry each, for training and playing alike.

The trunk receives one row of ids and one row of floats for each past event. The heads then sample the fields of the
next event one after another; each looks up ids that depend on the fields before it.

An entry says the feature's name and size, how its value is computed while playing (``stream``) and in training
(``batch``, arrays over a `BatchView`), under which name training hides it (``hiding``, see `training.hiding`), which
value then stands there (``nothing``), and with which module an ablation leaves it out. To add a feature, add an entry
to `trunk_features` or `head_features`; weights, batches, engine and the vocabulary's digest follow. The order of
entries is the order of inputs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.engine.feature_values import (
    FIELD_SIZES,
    FIELDS,
)
from model.engine.head_features import HEAD_FEATURES
from model.engine.history import History
from model.engine.network_controls import BarControls
from model.engine.note_sources import SampledEvent
from model.engine.trunk_features import FLOAT_FEATURES, LAST_FEATURES, LOOK_BACK, LOOK_BACK_FEATURES, TRUNK_FEATURES

TRUNK: dict[str, int] = {each.name: each.size for each in TRUNK_FEATURES}
LOOK_BACK_ROW = {each.name: number for number, each in enumerate(LOOK_BACK_FEATURES)}
N_TRUNK_IDS = len(TRUNK) + len(LOOK_BACK) * len(LOOK_BACK_FEATURES) + len(LAST_FEATURES)
HEAD: dict[str, int] = {each.name: each.size for each in HEAD_FEATURES}
HEAD_COLUMN = {name: column for column, name in enumerate(HEAD)}
ID_SIZES = {**HEAD, **FIELD_SIZES}
# Which ids each head looks up: fields sampled before, then names of HEAD.
HEAD_INPUTS: dict[str, tuple[str, ...]] = {
    field: (*FIELDS[:number], *(each.name for each in HEAD_FEATURES if field in each.heads))
    for number, field in enumerate(FIELDS)
}
_BEGINS = np.cumsum([0, *(each.size for each in FLOAT_FEATURES)]).tolist()
# Where each group of floats stands in its row.
FLOATS: dict[str, slice] = {
    each.name: slice(begin, begin + each.size) for each, begin in zip(FLOAT_FEATURES, _BEGINS, strict=False)
}
N_FLOATS: int = _BEGINS[-1]
_NEW_IDS = {
    field: [each for each in HEAD_FEATURES if min(map(FIELDS.index, each.heads)) == number]
    for number, field in enumerate(FIELDS)
}


def trunk_row(history: History) -> NDArray[np.int32]:
    """Ids of the last event, shape = (N_TRUNK_IDS,)."""
    row = [each.stream(history) for each in TRUNK_FEATURES]
    for look_back in LOOK_BACK_FEATURES:
        row.extend(look_back.stream(history))
    row.extend(each.stream(history) for each in LAST_FEATURES)
    return np.array(row, np.int32)


def float_row(controls: BarControls) -> NDArray[np.float32]:
    """The controls of a bar in the order of `FLOATS`, shape = (N_FLOATS,)."""
    row = np.zeros(N_FLOATS, np.float32)
    for each in FLOAT_FEATURES:
        values = each.stream(controls)
        if len(values):
            row[FLOATS[each.name]] = values
    return row


def new_head_ids(field: str, event: SampledEvent) -> dict[str, int]:
    """Ids that the head of ``field`` looks up and no head before it."""
    return {each.name: each.stream(event) for each in _NEW_IDS[field]}


def without_guided(floats: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same row without everything that guidance exaggerates."""
    plain = floats.copy()
    for each in FLOAT_FEATURES:
        if each.is_guided:
            plain[FLOATS[each.name]] = 0
    return plain
