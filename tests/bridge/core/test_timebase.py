"""Waiting for a moment."""

import threading
import time
from types import SimpleNamespace

import pytest

from bridge.core.timebase import MockClock, SystemTime, Waiter, _finest_clock


def test_a_past_deadline_returns_at_once():
    Waiter(MockClock()).wait_until(0.0)


def test_waking_before_waiting_is_not_lost():
    waiter = Waiter(SystemTime())
    waiter.wake()
    waiter.wait_until(None)


def test_another_thread_wakes_it():
    waiter = Waiter(SystemTime())
    thread = threading.Thread(target=waiter.wait_until, args=(None,))
    thread.start()
    waiter.wake()
    thread.join(5.0)
    assert not thread.is_alive()


def test_it_wakes_at_the_deadline_and_not_before():
    time = SystemTime()
    deadline_s = time.now_s() + 0.02
    Waiter(time).wait_until(deadline_s)
    assert time.now_s() >= deadline_s


def test_the_mock_clock_does_not_run_backwards():
    with pytest.raises(ValueError, match="backwards"):
        MockClock().advance(-1.0)


@pytest.mark.parametrize(("resolution_s", "name"), [(0.015625, "perf_counter"), (1e-9, "monotonic")])
def test_a_coarse_clock_is_not_used(monkeypatch, resolution_s, name):
    monkeypatch.setattr(time, "get_clock_info", lambda _: SimpleNamespace(resolution=resolution_s))
    assert _finest_clock() is getattr(time, name)
