"""Reads ChordPro: directives, grids, and chords over words. https://www.chordpro.org/chordpro/chordpro-directives/

A grid says how long each chord holds. Chords over words do not; each holds a bar there, unless ``[|]`` stands between.
"""

from __future__ import annotations

import re

from model.charts.bar_lines import BarLineReader
from model.charts.cells import SAME_CHORD, Cell, chords_of_cells
from model.charts.chart import Chart, ChartError, checked_symbol
from model.charts.repeats import SECTION_WORDS, WrittenBar

_DIRECTIVE = re.compile(r"\s*\{\s*([A-Za-z_-]+)\s*(?::?\s*(.*?))?\s*\}\s*")
_INLINE = re.compile(r"\[([^\]]*)\]")
_OPENINGS = {
    "sov": "Verse",
    "soc": "Chorus",
    "sob": "Bridge",
    "sog": "",
    "sot": "",
    "start_of_verse": "Verse",
    "start_of_chorus": "Chorus",
    "start_of_bridge": "Bridge",
    "start_of_grid": "",
    "start_of_tab": "",
}
_CLOSINGS = frozenset(("eov", "eoc", "eob", "eog", "eot", "end_of_grid", "end_of_tab"))
_HEADERS = {"t": "title", "title": "title", "artist": "composer", "composer": "composer", "key": "key", "time": "time",
            "tempo": "tempo", "style": "style"}  # fmt: skip
_LABEL = re.compile(r"label\s*=\s*\"([^\"]*)\"")
_TIMES = re.compile(r"\s*\(?x\d+\)?")
_SHAPE = re.compile(r"(?:shape\s*=\s*\"[^\"]*\"|\d+(?:\+\d+)?x\d+(?:\+\d+)?)")


class _Reader:
    def __init__(self) -> None:
        self.bars = BarLineReader()
        self._is_grid = self._is_tab = False
        self._chorus: tuple[int, int] | None = None
        self._chorus_from: int | None = None

    def line(self, text: str, number: int) -> None:
        if self._is_tab and not text.strip().startswith("{"):
            return
        directive = _DIRECTIVE.fullmatch(text)
        if directive is not None:
            self._directive(directive[1].casefold(), directive[2] or "", number)
        elif text.strip().startswith("{"):
            raise ChartError("the directive is not closed; write it like {key: Am}", number, text.index("{") + 1)
        elif self._is_grid or text.lstrip().startswith("|"):
            self._grid_line(text, number)
        elif text.count("[") != text.count("]"):
            raise ChartError("a chord is not closed; write it like [Am]", number, text.find("[") + 1)
        else:
            self._words_line(text, number)

    def _directive(self, name: str, value: str, number: int) -> None:
        if name == "meta":
            name, _, value = value.partition(" ")
            name, value = name.casefold(), value.strip()
        if name in _HEADERS and (value or name != "t"):
            self.bars.header(_HEADERS[name], value, number)
        elif name in _OPENINGS or name.startswith("start_of_"):
            usual = _OPENINGS.get(name, name.removeprefix("start_of_").capitalize())
            self._open(name, _label(value) or usual)
        elif name in _CLOSINGS or name.startswith("end_of_"):
            self._close(name)
        elif name == "chorus":
            self._repeat_chorus(value, number)
        elif name in ("c", "comment", "ci", "cb", "comment_italic", "comment_box"):
            self._comment(value)

    def _open(self, name: str, label: str) -> None:
        self._is_grid, self._is_tab = name in ("sog", "start_of_grid"), name in ("sot", "start_of_tab")
        if label:
            self.bars.begin_section(label)
        if name in ("soc", "start_of_chorus"):
            self._chorus_from = len(self.bars.bars)

    def _close(self, name: str) -> None:
        self._is_grid = self._is_tab = False
        if name in ("eoc", "end_of_chorus") and self._chorus_from is not None:
            self._chorus = (self._chorus_from, len(self.bars.bars))

    def _comment(self, text: str) -> None:
        """A comment such as "Verse 2" names a section where no bars follow the name before it."""
        words = text.strip().rstrip(":")
        if SECTION_WORDS.fullmatch(words):
            self.bars.begin_section(words)

    def _repeat_chorus(self, label: str, number: int) -> None:
        if self._chorus is None:
            raise ChartError(
                "{chorus} repeats a chorus, and there is none before it; write {start_of_chorus}", number, 1
            )
        first, last = self._chorus
        bars = self.bars.bars
        for at in range(first, last):
            source = bars[at]
            section = (label or source.section or "Chorus") if at == first else source.section
            copied = WrittenBar(source.metre, source.key, source.chords, section=section, line=number, column=1)
            copied.endings, copied.repeat_begins = source.endings, source.repeat_begins
            copied.repeat_times = source.repeat_times
            bars.append(copied)

    def _grid_line(self, text: str, number: int) -> None:
        """A line of a grid; what stands before the first bar line and behind the last is a margin."""
        first, last = text.find("|"), max(text.rfind("|"), text.rfind("]"))
        if first < 0:
            if text.strip() and not text.strip().startswith("#"):
                raise ChartError("a line of a grid has no bar line; write | Am . . . | F . . . |", number, 1)
            return
        start = first - 1 if first and text[first - 1] == ":" else first
        end = last + 1
        tail = _TIMES.match(text[end:])
        end = len(text) if _are_cells(text[end:]) else end + (tail.end() if tail else 0)
        self.bars.line(text[start:end], number, start)

    def _words_line(self, text: str, number: int) -> None:
        found = [Cell(match[1].strip(), number, match.start() + 2) for match in _INLINE.finditer(text)]
        found = [cell for cell in found if cell.text and not cell.text.startswith("*")]
        if not found:
            return
        if any(set(cell.text) <= {"|", ":"} for cell in found):
            self.bars.line(_as_bar_lines(found), number)
            return
        for cell in found:
            bar = WrittenBar(self.bars.metre, self.bars.key, line=number, column=cell.column)
            bar.chords = chords_of_cells([cell], self.bars.metre)
            self.bars.take(bar)


def _as_bar_lines(cells: list[Cell]) -> str:
    """Inline chords and bar lines as one line, each at its own column."""
    text = ""
    for cell in cells:
        text = text.ljust(cell.column - 1) + cell.text + " "
    return text


def _are_cells(text: str) -> bool:
    """Whether all words behind the last bar line are chords: a bar that the line does not close."""
    words = text.split()
    try:
        for word in words:
            if word not in SAME_CHORD:
                checked_symbol(word)
    except ChartError:
        return False
    return bool(words)


def _label(value: str) -> str:
    label = _LABEL.search(value)
    return (label[1] if label else _SHAPE.sub("", value)).strip()


def read_chordpro(text: str) -> Chart:
    """Read a ChordPro file. Raises ChartError with line and column."""
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.lstrip().startswith("#"):
            reader.line(line, number)
    return reader.bars.chart()
