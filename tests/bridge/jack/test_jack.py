"""The JACK process's parts without a server: frames, places of messages, and the link's two ends."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from bridge.clocks.jack import JackClock
from bridge.core.errors import SetupError
from bridge.core.messages import MAIN_PORT, PlannedNote
from bridge.core.timebase import MockClock
from bridge.jack.frame_estimate import N_STEP, FrameEstimate
from bridge.jack.incoming import Incoming
from bridge.jack.link import MARGIN_S, N_PLACED, JackLink
from bridge.jack.protocol import (
    CannotStart,
    Connected,
    FrameLine,
    JackReport,
    JackSettings,
    Lost,
    Missed,
    PeriodChanged,
    Received,
    TransportSeen,
    Write,
)
from bridge.jack.queue import FrameQueue
from bridge.playback.scheduler import Scheduler
from bridge.processes.supervisor import End, Signal

RATE_HZ, PERIOD = 48_000, 256
CLOCK = b"\xf8"


def feed(estimate, n_periods, *, first=0, from_s=10.0, late_s=lambda _: 0.0):
    for number in range(first, first + n_periods):
        estimate.began(number * PERIOD % (1 << 32), from_s + number * PERIOD / RATE_HZ + late_s(number))


def test_frames_are_counted_beyond_32_bits():
    estimate = FrameEstimate(RATE_HZ)
    estimate.began((1 << 32) - 100, 10.0)
    assert estimate.began(156, 10.0 + 256 / RATE_HZ) == (1 << 32) + 156


def test_the_line_lies_under_late_callbacks():
    estimate = FrameEstimate(RATE_HZ)
    feed(estimate, 4000, late_s=lambda number: 0.004 * (number % 3 != 0))
    line = estimate.line()
    assert line.frame_to_s(0) == pytest.approx(10.0, abs=1e-4)
    assert estimate.n_steps == 0


def test_a_server_that_stood_still_begins_a_new_line_within_a_few_periods():
    estimate = FrameEstimate(RATE_HZ)
    feed(estimate, 500)
    feed(estimate, N_STEP, first=500, late_s=lambda _: 0.120)
    assert estimate.n_steps == 1
    assert estimate.line().frame_to_s(0) == pytest.approx(10.120)


def test_messages_stand_at_their_frames_in_the_order_they_came():
    queue = FrameQueue(RATE_HZ)
    for number, (port, frame) in enumerate([(0, 300), (1, 300), (0, 100), (0, None), (0, 700)]):
        queue.add(port, frame, bytes((0x90, number, 1)))
    assert [(each.frame, each.port, each.data[1]) for each in queue.take(0, PERIOD)] == [(0, 0, 3), (100, 0, 2)]
    assert [(each.frame, each.data[1]) for each in queue.take(PERIOD, PERIOD)] == [(300, 0), (300, 1)]
    assert (queue.n_written, queue.n_late) == (4, 0)


def test_late_messages_are_written_at_once_but_old_note_ons_dropped_with_their_ends():
    queue = FrameQueue(RATE_HZ)
    queue.add(0, 90_000, bytes((0x90, 60, 100)))
    queue.add(0, 99_990, bytes((0x90, 61, 100)))
    queue.add(0, 90_010, bytes((0x80, 60, 0)))
    queue.add(0, 90_020, bytes((0x80, 62, 0)))
    assert [(each.frame, each.data.hex()) for each in queue.take(100_000, PERIOD)] == [
        (100_000, "803e00"),
        (100_000, "903d64"),
    ]
    assert (queue.n_late, queue.n_dropped) == (2, 1)
    queue.add(0, 100_300, bytes((0x90, 60, 100)))
    queue.add(0, 100_400, bytes((0x80, 60, 0)))
    assert [each.data.hex() for each in queue.take(100_256, PERIOD)] == ["903c64", "803c00"]


def test_a_key_is_struck_again_after_its_end_though_the_line_stepped_back_between_them():
    queue = FrameQueue(RATE_HZ)
    queue.add(0, 100, bytes((0x90, 60, 100)))
    queue.add(0, 900, bytes((0x80, 60, 0)))
    queue.add(0, 800, bytes((0x90, 60, 90)))
    queue.add(1, 800, bytes((0x90, 60, 80)))
    queue.add(0, None, bytes((0x80, 60, 0)))  # at once, while its stroke still waits
    taken = [(each.frame, each.port, each.data.hex()) for each in queue.take(0, 1024)]
    assert taken == [(100, 0, "903c64"), (800, 1, "903c50"), (900, 0, "803c00"), (900, 0, "903c5a"), (900, 0, "803c00")]


# -- the daemon's end

SETTINGS = JackSettings("Sideman", ("Sideman", "bass"), ("in",))
LINE = FrameLine(0, 90.0, RATE_HZ)


def unstarted_link(time_=None):
    """A link that was never started, and the list of all that it would have sent."""
    link, sent = JackLink(lambda: pytest.fail("started"), time_ or MockClock(100.0), SETTINGS), []
    link._supervisor.send = sent.append
    return link, sent


def test_messages_go_out_with_their_frames_and_ends_after_beginnings():
    link, sent = unstarted_link()
    link.received(TransportSeen(LINE, False, 0, 0))
    link.port("bass").send(bytes((0x90, 40, 100)), 100.5)
    link.port("bass").send(bytes((0x80, 40, 0)))  # at once, but its note has not begun
    link.port("Sideman").send(bytes((0xB0, 7, 90)))
    assert sent == [
        Write(1, round(10.5 * RATE_HZ), bytes((0x90, 40, 100))),
        Write(1, round(10.5 * RATE_HZ), bytes((0x80, 40, 0))),
        Write(0, None, bytes((0xB0, 7, 90))),
    ]


def test_ticks_of_periods_that_were_missed_are_told_before_the_next():
    link, _ = unstarted_link()
    told = []
    link.inputs = {"in": lambda data, _at_s: told.append(data)}
    link.ticks_lost = {"in": told.append}
    for frame in (0, 1000, 2000, 3000, 4000):
        link.received(Received(0, frame, CLOCK))
    link.received(Missed(2000))  # two were due in it
    link.received(Received(0, 7000, CLOCK))
    assert told[5:] == [2, CLOCK]


def test_what_is_read_again_in_the_next_period_came_there_and_once():
    incoming = Incoming()
    assert incoming.take(0, [(0, 5, CLOCK)], is_doubtful=False) == [Received(0, 5, CLOCK)]
    assert incoming.take(256, [(0, 37, CLOCK), (1, 2, b"note")], is_doubtful=True) == []
    assert incoming.take(320, [(0, 37, CLOCK)], is_doubtful=False) == [
        Received(1, 258, b"note"),
        Received(0, 357, CLOCK),
    ]
    assert incoming.take(384, [(0, 37, CLOCK)], is_doubtful=False) == [Received(0, 421, CLOCK)]


def test_a_note_is_at_its_frame_though_the_line_moves_while_it_is_sent():
    """The server stands still for 4 ms just when the scheduler has asked the clock for a note's moment."""
    time = MockClock(100.0)
    link, sent = unstarted_link(time)
    link.clock = clock = JackClock(time, lambda _: None)
    seen = TransportSeen(LINE, True, 0, 0, is_located=True, beat=0.0, tempo_bpm=120.0)
    link.received(Connected("Sideman", RATE_HZ, 256))
    link.received(seen)
    moved = threading.Thread(target=link.received, args=(seen._replace(line=LINE._replace(time_s=90.004)),))
    scheduler = Scheduler(clock, link.ports() | {MAIN_PORT: link.port("Sideman")}, time)
    note = PlannedNote(1, 0, 0, 60, 100, beat=20.02, duration_beats=1.0)
    now_s = time.now_s

    def interrupted_now_s():
        if scheduler.punctuality().n_sent == 0 and clock.beat_to_s(20.02) - link.lead_s <= now_s() and not moved.ident:
            moved.start()
            moved.join(0.1)  # it may have to wait
        return now_s()

    time.now_s = interrupted_now_s
    scheduler.schedule([note])
    scheduler.run_once()
    moved.join()
    assert [(each.frame, each.data[0]) for each in sent] == [(round(10.01 * RATE_HZ), 0x90)]


def test_a_moment_keeps_the_frame_that_sound_gave_it_though_the_line_moves_before_its_midi_is_sent():
    link, sent = unstarted_link()
    link.received(TransportSeen(LINE, False, 0, 0))
    frame = link.frame_at(100.5)
    link.received(TransportSeen(LINE._replace(time_s=90.004), False, 0, 0))
    link.port("Sideman").send(bytes((0x90, 40, 100)), 100.5)
    link.port("Sideman").send(bytes((0x90, 41, 100)), 100.6)
    assert [each.frame for each in sent] == [frame, round(10.596 * RATE_HZ)]
    link.received(Lost())
    assert link.frame_at(100.5) is None
    link.received(TransportSeen(LINE._replace(time_s=95.0), False, 0, 0))
    assert link.frame_at(100.5) == round(5.5 * RATE_HZ)  # another server, other frames


def test_moments_that_keep_their_frames_are_forgotten_in_time():
    link, _ = unstarted_link()
    link.received(TransportSeen(LINE, False, 0, 0))
    for number in range(4 * N_PLACED):
        link.frame_at(100.0 + number)
    assert len(link._placed) <= N_PLACED + 1


def test_the_lead_follows_the_servers_period():
    link, _ = unstarted_link()
    assert link.lead_s == 0.0
    link.received(Connected("Sideman-01", RATE_HZ, 1024))
    assert link.lead_s == pytest.approx(1024 / RATE_HZ + MARGIN_S)
    link.received(PeriodChanged(64))
    assert link.port("bass").lead_s == pytest.approx(64 / RATE_HZ + MARGIN_S)
    assert link.port("bass").name == "Sideman-01:bass"
    assert "Sideman-01:Sideman, Sideman-01:bass, Sideman-01:in" in link.sentence()
    assert "64 at 48000 Hz" in link.sentence()


def test_input_and_transport_are_handed_on_and_a_lost_server_stops_the_clock():
    link, _ = unstarted_link()
    received, calls = [], []
    link.inputs = {"in": lambda data, at_s: received.append((data, at_s))}
    link.clock = SimpleNamespace(seen=lambda seen: calls.append(seen.song_frame), lost=lambda: calls.append("lost"))
    link.received(Connected("Sideman", RATE_HZ, 64))
    link.received(Received(0, 480, b"\xf8"))
    link.received(TransportSeen(LINE, True, 480, 77))
    link.received(Received(0, 960, b"\x90\x40\x40"))
    link.received(JackReport(LINE._replace(time_s=99.0)))
    link.received(Lost())
    assert received == [(b"\xf8", None), (b"\x90\x40\x40", pytest.approx(90.02))]
    assert calls == [77, "lost"]
    assert "no server runs yet" in link.sentence()
    link.went_down(End("died", [], 1))
    assert calls == [77, "lost", "lost"]


def test_a_library_that_is_not_there_is_told():
    link, _ = unstarted_link()
    assert link.received(CannotStart("JACK's library cannot be loaded: no libjack")) is Signal.REFUSED
    link._supervisor.start = lambda: None
    link._supervisor.wait_until_answered = lambda _: True
    link._supervisor.is_refused = True
    with pytest.raises(SetupError, match="no libjack"):
        link.start()
