"""A plan with everything decided that the generator asks of it: parts, ranges, densities, key. A value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.engine.adapter import Habits, Players
from model.engine.density_control import BEATS_OF_DENSITY, notes_a_bar
from model.engine.engine import CorpusStatistics
from model.engine.feature_values import EXPRESSION, density_feature, expression_of
from model.engine.note_classes import NoteClasses
from model.music.chord_symbols import chord_name
from model.music.config import DRUM_DURATION_TICKS, DRUMS, MODES, N_PARTS, N_PITCHES, PARTS, STYLES
from model.music.events import (
    COMMON_TIME,
    Metre,
    Note,
    class_to_duration,
    class_to_pitch,
    class_to_velocity,
    duration_to_class,
    pitch_to_class,
    velocity_to_class,
)
from model.music.generation_options import SCALE, GenerationOptions
from model.music.keys import Key
from model.music.learnt_styles import learnt_only, shipped
from model.music.plan import Plan, StyleWeights
from model.music.transposing import shift_to_common_tonic, transpose_chord
from model.text.styles import DEFAULT_STYLE

_GROOVE_BY_COMPLEXITY = 0.4
C_MAJOR = Key(0, "major")
_MODE_OF = {name: number for number, name in enumerate(MODES)}
# How far a density may be off before it is corrected, see `density_control`.
ASKED_SLACK = 0.05
# A groove that nobody named is kept as if the control stood at .59 instead of .7. At .7 a judge tells music from files
# of the same styles and bands with an area under the curve of .90 (75 pieces), at .5 of .85, and styles are named
# oftener (53 and 63 %); yet at .5 a tenth of the grooves' checks fails, at .59 a twentieth.
_FALL_OF_USUAL_GROOVE = 1.5
USUAL_SLACK = 0.2  # what is only usual may vary by half
OUTSIDE_SCALE = np.array([pitch % 12 not in SCALE for pitch in range(N_PITCHES)])
SCALE_BELOW = np.maximum.accumulate(np.where(OUTSIDE_SCALE, 0, np.arange(N_PITCHES)))  # the scale's next, going down


@dataclass(frozen=True)
class ResolvedPlan:
    """Arrays have a value for each part unless said otherwise; pitches are classes in the common tonic."""

    plan: Plan
    options: GenerationOptions
    style: tuple[float, ...]  # N_STYLES weights
    learnt: StyleWeights  # the learnt styles of the blend
    unwanted: NDArray[np.bool_]
    lowest: NDArray[np.int64]
    highest: NDArray[np.int64]
    most_together: NDArray[np.int64]  # notes struck on one tick
    density: tuple[float, ...]  # `feature_values.density_feature`; 0 = does not play
    slack: NDArray[np.float64]  # how far off the density may be
    times: NDArray[np.float64]  # how many times as many notes as usual were asked for; nan = so many outright
    expression: tuple[float, ...]  # one for each of `feature_values.EXPRESSION`
    mode: int  # index in MODES
    shift: int  # semitones from the common tonic to the key

    @property
    def groove_amount(self) -> float:
        """How closely the groove is kept, 0..1: the control, and less for a groove that was not asked for by name."""
        amount, complexity = self.options.groove, self.options.how.complexity
        if complexity is not None and amount > 0.0:  # intricate players leave it, plain ones keep to it
            by = _GROOVE_BY_COMPLEXITY * (1.0 - 2.0 * complexity)
            amount += by * (1.0 - amount if by > 0.0 else amount)
        return amount**_FALL_OF_USUAL_GROOVE if "groove" in self.plan.assumed else amount

    @property
    def metre(self) -> Metre:
        """Metre of the bars."""
        return self.plan.metre or COMMON_TIME

    @property
    def tonic(self) -> int:
        """Pitch class of the common tonic."""
        return 9 if MODES[self.mode] == "minor" else 0

    def chord_names(self, chords: tuple[int, int]) -> tuple[str, str]:
        """Symbols of chords as they sound."""
        first, second = (chord_name(transpose_chord(chord, self.shift)) for chord in chords)
        return first, second

    def within_scale(self, notes: tuple[NoteClasses, ...]) -> tuple[NoteClasses, ...]:
        """Notes moved down into the scale where it is locked; not in order any more."""
        if not self.options.is_scale_locked:
            return notes
        return tuple(n if n.part == DRUMS else n._replace(pitch=int(SCALE_BELOW[n.pitch])) for n in notes)

    def to_note(self, note: NoteClasses) -> Note:
        """A note as it sounds; its tick counts from the bar's start."""
        pitch = class_to_pitch(note.pitch)
        if note.part == DRUMS:
            return Note(note.position, DRUMS, pitch, DRUM_DURATION_TICKS, class_to_velocity(note.velocity))
        pitch = _folded(pitch + self.shift)
        return Note(note.position, note.part, pitch, class_to_duration(note.duration), class_to_velocity(note.velocity))

    def to_classes(self, note: Note) -> NoteClasses:
        """A sounding note as the network counts it."""
        pitch = note.pitch if note.part == DRUMS else _folded(note.pitch - self.shift)
        return note_classes(note.tick, note.part, pitch, note.duration_ticks, note.velocity)


def note_classes(tick: int, part: int, pitch: int, duration_ticks: int, velocity: int) -> NoteClasses:
    """A note in the common tonic as the network counts it; ``tick`` counts from the bar's start."""
    duration = DRUM_DURATION_TICKS if part == DRUMS else duration_ticks
    classes = pitch_to_class(part, pitch), duration_to_class(duration), velocity_to_class(velocity)
    return NoteClasses(part, tick, *classes)


def _folded(pitch: int) -> int:
    return pitch + 12 if pitch < 0 else pitch - 12 if pitch > 127 else pitch


def resolve(
    plan: Plan,
    options: GenerationOptions,
    statistics: CorpusStatistics,
    asked_density: Mapping[str, float],
    players: Players,
) -> ResolvedPlan:
    """Decide what a complete plan leaves to the usual of its style.

    asked_density: `feature_values.density_feature` by name of the part, for parts whose density was asked for outright.
    """
    style = _weights(plan.style)
    habits = usual_habits(plan.style, statistics, players)
    unwanted = np.array([name not in plan.parts or name in options.resting for name in PARTS])
    lowest, highest = habits.lowest, habits.highest
    key = plan.key or C_MAJOR
    mode = _MODE_OF[key.mode]
    shift = -shift_to_common_tonic(key.tonic, mode)
    for name, (low, high) in options.ranges.items():
        lowest[PARTS.index(name)], highest[PARTS.index(name)] = _range_in_classes(PARTS.index(name), low, high, shift)
    if options.is_scale_locked:  # a chord struck up to a foreign pitch would have to end with it
        within = np.maximum(SCALE_BELOW[highest], lowest)
        highest = np.where(np.arange(N_PARTS) == DRUMS, highest, within)
    density, slack, times = _densities(plan, options, habits.density, asked_density)
    return ResolvedPlan(
        plan=plan,
        options=options,
        style=style,
        learnt=learnt_only(plan.style),
        unwanted=unwanted,
        lowest=lowest,
        highest=highest,
        most_together=habits.most_together,
        density=tuple(np.where(unwanted, 0.0, density).tolist()),
        slack=slack,
        times=times,
        expression=_expression(plan, habits.expression),
        mode=mode,
        shift=shift,
    )


def _weights(style: StyleWeights) -> tuple[float, ...]:
    """N_STYLES weights of a blend, a learnt style counted as the shipped ones nearest to it."""
    weights = dict(shipped(style, DEFAULT_STYLE))
    return tuple(float(weights.get(name, 0.0)) for name in STYLES)


def usual_habits(style: StyleWeights, statistics: CorpusStatistics, players: Players) -> Habits:
    """Habits of a blend: means of densities and expression, the widest range, the largest stacks."""
    parts = [(weight, _habits_of(name, statistics, players)) for name, weight in style]
    return Habits(
        density=np.sum([weight * each.density for weight, each in parts], axis=0),
        expression=np.sum([weight * each.expression for weight, each in parts], axis=0),
        lowest=np.min([each.lowest for _, each in parts], axis=0),
        highest=np.max([each.highest for _, each in parts], axis=0),
        most_together=np.max([each.most_together for _, each in parts], axis=0),
    )


def _habits_of(name: str, statistics: CorpusStatistics, players: Players) -> Habits:
    player = None if name in STYLES else players.get(name)
    return player.habits if player is not None else shipped_habits(((name, 1.0),), statistics)


def shipped_habits(style: StyleWeights, statistics: CorpusStatistics) -> Habits:
    """Habits of styles by the corpus alone."""
    weights = np.array(_weights(style))
    played = np.flatnonzero(weights > 0)
    return Habits(
        density=weights @ statistics.usual_density,
        expression=weights @ statistics.usual_expression,
        lowest=statistics.lowest[played].min(axis=0),
        highest=statistics.highest[played].max(axis=0),
        most_together=statistics.most_together[played].max(axis=0),
    )


def _range_in_classes(part: int, low: int, high: int, shift: int) -> tuple[int, int]:
    """Classes of the lowest and highest sounding pitch, an octave apart at least in pitched parts."""
    if part == DRUMS:
        return pitch_to_class(DRUMS, low), pitch_to_class(DRUMS, high)
    low, high = max(low - shift, 0), min(high - shift, 127)
    return min(low, 115), max(high, min(low, 115) + 12)


def _densities(
    plan: Plan, options: GenerationOptions, usual: NDArray[np.float64], asked: Mapping[str, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    times = np.array([options.densities.get(name, 1.0) for name in PARTS])
    whole = np.asarray(usual, np.float64)
    density = density_feature(notes_a_bar(whole, BEATS_OF_DENSITY) * _times_as_many_notes(plan))
    density = np.where(times == 1.0, density, density_feature(notes_a_bar(density, BEATS_OF_DENSITY) * times))
    density = np.array([asked.get(name, density[part]) for part, name in enumerate(PARTS)])
    is_asked = np.array([name in asked for name in PARTS]) | (times != 1.0) | (plan.density is not None)
    outright = np.array([name in asked for name in PARTS])
    asked_times = np.where(outright, np.nan, times * (plan.density or 1.0))
    return density, np.where(is_asked, ASKED_SLACK, USUAL_SLACK), asked_times


def _times_as_many_notes(plan: Plan) -> float:
    """The density asked for; without one, a factor near 1 from the energy."""
    if plan.density is not None:
        return plan.density
    return float(2.0 ** (plan.energy - 0.5)) if plan.energy is not None else 1.0


def _expression(plan: Plan, usual: NDArray[np.float64]) -> tuple[float, ...]:
    """Values of `feature_values.EXPRESSION` from the plan, and from the style's usual where the plan is silent."""
    asked = expression_of(energy=plan.energy, articulation=plan.articulation, register=plan.register, swing=plan.swing)
    expression = dict(zip(EXPRESSION, usual.tolist(), strict=True)) | asked
    return tuple(expression[name] for name in EXPRESSION)
