"""Bars played and planned lately: for loops, and for a restarted inference process. Guarded by the performer's lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from bridge.core.messages import BarLine, PlannedNote
from bridge.inference.protocol import PastBar
from model.music.config import TICKS_PER_QUARTER
from model.music.events import Metre, Note

N_KEPT_BARS = 40


@dataclass
class KeptBar:
    """A bar and its notes, in the order in which they came."""

    line: BarLine
    notes: list[PlannedNote] = field(default_factory=list)


class BarLog:
    """The last `N_KEPT_BARS` bars."""

    def __init__(self) -> None:
        self._bars: deque[KeptBar] = deque(maxlen=N_KEPT_BARS)

    @property
    def lines(self) -> list[BarLine]:
        """Bar lines known, in order."""
        return [bar.line for bar in self._bars]

    @property
    def bars(self) -> list[KeptBar]:
        """Bars known, in order."""
        return list(self._bars)

    def clear(self) -> None:
        """Forget everything."""
        self._bars.clear()

    def add_line(self, line: BarLine) -> None:
        """Add a bar; bars from its beat on are dropped."""
        self.forget_from(line.beat)
        self._bars.append(KeptBar(line))

    def add_notes(self, notes: Sequence[PlannedNote]) -> None:
        """Notes of the bars known."""
        for note in notes:
            bar = next((bar for bar in reversed(self._bars) if bar.line.beat <= note.beat), None)
            if bar is not None and note.beat < bar.line.end_beat:
                bar.notes.append(note)

    def forget_from(self, beat: float) -> None:
        """Drop notes and bars from ``beat`` on."""
        while self._bars and self._bars[-1].line.beat >= beat:
            self._bars.pop()
        if self._bars:
            self._bars[-1].notes = [note for note in self._bars[-1].notes if note.beat < beat]

    def bars_before(self, beat: float, n_bars: int) -> list[KeptBar]:
        """The last ``n_bars`` bars that have ended by ``beat``."""
        ended = [bar for bar in self._bars if bar.line.end_beat <= beat]
        return ended[max(len(ended) - n_bars, 0) :]

    def line_at(self, beat: float) -> BarLine | None:
        """The bar that a beat lies in."""
        return next((b.line for b in reversed(self._bars) if b.line.beat <= beat < b.line.end_beat), None)


def past_of(bars: Sequence[KeptBar]) -> tuple[PastBar, ...]:
    """Bars in the form that the network takes."""
    return tuple(PastBar(bar.line.metre, tuple(_note(note, bar.line.beat) for note in bar.notes)) for bar in bars)


def _note(note: PlannedNote, bar_beat: float) -> Note:
    tick = round((note.beat - bar_beat) * TICKS_PER_QUARTER)
    return Note(tick, note.part, note.pitch, max(1, round(note.duration_beats * TICKS_PER_QUARTER)), note.velocity)


def bars_of_phrase(notes: Sequence[tuple[int, int, float, float]], metre: Metre, part: int) -> tuple[PastBar, ...]:
    """A player's phrase of (pitch, velocity, on beat, off beat) as bars of the song, from its first note's bar.

    >>> [len(bar.notes) for bar in bars_of_phrase([(60, 90, 4.5, 5.0), (62, 90, 8.0, 9.0)], Metre(4, 4), 1)]
    [1, 1]
    """
    if not notes:
        return ()
    first = int(notes[0][2] // metre.bar_beats)
    n_bars = int(notes[-1][2] // metre.bar_beats) - first + 1
    bars: list[list[Note]] = [[] for _ in range(n_bars)]
    for pitch, velocity, on_beat, off_beat in notes:
        number = int(on_beat // metre.bar_beats)
        tick = round((on_beat - number * metre.bar_beats) * TICKS_PER_QUARTER)
        duration = max(1, round((off_beat - on_beat) * TICKS_PER_QUARTER))
        bars[number - first].append(Note(min(tick, metre.bar_ticks - 1), part, pitch, duration, velocity))
    return tuple(PastBar(metre, tuple(mine)) for mine in bars)
