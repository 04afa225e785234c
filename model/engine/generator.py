"""From a plan to bars of notes: the controls of each bar, and the loop that samples its events.

Deterministic: the same model, plan, seed and order of calls give the same notes. One thread at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from model.engine.arrangement import BarArrangement
from model.engine.bar_controls import slack_of_bar, with_groove, with_groove_of
from model.engine.bar_planner import MOST_REMEMBERED, BarPlanner
from model.engine.bars import Bar, OpenBar, SamplingSettings, Snapshot
from model.engine.density_control import DensityControl
from model.engine.engine import Distributions, Engine, State
from model.engine.groove_bar import NO_GROOVE, RememberedBar
from model.engine.network_controls import BarControls
from model.engine.note_classes import NoteClasses
from model.engine.note_sampler import NoteSampler
from model.engine.resolved_plan import ResolvedPlan
from model.music.config import N_PARTS, PHRASE_BARS
from model.music.events import Note, canonical
from model.music.generation_options import USUAL_GUIDANCE, GenerationOptions
from model.music.grooves import GrooveBook
from model.music.grooves.book import groove_book
from model.music.plan import Plan

N_BARS_BEFORE = 2 * PHRASE_BARS  # files begin with thin intros; a session player comes in with the band
# After so many bars that are each the bar before, or the one before that, the next is made afresh, and more freely
# the longer it lasts: the network knows well how to repeat and badly when to stop. Where a groove is kept, repeating
# is what is asked.
_MOST_ALIKE = 3
_FACTOR_A_BAR = 0.15
_LONGEST_ALIKE = 8


class Generator:
    """Plays a plan, bar after bar, or note after note: `begin_bar`, `next_note` until None, `end_bar`."""

    def __init__(
        self,
        engine: Engine,
        plan: Plan,
        *,
        seed: int,
        sampling: SamplingSettings | None = None,
        guidance: float = USUAL_GUIDANCE,
        options: GenerationOptions | None = None,
        book: GrooveBook | None = None,
    ) -> None:
        self._engine = engine
        options = options or GenerationOptions(guidance=guidance)
        book = book or groove_book()
        self._planner = BarPlanner(engine.chords, engine.statistics, engine.players, book, options, seed)
        self._rng = np.random.default_rng(seed)
        self.sampler = NoteSampler(self._planner, sampling or SamplingSettings(), self._rng)
        self._state = engine.initial_state(N_BARS_BEFORE)
        self._n_bars = 0
        self._density_control = DensityControl.none()
        self._played: tuple[RememberedBar, ...] = ()
        self._open_bar: OpenBar | None = None
        self.set_plan(plan)

    @property
    def resolved(self) -> ResolvedPlan:
        """The plan, complete, with everything that its style decides."""
        return self._planner.resolved

    @property
    def n_bars(self) -> int:
        """Bars that are over."""
        return self._n_bars

    @property
    def open_bar(self) -> OpenBar | None:
        """The bar in the making."""
        return self._open_bar

    @property
    def arrangement(self) -> BarArrangement:
        """Arrangement of the open bar, or of the next one."""
        return self._planner.arranged(self._n_bars)

    def redirect(self, plan: Plan, options: GenerationOptions) -> None:
        """Follow other words and directions from here on, in the middle of a bar too; only its metre stays."""
        self._planner.set_options(options, self._n_bars)
        self.set_plan(plan)
        if self._open_bar is not None:
            self._redirect(self._open_bar)

    def repeat_last_step(self) -> None:
        """Bring a bar in the making to where it stood, after a lean snapshot was restored."""
        open_bar = self._current()
        distributions = self._advance(open_bar.last, open_bar.before)
        self._open_bar = replace(open_bar, distributions=distributions)

    def _redirect(self, open_bar: OpenBar) -> None:
        controls, _ = self._planner.controls(self._n_bars, self._played)
        if controls.metre != open_bar.controls.metre:  # a groove in another metre waits for the next bar
            controls = with_groove(replace(controls, metre=open_bar.controls.metre), NO_GROOVE)
        asked = replace(controls, ignore_lookback=open_bar.controls.ignore_lookback)
        open_bar = replace(open_bar, copied=(), is_copied=False)
        if isinstance(open_bar.last, BarControls):
            last, before = asked, open_bar.before
            distributions = self._advance(last, before)
            self._open_bar = replace(open_bar, controls=asked, last=last, distributions=distributions)
        else:
            history = replace(open_bar.before.history, controls=asked)
            before = State(history, open_bar.before.tensors)
            distributions = self._advance(open_bar.last, before)
            self._open_bar = replace(open_bar, controls=asked, before=before, distributions=distributions)

    def set_plan(self, plan: Plan) -> None:
        """Follow a plan from the next bar on; open fields are filled with the style's usual values."""
        self._planner.set_plan(plan, self._n_bars)

    def set_density(self, densities: Mapping[str, float]) -> None:
        """Set densities of parts (`feature_values.density_feature`) from the next bar on; others play as usual."""
        self._planner.set_density(densities, self._n_bars)

    def snapshot(self) -> Snapshot:
        """Keep this moment; costs next to nothing."""
        random = dict(self._rng.bit_generator.state)
        where = (
            self._state,
            self._n_bars,
            random,
            self._planner.plan,
            self._planner.options,
            self._density_control,
            self._planner.chords_from,
        )
        return Snapshot(*where, self._played, self._open_bar)

    def restore(self, snapshot: Snapshot, *, then_redirect: bool = False) -> None:
        """Go back to a moment: the same calls then give the same music.

        then_redirect: `redirect` is the next of them.
        """
        self._state, self._n_bars, self._density_control = snapshot.state, snapshot.n_bars, snapshot.density_control
        self._rng.bit_generator.state = snapshot.random
        self._planner.options, self._planner.chords_from = snapshot.options, snapshot.chords_from
        self._played, self._open_bar = snapshot.played, snapshot.open_bar
        if not then_redirect:
            self.set_plan(snapshot.plan)
            if snapshot.open_bar is not None:
                self._planner.lay_out(snapshot.open_bar.resting, self._n_bars)

    def reseed(self, seed: int) -> None:
        """Draw otherwise from here on."""
        self._rng.bit_generator.state = np.random.default_rng(seed).bit_generator.state

    def next_bar(self) -> Bar:
        """Generate one bar."""
        self.begin_bar()
        while self.next_note() is not None:
            pass
        return self.end_bar()

    def begin_bar(self, *, own: frozenset[int] | None = None, controls: BarControls | None = None) -> BarControls:
        """Feed a bar line with its controls to the network.

        own: parts that play around others; only they keep to a groove. controls: in place of those that are planned.
        """
        number = self._n_bars
        resting = frozenset[str]() if own is not None else self._planner.arranged(number).resting
        self._planner.lay_out(resting, number)
        copied: tuple[NoteClasses, ...] = ()
        is_given = controls is not None
        if controls is None:
            controls, copied = self._planner.controls(self._n_bars, self._played)
            if own is not None:
                controls, copied = with_groove_of(controls, own), ()
        melody = self._planner.melody(number) if not is_given else ()
        copied = () if melody else copied
        n_alike = 0 if controls.has_groove or is_given else self._n_alike()
        controls = replace(controls, ignore_lookback=controls.ignore_lookback or n_alike >= _MOST_ALIKE)
        temperature_factor = 1.0 + _FACTOR_A_BAR * max(0, n_alike - _MOST_ALIKE + 1)
        before = self._state
        distributions = self._advance(controls, before)
        self._open_bar = OpenBar(
            controls, temperature_factor, (), before, controls, distributions, self._density_control,
            copied=copied, is_copied=bool(copied), resting=resting, melody=melody,
        )  # fmt: skip
        return controls

    def next_note(self) -> NoteClasses | None:
        """Draw one note more of the bar that was begun, or take it from the bar that comes back; None = it is over."""
        open_bar = self._current()
        if open_bar.is_copied:
            waiting = [note for note in open_bar.copied if note.position >= open_bar.earliest_ticks]
            if not waiting:
                return None
            self.add_note(waiting[0])
            self._open_bar = replace(self._current(), copied=tuple(waiting[1:]))
            return waiting[0]
        tune = next((note for note in open_bar.melody if note.position >= open_bar.earliest_ticks), None)
        if open_bar.is_full and tune is None:
            return None
        place = None if open_bar.is_full else self.sampler.place(open_bar)
        if tune is not None and (place is None or place >= (tune.position, tune.part)):
            note = tune
        elif place is None:
            return None
        else:
            note = self.sampler.note_at(open_bar, *place)
        self.add_note(note)
        return note

    def add_note(self, note: NoteClasses) -> None:
        """Feed a note of this bar to the network. Raises ValueError unless it follows the last in canonical order."""
        open_bar, before = self._current(), self._state
        distributions = self._advance(note, before)
        self._open_bar = replace(
            open_bar, notes=(*open_bar.notes, note), before=before, last=note, distributions=distributions
        )
        if open_bar.melody:
            left = tuple(each for each in open_bar.melody if each[:2][::-1] > (note.position, note.part))
            self._open_bar = replace(self._open_bar, melody=left)

    def _advance(self, event: BarControls | NoteClasses, before: State) -> Distributions:
        """Feed one event to the network, from the state before it."""
        distributions, self._state = self._engine.step(event, before, guidance=self._planner.options.guidance)
        return distributions

    def sounding(self, note: NoteClasses) -> Note | None:
        """The last note of the open bar as it is played; None where it is made and not heard."""
        return self._planner.sounding(self._n_bars, note, self._current().notes)

    def draw_nothing_before(self, earliest_ticks: int) -> None:
        """Let the rest of this bar begin at a tick of it."""
        self._open_bar = replace(self._current(), earliest_ticks=earliest_ticks)

    def end_bar(self) -> Bar:
        """Close the bar that was begun, and see how densely it was played."""
        open_bar = self._current()
        bar = self._to_bar(open_bar)
        played = RememberedBar(
            self._n_bars, open_bar.controls.metre, open_bar.controls.chords, open_bar.notes, self._planner.resolved
        )
        self._played = (*self._played[1 - MOST_REMEMBERED :], played)
        self._n_bars += 1
        n_notes = np.bincount([note.part for note in open_bar.notes], minlength=N_PARTS)
        self._density_control = self._density_control.after_bar(
            n_notes,
            open_bar.controls.metre.bar_beats,
            np.array(open_bar.controls.density),
            slack_of_bar(open_bar.controls, self._planner.resolved),
        )
        self._open_bar = None
        return bar

    def offset_ms(self, note: NoteClasses, *, bar: int, seed: int) -> float:
        """Milliseconds by which people play such a note late in the style, negative early."""
        weights = self.resolved.style
        style = max(range(len(weights)), key=lambda number: weights[number])
        return self._engine.feel.offset_ms(style, note.part, note.position, bar=bar, pitch=note.pitch, seed=seed)

    @property
    def groove_push_ms(self) -> float:
        """Milliseconds by which the groove is ahead of the beat, negative behind it; 0 without a groove."""
        return self._planner.groove_push_ms

    def _current(self) -> OpenBar:
        assert self._open_bar is not None, "a bar must begin before its notes"
        return self._open_bar

    def _n_alike(self) -> int:
        """Number of latest bars that each equal the bar before or the one before that."""
        history = self._state.history
        bars = [history.bar, *history.earlier[: _LONGEST_ALIKE + 1]]
        for n_alike, (bar, before, second) in enumerate(zip(bars, bars[1:], bars[2:], strict=False)):
            if not bar.notes or bar.places not in (before.places, second.places):
                return n_alike
        return max(0, len(bars) - 2)

    def _to_bar(self, open_bar: OpenBar) -> Bar:
        controls, resolved = open_bar.controls, self.resolved
        notes = [
            sounding
            for place, note in enumerate(open_bar.notes)
            if (sounding := self._planner.sounding(self._n_bars, note, open_bar.notes[:place])) is not None
        ]
        return Bar(
            index=self._n_bars,
            metre=controls.metre,
            tempo_bpm=controls.tempo_bpm,
            chords=resolved.chord_names(controls.chords),
            notes=tuple(canonical(notes)),  # folding octaves may upset the order
            section=self.arrangement.label,
        )
