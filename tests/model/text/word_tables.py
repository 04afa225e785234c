"""Reads the tables of prompts and directions, and compares what was understood with what they ask."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from model.music.chord_symbols import chord_name, read_chord
from model.music.config import PARTS
from model.music.grooves.progressions import read_progression
from model.text import complete

HERE = Path(__file__).parent


class Row(NamedTuple):
    """A line of a table: what is said, and what it asks for."""

    words: str
    language: str
    kind: str
    asks: str


def rows(name: str) -> list[Row]:
    """Lines of ``tests/model/text/<name>.csv``."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [Row(*line) for line in list(csv.reader(file))[1:]]


def chords_of(plan) -> list[str]:
    """First chord of each bar of a plan's progression."""
    if plan.progression is None:
        return []
    whole = complete(plan)
    return [chord_name(first) for first, _ in read_progression(plan.progression, whole.key.tonic)]


def wrong_facts(said, asks: str) -> list[str]:
    """Facts of a prompt that were not understood."""
    whole = complete(said.plan)
    facts = [fact.split("=", 1) for fact in asks.split(";") if fact]
    return [f"{name}={value}" for name, value in facts if not _holds(said, whole, name, value)]


def _holds(said, whole, name: str, value: str) -> bool:
    plan, pieces = said.plan, set(value.split("+"))
    styles = [style for style, _ in (plan.style or (whole.style if plan.groove else ()))]
    return {
        "s": lambda: styles[:1] == [value],
        "s2": lambda: pieces <= set(styles[:2]),
        "ns": lambda: value not in styles,
        "t": lambda: plan.tempo_bpm is None if value == "none" else plan.tempo_bpm == float(value),
        "k": lambda: str(plan.key) == value,
        "m": lambda: str(whole.metre) == value,
        "p": lambda: pieces <= set(whole.parts),
        "x": lambda: not pieces & set(whole.parts),
        "nx": lambda: not pieces & set(plan.excluded),
        "g": lambda: plan.groove == value,
        "f": lambda: plan.form is not None,
        "c": lambda: plan.progression is not None if value == "any" else _same_chords(plan, value),
        "n": lambda: bool(said.notes),
        "v": lambda: plan.valence is not None and (plan.valence > 0) == (value == "+"),
        "e": lambda: plan.energy is not None and (plan.energy > 0.5) == (value == "+"),
        "sw": lambda: plan.swing == float(value),
        "pr": lambda: "ethnic" in plan.parts,
    }[name]()


def _same_chords(plan, value: str) -> bool:
    asked = [read_chord(symbol) for symbol in value.split()]  # however it is spelt
    return [read_chord(symbol) for symbol in chords_of(plan)[: len(asked)]] == asked


def changes(said) -> set[str]:
    """What a prompt changes, in the words of the table of directions."""
    found = set()
    plan = said.plan
    for direction in said.directions:
        is_seat = direction.action in ("on", "off", "solo") and bool(direction.parts)
        if is_seat:
            continue  # the plan holds them
        if direction.action in ("effect", "keep"):
            continue  # nothing changes
        if direction.action == "tempo":
            found.add(_tempo_change(direction.amount))
            continue
        if direction.action == "lane":
            found.add(f"lane {direction.amount}")
            continue
        for part in direction.parts or ("all",):
            found.add(f"{direction.action} {part} {direction.amount}".strip())
    is_supposed = "style" in plan.assumed  # left aside while music plays
    if (plan.style and not is_supposed) or plan.groove:
        found.add(f"s={plan.style[0][0] if plan.style else plan.groove}")
    if plan.tempo_bpm:
        found.add(f"t={plan.tempo_bpm:g}")
    if plan.tempo_factor in (0.5, 2.0):
        found.add(f"tempo {plan.tempo_factor:g}")
    elif plan.tempo_factor:
        found.add(f"tempo {'+' if plan.tempo_factor > 1 else '-'}")
    if plan.key:
        found.add(f"k={plan.key}")
    if len(plan.parts) + len(plan.excluded) == 17:
        found.add(f"solo {'+'.join(plan.parts)}")
    else:
        found |= {f"on {part}" for part in plan.parts} | {f"off {part}" for part in plan.excluded}
    found |= {f"program {part} {program + 1}" for part, program in plan.programs}
    found |= {f"{name}={getattr(plan, name)}" for name in ("metre", "form", "progression") if getattr(plan, name)}
    for name in ("energy", "density", "register", "articulation", "swing"):
        value = getattr(plan, name)
        if value is not None:
            middle = {"density": 1.0, "register": 0.0}.get(name, 0.5)
            sign = f"{value:g}" if name == "swing" and value in (0, 1) else "+" if value > middle else "-"
            found.add(f"{name} all {sign}")
    return found


def _tempo_change(amount: str) -> str:
    """Beats a minute more or less are compared at 80 bpm, which plays."""
    return f"t={80 + float(amount.removesuffix(' bpm')):g}" if amount.endswith(" bpm") else f"tempo {amount}"


def expected_changes(asks: str) -> set[str]:
    """What a line of the table asks for."""
    if asks in ("none", "off none"):
        return set()
    asks = asks.replace("section ", "section all ")
    return {_in_order(piece.strip()) for piece in asks.split(";")}


def _in_order(change: str) -> str:
    """Parts that go on alone stand in the order of the band."""
    if not change.startswith("solo "):
        return change
    return f"solo {'+'.join(sorted(change.removeprefix('solo ').split('+'), key=PARTS.index))}"


def is_followed(said, asks: str) -> bool:
    """Whether a prompt changes what a line of the table asks for and nothing else.

    Where a program is asked for, its part may be called in too; elsewhere a program that a word implies is left aside.
    Words that a band could take in two ways have both, with `` | `` between them.
    """
    return any(_is_followed(changes(said), expected_changes(reading)) for reading in asks.split(" | "))


def _is_followed(found: set[str], expected: set[str]) -> bool:
    programs = {change.split()[1] for change in expected if change.startswith("program ")}
    if programs:
        return found - {f"on {part}" for part in programs} == expected
    return {change for change in found if not change.startswith("program ")} == expected


def by_kind(results: list[tuple[Row, bool]]) -> dict[str, tuple[int, int]]:
    """Right ones and all by kind."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row, is_right in results:
        counts[row.kind][0] += is_right
        counts[row.kind][1] += 1
    return {kind: (right, n) for kind, (right, n) in sorted(counts.items())}
