"""JACK's transport as a clock, fed by hand."""

from __future__ import annotations

import pytest

from bridge.clocks import ChangeKind
from bridge.clocks.jack import JackClock
from bridge.core.timebase import MockClock
from bridge.jack.protocol import FrameLine, TransportSeen

RATE_HZ = 48_000
LINE = FrameLine(0, 1000.0, RATE_HZ)


@pytest.fixture
def rig():
    changes = []
    time_ = MockClock(1000.0)
    clock = JackClock(time_, changes.append)
    return clock, time_, changes


def seen(frame, song_frame, *, rolling=True, located=False, **master):
    return TransportSeen(LINE, rolling, frame, song_frame, located, **master)


def test_frames_are_beats_at_the_given_tempo_without_a_master(rig):
    clock, _, changes = rig
    clock.given_bpm = 90.0
    clock.seen(seen(4800, 96_000, located=True))
    assert [(each.kind, each.beat, each.tempo_bpm) for each in changes] == [(ChangeKind.STARTED, 3.0, 90.0)]
    assert clock.beat_to_s(3.0) == pytest.approx(1000.1)
    assert clock.beat_to_s(6.0) == pytest.approx(1002.1)


def test_a_start_in_the_future_has_no_beat_before_it(rig):
    clock, _, _ = rig
    clock.seen(seen(2400, 0, located=True))
    assert clock.beat_now() == pytest.approx(-0.1)


def test_a_master_leads_and_its_metre_is_told(rig):
    clock, _, changes = rig
    metres = []
    clock.on_metre = metres.append
    clock.seen(seen(0, 0, located=True, beat=7.0, tempo_bpm=150.0, metre=(3, 4)))
    clock.seen(seen(4800, 4800, beat=7.25, tempo_bpm=150.0, metre=(3, 4)))
    clock.seen(seen(9600, 9600, beat=7.5, tempo_bpm=100.0, metre=(3, 4)))
    assert metres == [(3, 4)]
    assert [each.kind for each in changes] == [ChangeKind.STARTED, ChangeKind.TEMPO]
    assert clock.tempo_bpm() == 100.0


def test_locating_jumps_forward_and_back_and_also_while_it_stands(rig):
    clock, time_, changes = rig
    clock.seen(seen(0, 0, located=True))
    clock.seen(seen(4800, 480_000, located=True))
    clock.seen(seen(9600, 0, located=True))
    time_.advance(0.4)
    clock.seen(seen(19_200, 9600, rolling=False, located=True))
    clock.seen(seen(24_000, 96_000, rolling=False, located=True))
    clock.seen(seen(36_000, 96_000, rolling=False))
    kinds = [each.kind for each in changes]
    jumped = ChangeKind.JUMPED
    assert kinds == [ChangeKind.STARTED, jumped, jumped, ChangeKind.STOPPED, jumped, jumped]
    assert [each.beat for each in changes if each.kind is jumped] == [20.0, 0.0, pytest.approx(0.4), 4.0]
    assert clock.beat_now() is None


def test_a_server_that_stood_still_moves_beats_and_is_no_jump(rig):
    clock, _, changes = rig
    clock.seen(seen(2400, 0, located=True))
    late = LINE._replace(time_s=1000.2)  # .4 of a beat
    clock.seen(seen(2400, 0)._replace(line=late))
    clock.seen(seen(4800, 2400)._replace(line=late))
    assert [each.kind for each in changes] == [ChangeKind.STARTED, ChangeKind.TEMPO]
    assert clock.beat_to_s(0.0) == pytest.approx(1000.25)


def test_a_master_that_counts_from_elsewhere_has_jumped_though_its_frames_go_on(rig):
    clock, _, changes = rig
    clock.seen(seen(0, 0, located=True, beat=7.0, tempo_bpm=120.0, metre=(4, 4)))
    clock.seen(seen(4800, 4800, beat=7.2, tempo_bpm=120.0, metre=(4, 4)))
    clock.seen(seen(9600, 9600, beat=3.4, tempo_bpm=120.0, metre=(4, 4)))
    assert [(each.kind, each.beat) for each in changes] == [(ChangeKind.STARTED, 7.0), (ChangeKind.JUMPED, 3.4)]


def test_a_lost_server_is_a_stop(rig):
    clock, _, changes = rig
    clock.seen(seen(0, 0, located=True))
    clock.lost()
    clock.lost()
    assert [each.kind for each in changes] == [ChangeKind.STARTED, ChangeKind.STOPPED]
