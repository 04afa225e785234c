"""The tables that the page is made from, as plain values: those that OSC and patches are made from. Pure."""

from __future__ import annotations

import math
from typing import Any

from bridge.osc.arguments import Argument
from bridge.panel.requests import ALLOWED
from bridge.settings.config_table import CC_TARGETS, CLOCK_SOURCES, MODES, QUANTA
from bridge.settings.controls import CONTROLS, PART_FIELDS
from bridge.settings.drum_lanes import LANE_KEYS
from model.engine.cues import NAMED_SECTIONS
from model.music.config import MAX_TEMPO_BPM, METRES, MIN_TEMPO_BPM, PARTS, STYLES


def tables() -> dict[str, Any]:
    """Everything that a page needs to draw its controls, as JSON has it."""
    return {
        "parts": list(PARTS),
        "styles": list(STYLES),
        "metres": [f"{numerator}/{denominator}" for numerator, denominator in METRES],
        "tempo": [MIN_TEMPO_BPM, MAX_TEMPO_BPM],
        "modes": list(MODES),
        "quanta": list(QUANTA),
        "clocks": list(CLOCK_SOURCES),
        "targets": [target for target in CC_TARGETS if not target.startswith("scene.")],
        "sections": ["intro", *NAMED_SECTIONS],
        "lanes": {name: list(keys) for name, keys in LANE_KEYS.items()},
        "controls": [
            {"name": c.name, "low": c.low, "high": c.high, "default": c.default, "doc": c.doc, "whole": c.is_whole}
            for c in CONTROLS
        ],
        "fields": [
            {"name": each.name, "low": each.low, "high": each.high, "doc": each.doc, "whole": each.is_whole}
            for each in PART_FIELDS
        ],
        "requests": [
            {"address": each.address, "doc": each.doc, "arguments": [_argument(a) for a in each.signature]}
            for each in ALLOWED
        ],
    }


def _argument(argument: Argument) -> dict[str, Any]:
    return {
        "name": argument.name,
        "kind": argument.kind.value,
        "low": argument.low if math.isfinite(argument.low) else None,
        "high": argument.high if math.isfinite(argument.high) else None,
        "optional": argument.optional,
        "choices": list(argument.choices),
    }
