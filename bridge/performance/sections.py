"""Charts and their sections, live: which chart is followed, and calling its sections by name. Guarded by the lock.

Sections land on a bar line of the quantum. Places in the chart are those that the generator follows, as both count
them by `model.engine.cues`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from bridge.core.errors import NotPlayingError, UnknownSectionError
from bridge.core.messages import BarLine
from bridge.performance.changes import Changes
from bridge.performance.scene import Quantum
from bridge.performance.state import PerformerState
from model.engine.cues import NAMED_SECTIONS, cued_bar, moved
from model.music.form import ENDINGS, Form, Place, parse_form
from model.music.generation_options import ENDING, FILL, SECTION, Cue
from model.music.plan import Plan
from model.music.played_chart import PlayedChart

NEXT, REPEAT = "next", "repeat"
SAFE_S = 0.25  # before a bar line: a section called later begins a bar later, as its music has to be made first
FEWEST_FILL_BEATS = 1.0
_MOST_CUES = 16
_EARLY_BEATS = 1e-6


class CalledSection(NamedTuple):
    """A section that was called: its name, and the bar at which it begins, as bar lines are numbered."""

    name: str
    bar: int


class Sections:
    """See the module. ``melody``: the part that plays the tune of a chart that has one, "" for none."""

    def __init__(self, state: PerformerState, changes: Changes) -> None:
        self._state, self._changes = state, changes
        self.melody = ""

    # -- the chart

    def follow(self, chart: PlayedChart | None, change: Callable[[Plan], Plan]) -> tuple[Plan, int]:
        """Follow a chart, and what ``change`` makes of the plan, from the next bar line of the quantum on.

        None: no chart. Returns the plan, and the bar at which the chart begins.
        """
        state = self._state
        with state.outbox, state.undo.step(state):
            before, plan = state.scene.plan, change(state.scene.plan)
            beat, number = self._line() if state.transport.is_playing else (0.0, 1)
            state.cues = tuple(cue for cue in state.cues if cue.kind not in (SECTION, ENDING))
            state.scene = replace(state.scene, plan=plan, chart=chart, chart_from=number)
            state.route()
            if state.transport.is_playing and plan.tempo_bpm != before.tempo_bpm and plan.tempo_bpm is not None:
                state.clock.set_tempo(beat, plan.tempo_bpm)
                state.scheduler.wake()
            self._changes.ask(Quantum.BAR)
            state.listener.plan(plan)
            return plan, number

    def exchange(self, chart: PlayedChart) -> None:
        """Follow another form of the same chart from the next bar on, where it stands."""
        with self._state.outbox, self._state.undo.step(self._state):
            self._state.scene = replace(self._state.scene, chart=chart)
            self._changes.ask(Quantum.BAR)

    @property
    def chart(self) -> PlayedChart | None:
        """The chart that is followed."""
        return self._state.scene.chart

    def names(self) -> tuple[str, ...]:
        """Names of the sections in their order: of the chart, else of the form that was asked for."""
        scene = self._state.scene
        if scene.chart is not None:
            return scene.chart.names
        return tuple(each.name for each in parse_form(scene.plan.form).sections) if scene.plan.form else ()

    def now(self) -> str:
        """Name of the chart's section that plays; "" without a chart or music."""
        chart, line = self.chart, self._state.buffer.line
        if chart is None or line is None or not self._state.transport.is_playing:
            return ""
        return chart.name_at(self._place(chart, line.number))

    def is_over(self) -> bool:
        """Whether a chart that ends was played to its end."""
        chart, line = self.chart, self._state.buffer.line
        if chart is None or line is None or not chart.sections[-1].is_ending:
            return False
        return self._number(chart, line.number) >= chart.form.n_bars

    def lines_ahead(self) -> tuple[BarLine, ...]:
        """The bar that plays and those planned behind it; none while nothing plays."""
        state = self._state
        with state.outbox:
            beat = state.clock.beat_now() if state.transport.is_playing else None
            return () if beat is None else tuple(line for line in state.buffer.bar_log.lines if line.end_beat > beat)

    def turn_at(self, number: int) -> tuple[str, str] | None:
        """Kinds of the section that ends before a bar and of the one that begins with it; None where none begins."""
        place, before = self._place_at(number), self._place_at(number - 1)
        if place is None or before is None or (place.bar and place.start == before.start):
            return None
        return before.section.name, place.section.name

    @staticmethod
    def is_called(kind: str, name: str) -> bool:
        """Whether performers call a section of this kind so: the first part of AABA is its verse."""
        kinds = ENDINGS if name == ENDINGS[0] else NAMED_SECTIONS.get(name, (name,))
        return kind in kinds

    def last_bars(self, n_bars: int) -> tuple[BarLine, ...]:
        """The last whole bars that were played, at most ``n_bars``; none while nothing plays."""
        with self._state.outbox:
            beat = self._state.clock.beat_now()
            kept = () if beat is None else self._state.buffer.bar_log.bars_before(beat, n_bars)
            return tuple(bar.line for bar in kept)

    # -- calling sections

    def call(self, name: str, *, with_fill: bool = True) -> CalledSection:
        """Go to a section: a name, a number from 1, ``next`` or ``repeat``.

        Raises NotPlayingError, UnknownSectionError. with_fill: the drummer leads into it, from the next beat on
        where a beat or more is left of the bar before, else at once where half a beat is.
        """
        state = self._state
        with state.outbox, state.undo.step(state):
            if not state.transport.is_playing or state.is_responding:
                raise NotPlayingError("nothing plays; start with /sideman/play, then call a section")
            if state.loop is not None:
                raise NotPlayingError("a loop is held; /sideman/release goes on, then call a section")
            beat, number = self._line()
            resolved, shown = self._resolve(name.strip().casefold(), number)
            cues = [c for c in state.cues if not (c.kind in (SECTION, ENDING) and c.bar >= number)]
            cues.append(Cue(SECTION, number, name=resolved))
            fill_from = self._fill_before(beat) if with_fill else None
            if fill_from is not None:
                cues.append(Cue(FILL, number - 1))
            state.cues = tuple(cues[-_MOST_CUES:])
            self._changes.ask(fill_from or Quantum.BAR)
            return CalledSection(shown, number)

    def _line(self) -> tuple[float, int]:
        """The bar line at which a change lands, and its number: of the quantum, and with time to make its music."""
        state = self._state
        every = Quantum.PHRASE if state.scene.quantum is Quantum.PHRASE else Quantum.BAR
        beat = state.cut(every)
        now = state.clock.beat_now()
        if now is not None and (beat - now) * 60.0 / state.tempo_now_bpm < SAFE_S:
            n_bars = 1 if every is Quantum.BAR else state.phrase_bars
            beat = state.buffer.line_after(beat + _EARLY_BEATS, n_bars, state.metre)
        return beat, state.buffer.bar_of(beat, state.metre)[1]

    def _fill_before(self, beat: float) -> Quantum | None:
        """When a fill begins that leads to a beat: with the next one, or at once; None where there is no room."""
        fills = self._state.scene.controls["fills"]
        if fills is not None and fills <= 0.0:
            return None
        for quantum, fewest in ((Quantum.BEAT, FEWEST_FILL_BEATS), (Quantum.NOW, FEWEST_FILL_BEATS / 2.0)):
            if beat - self._state.cut(quantum) >= fewest - _EARLY_BEATS:
                return quantum
        return None

    def _resolve(self, name: str, number: int) -> tuple[str, str]:
        """A section as the generator knows it, and its name. Raises UnknownSectionError."""
        chart = self.chart
        if chart is None:
            return self._resolve_form(name)
        place = self._place(chart, max(number - 1, self._state.scene.chart_from))
        n_sections = len(chart.sections)
        if name == REPEAT:
            return REPEAT, chart.name_at(place)
        if name == NEXT:
            return NEXT, chart.names[(place.number + 1) % n_sections]
        found = self._find(chart, name, place.number)
        if found is None:
            raise UnknownSectionError(f"there is no section {name[:40]!r}; the chart has {', '.join(chart.names)}")
        return str(found + 1), chart.names[found]

    def _resolve_form(self, name: str) -> tuple[str, str]:
        names = self.names()
        known = {*names, *NAMED_SECTIONS, NEXT, REPEAT, "intro"}
        is_number = name.isdigit() and 1 <= int(name) <= len(names)
        if name not in known and not is_number:
            shown = ", ".join(dict.fromkeys(names)) or ", ".join(NAMED_SECTIONS)
            raise UnknownSectionError(f"there is no section {name[:40]!r}; there are {shown}, next and repeat")
        return name, name

    @staticmethod
    def _find(chart: PlayedChart, name: str, here: int) -> int | None:
        """Number of a section: by its number, by its name, then by its kind; the first behind ``here`` of equals."""
        n_sections = len(chart.sections)
        if name.isdigit():
            return int(name) - 1 if 1 <= int(name) <= n_sections else None
        order = [(here + step) % n_sections for step in range(1, n_sections + 1)]
        by_name = [number for number in order if chart.names[number].casefold() == name]
        kinds = NAMED_SECTIONS.get(name, (name,))
        by_kind = [number for kind in kinds for number in order if chart.sections[number].name == kind]
        return next(iter(by_name or by_kind), None)

    def _place_at(self, number: int) -> Place | None:
        """Place of a bar in the chart, else in the form that was asked for."""
        state = self._state
        with state.outbox:
            if state.scene.chart is not None:
                return self._place(state.scene.chart, number)
            if not state.scene.plan.form:
                return None
            form = parse_form(state.scene.plan.form)
            return form.place(self._bar_of(form, 1, number))

    def _number(self, chart: PlayedChart, number: int) -> int:
        """The bar of the chart's form that a bar line's number stands for."""
        return self._bar_of(chart.form, self._state.scene.chart_from, number)

    def _bar_of(self, form: Form, first: int, number: int) -> int:
        """The bar of a form that began with bar ``first``, sections called and repeats counted."""
        cues = moved(self._state.cues, -first)
        kept = tuple(cue for cue in cues if cue.bar >= 0 or cue.kind not in (SECTION, ENDING))
        return cued_bar(max(number - first, 0), form, kept).number

    def _place(self, chart: PlayedChart, number: int) -> Place:
        return chart.form.place(self._number(chart, number))
