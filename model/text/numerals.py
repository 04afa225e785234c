"""Numbers in digits, in English words and in Chinese characters."""

from __future__ import annotations

from collections.abc import Sequence

from model.text.tokens import Token, is_number

_UNITS = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH = {word: float(value) for value, word in enumerate(_UNITS.split())} | {
    word: 10.0 * tens for tens, word in enumerate(_TENS.split(), start=2)
}
_CHINESE = {character: float(value) for value, character in enumerate("零一二三四五六七八九")} | {"两": 2.0}
_CHINESE_UNITS = {"十": 10.0, "百": 100.0}
_BEGINNINGS = frozenset((*_ENGLISH, "hundred", "and", *_CHINESE, *_CHINESE_UNITS))
_MAX_TOKENS = 6  # "one hundred and twenty five", "一百二十五"
_MAX_DIGITS = 9


def number_at(tokens: Sequence[Token], i: int) -> tuple[int, float] | None:
    """Length in tokens and value of the number that begins at ``i``, or None."""
    if i >= len(tokens):
        return None
    if is_number(tokens, i):
        return (1, float(tokens[i].text)) if len(tokens[i].text) <= _MAX_DIGITS else None
    if tokens[i].text not in _BEGINNINGS:
        return None
    return _english_at(tokens, i) or _chinese_at(tokens, i)


def _english_at(tokens: Sequence[Token], i: int) -> tuple[int, float] | None:
    """``ninety six``, ``hundred and ten``; ``one twenty`` is 120 as metronome marks are spoken."""
    total, n = 0.0, 0
    for token in tokens[i : i + _MAX_TOKENS]:
        value = _ENGLISH.get(token.text)
        if token.text == "hundred":
            total = max(total, 1.0) * 100
        elif token.text == "and" and total >= 100 and _follows_number(tokens, i + n + 1):
            pass
        elif value is None:
            break
        else:
            total = total * 100 + value if 0 < total < 10 <= value else total + value
        n += 1
    return (n, total) if n else None


def _follows_number(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].text in _ENGLISH


def _chinese_at(tokens: Sequence[Token], i: int) -> tuple[int, float] | None:
    """``九十``, ``一百二十五``, ``一百零五``; ``一百二`` is 120 as it is spoken."""
    total, digit, unit, n = 0.0, 0.0, 1.0, 0
    for token in tokens[i : i + _MAX_TOKENS]:
        if token.text in _CHINESE_UNITS:
            unit = _CHINESE_UNITS[token.text]
            total, digit = total + (digit or 1.0) * unit, 0.0
        elif token.text in _CHINESE and not digit:  # two digits in a row are no number: 四三拍 is 3/4
            digit = _CHINESE[token.text]
            unit = 1.0 if token.text == "零" else unit
        else:
            break
        n += 1
    return (n, total + digit * (unit / 10 if unit == 100 else 1.0)) if n else None
