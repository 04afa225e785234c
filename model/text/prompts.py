"""Reads a whole prompt: what to play, and directions about what is playing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from model.music.plan import Plan
from model.text import parse
from model.text.directions import split_directions
from model.text.said import Said


def read_prompt(words: str, parse_plan: Callable[[str], Plan] = parse) -> Said:
    """What words say; ``parse_plan`` reads what is left when the directions are cut out.

    >>> said = read_prompt("jazz, drums softer")
    >>> said.plan.style, [each.describe() for each in said.directions]
    ((('jazz', 1.0),), ['volume - drums'])
    """
    directions, rest = split_directions(words)
    plan = parse_plan(rest) if rest or not directions else Plan()
    return Said(replace(plan, words=words), directions)
