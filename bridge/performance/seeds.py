"""Seeds of the music: fixed by a request, or a fresh one each time. Any thread."""

from __future__ import annotations

from random import SystemRandom

_APART = 7919
_N_SEEDS = 2**31


class Seeds:
    """``fixed``: the seed of every play and clip; None: a fresh one each time."""

    def __init__(self, fixed: int | None = None) -> None:
        self.fixed = fixed
        self._n_others = 0

    def new(self) -> int:
        """The fixed seed, else a fresh one.

        >>> Seeds(fixed=7).new()
        7
        """
        return SystemRandom().randrange(_N_SEEDS) if self.fixed is None else self.fixed

    def other(self) -> int:
        """A seed other than those before; after a fixed one they are the same each time."""
        self._n_others += 1
        return (self.new() + _APART * self._n_others) % _N_SEEDS
