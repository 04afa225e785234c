"""The loop inside a line of chords: what comes round again is kept once. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Pairs = tuple[tuple[int, int], ...]

MOST_BARS = 32
LAST_BARS = 4  # of live music whose loop is not known
_PERIODS = (1, 2, 3, 4, 6, 8, 12, 16)
_ALIKE = 0.8  # of the half bars; the rest are mistakes, or a turn that comes once


def shortest_loop(pairs: Sequence[tuple[int, int]]) -> Pairs:
    """The shortest of 1 to 16 bars that comes round; else all, MOST_BARS at the most.

    >>> shortest_loop([(1, 1), (2, 2), (1, 1), (2, 2), (1, 1), (2, 5)])
    ((1, 1), (2, 2))
    """
    whole = tuple(pairs)
    for period in _PERIODS:
        if len(whole) < 2 * period:
            break
        loop = tuple(_usual(whole[first::period]) for first in range(period))
        halves = [a == b for n, pair in enumerate(whole) for a, b in zip(pair, loop[n % period], strict=True)]
        if sum(halves) >= _ALIKE * len(halves):
            return loop
    return whole[:MOST_BARS]


def loop_from_now(pairs: Sequence[tuple[int, int]]) -> Pairs:
    """Chords expected after these bars: their loop continued from here, else the last bars again.

    >>> loop_from_now([(1, 1), (2, 2), (1, 1), (2, 2), (1, 1)])
    ((2, 2), (1, 1))
    """
    loop = shortest_loop(pairs)
    if not loop or len(loop) == len(pairs):
        return tuple(pairs[-LAST_BARS:])
    place = len(pairs) % len(loop)
    return loop[place:] + loop[:place]


def _usual(pairs: Pairs) -> tuple[int, int]:
    """The commonest of each half; the earliest of equals."""
    first, second = (Counter(half).most_common(1)[0][0] for half in zip(*pairs, strict=True))
    return first, second
