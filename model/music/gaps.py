"""A gap in bars that are given: which parts of which bars are to be written, and what of their notes is new."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Aspect(StrEnum):
    """What of the notes is written anew."""

    ALL = "all"
    PITCHES = "pitches"
    RHYTHM = "rhythm"
    VELOCITIES = "velocities"


ONLY = tuple(aspect.value for aspect in Aspect if aspect is not Aspect.ALL)


@dataclass(frozen=True)
class Gap:
    """Parts of some bars that are to be written; bars count from 0, ``last`` is the last one inside."""

    parts: frozenset[int]
    first: int
    last: int

    def __contains__(self, bar: int) -> bool:
        return self.first <= bar <= self.last
