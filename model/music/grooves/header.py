"""The header of a groove file: ``key: value`` lines, checked one by one."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, NamedTuple

from model.music import learnt_styles
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM, PARTS, STYLES
from model.music.events import Metre
from model.music.grooves.errors import GrooveError
from model.music.grooves.groove import SWING_UNITS_TICKS

MAX_PUSH_MS = 60.0
# Keys whose value belongs to one groove alone; `like` does not hand them on.
OWN_KEYS = ("title", "also", "zh", "like")
_TEMPO = re.compile(r"(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)\s*,\s*usual\s+(\d+(?:\.\d+)?)")


class HeaderEntry(NamedTuple):
    """A value and the file and line where it stands."""

    value: str
    file: str
    line: int


def names(text: str) -> tuple[str, ...]:
    """Split ``a, b; c`` into its names; Chinese commas count."""
    return tuple(filter(None, (word.strip() for word in re.split("[,;，、]", text))))


def _styles(text: str) -> dict[str, float]:
    styles: dict[str, float] = {}
    for item in names(text):
        name, _, weight = item.partition(" ")
        if name not in STYLES and learnt_styles.find(name) is None:
            near = get_close_matches(name, STYLES, n=1)
            hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(STYLES)}"
            raise GrooveError(f"{name[:30]!r} is not a recognised style; {hint}")
        styles[name] = _number(weight or "1", "a weight", 0.01, 1.0)
    return styles


def _metre(text: str) -> Metre:
    try:
        return Metre.parse(text)
    except ValueError as error:
        raise GrooveError(str(error)) from error


def _tempo(text: str) -> tuple[float, float, float]:
    match = _TEMPO.fullmatch(text)
    if match is None:
        raise GrooveError(f"{text[:40]!r} is not a recognised tempo; write it like 82-98, usual 90")
    low, high, usual = (float(value) for value in match.groups())
    if not MIN_TEMPO_BPM <= low <= usual <= high <= MAX_TEMPO_BPM:
        raise GrooveError(f"the tempo {text[:40]!r} must rise from {MIN_TEMPO_BPM:g} to {MAX_TEMPO_BPM:g} bpm")
    return low, usual, high


def _swing(text: str) -> tuple[float, str]:
    value, _, unit = text.partition(" ")
    unit = unit.strip() or "eighths"
    if unit not in SWING_UNITS_TICKS:
        raise GrooveError(f"swing of {unit[:20]!r} is unknown; write it like 0.7 eighths or 0.4 sixteenths")
    return _number(value, "a swing", 0.0, 1.0), unit


def _push(text: str) -> float:
    return _number(text.removesuffix("ms").strip(), "a push in ms", -MAX_PUSH_MS, MAX_PUSH_MS)


def _band(text: str) -> tuple[str, ...]:
    band = names(text)
    for part in band:
        _part(part)
    return band


def _programs(text: str) -> dict[str, int]:
    programs: dict[str, int] = {}
    for item in names(text):
        part, _, number = item.partition(" ")
        programs[_part(part)] = int(_number(number, "a program", 0, 127))
    return programs


def _part(name: str) -> str:
    if name not in PARTS:
        near = get_close_matches(name, PARTS, n=1)
        hint = f"did you mean {near[0]}?" if near else "see docs"
        raise GrooveError(f"{name[:30]!r} is not a recognised part; {hint}")
    return name


def _number(text: str, what: str, low: float, high: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not low <= value <= high:
        raise GrooveError(f"{text[:20]!r} is not {what}; write a number from {low:g} to {high:g}")
    return value


def _text(text: str) -> str:
    return text


def _mode(text: str) -> str:
    if text not in ("major", "minor"):
        raise GrooveError(f"{text[:20]!r} is not a recognised mode; write major or minor")
    return text


def _lay_back(text: str) -> float:
    return -_push(text)


READERS: dict[str, Callable[[str], Any]] = {
    "title": _text, "also": names, "zh": names, "like": _text, "styles": _styles, "metre": _metre, "tempo": _tempo,
    "swing": _swing, "push": _push, "lay back": _lay_back, "band": _band, "form": _text,
    "progression": _text, "mode": _mode, "programs": _programs, "steps": int,
}  # fmt: skip


def read_header(lines: list[str], file: str) -> dict[str, HeaderEntry]:
    """Raw values by key of the lines before the first section. Raises GrooveError."""
    entries: dict[str, HeaderEntry] = {}
    for number, line in enumerate(lines, 1):
        plain = line.strip()
        if not plain or plain.startswith("#"):
            continue
        key, colon, value = plain.partition(":")
        key = key.strip().lower()
        if not colon or key not in READERS:
            near = get_close_matches(key, READERS, n=1)
            hint = f"did you mean {near[0]}?" if near else "lines before the first [section] are written key: value"
            raise GrooveError(f"{plain[:40]!r} is not understood; {hint}", file, number)
        if key in entries:
            raise GrooveError(f"{key} is given twice; keep one", file, number)
        entries[key] = HeaderEntry(value.strip(), file, number)
    return entries


def value_of(entries: dict[str, HeaderEntry], key: str, default: Any) -> Any:
    """A checked value. Raises GrooveError with its place."""
    entry = entries.get(key)
    if entry is None:
        return default
    try:
        return READERS[key](entry.value)
    except GrooveError as error:
        raise error.at(entry.file, entry.line) from None
    except ValueError:
        raise GrooveError(f"{entry.value[:20]!r} is not a whole number", entry.file, entry.line) from None
