"""Ticks of a MIDI clock that were lost in JACK, by the frames of those that came."""

from __future__ import annotations

from itertools import accumulate

import pytest

from bridge.jack.lost_ticks import LostTicks

# From a machine that others kept busy: jack-midi-clock at 187 bpm, 64 frames at 48 kHz. Frames from tick to tick, those
# that our client missed, those that the song seemed to stand still in; 15 ticks are lost, by the song's own position.
# fmt: off
RECORDED = (
    (642, 384, 0), (1925, 640, 0), (1284, 512, 0), (641, 128, 0), (1926, 1024, 0), (641, 128, 0),
    (642, 448, 0), (1925, 576, 0), (642, 320, 0), (642, 128, 64), (641, 0, 0), (642, 128, 0), (642, 256, 0),
    (641, 384, 0), (642, 0, 0), (1284, 320, 0), (641, 0, 0), (1284, 128, 0), (641, 0, 0), (642, 128, 0),
    (642, 0, 0), (642, 256, 0), (641, 0, 0), (642, 64, 0), (642, 128, 0), (641, 128, 0), (1284, 448, 0),
    (642, 0, 0), (1283, 192, 64), (642, 128, 64), (641, 0, 0), (642, 64, 0), (642, 0, 0), (641, 128, 0),
    (642, 256, 0), (706, 320, 64), (578, 320, 0), (641, 64, 0), (642, 0, 0), (642, 0, 0), (641, 320, 0),
    (642, 0, 0), (642, 0, 0), (642, 128, 0), (641, 0, 0), (1284, 960, 0), (641, 128, 64), (642, 0, 0),
    (1284, 192, 64), (1283, 256, 0), (642, 0, 0), (641, 256, 0), (1284, 512, 0), (642, 0, 0), (641, 192, 0),
    (642, 0, 0), (642, 0, 0), (705, 64, 64), (578, 128, 0), (642, 0, 0),
)
# fmt: on
N_LOST_RECORDED = 15


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
        (64, 11_000, 0),  # a pause
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
    assert lost.tick(32_010) == 0
    lost.missed(64, n_stood=1490)
    assert told(lost, 32_010, (3490, 1000)) == [0, 1]  # asked of the next one: it may have been read too early


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


@pytest.mark.parametrize(
    ("n_missed", "apart", "n_lost"),
    [
        (832, [2567, 642], [0, 3]),  # more than we missed: the clock left some out too
        (64, [3208, 642], [0, 4]),
        (128, [706, 1220, 1925, 642], [0, 1, 0, 2]),  # the first with the frame of the next period
        (64, [7060, 642], [0, 0]),  # a pause
        (64, [1925, 1925, 1925, 1925], [0, 0, 0, 0]),  # a third of the tempo
    ],
)
def test_what_we_missed_and_what_the_clock_left_out_are_lost_in_one_gap(n_missed, apart, n_lost):
    lost, frame = LostTicks(), 0
    for number in range(30):
        lost.tick(frame := round(641.7 * number))
    lost.missed(n_missed)
    assert told(lost, frame, apart) == n_lost


def test_a_song_that_was_read_too_early_does_not_move_the_grid():
    lost = fed(642)
    lost.missed(192, n_stood=64)
    assert told(lost, 642 * 29, (706, 578)) == [0, 0]
    lost.missed(448)
    assert lost.tick(642 * 33) == 1


def test_a_clock_that_stood_still_is_counted_on_from_where_it_goes_on():
    lost = fed(1000)
    assert told(lost, 29_000, (1440, 1000, 1000, 1000, 1000, 2000, 1000)) == [0, 0, 0, 0, 0, 0, 1]


def test_a_clock_that_speeds_up_loses_nothing_and_is_counted_at_its_new_tempo():
    lost = fed(1000)
    ramp = [1000 - 7 * number for number in range(1, 50)]
    assert not any(told(lost, 29_000, ramp))
    frame = 29_000 + sum(ramp)
    assert told(lost, frame, [650] * 30 + [1950, 650])[-2:] == [0, 2]


def test_a_recorded_clock_on_a_busy_machine():
    lost, n_lost, frame = LostTicks(), 0, 0
    for number in range(30):
        lost.tick(frame := round(641.7 * number))
    for apart, missed, stood in RECORDED:
        lost.missed(missed, stood)
        n_lost += lost.tick(frame := frame + apart)
    assert n_lost == N_LOST_RECORDED


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


def test_ticks_lost_before_a_clock_is_known_are_counted_once_it_is():
    """As a song begins beside a busy machine: something is missed between any two ticks."""
    lost, frame, all_told = LostTicks(), 0, []
    lost.tick(frame)
    for apart in (2000, 4000, 2000, 6000, 1999):
        lost.missed(128)
        all_told.append(lost.tick(frame := frame + apart))
    assert all_told == [0, 0, 0, 0, 3]
    assert told(lost, frame, (2000, 2001, 4000, 2000)) == [0, 0, 0, 1]


def test_an_uneven_clock_is_known_by_the_distances_in_which_nothing_was_missed():
    lost, frame = LostTicks(), 0
    lost.tick(frame)
    assert told(lost, frame, (2010, 1980, 2040, 1995, 2020)) == [0] * 5
    lost.missed(128)
    assert lost.tick(frame + 10_045 + 4030) == 1


def test_before_a_clock_is_known_nothing_is_counted():
    lost = LostTicks()
    lost.missed(64)
    assert lost.tick(1000) == 0
    lost.missed(64)
    assert lost.tick(3000) == 0
