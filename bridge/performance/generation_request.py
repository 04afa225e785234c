"""Works the performer's controls into the plan: what music is made by at a moment. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bridge.inference.locks import Locks
from bridge.inference.protocol import GenerationRequest
from bridge.settings.controls import Controls
from bridge.settings.drum_lanes import keys_of_lanes
from model.music.config import PARTS
from model.music.generation_options import USUAL_GROOVE, Cue, GenerationOptions, HowPlayed
from model.music.plan import Plan
from model.music.played_chart import PlayedChart

ChordPairs = tuple[tuple[int, int], ...]

# When notes are made too slowly, these parts rest first; drums and bass hold the band together and never do.
SHEDDING_ORDER = (
    "sfx", "effects", "percussive", "ethnic", "chromatic", "pipe", "lead", "pad", "reed", "brass", "ensemble",
    "strings", "organ", "guitar", "piano",
)  # fmt: skip
_SCALES = ("energy", "density", "register", "swing", "articulation")  # controls that are fields of a plan


def make_generation_request(
    plan: Plan,
    controls: Controls,
    chords: ChordPairs = (),
    *,
    player_energy: float | None = None,
    cues: tuple[Cue, ...] = (),
    locks: Locks | None = None,
    chart: PlayedChart | None = None,
    chart_from: int = 1,
) -> GenerationRequest:
    """Merge plan and controls. chart_from: the bar at which the chart begins.

    player_energy: the player's, which counts where no control overrides it.
    """
    updates: dict[str, Any] = {name: controls[name] for name in _SCALES if controls[name] is not None}
    if player_energy is not None:
        updates.setdefault("energy", player_energy)
    on = [name for name in PARTS if controls.part(name).on]
    off = frozenset(name for name in PARTS if controls.part(name).on is False)
    parts = tuple(dict.fromkeys((*plan.parts, *on)))
    excluded = tuple(name for name in plan.excluded if name not in on)
    groove = controls["groove"]
    options = GenerationOptions(
        temperature=controls["temperature"] or 1.0,
        guidance=controls["guidance"] or 1.0,
        is_scale_locked=bool(controls["scale_lock"]),
        chords=chords,
        densities={name: each.density for name, each in sorted(controls.parts.items()) if each.density is not None},
        resting=off,
        groove=groove if groove is not None else USUAL_GROOVE,
        fills=_or_usual(controls["fills"], 1.0),
        how=_how_played(controls),
    )
    own = sorted(controls.parts.items())
    return GenerationRequest(
        replace(plan, parts=parts, excluded=excluded, **updates),
        options,
        swing=controls["swing"] or 0.0,
        humanise=controls["humanise"] or 0.0,
        push_ms=controls["push"],
        pushes_ms={name: each.push for name, each in own if each.push is not None},
        cues=cues,
        muted_drum_keys=keys_of_lanes(controls.part("drums").lanes_off or 0),
        octaves={name: each.octave for name, each in own if each.octave},
        swings={name: each.swing for name, each in own if each.swing is not None},
        locks=locks or Locks(),
        chart=chart,
        chart_from=chart_from,
    )


def _how_played(controls: Controls) -> HowPlayed:
    return HowPlayed(
        complexity=controls["complexity"],
        voicing=controls["voicing"],
        follow_kick=_or_usual(controls["kick"], 0.0),
        left_hand=_or_usual(controls["left_hand"], 1.0),
        right_hand=_or_usual(controls["right_hand"], 1.0),
        fill_size=controls["fill_size"],
        is_playable=_or_usual(controls["playable"], 1.0) > 0.0,
    )


def _or_usual(value: float | None, usual: float) -> float:
    return usual if value is None else value


def thinned(plan: Plan, n_parts: int) -> frozenset[str]:
    """The first ``n_parts`` of the plan's parts that rest when there is no time for all."""
    return frozenset([name for name in SHEDDING_ORDER if name in plan.parts][:n_parts])
