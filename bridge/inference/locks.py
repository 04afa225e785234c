"""What is locked: parts, and bars by their numbers. Values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Locks:
    """What is planned of these parts, and in these bars (first and last), stays through every change."""

    parts: frozenset[int] = frozenset()
    bars: tuple[tuple[int, int], ...] = ()

    @property
    def is_any(self) -> bool:
        """Whether anything is locked."""
        return bool(self.parts or self.bars)

    def with_more(self, other: Locks) -> Locks:
        """These and others."""
        return Locks(self.parts | other.parts, tuple(sorted({*self.bars, *other.bars})))

    def without(self, other: Locks) -> Locks:
        """These without others; a stretch of bars may be let go in its middle."""
        bars = self.bars
        for first, last in other.bars:
            bars = tuple(
                piece
                for low, high in bars
                for piece in ((low, min(high, first - 1)), (max(low, last + 1), high))
                if piece[0] <= piece[1]
            )
        return Locks(self.parts - other.parts, tuple(sorted(set(bars))))

    def holds(self, part: int, bar: int) -> bool:
        """Whether a part's notes in a bar are locked.

        >>> Locks(frozenset({5}), ((9, 12),)).holds(0, 9), Locks(frozenset({5})).holds(0, 9)
        (True, False)
        """
        return part in self.parts or any(first <= bar <= last for first, last in self.bars)
