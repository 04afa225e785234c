"""Where a bar of the piece stands in the chart that is followed. Pure; bars are counted from 0."""

from __future__ import annotations

from model.engine.chart_figures import ChartedBar
from model.engine.cues import CuedBar, cued_bar, moved
from model.engine.groove_bar import in_order
from model.engine.note_classes import NoteClasses
from model.engine.resolved_plan import ResolvedPlan
from model.music.events import Note
from model.music.form import Place
from model.music.generation_options import ENDING, SECTION, Cue, GenerationOptions
from model.music.keys import Key
from model.music.played_chart import PUSH, PlayedBar, PlayedChart

MELODY_VELOCITY = 92


class ChartPlace:
    """The chart of a generation's options, in the key that is played."""

    def __init__(self, chart: PlayedChart, options: GenerationOptions, key: Key | None) -> None:
        """key: the one asked for; the chart is moved there where it has the same mode."""
        written = chart.key
        is_moved = key is not None and written is not None and key.mode == written.mode
        self.chart = chart.transposed(key.tonic - written.tonic) if is_moved and key and written else chart
        self._from = options.chart_from
        self._charted: dict[int, ChartedBar] = {}  # of the bar whose notes are asked for one after another
        self._cues = tuple(c for c in moved(options.cues, -self._from) if c.bar >= 0 or c.kind not in (SECTION, ENDING))

    def cued(self, number: int) -> CuedBar:
        """Place in the chart's form of a bar of the piece, cues followed."""
        return cued_bar(max(number - self._from, 0), self.chart.form, self._cues)

    def bar(self, number: int) -> PlayedBar:
        """The bar of the chart that is played."""
        ending = self._ending(number)
        if ending is not None:
            return self.chart.bar_of_ending(number - self._from - ending.bar, ending.n_bars)
        return self.chart.bar_at(self._place(number))

    def section_that_begins(self, number: int) -> str:
        """Name of the section whose first bar this is; "" inside a section."""
        ending = self._ending(number)
        if ending is not None:
            return "Ending" if ending.bar == number - self._from else ""
        place = self._place(number)
        return self.chart.name_at(place) if place.bar == 0 else ""

    def charted(self, number: int) -> ChartedBar:
        """The bar with what its figures have to do with its neighbours."""
        if number not in self._charted:
            is_pushed = self.bar(number + 1).chords[0].figure == PUSH
            may_push_back = number > self._from
            self._charted = {number: ChartedBar(self.bar(number), is_pushed, may_push_back=may_push_back)}
        return self._charted[number]

    def melody(self, number: int, part: int, resolved: ResolvedPlan) -> tuple[NoteClasses, ...]:
        """The chart's melody in a bar, as notes of a part, in canonical order."""
        metre = self.bar(number).metre
        notes = [
            Note(each.tick, part, each.pitch, each.duration_ticks, MELODY_VELOCITY)
            for each in self.bar(number).melody
            if each.tick < metre.bar_ticks
        ]
        return in_order(resolved.to_classes(note) for note in notes)

    def _place(self, number: int) -> Place:
        return self.chart.form.place(self.cued(number).number)

    def _ending(self, number: int) -> Cue | None:
        return next((c for c in self._cues if c.kind == ENDING and c.bar <= number - self._from), None)
