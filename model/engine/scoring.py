"""What the network thinks of an event that came: nats of each field."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.engine.engine import Distributions
from model.engine.feature_values import FIELDS
from model.engine.network_controls import BarControls
from model.engine.note_classes import NoteClasses
from model.music.config import DRUMS, END_OF_BAR


def nats_of_event(given: Distributions, event: BarControls | NoteClasses) -> NDArray[np.float64]:
    """Negative log-likelihood of the next event, a value for each of FIELDS."""
    nats = np.zeros(len(FIELDS))
    if isinstance(event, BarControls):
        nats[0] = _nats(given.when(), END_OF_BAR)
        return nats
    nats[0] = _nats(given.when(), event.position)
    nats[1] = _nats(given.part(event.position), event.part)
    nats[2] = _nats(given.pitch(event.position, event.part), event.pitch)
    if event.part != DRUMS:
        nats[3] = _nats(given.duration(event.pitch), event.duration)
    else:
        given.duration(event.pitch)
    nats[4] = _nats(given.velocity(event.duration), event.velocity)
    return nats


def _nats(logits: NDArray[np.float32], value: int) -> float:
    best = float(logits.max())
    return best + float(np.log(np.exp(logits - best).sum())) - float(logits[value])
