"""Corrects near spellings in a prompt, or asks where they are in doubt."""

from __future__ import annotations

import re
from itertools import pairwise

from model.text.groove_choice import named_groove
from model.text.rules import read
from model.text.spelling import near_phrase, near_spelling
from model.text.words import Role

_MOST_MISSPELT = 2  # words of a prompt; more of them are prose, and so is a prompt of more words and signs than
_LONGEST_MISSPELT = 7


def respelt(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with near spellings corrected, and sentences about them and about those that are in doubt."""
    items = read(text)
    alias, _ = named_groove(text, ()) or ("", None)
    unknown = [
        item.tokens[0].raw if item.meaning.role is Role.UNKNOWN and item.tokens[0].text not in alias.split() else None
        for item in items
    ]
    words = [word for word in unknown if word is not None]
    if not words or len(words) > _MOST_MISSPELT or len(items) > _LONGEST_MISSPELT:
        return text, ()
    notes = []
    for first, second in pairwise(unknown):
        whole = near_phrase(f"{first} {second}") if first and second else None
        if whole:
            notes.append(f"{first} {second} was read as {whole}")
            text = re.sub(rf"\b{re.escape(first or '')}\s+{re.escape(second or '')}\b", whole, text)
            words = [word for word in words if word not in (first, second)]
    for word in words:
        near = near_spelling(word)
        if near and near.is_sure:
            notes.append(f"{word} was read as {near.word}")
            text = re.sub(rf"\b{re.escape(word)}\b", near.word, text)
        elif near:
            notes.append(f"{word} is not known; did you mean {near.word}?")
    return text, tuple(notes)
