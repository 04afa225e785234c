"""What is asked of the generator beside the plan: how freely it draws, chords given, densities, what rests. Values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

USUAL_GUIDANCE = 1.5
USUAL_GROOVE = 0.7
# The common tonic is C major or A minor: one set of pitch classes for both.
SCALE = frozenset((0, 2, 4, 5, 7, 9, 11))


@dataclass(frozen=True)
class Directions:
    """Chords sound as written (not in the common tonic), a pair for each bar, repeated; () = as the chord model plans.

    densities: how many times as many notes as usual, by name of the part; resting: parts that are left out for now;
    groove: how closely the groove is kept, from 0 (there is none) to 1 (stroke by stroke).
    """

    temperature: float = 1.0
    guidance: float = USUAL_GUIDANCE
    is_scale_locked: bool = False
    chords: tuple[tuple[int, int], ...] = ()
    densities: Mapping[str, float] = field(default_factory=dict)
    resting: frozenset[str] = frozenset()
    groove: float = USUAL_GROOVE
