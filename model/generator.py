"""From a plan to bars of notes: the chord plan, the controls of each bar, and the loop that samples the events.

Deterministic: the same model, plan, seed and order of calls give the same notes. One thread at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from model.chords import ChordPlan
from model.config import (
    BAR,
    DRUM_DURATION_TICKS,
    DRUMS,
    END_OF_BAR,
    MAX_BAR_NOTES,
    MODES,
    N_PARTS,
    PARTS,
    PHRASE_BARS,
    STYLES,
)
from model.engine import FORBIDDEN, Distributions, Engine, State
from model.events import COMMON_TIME, Metre, Note, canonical, class_to_duration, class_to_pitch, class_to_velocity
from model.features import FIELDS, MANNERS, density_feature, manner_of
from model.harmony import chord_name, shift_to_common_tonic, transpose_chord
from model.history import BarControls, History, NoteClasses
from model.keys import Key
from model.sampling import Sampling, draw
from model.steering import BEATS_OF_DENSITY, Steering, notes_a_bar
from model.text import Plan, complete

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
USUAL_GUIDANCE = 1.5
_LONGEST_ALIKE = 8
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
class Snapshot:
    """Where a generator stands; a value."""

    state: State
    n_bars: int
    random: dict[str, object]
    plan: Plan
    steering: Steering


class Generator:
    """Plays a plan, bar after bar."""

    def __init__(
        self, engine: Engine, plan: Plan, *, seed: int, freedom: Freedom | None = None, guidance: float = USUAL_GUIDANCE
    ) -> None:
        self._engine, self._guidance = engine, guidance
        self._freedom = freedom or Freedom()
        self._rng = np.random.default_rng(seed)
        self._chord_plan = ChordPlan(engine.chords, (seed,))
        self._state = engine.initial_state(BARS_UNHEARD)
        self._n_bars = 0
        self._asked_density: dict[str, float] = {}
        self._steering = Steering.none()
        self.set_plan(plan)

    def set_plan(self, plan: Plan) -> None:
        """Act on a plan from the next bar on; what it leaves open is filled with what is usual."""
        self._plan = complete(plan)
        weights = dict(self._plan.style)
        self._style = tuple(float(weights.get(name, 0.0)) for name in STYLES)
        self._unwanted_parts = np.array([name not in self._plan.parts for name in PARTS])
        habits = self._engine.habits
        played = [number for number, weight in enumerate(self._style) if weight > 0]
        self._lowest, self._highest = habits.lowest[played].min(axis=0), habits.highest[played].max(axis=0)
        self._most_together = habits.most_together[played].max(axis=0)
        usual = (np.array(self._style) @ habits.usual_density).astype(np.float64)
        usual = density_feature(notes_a_bar(usual, BEATS_OF_DENSITY) * _times_as_many_notes(self._plan))
        asked = np.array([self._asked_density.get(name, usual[part]) for part, name in enumerate(PARTS)])
        self._density = tuple(np.where(self._unwanted_parts, 0.0, asked).tolist())
        is_asked = np.array([name in self._asked_density for name in PARTS]) | (self._plan.density is not None)
        self._slack = np.where(is_asked, _ASKED_SLACK, _USUAL_SLACK)
        self._manner = self._manner_of_plan()
        self._key = self._plan.key or C_MAJOR
        self._mode = _MODE_OF[self._key.mode]
        self._shift = -shift_to_common_tonic(self._key.tonic, self._mode)
        self._phrases: dict[int, list[int]] = {}

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
        return Snapshot(self._state, self._n_bars, dict(self._rng.bit_generator.state), self._plan, self._steering)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a moment: the same calls then give the same music."""
        self._state, self._n_bars, self._steering = snapshot.state, snapshot.n_bars, snapshot.steering
        self._rng.bit_generator.state = snapshot.random
        self.set_plan(snapshot.plan)

    def next_bar(self) -> Bar:
        """Generate one bar."""
        controls = self._controls()
        warmth = 1.0 + _WARMTH_A_BAR * max(0, self._n_alike() - _MOST_ALIKE + 1)
        distributions, self._state = self._engine.step(controls, self._state, guidance=self._guidance)
        notes: list[NoteClasses] = []
        while len(notes) < MAX_BAR_NOTES:
            note = self._sample_note(distributions, controls, warmth)
            if note is None:
                break
            notes.append(note)
            distributions, self._state = self._engine.step(note, self._state, guidance=self._guidance)
        bar = self._to_bar(controls, notes)
        self._n_bars += 1
        n_notes = np.bincount([note.part for note in notes], minlength=N_PARTS)
        self._steering = self._steering.after_bar(
            n_notes, controls.metre.bar_beats, np.array(self._density), self._slack
        )
        return bar

    def _n_alike(self) -> int:
        """How many of the last bars, the latest first, were each the bar before or the one before that."""
        history = self._state.history
        bars = [history.bar, *history.earlier[: _LONGEST_ALIKE + 1]]
        for n_alike, (bar, before, second) in enumerate(zip(bars, bars[1:], bars[2:], strict=False)):
            if not bar.notes or bar.places not in (before.places, second.places):
                return n_alike
        return max(0, len(bars) - 2)

    def _chords_of_bar(self, bar: int) -> list[int]:
        phrase, place = divmod(bar, PHRASE_BARS)
        if phrase not in self._phrases:
            self._phrases[phrase] = self._chord_plan.phrase(phrase, self._style, self._mode)
        return self._phrases[phrase][2 * place : 2 * place + 2]

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

    def _sample_note(self, given: Distributions, controls: BarControls, warmth: float) -> NoteClasses | None:
        """Draw the fields of the next note one after another; None = the bar is over."""
        freedom, rng = self._freedom.warmer(warmth), self._rng
        when = draw(self._possible_whens(given, controls), freedom.when, rng)
        if when == END_OF_BAR:
            return None
        part = draw(self._possible_parts(given, when), freedom.part, rng)
        pitch = draw(self._possible_pitches(given, when, part), freedom.pitch, rng)
        duration = draw(given.duration(pitch), freedom.duration, rng)
        velocity = draw(given.velocity(duration), freedom.velocity, rng)
        return NoteClasses(part, when, pitch, duration, velocity)

    def _possible_whens(self, given: Distributions, controls: BarControls) -> NDArray[np.float32]:
        """Ticks of this bar that still leave something to play there."""
        logits = given.when()
        logits[controls.metre.bar_ticks : END_OF_BAR] = FORBIDDEN
        self._steering.steer_whens(logits, given.history.last.position, controls.metre.bar_ticks)
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
        pitch, n_times = given.history.run(part)
        if n_times >= habits.longest_run[part] and np.isfinite(np.delete(logits, pitch)).any():
            logits[pitch] = FORBIDDEN
        return logits

    def _to_bar(self, controls: BarControls, notes: list[NoteClasses]) -> Bar:
        first, second = (chord_name(transpose_chord(chord, self._shift)) for chord in controls.chords)
        return Bar(
            index=self._n_bars,
            metre=controls.metre,
            tempo_bpm=controls.tempo_bpm,
            chords=(first, second),
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
