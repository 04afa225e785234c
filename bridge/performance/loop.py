"""A loop of the last bars, for ``/sideman/hold``. Values; the performer keeps one while it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bridge.core.messages import BarLine
from bridge.performance.bar_log import KeptBar


@dataclass
class Loop:
    """Bars that come round from ``from_beat`` on, until released."""

    bars: Sequence[KeptBar]
    from_beat: float
    next_number: int
    _index: int = 0
    _end_beat: float | None = None

    @property
    def end_beat(self) -> float:
        """Up to where bars were taken."""
        return self.from_beat if self._end_beat is None else self._end_beat

    def next_bar(self, note_ids: Iterator[int]) -> KeptBar:
        """The next bar of the loop, at its place in the song."""
        kept, beat = self.bars[self._index], self.end_beat
        line = BarLine(
            self.next_number, beat, kept.line.tempo_bpm, kept.line.metre, kept.line.chords, kept.line.section
        )
        shift = beat - kept.line.beat
        notes = [note._replace(note_id=next(note_ids), beat=note.beat + shift) for note in kept.notes]
        self._index = (self._index + 1) % len(self.bars)
        self._end_beat, self.next_number = line.end_beat, self.next_number + 1
        return KeptBar(line, notes)

    def back_to(self, beat: float) -> None:
        """Take the bars from ``beat`` on once more, the line of one of them."""
        while self.end_beat > beat:
            self._index = (self._index - 1) % len(self.bars)
            self._end_beat = self.end_beat - self.bars[self._index].line.metre.bar_beats
            self.next_number -= 1
