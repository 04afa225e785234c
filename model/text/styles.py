"""What is usual in each style, and weights of styles.

The usual tempi start from the medians of the training corpus (its index gives one per file) and were moved by
hand where most files of a style only carry their editor's default of 120.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from model.music import learnt_styles
from model.music.config import STYLES
from model.music.events import COMMON_TIME, Metre
from model.music.plan import StyleWeights

DEFAULT_STYLE = "pop"


class Usual(NamedTuple):
    """What a band plays in a style when nobody says otherwise.

    The line-ups are near to the most frequent ones of the style's files (a guitar in folk, where most files are for
    piano alone, and a piano with strings in classical music are what people expect of the word).
    """

    tempo_bpm: float
    mode: str
    parts: tuple[str, ...]
    metre: Metre = COMMON_TIME


_BAND = ("drums", "bass", "guitar", "piano")

USUAL: dict[str, Usual] = {
    "ambient": Usual(73, "major", ("pad", "piano", "bass", "ensemble")),
    "blues": Usual(96, "major", ("drums", "bass", "guitar", "piano")),
    "children": Usual(120, "major", ("piano", "guitar", "bass", "drums", "pipe")),
    "christmas": Usual(110, "major", ("piano", "chromatic", "strings", "bass")),
    "classical": Usual(104, "major", ("piano", "strings")),
    "country": Usual(107, "major", ("drums", "bass", "guitar", "piano", "strings")),
    "early": Usual(96, "minor", ("ensemble", "organ", "pipe")),
    "electronic": Usual(127, "minor", ("drums", "bass", "lead", "pad")),
    "folk": Usual(112, "major", ("guitar", "piano", "strings", "bass")),
    "funk_soul": Usual(101, "minor", ("drums", "bass", "guitar", "piano", "brass")),
    "game": Usual(128, "minor", ("drums", "bass", "lead", "piano", "ensemble")),
    "gospel": Usual(92, "major", ("piano", "organ", "ensemble", "bass", "drums")),
    "hiphop": Usual(87, "minor", ("drums", "bass", "piano", "ensemble")),
    "jazz": Usual(138, "major", ("drums", "bass", "piano", "reed")),
    "latin": Usual(116, "minor", ("drums", "bass", "piano", "brass", "guitar")),
    "metal": Usual(150, "minor", ("drums", "bass", "guitar")),
    "pop": Usual(96, "major", (*_BAND, "ensemble")),
    "ragtime": Usual(112, "major", ("piano",), Metre(2, 4)),
    "reggae": Usual(84, "major", ("drums", "bass", "guitar", "organ")),
    "rock": Usual(120, "major", ("drums", "bass", "guitar")),
    "soundtrack": Usual(96, "minor", ("strings", "brass", "ensemble", "piano")),
}


def nearest_styles(name: str) -> list[str]:
    """Up to three style names that look like ``name``, the nearest first."""
    return get_close_matches(name.lower()[:40], (*STYLES, *learnt_styles.names()), n=3, cutoff=0.5)


def is_style(name: str) -> bool:
    """Whether a style of this name ships or was learnt."""
    return name in STYLES or learnt_styles.find(name) is not None


def _checked(name: str, weight: float) -> tuple[str, float]:
    if not is_style(name):
        near = " or ".join(nearest_styles(name)) or "one of " + ", ".join((*STYLES, *learnt_styles.names()))
        raise ValueError(f"there is no style {name[:40]!r}; did you mean {near}?")
    if not math.isfinite(weight) or weight < 0:
        raise ValueError(f"the weight of {name} must be a number from 0 up, not {weight}")
    return name, float(weight)


def style_weights(pairs: Iterable[tuple[str, float]]) -> StyleWeights:
    """Check names and weights; return them scaled to the sum 1, heaviest first, zeros left out.

    A style named twice gets both weights. Raises ValueError with a sentence for a performer: an unknown
    style (the nearest ones are named), a negative or infinite weight, or nothing above zero.

    >>> style_weights([("latin", 1), ("jazz", 3), ("rock", 0)])
    (('jazz', 0.75), ('latin', 0.25))
    """
    total: dict[str, float] = {}
    for name, weight in (_checked(name, weight) for name, weight in pairs):
        total[name] = total.get(name, 0.0) + weight
    largest = max(total.values(), default=0.0)
    if largest <= 0:
        raise ValueError("at least one style needs a weight above 0")
    if not math.isfinite(largest):
        raise ValueError("these weights are too large")
    # Scaled by the largest first, so that huge weights cannot overflow nor tiny ones vanish.
    scaled = {name: weight / largest for name, weight in total.items()}
    whole = sum(scaled.values())
    shares = [(name, weight / whole) for name, weight in scaled.items() if weight / whole > 0]
    return tuple(sorted(shares, key=lambda share: (-share[1], share[0])))


def usual_tempo_bpm(style: StyleWeights) -> float:
    """Weighted geometric mean of the usual tempi: halfway between 60 and 120 is 85, as the ear has it."""
    return math.exp(sum(weight * math.log(_usual_of(name).tempo_bpm) for name, weight in style))


def usual(style: StyleWeights) -> Usual:
    """What is usual in the strongest style of a blend, at the blend's tempo."""
    return _usual_of(style[0][0])._replace(tempo_bpm=usual_tempo_bpm(style))


def _usual_of(name: str) -> Usual:
    """What is usual in one style; a learnt one whose file is gone counts as the default style."""
    if name in USUAL:
        return USUAL[name]
    learnt = learnt_styles.find(name)
    if learnt is None:
        return USUAL[DEFAULT_STYLE]
    return Usual(learnt.tempo_bpm, learnt.mode, learnt.parts, Metre.parse(learnt.metre))
