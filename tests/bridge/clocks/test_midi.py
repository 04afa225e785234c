"""MIDI clock with all its faults, in mock time."""

import math
import random
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.clocks import ChangeKind, Source
from bridge.clocks.line_fit import Fit
from bridge.clocks.midi import MidiClock
from bridge.core.timebase import MockClock

CLOCK, START, CONTINUE, STOP = b"\xf8", b"\xfa", b"\xfb", b"\xfc"
TWO_BEATS = 48
STARTED, STOPPED, JUMPED, TEMPO = ChangeKind.STARTED, ChangeKind.STOPPED, ChangeKind.JUMPED, ChangeKind.TEMPO


def position(units):
    return bytes((0xF2, units & 0x7F, units >> 7))


def period_s(tempo_bpm):
    return 60.0 / 24 / tempo_bpm


@dataclass
class Sender:
    """A sequencer that plays on a grid; its messages come late, early or never."""

    jitter_s: float = 0.0
    seed: int = 0
    may_lose: bool = True
    time: MockClock = field(default_factory=MockClock)
    changes: list = field(default_factory=list)

    def __post_init__(self):
        self.clock = MidiClock(self.time, self.changes.append, may_lose=self.may_lose)
        self.rng = random.Random(self.seed)
        self.next_s = self.time.now_s() + 0.1  # when the next tick is due
        self.beat = 0.0  # where the song is then
        self.n_changes_at_tick = []
        self.reported = []  # (number of changes so far, beat) as an observer sees them

    def send(self, data):
        self.clock.receive(data, self.time.now_s())

    def tick(self, tempo_bpm, *, lost=False, late_s=None):
        """Let a tick come; how far off, in seconds, the clock then believes its beat to be."""
        off_s = self.rng.uniform(-self.jitter_s, self.jitter_s) if late_s is None else late_s
        self.time.advance(max(self.next_s + off_s - self.time.now_s(), 0.0))
        if not lost:
            self.send(CLOCK)
        self.reported.append((len([each for each in self.changes if each.kind is not TEMPO]), self.clock.beat_now()))
        believed_s = self.clock.beat_to_s(self.beat)
        error_s = math.nan if believed_s is None else believed_s - self.next_s
        self.next_s += period_s(tempo_bpm)
        self.beat += 1 / 24
        return error_s

    def ticks(self, n, tempo_bpm, **how):
        return [self.tick(tempo_bpm, **how) for _ in range(n)]

    def start(self):
        self.send(START)
        self.beat = 0.0

    def kinds(self):
        return [change.kind for change in self.changes]

    def check(self):
        self.clock.check(self.time.now_s())


def rms(values):
    return math.sqrt(sum(value * value for value in values) / len(values))


@st.composite
def songs(draw):
    """Parts of a song: (tempo, number of ticks, song position to jump to first or None)."""
    tempo = st.floats(30.0, 300.0, allow_nan=False)
    place = st.none() | st.integers(0, 1000)
    return draw(st.lists(st.tuples(tempo, st.integers(60, 200), place), min_size=1, max_size=5))


@given(songs(), st.integers(0, 2**32), st.sampled_from([0.0, 0.01, 0.02]))
def test_two_beats_after_any_change_the_phase_is_within_a_tick(song, seed, share_lost):
    sender = Sender(0.002, seed)
    sender.start()
    for tempo_bpm, n_ticks, units in song:
        if units is not None:
            sender.send(position(units))
            sender.beat = units / 4
        last_lost = -TWO_BEATS
        for number in range(n_ticks):
            # What is lost right at a change, or twice within a few ticks, cannot be told from other tempi.
            may = 8 <= number < n_ticks - 4 and number - last_lost > 4
            lost = may and sender.rng.random() < share_lost
            last_lost = number if lost else last_lost
            error_s = sender.tick(tempo_bpm, lost=lost)
            assert number < TWO_BEATS or abs(error_s) <= period_s(tempo_bpm), (number, error_s)
    assert all(late >= early for (n, early), (m, late) in pairwise(sender.reported) if n == m)


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_no_bytes_break_it(packets):
    sender = Sender()
    for packet in packets:
        sender.time.advance(0.01)
        sender.send(packet)
        sender.check()
    assert sender.clock.tempo_bpm() is None or 10.0 <= sender.clock.tempo_bpm() <= 500.0


@pytest.mark.parametrize("tempo_bpm", [60.0, 120.0, 187.0, 300.0])
def test_jitter_of_two_milliseconds_leaves_less_than_half_of_one(tempo_bpm):
    sender = Sender(0.002)
    sender.start()
    errors_s = sender.ticks(2000, tempo_bpm)[TWO_BEATS:]
    assert rms(errors_s) < 0.0003
    assert max(map(abs, errors_s)) < 0.001
    assert sender.clock.tempo_bpm() == pytest.approx(tempo_bpm, rel=0.003)
    assert sender.kinds()[0] is STARTED
    assert len(sender.changes) < 8


@pytest.mark.parametrize("tempo_bpm", [60.0, 120.0, 187.0])
def test_jitter_of_five_milliseconds_is_no_tempo(tempo_bpm):
    sender = Sender(0.005)
    sender.start()
    assert rms(sender.ticks(2000, tempo_bpm)[TWO_BEATS:]) < 0.001
    assert len(sender.changes) < 10


@pytest.mark.parametrize(
    ("before_bpm", "after_bpm"), [(60, 187), (187, 60), (120, 126), (120, 90), (30, 300), (300, 30)]
)
def test_an_abrupt_tempo_is_followed_within_two_beats(before_bpm, after_bpm):
    sender = Sender(0.002)
    sender.start()
    sender.ticks(200, before_bpm)
    n_before = len(sender.changes)
    errors_s = sender.ticks(300, after_bpm)[TWO_BEATS:]
    assert rms(errors_s) < 0.0005
    assert sender.clock.tempo_bpm() == pytest.approx(after_bpm, rel=0.005)
    assert set(sender.kinds()[n_before:]) == {TEMPO}
    assert len(sender.changes) - n_before < 8


def test_a_slow_drift_is_followed():
    sender = Sender(0.002)
    sender.start()
    errors_s = [sender.tick(120.0 + number / 200.0) for number in range(3000)]  # 0.25 bpm a second
    assert rms(errors_s[TWO_BEATS:]) < 0.001


def test_a_double_gap_with_a_normal_one_after_it_was_a_lost_tick():
    sender = Sender()
    sender.start()
    sender.ticks(100, 120.0)
    sender.tick(120.0, lost=True)
    assert abs(sender.ticks(2, 120.0)[-1]) < 0.001
    assert sender.kinds() == [STARTED]


def test_two_double_gaps_are_half_the_tempo():
    sender = Sender()
    sender.start()
    sender.ticks(100, 120.0)
    assert abs(sender.ticks(4, 60.0)[-1]) < 0.001
    assert sender.clock.tempo_bpm() == pytest.approx(60.0, rel=0.01)


def test_a_long_gap_with_a_short_one_is_jitter():
    sender = Sender()
    sender.start()
    sender.ticks(100, 120.0)
    assert abs(sender.tick(120.0, late_s=0.018)) < 0.001
    assert max(map(abs, sender.ticks(20, 120.0))) < 0.001
    assert sender.kinds() == [STARTED]


def test_a_stall_whose_ticks_come_all_at_once_moves_nothing():
    sender = Sender()
    sender.start()
    sender.ticks(100, 120.0)
    for number in range(6):
        error_s = sender.tick(120.0, late_s=(6 - number) * period_s(120.0))
    assert abs(error_s) < 0.001
    assert max(map(abs, sender.ticks(50, 120.0))) < 0.001
    assert sender.kinds() == [STARTED]


@pytest.mark.parametrize("n_periods", [0.05, 0.09, 0.15, 0.25, 0.4, 0.6, 0.8, 1.3, 1.5, 2.5])
@pytest.mark.parametrize("tempo_bpm", [60.0, 120.0, 187.0])
def test_a_clock_that_stood_still_goes_on_from_there(tempo_bpm, n_periods):
    sender = Sender(0.0005)
    sender.start()
    sender.ticks(170, tempo_bpm)
    sender.next_s += n_periods * period_s(tempo_bpm)
    assert max(map(abs, sender.ticks(200, tempo_bpm)[12:])) < 0.003
    assert sender.clock.tempo_bpm() == pytest.approx(tempo_bpm, rel=0.003)


def test_a_pulled_cable_loses_ticks_but_no_beats():
    sender = Sender()
    sender.start()
    sender.ticks(100, 120.0)
    sender.ticks(14, 120.0, lost=True)  # 0.3 s
    assert abs(sender.ticks(8, 120.0)[-1]) < 0.001
    assert sender.kinds() == [STARTED]


def test_the_first_tick_after_a_start_is_beat_zero():
    sender = Sender()
    sender.start()
    assert sender.clock.beat_now() is None
    sender.tick(120.0)
    assert sender.clock.beat_now() == 0.0
    assert sender.changes[0][:3] == (Source.MIDI, STARTED, 0.0)
    assert sender.clock.beat_to_s(1.0) == pytest.approx(sender.time.now_s() + 0.5)


def test_ticks_without_a_start_give_a_tempo_and_no_beats():
    sender = Sender()
    sender.ticks(100, 90.0)
    assert sender.clock.beat_now() is None
    assert sender.clock.tempo_bpm() == pytest.approx(90.0)
    assert sender.changes == []
    sender.start()
    sender.tick(90.0)
    (change,) = sender.changes
    assert change.tempo_bpm == pytest.approx(90.0)


def test_a_song_position_holds_for_the_next_continue():
    sender = Sender()
    sender.send(position(1000))
    sender.send(CONTINUE)
    sender.tick(120.0)
    assert sender.changes[0][1:3] == (STARTED, 250.0)
    sender.ticks(23, 120.0)
    sender.send(STOP)
    assert sender.clock.beat_now() is None
    sender.ticks(10, 120.0)
    sender.send(CONTINUE)
    sender.tick(120.0)
    assert sender.kinds() == [STARTED, STOPPED, STARTED]
    assert sender.changes[-1].beat == pytest.approx(251.0)


def test_a_song_position_while_it_plays_is_a_jump_unless_it_is_there():
    sender = Sender()
    sender.start()
    sender.ticks(24, 120.0)
    sender.send(position(4))
    sender.ticks(24, 120.0)
    assert sender.kinds() == [STARTED]
    sender.send(position(64))
    sender.tick(120.0)
    assert sender.kinds() == [STARTED, JUMPED]
    assert sender.clock.beat_now() == pytest.approx(16.0)


def test_a_start_in_the_middle_begins_again_even_off_the_grid():
    sender = Sender()
    sender.start()
    sender.ticks(100, 120.0)
    sender.next_s += 0.009
    sender.start()
    assert abs(sender.tick(120.0)) < 0.001
    assert sender.kinds() == [STARTED, STARTED]
    assert sender.clock.beat_now() == 0.0


def test_a_realtime_byte_may_fall_into_a_song_position_and_other_messages_mean_nothing():
    sender = Sender()
    sender.send(b"\xf2\x10\xf8\x00\x90\x40\x40\xf0\x01\x02\xf7\xfe")
    sender.time.advance(0.02)
    sender.send(CONTINUE + CLOCK)
    assert sender.changes[0].beat == 4.0


STALLS_S = [0.0053, 0.0072, 0.0082, 0.0129, 0.0156, 0.0177, 0.0244, 0.025, 0.0323, 0.04]


def stalled_song(sender, tempo_bpm, n_beats, stall_every_s, rng):
    """Ticks at the periods of a server that stands still now and then; errors by the number of ticks since."""
    sender.start()
    next_stall_s, errors_s, since = sender.next_s + stall_every_s, [], 99
    for _ in range(24 * n_beats):
        if sender.next_s > next_stall_s:
            sender.next_s += rng.choice(STALLS_S)
            next_stall_s, since = sender.next_s + stall_every_s, 0
        errors_s.append((since, sender.tick(tempo_bpm)))
        since += 1
    return errors_s


@pytest.mark.parametrize("stall_every_s", [0.5, 1.0, 10.0])
@pytest.mark.parametrize("tempo_bpm", [60.0, 97.0, 120.0, 187.0])
def test_a_stall_is_no_lost_tick_where_none_can_be_lost(tempo_bpm, stall_every_s):
    for seed in range(4):
        sender = Sender(0.0007, seed, may_lose=False)
        errors_s = stalled_song(sender, tempo_bpm, 60, stall_every_s, random.Random(seed))
        assert sender.clock.beat_to_s(sender.beat) == pytest.approx(sender.next_s, abs=0.3 * period_s(tempo_bpm))
        settled_s = sorted(abs(error_s) for since, error_s in errors_s[TWO_BEATS:] if since >= 1)
        assert settled_s[int(0.99 * len(settled_s))] < 0.002
        assert sender.kinds().count(JUMPED) == 0
        assert sender.clock.n_slips == 0


@pytest.mark.parametrize("tempo_bpm", [60.0, 97.0, 120.0, 187.0])
def test_where_none_can_be_lost_the_first_tick_after_a_stall_moves_the_song(tempo_bpm):
    sender = Sender(0.0007, may_lose=False)
    errors_s = stalled_song(sender, tempo_bpm, 60, 1.0, random.Random(0))[TWO_BEATS:]
    assert max(abs(error_s) for since, error_s in errors_s if since == 0) < 0.003


@pytest.mark.parametrize("tempo_bpm", [60.0, 97.0, 120.0, 187.0])
def test_ticks_known_to_be_lost_count_though_the_clock_stood_still_with_them(tempo_bpm):
    """What a client of JACK that is late for some periods misses."""
    for seed in range(4):
        sender, rng = Sender(0.0007, seed, may_lose=False), random.Random(seed)
        sender.start()
        sender.ticks(TWO_BEATS, tempo_bpm)
        errors_s, n_lost = [], 0
        for _ in range(60):
            n = rng.randint(1, 3)
            sender.ticks(n, tempo_bpm, lost=True)
            sender.next_s += rng.choice([0.0, *STALLS_S])
            sender.clock.lost(n)
            sender.tick(tempo_bpm)
            errors_s += sender.ticks(rng.randint(20, 40), tempo_bpm)
            n_lost += n
        assert sorted(map(abs, errors_s))[int(0.99 * len(errors_s))] < 0.002
        assert sender.clock.beat_to_s(sender.beat) == pytest.approx(sender.next_s, abs=0.3 * period_s(tempo_bpm))
        assert sender.clock.n_slips == n_lost
        assert sender.kinds().count(JUMPED) == 0


@pytest.mark.parametrize("n_lost", [1, 2, 5])
def test_ticks_known_only_later_to_be_lost_before_the_first_one_are_no_tempo(n_lost):
    sender = Sender(0.0007, may_lose=False)
    sender.start()
    sender.ticks(n_lost, 120.0, lost=True)
    sender.ticks(3, 120.0)
    sender.clock.lost(n_lost)
    errors_s = sender.ticks(40, 120.0)
    assert max(map(abs, errors_s)) < 0.003
    assert set(sender.kinds()) == {STARTED}


def test_a_slip_is_counted_and_mended_at_the_next_song_position(caplog):
    sender = Sender()
    sender.start()
    sender.ticks(100, 120.0)
    sender.tick(120.0, lost=True)
    sender.ticks(19, 120.0)
    assert sender.clock.n_slips == 1
    sender.clock.may_lose = False
    sender.tick(120.0, lost=True)
    sender.ticks(23, 120.0)
    sender.send(position(24))
    sender.tick(120.0)
    assert sender.clock.beat_now() == pytest.approx(6.0)
    assert sender.clock.n_slips == 2
    assert len([each for each in caplog.records if "MIDI clock" in each.message]) == 1


def test_a_tempo_that_was_never_measured_is_not_known():
    sender = Sender()
    sender.start()
    sender.tick(90.0)
    assert sender.clock.tempo_bpm() is None
    assert sender.clock.phase_s == pytest.approx(0.0)
    sender.ticks(23, 90.0)
    assert sender.clock.tempo_bpm() == pytest.approx(90.0, rel=1e-4)
    sender.send(STOP)
    assert sender.clock.phase_s is None


@pytest.mark.parametrize(("tempo_bpm", "quiet_s", "stopped"), [(120, 0.45, False), (120, 0.55, True), (12, 0.7, False)])
def test_a_silent_clock_has_stopped(tempo_bpm, quiet_s, stopped):
    sender = Sender()
    sender.start()
    sender.ticks(50, tempo_bpm)
    sender.time.advance(quiet_s)
    sender.check()
    sender.check()
    assert sender.kinds().count(STOPPED) == stopped
    assert (sender.clock.beat_now() is None) == stopped
    if stopped:
        sender.next_s = sender.time.now_s()
        sender.ticks(50, tempo_bpm)
        assert sender.clock.beat_now() is None  # nobody knows where
        sender.start()
        sender.tick(tempo_bpm)
        assert sender.clock.beat_now() == 0.0


def test_who_listens_may_ask_back():
    time, beats = MockClock(), []
    clock = MidiClock(time, lambda _: beats.append(clock.beat_now()))
    clock.receive(START + CLOCK)
    assert beats == [0.0]


@given(st.floats(0.005, 0.1), st.floats(-10.0, 10.0), st.integers(3, 300))
def test_a_fit_finds_the_line_that_ticks_lie_on(one_s, first_s, n_ticks):
    fit = Fit(0, first_s, 0.02, 1e-6, 1.0)
    for index in range(1, n_ticks):
        fit = fit.seen(index, first_s + index * one_s)
    assert fit.period_s == pytest.approx(one_s, rel=1e-5)
    assert fit.tick_to_s(n_ticks + 10) == pytest.approx(first_s + (n_ticks + 10) * one_s, abs=1e-5)
