"""Reads charts written with bar lines: Sideman's own text, and the grids of ChordPro.

``[Verse]`` names a section, ``| Am | F G | % |`` are bars, ``|: … :| x3`` repeats, ``1.`` and ``2.`` begin endings,
``(3/4)`` changes the metre, ``<D.S. al Coda>`` and the like are directions; header lines such as ``key: Am`` may stand
anywhere and hold from there on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from model.charts.cells import SAME_CHORD, Cell, chords_of_cells
from model.charts.chart import Chart, ChartChord, ChartError
from model.charts.repeats import MOST_TIMES, WrittenBar, unrolled
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from model.music.events import COMMON_TIME, Metre
from model.music.keys import Key

_TOKEN = re.compile(
    r"(?P<sign>:?\|+[:.\]]?|:\|)|(?P<direction><[^<>|]*[A-Za-z][^<>|]*>)|(?P<word>[^\s|]+?(?=:\||[\s|]|$))"
)
_HEADER = re.compile(
    r"\s*(title|composer|artist|author|style|feel|genre|key|metre|meter|time signature|time|tempo|bpm|subtitle|capo|"
    r"copyright|source|year|album|arranger)\s*:\s*(.*?)\s*$",
    re.IGNORECASE,
)
_SECTION = re.compile(r"\s*\[([^\]|]{1,60})\]")
_ENDING = re.compile(r"(\d(?:,\d)*)\.?")
_TIMES = re.compile(r"\(?(?:x(\d+)|(\d+)x)\)?", re.IGNORECASE)
_METRE = re.compile(r"[(\[]?(\d+/\d+)[)\]]?")
_SAME_NAMES = {
    "artist": "composer",
    "author": "composer",
    "feel": "style",
    "genre": "style",
    "bpm": "tempo",
    "meter": "metre",
    "time": "metre",
    "time signature": "metre",
}
_NOT_PLAYED = frozenset(("subtitle", "capo", "copyright", "source", "year", "album", "arranger"))


@dataclass
class BarLineReader:
    """Reads lines one after another; ``chart`` when all are read."""

    metre: Metre = COMMON_TIME
    key: Key | None = None
    title: str = ""
    composer: str = ""
    style: str = ""
    tempo_bpm: float | None = None
    bars: list[WrittenBar] = field(default_factory=list)
    _section: str | None = None
    _endings: frozenset[int] = frozenset()
    _begins: bool = False
    _awaits_double: int = 0  # bars still covered by a sign that repeats two bars
    _directions: list[Cell] = field(default_factory=list)

    def chart(self) -> Chart:
        """The chart of all lines read. Raises ChartError."""
        return unrolled(self.bars, title=self.title, composer=self.composer, style=self.style, tempo_bpm=self.tempo_bpm)

    def header(self, name: str, value: str, line: int, column: int = 1) -> None:
        """Take a header: title, composer, style, key, metre or tempo. Raises ChartError with its place."""
        name = _SAME_NAMES.get(name.casefold(), name.casefold())
        try:
            if name == "key":
                self.key = Key.parse(value)
            elif name == "metre":
                self.metre = Metre.parse(value)
            elif name == "tempo":
                self.tempo_bpm = _tempo(value)
            elif name not in _NOT_PLAYED:
                setattr(self, name, value)
        except ValueError as error:
            raise ChartError(str(error), line, column) from error

    def begin_section(self, name: str) -> None:
        """The next bar begins a section."""
        self._section, self._endings = name.strip(), frozenset()

    def line(self, text: str, number: int, offset: int = 0) -> None:
        """Read the bars of a line. offset: characters before it. Raises ChartError with its place."""
        cells: list[Cell] = []
        is_first_of_bar, has_sign = True, False
        last_sign_ends_repeat = False
        for match in _TOKEN.finditer(text):
            cell = Cell(match[0], number, match.start() + 1 + offset)
            if match["sign"]:
                if cells or (has_sign and not self._is_pending(text, match)):
                    self._close(cells, number, cell.column)
                last_sign_ends_repeat = match[0].startswith(":")
                self._take_sign(cell)
                cells, is_first_of_bar, has_sign = [], True, True
                continue
            if match["direction"]:
                self._direct(cell, is_open=bool(cells) or (is_first_of_bar and not last_sign_ends_repeat))
                continue
            if is_first_of_bar and self._take_opening(cell, after_repeat=last_sign_ends_repeat):
                continue
            is_first_of_bar = False
            cells.append(cell)
        if cells:
            self._close(cells, number, len(text) + offset)

    def _is_pending(self, text: str, match: re.Match[str]) -> bool:
        """Whether a sign directly follows another or a direction, so that no empty bar lies between."""
        before = text[: match.start()].rstrip()
        return (
            match[0].endswith(":")
            or not before
            or before.endswith((":", ">", ")", ".", "]"))
            or text[match.start() - 1] == "|"
        )

    def _take_opening(self, cell: Cell, *, after_repeat: bool) -> bool:
        """Take an ending, a metre, or a number of times at the start of a bar; False for anything else."""
        times, ending, metre = (form.fullmatch(cell.text) for form in (_TIMES, _ENDING, _METRE))
        if times is not None and after_repeat and self.bars:
            n_times = int(times[1] or times[2])
            if not 2 <= n_times <= MOST_TIMES:
                raise ChartError(f"a repeat is played 2 to {MOST_TIMES} times, not {n_times}", cell.line, cell.column)
            self.bars[-1].repeat_times = n_times
        elif ending is not None:
            self._endings = frozenset(int(each) for each in ending[1].split(","))
        elif metre is not None:
            self.header("metre", metre[1], cell.line, cell.column)
        else:
            return False
        return True

    def _direct(self, cell: Cell, *, is_open: bool) -> None:
        words = cell.text[1:-1]
        check = WrittenBar(self.metre, self.key)
        if not check.take_direction(words):
            known = "<D.C. al Fine>, <D.S. al Coda>, <Segno>, <To Coda>, <Coda> or <Fine>"
            raise ChartError(f"{words[:30]!r} is not a known direction; write {known}", cell.line, cell.column)
        if is_open or not self.bars:
            self._directions.append(Cell(words, cell.line, cell.column))
        else:
            self.bars[-1].take_direction(words)

    def _take_sign(self, cell: Cell) -> None:
        if cell.text.startswith(":"):
            if not self.bars:
                raise ChartError("a repeat ends before any bar", cell.line, cell.column)
            self.bars[-1].repeat_times = max(self._n_endings(), 2)
            self._endings = frozenset()
        if cell.text.endswith(":"):
            self._begins, self._endings = True, frozenset()

    def _n_endings(self) -> int:
        """How often a repeat is played by the endings written so far: one more than the last of them."""
        return max(self.bars[-1].endings, default=1) + 1

    def _close(self, cells: list[Cell], line: int, column: int) -> None:
        bar = WrittenBar(self.metre, self.key, line=line, column=column)
        bar.chords = self._chords(cells, line)
        self.take(bar)

    def take(self, bar: WrittenBar) -> None:
        """Append a bar, with the section, ending, repeat and directions that were read before it."""
        bar.section, bar.endings, bar.repeat_begins = self._section, self._endings, self._begins
        for direction in self._directions:
            bar.take_direction(direction.text)
        self._section, self._begins, self._directions = None, False, []
        self.bars.append(bar)

    def _chords(self, cells: list[Cell], line: int) -> tuple[ChartChord, ...]:
        words = [cell.text for cell in cells]
        if self._awaits_double and all(word in SAME_CHORD or word == "%%" for word in words):
            self._awaits_double -= 1
            return self.bars[-2].chords
        self._awaits_double = 0
        if words == ["%%"]:
            if len(self.bars) < 2:
                raise ChartError("%% repeats two bars, and there are not two before it", line, cells[0].column)
            self._awaits_double = 1
            return self.bars[-2].chords
        if words and words[0] in ("%", "x") and all(word in SAME_CHORD for word in words[1:]):
            if not self.bars:
                raise ChartError("% repeats the bar before, and there is none", line, cells[0].column)
            return self.bars[-1].chords
        return chords_of_cells(cells, self.metre)


def read_bar_lines(text: str) -> Chart:
    """Read Sideman's own text. Raises ChartError with line and column."""
    reader = BarLineReader()
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        header = _HEADER.fullmatch(line)
        if header is not None:
            reader.header(header[1], header[2], number, header.start(2) + 1)
            continue
        section = _SECTION.match(line)
        if section is not None and ("|" in line[section.end() :] or not line[section.end() :].strip()):
            metre = _METRE.fullmatch(section[1].strip())
            if metre is not None:
                reader.header("metre", metre[1], number, section.start(1) + 1)
            else:
                reader.begin_section(section[1])
            line = " " * section.end() + line[section.end() :]
        if line.strip() and "|" not in line:
            column = len(line) - len(line.lstrip()) + 1
            raise ChartError("there is no bar line; write bars like | Am | F |, or [Verse], or key: Am", number, column)
        reader.line(line, number)
    return reader.chart()


def _tempo(text: str) -> float:
    try:
        tempo_bpm = float(text.casefold().removesuffix("bpm"))
    except ValueError:
        raise ValueError(f"{text[:20]!r} is not a recognised tempo; write a number such as 120") from None
    if not MIN_TEMPO_BPM <= tempo_bpm <= MAX_TEMPO_BPM:
        raise ValueError(f"a tempo is {MIN_TEMPO_BPM:g} to {MAX_TEMPO_BPM:g} bpm, not {tempo_bpm:g}")
    return tempo_bpm
