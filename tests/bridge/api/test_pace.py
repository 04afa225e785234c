"""When the daemon's ticker rests, and what ends the rest."""

from __future__ import annotations

import threading

import pytest
from talking_rig import TalkingRig

from bridge.api.pace import AWAKE_S, REST_S, Pace
from bridge.core.timebase import MockClock, SystemTime
from bridge.inference_worker.model_loader import load_music
from bridge.osc.peer import Peer
from bridge.osc.subscribers import Subscribers, Topic
from model.music.plan import Plan

EVERY_S = 0.05
PEER = Peer("127.0.0.1", 50_009)


class Band:
    """Stands in for the performer."""

    is_at_rest = True


class Rig:
    """A ticker whose thread's work is done here: waiting moves the clock."""

    def __init__(self):
        self.time, self.band, self.moments_s = MockClock(100.0), Band(), []
        self.subscribers = Subscribers(lambda *_: None, self.time)
        self.pace = Pace(self.subscribers, self.time)
        self.ticker = self.pace.make_ticker(EVERY_S, [lambda: self.moments_s.append(self.time.now_s())], self.band)
        self.ticker._waiter = self
        self.n_wakes = 0

    def wait_until(self, deadline_s):
        """Stands in for the waiter."""
        self.time.advance(max(deadline_s - self.time.now_s(), 0.0))
        if self.time.now_s() >= self._until_s:
            self.ticker._closed = True

    def wake(self):
        self.n_wakes += 1

    def gap_s(self):
        """Seconds between two ticks now."""
        self._until_s, self.ticker._closed, self.moments_s = self.time.now_s() + 3 * REST_S, False, []
        self.ticker._run()
        return self.moments_s[-1] - self.moments_s[-2]


@pytest.fixture
def rig():
    made = Rig()
    made.time.advance(AWAKE_S)
    return made


def test_it_rests_while_there_is_nothing_to_do(rig):
    assert rig.gap_s() == pytest.approx(REST_S)


def test_while_something_is_under_way_it_does_not(rig):
    rig.band.is_at_rest = False
    assert rig.gap_s() == pytest.approx(EVERY_S)


def test_nor_while_somebody_is_told_of_it(rig):
    rig.subscribers.subscribe(PEER, Topic.PLAN)
    assert rig.gap_s() == pytest.approx(EVERY_S)
    rig.subscribers.unsubscribe(PEER, Topic.ALL)
    assert rig.gap_s() == pytest.approx(REST_S)


@pytest.mark.parametrize("event", [("playing", True), ("played", 60, 90), ("plan", Plan())])
def test_an_event_ends_the_rest_for_a_while(rig, event):
    name, *values = event
    getattr(rig.pace, name)(*values)
    assert rig.n_wakes == 1
    getattr(rig.pace, name)(*values)
    assert rig.n_wakes == 1  # awake already
    assert rig.gap_s() == pytest.approx(EVERY_S)
    rig.time.advance(AWAKE_S)
    assert rig.gap_s() == pytest.approx(REST_S)


def test_a_thread_that_rests_ticks_at_once_when_it_is_woken():
    time, ticks = SystemTime(), threading.Semaphore(0)
    pace = Pace(Subscribers(lambda *_: None, time), time)
    pace._awake_until_s = time.now_s()
    ticker = pace.make_ticker(3600.0, [ticks.release], Band())
    ticker._rest_s = 3600.0
    ticker.start()
    assert ticks.acquire(timeout=5.0)
    assert not ticks.acquire(timeout=0.05)
    pace.playing(True)
    assert ticks.acquire(timeout=5.0)
    ticker.close()


def test_a_performer_is_at_rest_until_something_plays_is_followed_or_changes_gradually(tmp_path):
    desk = TalkingRig(tmp_path, load_music().make_generator)
    performer = desk.performer
    assert performer.is_at_rest
    desk.ask("style/morph", 8, "jazz", 1.0)
    assert not performer.is_at_rest
    desk.time.advance(8.1)
    performer.tick()
    assert performer.is_at_rest
    desk.ask("play")
    assert not performer.is_at_rest
    desk.ask("stop")
    assert performer.is_at_rest
    desk.host.transport(True, 0.0, 120.0, 4, 4)
    assert not performer.is_at_rest
