"""The groove that one bar is played to: from the book's pattern, and from an earlier bar where its music comes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from model.engine.arrangement import BarArrangement
from model.engine.density_control import notes_a_bar
from model.engine.feature_values import closeness_feature, density_feature, place_code
from model.engine.note_classes import NoteClasses
from model.engine.resolved_plan import ResolvedPlan, note_classes
from model.music.config import BASS, DRUM_DURATION_TICKS, DRUMS, N_PARTS, PARTS, TICKS_PER_QUARTER
from model.music.events import COMMON_TIME, Metre, class_to_pitch
from model.music.grooves import Pattern
from model.music.grooves.lanes import DRUM_LANES
from model.music.harmony import FOLLOW_CHORD
from model.music.playability import KEYS, KICKS, MIDDLE_C

# How closely parts keep to the book when the control stands at 0; at 1 they play it stroke by stroke.
_LOOSEST = {DRUMS: (0.0, 0.5), BASS: (0.4, 1.0)}  # and to which power this falls with the control
_LOOSEST_OTHERS = (0.25, 2.0)
_MOST_OF_USUAL = 2.2  # times as many notes as a part plays as a rule in its style
_LOOSE = 0.72  # of a part that varies its groove in a bar
_TIMES_OUTRIGHT = 0.5  # where a density was set outright
_VARIED = 0.6  # of a passage that comes back changed
_LEAD_CLOSENESS = 0.4  # of the part that sings where every part has a groove
# Parts that carry a melody where the band has no other, the most usual first.
_LEADS = ("reed", "lead", "brass", "pipe", "strings", "ethnic", "chromatic", "ensemble", "piano", "guitar", "organ")

_CRASH = note_classes(0, DRUMS, DRUM_LANES["crash"], DRUM_DURATION_TICKS, 108)
_KIT = (frozenset(["kick"]), frozenset(["snare"]), frozenset(["hat", "open", "ride"]))  # a lane of each


@dataclass(frozen=True)
class RememberedBar:
    """A bar that was played, as it can come back; chords and pitches in the common tonic."""

    number: int
    metre: Metre
    chords: tuple[int, int]
    notes: tuple[NoteClasses, ...]
    of: ResolvedPlan  # what it was played by

    def moved_to(self, chords: tuple[int, int]) -> tuple[NoteClasses, ...]:
        """Its notes over other chords, in canonical order."""
        if chords == self.chords:
            return self.notes
        half = self.metre.half_bar_ticks
        return in_order(_follow(note, self.chords, chords, half) for note in self.notes)


@dataclass(frozen=True)
class GrooveOfBar:
    """A bar's groove as in `BarControls`; ``density``: of the parts whose groove is known, else 0."""

    notes: tuple[NoteClasses, ...] = ()
    parts: tuple[float, ...] = ()
    closeness: tuple[float, ...] = ()
    density: tuple[float, ...] = (0.0,) * N_PARTS


NO_GROOVE = GrooveOfBar()


def in_order(notes: Iterable[NoteClasses]) -> tuple[NoteClasses, ...]:
    """Notes in canonical order, one at a place."""
    by_place = {place_code(note.position, note.part, note.pitch): note for note in notes}
    return tuple(by_place[place] for place in sorted(by_place))


def _follow(note: NoteClasses, before: tuple[int, int], after: tuple[int, int], half_ticks: int) -> NoteClasses:
    if note.part == DRUMS:
        return note
    half = note.position >= half_ticks
    pitch = note.pitch + int(FOLLOW_CHORD[before[half], after[half], note.pitch % 12])
    return note._replace(pitch=pitch + 12 if pitch < 0 else pitch - 12 if pitch > 127 else pitch)


def groove_of_bar(bar: BarArrangement, resolved: ResolvedPlan, earlier: RememberedBar | None) -> GrooveOfBar:
    """The groove of a bar; ``earlier`` is the bar that it returns to, if it was played by the same plan."""
    amount = resolved.groove_amount
    if amount <= 0.0:
        return NO_GROOVE
    notes: list[NoteClasses] = []
    share_kept = np.full(N_PARTS, np.nan)
    pattern, held = bar.pattern, _held(bar, resolved)
    if pattern is not None:
        swing = resolved.plan.swing
        half_ticks = resolved.metre.half_bar_ticks
        place = (pattern, bar.pattern_bar % pattern.n_bars, bar.chords, bar.next_chord)
        realised = _realised(*place, resolved.mode, half_ticks, resolved.tonic, swing)
        if bar.before_fill is not None:
            place = (bar.before_fill, bar.place.bar % bar.before_fill.n_bars, bar.chords, bar.next_chord)
            before = _realised(*place, resolved.mode, half_ticks, resolved.tonic, swing)
            kept = (note for note in before if note.position < half_ticks)
            realised = in_order((*kept, *(note for note in realised if note.position >= half_ticks)))
        realised = _with_kick(realised, resolved.options.how.follow_kick)
        notes += _thinned([note for note in realised if note.part in held and _has_hand(note, resolved)], resolved)
        if bar.is_marked and DRUMS in held and _is_drum_kit(pattern):
            notes.append(_CRASH)
        for part in held:
            is_rooted = PARTS[part] in bar.rooted
            loosest, fall = _LOOSEST.get(BASS if is_rooted else part, _LOOSEST_OTHERS)
            share_kept[part] = loosest + (1.0 - loosest) * amount**fall
            if PARTS[part] in bar.loose and amount < 1.0:
                share_kept[part] = min(share_kept[part], _LOOSE)
        lead = _lead(resolved, held)
        if lead is not None and PARTS[lead] not in bar.typical and not bar.is_fill and amount < 1.0:
            share_kept[lead] = min(share_kept[lead], _LEAD_CLOSENESS)
    if earlier is not None:
        share = 1.0 if bar.is_copy else _VARIED
        returning = [n for n in earlier.moved_to(bar.chords) if np.isnan(share_kept[n.part])]
        notes += [note for note in returning if not resolved.unwanted[note.part]]
        for part in {note.part for note in earlier.notes}:
            if np.isnan(share_kept[part]):
                share_kept[part] = share
    share_kept = np.minimum(share_kept, _share_of_density(resolved))
    share_kept[resolved.unwanted] = np.nan
    return _as_features(in_order(resolved.within_scale(tuple(notes))), share_kept, _densities(bar, resolved, held))


def _with_kick(notes: tuple[NoteClasses, ...], amount: float) -> tuple[NoteClasses, ...]:
    """The notes, strokes of the bass moved to the nearest kick within so much of a beat."""
    kicks = [n.position for n in notes if n.part == DRUMS and class_to_pitch(n.pitch) in KICKS]
    if not kicks or amount <= 0.0:
        return notes
    moved = []
    for note in notes:
        nearest = min(kicks, key=lambda kick: abs(kick - note.position))
        is_near = note.part == BASS and abs(nearest - note.position) <= amount * TICKS_PER_QUARTER
        moved.append(note._replace(position=nearest) if is_near else note)
    one_each = {(note.position, note.part, note.pitch if note.part != BASS else 0): note for note in reversed(moved)}
    return in_order(one_each.values())


def _has_hand(note: NoteClasses, resolved: ResolvedPlan) -> bool:
    """Whether the hand that a keyboard's note lies under plays."""
    how = resolved.options.how
    if note.part not in KEYS or (how.left_hand > 0.0 and how.right_hand > 0.0):
        return True
    return (how.left_hand if note.pitch + resolved.shift < MIDDLE_C else how.right_hand) > 0.0


def _share_of_density(resolved: ResolvedPlan) -> NDArray[np.float64]:
    """Highest closeness of parts that are to play more or less than usual."""
    times = np.where(np.isnan(resolved.times), _TIMES_OUTRIGHT, np.maximum(resolved.times, 1e-3))
    return np.minimum(times, 1.0 / times)


def _thinned(notes: list[NoteClasses], resolved: ResolvedPlan) -> list[NoteClasses]:
    """Chords that are struck often have fewer voices, as players thin them out; the outer ones stay."""
    budget = _MOST_OF_USUAL * notes_a_bar(np.array(resolved.density), resolved.metre.bar_beats)
    kept: list[NoteClasses] = []
    for part in {note.part for note in notes}:
        mine = [note for note in notes if note.part == part]
        onsets = sorted({note.position for note in mine})
        if part == DRUMS or len(mine) <= max(budget[part], len(onsets)):
            kept += mine
            continue
        n_voices = max(round(float(budget[part]) / len(onsets)), 1)
        for onset in onsets:
            chord = [note for note in mine if note.position == onset]
            kept += chord if len(chord) <= n_voices else [*chord[:1], *chord[len(chord) - n_voices + 1 :]]
    return kept


def _as_features(
    notes: tuple[NoteClasses, ...], share_kept: NDArray[np.float64], density: tuple[float, ...]
) -> GrooveOfBar:
    is_known = ~np.isnan(share_kept)
    if not is_known.any():
        return NO_GROOVE
    closeness = np.where(is_known, closeness_feature(np.nan_to_num(share_kept)), 0.0)
    return GrooveOfBar(notes, tuple(is_known.astype(float).tolist()), tuple(closeness.tolist()), density)


def _held(bar: BarArrangement, resolved: ResolvedPlan) -> frozenset[int]:
    """Parts that play and that the pattern holds."""
    if bar.pattern is None:
        return frozenset()
    free = bar.free if resolved.groove_amount < 1.0 else frozenset[str]()
    return frozenset(part for part in bar.pattern.parts if not resolved.unwanted[part] and PARTS[part] not in free)


def _is_drum_kit(pattern: Pattern) -> bool:
    """Whether the drums of a pattern are a kit played with sticks, which has a crash cymbal."""
    lanes = frozenset(lane.name for lane in pattern.lanes)
    return all(lanes & some for some in _KIT)


def _lead(resolved: ResolvedPlan, held: frozenset[int]) -> int | None:
    """The part that sings, where the pattern leaves no part free to do so and there is more than one."""
    playing = [part for part in range(N_PARTS) if not resolved.unwanted[part]]
    if len(playing) < 2 or any(part not in held for part in playing):
        return None
    return next((PARTS.index(name) for name in _LEADS if PARTS.index(name) in playing), None)


@lru_cache(512)
def _realised(
    pattern: Pattern,
    bar: int,
    chords: tuple[int, int],
    next_chord: int,
    mode: int,
    half_ticks: int,
    tonic: int,
    swing: float | None,
) -> tuple[NoteClasses, ...]:
    notes = pattern.realise(bar, chords, next_chord, mode=mode, half_bar_ticks=half_ticks, tonic=tonic, swing=swing)
    inside = [note for note in notes if note.position_ticks < pattern.metre.bar_ticks]
    return in_order(note_classes(n.position_ticks, n.part, n.pitch, n.duration_ticks, n.velocity) for n in inside)


def _densities(bar: BarArrangement, resolved: ResolvedPlan, held: frozenset[int]) -> tuple[float, ...]:
    """Density of the pattern's parts over all its bars."""
    pattern = bar.pattern
    if pattern is None:
        return (0.0,) * N_PARTS
    n_notes = np.zeros(N_PARTS)
    half_ticks = resolved.metre.half_bar_ticks
    for number in range(pattern.n_bars):
        notes = _realised(pattern, number, bar.chords, bar.next_chord, resolved.mode, half_ticks, resolved.tonic, None)
        for note in _thinned([n for n in notes if n.part in held], resolved):
            n_notes[note.part] += 1
    four_beats = pattern.n_bars * pattern.metre.bar_ticks / COMMON_TIME.bar_ticks
    n_notes *= np.nan_to_num(resolved.times)  # outright: as asked, whatever the groove has
    return tuple(density_feature(n_notes / four_beats).tolist())
