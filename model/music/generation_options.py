"""Options of the generator beside the plan: temperature, guidance, given chords, densities, resting parts. Values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from model.music.played_chart import PlayedChart

USUAL_GUIDANCE = 1.5
USUAL_GROOVE = 0.7
# The common tonic is C major or A minor: one set of pitch classes for both.
SCALE = frozenset((0, 2, 4, 5, 7, 9, 11))

FILL, BREAK, ENDING, SECTION = "fill", "break", "ending", "section"  # kinds of cues


class Cue(NamedTuple):
    """Something to be played from a bar on, for some bars; ``name``: of the section that is jumped to."""

    kind: str
    bar: int
    n_bars: int = 1
    name: str = ""


@dataclass(frozen=True)
class HowPlayed:
    """How it is played. complexity: 0 plain .. 1 intricate, at about as many notes; voicing: 0 close .. 1 wide chords;
    None: as the style has it. follow_kick: how closely the bass strikes with the kick, 0..1. left_hand, right_hand: how
    many times as much keyboards play below and above middle C, 0 = that hand rests. fill_size: 0 half a bar .. 1 two
    bars. is_playable: nothing that no player could play.
    """

    complexity: float | None = None
    voicing: float | None = None
    follow_kick: float = 0.0
    left_hand: float = 1.0
    right_hand: float = 1.0
    fill_size: float | None = None
    is_playable: bool = True


@dataclass(frozen=True)
class GenerationOptions:
    """Chords sound as written (not in the common tonic), a pair for each bar, repeated; () = as the chord model plans.

    densities: how many times as many notes as usual, by name of the part; resting: parts that are left out for now;
    groove: how closely the groove is kept, from 0 (there is none) to 1 (stroke by stroke); fills: how many times as
    many fills as usual; cues: see `Cue`, with bars counted as the generator counts them; ranges: lowest and highest
    sounding pitch, by name of the part, in place of those of the style; chart: in place of form, metre, key and chords,
    from the bar ``chart_from`` on, counted in the same way.
    """

    temperature: float = 1.0
    guidance: float = USUAL_GUIDANCE
    is_scale_locked: bool = False
    chords: tuple[tuple[int, int], ...] = ()
    densities: Mapping[str, float] = field(default_factory=dict)
    resting: frozenset[str] = frozenset()
    groove: float = USUAL_GROOVE
    fills: float = 1.0
    cues: tuple[Cue, ...] = ()
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    how: HowPlayed = field(default_factory=HowPlayed)
    chart: PlayedChart | None = None
    chart_from: int = 0
