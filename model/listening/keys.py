"""The key of what is heard: the tonic and mode whose fitted profile suits the notes best."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.listening.learnt import Learnt
from model.listening.pooling import scaled, turned
from model.music.keys import Key

MODES = ("major", "minor")


def find_key(chroma: NDArray[np.float64], fitted: Learnt) -> Key | None:
    """chroma: of the whole, shape = (WIDTH,); None where nothing pitched sounds."""
    if not np.any(chroma > 0):
        return None
    scores = turned(scaled(chroma[None]))[0] @ fitted.key
    tonic, mode = np.unravel_index(int(np.argmax(scores)), scores.shape)
    return Key(int(tonic), MODES[int(mode)])
