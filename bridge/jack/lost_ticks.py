"""Counts the ticks of a MIDI clock that were lost in JACK. Pure; one for each input.

In frames, which the server counts, a clock's ticks are as far apart as they are played, whatever moments the frames
came at; so those lost in a gap are counted exactly. They are lost where our client was not called, which is known, or
where the clock's was not, which only the ticks tell; on a busy machine both happen in one gap.

A gap begins with a distance that is not the usual one and ends with a tick on the clock's grid again. What our own
client may have missed is believed at once. For more an even clock must go on at the usual distance: one at half its
tempo is as far from the next tick as one that left a tick out, and keeps that distance.

A period that was handled late may have been given the frame of the next one, and a song that seemed to stand still in
it was only read too early. So ticks off the grid are waited out, and the grid is laid with and without the frames that
the server is said to have stood still in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from statistics import fmean, median
from typing import NamedTuple

N_KEPT, N_NEEDED = 24, 3  # distances whose median, of an even clock the mean, is the usual one
EVEN_FRAMES = 2  # by so much the distances of an even clock differ at most
EXACT = 0.1  # of a tick: an uneven clock that is farther off its grid after a gap stood still, and lost nothing
MOST_LEFT_OUT = 8  # ticks that an even clock leaves out, more is a pause
N_SETTLED = 4  # usual distances in a row, all off the old grid: the clock stood still
N_OTHER = 3  # others in a row, as far as each other: another tempo
MOST_STEPS = 24  # of a gap: a clock that does not find its grid until then is even no more


class Step(NamedTuple):
    """Frames from a tick to a later one: all, those that passed without our client, those in which the song stood."""

    apart: int
    missed: int
    stood: int


class LostTicks:
    """Fed in order with gaps and ticks of one input."""

    def __init__(self) -> None:
        self._apart_frames: deque[int] = deque(maxlen=N_KEPT)
        self.begin()

    def begin(self) -> None:
        """The song begins anew or ends."""
        self._last_frame: int | None = None
        self._n_missed_frames = self._n_stood_frames = self._after_start_frames = 0
        self._gap: list[Step] = []

    def missed(self, n_frames: int, n_stood: int = 0) -> None:
        """So many frames passed for the others, and what came in them is lost; in ``n_stood`` more nothing passed."""
        self._n_missed_frames += n_frames
        self._n_stood_frames += n_stood

    def tick(self, frame: int, first_frame: int | None = None) -> int:
        """A tick came; returns how many were lost before it, as far as they are known only now.

        first_frame: that of the song's first tick, if it has just begun and that is known.
        """
        n_missed, n_stood, last_frame = self._n_missed_frames, self._n_stood_frames, self._last_frame
        self._n_missed_frames, self._n_stood_frames, self._last_frame = 0, 0, frame
        if last_frame is None:
            self._after_start_frames = 0 if first_frame is None else frame - first_frame
            return 0
        self._gap.append(Step(frame - last_frame, n_missed, n_stood))
        n_lost = self._n_lost()
        if n_lost is None:
            return 0
        self._gap = []
        return n_lost + self._n_lost_at_start()

    def _n_lost_at_start(self) -> int:
        """Ticks lost before the first that came, once; of a clock whose distance is known to be what it was."""
        if len(self._apart_frames) < N_NEEDED or not self._is_even():
            return 0
        after_frames, self._after_start_frames = self._after_start_frames, 0
        return self._n_on_grid(after_frames)

    def _n_lost(self) -> int | None:
        """Ticks lost in the gap; None where it is not over."""
        if len(self._apart_frames) < N_NEEDED:
            return self._n_lost_of_unknown()
        return self._n_lost_of_even() if self._is_even() else self._n_lost_of_uneven()

    def _n_lost_of_unknown(self) -> int | None:
        """Ticks lost since the first one, once distances agree, though our client missed something in all of them."""
        gap = self._gap
        for shortest in sorted(each.apart for each in gap):
            alike = [each.apart for each in gap if 0 <= each.apart - shortest <= EVEN_FRAMES]
            if len(alike) >= N_NEEDED:
                self._know(alike)
                return self._n_lost_of_even()
        whole_ones = [each.apart - each.stood for each in gap if not each.missed]
        if len(whole_ones) < N_NEEDED:
            return None if len(gap) < MOST_STEPS else 0
        self._know(whole_ones)
        return 0

    def _know(self, apart_frames: Iterable[int]) -> None:
        """These are the clock's distances from now on."""
        self._apart_frames.clear()
        self._apart_frames.extend(apart_frames)

    def _is_even(self) -> bool:
        kept = self._apart_frames
        return max(kept) - min(kept) <= EVEN_FRAMES

    def _n_lost_of_even(self) -> int | None:
        """Ticks lost in the gap; None where it is not over."""
        gap, whole = self._gap, _whole(self._gap)
        n_settled = _n_last(gap, lambda each: self._n_on_grid(each.apart) == 1)
        if len(gap) == n_settled == 1:
            self._apart_frames.append(whole.apart)
            return 0
        n_ours = whole.missed / self._usual_frames(fmean) + 1.0 if whole.missed else 0.0
        n_ticks = self._n_on_grid(whole.apart)
        is_certain = 0 < n_ticks <= len(gap) + n_ours
        n_ticks = n_ticks or self._n_on_grid(whole.apart - whole.stood)
        if is_certain or (n_ticks and n_settled):
            n_lost = n_ticks - len(gap)
            return n_lost if 1 <= n_lost <= n_ours + MOST_LEFT_OUT else 0
        if n_settled >= N_SETTLED:
            return 0
        n_alike = _n_last(gap, lambda each: not each.missed and abs(each.apart - gap[-1].apart) <= EVEN_FRAMES)
        if n_alike >= N_OTHER or len(gap) >= MOST_STEPS:
            self._know(each.apart for each in gap[len(gap) - n_alike :])
            return 0
        return None

    def _n_on_grid(self, apart_frames: int) -> int:
        """How many ticks of an even clock so many frames are; 0 where they end off its grid."""
        usual_frames = self._usual_frames(fmean)
        n_ticks = round(apart_frames / usual_frames)
        exact_frames = EVEN_FRAMES + n_ticks / len(self._apart_frames)  # the mean's own error adds up
        return n_ticks if n_ticks > 0 and abs(apart_frames - n_ticks * usual_frames) <= exact_frames else 0

    def _n_lost_of_uneven(self) -> int | None:
        """Ticks lost in the gap; None where its end is off the clock's grid."""
        gap, whole = self._gap, _whole(self._gap)
        if not whole.missed:
            self._apart_frames.append(whole.apart - whole.stood)
            return 0
        usual_frames = self._usual_frames(median)
        apart_ticks = [(whole.apart - n_stood) / usual_frames for n_stood in (0, whole.stood)]
        n_ticks = min(apart_ticks, key=lambda each: abs(each - round(each)))
        if abs(n_ticks - round(n_ticks)) >= EXACT:
            return None if gap[-1].missed else 0
        n_lost = round(n_ticks) - len(gap)
        return n_lost if 1 <= n_lost <= whole.missed / usual_frames + 1.0 else 0

    def _usual_frames(self, middle: Callable[[Iterable[int]], float]) -> float:
        return max(middle(self._apart_frames), 1.0)


def _whole(gap: Sequence[Step]) -> Step:
    return Step(*(sum(each) for each in zip(*gap, strict=True)))


def _n_last(gap: Sequence[Step], is_such: Callable[[Step], bool]) -> int:
    """How many of the last steps are such."""
    return sum(1 for _ in takewhile(is_such, reversed(gap)))
