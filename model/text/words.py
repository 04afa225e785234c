"""What a phrase can mean, and the words that hold a request together.

The vocabularies of styles, parts, tempi and moods are in modules of their own; `model.text.rules` puts all of
them together with the rules for numbers, metres and keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from model.music.events import Metre
from model.music.keys import Key
from model.music.plan import Scales
from model.text.tables import read_table


class Role(Enum):
    """What a phrase does to its neighbours."""

    CONTENT = auto()  # says something itself
    FILLER = auto()  # says nothing, and is not worth reporting
    UNKNOWN = auto()
    NOT = auto()  # what follows is not wanted
    OFF = auto()  # what stands before is not wanted
    ONLY = auto()  # nothing else is wanted
    REST = auto()  # nothing else than what stands before is wanted
    SOLO = auto()
    AND = auto()
    OR = auto()
    COMMA = auto()
    STOP = auto()  # ends the reach of a NOT


@dataclass(frozen=True)
class Meaning:
    """What a phrase says. ``exact`` meanings (numbers) win over words of the same kind."""

    role: Role = Role.CONTENT
    style: tuple[tuple[str, float], ...] = ()
    parts: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # parts that the word itself rules out
    tempo_bpm: float | None = None
    usual_bpm: float | None = None  # the tempo a subgenre has when none is said
    refused_bpm: float | None = None  # a tempo that is out of range
    tempo_factor: float | None = None
    key: Key | None = None
    mode: str | None = None
    metre: Metre | None = None
    weight: float | None = None  # of the style beside it
    scales: Scales | None = None  # mood, energy and so on
    era: str | None = None
    is_alone: bool = False  # the parts named are all there are: a cappella
    is_line_up: bool = False  # the parts named are the band: duo, quartet
    is_hint: bool = False  # a style that gives way to one named outright
    takes_lists: bool = False  # a NOT that reaches over the commas of "A, B and C"
    exact: bool = False


FILLER = Meaning(Role.FILLER)
UNKNOWN = Meaning(Role.UNKNOWN)

# Rows of `tables/grammar.csv`, by role. Phrases are parted by commas, or by "|" where the phrase is a sign.
_LISTINGS = {row["role"]: row["words"] for row in read_table("grammar", ("role", "words"))}


def _after(prefix: str) -> dict[str, str]:
    """Listings by what stands behind a prefix of their role."""
    return {listing: role.removeprefix(prefix) for role, listing in _LISTINGS.items() if role.startswith(prefix)}


LIST_NOTS = _LISTINGS["list_not"]  # they reach over the commas of a list that ends in "and"
GRAMMAR: dict[Role, str] = {
    role: _LISTINGS[role.name.lower()] for role in Role if role.name.lower() in _LISTINGS and role is not Role.FILLER
}
LINE_UPS = _LISTINGS["line_up"]
MODES: dict[str, str] = _after("mode ")
QUALIFIERS: dict[str, float] = {listing: float(value) for listing, value in _after("weight ").items()}
COUNTED = _LISTINGS["counted"]  # numbers before these count things, not beats a minute
FILLERS = _LISTINGS["filler"]
TRAPS = _LISTINGS["trap"]  # they contain a known word and mean something else; reported as not understood


def phrases(listing: str) -> list[str]:
    """Cut a listing of phrases. A comma parts them, or ``|`` where the commas or the stops are phrases.

    >>> phrases("cut time, alla breve"), phrases(".|;|but, with")
    (['cut time', 'alla breve'], ['.', ';', 'but', 'with'])
    """
    pieces = (piece.strip() for block in listing.split("|") for piece in block.split(","))
    return [piece for piece in pieces if piece]
