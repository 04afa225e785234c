"""Instruments, their nicknames and the parts that play them.

Parts are the drum kit and the families of General MIDI, so a harp or timpani stand with the strings and an
accordion with the organs, as they do there. Only the fiddle is moved (General MIDI has it beside the sitar).
"""

from __future__ import annotations

from model.text.tables import parts, read_table


def _rows(kind: str) -> dict[tuple[str, ...], str]:
    return {parts(row["parts"]): row["words"] for row in _TABLE if row["kind"] == kind}


_TABLE = read_table("parts", ("kind", "parts", "words"))
PART_WORDS = _rows("part")
LINE_UP_WORDS = _rows(
    "line-up"
)  # the whole band in one word; said with a style, "jazz piano trio", it is the same band
ALONE_WORDS = _rows("alone")  # nobody else plays
WITHOUT_WORDS = _rows("without")  # words that rule a part out by themselves
