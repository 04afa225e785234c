"""Lanes of the drum kit that can be left out: their bits in ``lanes_off`` and their General MIDI keys. Pure."""

from __future__ import annotations

from collections.abc import Iterable

LANE_KEYS: dict[str, tuple[int, ...]] = {
    "kick": (35, 36),
    "snare": (37, 38, 40),
    "hi_hat": (42, 44, 46),
    "toms": (41, 43, 45, 47, 48, 50),
    "ride": (51, 53, 59),
    "crash": (49, 52, 55, 57),
    "hands": (39, 54, 56, 69, 70, 82),  # claps, tambourine, cowbell, cabasa, maracas, shaker
}
LANES = tuple(LANE_KEYS)
ALL_LANES = 2 ** len(LANES) - 1


def lane_bits(lanes: Iterable[str]) -> int:
    """Lanes as a sum of bits.

    >>> lane_bits(["snare", "hi_hat"])
    6
    """
    return sum(1 << LANES.index(lane) for lane in set(lanes))


def keys_of_lanes(bits: int) -> frozenset[int]:
    """Drum keys of the lanes in a sum of bits.

    >>> sorted(keys_of_lanes(4))
    [42, 44, 46]
    """
    return frozenset(key for number, lane in enumerate(LANES) if bits >> number & 1 for key in LANE_KEYS[lane])
