"""Loads `direction_lexicon.toml`: words of which directions are put together, each with all that it can mean."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from model.text.tokens import Lexicon

TABLE = Path(__file__).with_name("direction_lexicon.toml")
_PARTICLES = frozenset(("up", "down", "out", "off", "back", "in", "away", "alone", "together"))
_NO_VERBS = frozenset(
    ("be", "come", "comes", "coming", "go", "get", "the", "a", "all", "not", "is", "up", "nice", "way", "on")
)
_VOWELS = "aeiou"
_SIGNED_THING = {"more": "+", "less": "-"}


class Sense(NamedTuple):
    """One thing that a word can mean in a direction.

    kind: the part that it takes ("thing", "state", "fault", "verb", a cue, "event", "skip"). name: what changes, or
    the event. sign: "+", "-", "0", "1" or "". is_compared: a comparative or an adverb.
    """

    kind: str
    name: str = ""
    sign: str = ""
    is_compared: bool = False


SKIP = Sense("skip")
Senses = tuple[Sense, ...]


@cache
def direction_lexicon() -> Lexicon[Senses]:
    """All words and their senses, read once. Raises ValueError where a phrase is empty."""
    raw = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    lexicon: Lexicon[Senses] = Lexicon()
    for sense, listing in _listings(raw):
        lexicon.join(listing, (sense,), partial(_with, sense))
    return lexicon


def _with(sense: Sense, known: Senses) -> Senses:
    return known if sense in known else (*known, sense)


def _listings(raw: dict[str, Any]) -> Iterator[tuple[Sense, Iterable[str]]]:
    for name, words in raw["things"].items():
        yield Sense("thing", name), words
    for key, words in raw["signed_things"].items():
        name, _, side = key.partition("_")
        yield Sense("signed thing", name, _SIGNED_THING[side]), words
    for kind, table in (("state", raw["states"]), ("fault", raw["faults"]), ("verb", raw["verbs"])):
        for name, sides in table.items():
            for sign, words in sides.items():
                yield Sense(kind, name, sign), words
                if kind != "verb":
                    yield Sense(kind, name, sign, is_compared=True), [more for word in words for more in compared(word)]
    for cue, words in raw["cues"].items():
        yield Sense(cue), words
    for cue, plain in raw["magnitudes"].items():
        yield Sense(cue), [*plain, *(more for word in plain for more in compared(word))]
    for event, words in raw["events"].items():
        yield Sense("event", event), words
    for place, words in raw["places"].items():
        yield Sense("place", place), words
    for kind in ("skip", "event_skip", "gradually", "moves", "unchanged"):
        yield Sense(kind), raw[kind]["words"]


@cache
def parted_verbs() -> dict[str, frozenset[str]]:
    """Verbs and the particles that may stand apart from them: "bring those strings out" for "bring out"."""
    found: dict[str, set[str]] = {}
    for phrase in direction_lexicon():
        if len(phrase) == 2 and phrase[1] in _PARTICLES and phrase[0] not in _NO_VERBS:
            found.setdefault(phrase[0], set()).add(phrase[1])
    return {verb: frozenset(particles) for verb, particles in found.items()}


def compared(word: str) -> tuple[str, ...]:
    """Comparative and adverb of an English adjective of one word; nothing of anything else.

    >>> compared("busy"), compared("thin"), compared("sparse"), compared("on top")
    (('busier', 'busily'), ('thinner', 'thinly'), ('sparser', 'sparsely'), ())
    """
    if not word.isascii() or not word.isalpha() or len(word) < 3 or word.endswith(("ing", "ed", "er")):
        return ()
    if word.endswith("y"):
        return f"{word[:-1]}ier", f"{word[:-1]}ily"
    if word.endswith("e"):
        return f"{word}r", f"{word[:-1]}y" if word.endswith("le") else f"{word}ly"
    is_doubled = len(word) <= 5 and word[-1] not in "wxy" + _VOWELS and word[-2] in _VOWELS and word[-3] not in _VOWELS
    return f"{word}{word[-1] if is_doubled else ''}er", f"{word}ly"
