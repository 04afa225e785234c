"""How often the daemon's ticker calls: less often while nothing plays, nothing is followed and nobody is told anything.

A call costs 0.15 ms on a core that has slept, most of it for waking up: twenty a second are a third of what an idle
daemon costs. Any thread tells of events.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bridge.core.ticker import Ticker
from bridge.core.timebase import Timebase
from bridge.osc.subscribers import Subscribers
from bridge.performance.listener import BaseListener
from bridge.performance.performer import Performer
from model.music.plan import Plan

REST_S = 0.25  # a clock that starts by itself meanwhile is looked after so much later
AWAKE_S = 2.0  # after an event, for what it brings on


class Pace(BaseListener):
    """A listener: what happens in the performance ends a rest at once."""

    def __init__(self, subscribers: Subscribers, time: Timebase) -> None:
        self._subscribers, self._time = subscribers, time
        self._awake_until_s = time.now_s() + AWAKE_S
        self._ticker: Ticker | None = None

    def make_ticker(self, every_s: float, callbacks: Sequence[Callable[[], None]], performer: Performer) -> Ticker:
        """The ticker, which rests while there is nothing to do for ``performer`` and the subscribers."""
        self._ticker = Ticker(self._time, every_s, callbacks, rest_s=REST_S, may_rest=lambda: self._may_rest(performer))
        return self._ticker

    def playing(self, playing: bool) -> None:  # noqa: ARG002
        """Wake up."""
        self._wake()

    def plan(self, plan: Plan) -> None:  # noqa: ARG002
        """Wake up."""
        self._wake()

    def played(self, pitch: int, velocity: int) -> None:  # noqa: ARG002
        """Wake up."""
        self._wake()

    def _wake(self) -> None:
        was_awake = self._time.now_s() < self._awake_until_s
        self._awake_until_s = self._time.now_s() + AWAKE_S
        if self._ticker is not None and not was_awake:
            self._ticker.wake()

    def _may_rest(self, performer: Performer) -> bool:
        return performer.is_at_rest and not len(self._subscribers) and self._time.now_s() >= self._awake_until_s
