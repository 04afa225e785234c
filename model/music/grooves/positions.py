"""Places in a bar as musicians say them: ``1 2.5 4``, ``every beat``, ``every eighth``. Pure.

A count is one unit of the metre's denominator, so that 12/8 counts its eighths; a *beat* is what is felt: the
dotted quarter in 6/8, 9/8 and 12/8.
"""

from __future__ import annotations

from model.music.config import TICKS_PER_QUARTER
from model.music.events import Metre
from model.music.grooves.errors import GrooveError


def unit_ticks(metre: Metre) -> int:
    """Ticks of one count."""
    return TICKS_PER_QUARTER * 4 // metre.denominator


def beat_ticks(metre: Metre) -> int:
    """Ticks of the beat that is felt.

    >>> beat_ticks(Metre(12, 8)), beat_ticks(Metre(7, 8)), beat_ticks(Metre(3, 4))
    (36, 12, 24)
    """
    is_compound = metre.denominator >= 8 and metre.numerator % 3 == 0
    return unit_ticks(metre) * (3 if is_compound else 1)


def read_positions(words: list[str], metre: Metre) -> tuple[int, ...]:
    """Ticks of the places that words name. Raises GrooveError.

    >>> read_positions(["2", "4.5"], Metre(4, 4)), read_positions(["every", "beat"], Metre(6, 8))
    ((24, 84), (0, 36))
    """
    if words[:1] == ["every"]:
        step, start = _every(" ".join(words[1:]), metre)
        return tuple(range(start, metre.bar_ticks, step))
    return tuple(_position(word, metre) for word in words)


def _every(what: str, metre: Metre) -> tuple[int, int]:
    beat = beat_ticks(metre)
    known = {
        "beat": (beat, 0),
        "offbeat": (beat, beat // 2),
        "backbeat": (2 * beat, beat),
        "quarter": (TICKS_PER_QUARTER, 0),
        "eighth": (TICKS_PER_QUARTER // 2, 0),
        "sixteenth": (TICKS_PER_QUARTER // 4, 0),
        "triplet": (TICKS_PER_QUARTER // 3, 0),
        "count": (unit_ticks(metre), 0),
    }
    if what not in known:
        raise GrooveError(f"'every {what[:20]}' is unknown; use every {', '.join(known)}")
    return known[what]


def _position(word: str, metre: Metre) -> int:
    try:
        ticks = round((float(word) - 1) * unit_ticks(metre))
    except ValueError:
        ticks = -1
    if not 0 <= ticks < metre.bar_ticks:
        raise GrooveError(f"{word[:20]!r} is not a place in a bar of {metre}; write 1 to {metre.numerator}, or 2.5")
    return ticks
