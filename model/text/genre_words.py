"""More genres, forms, dances and scenes, by the one style they belong to.

`model.text.style_words` holds what blends styles or has a tempo of its own; a phrase that stands there already
may stand here too and keeps its meaning from there.
"""

from __future__ import annotations

from typing import NamedTuple

from model.text.tables import parts, read_table, weights


def _by_style() -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for row in read_table("genres", ("style", "words")):
        found.setdefault(row["style"], []).append(row["words"])
    return {style: ", ".join(listings) for style, listings in found.items()}


class NameRow(NamedTuple):
    """A genre, dance or ensemble by its names: the style it belongs to, and the metre and parts that it implies."""

    kind: str
    style: dict[str, float]
    metre: str | None
    parts: tuple[str, ...]
    listing: str


GENRE_WORDS: dict[str, str] = _by_style()

_COLUMNS = ("kind", "style", "metre", "parts", "words")
# A general list of genres, dances and ensembles; what the tables before know keeps its meaning from there.
NAME_ROWS: tuple[NameRow, ...] = tuple(
    NameRow(
        row["kind"],
        weights(row["style"]) if row["style"] else {},
        row["metre"] or None,
        parts(row["parts"]),
        row["words"],
    )
    for row in read_table("names", _COLUMNS)
)
