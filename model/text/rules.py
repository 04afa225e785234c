"""From tokens to meanings: the vocabulary, and the rules for what no list can hold.

Every rule looks at one place and answers how many tokens it would take and what they mean. The longest answer
wins and its tokens are used up, so nothing is read twice and a text takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, lru_cache, partial
from typing import NamedTuple

import model.text.words as words
from model.music.events import Metre
from model.text.era_words import ERAS, decade_name
from model.text.genre_words import GENRE_WORDS, NAME_ROWS
from model.text.key_rules import key
from model.text.lookup import Found, Tokens, length_of, table_of, text_at
from model.text.metre_rules import METRES, metre
from model.text.mood_words import MOOD_ROWS
from model.text.numerals import number_at
from model.text.part_words import ALONE_WORDS, LINE_UP_WORDS, PART_WORDS, WITHOUT_WORDS
from model.text.style_words import HINT_WORDS, MIXED_ROWS, STYLE_ROWS
from model.text.tables import read_table
from model.text.tempo_rules import tempo
from model.text.tempo_words import TEMPO_BPM, TEMPO_FACTOR
from model.text.tokens import Lexicon, Token, is_number, tokenise
from model.text.words import FILLER, UNKNOWN, Meaning, Role, phrases

_SHORT = 1000  # characters


class Item(NamedTuple):
    """Some tokens and what they mean together."""

    tokens: tuple[Token, ...]
    meaning: Meaning


@cache
def vocabulary() -> Lexicon[Meaning]:
    """All phrases of all tables. Raises ValueError when two tables disagree."""
    lexicon: Lexicon[Meaning] = Lexicon()
    for row in STYLE_ROWS:
        lexicon.add(phrases(row.listing), Meaning(style=tuple(row.style.items()), usual_bpm=row.usual_bpm))
    for style, parts, metre_name, listing in MIXED_ROWS:
        measure = Metre.parse(metre_name) if metre_name else None
        lexicon.add(phrases(listing), Meaning(style=tuple(style.items()), parts=parts, metre=measure))
    for parts, listing in PART_WORDS.items():
        lexicon.add(phrases(listing), Meaning(parts=parts))
    for parts, listing in LINE_UP_WORDS.items():
        lexicon.add(phrases(listing), Meaning(parts=parts, is_line_up=True))
    for parts, listing in ALONE_WORDS.items():
        lexicon.join(phrases(listing), Meaning(parts=parts, is_alone=True), partial(replace, is_alone=True))
    for parts, listing in WITHOUT_WORDS.items():
        lexicon.add(phrases(listing), Meaning(without=parts))
    _add_common_words(lexicon)
    _add_moods(lexicon)
    _add_genres(lexicon)
    lexicon.join(phrases(HINT_WORDS), Meaning(is_hint=True), partial(replace, is_hint=True))
    return lexicon


def _add_common_words(lexicon: Lexicon[Meaning]) -> None:
    for listing, bpm in TEMPO_BPM.items():
        lexicon.add(phrases(listing), Meaning(tempo_bpm=float(bpm)))
    for listing, factor in TEMPO_FACTOR.items():
        lexicon.add(phrases(listing), Meaning(tempo_factor=factor))
    for listing, metre_name in METRES.items():
        lexicon.add(phrases(listing), Meaning(metre=Metre.parse(metre_name)))
    for listing, mode in words.MODES.items():
        lexicon.add(phrases(listing), Meaning(mode=mode))
    for listing, weight in words.QUALIFIERS.items():
        lexicon.add(phrases(listing), Meaning(weight=weight))
    for role, listing in words.GRAMMAR.items():
        lexicon.add(phrases(listing), Meaning(role))
    lexicon.add(phrases(words.LIST_NOTS), Meaning(Role.NOT, takes_lists=True))
    lexicon.add(phrases(words.LINE_UPS), Meaning(Role.FILLER, is_line_up=True))
    lexicon.add([","], Meaning(Role.COMMA))
    lexicon.add(phrases(words.TRAPS), UNKNOWN)
    lexicon.add(phrases(words.FILLERS), FILLER)


def _add_moods(lexicon: Lexicon[Meaning]) -> None:
    """Moods and eras join what a word means already: "lively" is a tempo too."""
    for row in MOOD_ROWS:
        listed = phrases(f"{row.english}, {row.chinese}, {row.other_forms}")
        lexicon.join(listed, Meaning(scales=row.scales), partial(replace, scales=row.scales))
    for listing, era_name in ERAS.items():
        lexicon.join(phrases(listing), Meaning(era=era_name), partial(replace, era=era_name))


def count(tokens: Tokens, i: int) -> Found:
    """``8 bars``, ``12-bar``, ``8小节``: says nothing that a plan holds, and is no tempo."""
    number = number_at(tokens, i)
    unit = length_of(words.COUNTED, tokens, i + number[0]) if number else 0
    return (number[0] + unit, FILLER) if number and unit else None


def weight(tokens: Tokens, i: int) -> Found:
    """The weight of a style beside it: ``0.7``, ``70%``, ``七成``."""
    n_signs = 1 if text_at(tokens, i) in ("=", ":") else 0
    number = number_at(tokens, i + n_signs)
    if number is None:
        return None
    end = i + n_signs + number[0]
    share = {"%": 100.0, "percent": 100.0, "成": 10.0}.get(text_at(tokens, end))
    if share is not None:
        return end + 1 - i, Meaning(weight=number[1] / share, exact=True)
    if is_number(tokens, end - 1) and 0 <= number[1] <= 1:
        return end - i, Meaning(weight=number[1], exact=True)
    return None


def early(tokens: Tokens, i: int) -> Found:
    """Early jazz and the early 90s are not early music."""
    if text_at(tokens, i) != "early":
        return None
    found = vocabulary().at(tokens, i + 1)
    follows_style = found is not None and bool(found[1].style)
    after = text_at(tokens, i + 1)
    is_decade = after[:1].isdigit() and after.endswith("s")
    return (1, FILLER) if follows_style or is_decade else None


# Before these, "vibes" is the instrument; after any other word it is a feeling ("latin vibes").
_BEFORE_VIBES_WORDS = ", . and & + / or with no without plus on solo only just the some"
_BEFORE_VIBES = frozenset(_BEFORE_VIBES_WORDS.split())


def vibes(tokens: Tokens, i: int) -> Found:
    """Vibes as a feeling."""
    is_feeling = text_at(tokens, i) == "vibes" and i > 0 and text_at(tokens, i - 1) not in _BEFORE_VIBES
    return (1, FILLER) if is_feeling else None


def _add_genres(lexicon: Lexicon[Meaning]) -> None:
    """What the tables before know keeps its meaning; a mood gains the style."""
    for style, listing in GENRE_WORDS.items():
        genre = Meaning(style=((style, 1.0),), is_hint=True)
        lexicon.join(phrases(listing), genre, partial(_joined_by, genre))
    for row in NAME_ROWS:
        metre_of_name = Metre.parse(row.metre) if row.metre else None
        is_line_up = row.kind == "ensemble"
        named = Meaning(
            style=tuple(row.style.items()),
            parts=row.parts,
            metre=metre_of_name,
            is_line_up=is_line_up,
            is_hint=is_line_up,
        )
        lexicon.join(phrases(row.listing), named, partial(_joined_by, named))


def _joined_by(genre: Meaning, known: Meaning) -> Meaning:
    if known == FILLER or is_only_mood(known):
        return replace(known, role=Role.CONTENT, style=genre.style, is_hint=True)
    if known.role is not Role.CONTENT or known.tempo_bpm or known.mode or known.weight:
        return known
    adds = (genre.style and not known.style, genre.parts and not known.parts, genre.metre and not known.metre)
    if not any(adds):  # so it is with most, and a copy costs 30 µs
        return known
    style, parts = known.style or genre.style, known.parts or genre.parts
    is_hint = known.is_hint if known.style else genre.is_hint
    return replace(known, style=style, parts=parts, metre=known.metre or genre.metre, is_hint=is_hint)


def is_only_mood(meaning: Meaning) -> bool:
    """Whether a word speaks of mood and era alone."""
    return replace(meaning, scales=None, era=None) == Meaning()


_DECADE = re.compile(r"(\d{2}|\d{4})s")
_YEAR = re.compile(r"1[4-9]\d\d|20[0-4]\d")


def era(tokens: Tokens, i: int) -> Found:
    """``90s``, ``late 1970s``, ``90年代``, ``八十年代``, ``from 1959``: what is said of a time."""
    found = _DECADE.fullmatch(text_at(tokens, i))
    if found:
        return 1, Meaning(era=decade_name(int(found[1])))
    if _YEAR.fullmatch(text_at(tokens, i)):  # too fast for a tempo
        return 1, Meaning(era=decade_name(int(text_at(tokens, i)) // 10 * 10))
    number = number_at(tokens, i)
    unit = length_of("年代", tokens, i + number[0]) if number else 0
    if number and unit and number[1] % 10 == 0 and (number[1] < 100 or 1400 <= number[1] <= 2090):
        return number[0] + unit, Meaning(era=decade_name(int(number[1])))
    return None


def _fill_artists(lexicon: Lexicon[Meaning]) -> None:
    for row in read_table("artists", ("style", "words")):
        lexicon.join(phrases(row["words"]), Meaning(style=((row["style"], 1.0),), is_hint=True), lambda known: known)


_BEFORE_ARTIST = frozenset(("like", "by"))


def artist(tokens: Tokens, i: int) -> Found:
    """Players, bands and composers. A name of one word ("Death", "Air") counts where it is written as a name."""
    found = table_of(_fill_artists).at(tokens, i)
    if found is None or found[0] > 1 or tokens[i].is_chinese:
        return found
    is_alone = len(tokens) == 1
    is_name = tokens[i].raw[:1].isupper() and (i > 0 or is_alone)
    return found if is_alone or is_name or text_at(tokens, i - 1) in _BEFORE_ARTIST else None


def phrase(tokens: Tokens, i: int) -> Found:
    """The longest phrase of the vocabulary."""
    return vocabulary().at(tokens, i)


# On a tie the rule that comes first wins.
RULES: tuple[Callable[[Tokens, int], Found], ...] = (
    tempo,
    metre,
    key,
    era,
    weight,
    early,
    vibes,
    phrase,
    artist,
    count,
)


_BANDS = frozenset(("band", "combo", "orchestra", "ensemble", *phrases(words.LINE_UPS)))
_BANDS_ZH = ("乐队", "重奏")


def names_band(items: Iterable[Item]) -> bool:
    """Whether a band is named: "jazz quartet", "big band", "摇滚乐队"."""
    return any(
        item.meaning.is_line_up
        or any(token.text in _BANDS for token in item.tokens)
        or "".join(token.raw for token in item.tokens).endswith(_BANDS_ZH)
        for item in items
    )


def _read_at(tokens: Tokens, i: int) -> tuple[int, Meaning]:
    answers = [answer for rule in RULES if (answer := rule(tokens, i)) is not None]
    return max(answers, key=lambda answer: answer[0]) if answers else (1, UNKNOWN)


def read(text: str) -> list[Item]:
    """Cut a text into items; what no rule knows is an item with the role UNKNOWN."""
    return list(_short(text) if len(text) <= _SHORT else _items(text))


@lru_cache(maxsize=16)
def _short(text: str) -> tuple[Item, ...]:
    """Kept, as a prompt is read to find its key, to correct it and to make its plan."""
    return tuple(_items(text))


def _items(text: str) -> list[Item]:
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
