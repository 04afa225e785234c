"""Ableton Link without a network: a session that tests script."""

import sys
from types import SimpleNamespace

import pytest

from bridge.clocks import ChangeKind
from bridge.clocks.link import LinkClock
from bridge.core.errors import SetupError
from bridge.core.timebase import MockClock


@pytest.fixture
def rig(monkeypatch):
    monkeypatch.setitem(sys.modules, "aalink", SimpleNamespace())
    time, changes = MockClock(), []
    clock = LinkClock(time, changes.append)
    session = SimpleNamespace(playing=False, num_peers=0, tempo=120.0, beat=0.0)

    def poll(**values):
        vars(session).update(values)
        time.advance(0.02)
        session.beat += 0.02 * session.tempo / 60.0
        clock._poll(session)

    return SimpleNamespace(time=time, changes=changes, clock=clock, session=session, poll=poll)


def kinds(rig):
    return [change.kind for change in rig.changes]


def test_without_aalink_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "aalink", None)
    with pytest.raises(SetupError, match=r"pip install 'sideman\[link\]'"):
        LinkClock(MockClock(), print)


def test_a_session_without_peers_is_not_followed(rig):
    rig.poll()
    assert rig.clock.beat_now() is None
    assert rig.clock.tempo_bpm() == 120.0
    assert rig.changes == []


def test_peers_are_followed_and_missed_when_they_leave(rig):
    rig.poll(num_peers=1)
    rig.poll()
    assert rig.clock.beat_now() == pytest.approx(rig.session.beat)
    rig.poll(tempo=187.0)
    assert rig.clock.tempo_bpm() == 187.0
    rig.poll(beat=40.0)
    assert rig.clock.beat_now() == pytest.approx(rig.session.beat)
    rig.poll(num_peers=0)
    assert kinds(rig) == [ChangeKind.STARTED, ChangeKind.TEMPO, ChangeKind.JUMPED, ChangeKind.STOPPED]


def test_a_peer_that_starts_and_stops_leads_the_transport(rig):
    rig.poll(num_peers=1)
    rig.poll(playing=True)
    rig.poll(playing=False)
    assert rig.clock.beat_now() is None
    rig.poll(playing=True)
    assert kinds(rig) == [ChangeKind.STARTED, ChangeKind.STOPPED, ChangeKind.STARTED]


def test_a_proposed_tempo_reaches_the_session(rig):
    rig.clock.set_tempo(90.0)
    rig.poll()
    assert rig.session.tempo == 90.0
    with pytest.raises(ValueError, match="20 to 999"):
        rig.clock.set_tempo(5.0)
