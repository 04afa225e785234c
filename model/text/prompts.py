"""Reads a whole prompt: what to play, and directions about what is playing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from model.music.config import PARTS
from model.music.plan import Plan
from model.text import parse
from model.text.directions import clauses_of, split_directions
from model.text.prompt_parts import Direction, PromptParts
from model.text.reading import Reader
from model.text.rules import read

_ORDER = re.compile(
    r"\s*(?:(?:please|now|can you|could you|let's)\s+)*(?P<verb>[\w-]+) (?:the|my|our|your|those|that)\s", re.I
)


def _by_rules(words: str) -> PromptParts:
    return PromptParts(parse(words))


def read_words(words: str, read_rest: Callable[[str], PromptParts] = _by_rules) -> PromptParts:
    """What words say; ``read_rest`` reads what is left when the directions are cut out.

    Who is called in or sent out stands in the directions alone; see `read_prompt`.
    """
    directions, rest, remarks = split_directions(words)
    parts = read_rest(rest) if rest or not (directions or remarks) else PromptParts()
    programs = {**dict(parts.plan.programs), **_called_programs(directions)}
    orders = [] if parts.directions else _unread_orders(rest)
    if orders:
        for each in orders:
            rest = rest.replace(each, "")
        parts = read_rest(rest) if rest.strip(" ,;.!") else PromptParts()
        remarks = (*remarks, *orders)
    plan = replace(parts.plan, words=words, unknown=(*parts.plan.unknown, *remarks), programs=tuple(programs.items()))
    return PromptParts(plan, (*directions, *parts.directions))


def _unread_orders(rest: str) -> list[str]:
    """Clauses such as "lowpass the bass": what is to be done is not known, and a call to come in it is not."""
    found = [(clause, _ORDER.match(clause)) for clause in clauses_of(rest)]
    return [clause.strip() for clause, match in found if match is not None and match["verb"] in parse(clause).unknown]


def _called_programs(directions: tuple[Direction, ...]) -> dict[str, int]:
    """Instruments of those who are called in: "add a cello" is no violin section."""
    called = [each for each in directions if each.action in ("on", "solo") and each.parts and not each.reason]
    return {
        part: program
        for each in called
        for part, program in Reader(read(each.words)).read().programs.items()
        if part in each.parts
    }


def read_prompt(words: str, read_rest: Callable[[str], PromptParts] = _by_rules) -> PromptParts:
    """`read_words`, and a plan with the parts that directions call in or send out, for where nothing plays yet.

    >>> parts = read_prompt("jazz, drums softer")
    >>> parts.plan.style, [each.describe() for each in parts.directions]
    ((('jazz', 1.0),), ['volume - drums'])
    """
    parts = read_words(words, read_rest)
    return PromptParts(with_seats(parts.plan, parts.directions), parts.directions)


def with_seats(plan: Plan, directions: tuple[Direction, ...]) -> Plan:
    """The plan with the parts that directions call in or send out, and a style of which there is to be more."""
    for each in directions:
        if each.action == "style" and not plan.style and each.amount.startswith("+"):
            plan = replace(plan, style=((each.amount[1:], 1.0),))
        is_described = each.action == "effect" and bool(plan.style)  # "funk with wah guitar" has a guitar
        if (each.reason and not is_described) or not each.parts:
            continue
        if each.action == "off":
            wanted, excluded = set(plan.parts) - set(each.parts), set(plan.excluded) | set(each.parts)
        elif each.action in ("on", "effect"):
            wanted, excluded = set(plan.parts) | set(each.parts), set(plan.excluded) - set(each.parts)
        elif each.action == "solo":
            wanted, excluded = set(each.parts), set(PARTS) - set(each.parts)
        else:
            continue
        parts = tuple(part for part in PARTS if part in wanted)
        plan = replace(plan, parts=parts, asked=parts, excluded=tuple(part for part in PARTS if part in excluded))
    return plan
