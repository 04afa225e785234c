"""A steady pace on absolute deadlines, whatever the callbacks do."""

import threading
from itertools import pairwise

import pytest

from bridge.core.ticker import Ticker
from bridge.core.timebase import MockClock, SystemTime

EVERY_S = 0.05


class Driven:
    """A ticker whose thread's work is done here: waiting moves the clock."""

    def __init__(self, *callbacks, most=10):
        self.time, self.moments_s, self.deadlines_s = MockClock(0.0), [], []
        self.ticker = Ticker(self.time, EVERY_S, [self._note, *callbacks])
        self.ticker._waiter = self
        self._most = most

    def _note(self):
        self.moments_s.append(round(self.time.now_s(), 6))

    def wait_until(self, deadline_s):
        """Stands in for the waiter."""
        self.deadlines_s.append(deadline_s)
        self.time.advance(max(deadline_s - self.time.now_s(), 0.0))
        if len(self.moments_s) == self._most:
            self.ticker._closed = True

    def wake(self):
        pass

    def run(self):
        self.ticker._run()
        return self.moments_s


def test_it_ticks_at_once_and_then_every_so_often():
    assert Driven().run() == [round(EVERY_S * n, 6) for n in range(10)]


def test_callbacks_that_take_their_time_do_not_shift_the_pace():
    driven = Driven(lambda: driven.time.advance(0.03), most=100)
    assert driven.run() == [round(EVERY_S * n, 6) for n in range(100)]


def test_what_was_missed_is_left_out_and_never_made_up_for_in_a_burst():
    stalls = iter((0.0, 0.0, 1.0, *[0.0] * 20))
    driven = Driven(lambda: driven.time.advance(next(stalls)))
    moments_s = driven.run()
    assert moments_s[:4] == [0.0, 0.05, 0.1, 1.1]
    gaps_s = [later - earlier for earlier, later in pairwise(moments_s[3:])]
    assert gaps_s == pytest.approx([EVERY_S] * len(gaps_s))


def test_one_that_fails_is_logged_and_keeps_no_other_from_its_turn(caplog):
    calls = []

    def fail():
        calls.append("fails")
        raise RuntimeError("a bug")

    driven = Driven(lambda: calls.append("before"), fail, lambda: calls.append("after"), most=3)
    driven.run()
    assert calls == ["before", "fails", "after"] * 3
    assert caplog.text.count("a tick failed") == 3
    assert "a bug" in caplog.text


def test_its_thread_ticks_and_ends():
    ticks = threading.Semaphore(0)
    ticker = Ticker(SystemTime(), 0.005, [ticks.release])
    ticker.start()
    assert all(ticks.acquire(timeout=5.0) for _ in range(5))
    ticker.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "ticker"]


def test_closing_does_not_wait_for_the_next_tick():
    ticks = threading.Semaphore(0)
    ticker = Ticker(SystemTime(), 3600.0, [ticks.release])
    ticker.start()
    assert ticks.acquire(timeout=5.0)
    ticker.close(5.0)
    assert not [thread for thread in threading.enumerate() if thread.name == "ticker"]
    Ticker(SystemTime(), 3600.0, []).close()


def test_it_calls_less_often_while_it_may_rest_and_at_once_when_woken():
    driven = Driven(most=6)
    driven.ticker._rest_s, driven.ticker._may_rest = 4 * EVERY_S, lambda: len(driven.moments_s) in {2, 3}
    wait_until = driven.wait_until

    def woken_early(deadline_s):
        wait_until(deadline_s - 2.5 * EVERY_S if len(driven.moments_s) == 3 else deadline_s)

    driven.wait_until = woken_early
    assert driven.run() == [0.0, 0.05, 0.25, 0.325, 0.375, 0.425]
