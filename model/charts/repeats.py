"""Bars as written, with repeats, endings and jumps, and the order in which they are played. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from model.charts.chart import (
    MAX_BARS,
    Chart,
    ChartBar,
    ChartChord,
    ChartError,
    ChartSection,
    MelodyNote,
)
from model.music.events import Metre
from model.music.keys import Key

MOST_TIMES = 16
# Words of a comment or a direction that name a section.
SECTION_WORDS = re.compile(
    r"(?:intro|verse|chorus|refrain|bridge|solo|outro|ending|coda|tag|interlude|head)\b.{0,20}", re.IGNORECASE
)
_JUMP = re.compile(r"(d\.?\s*[cs])\b\.?(?:\s*al\s*(fine|coda|(?:2nd|second|last)?\s*end(?:ing)?\.?))?", re.IGNORECASE)
_DA_CAPO = re.compile(r"da\s+capo", re.IGNORECASE)
_DAL_SEGNO = re.compile(r"(?:dal|del)\s+segno", re.IGNORECASE)


@dataclass
class WrittenBar:
    """One bar as written. ``section``: the name of one that begins here; ``repeat_times``: 0 where none ends."""

    metre: Metre
    key: Key | None
    chords: tuple[ChartChord, ...] = ()
    melody: tuple[MelodyNote, ...] = ()
    section: str | None = None
    repeat_begins: bool = False
    repeat_times: int = 0
    endings: frozenset[int] = field(default_factory=frozenset)
    is_segno: bool = False
    is_coda: bool = False
    to_coda: bool = False
    is_fine: bool = False
    jump: str = ""  # "C" from the beginning, "S" from the segno
    jump_until: str = ""  # "fine", "coda", or "" to the end
    line: int = 0
    column: int = 0

    def take_direction(self, text: str) -> bool:
        """Take words such as "D.S. al Coda", "Fine", "Segno"; False when they are none of these."""
        words = " ".join(text.casefold().split())
        plain = _DA_CAPO.sub("d.c.", _DAL_SEGNO.sub("d.s.", words))
        jump = _JUMP.match(plain)
        if jump is not None:
            self.jump = jump[1][-1].upper()
            until = (jump[2] or "").strip()
            self.jump_until = until if until in ("fine", "coda") else ""
        elif words == "fine":
            self.is_fine = True
        elif words == "segno":
            self.is_segno = True
        elif words in ("to coda", "al coda"):
            self.to_coda = True
        elif words == "coda":
            self.is_coda = True
        else:
            return False
        return True


def unrolled(bars: Sequence[WrittenBar], **about: object) -> Chart:
    """The chart as played. about: fields of `Chart`. Raises ChartError where a jump has no target or never ends."""
    order = _Walk(bars).order() if bars else []
    sections: list[tuple[str, list[ChartBar]]] = []
    before = -2
    names = _names(bars)
    for number in order:
        bar = bars[number]
        is_start = bar.section is not None or (number != before + 1 and names[number] != names[max(before, 0)])
        if not sections or is_start:
            sections.append((names[number], []))
        sections[-1][1].append(ChartBar(bar.metre, bar.key, bar.chords, bar.melody))
        before = number
    made = tuple(ChartSection(name, tuple(content)) for name, content in sections)
    return Chart(made, **about)  # type: ignore[arg-type]


def _names(bars: Sequence[WrittenBar]) -> list[str]:
    """Name of the section of each bar; a coda without one is called so."""
    names, name = [], ""
    for bar in bars:
        if bar.is_coda and bar.section is None:
            bar.section = "Coda"
        name = bar.section if bar.section is not None else name
        names.append(name)
    return names


class _Walk:
    """One way through the bars, as a player reads them."""

    def __init__(self, bars: Sequence[WrittenBar]) -> None:
        self._bars = bars
        self._start, self._time = 0, 1
        self._jumped = False
        self._until = ""
        self._is_last_time = False

    def order(self) -> list[int]:
        """Numbers of the bars in the order they are played."""
        played: list[int] = []
        number: int | None = 0
        while number is not None and number < len(self._bars):
            bar = self._bars[number]
            if bar.repeat_begins and number != self._start:
                self._start, self._time = number, 1
            if bar.endings and self._time_of(number) not in bar.endings:
                number = self._after_ending(number)
                continue
            played.append(number)
            if len(played) > MAX_BARS:
                raise ChartError(f"with its repeats the chart has more than {MAX_BARS} bars", bar.line, bar.column)
            number = self._next(number, bar)
        return played

    def _time_of(self, number: int) -> int:
        """Which time through it is; after a jump the last, as repeats are not taken again."""
        if not self._jumped:
            return self._time
        times = {1}
        for bar in self._bars[number:]:
            if not bar.endings:
                break
            times |= bar.endings
        return max(times)

    def _after_ending(self, number: int) -> int:
        skipped = self._bars[number].endings
        while number < len(self._bars) and self._bars[number].endings == skipped:
            number += 1
            if self._bars[number - 1].repeat_times:
                break
        return number

    def _next(self, number: int, bar: WrittenBar) -> int | None:
        if self._jumped and self._until == "fine" and bar.is_fine:
            return None
        if self._jumped and self._until == "coda" and bar.to_coda:
            self._until = ""
            return self._find("is_coda", bar, number)
        if bar.repeat_times and not self._jumped and self._time < bar.repeat_times:
            self._time += 1
            return self._start
        if bar.repeat_times or (bar.endings and self._ends_endings(number)):
            self._start, self._time = number + 1, 1
        if bar.jump and not self._jumped:
            self._jumped, self._until = True, bar.jump_until
            if self._until:
                self._find("is_fine" if self._until == "fine" else "to_coda", bar)
            target = 0 if bar.jump == "C" else self._find("is_segno", bar)
            self._start, self._time = target, 1
            return target
        return number + 1

    def _ends_endings(self, number: int) -> bool:
        return number + 1 >= len(self._bars) or not self._bars[number + 1].endings

    def _find(self, sign: str, bar: WrittenBar, after: int = -1) -> int:
        found = [n for n, each in enumerate(self._bars) if getattr(each, sign) and n > after]
        if not found:
            name = {"is_coda": "Coda", "to_coda": "To Coda", "is_segno": "Segno", "is_fine": "Fine"}[sign]
            raise ChartError(
                f"a jump leads to a {name} that the chart does not have; write <{name}>", bar.line, bar.column
            )
        return found[0]
