"""What the rules share: tables built when first used, and looking at the tokens around a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from model.text.tokens import Lexicon, Token
from model.text.words import Meaning, phrases

Tokens = Sequence[Token]
Found = tuple[int, Meaning] | None  # how many tokens, and what they mean


def text_at(tokens: Tokens, i: int) -> str:
    """Text of token ``i``, empty beyond the ends."""
    return tokens[i].text if 0 <= i < len(tokens) else ""


@cache
def table_of(fill: Callable[[Lexicon[Any]], None]) -> Lexicon[Any]:
    """The lexicon that ``fill`` fills, built once."""
    lexicon: Lexicon[Any] = Lexicon()
    fill(lexicon)
    return lexicon


@cache
def _set_of(listing: str) -> Lexicon[bool]:
    lexicon: Lexicon[bool] = Lexicon()
    lexicon.add(phrases(listing), True)
    return lexicon


def length_of(listing: str, tokens: Tokens, i: int) -> int:
    """Length in tokens of the longest phrase of a listing that stands at ``i``; 0 where none does."""
    found = _set_of(listing).at(tokens, i)
    return found[0] if found else 0
