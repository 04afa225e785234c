"""Tempi in numbers: with a unit, in a range, as a multiple of another; and Italian ones with what stands around."""

from __future__ import annotations

from typing import NamedTuple

import model.text.tempo_words as words
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from model.text.lookup import Found, Tokens, length_of, table_of, text_at
from model.text.numerals import number_at
from model.text.tokens import Lexicon
from model.text.words import COUNTED, Meaning, phrases

_WEAK_BPM = (40, 240)  # what a number without a unit must lie between


class _Opening(NamedTuple):
    end: int
    kinds: frozenset[str]
    factor: float


def _openers() -> Lexicon[tuple[str, float]]:
    return table_of(_fill_openers)


def _fill_openers(lexicon: Lexicon[tuple[str, float]]) -> None:
    for listing, factor in words.TEMPO_OPENERS.items():
        for phrase in phrases(listing):
            weak = "weak" if phrase in words.ALSO_WEAK else "strong"
            lexicon.add([phrase], ("range" if phrase in words.RANGE_OPENERS else weak, factor))
    lexicon.add(phrases(words.WEAK_TEMPO_OPENERS), ("weak", 1.0))
    lexicon.add(phrases("a, an, the, is, of, to, =, :, 为, 是, 到"), ("", 1.0))


def _opening(tokens: Tokens, i: int) -> _Opening:
    """Read the words before a tempo: ``at a tempo of about``."""
    end, kinds, factor = i, set(), 1.0
    for _ in range(6):  # nobody says more; a bound keeps the parser linear
        found = _openers().at(tokens, end)
        if found is None:
            break
        n, (kind, times) = found
        if not kind and end == i:  # an article or a sign alone opens nothing
            break
        end, factor = end + n, factor * times
        kinds.add(kind)
    return _Opening(end, frozenset(kinds), factor)


def tempo(tokens: Tokens, i: int) -> Found:
    """``120 bpm``, ``at 96``, ``between 80 and 84``, ``half as fast as 120``, ``每分钟90拍``."""
    return _compared(tokens, i) or _plain(tokens, i) or _italian(tokens, i)


def _plain(tokens: Tokens, i: int) -> Found:
    opening = _opening(tokens, i)
    first = number_at(tokens, opening.end)
    if first is None:
        return None
    end, bpm = opening.end + first[0], first[1]
    unit = length_of(words.TEMPO_UNITS, tokens, end)  # "80 bpm to 90 bpm"
    separator = _separator(tokens, end + unit)
    second = number_at(tokens, end + unit + separator) if separator else None
    says_two = bool(unit) and text_at(tokens, end + unit) in ("and", "or", "和") and "range" not in opening.kinds
    is_range = second is not None and _could_be_tempo(second[1]) and not says_two
    is_bare = is_range and _is_bare_range(tokens, opening.end, (bpm, second[1] if second else 0.0))
    if second is not None and is_range:
        end, bpm = end + unit + separator + second[0], (bpm + second[1]) / 2
    if not is_bare and not _is_tempo(tokens, end, bpm, opening.kinds, is_range=is_range):
        return None
    end += length_of(words.TEMPO_UNITS, tokens, end)
    factor, end = _factor_behind(tokens, end, opening.factor)
    return end - i, _meaning(bpm * factor)


def _is_bare_range(tokens: Tokens, i: int, bpm: tuple[float, float]) -> bool:
    """Whether two numbers and a dash behind another word can only be tempi: "pop 100-104"."""
    is_dash = i > 0 and text_at(tokens, i + 1) == "-" and not length_of(COUNTED, tokens, i + 3)
    return is_dash and _WEAK_BPM[0] <= bpm[0] < bpm[1] <= _WEAK_BPM[1]


def _separator(tokens: Tokens, i: int) -> int:
    return 1 if text_at(tokens, i) == "-" else length_of(words.RANGE_SEPARATORS, tokens, i)


def _could_be_tempo(bpm: float) -> bool:
    return MIN_TEMPO_BPM <= bpm <= MAX_TEMPO_BPM


def _factor_behind(tokens: Tokens, i: int, factor: float) -> tuple[float, int]:
    for listing, times in words.BEHIND.items():
        n = length_of(listing, tokens, i)
        if n:
            # "比100快一倍" is twice as fast, not a little faster than twice as fast.
            return (times if times not in (1.0, 1 / 1.21) and factor == 1.1 else factor * times), i + n
    return factor, i


def _meaning(bpm: float) -> Meaning:
    if not _could_be_tempo(bpm):
        return Meaning(refused_bpm=bpm, exact=True)
    return Meaning(tempo_bpm=bpm, exact=True)


def _is_tempo(tokens: Tokens, end: int, bpm: float, kinds: frozenset[str], *, is_range: bool) -> bool:
    """Whether a number is a tempo, by what stands before it (kinds) and after it."""
    if length_of(words.TEMPO_UNITS, tokens, end):
        return bpm >= MIN_TEMPO_BPM or text_at(tokens, end) != "拍"  # 3拍 is a metre
    if text_at(tokens, end) in ("/", "%") or length_of(COUNTED, tokens, end):
        return False
    is_compared = _factor_behind(tokens, end, 1.0)[1] > end
    if "strong" in kinds or (is_compared and bpm >= MIN_TEMPO_BPM):
        return True
    if "range" in kinds and not is_range:
        return False
    return bool(kinds & {"weak", "range"}) and _WEAK_BPM[0] <= bpm <= _WEAK_BPM[1]


def _compared(tokens: Tokens, i: int) -> Found:
    """``three times as fast as 50``, ``10 bpm slower than 90``, ``20% faster than 100``."""
    number = number_at(tokens, i)
    if number is None:
        return None
    end, value = i + number[0], number[1]
    half = length_of(words.AND_A_HALF, tokens, end)
    end, value = end + half, value + (0.5 if half else 0)
    times = length_of(words.TIMES, tokens, end)
    if times:
        return _ending(tokens, i, end + times, factor=value)
    is_share = text_at(tokens, end) in ("%", "percent")
    end += 1 if is_share else length_of(words.TEMPO_UNITS, tokens, end)
    sign = 1
    n = length_of(words.FASTER_THAN, tokens, end)
    if not n:
        sign, n = -1, length_of(words.SLOWER_THAN, tokens, end)
    if n and is_share:
        return _ending(tokens, i, end + n, factor=1 + sign * value / 100)
    if n:
        return _ending(tokens, i, end + n, summand=sign * value)
    if is_share and text_at(tokens, end) == "of":
        found = _ending(tokens, i, end + 1, factor=value / 100)
        return found if found and length_of(words.TEMPO_UNITS, tokens, i + found[0] - 1) else None
    return None


def _ending(tokens: Tokens, start: int, i: int, *, factor: float = 1.0, summand: float = 0.0) -> Found:
    """The tempo that is compared with."""
    number = number_at(tokens, i)
    if number is None or not _could_be_tempo(number[1]):
        return None
    end = i + number[0]
    end += length_of(words.TEMPO_UNITS, tokens, end)
    return end - start, _meaning(number[1] * factor + summand)


def _italian(tokens: Tokens, i: int) -> Found:
    """``molto allegro``, ``allegro ma non troppo``: the bare words are in the vocabulary."""
    before = table_of(_fill_before).at(tokens, i)
    start = i + (before[0] if before else 0)
    found = table_of(_fill_italian).at(tokens, start)
    if found is None:
        return None
    end, bpm = start + found[0], found[1]
    after = table_of(_fill_after).at(tokens, end)
    lively = 0 if after else length_of(words.ITALIAN_LIVELY, tokens, end)
    if not (before or after or lively):
        return None
    for times in (before, after):
        if times:
            bpm *= times[1] if bpm >= words.MODERATE_BPM else 1 / times[1]
    bpm *= words.LIVELY if lively else 1.0
    return end + (after[0] if after else lively) - i, Meaning(tempo_bpm=round(bpm))


def _fill_italian(lexicon: Lexicon[float]) -> None:
    for listing, bpm in words.TEMPO_BPM.items():
        lexicon.add((phrase for phrase in phrases(listing) if phrase in words.ITALIAN), float(bpm))


def _fill_before(lexicon: Lexicon[float]) -> None:
    for listing, factor in words.ITALIAN_BEFORE.items():
        lexicon.add(phrases(listing), factor)


def _fill_after(lexicon: Lexicon[float]) -> None:
    for listing, factor in words.ITALIAN_AFTER.items():
        lexicon.add(phrases(listing), factor)
