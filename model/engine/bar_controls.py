"""Turns the arrangement of a bar into the controls that the network is given. Pure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from model.engine.arrangement import BarArrangement
from model.engine.density_control import BEATS_OF_DENSITY, notes_a_bar
from model.engine.feature_values import closeness_share, density_feature
from model.engine.groove_bar import NO_GROOVE, GrooveOfBar, RememberedBar, groove_of_bar, in_order
from model.engine.network_controls import BarControls
from model.engine.note_classes import NoteClasses
from model.engine.resolved_plan import ResolvedPlan
from model.music.config import N_PARTS

_FREE_SLACK = 0.05


def controls_of_bar(
    arranged: BarArrangement, resolved: ResolvedPlan, earlier: RememberedBar | None
) -> tuple[BarControls, tuple[NoteClasses, ...]]:
    """Controls of a bar, and its notes where it is played as ``earlier`` was, the bar that it returns to."""
    groove = groove_of_bar(arranged, resolved, earlier)
    copied: tuple[NoteClasses, ...] = ()
    if earlier is not None and arranged.is_copy:
        copied = in_order(resolved.within_scale(earlier.moved_to(arranged.chords)))
    controls = BarControls(
        style=resolved.style,
        density=_densities(groove, resolved),
        tempo_bpm=resolved.plan.tempo_bpm or 120.0,
        metre=resolved.metre,
        chords=arranged.chords,
        next_chord=arranged.next_chord,
        mode=resolved.mode,
        expression=resolved.expression,
        text=resolved.plan.text,
        learnt=resolved.learnt,
    )
    return with_groove(controls, groove), copied


def slack_of_bar(controls: BarControls, resolved: ResolvedPlan) -> NDArray[np.float64]:
    """Tolerance of densities, shape = (N_PARTS,): less for parts without a groove, where others have one."""
    is_held = controls.firm.parts if controls.has_groove else np.ones(N_PARTS, bool)
    return np.where(is_held, resolved.slack, np.minimum(resolved.slack, _FREE_SLACK))


def with_groove(controls: BarControls, groove: GrooveOfBar) -> BarControls:
    """The controls with another groove."""
    return replace(controls, groove=groove.notes, groove_parts=groove.parts, closeness=groove.closeness)


def with_groove_of(controls: BarControls, parts: frozenset[int]) -> BarControls:
    """The controls with the groove of some parts alone."""
    if not controls.has_groove:
        return with_groove(controls, NO_GROOVE)
    known = tuple(value if part in parts else 0.0 for part, value in enumerate(controls.groove_parts))
    closeness = tuple(value if part in parts else 0.0 for part, value in enumerate(controls.closeness))
    notes = tuple(note for note in controls.groove if note.part in parts)
    return with_groove(controls, GrooveOfBar(notes, known, closeness))


def _densities(groove: GrooveOfBar, resolved: ResolvedPlan) -> tuple[float, ...]:
    """A part plays as much as its groove, times what was asked for, as far as it keeps to it, and else as usual."""
    shares = closeness_share(np.array(groove.closeness or (-1.0,) * N_PARTS))
    given, usual = np.array(groove.density), np.array(resolved.density)
    mixed = density_feature(
        shares * notes_a_bar(given, BEATS_OF_DENSITY) + (1 - shares) * notes_a_bar(usual, BEATS_OF_DENSITY)
    )
    is_mixed = (given > 0.0) & (usual > given)
    densities = np.where(is_mixed, mixed, np.where((given > 0.0) & (usual > 0.0), given, usual))
    return tuple(densities.tolist())
