"""The events played so far, as far as the features of the next event depend on them.

A `History` is a value: adding a note returns a new one, so a state can be kept, restored and forked. It holds
no more than the bars that look-back needs, so it costs the same at minute 40 as at second 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from model.engine.feature_values import place_code
from model.engine.network_controls import BarControls
from model.engine.note_classes import BAR_LINE, NoteClasses
from model.music.config import BAR, LOOK_BACK_BARS, N_PARTS, NGRAM_BARS, NGRAM_ORDERS, NO_PITCH

_LINE_CODE = 0


def _context(codes: tuple[int, ...], n_codes: int, order: int) -> int:
    """The last ``order`` of the first ``n_codes`` events, in so many bits that two contexts hardly ever meet."""
    return hash((order, *codes[n_codes - order : n_codes]))


class Continuation(NamedTuple):
    """N-gram continuation: the event that followed the same events the last time; ``note`` None = their bar ended."""

    note: NoteClasses | None
    level: int  # 1 + index of the match's length in NGRAM_ORDERS, counted from the shortest


class BarRecord(NamedTuple):
    """Notes of one bar in canonical order, with their place codes."""

    places: tuple[int, ...] = ()
    notes: tuple[NoteClasses, ...] = ()
    followers: Mapping[int, NoteClasses | None] = MappingProxyType({})  # by context, once the bar is over

    def with_note(self, note: NoteClasses) -> BarRecord:
        """The record with one more note, which must come last in canonical order."""
        place = place_code(note.position, note.part, note.pitch)
        if self.places and place <= self.places[-1]:
            raise ValueError(f"{note} does not come after {self.notes[-1]}")
        return BarRecord((*self.places, place), (*self.notes, note))

    def closed(self, codes_before: tuple[int, ...]) -> BarRecord:
        """The record of a bar that is over; ``codes_before`` are the codes of the events before its bar line."""
        codes = (*codes_before, _LINE_CODE, *self.places)
        followers: dict[int, NoteClasses | None] = {}
        for number, follower in enumerate((*self.notes, None)):
            n_codes = len(codes_before) + 1 + number
            for order in NGRAM_ORDERS:
                if n_codes >= order:
                    followers[_context(codes, n_codes, order)] = follower
        return self._replace(followers=followers)


EMPTY_BAR = BarRecord()
NO_CONTINUATION = Continuation(None, 0)


@dataclass(frozen=True)
class History:
    """Everything that the features of the next event depend on."""

    controls: BarControls | None = None
    n_bars: int = 0  # bars begun; may start above 0, for music that enters in the middle of things
    last: NoteClasses = BAR_LINE
    bar: BarRecord = EMPTY_BAR
    earlier: tuple[BarRecord, ...] = ()  # the bars before this one, latest first
    codes_before: tuple[int, ...] = ()  # codes of the last events before this bar's line
    last_of_part: tuple[NoteClasses | None, ...] = (None,) * N_PARTS
    second_pitches: tuple[int, ...] = (NO_PITCH,) * N_PARTS  # of the last but one
    last_of_key: Mapping[tuple[int, int], NoteClasses] = field(default_factory=dict)  # by part and pitch
    continuation: Continuation = NO_CONTINUATION

    def with_bar(self, controls: BarControls) -> History:
        """Begin a bar."""
        earlier, codes_before = self.earlier, self.codes_before
        if self.controls is not None:
            earlier = (self.bar.closed(codes_before), *earlier)[:NGRAM_BARS]
            codes_before = (*codes_before, _LINE_CODE, *self.bar.places)[1 - max(NGRAM_ORDERS) :]
        changed = replace(
            self,
            controls=controls,
            n_bars=self.n_bars + 1,
            last=BAR_LINE,
            bar=EMPTY_BAR,
            earlier=earlier,
            codes_before=codes_before,
        )
        return replace(changed, continuation=changed._find_continuation())

    def with_note(self, note: NoteClasses) -> History:
        """Add a note to the current bar."""
        part, last = note.part, self.last_of_part[note.part]
        second = last.pitch if last else NO_PITCH
        changed = replace(
            self,
            last=note,
            bar=self.bar.with_note(note),
            last_of_part=(*self.last_of_part[:part], note, *self.last_of_part[part + 1 :]),
            second_pitches=(*self.second_pitches[:part], second, *self.second_pitches[part + 1 :]),
            last_of_key={**self.last_of_key, (part, note.pitch): note},
        )
        return replace(changed, continuation=changed._find_continuation())

    @property
    def open_controls(self) -> BarControls:
        """Controls of the bar that was begun."""
        assert self.controls is not None, "a bar must begin before anything else"
        return self.controls

    def _find_continuation(self) -> Continuation:
        """Event that followed the last events the last time they came."""
        if self.open_controls.ignore_lookback:
            return NO_CONTINUATION
        codes = (*self.codes_before, _LINE_CODE, *self.bar.places)
        for number, order in enumerate(NGRAM_ORDERS):
            if len(codes) < order:
                continue
            context = _context(codes, len(codes), order)
            for bar in self.earlier:
                if context in bar.followers:
                    return Continuation(bar.followers[context], len(NGRAM_ORDERS) - number)
        return NO_CONTINUATION

    def is_unknown(self, n_bars: int) -> bool:
        """Whether the bar n_bars ago is hidden or does not exist."""
        return self.open_controls.ignore_lookback or n_bars > len(self.earlier)

    @property
    def place(self) -> int:
        """Place code of the last event in its bar."""
        return self.bar.places[-1] if self.bar.places else 0

    def follower(self, n_bars: int) -> NoteClasses | None:
        """Note that came after this place n_bars ago, in a bar that is known; None = its bar ended there."""
        bar = self.earlier[n_bars - 1]
        found = bisect_right(bar.places, self.place)
        return bar.notes[found] if found < len(bar.notes) else None

    def same_place(self, n_bars: int, when: int, part: int) -> NoteClasses | None:
        """Note that ``part`` played at this tick n_bars ago, the next higher one inside a chord."""
        if self.is_unknown(n_bars):
            return None
        bar = self.earlier[n_bars - 1]
        lowest = self.last.pitch if self.is_stacked(when, part) else -1
        found = bisect_right(bar.places, place_code(when, part, lowest))
        if found < len(bar.notes) and bar.notes[found][:2] == (part, when):
            return bar.notes[found]
        return None

    def shares_tick(self, when: int) -> bool:
        """Whether a note at ``when`` would sound together with the last one."""
        return self.last.part != BAR and self.last.position == when

    def is_stacked(self, when: int, part: int) -> bool:
        """Whether a note would be part of a chord that its part is striking."""
        return self.shares_tick(when) and self.last.part == part

    def run(self, part: int) -> tuple[int, int]:
        """Pitch class of a part's last note, and how many times in a row it was struck in the bars remembered."""
        pitch, n_times = NO_PITCH, 0
        for bar in (self.bar, *self.earlier[: max(LOOK_BACK_BARS)]):
            for note in reversed(bar.notes):
                if note.part != part:
                    continue
                if n_times and note.pitch != pitch:
                    return pitch, n_times
                pitch, n_times = note.pitch, n_times + 1
        return pitch, n_times

    def same_note(self, n_bars: int, when: int, part: int, pitch: int) -> NoteClasses | None:
        """The note of this place and pitch n_bars ago."""
        if self.is_unknown(n_bars):
            return None
        bar = self.earlier[n_bars - 1]
        place = place_code(when, part, pitch)
        found = bisect_right(bar.places, place) - 1
        return bar.notes[found] if found >= 0 and bar.places[found] == place else None
