"""Notes and beats with time tags: when they are sent, what their tags say, and what a change takes back."""

from __future__ import annotations

import struct
import time

import pytest

from bridge.api.timed_events import TICK_S, TimedEvents
from bridge.clocks.internal import InternalClock
from bridge.core.messages import PlannedNote
from bridge.core.timebase import MockClock
from bridge.osc.codec import decode
from bridge.osc.peer import Peer
from bridge.osc.subscribers import Subscribers, Topic

AHEAD_S = 0.5
NTP_TO_UNIX_S = 2_208_988_800


class Rig:
    """A clock at 120 bpm, and what a subscriber was sent: (address, arguments, seconds ahead of its tag)."""

    def __init__(self, *topics):
        self.time, self.sent, self._at_s = MockClock(100.0), [], []
        subscribers = Subscribers(self._send, self.time)
        for topic in topics:
            subscribers.subscribe(Peer("127.0.0.1", 9000), topic)
        self.clock = InternalClock(self.time)
        self.events = TimedEvents(subscribers, self.clock, self.time, AHEAD_S)

    def _send(self, _peer, packet):
        ahead_s = None
        if packet.startswith(b"#bundle"):
            whole_s, share = struct.unpack_from(">II", packet, 8)
            ahead_s = whole_s + share / 2**32 - NTP_TO_UNIX_S - time.time()
        (message,) = decode(packet)
        self.sent.append((message.address, message.arguments, ahead_s))
        self._at_s.append((self.sent[-1], self.time.now_s()))

    def run(self, until_s):
        while self.time.now_s() < until_s - 1e-9:
            self.events.tick()
            self.time.advance(0.05)

    def sent_at_s(self, message):
        return next(at_s for each, at_s in self._at_s if each is message)

    def of(self, address):
        return [each for each in self.sent if each[0] == address]


def note(number, beat):
    return PlannedNote(number, 5, 4, 40 + number, 90, beat, 1.0)


def test_notes_are_sent_half_a_second_before_with_their_moments_as_tags():
    rig = Rig(Topic.TIMED)
    rig.events.notes([note(2, 4.0), note(1, 2.0)])
    rig.run(100.2)
    assert not rig.sent  # the clock stands
    rig.clock.start(100.5, 120.0)
    rig.run(100.85)
    assert not rig.sent
    rig.run(101.1)
    ((_, arguments, tag_s),) = rig.of("/sideman/note/timed")
    assert arguments[:4] == (1, "bass", 5, 41)
    assert arguments[-4:-1] == (2.0, 1.0, 0.5)
    assert AHEAD_S <= arguments[-1] <= AHEAD_S + 2 * TICK_S
    assert tag_s == pytest.approx(arguments[-1], abs=0.2)  # the wall clock went on a little since
    rig.run(102.2)
    assert [each[1][0] for each in rig.of("/sideman/note/timed")] == [1, 2]


def test_a_change_forgets_what_waits_and_tells_of_what_was_sent():
    rig = Rig(Topic.TIMED)
    rig.clock.start(100.0, 120.0)
    rig.events.notes([note(1, 0.5), note(2, 8.0)])
    rig.events.tick()
    rig.events.cancelled(4.0)
    assert not rig.of("/sideman/note/cancel")
    rig.events.cancelled(0.25)
    assert [each[1] for each in rig.of("/sideman/note/cancel")] == [(0.25,)]
    rig.run(105.0)
    assert len(rig.of("/sideman/note/timed")) == 1


def test_a_change_of_tempo_sends_anew_what_it_moves():
    rig = Rig(Topic.TIMED, Topic.CLOCK)
    rig.clock.start(100.0, 120.0)
    rig.events.notes([note(1, 0.5), note(2, 1.0), note(3, 1.125)])
    rig.events.tick()
    assert [each[1][0] for each in rig.of("/sideman/note/timed")] == [1, 2, 3]
    rig.sent.clear()
    rig.clock.set_tempo(0.5, 60.0)
    rig.events.tick()
    assert [each[1] for each in rig.of("/sideman/note/cancel")] == [(1.0,)]
    assert not rig.of("/sideman/note/timed")  # not due yet
    rig.run(101.0)
    notes, beats = rig.of("/sideman/note/timed"), rig.of("/sideman/beat")
    assert [(each[1][0], each[1][-2]) for each in notes] == [(2, 1.0), (3, 1.0)]
    assert all(each[1][-1] >= AHEAD_S for each in notes)
    assert [each[1][:2] for each in beats] == [(1.0, 60.0)]
    assert beats[0][1][2] == pytest.approx(100.75 - rig.sent_at_s(beats[0]), abs=1e-6)


def test_a_beat_stands_before_its_notes_and_behind_those_of_the_beat_before():
    rig = Rig(Topic.TIMED, Topic.CLOCK)
    rig.clock.start(100.2, 240.0)
    rig.events.notes([note(number, beat)._replace(shift_beats=-0.01) for number, beat in enumerate((0.0, 0.75, 1.0))])
    rig.run(101.0)
    told = [each[1][-4] if "note" in each[0] else f"beat {each[1][0]:g}" for each in rig.sent]
    assert told[:5] == ["beat 0", pytest.approx(-0.01), pytest.approx(0.74), "beat 1", pytest.approx(0.99)]


def test_a_note_that_no_port_would_sound_any_more_is_not_sent():
    rig = Rig(Topic.TIMED)
    rig.clock.start(100.0, 120.0, beat=8.0)
    rig.events.notes([note(1, 7.7), note(2, 7.9)])
    rig.events.tick()
    ((_, arguments, _),) = rig.of("/sideman/note/timed")
    assert (arguments[0], arguments[-1]) == (2, pytest.approx(-0.05))


def test_our_own_clock_waits_for_subscribers_alone():
    assert Rig(Topic.NOTE, Topic.ALL).events.start_lead_s() == 0.0
    for topic in (Topic.TIMED, Topic.CLOCK):
        assert Rig(topic).events.start_lead_s() >= AHEAD_S + TICK_S


def test_beats_are_told_once_each_and_anew_behind_a_jump():
    rig = Rig(Topic.CLOCK)
    rig.clock.start(100.0, 120.0)
    rig.run(102.0)
    assert [each[1][:2] for each in rig.of("/sideman/beat")] == [(float(beat), 120.0) for beat in range(6)]
    assert all(each[1][2] >= AHEAD_S for each in rig.of("/sideman/beat")[2:])
    rig.sent.clear()
    rig.clock.start(102.0, 120.0, beat=64.0)
    rig.run(102.5)
    assert rig.of("/sideman/beat")[0][1][:2] == (64.0, 120.0)
    rig.clock.start(102.5, 120.0, beat=60.0)
    rig.sent.clear()
    rig.run(103.0)
    assert rig.of("/sideman/beat")[0][1][:2] == (60.0, 120.0)


def test_who_asked_for_all_gets_each_note_once():
    rig = Rig(Topic.ALL)
    rig.clock.start(100.0, 120.0)
    rig.events.notes([note(1, 0.5)])
    rig.run(101.0)
    assert not rig.sent
