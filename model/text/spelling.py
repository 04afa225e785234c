"""Near spellings of known words: what was probably meant by a word that nothing knows, and whether that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import cache, lru_cache
from importlib.metadata import version
from typing import NamedTuple

from model.music.config import STYLES
from model.text.genre_words import NAME_ROWS
from model.text.kept import kept
from model.text.part_words import PART_WORDS
from model.text.style_words import STYLE_ROWS
from model.text.tables import read_table
from model.text.user_cache import cache_directory
from model.text.words import phrases

_SHORTEST = 3
_SHORTEST_NAME = 5  # of the general list of genres: its short names are too like other words
_SURE, _SURE_SHORT, _SURE_PHRASE = 0.8, 0.85, 0.85
_DOUBTFUL = 0.72
_LEAST_LIKENESS_OF_VOWELS = 0.7
_LEAST_USED = 60  # of the dictionary's counts; below it stand names and slips


class Near(NamedTuple):
    """A known word. ``is_sure``: it is read so; otherwise the performer is asked."""

    word: str
    is_sure: bool


def _plain(listings: Iterable[str]) -> Iterable[str]:
    return (word for listing in listings for word in phrases(listing) if word.isascii())


@cache
def _known() -> dict[str, list[str]]:
    """Single words that name a style or a part, by their first letter."""
    words = set(_plain([*PART_WORDS.values(), *(row.listing for row in STYLE_ROWS)]))
    return _by_first_letter(words | set(STYLES) | {"waltz", "swing", "choir"})


@cache
def _known_names() -> dict[str, list[str]]:
    """Single words of the general list, which come second."""
    return _by_first_letter({word for word in _plain(row.listing for row in NAME_ROWS) if len(word) >= _SHORTEST_NAME})


def _by_first_letter(words: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        if word.isalpha() and len(word) >= _SHORTEST:
            found.setdefault(word[0], []).append(word)
    return found


@cache
def _known_phrases() -> dict[str, list[str]]:
    """Names of two words, by their first letter."""
    found: dict[str, list[str]] = {}
    for words in sorted(set(_plain([*(row.listing for row in STYLE_ROWS), *(row.listing for row in NAME_ROWS)]))):
        if words.count(" ") == 1:
            found.setdefault(words[0], []).append(words)
    return found


@cache
def _common() -> frozenset[str]:
    """Everyday words: nobody misspells a genre by writing one of them."""
    return frozenset(_plain(row["words"] for row in read_table("common_words", ("words",))))


class WordList:
    """Words in one text, a line each: 20 MB less than as a set; a look takes 0.2 ms, seldom needed."""

    def __init__(self, words: Iterable[str]) -> None:
        self._lines = "\n".join(["", *words, ""])

    def __contains__(self, word: str) -> bool:
        return "\n" not in word and f"\n{word}\n" in self._lines


@cache
def english_words() -> WordList:
    """Words that English has: whoever writes "beach" does not mean Bach. A fifth of a second, kept for other starts."""
    return kept(
        _english_words,
        cache_directory() / "english-words.bin",
        origin=f"pyspellchecker {version('pyspellchecker')} {_LEAST_USED}".encode(),
        modules=(WordList.__module__,),
    )


def _english_words() -> WordList:
    from spellchecker import SpellChecker

    counts = SpellChecker(language="en", distance=1).word_frequency.dictionary
    return WordList(word for word, n in counts.items() if n >= _LEAST_USED)


@lru_cache(maxsize=1024)
def near_spelling(word: str) -> Near | None:
    """The known word that is spelt nearly so and begins with the same letter; None where there is none.

    >>> near_spelling("reggea"), near_spelling("saxaphon").word, near_spelling("move")
    (Near(word='reggae', is_sure=True), 'saxaphone', None)
    """
    plain = word.casefold()
    if not plain.isascii() or not plain.isalpha() or len(plain) < _SHORTEST or plain in _common():
        return None
    first, second = (_near(plain, table().get(plain[0], [])) for table in (_known, _known_names))
    near = next((near for near in (first, second) if near and near.is_sure), first or second)
    return None if near is None or plain in english_words() else near


def _near(plain: str, known: list[str]) -> Near | None:
    sure = _SURE if len(plain) > 4 else _SURE_SHORT
    near = get_close_matches(plain, known, n=1, cutoff=min(sure, _DOUBTFUL) if len(plain) > 4 else sure)
    if near and SequenceMatcher(None, near[0], plain).ratio() >= sure:
        return Near(near[0], True)
    if len(plain) > 4:  # vowels are what people guess: ragge
        alike = [each for each in known if abs(len(each) - len(plain)) <= 1 and _skeleton(each) == _skeleton(plain)]
        by_vowels = get_close_matches(plain, alike, n=1, cutoff=_LEAST_LIKENESS_OF_VOWELS)
        if by_vowels:
            return Near(by_vowels[0], True)
    return Near(near[0], False) if near else None


@lru_cache(maxsize=256)
def near_phrase(words: str) -> str | None:
    """The known name of two words that is spelt nearly so; None where there is none.

    >>> near_phrase("hip hpo")
    'hip hop'
    """
    plain = words.casefold()
    near = get_close_matches(plain, _known_phrases().get(plain[:1], []), n=1, cutoff=_SURE_PHRASE)
    return near[0] if near else None


def _skeleton(word: str) -> str:
    """A word without vowels and doubled letters."""
    return re.sub(r"(.)\1", r"\1", re.sub("[aeiouy]", "", word))
