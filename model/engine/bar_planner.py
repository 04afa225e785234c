"""Plans each bar: arrangement, chords, groove, and the controls that the network is given.

Knows nothing of the network and draws nothing. One thread at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from model.engine.adapter import Players
from model.engine.arrangement import Arrangement, ArrangementInputs, BarArrangement
from model.engine.bar_controls import controls_of_bar
from model.engine.chart_place import ChartPlace
from model.engine.cues import CuedBar, cued_bar, is_at_rest
from model.engine.engine import CorpusStatistics
from model.engine.groove_bar import RememberedBar
from model.engine.masks import Masks
from model.engine.network_controls import BarControls
from model.engine.note_classes import NoteClasses
from model.engine.resolved_plan import ResolvedPlan, resolve
from model.music.chord_symbols import is_resting, without_rest
from model.music.chords import ChordModel
from model.music.config import MODES, PARTS
from model.music.events import COMMON_TIME, Metre, Note
from model.music.generation_options import GenerationOptions
from model.music.grooves import GrooveBook
from model.music.keys import Key
from model.music.plan import Plan
from model.music.transposing import transpose_chord
from model.text import complete
from model.text.groove_choice import drawn_groove

_FOLLOWED_PARTS = ("lead", "reed", "pipe", "ensemble")  # as one of which the network hears a melody of others
MOST_REMEMBERED = 72  # bars that can come back: nine sections of eight


class BarPlanner:
    """Follows a plan and the options of a generation; bars are counted from 0."""

    def __init__(
        self,
        chords: ChordModel,
        statistics: CorpusStatistics,
        players: Players,
        book: GrooveBook,
        options: GenerationOptions,
        seed: int,
    ) -> None:
        self._statistics, self._players, self._seed = statistics, players, seed
        self._arrangement = Arrangement(chords, book, seed)
        self.options = options
        self.chords_from = 0  # the bar where the chords given begin
        self._asked_density: dict[str, float] = {}
        self._grooves: dict[tuple[object, ...], str | None] = {}
        self._in_sections: dict[tuple[frozenset[str], Metre | None, Key | None], tuple[ResolvedPlan, Masks]] = {}
        self._chart: ChartPlace | None = None
        self._chart_of: tuple[GenerationOptions, Key | None] | None = None

    @property
    def plan(self) -> Plan:
        """The plan followed, complete."""
        return self._plan

    @property
    def resolved(self) -> ResolvedPlan:
        """The plan with everything that its style decides."""
        return self._resolved

    @property
    def masks(self) -> Masks:
        """Masks of the values that the plan allows."""
        return self._masks

    @property
    def groove_push_ms(self) -> float:
        """Milliseconds by which the groove is ahead of the beat, negative behind it; 0 without a groove."""
        return self._arrangement.push_ms(self._asked(0))

    def set_options(self, options: GenerationOptions, n_bars: int) -> None:
        """Use other options; call `set_plan` next. n_bars: bars that are over, where new chords begin."""
        if options.chords != self.options.chords:
            self.chords_from = n_bars
        self.options = options

    def set_plan(self, plan: Plan, n_bars: int) -> None:
        """Follow a plan from the bar ``n_bars`` on; open fields are filled with the style's usual values."""
        plan = plan if plan.is_complete else complete(plan)
        if "groove" in plan.assumed:
            plan = replace(plan, groove=self._drawn(plan))
        self._plan = plan
        self._in_sections = {}
        self._take_chart()
        self.lay_out(frozenset(), n_bars)
        self.lay_out(self.arranged(n_bars).resting, n_bars)

    def _take_chart(self) -> None:
        """Follow the chart of the options, in the plan's key; made anew only where either has changed."""
        options, key = self.options, self._plan.key
        if options.chart is None:
            self._chart = self._chart_of = None
        elif self._chart_of is None or self._chart_of[0] is not options or self._chart_of[1] != key:
            self._chart, self._chart_of = ChartPlace(options.chart, options, key), (options, key)

    def set_density(self, densities: Mapping[str, float], n_bars: int) -> None:
        """Set densities of parts (`feature_values.density_feature`); others play as usual in the style."""
        self._asked_density = dict(densities)
        self.set_plan(self._plan, n_bars)

    def lay_out(self, resting: frozenset[str], number: int) -> None:
        """Resolve the plan for a bar in which parts rest, beside those that the options leave out."""
        plan = self._plan_at(number)
        if self._melody_part:
            resting |= {self._melody_part}
        place = (resting, plan.metre, plan.key)
        if place not in self._in_sections:
            options = replace(self.options, resting=self.options.resting | resting) if resting else self.options
            resolved = resolve(plan, options, self._statistics, self._asked_density, self._players)
            self._in_sections[place] = resolved, Masks(resolved, self._statistics)
        self._resolved, self._masks = self._in_sections[place]

    def _plan_at(self, number: int) -> Plan:
        """The plan in the metre and key of a bar of the chart."""
        if self._chart is None:
            return self._plan
        bar = self._chart.bar(number)
        plan = replace(self._plan, metre=bar.metre, key=bar.key or self._plan.key)
        return replace(plan, groove=self._drawn(plan)) if "groove" in plan.assumed else plan

    @property
    def _melody_part(self) -> str:
        """The part that the chart's melody is given to, as the network hears it; "" without a melody."""
        chart = self.options.chart
        if chart is None or not (chart.melody_part or chart.follows_melody):
            return ""
        free = next((part for part in _FOLLOWED_PARTS if part not in self._plan.parts), _FOLLOWED_PARTS[0])
        return chart.melody_part or free

    def melody(self, number: int) -> tuple[NoteClasses, ...]:
        """Notes of the chart's melody in a bar; `charted` says whether they are heard."""
        if self._chart is None or not self._melody_part:
            return ()
        return self._chart.melody(number, PARTS.index(self._melody_part), self._resolved)

    def sounding(self, number: int, note: NoteClasses, earlier: Sequence[NoteClasses]) -> Note | None:
        """A note as it is played, bent to the chart; None where it is left out: by the chart, or under "N.C."."""
        made = self._resolved.to_note(note)
        if self._chart is None:
            is_silent = is_at_rest(note, self._rests(number), self._resolved.metre.bar_ticks)
            return None if is_silent else made
        if PARTS[note.part] == self._melody_part:
            return made if self._chart.chart.melody_part else None
        return self._chart.charted(number).sounding(made, earlier)

    def arranged(self, number: int) -> BarArrangement:
        """Arrangement of a bar, with the chords given where there are any."""
        is_plain = self._chart is None and not self.options.cues
        bar = self._arrangement.bar(number, self._asked(number)) if is_plain else self._cued(number)
        if not self.options.chords and self._chart is None:
            return bar
        here, label = self._given_chords(number), "" if self._chart is None else self._chart.section_that_begins(number)
        return replace(bar, chords=here, next_chord=self._given_chords(number + 1)[0], label=label)

    def controls(self, number: int, played: tuple[RememberedBar, ...]) -> tuple[BarControls, tuple[NoteClasses, ...]]:
        """Controls of a bar, and its notes if it is played as an earlier one of ``played`` was."""
        arranged = self.arranged(number)
        return controls_of_bar(arranged, self._resolved, self._earlier(arranged.returns_to, played))

    def _drawn(self, plan: Plan) -> str | None:
        """The groove of a plan that names none; the same as long as style, metre, tempo and band stay."""
        about = (plan.style, plan.metre, plan.tempo_bpm, plan.parts)
        if about not in self._grooves:
            self._grooves[about] = drawn_groove(plan, self._seed)
        return self._grooves[about]

    def _asked(self, number: int) -> ArrangementInputs:
        plan, resolved = self._plan_at(number), self._resolved
        # A groove that was asked for by name is played by all its parts.
        is_free = "groove" in plan.assumed
        may_improvise = tuple(part for part in plan.parts if is_free and part not in ("drums", "bass"))
        # Whose density was asked for is to be heard, like those that words name.
        densities = {**self.options.densities, **self._asked_density}
        must_play = (*plan.asked, *(part for part, density in densities.items() if density > 0.0))
        may_rest = tuple(part for part in may_improvise if part not in must_play)
        is_kept = self.options.groove > 0.0
        groove = plan.groove if is_kept else None
        metre = (plan.metre or COMMON_TIME)[:2]
        mode = resolved.mode if plan.key is None else MODES.index(plan.key.mode)
        parts = (plan.parts, may_rest, must_play, may_improvise)
        asked = ArrangementInputs(resolved.style, mode, metre, groove, plan.form, plan.progression, *parts)
        sections = () if self._chart is None else self._chart.chart.sections
        return asked._replace(fills=self.options.fills, fill_size=self.options.how.fill_size, sections=sections)

    def _cued(self, number: int) -> BarArrangement:
        """A bar where cues are followed; what returns in it is counted in bars of the piece again."""
        asked, cued = self._asked(number), self._place_of(number)
        here = asked if cued.form is None else asked._replace(form=cued.form, sections=())
        following = self._place_of(number + 1)
        after = asked if following.form is None else asked._replace(form=following.form, sections=())
        bar = self._arrangement.bar(cued.number, here)
        returns_to = None
        if bar.returns_to is not None:
            earlier = range(number - 1, max(number - MOST_REMEMBERED, 0) - 1, -1)
            returns_to = next((each for each in earlier if self._place_of(each).number == bar.returns_to), None)
        next_chord = self._arrangement.chords(following.number, after)[0]
        is_marked = bar.is_marked or (number > 0 and self._place_of(number - 1).is_fill)
        bar = replace(bar, returns_to=returns_to, next_chord=next_chord, is_marked=is_marked)
        if not cued.is_fill:
            return bar
        fill = self._arrangement.fill(asked)
        if fill is None:  # the groove has none: everybody plays around it instead
            return replace(bar, is_fill=True, is_copy=False, loose=frozenset(asked.parts))
        return replace(bar, pattern=fill, pattern_bar=fill.n_bars - 1, is_fill=True, is_copy=False)

    def _place_of(self, number: int) -> CuedBar:
        if self._chart is not None:
            return self._chart.cued(number)
        return cued_bar(number, self._arrangement.form(self._asked(number)), self.options.cues)

    def _given_chords(self, number: int) -> tuple[int, int]:
        first, second = self._written_chords(number)
        shift = -self._resolved.shift
        return transpose_chord(without_rest(first), shift), transpose_chord(without_rest(second), shift)

    def _rests(self, number: int) -> tuple[bool, bool]:
        """Whether everybody but the drums rests in the halves of a bar: "N.C." among the chords given."""
        if not self.options.chords:
            return False, False
        first, second = self._written_chords(number)
        return is_resting(first), is_resting(second)

    def _written_chords(self, number: int) -> tuple[int, int]:
        """The chords given for a bar, as they were given."""
        if self._chart is not None:
            return self._chart.bar(number).halves()
        given = self.options.chords
        return given[(number - self.chords_from) % len(given)]

    def _earlier(self, number: int | None, played: tuple[RememberedBar, ...]) -> RememberedBar | None:
        """The bar of this number, if it was played to the plan that holds now and is still remembered."""
        if number is None or not played:
            return None
        index = number - played[0].number
        bar = played[index] if 0 <= index < len(played) else None
        if bar is None or bar.metre != self._resolved.metre:
            return None
        is_same = bar.of is self._resolved or (
            bar.of.plan == self._resolved.plan and bar.of.options == self._resolved.options
        )
        return bar if is_same else None
