"""Words for mood, energy, density, register, articulation and swing, in English and Chinese.

A row says on which scales its words stand, and where. The rules read the table from words to values
(`model.text.rules`), captions read it the other way (`model.corpus.captions`).
"""

from __future__ import annotations

from typing import NamedTuple

from model.music.plan import SCALES, Scales
from model.text.tables import read_table


class MoodRow(NamedTuple):
    """Adjectives that stand before a noun in both languages, and forms that only the parser reads."""

    scales: Scales
    english: str
    chinese: str
    other_forms: str = ""


def _scales(row: dict[str, str]) -> Scales:
    return Scales(**{name: float(row[name]) for name in SCALES if row[name]})


_COLUMNS = ("valence", "energy", "density", "register", "articulation", "swing", "other_forms", "chinese", "english")

MOOD_ROWS: tuple[MoodRow, ...] = tuple(
    MoodRow(_scales(row), row["english"], row["chinese"], row["other_forms"]) for row in read_table("moods", _COLUMNS)
)
