"""Loads `directions.toml`: the words of directions, and what each phrase of the table does. Checked when it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from model.text.numerals import number_at
from model.text.part_words import PART_WORDS
from model.text.tokens import Lexicon, key_of, tokenise
from model.text.words import phrases

TABLE = Path(__file__).with_name("directions.toml")
PART, INTERVAL, NUMBER, SECTION, LANE = "{p}", "{i}", "{n}", "{s}", "{l}"
_SLOTS = {PART, INTERVAL, NUMBER, SECTION, LANE}
_SLOT_OF_KIND = {"part": PART, "interval": INTERVAL, "section": SECTION, "lane": LANE}
_SHARE = re.compile(
    r"\b(?:(?:one |a )?hundred"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
    r"(?=\s*(?:%|percent\b|per cent\b))",
    re.I,
)
_ALONE = (SECTION,)  # a pattern that may stand by itself
_ALL_CYMBALS = ("hi_hat", "ride", "crash")

Pattern = tuple[str, ...]
Meaning = tuple[str, Any]


class Row(NamedTuple):
    """What a phrase of the table does."""

    action: str
    amount: str
    parts: tuple[str, ...]
    needs_part: bool
    reason: str


class DirectionTable(NamedTuple):
    """``words``: small words, parts, lanes, sections, strengths, intervals; ``rows``: by the phrase without those.

    ``same``: what is said in another form, and the form that the rows know.
    """

    words: Lexicon[Meaning]
    rows: dict[Pattern, Row]
    same: tuple[tuple[re.Pattern[str], str], ...]


@cache
def direction_table() -> DirectionTable:
    """The table, read once. Raises ValueError where two rows claim one phrase for different ends."""
    raw = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    words: Lexicon[Meaning] = Lexicon()
    for parts, listing in PART_WORDS.items():
        _put(words, phrases(listing), ("part", parts))
    for lane, listing in raw["lanes"].items():
        _put(words, listing, ("lane", _ALL_CYMBALS if lane == "cymbals" else (lane,)))
    for section, listing in raw["sections"].items():
        _put(words, listing, ("section", section))
    _put(words, raw["everybody"], ("part", ()))
    _put(words, raw["small"], ("small", None))
    for strength, listing in raw["strengths"].items():
        _put(words, listing, ("strength", float(strength)))
    for semitones, listing in raw["intervals"].items():
        _put(words, listing, ("interval", int(semitones)))
    _put(words, raw["never"], ("never", None))
    for phrase in raw["whole"]:
        _put(words, [phrase], ("word", phrase))
    same = tuple((_expanded(each["said"], raw["alternatives"]), each["as"]) for each in raw["same"])
    table = DirectionTable(words, {}, same)
    _add_rows(table, [(_row(each), each) for each in raw["row"]])
    return table


def in_usual_form(words: str) -> str:
    """Words with what the table says in another form put into its own.

    >>> in_usual_form("slow it right down"), in_usual_form("a fill every now and then")
    ('slow it down a lot', 'more fills')
    """
    words = _SHARE.sub(_in_digits, words)
    for said, usual in direction_table().same:
        words = said.sub(usual, words)
    return words


def _in_digits(match: re.Match[str]) -> str:
    """ "Sixty" as "60"."""
    found = number_at(tokenise(match[0].lower().removeprefix("a ").replace("-", " ")), 0)
    return match[0] if found is None else f"{found[1]:g}"


def _expanded(said: str, alternatives: dict[str, str]) -> re.Pattern[str]:
    for name, listing in alternatives.items():
        said = said.replace(f"{{{name}}}", listing)
    return re.compile(said, re.I)


def _put(words: Lexicon[Meaning], listing: Iterable[str], meaning: Meaning) -> None:
    words.join(listing, meaning, lambda _: meaning)


def _row(row: dict[str, Any]) -> Row:
    parts = tuple(row.get("parts", ()))
    return Row(row["action"], row.get("amount", ""), parts, row.get("needs_part", False), row.get("reason", ""))


def _add_rows(table: DirectionTable, rows: list[tuple[Row, dict[str, Any]]]) -> None:
    """Whole phrases win over heads that are put beside a part: "bring down the bass" is not "bring it down"."""
    heads: list[tuple[Pattern, Row]] = []
    for made, row in rows:
        for phrase in row.get("say", ()):
            _claim(table, _pattern(table, phrase), made, phrase)
        for phrase in row.get("heads", ()):
            heads.append((_pattern(table, phrase), made))
            _claim(table, *heads[-1], phrase)
    for pattern, made in heads:
        if PART not in pattern:
            inside = (pattern[0], PART, *pattern[1:])  # "swing the drums more"
            for beside in ((PART, *pattern), (*pattern, PART), (*pattern, "in", PART), inside):
                table.rows.setdefault(beside, made)


def _claim(table: DirectionTable, pattern: Pattern, row: Row, phrase: str) -> None:
    is_any = not set(pattern) - _SLOTS or pattern == ("dont",)  # "don't play over me", whose words are small ones
    if is_any and pattern != _ALONE:
        raise ValueError(f"{phrase!r} of {TABLE.name} holds nothing but small words")
    known = table.rows.setdefault(pattern, row)
    if (known.action, known.amount) != (row.action, row.amount):
        raise ValueError(f"{phrase!r} of {TABLE.name} stands for {known.action} and for {row.action}")


def _pattern(table: DirectionTable, phrase: str) -> Pattern:
    """A phrase of the table as a clause is compared with it; slots stay."""
    if "{" not in phrase:
        return tuple(_plain(table, key_of(phrase)))
    pattern: list[str] = []
    for piece in re.split(r"(\{[pinsl]\})", phrase):
        if piece in _SLOTS:
            pattern.append(piece)
        elif piece.strip():
            pattern.extend(_plain(table, key_of(piece.strip())))
    return tuple(pattern)


def _plain(table: DirectionTable, texts: Pattern) -> list[str]:
    """The words of a phrase without small ones; a part in a phrase of the table ("drum fill") is a slot too."""
    kept: list[str] = []
    i = 0
    while i < len(texts):
        n, (kind, value) = table.words.longest(texts, i) or (1, ("word", texts[i]))
        if kind == "word":
            kept.append(value)
        elif kind in _SLOT_OF_KIND:
            kept.append(_SLOT_OF_KIND[kind])
        i += n
    return kept
