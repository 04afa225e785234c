"""Counts the ticks of a MIDI clock that came while our client was not called. Pure; one for each input.

In frames, which the server counts, a clock's ticks are as far apart as they are played, whatever moments the frames
came at; so the ticks lost in a gap are counted exactly, though the server stood still in the same moment.
"""

from __future__ import annotations

from collections import deque
from statistics import median

N_KEPT, N_NEEDED = 24, 3  # distances whose median is the usual one
EXACT = 0.1  # of a tick: a clock that is farther off its grid after a gap stood still, and lost nothing


class LostTicks:
    """Fed in order with gaps and ticks of one input."""

    def __init__(self) -> None:
        self._apart_frames: deque[int] = deque(maxlen=N_KEPT)
        self._last_frame: int | None = None
        self._n_missed_frames = 0

    def missed(self, n_frames: int) -> None:
        """So many frames passed for the others, and what came in them is lost."""
        self._n_missed_frames += n_frames

    def tick(self, frame: int) -> int:
        """A tick came; returns how many were lost since the one before."""
        n_missed, last_frame = self._n_missed_frames, self._last_frame
        self._n_missed_frames, self._last_frame = 0, frame
        if last_frame is None:
            return 0
        apart_frames = frame - last_frame
        if not n_missed:
            self._apart_frames.append(apart_frames)
            return 0
        return self._n_lost(apart_frames, n_missed)

    def _n_lost(self, apart_frames: int, n_missed_frames: int) -> int:
        if len(self._apart_frames) < N_NEEDED:
            return 0
        usual_frames = max(median(self._apart_frames), 1.0)
        n_ticks = apart_frames / usual_frames
        n_lost = round(n_ticks) - 1
        is_exact = abs(n_ticks - round(n_ticks)) < EXACT
        return n_lost if is_exact and 1 <= n_lost <= n_missed_frames / usual_frames + 1.0 else 0
