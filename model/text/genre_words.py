"""More genres, forms, dances and scenes, by the one style they belong to.

`model.text.style_words` holds what blends styles or has a tempo of its own; a phrase that stands there already
may stand here too and keeps its meaning from there.
"""

from __future__ import annotations

from model.text.tables import read_table


def _by_style() -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for row in read_table("genres", ("style", "words")):
        found.setdefault(row["style"], []).append(row["words"])
    return {style: ", ".join(listings) for style, listings in found.items()}


GENRE_WORDS: dict[str, str] = _by_style()
