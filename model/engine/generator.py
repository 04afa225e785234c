"""From a plan to bars of notes: the chord plan, the controls of each bar, and the loop that samples the events.

Deterministic: the same model, plan, seed and order of calls give the same notes. One thread at a time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from model.engine.density_control import BEATS_OF_DENSITY, Steering, notes_a_bar
from model.engine.engine import FORBIDDEN, Distributions, Engine, State
from model.engine.features import FIELDS, MANNERS, density_feature, manner_of
from model.engine.history import BarControls, History, NoteClasses
from model.engine.sampling import Sampling, draw
from model.music.chord_symbols import chord_name
from model.music.chords import ChordPlan
from model.music.config import (
    BAR,
    DRUM_DURATION_TICKS,
    DRUMS,
    END_OF_BAR,
    MAX_BAR_NOTES,
    MODES,
    N_PARTS,
    N_PITCHES,
    PARTS,
    PHRASE_BARS,
    STYLES,
)
from model.music.directions import SCALE, USUAL_GUIDANCE, Directions
from model.music.events import (
    COMMON_TIME,
    Metre,
    Note,
    canonical,
    class_to_duration,
    class_to_pitch,
    class_to_velocity,
    duration_to_class,
    pitch_to_class,
    velocity_to_class,
)
from model.music.harmony import shift_to_common_tonic, transpose_chord
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete

_MODE_OF = {name: number for number, name in enumerate(MODES)}
C_MAJOR = Key(0, "major")
BARS_UNHEARD = 2 * PHRASE_BARS  # files begin with thin intros; a session player comes in with the band
# How far a density may be off before it is corrected, see `steering`.
_ASKED_SLACK = 0.05
_USUAL_SLACK = 0.2  # what is only usual may vary by half
# After so many bars that are each the bar before, or the one before that, the next is made afresh, and more freely
# the longer it lasts: the network knows well how to repeat and badly when to stop.
_MOST_ALIKE = 3
_WARMTH_A_BAR = 0.15
_MOST_IN_FOUR_BEATS = 112  # all parts together: seven of them in sixteenths
_LONGEST_ALIKE = 8
_OUTSIDE_SCALE = np.array([pitch % 12 not in SCALE for pitch in range(N_PITCHES)])
_SCALE_BELOW = np.maximum.accumulate(np.where(_OUTSIDE_SCALE, 0, np.arange(N_PITCHES)))  # the scale's next, going down
_MOST_PHRASES = 64
# How often another note is drawn in place of one that a given part does not play. If its whole tick were left out at
# once, a bass would play half as many notes around a band as in it (75 against 164 in 36 bars; so 124).
_MOST_REJECTED = 8
_LEAST_SHARE_OF_BAR = 0.5  # a short bar may be as dense as half a bar of 4/4


@dataclass(frozen=True)
class Bar:
    """One bar of music. ``Note.tick`` counts from the start of this bar; notes may ring past its end."""

    index: int
    metre: Metre
    tempo_bpm: float
    chords: tuple[str, str]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Freedom:
    """How freely each field is drawn."""

    # Cutting the unlikely narrows lengths most: with top-p .92 they spread over .64 octaves, with these over .92, in
    # files over 1.03; freer pitches say less of the key.
    when: Sampling = field(default_factory=lambda: Sampling(1.0, 0.98))
    part: Sampling = field(default_factory=lambda: Sampling(1.0, 0.99))
    pitch: Sampling = field(default_factory=lambda: Sampling(0.9, 0.94))
    duration: Sampling = field(default_factory=lambda: Sampling(1.0, 0.98))
    velocity: Sampling = field(default_factory=lambda: Sampling(1.0, 0.98))

    def warmer(self, factor: float) -> Freedom:
        """Every temperature times ``factor``; 1 changes nothing."""
        if factor == 1.0:
            return self
        fields = {name: getattr(self, name) for name in FIELDS}
        return Freedom(**{name: Sampling(s.temperature * factor, s.top_p) for name, s in fields.items()})


@dataclass(frozen=True)
class BegunBar:
    """A bar in the making: its last event can be heard again under other controls, from the state before it."""

    controls: BarControls
    warmth: float
    notes: tuple[NoteClasses, ...]
    before: State
    last: BarControls | NoteClasses
    distributions: Distributions
    earliest_ticks: int = 0  # nothing is drawn before


@dataclass(frozen=True)
class Snapshot:
    """Where a generator stands; a value."""

    state: State
    n_bars: int
    random: dict[str, object]
    plan: Plan
    steering: Steering
    directions: Directions
    chords_from: int
    begun: BegunBar | None

    def lean(self) -> Snapshot:
        """Half as large: restored, a bar in the making must be directed or heard again before it goes on."""
        return self if self.begun is None else replace(self, state=self.begun.before)


class Generator:
    """Plays a plan, bar after bar, or note after note: `begin_bar`, `next_note` until None, `end_bar`."""

    def __init__(
        self,
        engine: Engine,
        plan: Plan,
        *,
        seed: int,
        freedom: Freedom | None = None,
        guidance: float = USUAL_GUIDANCE,
        directions: Directions | None = None,
    ) -> None:
        self._engine = engine
        self._freedom = freedom or Freedom()
        self._directions = directions or Directions(guidance=guidance)
        self._rng = np.random.default_rng(seed)
        self._chord_plan = ChordPlan(engine.chords, (seed,))
        self._state = engine.initial_state(BARS_UNHEARD)
        self._n_bars = 0
        self._chords_from = 0  # the bar where the chords given begin
        self._asked_density: dict[str, float] = {}
        self._steering = Steering.none()
        self._phrases: dict[tuple[object, ...], list[int]] = {}  # a phrase takes 1 ms, and knobs turn
        self._begun: BegunBar | None = None
        self.set_plan(plan)

    @property
    def plan(self) -> Plan:
        """The plan followed, complete."""
        return self._plan

    @property
    def begun(self) -> BegunBar | None:
        """The bar in the making."""
        return self._begun

    def direct(self, plan: Plan, directions: Directions) -> None:
        """Follow other words and directions from here on, in the middle of a bar too; only its metre stays."""
        if directions.chords != self._directions.chords:
            self._chords_from = self._n_bars
        self._directions = directions
        self.set_plan(plan)
        if self._begun is not None:
            self._redirect(self._begun)

    def hear_last_again(self) -> None:
        """Bring a bar in the making to where it stood, after a lean snapshot was restored."""
        begun = self._current()
        distributions, self._state = self._engine.step(begun.last, begun.before, guidance=self._directions.guidance)
        self._begun = replace(begun, distributions=distributions)

    def _redirect(self, begun: BegunBar) -> None:
        asked = replace(self._controls(), metre=begun.controls.metre, is_fresh=begun.controls.is_fresh)
        if isinstance(begun.last, BarControls):
            last, before = asked, begun.before
            distributions, self._state = self._engine.step(last, before, guidance=self._directions.guidance)
            self._begun = replace(begun, controls=asked, last=last, distributions=distributions)
        else:
            history = replace(begun.before.history, controls=asked, floats=asked.floats())
            before = State(history, begun.before.tensors)
            distributions, self._state = self._engine.step(begun.last, before, guidance=self._directions.guidance)
            self._begun = replace(begun, controls=asked, before=before, distributions=distributions)

    def set_plan(self, plan: Plan) -> None:
        """Act on a plan from the next bar on; what it leaves open is filled with what is usual."""
        self._plan = complete(plan)
        weights = dict(self._plan.style)
        self._style = tuple(float(weights.get(name, 0.0)) for name in STYLES)
        resting = self._directions.resting
        self._unwanted_parts = np.array([name not in self._plan.parts or name in resting for name in PARTS])
        habits = self._engine.habits
        played = [number for number, weight in enumerate(self._style) if weight > 0]
        self._lowest, self._highest = habits.lowest[played].min(axis=0), habits.highest[played].max(axis=0)
        if self._directions.is_scale_locked:  # a chord struck up to a foreign pitch would have to end with it
            within = np.maximum(_SCALE_BELOW[self._highest], self._lowest)
            self._highest = np.where(np.arange(N_PARTS) == DRUMS, self._highest, within)
        self._most_together = habits.most_together[played].max(axis=0)
        usual = (np.array(self._style) @ habits.usual_density).astype(np.float64)
        usual = density_feature(notes_a_bar(usual, BEATS_OF_DENSITY) * _times_as_many_notes(self._plan))
        times = np.array([self._directions.densities.get(name, 1.0) for name in PARTS])
        usual = np.where(times == 1.0, usual, density_feature(notes_a_bar(usual, BEATS_OF_DENSITY) * times))
        asked = np.array([self._asked_density.get(name, usual[part]) for part, name in enumerate(PARTS)])
        self._density = tuple(np.where(self._unwanted_parts, 0.0, asked).tolist())
        is_asked = np.array([name in self._asked_density for name in PARTS]) | (times != 1.0)
        is_asked |= self._plan.density is not None
        self._slack = np.where(is_asked, _ASKED_SLACK, _USUAL_SLACK)
        self._manner = self._manner_of_plan()
        self._key = self._plan.key or C_MAJOR
        self._mode = _MODE_OF[self._key.mode]
        self._shift = -shift_to_common_tonic(self._key.tonic, self._mode)

    def _manner_of_plan(self) -> tuple[float, ...]:
        """What the words say of `features.MANNERS`, and otherwise what is usual in the style."""
        plan, usual = self._plan, np.array(self._style) @ self._engine.habits.usual_manner
        manner = dict(zip(MANNERS, usual.tolist(), strict=True)) | manner_of(
            energy=plan.energy, articulation=plan.articulation, register=plan.register, swing=plan.swing
        )
        return tuple(manner[name] for name in MANNERS)

    def set_density(self, densities: Mapping[str, float]) -> None:
        """How much parts play from the next bar on (`features.density_feature`); others play as usual in the style."""
        self._asked_density = dict(densities)
        self.set_plan(self._plan)

    def snapshot(self) -> Snapshot:
        """Keep this moment; costs next to nothing."""
        random = dict(self._rng.bit_generator.state)
        where = (self._state, self._n_bars, random, self._plan, self._steering, self._directions)
        return Snapshot(*where, self._chords_from, self._begun)

    def restore(self, snapshot: Snapshot, *, then_direct: bool = False) -> None:
        """Go back to a moment: the same calls then give the same music. then_direct: `direct` is the next of them."""
        self._state, self._n_bars, self._steering = snapshot.state, snapshot.n_bars, snapshot.steering
        self._rng.bit_generator.state = snapshot.random
        self._directions, self._chords_from, self._begun = snapshot.directions, snapshot.chords_from, snapshot.begun
        if not then_direct:
            self.set_plan(snapshot.plan)

    def next_bar(self) -> Bar:
        """Generate one bar."""
        self.begin_bar()
        while self.next_note() is not None:
            pass
        return self.end_bar()

    def begin_bar(self) -> BarControls:
        """Let the network hear a bar line."""
        controls = self._controls()
        warmth = 1.0 + _WARMTH_A_BAR * max(0, self._n_alike() - _MOST_ALIKE + 1)
        before = self._state
        distributions, self._state = self._engine.step(controls, before, guidance=self._directions.guidance)
        self._begun = BegunBar(controls, warmth, (), before, controls, distributions)
        return controls

    def next_note(self) -> NoteClasses | None:
        """Draw one note more of the bar that was begun; None = it is over."""
        begun = self._current()
        if len(begun.notes) >= MAX_BAR_NOTES:
            return None
        note = self._sample_note(begun)
        if note is not None:
            self.hear(note)
        return note

    def hear(self, note: NoteClasses) -> None:
        """Let the network hear a note of this bar, whoever chose it; it must follow the last in canonical order."""
        begun, before = self._current(), self._state
        distributions, self._state = self._engine.step(note, before, guidance=self._directions.guidance)
        self._begun = replace(begun, notes=(*begun.notes, note), before=before, last=note, distributions=distributions)

    def draw_nothing_before(self, earliest_ticks: int) -> None:
        """Let the rest of this bar begin at a tick of it."""
        self._begun = replace(self._current(), earliest_ticks=earliest_ticks)

    def end_bar(self) -> Bar:
        """Close the bar that was begun, and see how densely it was played."""
        begun = self._current()
        bar = self._to_bar(begun)
        self._n_bars += 1
        n_notes = np.bincount([note.part for note in begun.notes], minlength=N_PARTS)
        self._steering = self._steering.after_bar(
            n_notes, begun.controls.metre.bar_beats, np.array(self._density), self._slack
        )
        self._begun = None
        return bar

    def fill_bar(self, given: Sequence[NoteClasses], own: frozenset[int]) -> Bar:
        """A bar in which the parts ``own`` play around notes that are given, of other parts, in canonical order."""
        self.begin_bar()
        waiting, n_rejected = deque(given), 0
        while len(self._current().notes) < MAX_BAR_NOTES:
            place = self._sample_place(self._current())
            n_rejected += 1
            if waiting and (place is None or place >= waiting[0][:2][::-1]):
                self.hear(waiting.popleft())
                n_rejected = 0
            elif place is None:
                break
            elif place[1] in own:
                self.hear(self._sample_rest(self._current(), *place))
                n_rejected = 0
            elif n_rejected >= _MOST_REJECTED:  # a given part is expected where it has nothing: it rests there
                self.draw_nothing_before(place[0] + 1)
                n_rejected = 0
        return self.end_bar()

    def to_note(self, note: NoteClasses) -> Note:
        """A note as it sounds; its tick counts from the bar's start."""
        return self._to_note(note)

    def to_classes(self, note: Note) -> NoteClasses:
        """A sounding note as the network counts it, in the common tonic of the key that is played."""
        pitch = note.pitch if note.part == DRUMS else note.pitch - self._shift
        pitch += 12 if pitch < 0 else -12 if pitch > 127 else 0
        duration = DRUM_DURATION_TICKS if note.part == DRUMS else note.duration_ticks
        classes = pitch_to_class(note.part, pitch), duration_to_class(duration), velocity_to_class(note.velocity)
        return NoteClasses(note.part, note.tick, *classes)

    def _current(self) -> BegunBar:
        assert self._begun is not None, "a bar must begin before its notes"
        return self._begun

    def _n_alike(self) -> int:
        """How many of the last bars, the latest first, were each the bar before or the one before that."""
        history = self._state.history
        bars = [history.bar, *history.earlier[: _LONGEST_ALIKE + 1]]
        for n_alike, (bar, before, second) in enumerate(zip(bars, bars[1:], bars[2:], strict=False)):
            if not bar.notes or bar.places not in (before.places, second.places):
                return n_alike
        return max(0, len(bars) - 2)

    def _chords_of_bar(self, bar: int) -> list[int]:
        given = self._directions.chords
        if given:
            return [transpose_chord(chord, -self._shift) for chord in given[(bar - self._chords_from) % len(given)]]
        phrase, place = divmod(bar, PHRASE_BARS)
        key = (phrase, self._style, self._mode)
        if key not in self._phrases:
            if len(self._phrases) >= _MOST_PHRASES:
                self._phrases.clear()
            self._phrases[key] = self._chord_plan.phrase(*key)
        return self._phrases[key][2 * place : 2 * place + 2]

    def _controls(self) -> BarControls:
        first, second = self._chords_of_bar(self._n_bars)
        return BarControls(
            style=self._style,
            density=self._density,
            tempo_bpm=self._plan.tempo_bpm or 120.0,
            metre=self._plan.metre or COMMON_TIME,
            chords=(first, second),
            next_chord=self._chords_of_bar(self._n_bars + 1)[0],
            mode=self._mode,
            manner=self._manner,
            text=self._plan.text,
            is_fresh=self._n_alike() >= _MOST_ALIKE,
        )

    def _sample_note(self, begun: BegunBar) -> NoteClasses | None:
        """Draw the fields of the next note one after another; None = the bar is over."""
        place = self._sample_place(begun)
        return None if place is None else self._sample_rest(begun, *place)

    def _freedom_of(self, begun: BegunBar) -> Freedom:
        return self._freedom.warmer(begun.warmth * self._directions.temperature)

    def _sample_place(self, begun: BegunBar) -> tuple[int, int] | None:
        """Tick and part of the next note; None = the bar is over."""
        given, freedom = begun.distributions, self._freedom_of(begun)
        when = draw(self._possible_whens(given, begun), freedom.when, self._rng)
        if when == END_OF_BAR:
            return None
        return when, draw(self._possible_parts(given, when), freedom.part, self._rng)

    def _sample_rest(self, begun: BegunBar, when: int, part: int) -> NoteClasses:
        given, freedom, rng = begun.distributions, self._freedom_of(begun), self._rng
        pitch = draw(self._possible_pitches(given, when, part), freedom.pitch, rng)
        duration = draw(given.duration(pitch), freedom.duration, rng)
        velocity = draw(given.velocity(duration), freedom.velocity, rng)
        return NoteClasses(part, when, pitch, duration, velocity)

    def _possible_whens(self, given: Distributions, begun: BegunBar) -> NDArray[np.float32]:
        """Ticks of this bar that still leave something to play there."""
        logits, metre = given.when(), begun.controls.metre
        logits[metre.bar_ticks : END_OF_BAR] = FORBIDDEN
        logits[: min(begun.earliest_ticks, END_OF_BAR)] = FORBIDDEN
        self._steering.steer_whens(logits, given.history.last.position, metre.bar_ticks)
        here = given.history.last
        if (self._unwanted_parts | self._full_parts(given.history)).all():
            logits[:END_OF_BAR] = FORBIDDEN
        elif here.part != BAR and not np.isfinite(self._possible_parts(given, here.position)).any():
            logits[here.position] = FORBIDDEN
        return logits

    def _possible_parts(self, given: Distributions, when: int) -> NDArray[np.float32]:
        """Parts that are wanted and can still add a note at this tick."""
        logits = given.part(when)
        self._steering.steer_parts(logits)
        if self._slack.min() == _ASKED_SLACK:
            logits += self._overdue(given.history, when)
        logits[self._unwanted_parts | self._full_parts(given.history)] = FORBIDDEN
        last = given.history.last
        if given.history.shares_tick(when):
            n_together = sum(note[:2] == last[:2] for note in given.history.bar.notes)
            if n_together >= self._most_together[last.part] or last.pitch >= self._highest[last.part]:
                logits[last.part] = FORBIDDEN
        return logits

    def _overdue(self, history: History, when: int) -> NDArray[np.float32]:
        """What parts whose density was asked for owe at this tick."""
        assert history.controls is not None
        metre = history.controls.metre
        n_notes = np.bincount([note.part for note in history.bar.notes], minlength=N_PARTS)
        share = (when + 1) / metre.bar_ticks
        odds = self._steering.overdue(n_notes, metre.bar_beats, np.array(self._density), share)
        is_asked = self._slack == _ASKED_SLACK
        return np.where(is_asked & ~self._unwanted_parts, odds, 0.0).astype(np.float32)

    def _full_parts(self, history: History) -> NDArray[np.bool_]:
        """Parts that have played as many notes in this bar as the busiest players do."""
        played = np.bincount([note.part for note in history.bar.notes], minlength=N_PARTS)
        assert history.controls is not None
        share = max(history.controls.metre.bar_beats / COMMON_TIME.bar_beats, _LEAST_SHARE_OF_BAR)
        full: NDArray[np.bool_] = played >= np.ceil(self._engine.habits.most_in_four_beats * share)
        if len(history.bar.notes) >= _MOST_IN_FOUR_BEATS * share:
            full[:] = True
        if self._slack.min() == _ASKED_SLACK:
            full |= np.isneginf(self._overdue(history, 0))
        return full

    def _possible_pitches(self, given: Distributions, when: int, part: int) -> NDArray[np.float32]:
        """Pitches inside the part's usual range."""
        logits = given.pitch(when, part)
        habits = self._engine.habits
        logits[: self._lowest[part]] = FORBIDDEN
        logits[self._highest[part] + 1 :] = FORBIDDEN
        if self._directions.is_scale_locked and part != DRUMS:
            locked = np.where(_OUTSIDE_SCALE, FORBIDDEN, logits)
            logits = locked if np.isfinite(locked).any() else logits  # a part of one pitch only
        pitch, n_times = given.history.run(part)
        if n_times >= habits.longest_run[part] and np.isfinite(np.delete(logits, pitch)).any():
            logits[pitch] = FORBIDDEN
        return logits

    def chord_names(self, controls: BarControls) -> tuple[str, str]:
        """Symbols of a bar's chords as they sound."""
        first, second = (chord_name(transpose_chord(chord, self._shift)) for chord in controls.chords)
        return first, second

    def _to_bar(self, begun: BegunBar) -> Bar:
        controls, notes = begun.controls, begun.notes
        return Bar(
            index=self._n_bars,
            metre=controls.metre,
            tempo_bpm=controls.tempo_bpm,
            chords=self.chord_names(controls),
            notes=tuple(canonical(self._to_note(note) for note in notes)),  # folding octaves may upset the order
        )

    def _to_note(self, note: NoteClasses) -> Note:
        pitch = class_to_pitch(note.pitch)
        if note.part == DRUMS:
            return Note(note.position, DRUMS, pitch, DRUM_DURATION_TICKS, class_to_velocity(note.velocity))
        pitch += self._shift
        pitch += 12 if pitch < 0 else -12 if pitch > 127 else 0
        return Note(
            note.position,
            note.part,
            pitch,
            class_to_duration(note.duration),
            class_to_velocity(note.velocity),
        )


def _times_as_many_notes(plan: Plan) -> float:
    """As asked; without a word on density, energy decides a little."""
    if plan.density is not None:
        return plan.density
    return float(2.0 ** (plan.energy - 0.5)) if plan.energy is not None else 1.0
