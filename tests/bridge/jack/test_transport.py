"""What is seen of JACK's transport from period to period, without a server: positions, starts, jumps, stalls."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bridge.jack.frame_estimate import FrameEstimate
from bridge.jack.queue import FrameQueue
from bridge.jack.song_position import SongPosition
from bridge.jack.transport import ROLLING, STOPPED, TransportWatch

RATE_HZ, PERIOD = 48_000, 256
STARTING = 3


def position(frame, *, bpm=None, metre=(4, 4), ticks=None, per_beat=1920.0):
    """A ``jack_position_t``; without bpm as JACK leaves it where there is no master."""
    if bpm is None:
        nan = float("nan")
        return SimpleNamespace(
            frame=frame, valid=0, bar=0, beat=0, tick=0, ticks_per_beat=nan, beat_type=nan, beats_per_bar=nan,
            beats_per_minute=nan, bar_start_tick=nan, bbt_offset=0,
        )  # fmt: skip
    ticks = frame / RATE_HZ * bpm / 60.0 * per_beat * metre[1] / 4 if ticks is None else ticks
    bar, rest = divmod(ticks, per_beat * metre[0])
    return SimpleNamespace(
        frame=frame, valid=0x10, bar=int(bar) + 1, beat=int(rest // per_beat) + 1, tick=int(rest % per_beat),
        ticks_per_beat=per_beat, beat_type=float(metre[1]), beats_per_bar=float(metre[0]), beats_per_minute=bpm,
        bar_start_tick=bar * per_beat * metre[0], bbt_offset=0,
    )  # fmt: skip


def test_a_masters_beat_is_exact_between_its_ticks():
    reader = SongPosition(RATE_HZ)
    for frame in range(0, 480_000, PERIOD):
        seen = reader.read(position(frame, bpm=97.0), is_located=frame == 0)
        assert seen.beat == pytest.approx(frame / RATE_HZ * 97 / 60, abs=1e-9)


def test_six_eight_counts_in_quarters():
    seen = SongPosition(RATE_HZ).read(position(48_000, bpm=120.0, metre=(6, 8)), is_located=True)
    assert (seen.beat, seen.metre) == (pytest.approx(2.0), (6, 8))


def test_a_master_that_rounds_its_ticks_down_in_every_period_does_not_drag():
    reader, ticks = SongPosition(RATE_HZ), 0
    for frame in range(0, 960_000, 64):
        seen = reader.read(position(frame, bpm=120.0, ticks=ticks), is_located=frame == 0)
        ticks += int(64 * 1920 * 120 / (RATE_HZ * 60))  # 5 of 5.12
    assert seen.beat == pytest.approx(frame / RATE_HZ * 2.0)


def test_a_map_of_tempi_is_followed():
    reader = SongPosition(RATE_HZ)
    reader.read(position(0, bpm=120.0), is_located=True)
    changed = 96_000  # beat 4 at 120, then 60
    seen = reader.read(position(changed, bpm=60.0, ticks=4 * 1920), is_located=False)
    assert (seen.beat, seen.tempo_bpm) == (4.0, 60.0)
    seen = reader.read(position(changed + RATE_HZ, bpm=60.0, ticks=5 * 1920), is_located=False)
    assert seen.beat == pytest.approx(5.0)


def test_a_master_that_stands_while_the_frames_roll_holds_nobody_back():
    reader = SongPosition(RATE_HZ)
    for frame in range(0, 96_000, PERIOD):
        seen = reader.read(position(frame, bpm=120.0, ticks=20 * 1920), is_located=frame == 0)
    assert seen.beat == pytest.approx(20.0 + frame / RATE_HZ * 2.0)


class Watch:
    """A transport's watcher and what it found."""

    def __init__(self):
        self.found, self.estimate, self.queue = [], FrameEstimate(RATE_HZ), FrameQueue(RATE_HZ)
        self.watch = TransportWatch(self.estimate, self.queue, RATE_HZ, self.found.append)
        self.frame = 0

    def period(self, state, song_frame, **values):
        """One period of the transport; whether a starting one may roll."""
        may_roll = None
        self.estimate.began(self.frame, 10.0 + self.frame / RATE_HZ)
        if state == STARTING:
            may_roll = self.watch.starting(self.frame, song_frame, PERIOD, position(song_frame, **values))
        self.watch.look(self.frame, PERIOD, state, position(song_frame, **values))
        self.frame += PERIOD
        return may_roll


def about_to_roll():
    """A watch whose song rolls in the next period, and the frame that was told for it."""
    watch = Watch()
    watch.period(STOPPED, 0)
    while not watch.period(STARTING, 0):
        pass
    return watch, watch.found[-1].frame


def rolling():
    """A watch whose song has rolled for four periods."""
    watch = Watch()
    for song_frame in range(0, 4 * PERIOD, PERIOD):
        watch.period(ROLLING, song_frame)
    return watch


def test_a_start_is_known_before_it_rolls_and_rolls_at_the_frame_that_was_told():
    watch = Watch()
    watch.period(STOPPED, 0)
    n_waited = 1
    while not watch.period(STARTING, 0):
        n_waited += 1
    assert n_waited * PERIOD / RATE_HZ == pytest.approx(0.040, abs=2 * PERIOD / RATE_HZ)
    (told,) = [each for each in watch.found if each.is_rolling]
    assert (told.frame, told.song_frame, told.is_located) == (watch.frame, 0, True)
    assert told.time_s == pytest.approx(10.0 + watch.frame / RATE_HZ)
    watch.period(ROLLING, 0)
    watch.period(ROLLING, PERIOD)
    assert not any(each.is_located for each in watch.found[watch.found.index(told) + 1 :])


def test_what_waits_for_a_start_is_held_back_with_it():
    watch, start = about_to_roll()
    watch.queue.add(0, start, bytes((0x90, 60, 100)))
    for _ in range(3):  # another client is not ready
        watch.period(STARTING, 0)
        assert not watch.queue.take(watch.frame - PERIOD, PERIOD)
        assert watch.found[-1].frame == watch.frame  # or what is sent from now on would be placed by the old start
    watch.period(ROLLING, 0)
    (note,) = watch.queue.take(watch.frame - PERIOD, PERIOD)
    assert note.frame == watch.frame - PERIOD


@pytest.mark.parametrize("n_song", [0, PERIOD])
def test_a_server_that_stands_still_as_the_song_is_to_start_holds_it_back(n_song):
    watch, start = about_to_roll()
    watch.queue.add(0, start + 2 * PERIOD, bytes((0x90, 60, 100)))
    watch.frame += 5 * PERIOD
    n_found = len(watch.found)
    watch.period(ROLLING, n_song)  # late itself, our client may miss the song's first period too
    (told,) = watch.found[n_found:]
    assert (told.frame, told.song_frame, told.is_located) == (start + 5 * PERIOD, n_song, False)
    (note,) = watch.queue.take(start + 5 * PERIOD, 4 * PERIOD)
    assert note.frame == start + 7 * PERIOD - n_song


def test_a_jump_of_a_rolling_transport_waits_for_nothing():
    watch = Watch()
    watch.period(ROLLING, 0)
    assert watch.period(STARTING, 9600)
    watch.period(ROLLING, 9600)
    told = watch.found[-1]
    assert (told.song_frame, told.is_rolling) == (9600, True)


def test_locating_stopping_and_a_masters_tempo_are_told_once():
    watch = Watch()
    for song_frame in range(0, 4 * PERIOD, PERIOD):
        watch.period(ROLLING, song_frame, bpm=120.0)
    n_found = len(watch.found)
    watch.period(ROLLING, 96_000, bpm=120.0)
    watch.period(ROLLING, 96_000 + PERIOD, bpm=90.0)
    watch.period(STOPPED, 96_000 + 2 * PERIOD, bpm=90.0)
    watch.period(STOPPED, 96_000 + 2 * PERIOD, bpm=90.0)
    told = watch.found[n_found:]
    assert [(each.is_rolling, each.is_located, each.tempo_bpm) for each in told] == [
        (True, True, 120.0),
        (True, False, 90.0),
        (False, True, 90.0),
    ]


@pytest.mark.parametrize(
    ("n_song", "n_passed"), [(3 * PERIOD, 3 * PERIOD), (0, 0), (PERIOD, PERIOD), (9 * PERIOD, 3 * PERIOD)]
)
def test_periods_that_passed_without_us_are_no_jump_and_told_from_a_server_that_stood_still(n_song, n_passed):
    watch = rolling()
    n_found = len(watch.found)
    song_frame = 4 * PERIOD + n_song
    assert watch.watch.passed_without_us(song_frame, 3 * PERIOD) == n_passed
    watch.frame += 3 * PERIOD
    watch.period(ROLLING, song_frame)
    assert any(each.is_located for each in watch.found[n_found:]) is (n_song > 3 * PERIOD)


def test_a_song_that_is_read_before_it_moves_on_has_not_jumped_when_it_did():
    watch = rolling()
    n_found = len(watch.found)
    watch.frame += PERIOD  # that of the next period, though we are called for the one before
    assert watch.watch.passed_without_us(4 * PERIOD, PERIOD) == 0
    watch.period(ROLLING, 4 * PERIOD)
    watch.period(ROLLING, 6 * PERIOD)
    assert not any(each.is_located for each in watch.found[n_found:])
    watch.period(ROLLING, 8 * PERIOD)  # and this is a jump, by as much
    assert watch.found[-1].is_located


def test_a_song_that_stood_still_with_the_server_is_told_and_holds_back_what_waits_for_it():
    watch = rolling()
    watch.queue.add(0, 12 * PERIOD, bytes((0x90, 60, 100)))
    n_found = len(watch.found)
    watch.frame += 3 * PERIOD
    watch.watch.passed_without_us(4 * PERIOD, 3 * PERIOD)
    watch.period(ROLLING, 4 * PERIOD)
    watch.period(ROLLING, 5 * PERIOD)
    watch.period(ROLLING, 6 * PERIOD)
    (told,) = watch.found[n_found:]
    assert (told.frame, told.song_frame, told.is_located) == (8 * PERIOD, 5 * PERIOD, False)
    assert [each.frame for each in watch.queue.take(15 * PERIOD, PERIOD)] == [15 * PERIOD]
    assert watch.queue.n_late == 0


def test_where_no_song_runs_what_was_missed_counts_as_lost():
    watch = Watch()
    watch.period(STOPPED, 0)
    assert watch.watch.passed_without_us(0, 3 * PERIOD) == 3 * PERIOD
