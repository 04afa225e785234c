"""From tokens to meanings: the vocabulary, and the rules for what no list can hold (numbers, metres, keys).

Every rule looks at one place and answers how many tokens it would take and what they mean. The longest answer
wins and its tokens are used up, so nothing is read twice and a text takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import model.text.words as words
from model.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from model.events import Metre
from model.keys import Key, note_to_pitch_class
from model.text.numerals import number_at
from model.text.part_words import PART_WORDS, WITHOUT_WORDS
from model.text.style_words import MIXED_ROWS, STYLE_ROWS
from model.text.tokens import Lexicon, Token, is_number, tokenise
from model.text.words import FILLER, UNKNOWN, Meaning, Role, phrases

Tokens = Sequence[Token]
Found = tuple[int, Meaning] | None  # how many tokens, and what they mean


class Item(NamedTuple):
    """Some tokens and what they mean together."""

    tokens: tuple[Token, ...]
    meaning: Meaning


def _text(tokens: Tokens, i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""


@cache
def vocabulary() -> Lexicon[Meaning]:
    """All phrases of all tables. Raises ValueError when two tables disagree."""
    lexicon: Lexicon[Meaning] = Lexicon()
    for row in STYLE_ROWS:
        lexicon.add(phrases(row.listing), Meaning(style=tuple(row.style.items()), usual_bpm=row.usual_bpm))
    for style, parts, metre, listing in MIXED_ROWS:
        meaning = Meaning(style=tuple(style.items()), parts=parts, metre=Metre.parse(metre) if metre else None)
        lexicon.add(phrases(listing), meaning)
    for parts, listing in PART_WORDS.items():
        lexicon.add(phrases(listing), Meaning(parts=parts))
    for parts, listing in WITHOUT_WORDS.items():
        lexicon.add(phrases(listing), Meaning(without=parts))
    _add_common_words(lexicon)
    return lexicon


def _add_common_words(lexicon: Lexicon[Meaning]) -> None:
    for listing, bpm in words.TEMPO_BPM.items():
        lexicon.add(phrases(listing), Meaning(tempo_bpm=float(bpm)))
    for listing, factor in words.TEMPO_FACTOR.items():
        lexicon.add(phrases(listing), Meaning(tempo_factor=factor))
    for listing, metre in words.METRES.items():
        lexicon.add(phrases(listing), Meaning(metre=Metre.parse(metre)))
    for listing, mode in words.MODES.items():
        lexicon.add(phrases(listing), Meaning(mode=mode))
    for listing, weight in words.QUALIFIERS.items():
        lexicon.add(phrases(listing), Meaning(weight=weight))
    for role, listing in words.GRAMMAR.items():
        lexicon.add(phrases(listing), Meaning(role))
    lexicon.add([","], Meaning(Role.COMMA))
    lexicon.add(phrases(words.TRAPS), UNKNOWN)
    lexicon.add(phrases(words.FILLERS), FILLER)


@cache
def _tempo_openers() -> Lexicon[tuple[str, float]]:
    lexicon: Lexicon[tuple[str, float]] = Lexicon()
    for listing, factor in words.TEMPO_OPENERS.items():
        for phrase in phrases(listing):
            lexicon.add([phrase], ("range" if phrase in words.RANGE_OPENERS else "strong", factor))
    lexicon.add(phrases(words.WEAK_TEMPO_OPENERS), ("weak", 1.0))
    lexicon.add(phrases("a, an, the, is, of, to, =, :, 为, 是, 到"), ("", 1.0))
    return lexicon


@cache
def _set_of(listing: str) -> Lexicon[bool]:
    lexicon: Lexicon[bool] = Lexicon()
    lexicon.add(phrases(listing), True)
    return lexicon


def _length(listing: str, tokens: Tokens, i: int) -> int:
    found = _set_of(listing).at(tokens, i)
    return found[0] if found else 0


class _Opening(NamedTuple):
    end: int
    kinds: frozenset[str]
    factor: float


def _tempo_opening(tokens: Tokens, i: int) -> _Opening:
    """Read the words before a tempo: ``at a tempo of about``."""
    end, kinds, factor = i, set(), 1.0
    for _ in range(6):  # nobody says more; a bound keeps the parser linear
        found = _tempo_openers().at(tokens, end)
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
    opening = _tempo_opening(tokens, i)
    first = number_at(tokens, opening.end)
    if first is None:
        return None
    end, bpm = opening.end + first[0], first[1]
    separator = 1 if _text(tokens, end) == "-" else _length(words.RANGE_SEPARATORS, tokens, end)
    second = number_at(tokens, end + separator) if separator else None
    is_range = second is not None
    if second is not None:
        end, bpm = end + separator + second[0], (bpm + second[1]) / 2
    unit = _length(words.TEMPO_UNITS, tokens, end)
    if not _is_tempo(tokens, end, bpm, opening.kinds, n_unit=unit, is_range=is_range):
        return None
    end += unit
    halved = _length(words.HALF, tokens, end)
    factor, end = opening.factor * (0.5 if halved else 1.0), end + halved
    bpm = min(max(bpm * factor, MIN_TEMPO_BPM), MAX_TEMPO_BPM)
    return end - i, Meaning(tempo_bpm=bpm, exact=True)


def _is_tempo(tokens: Tokens, end: int, bpm: float, kinds: frozenset[str], *, n_unit: int, is_range: bool) -> bool:
    """Whether a number is a tempo, by what stands before it (kinds) and after it."""
    if n_unit:
        return bpm >= MIN_TEMPO_BPM or _text(tokens, end) != "拍"  # 3拍 is a metre
    if _text(tokens, end) in ("/", "%") or _length(words.COUNTED, tokens, end):
        return False
    if "strong" in kinds or (_length(words.HALF, tokens, end) and bpm >= MIN_TEMPO_BPM):
        return True
    if "range" in kinds and not is_range:
        return False
    return bool(kinds & {"weak", "range"}) and 40 <= bpm <= 240


def metre(tokens: Tokens, i: int) -> Found:
    """``6/8``, ``in 3``, ``3拍子``, ``四三拍``, ``八分之六拍``."""
    return _written_metre(tokens, i) or _beats_metre(tokens, i) or _chinese_metre(tokens, i)


def _metre_of(numerator: float, denominator: float) -> Metre | None:
    # A bar of one beat is a note value (1/8, 1/16), not a metre.
    if not (2 <= numerator <= 64 and 2 <= denominator <= 16):
        return None
    try:
        return Metre.parse(f"{numerator:g}/{denominator:g}")
    except ValueError:
        return None


def _written_metre(tokens: Tokens, i: int) -> Found:
    if not (is_number(tokens, i) and _text(tokens, i + 1) == "/" and is_number(tokens, i + 2)):
        return None
    found = _metre_of(float(tokens[i].text), float(tokens[i + 2].text))
    if found is None:
        return None
    n = 3 + _length("拍子, 拍, time, metre, meter", tokens, i + 3)
    return n, Meaning(metre=found, exact=True)


def _beats_metre(tokens: Tokens, i: int) -> Found:
    n_before = 1 if _text(tokens, i) == "in" else 0
    number = number_at(tokens, i + n_before)
    if number is None or number[1] not in words.BEATS_TO_METRE:
        return None
    end = i + n_before + number[0]
    unit = _length("拍子, 拍", tokens, end)
    counts = _text(tokens, end) in ("/", "%", "-") or _length(words.COUNTED, tokens, end) > 0
    if not unit and (not n_before or counts or not is_number(tokens, i + 1)):
        return None
    return end + unit - i, Meaning(metre=Metre.parse(words.BEATS_TO_METRE[int(number[1])]), exact=True)


_CHINESE_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "两": 2}


def _chinese_metre(tokens: Tokens, i: int) -> Found:
    """The denominator comes first: 四三拍 and 四分之三拍 are 3/4."""
    below = _CHINESE_DIGITS.get(_text(tokens, i))
    if below not in (2, 4, 8):
        return None
    over = _length("分之", tokens, i + 1)
    number = number_at(tokens, i + 1 + over) if over else None
    above = number[1] if number else _CHINESE_DIGITS.get(_text(tokens, i + 1), 0)
    end = i + 1 + (over + number[0] if number else 1)
    unit = _length("拍子, 拍", tokens, end)
    found = _metre_of(above, below)
    if found is None or not (unit or over):
        return None
    return end + unit - i, Meaning(metre=found, exact=True)


_NOTE = re.compile(r"([A-Ga-g])(#|b)?(maj|min|m)?")
_MODE_WORDS = {
    **dict.fromkeys(("major", "maj", "dur", "ionian", "lydian", "mixolydian"), "major"),
    **dict.fromkeys(("minor", "min", "moll", "aeolian", "dorian", "phrygian", "locrian"), "minor"),
}
# After "in a" these end the phrase, so that the a was a note.
_AFTER_KEY_WORDS = "at with and or for please but no not without tempo bpm , . ; ! ? key then now using from to"
_AFTER_KEY = frozenset(_AFTER_KEY_WORDS.split())
# A phrase can begin with an article after these, so that "a minor waltz" is a waltz in minor.
_BEFORE_ARTICLE_WORDS = "play make give me us write create compose generate want need like as is its with for"
_BEFORE_ARTICLE = frozenset(_BEFORE_ARTICLE_WORDS.split())


def key(tokens: Tokens, i: int) -> Found:
    """``D minor``, ``in E flat major``, ``in G``, ``F#m``, ``降B大调``."""
    return _chinese_key(tokens, i) or _western_key(tokens, i)


def _western_key(tokens: Tokens, i: int) -> Found:
    note = _NOTE.fullmatch(tokens[i].raw)
    if note is None:
        return None
    letter, accidental, short_mode = note[1], note[2] or "", note[3] or ""
    end = i + 1
    if not accidental and not short_mode and _text(tokens, end) in ("sharp", "flat"):
        accidental = "#" if _text(tokens, end) == "sharp" else "b"
        end += 1
    if _text(tokens, end) in ("harmonic", "natural", "melodic") and _text(tokens, end + 1) == "minor":
        end += 1
    mode = _MODE_WORDS.get(_text(tokens, end), "")
    end += 1 if mode else 0
    if not _is_key(tokens, i, end, accidental=accidental, short_mode=short_mode, mode=mode):
        return None
    mode = mode or {"m": "minor", "min": "minor", "maj": "major"}.get(short_mode, "")
    tonic = note_to_pitch_class(letter, accidental)
    # A tonic without a mode is major, unless the text says minor elsewhere: `model.text` looks after that.
    return end - i, Meaning(key=Key(tonic, mode or "major"), mode=mode or None, exact=True)


def _is_key(tokens: Tokens, i: int, end: int, *, accidental: str, short_mode: str, mode: str) -> bool:
    """Whether a letter is a note and no article, word or initial."""
    is_capital = tokens[i].raw[0].isupper()
    is_announced = _text(tokens, i - 1) in ("in", "key") or _text(tokens, i - 2) in ("key", "keys", "scale")
    if mode:
        return not (tokens[i].raw == "a" and _is_article(tokens, i, end))
    if short_mode or accidental:  # Am is a key, "I am" and "ab" are not
        return is_announced or is_capital
    if not is_announced:
        return False
    if tokens[i].text != "a" or _text(tokens, i - 1) != "in":
        return True
    return end >= len(tokens) or _text(tokens, end) in _AFTER_KEY or (is_capital and not _shouts(tokens, i))


def _is_article(tokens: Tokens, i: int, end: int) -> bool:
    """Whether the a of "a minor" is an article: a phrase begins here and goes on after it."""
    after = _text(tokens, end)
    if after in ("key", "mode", "mood", "tonality", "scale", "feel"):
        return after != "scale"
    begins = i == 0 or _text(tokens, i - 1) in _BEFORE_ARTICLE
    return begins and end < len(tokens) and after not in _AFTER_KEY and tokens[end].is_word


def _shouts(tokens: Tokens, i: int) -> bool:
    return tokens[i - 1].raw.isupper()


def _chinese_key(tokens: Tokens, i: int) -> Found:
    sign = {"升": "#", "降": "b"}.get(_text(tokens, i), "")
    end = i + 1 if sign else i
    note = _NOTE.fullmatch(_text(tokens, end))
    if note is None or note[3]:
        return None
    accidental = sign or note[2] or ""
    end += 1
    end += _length("自然, 和声, 旋律", tokens, end)
    mode = {"大": "major", "小": "minor"}.get(_text(tokens, end), "")
    end += 1 if mode else 0
    if _text(tokens, end) != "调":
        return None
    tonic = note_to_pitch_class(note[1], accidental)
    return end + 1 - i, Meaning(key=Key(tonic, mode or "major"), mode=mode or None, exact=True)


def count(tokens: Tokens, i: int) -> Found:
    """``8 bars``, ``12-bar``, ``8小节``: says nothing that a plan holds, and is no tempo."""
    number = number_at(tokens, i)
    unit = _length(words.COUNTED, tokens, i + number[0]) if number else 0
    return (number[0] + unit, FILLER) if number and unit else None


def weight(tokens: Tokens, i: int) -> Found:
    """The weight of a style beside it: ``0.7``, ``70%``, ``七成``."""
    n_signs = 1 if _text(tokens, i) in ("=", ":") else 0
    number = number_at(tokens, i + n_signs)
    if number is None:
        return None
    end = i + n_signs + number[0]
    share = {"%": 100.0, "percent": 100.0, "成": 10.0}.get(_text(tokens, end))
    if share is not None:
        return end + 1 - i, Meaning(weight=number[1] / share, exact=True)
    if is_number(tokens, end - 1) and 0 <= number[1] <= 1:
        return end - i, Meaning(weight=number[1], exact=True)
    return None


def early(tokens: Tokens, i: int) -> Found:
    """Early jazz and the early 90s are not early music."""
    if _text(tokens, i) != "early":
        return None
    found = vocabulary().at(tokens, i + 1)
    follows_style = found is not None and bool(found[1].style)
    after = _text(tokens, i + 1)
    is_decade = after[:1].isdigit() and after.endswith("s")
    return (1, FILLER) if follows_style or is_decade else None


# Before these, "vibes" is the instrument; after any other word it is a feeling ("latin vibes").
_BEFORE_VIBES_WORDS = ", . and & + / or with no without plus on solo only just the some"
_BEFORE_VIBES = frozenset(_BEFORE_VIBES_WORDS.split())


def vibes(tokens: Tokens, i: int) -> Found:
    """Vibes as a feeling."""
    is_feeling = _text(tokens, i) == "vibes" and i > 0 and _text(tokens, i - 1) not in _BEFORE_VIBES
    return (1, FILLER) if is_feeling else None


def decade(tokens: Tokens, i: int) -> Found:
    """``90年代`` (the English ``90s`` is one token already): an era, which a plan cannot hold."""
    return (3, UNKNOWN) if is_number(tokens, i) and _length("年代", tokens, i + 1) else None


def phrase(tokens: Tokens, i: int) -> Found:
    """The longest phrase of the vocabulary."""
    return vocabulary().at(tokens, i)


# On a tie the rule that comes first wins.
RULES: tuple[Callable[[Tokens, int], Found], ...] = (
    tempo,
    metre,
    key,
    decade,
    weight,
    count,
    early,
    vibes,
    phrase,
)


def _read_at(tokens: Tokens, i: int) -> tuple[int, Meaning]:
    answers = [answer for rule in RULES if (answer := rule(tokens, i)) is not None]
    return max(answers, key=lambda answer: answer[0]) if answers else (1, UNKNOWN)


def read(text: str) -> list[Item]:
    """Cut a text into items; what no rule knows is an item with the role UNKNOWN."""
    tokens = tokenise(text)
    items: list[Item] = []
    i = 0
    while i < len(tokens):
        n, meaning = _read_at(tokens, i)
        if meaning.role is Role.UNKNOWN:
            n = _unknown_run(tokens, i, n)
        items.append(Item(tuple(tokens[i : i + n]), meaning))
        i += n
    return items


def _unknown_run(tokens: Tokens, i: int, n: int) -> int:
    """Length of an unknown word: Chinese characters that stand together are reported as one."""
    while _stand_together(tokens, i + n):
        n_more, meaning = _read_at(tokens, i + n)
        if meaning is not UNKNOWN:
            break
        n += n_more
    return n


def _stand_together(tokens: Tokens, i: int) -> bool:
    if i >= len(tokens) or not (tokens[i - 1].is_chinese and tokens[i].is_chinese):
        return False
    return tokens[i - 1].start + 1 == tokens[i].start
