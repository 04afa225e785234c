"""Cuts a prompt into directions about what is playing ("drums softer") and the rest, which says what to play.

A clause is a direction only if every word of it is known to the table `directions.toml`; anything else is left to
`model.text.parse`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from model.text.numerals import number_at
from model.text.part_words import PART_WORDS
from model.text.said import Direction
from model.text.tokens import Lexicon, Token, tokenise
from model.text.words import phrases

TABLE = Path(__file__).with_name("directions.toml")
_ENDS = re.compile(r"\s*(?:[,;!?，；！？。\n]|\.(?!\w))\s*(?!\d)")
_JOINTS = re.compile(r"\s*(?:\b(?:and|but|then|with)\b|并且|然后|而且|但是|但)\s*")
_BPM = ("bpm", "拍")
_SLOTS = {"{p}", "{i}", "{n}"}
_MAX_CLAUSE_TOKENS = 24


class _Row(NamedTuple):
    """What a phrase of the table does."""

    action: str
    amount: str
    parts: tuple[str, ...]
    needs_part: bool
    reason: str


class _Pieces(NamedTuple):
    """A clause in the terms of the table: ``pattern`` holds slots where parts, intervals and numbers stand."""

    pattern: tuple[str, ...]
    parts: tuple[str, ...] | None  # None: nobody is named; (): everybody
    semitones: int | None
    bpm: float
    strength: float


class _Table(NamedTuple):
    words: Lexicon[tuple[str, Any]]  # small words, parts, strengths, intervals
    rows: dict[tuple[str, ...], _Row]


class Split(NamedTuple):
    """``rest``: what is left of the text when the directions are cut out."""

    directions: tuple[Direction, ...]
    rest: str


def split_directions(text: str) -> Split:
    """Directions of a text, in their order, and what is left of it.

    >>> split_directions("jazz, drums softer").rest
    'jazz'
    >>> [each.describe() for each in split_directions("jazz, drums softer and no fills").directions]
    ['volume - drums', 'fill 0 drums']
    """
    directions: list[Direction] = []
    rest: list[str] = []
    for clause, separator in _clauses(text, _ENDS):
        found = direction_of(clause)
        if found is not None:
            directions.append(found)
            continue
        inner = list(_clauses(clause, _JOINTS))
        each = [direction_of(piece) for piece, _ in inner]
        if len(inner) > 1 and any(each):
            directions.extend(one for one in each if one is not None)
            rest.extend(f"{piece}, " for (piece, _), one in zip(inner, each, strict=True) if one is None and piece)
        else:
            rest.append(clause + separator)
    if not directions:
        return Split((), text)
    return Split(tuple(directions), "".join(rest).strip(" ,;，；"))


def direction_of(clause: str) -> Direction | None:
    """The direction that a clause is as a whole; None where it holds anything else."""
    tokens = tokenise(clause)
    if not tokens or len(tokens) > _MAX_CLAUSE_TOKENS:
        return None
    pieces = _read(tokens)
    row = _table().rows.get(pieces.pattern)
    if row is None or (row.needs_part and pieces.parts is None):
        return None
    amount = row.amount.replace("{i}", str(pieces.semitones)).replace("{n}", f"{pieces.bpm:g}")
    if "{n}" in row.amount:
        amount = f"{amount} bpm" if amount.startswith("-") else f"+{amount} bpm"
    parts = row.parts if not pieces.parts else pieces.parts
    return Direction(row.action, parts, amount, pieces.strength, clause.strip(), row.reason)


def _clauses(text: str, ends: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Clauses, each with the separator behind it."""
    start = 0
    for match in ends.finditer(text):
        if match.start() > start:
            yield text[start : match.start()], match[0]
        start = match.end()
    if start < len(text):
        yield text[start:], ""


def _read(tokens: list[Token]) -> _Pieces:
    """Put slots in the place of parts and intervals, and leave small words out."""
    pattern: list[str] = []
    parts: dict[str, None] | None = None
    semitones: int | None = None
    strength, bpm, i = 1.0, 0.0, 0
    words = _table().words
    while i < len(tokens):
        n, (kind, value) = words.at(tokens, i) or (1, ("word", tokens[i].text))
        number = number_at(tokens, i) if kind == "word" else None
        if kind == "part":
            parts = {**(parts or {}), **dict.fromkeys(value)}
            if pattern[-1:] != ["{p}"]:
                pattern.append("{p}")
        elif kind == "interval":
            semitones = int(value)
            pattern.append("{i}")
        elif kind == "strength":
            strength = float(value)
        elif number is not None and _is_semitones(tokens, i + number[0]) and number[1] == int(number[1]):
            n, semitones = number[0] + 1, int(number[1])
            pattern.append("{i}")
        elif number is not None and tokens[i + number[0] : i + number[0] + 1] and tokens[i + number[0]].text in _BPM:
            n, bpm = number[0] + 1, number[1]
            pattern.append("{n}")
        elif kind == "never":
            pattern.append("")
        elif kind == "word" and tokens[i].is_word:
            pattern.append(value)
        i += n
    return _Pieces(tuple(pattern), None if parts is None else tuple(parts), semitones, bpm, strength)


def _is_semitones(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].text in ("semitones", "semitone", "steps")


@cache
def _table() -> _Table:
    """The table, read once. Raises ValueError where two rows claim one phrase for different ends."""
    raw = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    words: Lexicon[tuple[str, Any]] = Lexicon()
    for parts, listing in PART_WORDS.items():
        _put(words, phrases(listing), ("part", parts))
    _put(words, raw["everybody"], ("part", ()))
    _put(words, raw["small"], ("small", None))
    for strength, listing in raw["strengths"].items():
        _put(words, listing, ("strength", float(strength)))
    for semitones, listing in raw["intervals"].items():
        _put(words, listing, ("interval", int(semitones)))
    _put(words, raw["never"], ("never", None))
    for phrase in raw["whole"]:
        _put(words, [phrase], ("word", phrase))
    table = _Table(words, {})
    _add_rows(table, [(_row(each), each) for each in raw["row"]])
    return table


def _put(words: Lexicon[tuple[str, Any]], listing: Iterable[str], meaning: tuple[str, Any]) -> None:
    words.join(listing, meaning, lambda _: meaning)


def _row(row: dict[str, Any]) -> _Row:
    parts = tuple(row.get("parts", ()))
    return _Row(row["action"], row.get("amount", ""), parts, row.get("needs_part", False), row.get("reason", ""))


def _add_rows(table: _Table, rows: list[tuple[_Row, dict[str, Any]]]) -> None:
    """Whole phrases win over heads that are put beside a part: "bring down the bass" is not "bring it down"."""
    for made, row in rows:
        for phrase in (*row.get("say", ()), *row.get("heads", ())):
            _claim(table, _pattern(table, phrase), made, phrase)
    for made, row in rows:
        for head in row.get("heads", ()):
            pattern = _pattern(table, head)
            table.rows.setdefault(("{p}", *pattern), made)
            table.rows.setdefault((*pattern, "{p}"), made)


def _claim(table: _Table, pattern: tuple[str, ...], row: _Row, phrase: str) -> None:
    if not set(pattern) - _SLOTS:
        raise ValueError(f"{phrase!r} of {TABLE.name} holds nothing but small words")
    known = table.rows.setdefault(pattern, row)
    if (known.action, known.amount) != (row.action, row.amount):
        raise ValueError(f"{phrase!r} of {TABLE.name} stands for {known.action} and for {row.action}")


def _pattern(table: _Table, phrase: str) -> tuple[str, ...]:
    """A phrase of the table as a clause is compared with it; slots stay."""
    pattern: list[str] = []
    for piece in re.split(r"(\{[pin]\})", phrase):
        if piece in _SLOTS:
            pattern.append(piece)
        elif piece.strip():
            pattern.extend(_plain(table, tokenise(piece)))
    return tuple(pattern)


def _plain(table: _Table, tokens: list[Token]) -> list[str]:
    """The words of a phrase without small ones; a part in a phrase of the table ("drum fill") is a slot too."""
    kept: list[str] = []
    i = 0
    while i < len(tokens):
        n, (kind, value) = table.words.at(tokens, i) or (1, ("word", tokens[i].text))
        if kind == "word":
            kept.append(value)
        elif kind == "part":
            kept.append("{p}")
        elif kind == "interval":
            kept.append("{i}")
        i += n
    return kept
