"""Ticks of a MIDI clock that were lost in JACK, by the frames of those that came."""

from __future__ import annotations

from itertools import accumulate

import pytest

from bridge.jack.lost_ticks import LostTicks


def told(lost, frame, apart):
    """What is told with each of the next ticks, which come so far apart."""
    return [lost.tick(each) for each in [*accumulate(apart, initial=frame)][1:]]


def fed(apart):
    """One that 30 ticks came to, so far apart; the first at frame 0."""
    lost = LostTicks()
    for number in range(30):
        lost.tick(number * apart)
    return lost


@pytest.mark.parametrize(
    ("n_missed", "apart", "n_lost"),
    [
        (64, 2000, 1),
        (64, 2001, 1),
        (64, 1000, 0),  # none was due
        (64, 2440, 0),  # a clock that stood still in it
        (64, 5000, 0),  # one that was silent for longer than we were
        (3000, 4000, 3),
    ],
)
def test_lost_ticks_are_counted_in_frames(n_missed, apart, n_lost):
    lost = LostTicks()
    for frame in range(0, 30_000, 1000):
        assert lost.tick(frame) == 0
    lost.missed(n_missed)
    assert lost.tick(29_000 + apart) == n_lost
    assert lost.tick(30_000 + apart) == 0


def test_frames_in_which_the_server_stood_still_are_no_ticks():
    lost = fed(1000)
    lost.missed(64, n_stood=1010)
    assert lost.tick(29_000 + 2010) == 0
    lost.missed(64, n_stood=1490)
    assert lost.tick(31_010 + 3490) == 1


def test_frames_that_the_server_did_not_stand_still_in_are_ticks():
    """As a transport that is read just before it moves on tells it; 600 frames: 200 bpm at 48 kHz."""
    lost = fed(600)
    lost.missed(0, n_stood=64)
    lost.missed(64)
    assert lost.tick(600 * 29 + 1200) == 1


@pytest.mark.parametrize(
    ("apart", "n_lost"),
    [
        ([664, 536], [0, 0]),
        ([1264, 536], [0, 1]),
        ([1264, 600], [0, 0]),  # a clock that goes on from there
    ],
)
def test_a_tick_whose_frame_is_a_period_late_is_asked_of_the_next_one(apart, n_lost):
    lost = fed(600)
    lost.missed(128)
    assert told(lost, 600 * 29, apart) == n_lost


def test_two_gaps_of_which_the_first_is_not_decided_are_one():
    lost = fed(600)
    lost.missed(128)
    assert lost.tick(600 * 29 + 1264) == 0
    lost.missed(64)
    assert lost.tick(600 * 29 + 1800) == 1


@pytest.mark.parametrize(
    ("apart", "n_lost"),
    [
        ([2000, 1000], [0, 1]),
        ([3001, 999, 1000], [0, 2, 0]),
        ([2000, 2000, 2000, 2000], [0, 0, 0, 0]),  # half the tempo
        ([1440, 1000], [0, 0]),  # a clock that stood still
        ([12_000, 1000], [0, 0]),  # a pause
    ],
)
def test_an_even_clock_that_leaves_ticks_out_is_known_by_the_tick_after(apart, n_lost):
    assert told(fed(1000), 29_000, apart) == n_lost


def test_of_an_uneven_clock_and_of_one_that_begins_anew_nothing_is_left_out():
    lost, frame = LostTicks(), 0
    for number in range(30):
        lost.tick(frame := frame + 1000 + 5 * (number % 2))
    assert told(lost, frame, (2000, 1000)) == [0, 0]
    lost = fed(1000)
    lost.begin()
    assert told(lost, 29_000, (2000, 1000)) == [0, 0]


def test_before_a_clock_is_known_nothing_is_counted():
    lost = LostTicks()
    lost.missed(64)
    assert lost.tick(1000) == 0
    lost.missed(64)
    assert lost.tick(3000) == 0
