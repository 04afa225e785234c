"""Numbers the ticks of a MIDI clock and predicts the next ones, in spite of lost, late and doubled ticks.

A late tick may be jitter, the end of a stall, the one after a lost tick, the first after the clock itself stood still,
or a slower tempo; only later ticks decide. So a few explanations are kept side by side, each with a cost (twice the
negative logarithm of its likelihood), and the cheapest is believed: a double gap with a normal one after it comes out
as a lost tick, two of them as a tempo, a long gap with a short one as jitter. Where no byte can be lost unnoticed
(JACK), no hypothesis counts a lost tick: the number of a tick is how many came and how many are known to be lost, and
only the line is in doubt. One thread feeds it.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from bridge.clocks.line_fit import Fit

MIN_PERIOD_S, MAX_PERIOD_S = 60.0 / 24 / 500.0, 60.0 / 24 / 10.0  # 500 and 10 bpm
FIRST_PERIOD_S = 60.0 / 24 / 120.0
PLAIN = 6.0  # up to 2.4 standard deviations off the best hypothesis is not branched
SUSPECT = (
    3.0  # while explanations compete, from here on each forks again: at 1.5 no more is found, for a third more time
)
# Costs: -2 ln of how probable it is. Lost: 2 %; as much again and more for another one at once, so that two double
# gaps are a tempo. Late by far: 1 %; with the stall that delayed it already known, likely. Another tempo: 0.1 %.
# A step, the same tempo from another moment on: a JACK server that stalls lets its clocks stand so. Rare: cheaper
# ones were taken for tempi that change by 2 % with a loss nearby (17 of 1,000 random songs against 2). Where nothing is
# lost, a gap is a stall or another tempo, and stalls are frequent: as a server that stalls stops its clocks too, a step
# is likelier than one late tick (over real JACK, stalled once a second, the next tick is then foretold to within 10 ms
# in 99.9 % instead of 40 ms).
LOST, LOST_MORE, LOST_AGAIN = 8.0, 5.0, 8.0
LATE, STALLED = 9.0, 1.0
CHANGED = 14.0
STEPPED, STEPPED_LOSSLESS = 25.0, 7.0
STEP = 0.03  # periods; smaller ones the line swallows, from .05 on they were taken for losses
VAGUE = 4.0  # times the jitter's variance: beyond, a line foretells too little to call a tick late
FAR = 10.0  # a new tempo may be any: being far from the old one costs no more than this
LOOK_BACK = (1, 3, 7)  # ticks since when the tempo may be another one
MAX_LOST = 64
N_KEPT, WORST = 8, 30.0
MIN_JITTER_S, MAX_JITTER_S = 0.0005, 0.006


class Hypothesis(NamedTuple):
    """One explanation of the ticks so far."""

    cost: float
    tick: int
    time_s: float
    fit: Fit
    past: tuple[Hypothesis, ...] = ()  # as it stood after each of the last ticks, without their pasts
    lost: bool = False  # the tick before this one is thought lost
    late: bool = False  # this one is thought delayed by far

    def renumbered(self, n_ticks: int) -> Hypothesis:
        """This hypothesis, with so much higher numbers for all ticks so far."""
        past = tuple(each.renumbered(n_ticks) for each in self.past)
        return self._replace(tick=self.tick + n_ticks, fit=self.fit._replace(tick=self.fit.tick + n_ticks), past=past)

    def then(self, cost: float, index: int, time_s: float, fit: Fit) -> Hypothesis:
        """This hypothesis, one tick on."""
        return Hypothesis(cost, index, time_s, fit, (*self.past[1 - LOOK_BACK[-1] :], self._replace(past=())))


class TickFollower:
    """Numbers the ticks it is fed and knows the line they lie on.

    may_lose: whether a tick may be lost on its way.
    """

    def __init__(self, time_s: float, period_s: float | None = None, *, may_lose: bool = False) -> None:
        """Begin with tick 0 at ``time_s``, expecting the period named, else finding out."""
        self.may_lose = may_lose
        self._jitter_s = 0.002
        expected_s = period_s or FIRST_PERIOD_S
        spread_s = expected_s * (0.02 if period_s else 1.0)
        fit = Fit(0, time_s, expected_s, (self._jitter_s / spread_s) ** 2, 1.0)
        self._hypotheses = [Hypothesis(0.0, 0, time_s, fit)]
        self.n_ticks = 1

    @property
    def index(self) -> int:
        """The number of the last tick, lost ones counted."""
        return self._hypotheses[0].tick

    @property
    def n_lost(self) -> int:
        """Number of ticks that were probably lost so far."""
        return self.index - (self.n_ticks - 1)

    @property
    def phase_error_s(self) -> float:
        """Distance of the last tick from its place on the line, in seconds (positive: late)."""
        return self._hypotheses[0].time_s - self.tick_to_s(self.index)

    @property
    def period_s(self) -> float:
        """Seconds from a tick to the next."""
        return min(max(self._hypotheses[0].fit.period_s, MIN_PERIOD_S), MAX_PERIOD_S)

    @property
    def period_error_s(self) -> float:
        """Standard error of `period_s`."""
        return self._jitter_s / math.sqrt(self._hypotheses[0].fit.spread)

    def tick_to_s(self, index: int) -> float:
        """The moment of a tick without its jitter."""
        return self._hypotheses[0].fit.tick_to_s(index)

    def fits(self, time_s: float) -> bool:
        """Whether a tick at ``time_s`` is where the next is expected, within four standard deviations."""
        return _surprise(self._hypotheses[0].fit, self.index + 1, time_s, self._jitter_s)[0] < 16.0

    def tick(self, time_s: float, n_lost: int = 0) -> None:
        """Take in the next tick that came, before which so many are known to be lost: just now, or some ticks ago."""
        if n_lost:
            lost_now = [each._replace(tick=each.tick + n_lost) for each in self._hypotheses]
            self._hypotheses = lost_now + [each.renumbered(n_lost) for each in self._hypotheses]
        self.n_ticks += 1
        best = self._hypotheses[0]
        surprise, error_s, doubt = _surprise(best.fit, best.tick + 1, time_s, self._jitter_s)
        if len(self._hypotheses) == 1 and surprise < PLAIN:
            self._hypotheses = [_on_time(best, time_s, surprise)]
        else:
            self._branch(time_s)
        if doubt < 0.5 and (len(self._hypotheses) == 1 or surprise < PLAIN):
            self._learn_jitter(error_s)

    def _learn_jitter(self, error_s: float) -> None:
        error_s = min(abs(error_s), 3.0 * self._jitter_s)
        square = self._jitter_s**2 + (error_s**2 - self._jitter_s**2) / 48.0
        highest_s = min(MAX_JITTER_S, 0.35 * self.period_s)
        self._jitter_s = max(min(math.sqrt(square), highest_s), MIN_JITTER_S)

    def _branch(self, time_s: float) -> None:
        """Extend every hypothesis in every way, and keep the likeliest."""
        ways = [way for hypothesis in self._hypotheses for way in self._ways(hypothesis, time_s)]
        ways.sort(key=lambda way: way.cost)
        kept: list[Hypothesis] = []
        for way in ways[: 4 * N_KEPT]:
            if way.cost > ways[0].cost + WORST or len(kept) == N_KEPT:
                break
            if not any(self._same(way, other) for other in kept):
                kept.append(way)
        self._hypotheses = [
            way._replace(cost=way.cost - ways[0].cost, past=_cheaper(way, ways[0].cost)) for way in kept
        ]

    def _same(self, one: Hypothesis, other: Hypothesis) -> bool:
        """Whether two hypotheses predict the same ticks, so that no later tick can separate them."""
        apart_s = abs(one.fit.tick_to_s(one.tick + 1) - other.fit.tick_to_s(other.tick + 1))
        return apart_s < 0.5 * self._jitter_s and abs(one.fit.period_s / other.fit.period_s - 1.0) < 0.01

    def _ways(self, hypothesis: Hypothesis, time_s: float) -> list[Hypothesis]:
        index = hypothesis.tick + 1
        surprise, error_s, doubt = _surprise(hypothesis.fit, index, time_s, self._jitter_s)
        vague = doubt > VAGUE
        ways = [_on_time(hypothesis, time_s, min(surprise, FAR) if vague else surprise)]
        if not vague and surprise >= SUSPECT:
            ways += self._late_or_lost(hypothesis, time_s, error_s)
            ways += [self._changed(hypothesis, time_s, back) for back in LOOK_BACK if back <= len(hypothesis.past) + 1]
            if self.may_lose:
                ways.append(self._changed(hypothesis, time_s, 1, n_lost=1))
            if error_s > STEP * hypothesis.fit.period_s:
                ways.append(self._stepped(hypothesis, time_s, error_s))
        return [way for way in ways if MIN_PERIOD_S <= way.fit.period_s <= MAX_PERIOD_S] or ways[:1]

    def _late_or_lost(self, hypothesis: Hypothesis, time_s: float, error_s: float) -> list[Hypothesis]:
        period_s = hypothesis.fit.period_s
        if error_s < 0.25 * period_s:
            return []
        # A delayed tick does not change the fit.
        stalled = hypothesis.late and time_s - hypothesis.time_s < 0.5 * period_s
        cost = hypothesis.cost + (STALLED if stalled else LATE)
        ways = [hypothesis.then(cost, hypothesis.tick + 1, time_s, hypothesis.fit)._replace(late=True)]
        n_lost = round(error_s / period_s)
        if self.may_lose and 1 <= n_lost <= MAX_LOST:
            index = hypothesis.tick + 1 + n_lost
            surprise = _surprise(hypothesis.fit, index, time_s, self._jitter_s)[0]
            cost = hypothesis.cost + surprise + _loss(n_lost) + LOST_AGAIN * hypothesis.lost
            ways.append(hypothesis.then(cost, index, time_s, hypothesis.fit.seen(index, time_s))._replace(lost=True))
        return ways

    def _stepped(self, hypothesis: Hypothesis, time_s: float, error_s: float) -> Hypothesis:
        """The clock stood still: the old tempo, from this tick on; no likelier than that as much was lost."""
        index, fit = hypothesis.tick + 1, hypothesis.fit
        step_cost = STEPPED + LOST_MORE * min(abs(error_s) / fit.period_s, 4.0) if self.may_lose else STEPPED_LOSSLESS
        cost = hypothesis.cost + step_cost
        return hypothesis.then(cost, index, time_s, Fit(index, time_s, fit.period_s, fit.spread, 1.0))

    def _changed(self, hypothesis: Hypothesis, time_s: float, back: int, n_lost: int = 0) -> Hypothesis:
        """Another tempo since ``back`` ticks ago: a new line that leaves the old one there."""
        pivot, *since = (*hypothesis.past, hypothesis)[-back:]
        old_s = pivot.fit.period_s
        firmness = (self._jitter_s / old_s) ** 2  # the new period is anything about the old one's size
        pivot_s = pivot.time_s if pivot.late else pivot.fit.tick_to_s(pivot.tick)
        fit = Fit(pivot.tick, pivot_s, old_s, firmness, 2.0)
        cost, index = pivot.cost + CHANGED, hypothesis.tick + 1 + n_lost
        for number, at_s in [*((each.tick, each.time_s) for each in since), (index, time_s)]:
            surprise, _, doubt = _surprise(fit, number, at_s, self._jitter_s)
            cost += _loss(number - fit.tick - 1) + (min(surprise, FAR) if doubt > VAGUE else surprise)
            fit = fit.seen(number, at_s)
        return hypothesis.then(cost, index, time_s, fit)


def _surprise(fit: Fit, index: int, time_s: float, jitter_s: float) -> tuple[float, float, float]:
    """(cost of this tick, how late it is in seconds, doubt about where it should have been)."""
    error_s, doubt = time_s - fit.tick_to_s(index), fit.doubt(index)
    square = error_s * error_s / (jitter_s * jitter_s * (1.0 + doubt))
    return square + math.log1p(min(doubt, 1e6)) * (doubt > VAGUE), error_s, doubt


def _loss(n_lost: int) -> float:
    """Cost of ticks lost in a row; a cable pulled for long is no rarer than for a moment."""
    return 0.0 if n_lost == 0 else LOST + LOST_MORE * min(n_lost - 1, 4)


def _on_time(hypothesis: Hypothesis, time_s: float, cost: float) -> Hypothesis:
    return hypothesis.then(
        hypothesis.cost + cost, hypothesis.tick + 1, time_s, hypothesis.fit.seen(hypothesis.tick + 1, time_s)
    )


def _cheaper(hypothesis: Hypothesis, cost: float) -> tuple[Hypothesis, ...]:
    return tuple(past._replace(cost=past.cost - cost) for past in hypothesis.past)
