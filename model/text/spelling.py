"""Near spellings of known words: what was probably meant by a word that nothing knows."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache

from model.music.config import STYLES
from model.text.part_words import PART_WORDS
from model.text.style_words import STYLE_ROWS
from model.text.words import phrases

_SHORTEST = 3
_LEAST_LIKENESS = 0.8
_LEAST_LIKENESS_OF_VOWELS = 0.7


@cache
def _known() -> dict[str, list[str]]:
    """Single words that name a style or a part, by their first letter."""
    listings = [*PART_WORDS.values(), *(row.listing for row in STYLE_ROWS)]
    words = {word for listing in listings for word in phrases(listing)} | set(STYLES) | {"waltz", "swing", "choir"}
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        if word.isascii() and word.isalpha() and len(word) >= _SHORTEST:
            found.setdefault(word[0], []).append(word)
    return found


@lru_cache(maxsize=1024)
def near_spelling(word: str) -> str | None:
    """The known word that is spelt nearly so and begins with the same letter; None where there is none.

    >>> near_spelling("raggae"), near_spelling("saxaphon"), near_spelling("porch")
    ('reggae', 'saxaphone', None)
    """
    plain = word.casefold()
    if not plain.isascii() or not plain.isalpha() or len(plain) <= _SHORTEST - 1:
        return None
    likeness = _LEAST_LIKENESS if len(plain) > 4 else 0.85
    known = _known().get(plain[0], [])
    near = get_close_matches(plain, known, n=1, cutoff=likeness)
    if not near and len(plain) > 4:  # vowels are what people guess: ragge
        alike = [word for word in known if abs(len(word) - len(plain)) <= 1 and _skeleton(word) == _skeleton(plain)]
        near = get_close_matches(plain, alike, n=1, cutoff=_LEAST_LIKENESS_OF_VOWELS)
    return near[0] if near else None


def _skeleton(word: str) -> str:
    """A word without vowels and doubled letters."""
    return re.sub(r"(.)\1", r"\1", re.sub("[aeiouy]", "", word))
