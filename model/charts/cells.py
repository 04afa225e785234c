"""The chords of one bar from the cells written between two bar lines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from model.charts.chart import MAX_CHORDS_PER_BAR, ChartChord, ChartError, Figure, checked_symbol
from model.music.events import Metre

SAME_CHORD = frozenset(("/", "."))  # cells in which the chord before goes on
_FIGURES = {figure.value: figure for figure in Figure if figure.value}


class Cell(NamedTuple):
    """A word of a bar and its place in the text, from 1."""

    text: str
    line: int = 0
    column: int = 0


def n_units(metre: Metre) -> int:
    """Number of beats that chords share in a bar: two in 6/8, four in 4/4, seven in 7/8."""
    is_compound = metre.denominator >= 8 and metre.numerator % 3 == 0 and metre.numerator > 3
    return metre.numerator // 3 if is_compound else metre.numerator


def shares(n_chords: int, metre: Metre) -> list[int]:
    """Ticks on which so many chords begin that share a bar; the first ones hold longer where it does not divide.

    >>> shares(3, Metre(4, 4)), shares(2, Metre(6, 8)), shares(2, Metre(3, 4))
    ([0, 48, 72], [0, 36], [0, 48])
    """
    units = n_units(metre)
    while units < n_chords:
        units *= 2
    each, longer = divmod(units, n_chords)
    ticks, unit = [], 0
    for number in range(n_chords):
        ticks.append(unit * metre.bar_ticks // units)
        unit += each + (number < longer)
    return ticks


def chords_of_cells(cells: Sequence[Cell], metre: Metre) -> tuple[ChartChord, ...]:
    """Chords that share a bar; with "/" or "." among them each cell is a beat. Raises ChartError with its place."""
    if not cells:
        return ()
    split = _shared([each for cell in cells for each in _split(cell)])
    if len(split) > MAX_CHORDS_PER_BAR:
        raise ChartError(f"{len(split)} cells in a bar are too many; {MAX_CHORDS_PER_BAR} are the most", *cells[0][1:])
    has_beats = any(cell.text in SAME_CHORD for cell in split)
    ticks = _beats(split, metre) if has_beats else shares(len(split), metre)
    return tuple(_chord(tick, cell) for tick, cell in zip(ticks, split, strict=True) if cell.text not in SAME_CHORD)


def _beats(cells: Sequence[Cell], metre: Metre) -> list[int]:
    n_cells = len(cells)
    if (n_cells % metre.numerator and n_cells % n_units(metre)) or metre.bar_ticks % n_cells:
        hint = f"{metre} has {metre.numerator}"
        raise ChartError(f"the bar has {n_cells} beats and {hint}; write a chord, / or . for each", *cells[0][1:])
    return [number * metre.bar_ticks // n_cells for number in range(n_cells)]


def _shared(cells: list[Cell]) -> list[Cell]:
    """Cells of equal length where some are shared by chords joined with "~", as in the grids of ChordPro."""
    most = max(cell.text.count("~") for cell in cells) + 1
    if most == 1:
        return cells
    made: list[Cell] = []
    for cell in cells:
        texts = cell.text.split("~")
        made += [cell._replace(text=text or ".") for text in texts]
        made += [cell._replace(text=".")] * (most - len(texts))
    return made


def _split(cell: Cell) -> list[Cell]:
    """Cells of slashes written together, and of two chords joined by "-"."""
    if set(cell.text) <= {"/"} or (set(cell.text) <= {"."}):
        return [Cell(sign, cell.line, cell.column + at) for at, sign in enumerate(cell.text)]
    first, sign, second = cell.text.partition("-")
    if sign and first and second[:1].isupper() and second[:1] in "ABCDEFG":
        return [cell._replace(text=first), Cell(second, cell.line, cell.column + len(first) + 1)]
    return [cell]


def _chord(tick: int, cell: Cell) -> ChartChord:
    figure = _FIGURES.get(cell.text[-1:], Figure.NONE)
    text = cell.text[:-1] if figure else cell.text
    return ChartChord(tick, checked_symbol(text, cell.line, cell.column), figure)
