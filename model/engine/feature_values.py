"""Numbers and scales that the features of the network share: ids that mean "nothing", places, densities, expression."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.music.config import BAR, N_DURATIONS, N_PARTS, N_PITCHES, N_VELOCITIES, N_WHENS

N_SECTIONS = 8
NO_DEGREE = 12
NO_PART = N_PARTS + 1  # 0..16 parts, 17 bar line, 18 nothing there
NO_WHEN = N_WHENS
NO_DURATION = N_DURATIONS
NO_VELOCITY = N_VELOCITIES

# Fields in the order in which they are sampled.
FIELDS = ("when", "part", "pitch", "duration", "velocity")
FIELD_SIZES: dict[str, int] = {
    "when": N_WHENS,
    "part": N_PARTS,
    "pitch": N_PITCHES,
    "duration": N_DURATIONS,
    "velocity": N_VELOCITIES,
}

# How a phrase is played, each about -1..1, 0 = unknown or as usual.
EXPRESSION = ("level", "articulation", "register", "swing")

# Bars and events are found again by one number that ascends through a piece in canonical order.
PLACE_STRIDE = N_WHENS * (N_PARTS + 1) * 256


def place_code(position: int, part: int, pitch_class: int) -> int:
    """Order of a note inside its bar, from 1; the bar line itself is 0."""
    return 1 + (position * (N_PARTS + 1) + part) * 256 + pitch_class


def place_codes(position: NDArray[Any], part: NDArray[Any], pitch: NDArray[Any] | int) -> NDArray[np.int64]:
    """`place_code` of many places."""
    codes: NDArray[np.int64] = 1 + (position.astype(np.int64) * (N_PARTS + 1) + part) * 256 + pitch
    return codes


def row_places(rows: NDArray[Any]) -> NDArray[np.int64]:
    """Place codes of events as rows of part, position, pitch, …; 0 for a bar line. (…, 5) -> (…)."""
    return np.where(rows[..., 0] == BAR, 0, place_codes(rows[..., 1], rows[..., 0], rows[..., 2].astype(np.int64)))


def section_of_bar(bar: int) -> int:
    """Position of a bar in the piece, on a doubling scale.

    >>> [section_of_bar(b) for b in (0, 1, 2, 3, 4, 8, 63, 64, 900)]
    [0, 1, 2, 2, 3, 4, 6, 7, 7]
    """
    return min(bar.bit_length(), N_SECTIONS - 1)


def tempo_features(tempo_bpm: float) -> tuple[float, float]:
    """Octaves above 120 bpm, and its square."""
    octaves = math.log2(tempo_bpm / 120.0)
    return octaves, octaves * octaves


def density_feature(notes_per_four_beats: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Density on the network's scale: 0 = does not play, about 1 = eight notes in four beats.

    >>> density_feature(np.array([0.0, 7.0, 63.0])).tolist()
    [0.0, 1.0, 2.0]
    """
    feature: NDArray[np.float64] = np.log2(1.0 + notes_per_four_beats.astype(np.float64)) / 3.0
    return feature


def closeness_feature(share_kept: Any) -> Any:
    """Closeness to the groove, from 0 (nothing of it) to 1 (exactly), on the network's scale -1..1.

    The share is the Jaccard index of the strokes played and those of the groove: a number or an array.

    >>> closeness_feature(0.0), closeness_feature(0.75), closeness_feature(1.0)
    (-1.0, 0.5, 1.0)
    """
    return 2.0 * share_kept - 1.0


def closeness_share(feature: Any) -> Any:
    """Inverse of `closeness_feature`.

    >>> closeness_share(-1.0), closeness_share(0.5)
    (0.0, 0.75)
    """
    return (feature + 1.0) / 2.0


def expression_of(
    *, energy: float | None, articulation: float | None, register: float | None, swing: float | None
) -> dict[str, float]:
    """Values on a plan's scales (energy, articulation, swing 0..1, register -1..1) as `EXPRESSION`; None is left out.

    >>> expression_of(energy=0.5, articulation=None, register=-1.0, swing=1.0)
    {'level': 0.0, 'register': -1.0, 'swing': 1.0}
    """
    scaled = {
        "level": None if energy is None else (energy - 0.5) / 0.3,
        "articulation": None if articulation is None else (articulation - 0.6) / 0.6,
        "register": register,
        "swing": None if swing is None else 2.0 * swing - 1.0,
    }
    return {name: value for name, value in scaled.items() if value is not None}
