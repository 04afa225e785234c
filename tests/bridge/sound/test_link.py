"""The daemon's end of the sound process: order in time, a process that is lost, one that cannot start."""

import itertools
import multiprocessing
import random
import threading
import time

import pytest
from bridge_doubles import RecordingPort
from hypothesis import given
from hypothesis import strategies as st

from bridge.clocks.internal import InternalClock
from bridge.core.errors import SetupError
from bridge.core.messages import MAIN_PORT, PlannedNote, note_off, note_on
from bridge.core.timebase import MockClock, SystemTime
from bridge.playback.scheduler import Scheduler
from bridge.processes.messages import Quit
from bridge.sound.link import SoundLink
from bridge.sound.protocol import CannotStart, Messages, SoundReport, Started, TimedMessage

AHEAD_S = 0.016


def unstarted_link(time_):
    """A link that was never started, and the list of all that it would have sent."""
    link, sent = SoundLink(lambda: pytest.fail("started"), time_, AHEAD_S), []
    link._supervisor.send = sent.append
    return link, sent


def drained(sent):
    """Every MIDI message sent so far, in the order sent."""
    return [item for message in sent if isinstance(message, Messages) for item in message.items]


def left_sounding(items):
    """What sounds at the end for who plays messages by their moments, those of one moment as they came."""
    sounding = set()
    for item in sorted(items, key=lambda each: each.at_s):
        kind, key = item.data[0] & 0xF0, (item.data[0] & 0x0F, item.data[1])
        if kind == 0x90 and item.data[2]:
            sounding.add(key)
        elif kind in (0x80, 0x90):
            sounding.discard(key)
        elif kind == 0xB0 and item.data[1] in (120, 123):
            sounding = {each for each in sounding if each[0] != key[0]}
    return sounding


@given(st.integers(0, 2**32))
def test_whatever_happens_nothing_is_left_sounding(seed):
    chance, time_ = random.Random(seed), MockClock(100.0)
    link, sent = unstarted_link(time_)
    clock = InternalClock(time_)
    clock.start(100.0, 120.0)
    scheduler = Scheduler(clock, {MAIN_PORT: RecordingPort(time_)}, time_, sound=link)
    ids = itertools.count(1)

    def note(beat):
        return PlannedNote(
            next(ids),
            chance.randrange(3),
            chance.randrange(3),
            60 + chance.randrange(4),
            90,
            beat,
            chance.uniform(0.02, 2),
        )

    held = []
    for _ in range(chance.randrange(40)):
        beat = clock.beat_now()
        match chance.randrange(8):
            case 0 | 1 | 2:
                scheduler.schedule([note(beat + chance.uniform(-0.1, 2)) for _ in range(chance.randrange(5))])
            case 3:
                scheduler.cancel_from(beat + chance.uniform(0, 1))
            case 4:
                chance.choice([scheduler.silence, scheduler.panic])()
            case 5:
                held.append(note(0.0))
                scheduler.strike([held[-1]])
            case 6 if held:
                scheduler.release([held.pop().note_id])
            case 7:
                pitch = 60 + chance.randrange(4)
                scheduler.send_thru(chance.choice([note_on(0, pitch, 80), note_off(0, pitch)]), -1 - pitch)
        for _ in range(chance.randrange(30)):
            scheduler.run_once()
            time_.advance(chance.choice([0.0005, 0.004, 0.02]))
    scheduler.silence()
    scheduler.run_once()
    assert left_sounding(drained(sent)) == set()


class Process:
    """A sound process of so little that its end can be played; a thread reads its pipe."""

    def __init__(self, connection, first):
        self.connection, self.heard, self.pid, self.ended = connection, [], 1, threading.Event()
        self._lock = threading.Lock()
        connection.send(first)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        try:
            while True:
                self.heard.append(self.connection.recv())
                if isinstance(self.heard[-1], Quit):
                    self.die()
        except (EOFError, OSError, TypeError, ValueError):  # the last: closed in the middle of it
            return

    def die(self):
        """Several threads may ask for it."""
        with self._lock:
            self.connection.close()

    def end(self, _timeout_s):
        self.die()
        self.ended.set()
        return True

    def messages(self):
        return [item.data.hex() for each in list(self.heard) if isinstance(each, Messages) for item in each.items]


def wait_for(condition):
    deadline_s = time.monotonic() + 10.0
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.002)


@pytest.fixture
def start():
    links = []

    def begin(first):
        processes = []

        def spawn():
            ours, theirs = multiprocessing.Pipe()
            processes.append(Process(theirs, first))
            return processes[-1], ours

        links.append(SoundLink(spawn, SystemTime(), AHEAD_S))
        return links[-1], processes

    yield begin
    for link in links:
        link.close(1.0)


def test_a_lost_process_is_started_again_and_told_what_it_must_know(start):
    link, processes = start(Started("sound: a test", AHEAD_S))
    assert link.start() == "sound: a test"
    for text in ("b90740", "c005", "903c40"):
        link.send(bytes.fromhex(text))
    wait_for(lambda: processes[0].messages() == ["b90740", "c005", "903c40"])
    processes[0].die()
    wait_for(lambda: len(processes) == 2 and link.is_up)
    wait_for(lambda: processes[1].messages())
    assert processes[1].messages() == ["b90740", "c005"]  # but no note
    assert link.n_restarts == 1


def test_one_that_cannot_start_says_why_and_is_not_tried_again(start):
    link, processes = start(CannotStart("FluidSynth is not there"))
    with pytest.raises(SetupError, match="FluidSynth is not there"):
        link.start()
    link.send(b"\xc0\x05")
    time.sleep(0.2)
    assert len(processes) == 1
    assert not link.is_up


def test_what_it_reports_is_kept(start):
    link, processes = start(Started("sound: a test", AHEAD_S))
    link.start()
    processes[0].connection.send(SoundReport(3, 2, 1, 0, 0.25, 5.0))
    wait_for(lambda: link.report.n_underruns == 3)
    assert link.report.load == 0.25


def test_a_note_off_never_overtakes_its_note_on():
    clock = MockClock(10.0)
    link, sent = unstarted_link(clock)
    link.send(note_on(0, 60, 90), 10.015)
    link.send(note_off(0, 60))
    link.send(b"\xb0\x7b\x00")
    link.send(b"\xb0\x07\x10")
    assert drained(sent) == [
        TimedMessage(10.015, note_on(0, 60, 90)),
        TimedMessage(10.015, note_off(0, 60)),
        TimedMessage(10.015, b"\xb0\x7b\x00"),
        TimedMessage(10.0, b"\xb0\x07\x10"),
    ]
