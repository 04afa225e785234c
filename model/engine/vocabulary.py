"""What the numbers in a network's weights stand for: names, order and sizes, and a digest of them all.

A model file keeps the digest, so that a version in which a style, a part or an input was added refuses it in a sentence
instead of playing nonsense.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from model.engine import features
from model.music.config import ECHO_ORDERS, LOOK_BACK_BARS, METRES, MODES, PARTS, STYLES, TEXT_WIDTH, TICKS_PER_QUARTER


def vocabulary() -> dict[str, Any]:
    """Everything that training and playing must agree on, as plain values."""
    return {
        "parts": PARTS,
        "styles": STYLES,
        "modes": MODES,
        "metres": [str(metre) for metre in METRES],
        "ticks_per_quarter": TICKS_PER_QUARTER,
        "look_back_bars": LOOK_BACK_BARS,
        "echo_orders": ECHO_ORDERS,
        "text_width": TEXT_WIDTH,
        "trunk": features.TRUNK,
        "look_back": features.LOOK_BACK,
        "floats": {name: [group.start, group.stop] for name, group in features.FLOATS.items()},
        "manners": features.MANNERS,
        "heads": features.HEAD,
        "head_inputs": features.HEAD_INPUTS,
        "fields": features.FIELD_SIZES,
    }


@cache
def vocabulary_digest() -> str:
    """Twelve hexadecimal digits that change with anything in `vocabulary`, order included."""
    text = json.dumps(vocabulary(), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
