"""The groove book: the memory of idiom. Plain text files of grooves, realised as notes over chords.

Imports numpy, the standard library and the basic modules of ``model`` alone: the daemon loads it.
"""

from __future__ import annotations

from model.music.grooves.book import GrooveBook
from model.music.grooves.checks import CheckResult, PlayedBar, check_bars
from model.music.grooves.errors import GrooveError
from model.music.grooves.groove import Groove
from model.music.grooves.pattern import GrooveNote, Pattern
from model.music.grooves.reading import parse
from model.music.grooves.writing import to_text

__all__ = [
    "CheckResult",
    "Groove",
    "GrooveBook",
    "GrooveError",
    "GrooveNote",
    "Pattern",
    "PlayedBar",
    "check_bars",
    "parse",
    "to_text",
]
