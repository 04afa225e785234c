"""A clause in the terms of the table of directions: slots where parts, lanes, sections, intervals and numbers stand."""

from __future__ import annotations

from typing import NamedTuple

from model.text.direction_table import INTERVAL, LANE, NUMBER, PART, SECTION, Pattern, direction_table
from model.text.numerals import number_at
from model.text.tokens import Token, tokenise

MAX_CLAUSE_TOKENS = 24
_BPM = ("bpm", "拍")
DECIBELS = ("db", "decibel", "decibels")
DECIBELS_A_STEP = 4.0  # a step of volume is about so many
_BARS = ("bar", "bars", "measure", "measures")
_BEFORE_BARS = ("over", "in", "for", "within", "during", "用", "在")
_BETWEEN_BARS = ("the", "next", "coming", "about")
_STRETCHES = ("for", "during")
_ONE_BAR = ("a", "one")
_PLURALS = {"half steps": 1, "half tones": 1, "whole steps": 2, "whole tones": 2}


class Pieces(NamedTuple):
    """A clause in the terms of the table: ``pattern`` holds slots where parts, intervals and numbers stand."""

    pattern: Pattern
    parts: tuple[str, ...] | None  # None: nobody is named; (): everybody
    lanes: tuple[str, ...]
    section: str
    semitones: int | None
    bpm: float
    n_bars: int
    strength: float
    is_stretch: bool = False  # the bars are how long something lasts


def only_parts(words: str, joints: tuple[str, ...] = ("and",)) -> tuple[str, ...] | None:
    """Parts of words that name nothing else, () = everybody; None for any other words.

    >>> only_parts("the drums and bass"), only_parts("louder drums")
    (('drums', 'bass'), None)
    """
    tokens = tokenise(words)
    if not 0 < len(tokens) <= MAX_CLAUSE_TOKENS:
        return None
    pieces = read_pieces(tokens)
    return pieces.parts if set(pieces.pattern) <= {PART, *joints} else None


def read_pieces(tokens: list[Token]) -> Pieces:
    """Put slots in the place of parts, lanes, sections, intervals and numbers, and leave small words out."""
    pattern: list[str] = []
    parts: dict[str, None] | None = None
    lanes: dict[str, None] = {}
    section, semitones, strength, bpm, n_bars, i, lasts = "", None, 1.0, 0.0, 0, 0, False
    words = direction_table().words
    while i < len(tokens):
        length = bars_at(tokens, i)
        if length is not None:
            lasts = is_stretch(tokens, i)
            i, n_bars = i + length[0], length[1]
            continue
        n, (kind, value) = words.at(tokens, i) or (1, ("word", tokens[i].text))
        number = number_at(tokens, i) if kind == "word" else None
        unit = tokens[i + number[0]].text if number is not None and i + number[0] < len(tokens) else ""
        if kind in ("part", "lane"):
            parts = {**(parts or {}), **dict.fromkeys(value if kind == "part" else ("drums",))}
            lanes.update(dict.fromkeys(value if kind == "lane" else ()))
            slot = PART if kind == "part" else LANE
            if pattern[-1:] != [slot]:
                pattern.append(slot)
        elif kind == "section":
            section = str(value)
            pattern.append(SECTION)
        elif kind == "interval":
            semitones = int(value)
            pattern.append(INTERVAL)
        elif kind == "strength":
            strength = float(value)
        elif number is not None and (times := intervals_at(tokens, i + number[0])) is not None:
            n, semitones = number[0] + times[0], round(number[1] * times[1])
            pattern.append(INTERVAL)
        elif number is not None and unit in ("semitones", "semitone", "steps") and number[1] == int(number[1]):
            n, semitones = number[0] + 1, int(number[1])
            pattern.append(INTERVAL)
        elif number is not None and unit in _BPM:
            n, bpm = number[0] + 1, number[1]
            pattern.append(NUMBER)
        elif number is not None and unit in DECIBELS:
            n, strength = number[0] + 1, number[1] / DECIBELS_A_STEP
        elif kind == "never":
            pattern.append("")
        elif kind == "word" and tokens[i].is_word:
            pattern.append(value)
        i += n
    who = None if parts is None else tuple(parts)
    return Pieces(tuple(pattern), who, tuple(lanes), section, semitones, bpm, n_bars, strength, lasts)


def intervals_at(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """Length in tokens and semitones of an interval that a number stands before: "half steps", "个半音"."""
    start = i + 1 if i < len(tokens) and tokens[i].text == "个" else i
    plural = _PLURALS.get(" ".join(token.text for token in tokens[start : start + 2]))
    if plural is not None:
        return start + 2 - i, plural
    found = direction_table().words.at(tokens, start)
    return (start + found[0] - i, int(found[1][1])) if found is not None and found[1][0] == "interval" else None


def bars_at(tokens: list[Token], i: int) -> tuple[int, int] | None:
    """Length in tokens and number of ``over 8 bars``, ``a bar``, ``四小节``, or None."""
    start = i + 1 if tokens[i].text in _BEFORE_BARS else i
    if start > i:  # "over the next four bars"
        while start < len(tokens) and tokens[start].text in _BETWEEN_BARS:
            start += 1
    number = number_at(tokens, start)
    if number is None and start < len(tokens) and tokens[start].text in _ONE_BAR:
        number = (1, 1.0)
    if number is None or number[1] != int(number[1]) or not 1 <= number[1] <= 64:
        return None
    end = start + number[0]
    texts = [token.text for token in tokens[end : end + 3]]
    if texts[:1] and texts[0] in _BARS:
        return end + 1 - i, int(number[1])
    for unit in (["小", "节"], ["个", "小", "节"]):
        if texts[: len(unit)] == unit:
            return end + len(unit) - i, int(number[1])
    return None


def is_stretch(tokens: list[Token], i: int) -> bool:
    """Whether the bars at a token are how long something lasts ("for 8 bars"), not how long it takes ("over 8")."""
    return tokens[i].text in _STRETCHES
