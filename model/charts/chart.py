"""A chord chart as it is played: sections of bars, repeats written out. Values; positions in ticks of 1/24 quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from model.music.chord_symbols import is_chord_sign, read_chord
from model.music.config import TICKS_PER_QUARTER
from model.music.events import Metre
from model.music.keys import Key

MAX_BARS = 1_000  # of a chart with its repeats written out
MAX_CHART_BYTES = 8_000_000
MAX_CHORDS_PER_BAR = 16
NO_CHORD_SYMBOL = "N.C."


class ChartError(ValueError):
    """A chart that cannot be read; the message says what is wrong, where (line and column), and what to write."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        where = f"line {line}, column {column}: " if line else ""
        super().__init__(f"{where}{message}")
        self.line, self.column = line, column


class Figure(StrEnum):
    """How a chord is played: as the groove has it, as one short stroke, an eighth early, or struck once and held."""

    NONE = ""
    SHOT = "^"
    PUSH = "<"
    HOLD = "_"


class ChartChord(NamedTuple):
    """A chord from a tick of its bar on; ``symbol`` as written, or `NO_CHORD_SYMBOL`."""

    tick: int
    symbol: str
    figure: Figure = Figure.NONE

    @property
    def beat(self) -> float:
        """Quarter notes from the start of the bar."""
        return self.tick / TICKS_PER_QUARTER

    @property
    def is_rest(self) -> bool:
        """Whether nobody but the drums plays."""
        return is_chord_sign(self.symbol)


class MelodyNote(NamedTuple):
    """A note of the tune; ``tick`` counts from the start of its bar."""

    tick: int
    pitch: int
    duration_ticks: int


class ChartBar(NamedTuple):
    """One bar. Without chords the one before goes on; ``key`` None: unknown."""

    metre: Metre
    key: Key | None
    chords: tuple[ChartChord, ...]
    melody: tuple[MelodyNote, ...] = ()


class ChartSection(NamedTuple):
    """A stretch of bars under a name as written; "" where the chart names none."""

    name: str
    bars: tuple[ChartBar, ...]


@dataclass(frozen=True)
class Chart:
    """A chart with its repeats written out. Raises ChartError when it has no bars, no chord, or too many bars."""

    sections: tuple[ChartSection, ...]
    title: str = ""
    composer: str = ""
    style: str = ""
    tempo_bpm: float | None = None

    def __post_init__(self) -> None:
        if not self.n_bars:
            raise ChartError("the chart has no bars; write them like | Am | F | C | G |")
        if self.n_bars > MAX_BARS:
            raise ChartError(f"the chart has {self.n_bars} bars with its repeats; {MAX_BARS} are the most")
        if not any(not chord.is_rest for bar in self.bars for chord in bar.chords):
            raise ChartError("the chart has no chord; write chords like | Am | F | C | G |")

    @property
    def bars(self) -> Iterator[ChartBar]:
        """All bars, in the order they are played."""
        return (bar for section in self.sections for bar in section.bars)

    @property
    def n_bars(self) -> int:
        """Bars in all."""
        return sum(len(section.bars) for section in self.sections)

    @property
    def metre(self) -> Metre:
        """Metre of the first bar."""
        return next(self.bars).metre

    @property
    def key(self) -> Key | None:
        """Key of the first bar."""
        return next(self.bars).key

    @property
    def has_melody(self) -> bool:
        """Whether any bar carries notes of a tune."""
        return any(bar.melody for bar in self.bars)

    def label(self, number: int) -> str:
        """Name under which a section, from 0, is called: as written, else its letter or number."""
        return self.sections[number].name or (chr(ord("A") + number) if number < 26 else str(number + 1))


def checked_symbol(text: str, line: int = 0, column: int = 0) -> str:
    """A chord symbol as it is kept. Raises ChartError with its place when it is not a chord."""
    if text.casefold() in ("n.c.", "nc", "n.c", "no chord", "tacet"):
        return NO_CHORD_SYMBOL
    try:
        read_chord(text)
    except ValueError as error:
        raise ChartError(str(error), line, column) from error
    return text
