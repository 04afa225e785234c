"""A groove: its header, and its sections and checks, which are read from the text when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from model.music.events import COMMON_TIME, Metre
from model.music.grooves.pattern import Pattern

SECTION_NAMES = ("A", "B", "C", "fill", "fill 2", "break", "intro", "ending")
NEEDED_SECTIONS = ("A",)
SUFFIX = ".groove"  # of a groove's file
SWING_UNITS_TICKS = {"eighths": 12, "sixteenths": 6}


class Body(NamedTuple):
    """The body of a groove file, after its header."""

    sections: dict[str, Pattern]
    checks: tuple[str, ...]


def _no_body() -> Body:
    return Body({}, ())


@dataclass(frozen=True, eq=False)
class Groove:
    """A groove of the book.

    name: of its file. styles: weights of styles by name. tempo_bpm: low, usual, high. swing: 0 straight ..
    1 triplets, of ``swing_unit`` ("eighths" or "sixteenths"). push_ms: positive before the beat, negative laid
    back. band: part names. form, progression: as written, None where the file names none. programs: General
    MIDI program, 0..127, by part name. mode: "major", "minor" or None.
    """

    name: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    styles: dict[str, float] = field(default_factory=dict)
    metre: Metre = COMMON_TIME
    tempo_bpm: tuple[float, float, float] = (80.0, 110.0, 140.0)
    swing: float = 0.0
    swing_unit: str = "eighths"
    push_ms: float = 0.0
    band: tuple[str, ...] = ()
    form: str | None = None
    progression: str | None = None
    mode: str | None = None
    programs: dict[str, int] = field(default_factory=dict)
    read_body: Callable[[], Body] = field(default=_no_body, repr=False)

    @cached_property
    def body(self) -> Body:
        """Sections and checks. Raises GrooveError where the file is wrong."""
        return self.read_body()

    @property
    def sections(self) -> dict[str, Pattern]:
        """Patterns by name: "A", "B", "fill", "fill 2", "intro", "ending" ..."""
        return self.body.sections

    @property
    def checks(self) -> tuple[str, ...]:
        """Idiom checks as written, see `model.music.grooves.checks`."""
        return self.body.checks

    def header(self) -> tuple[object, ...]:
        """Everything but the body, for comparisons."""
        return (
            self.name, self.title, self.aliases, self.styles, self.metre, self.tempo_bpm, self.swing, self.swing_unit,
            self.push_ms, self.band, self.form, self.progression, self.mode, self.programs,
        )  # fmt: skip

    def __eq__(self, other: object) -> bool:
        """Two grooves are equal when they play and say the same."""
        return isinstance(other, Groove) and self.header() == other.header() and self.body == other.body

    def __hash__(self) -> int:
        return hash(self.name)
