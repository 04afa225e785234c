"""Instruments that General MIDI has a program for: what a part is played on when somebody names it so.

Programs count from 0. Kits (part drums) are those of Roland's GS, which SoundFonts follow: 0 standard, 8 room, 16
power, 24 electronic, 25 TR-808, 32 jazz, 40 brush. Each phrase is one of `part_words` too.
"""

from __future__ import annotations

from model.text.tables import read_table
from model.text.words import phrases

PROGRAM_OF: dict[str, dict[str, int]] = {}
for _row in read_table("programs", ("part", "program", "words")):
    PROGRAM_OF.setdefault(_row["part"], {}).update(dict.fromkeys(phrases(_row["words"]), int(_row["program"])))
