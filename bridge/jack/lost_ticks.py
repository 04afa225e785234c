"""Counts the ticks of a MIDI clock that were lost in JACK. Pure; one for each input.

In frames, which the server counts, a clock's ticks are as far apart as they are played, whatever moments the frames
came at; so those lost in a gap are counted exactly. They are lost where our client was not called, which is known, or
where the clock's was not, which shows a tick later: of an even clock the gap is a multiple, and the next distance the
usual one. A clock that goes on at half its tempo is so far from the next tick too.

A period that was handled late may have been given the frame of the next one, and a song that seemed to stand still in
it was only read too early. So a gap is measured with and without the frames that the server is said to have stood
still in, whichever is nearer to the clock's grid; and where neither is on it, the tick after that is asked.
"""

from __future__ import annotations

from collections import deque
from statistics import fmean, median
from typing import NamedTuple

N_KEPT, N_NEEDED = 24, 3  # distances whose median is the usual one
EXACT = 0.1  # of a tick: a clock that is farther off its grid after a gap stood still, and lost nothing
EVEN_FRAMES = 2  # by so much the distances of an even clock differ at most
MOST_LEFT_OUT = 8  # ticks that an even clock leaves out, more is a pause


class Gap(NamedTuple):
    """Frames between two ticks in which some were missed."""

    apart_frames: int = 0
    n_missed_frames: int = 0
    n_stood_frames: int = 0
    n_came: int = 0  # ticks, the last included

    def longer(self, apart_frames: int, n_missed_frames: int, n_stood_frames: int) -> Gap:
        """The gap to the tick after."""
        more = apart_frames, n_missed_frames, n_stood_frames, 1
        return Gap(*(mine + its for mine, its in zip(self, more, strict=True)))


class LostTicks:
    """Fed in order with gaps and ticks of one input."""

    def __init__(self) -> None:
        self._apart_frames: deque[int] = deque(maxlen=N_KEPT)
        self.begin()

    def begin(self) -> None:
        """The song begins anew or ends."""
        self._last_frame: int | None = None
        self._n_missed_frames = self._n_stood_frames = self._n_left_out = 0
        self._undecided: Gap | None = None

    def missed(self, n_frames: int, n_stood: int = 0) -> None:
        """So many frames passed for the others, and what came in them is lost; in ``n_stood`` more nothing passed."""
        self._n_missed_frames += n_frames
        self._n_stood_frames += n_stood

    def tick(self, frame: int) -> int:
        """A tick came; returns how many were lost before it, as far as they are known only now."""
        n_missed, n_stood, last_frame = self._n_missed_frames, self._n_stood_frames, self._last_frame
        self._n_missed_frames, self._n_stood_frames, self._last_frame = 0, 0, frame
        undecided, self._undecided = self._undecided, None
        if last_frame is None:
            return 0
        if n_missed or undecided is not None:
            gap = (undecided or Gap()).longer(frame - last_frame, n_missed, n_stood)
            n_lost = self._n_lost_in(gap)
            self._undecided = gap if n_lost is None and n_missed else None
            return n_lost or 0
        return self._left_out(frame - last_frame - n_stood)

    def _n_lost_in(self, gap: Gap) -> int | None:
        """How many ticks were lost in a gap, None where its end is off the clock's grid."""
        if len(self._apart_frames) < N_NEEDED:
            return 0
        usual_frames = max(median(self._apart_frames), 1.0)
        apart_ticks = [(gap.apart_frames - n_stood) / usual_frames for n_stood in {0, gap.n_stood_frames}]
        n_ticks = min(apart_ticks, key=lambda each: abs(each - round(each)))
        if abs(n_ticks - round(n_ticks)) >= EXACT:
            return None
        n_lost = round(n_ticks) - gap.n_came
        return n_lost if 1 <= n_lost <= gap.n_missed_frames / usual_frames + 1.0 else 0

    def _left_out(self, apart_frames: int) -> int:
        """Ticks left out before the last one, where this one is at the usual distance again."""
        n_waiting, self._n_left_out = self._n_left_out, 0
        n_ticks = self._n_even(apart_frames)
        if n_ticks > 1 and not n_waiting:
            self._n_left_out = n_ticks - 1
            return 0
        if n_waiting and n_ticks != 1:  # another tempo
            self._apart_frames.clear()
        self._apart_frames.append(apart_frames)
        return n_waiting if n_ticks == 1 else 0

    def _n_even(self, apart_frames: int) -> int:
        """How many ticks of an even clock a distance is; 0 where the clock is uneven, or the distance no such."""
        kept = self._apart_frames
        if len(kept) < N_NEEDED or max(kept) - min(kept) > EVEN_FRAMES:
            return 0
        usual_frames = max(fmean(kept), 1.0)
        n_ticks = round(apart_frames / usual_frames)
        is_even = abs(apart_frames - n_ticks * usual_frames) <= EVEN_FRAMES
        return n_ticks if is_even and n_ticks <= MOST_LEFT_OUT + 1 else 0
