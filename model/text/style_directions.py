"""Styles that are to become more or less: "a bit more jazz in it", "less rock", "funkier", "爵士一点"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.text.prompt_parts import Direction
from model.text.rules import vocabulary
from model.text.tokens import tokenise
from model.text.words import Role

_SLIGHT, _USUAL, _STRONG = 0.5, 1.0, 2.0
_AMOUNT = (
    r"(?P<slight>just a (?:touch|hint|bit)|a (?:little(?: bit)?|bit|touch|tad|hint)|slightly|somewhat)?\s*"
    r"(?P<strong>(?:a )?lot|much|way|far)?"
)
_ASKING = (
    r"^\W*(?:(?:it'?s|that'?s|this is|sounds|is|gone|getting|let'?s|can (?:we|you)|could (?:we|you)|please|"
    r"give (?:it|me|us)|add|(?:make|try|do) (?:it|that|this)|i want|we need|with|and|but|now|ok|okay|take it|"
    r"play(?: it)?|get|go|a)\s+)*"
)
_FLAVOUR = r"(?:feel|flavou?r|influence|vibe)"
_MORE = re.compile(
    rf"{_ASKING}{_AMOUNT}\s*(?P<way>more|less|not so|not as|not quite so|too|extra)\s+(?:of (?:a|the|that)\s+)?"
    rf"(?P<style>[\w&' -]+?)(?:[ -](?:y|like|ish|sounding|stuff|thing|{_FLAVOUR}))?"
    rf"(?:\s+(?:in(?:to)? (?:it|there|the mix)|to it|please|now|for me|then|{_FLAVOUR}))*\W*$",
    re.I,
)
_COMPARED = re.compile(
    rf"{_ASKING}{_AMOUNT}\s*(?P<style>jazz|funk|blues|rock|folk|pop|soul|punk|disco|country|metal|club)"
    rf"(?:[kpb]?ier|yer)(?:\s+(?:please|now|{_FLAVOUR}))*\W*$",
    re.I,
)
_ANY_COMPARED = re.compile(rf"{_ASKING}{_AMOUNT}\s*(?P<style>[a-z]{{3,10}})ier(?:\s+(?:please|now))*\W*$", re.I)
_CHINESE = re.compile(
    r"^\W*(?:请|再|要|来|能不能|可以)*(?P<way>更|多|加|少|别那么|不要那么|太)(?P<slight>一点|点|些|一些)?(?:儿)?"
    r"(?P<style>[\u4e00-\u9fff]{2,6}?)(?:的?(?:味道|感觉|风格|元素))?(?P<after>一点|一些|点|了)?(?:吧|吗)?\W*$"
)
_ADJECTIVE = re.compile(
    r"\b(jazz|funk|blues|rock|folk|pop|punk|metal|electro|soul|gospel)(?:[kpl]?y|ish|ful|lish)$", re.I
)
_FEWER = ("less", "not so", "not as", "not quite so", "too", "少", "别那么", "不要那么", "太")


def style_directions(clause: str) -> list[Direction]:
    """The changes that a clause asks of styles; none where it holds anything else.

    >>> [each.describe() for each in style_directions("less rock more funk")]
    ['style -rock', 'style +funk_soul']
    """
    pieces = list(_split(clause))
    found = [_one(piece) for piece in pieces]
    return [each for each in found if each is not None] if all(found) else []


def _split(clause: str) -> Iterator[str]:
    """ "Less rock more funk" says two things."""
    start = 0
    for match in re.finditer(r"\s+(?:and |but )?(?=(?:more|less)\b)", clause, re.I):
        if re.search(r"\b(?:more|less|not so|not as)\b", clause[start : match.start()], re.I):
            yield clause[start : match.start()]
            start = match.end()
    yield clause[start:]


def _one(clause: str) -> Direction | None:
    match = _MORE.match(clause) or _CHINESE.match(clause)
    way = match["way"].lower() if match else ""
    if match is None:
        match = _COMPARED.match(clause) or _ANY_COMPARED.match(clause)
        way = "more"
    name = _style_of(match["style"]) if match else ""
    if match is not None and match.re is _ANY_COMPARED:  # "glitchier", "dubbier", "housier"
        stem = match["style"]
        is_name = bool(_style_of(f"{stem}ier"))  # "twangier" stands in the list of names
        name = "" if is_name else next(filter(None, map(_style_of, (f"{stem}y", stem, stem[:-1], f"{stem}e"))), "")
    if match is None or not name:
        return None
    said = match.groupdict()
    strength = _SLIGHT if said.get("slight") and said.get("way") not in ("更", "多", "少", "加") else _USUAL
    strength = _STRONG if said.get("strong") else strength
    sign = "-" if way in _FEWER else "+"
    return Direction("style", amount=f"{sign}{name}", strength=strength, words=clause.strip())


def _style_of(words: str) -> str:
    """The one style that words are the name of; "" where they are anything else."""
    tokens = tokenise(_ADJECTIVE.sub(r"\1", words))
    found = vocabulary().at(tokens, 0) if tokens else None
    if found is None or found[0] != len(tokens):
        return ""
    meaning = found[1]
    is_only_style = meaning.style and not meaning.parts and meaning.role is Role.CONTENT and meaning.metre is None
    return max(meaning.style, key=lambda each: each[1])[0] if is_only_style else ""
