"""How the MIDI clock of an input began, where our client missed the start or the first ticks of a song."""

from __future__ import annotations

import pytest

from bridge.core.timebase import MockClock
from bridge.jack.link import JackLink
from bridge.jack.protocol import FrameLine, JackSettings, Received, TransportSeen

RATE_HZ, TICK_FRAMES = 48_000, 1_000
LINE = FrameLine(0, 90.0, RATE_HZ)
ROLL_FRAME = 96_000
CLOCK, START, CONTINUE, STOP = b"\xf8", b"\xfa", b"\xfb", b"\xfc"


class Listener:
    """A link, and what its input ``clock`` hands on: messages, and numbers of ticks that were lost."""

    def __init__(self):
        self.link = JackLink(
            lambda: pytest.fail("started"), MockClock(100.0), JackSettings("Sideman", (), ("in", "clock"))
        )
        self.heard = []
        self.link.inputs = {"clock": lambda data, _at_s: self.heard.append(data)}
        self.link.ticks_lost = {"clock": self.heard.append}

    def rolls(self, song_frame=0, *, is_rolling=True):
        """JACK's transport will roll at ROLL_FRAME."""
        self.link.received(TransportSeen(LINE, is_rolling, ROLL_FRAME, song_frame, is_located=True))

    def comes(self, *messages):
        """Messages at frames."""
        for frame, data in messages:
            self.link.received(Received(1, frame, data))

    def ticks(self, frame, n_ticks):
        self.comes(*((frame + number * TICK_FRAMES, CLOCK) for number in range(n_ticks)))


@pytest.mark.parametrize("late_frames", [0, TICK_FRAMES, 5_000])
def test_a_clock_that_ticks_from_a_songs_beginning_and_sent_no_start_did_start(late_frames):
    listener = Listener()
    listener.rolls()
    listener.ticks(ROLL_FRAME + late_frames, 3)
    assert listener.heard == [START, CLOCK, CLOCK, CLOCK]


def test_our_client_may_see_the_transport_only_after_it_rolled():
    listener = Listener()
    listener.link.received(TransportSeen(LINE, True, ROLL_FRAME + 1024, 1024, is_located=True))
    listener.ticks(ROLL_FRAME + TICK_FRAMES, 2)
    assert listener.heard == [START, CLOCK, CLOCK]


@pytest.mark.parametrize("frame", [ROLL_FRAME - 1_900, ROLL_FRAME])
def test_a_start_that_came_is_no_lost_one(frame):
    listener = Listener()
    listener.rolls()
    listener.comes((frame, START))
    listener.ticks(ROLL_FRAME, 3)
    assert listener.heard == [START, CLOCK, CLOCK, CLOCK]


def test_a_song_that_was_stopped_a_moment_ago_starts_again():
    listener = Listener()
    listener.ticks(ROLL_FRAME - 20_000, 10)
    listener.comes((ROLL_FRAME - 10_000, STOP), (ROLL_FRAME - 9_000, b"\xf2\x00\x00"))
    listener.rolls()
    listener.ticks(ROLL_FRAME, 2)
    assert listener.heard[-3:] == [START, CLOCK, CLOCK]


def test_a_clock_that_ticks_all_the_time_starts_when_it_says_so():
    listener = Listener()
    listener.ticks(ROLL_FRAME - 10_500, 10)
    listener.rolls()
    listener.ticks(ROLL_FRAME + 500, 10)
    assert START not in listener.heard


@pytest.mark.parametrize(
    ("song_frame", "is_rolling", "tick_frame"),
    [
        (480_000, True, ROLL_FRAME),  # in the middle of a song
        (0, False, ROLL_FRAME),  # a transport that stands
        (0, True, ROLL_FRAME + 48_000),  # a clock that is plugged in later
        (0, True, ROLL_FRAME - 2_000),  # one that has nothing to do with it
    ],
)
def test_elsewhere_nothing_is_taken_for_a_start(song_frame, is_rolling, tick_frame):
    listener = Listener()
    listener.rolls(song_frame, is_rolling=is_rolling)
    listener.ticks(tick_frame, 1)
    assert listener.heard == [CLOCK]


def test_ticks_lost_between_the_start_and_the_first_that_came_are_told_once_the_clock_is_known():
    listener = Listener()
    listener.rolls()
    listener.comes((ROLL_FRAME - 1_900, START))
    listener.ticks(ROLL_FRAME + 2 * TICK_FRAMES, 5)
    assert listener.heard == [START, CLOCK, CLOCK, CLOCK, 2, CLOCK, CLOCK]


def test_a_clock_that_keeps_its_own_time_from_the_start_on_lost_no_ticks():
    listener = Listener()
    listener.rolls()
    listener.comes((ROLL_FRAME - 1_900, START))
    listener.ticks(ROLL_FRAME + 2 * TICK_FRAMES + 300, 5)
    assert listener.heard == [START] + 5 * [CLOCK]


def test_another_tempo_than_the_last_songs_is_known_first():
    listener = Listener()
    listener.comes((1_000, START), *((1_000 + 500 * number, CLOCK) for number in range(20)), (11_000, STOP))
    listener.heard.clear()
    listener.rolls()
    listener.comes((ROLL_FRAME - 1_900, START))
    listener.ticks(ROLL_FRAME + TICK_FRAMES, 6)
    assert listener.heard == [START, CLOCK, CLOCK, CLOCK, 1, CLOCK, CLOCK, CLOCK]


def test_a_song_that_goes_on_is_no_start():
    listener = Listener()
    listener.rolls(480_000)
    listener.comes((ROLL_FRAME - 1_900, b"\xf2\x10\x00"), (ROLL_FRAME - 1_900, CONTINUE))
    listener.ticks(ROLL_FRAME, 2)
    assert START not in listener.heard
