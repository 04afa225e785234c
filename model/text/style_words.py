"""Style names, subgenres, ensembles and regional names, as weights of the 21 styles: `tables/styles.csv`.

A row is: weights, usual tempo in bpm (empty: the style's own), parts and metre that the word names too, phrases. Blends
are judgements, made for the music that the corpus files under each style.
"""

from __future__ import annotations

from typing import NamedTuple

from model.text.tables import parts, read_table, weights


class StyleRow(NamedTuple):
    """One row of the table."""

    style: dict[str, float]
    usual_bpm: float | None
    listing: str


class MixedRow(NamedTuple):
    """Style and something else in one word."""

    style: dict[str, float]
    parts: tuple[str, ...]
    metre: str | None
    listing: str


_TABLE = read_table("styles", ("style", "usual_bpm", "parts", "metre", "words"))

STYLE_ROWS: tuple[StyleRow, ...] = tuple(
    StyleRow(weights(row["style"]), float(row["usual_bpm"]) if row["usual_bpm"] else None, row["words"])
    for row in _TABLE
    if not row["parts"] and not row["metre"]
)
MIXED_ROWS: tuple[MixedRow, ...] = tuple(
    MixedRow(weights(row["style"]), parts(row["parts"]), row["metre"] or None, row["words"])
    for row in _TABLE
    if row["parts"] or row["metre"]
)
# These styles give way to one that is named outright.
HINT_WORDS = ", ".join(row["words"] for row in read_table("style_hints", ("words",)))
