"""Which clock tells the time."""

from types import SimpleNamespace

import pytest

from bridge.clocks import ChangeKind, ClockChange, Source
from bridge.clocks.internal import InternalClock
from bridge.clocks.phase_lock import ClockLine, PhaseLock
from bridge.clocks.selector import AUTO, ClockSelector
from bridge.core.timebase import MockClock


@pytest.fixture
def rig():
    time, told = MockClock(), []
    internal, midi, host = InternalClock(time), PhaseLock(time), PhaseLock(time)
    selector = ClockSelector(internal, {Source.MIDI: midi, Source.HOST: host}, told.append)
    clocks = {Source.MIDI: midi, Source.HOST: host}

    def start(source, beat=0.0, tempo_bpm=90.0):
        clocks[source].start(ClockLine(time.now_s(), beat, tempo_bpm))
        selector.clock_changed(ClockChange(source, ChangeKind.STARTED, beat, tempo_bpm))

    def stop(source):
        clocks[source].stop()
        selector.clock_changed(ClockChange(source, ChangeKind.STOPPED, 0.0, 90.0))

    return SimpleNamespace(time=time, told=told, internal=internal, selector=selector, start=start, stop=stop)


def test_the_internal_clock_leads_until_another_starts(rig):
    rig.selector.start(rig.time.now_s(), 120.0, 4.0)
    assert rig.selector.active is Source.INTERNAL
    assert rig.selector.beat_now() == 4.0
    rig.start(Source.MIDI, beat=16.0)
    assert rig.selector.active is Source.MIDI
    assert (rig.selector.beat_now(), rig.selector.tempo_bpm()) == (16.0, 90.0)
    assert rig.selector.beat_to_s(17.5) == rig.time.now_s() + 1.0
    assert rig.internal.beat_now() is None
    assert [change.source for change in rig.told] == [Source.MIDI]


def test_what_leads_from_outside_obeys_nobody_and_yields_to_nobody(rig):
    rig.start(Source.MIDI)
    rig.selector.start(rig.time.now_s(), 200.0)
    rig.selector.set_tempo(0.0, 200.0)
    rig.selector.stop()
    rig.start(Source.HOST, beat=64.0)
    assert rig.selector.active is Source.MIDI
    assert (rig.selector.beat_now(), rig.selector.tempo_bpm()) == (0.0, 90.0)
    assert rig.internal.beat_now() is None
    assert len(rig.told) == 1


def test_after_it_stopped_the_next_start_is_internal_again(rig):
    rig.start(Source.MIDI)
    rig.stop(Source.MIDI)
    assert rig.selector.active is Source.MIDI
    assert rig.selector.beat_now() is None
    rig.selector.start(rig.time.now_s(), 120.0)
    assert rig.selector.active is Source.INTERNAL
    rig.selector.set_tempo(0.0, 60.0)
    assert rig.selector.tempo_bpm() == 60.0
    rig.selector.stop()
    assert rig.selector.beat_now() is None
    assert [change.kind for change in rig.told] == [ChangeKind.STARTED, ChangeKind.STOPPED]


def test_after_it_stopped_another_one_outside_may_lead(rig):
    rig.start(Source.MIDI)
    rig.stop(Source.MIDI)
    rig.start(Source.HOST)
    assert rig.selector.active is Source.HOST


def test_a_source_that_was_asked_for_is_kept(rig):
    rig.selector.wanted = Source.HOST
    assert rig.told == [ClockChange(Source.HOST, ChangeKind.STOPPED, 0.0, 0.0)]
    rig.start(Source.MIDI)
    rig.selector.start(rig.time.now_s(), 120.0)
    assert rig.selector.active is Source.HOST
    assert rig.selector.beat_now() is None
    rig.selector.wanted = AUTO
    assert rig.selector.active is Source.MIDI
    assert rig.told[1:] == [ClockChange(Source.MIDI, ChangeKind.STARTED, 0.0, 90.0)]
    rig.selector.wanted = Source.INTERNAL
    assert rig.selector.beat_now() is None
    with pytest.raises(KeyError, match="no link clock"):
        rig.selector.wanted = Source.LINK
