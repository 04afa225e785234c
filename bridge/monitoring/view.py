"""Draws a performance for people: a live piano-roll in a terminal, plain lines elsewhere. One thread."""

from __future__ import annotations

import time
from collections import defaultdict
from types import TracebackType
from typing import Protocol

from rich.console import Console, Group
from rich.live import Live
from rich.rule import Rule
from rich.text import Text

from bridge.core.messages import BarLine, PlannedNote
from bridge.monitoring.performance_state import PerformanceState
from model.music.config import DRUMS, PARTS

BARS_SHOWN = 4
CELLS_PER_BEAT = 4
LABEL_WIDTH = 6
SEMITONES_A_ROW = (4, 6, 8, 12, 16)  # the first that fits the height
N_OTHER_ROWS = 6  # above and below the roll, and where the cursor stays
LOWEST, HIGHEST = 28, 92  # pitches outside are drawn on the edge rows
FRAMES_A_SECOND = 15
COLOURS = (
    "white", "cyan", "bright_magenta", "yellow", "green", "red", "blue", "magenta", "bright_yellow",
    "bright_green", "bright_cyan", "bright_red", "bright_blue", "grey70", "orange1", "pink1", "grey50",
)  # fmt: skip
_DRUM_ROWS = (("cymbal", (49, 51, 52, 53, 55, 57, 59)), ("hat", (42, 44, 46)), ("snare", (37, 38, 39, 40)))
_OTHER_DRUMS, _KICK = "toms", (35, 36)
_NOTE_NAMES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")


class View(Protocol):
    """Shows a performance; `tick` is called often."""

    def __enter__(self) -> View: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def bar_began(self, state: PerformanceState) -> None: ...
    def tick(self, state: PerformanceState) -> None: ...


def open_view(console: Console) -> View:
    """The live view on a terminal, plain lines elsewhere."""
    return LiveView(console) if console.is_terminal else PlainView(console)


class PlainView:
    """A line for each bar that has begun."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __enter__(self) -> PlainView:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def bar_began(self, state: PerformanceState) -> None:
        """Print the bar that begins: its notes are known ahead of time."""
        line = state.lines[-1]
        self._console.print(Text(plain_line(line, state.notes_of(line))), soft_wrap=True)

    def tick(self, state: PerformanceState) -> None:
        """Do nothing: the plain view prints bars only."""


def plain_line(line: BarLine, notes: list[PlannedNote]) -> str:
    """One bar in words.

    >>> from model.music.events import Metre
    >>> line = BarLine(3, 8.0, 96.0, Metre(4, 4), ("Am7", "F"))
    >>> plain_line(line, [PlannedNote(1, 5, 4, 33, 90, 8.0, 1.0), PlannedNote(2, 0, 9, 36, 90, 8.0, 0.25)])
    'bar   3  4/4   96 bpm  Am7 F         bass A1 | drums 1'
    """
    by_part: dict[int, list[PlannedNote]] = defaultdict(list)
    for note in notes:
        by_part[note.part].append(note)
    played = []
    for part, mine in sorted(by_part.items(), reverse=True):
        names = " ".join(pitch_name(note.pitch) for note in mine[:8]) if part != DRUMS else str(len(mine))
        played.append(f"{PARTS[part]} {names}" + (" …" if part != DRUMS and len(mine) > 8 else ""))
    chords = " ".join(line.chords)
    head = f"bar {line.number:3d}  {line.metre}  {line.tempo_bpm:3.0f} bpm  {chords:12s}"
    return f"{head}  {' | '.join(played) or '–'}"


def pitch_name(pitch: int) -> str:
    """Name with octave, middle C being C4.

    >>> pitch_name(60), pitch_name(33)
    ('C4', 'A1')
    """
    return f"{_NOTE_NAMES[pitch % 12]}{pitch // 12 - 1}"


class LiveView:
    """A piano-roll of four bars that turns its page, with a cursor at the beat that sounds."""

    def __init__(self, console: Console) -> None:
        self._live = Live(console=console, auto_refresh=False, transient=False)
        self._began_s = 0.0
        self._drawn_s = 0.0

    def __enter__(self) -> LiveView:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def bar_began(self, state: PerformanceState) -> None:
        """Remember when, for the cursor."""
        self._began_s = time.monotonic()
        self._draw(state)

    def tick(self, state: PerformanceState) -> None:
        """Move the cursor."""
        if time.monotonic() - self._drawn_s >= 1.0 / FRAMES_A_SECOND:
            self._draw(state)

    def _draw(self, state: PerformanceState) -> None:
        self._drawn_s = time.monotonic()
        beat = 0.0
        if state.lines:
            line = state.lines[-1]
            beat = line.beat + (self._drawn_s - self._began_s) * line.tempo_bpm / 60.0
            beat = min(beat, line.end_beat)
        self._live.update(picture(state, beat, self._live.console.height), refresh=True)


def picture(state: PerformanceState, beat: float, height: int = 80) -> Group:
    """The page around ``beat``, with the plan above and the parts below; low enough for ``height`` rows, if it can."""
    plan = state.plan
    words = [str(plan.get(name, "")) for name in ("style", "key", "metre", "parts")]
    title = Text("  ".join(word for word in words if word), style="bold", no_wrap=True)
    if not state.lines:
        return Group(title, Text("the first bar is being made…"))
    page = page_lines(state.lines)
    now = state.lines[-1]
    head = Text(f"bar {now.number}   {' → '.join(now.chords)}   {now.tempo_bpm:g} bpm", no_wrap=True)
    roll = Roll(page, beat, height - N_OTHER_ROWS)
    sounding: set[int] = set()
    for note in state.notes.values():
        if page[0].beat <= note.beat < page[-1].end_beat:
            roll.put(note)
            if note.beat <= beat < note.beat + note.duration_beats:
                sounding.add(note.part)
    return Group(title, head, Rule(style="grey30"), *roll.rows(), Rule(style="grey30"), _parts(state, sounding))


def page_lines(lines: list[BarLine]) -> list[BarLine]:
    """Bar lines of the page: those that have passed, and guesses for those that will follow."""
    first = (len(lines) - 1) // BARS_SHOWN * BARS_SHOWN
    page = lines[first:]
    while len(page) < BARS_SHOWN:
        last = page[-1]
        page.append(last._replace(number=last.number + 1, beat=last.end_beat, chords=("", "")))
    return page


def _parts(state: PerformanceState, sounding: set[int]) -> Text:
    text = Text(no_wrap=True)
    for part in sorted({note.part for note in state.notes.values()}):
        mark = "●" if part in sounding else "·"
        text.append(f"{mark} {PARTS[part]}  ", style=COLOURS[part])
    return text


class Roll:
    """Cells of a page: rows of pitches from high to low, then the drums."""

    def __init__(self, page: list[BarLine], beat: float, most_rows: int = 80) -> None:
        self._first = page[0].beat
        self._width = round((page[-1].end_beat - self._first) * CELLS_PER_BEAT)
        self._bar_cells = {round((line.beat - self._first) * CELLS_PER_BEAT) for line in page}
        self._cursor = int((beat - self._first) * CELLS_PER_BEAT)
        self._cells: dict[tuple[str, int], tuple[str, int]] = {}
        drums = [*(name for name, _ in _DRUM_ROWS), _OTHER_DRUMS, "kick"]
        for semitones in SEMITONES_A_ROW:
            self._semitones = semitones
            self._labels = [pitch_name(pitch) for pitch in range(HIGHEST, LOWEST - 1, -semitones)] + drums
            if len(self._labels) <= most_rows:
                break

    def put(self, note: PlannedNote) -> None:
        """Draw a note: its stroke, then how long it is held."""
        row = self._row(note)
        start = round((note.beat - self._first) * CELLS_PER_BEAT)
        length = 1 if note.part == DRUMS else max(1, round(note.duration_beats * CELLS_PER_BEAT))
        for cell in range(start, min(start + length, self._width)):
            if cell == start or (row, cell) not in self._cells:
                self._cells[row, cell] = ("█" if cell == start else "▬", note.part)

    def _row(self, note: PlannedNote) -> str:
        if note.part != DRUMS:
            inside = min(max(note.pitch, LOWEST), HIGHEST)
            return pitch_name(HIGHEST - (HIGHEST - inside) // self._semitones * self._semitones)
        if note.pitch in _KICK:
            return "kick"
        return next((name for name, keys in _DRUM_ROWS if note.pitch in keys), _OTHER_DRUMS)

    def rows(self) -> list[Text]:
        """The rows as styled text."""
        return [self._text(label) for label in self._labels]

    def _text(self, label: str) -> Text:
        text = Text(f"{label:<{LABEL_WIDTH}s}", style="grey50", no_wrap=True)
        for cell in range(self._width):
            glyph, part = self._cells.get((label, cell), ("│" if cell in self._bar_cells else " ", -1))
            style = COLOURS[part] if part >= 0 else "grey30"
            text.append(glyph, style=f"{style} on grey23" if cell == self._cursor else style)
        return text
