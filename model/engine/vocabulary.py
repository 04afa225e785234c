"""The vocabulary of the network: names, order and sizes of its inputs and outputs, and a digest of them all.

A model file keeps the digest, so that a version in which a style, a part or an input was added refuses it in a sentence
instead of playing nonsense.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from model.engine import features
from model.engine.feature_values import EXPRESSION, FIELD_SIZES
from model.engine.trunk_features import FLOAT_FEATURES, LOOK_BACK
from model.music.config import LOOK_BACK_BARS, METRES, MODES, NGRAM_ORDERS, PARTS, STYLES, TEXT_WIDTH, TICKS_PER_QUARTER


def vocabulary() -> dict[str, Any]:
    """Everything that training and playing must agree on, as plain values, under the names of the first model file."""
    return {
        "parts": PARTS,
        "styles": STYLES,
        "modes": MODES,
        "metres": [str(metre) for metre in METRES],
        "ticks_per_quarter": TICKS_PER_QUARTER,
        "look_back_bars": LOOK_BACK_BARS,
        "echo_orders": NGRAM_ORDERS,
        "text_width": TEXT_WIDTH,
        "trunk": features.TRUNK,
        "look_back": LOOK_BACK,
        "floats": {_name_in_files(name): [group.start, group.stop] for name, group in features.FLOATS.items()},
        "manners": EXPRESSION,
        "heads": features.HEAD,
        "head_inputs": features.HEAD_INPUTS,
        "fields": FIELD_SIZES,
    }


def _name_in_files(float_feature: str) -> str:
    """A group of floats keeps the name that it had when the digest of a shipped file was made."""
    return next(each.name_in_files or each.name for each in FLOAT_FEATURES if each.name == float_feature)


@cache
def vocabulary_digest() -> str:
    """Twelve hexadecimal digits that change with anything in `vocabulary`, order included."""
    text = json.dumps(vocabulary(), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
