"""Transports told over OSC."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.clocks import ChangeKind, Source
from bridge.clocks.host import HostClock, reaper_text_to_beat
from bridge.core.errors import WrongArgumentsError
from bridge.core.timebase import MockClock


class Rig:
    """A clock in mock time, with what it told."""

    def __init__(self):
        self.time, self.changes = MockClock(), []
        self.clock = HostClock(self.time, self.changes.append)

    def kinds(self):
        return [change.kind for change in self.changes]

    def tell(self, beat, tempo_bpm=120.0, *, playing=True, metre=(4, 4)):
        self.clock.transport(playing, beat, tempo_bpm, *metre)


places = st.lists(st.tuples(st.floats(0.0, 64.0), st.floats(30.0, 300.0), st.floats(2.0, 5.0)), min_size=1, max_size=4)


@given(places, st.integers(5, 50), st.integers(0, 2**32))
def test_a_jittery_host_is_followed_through_loops_and_locates(sections, rate_hz, seed):
    rng, rig, told_beats = random.Random(seed), Rig(), []
    for first_beat, tempo_bpm, duration_s in sections:
        before = len(rig.changes)
        for number in range(int(duration_s * rate_hz)):
            rig.time.advance(1.0 / rate_hz)
            # A packet tells where the host was up to 10 ms ago.
            delay_s = rng.uniform(0.0, 0.01)
            beat = first_beat + number / rate_hz * tempo_bpm / 60.0
            rig.tell(beat - delay_s * tempo_bpm / 60.0, tempo_bpm)
            told_beats.append((len(rig.changes), rig.clock.beat_now()))
            if number > 2 * rate_hz * 60.0 / tempo_bpm:
                assert abs(rig.clock.beat_now() - beat) < 0.012 * tempo_bpm / 60.0
        assert len(rig.changes) <= before + 2
    assert all(late >= early for (n, early), (m, late) in pairwise(told_beats) if n == m)


def test_a_loop_and_a_locate_are_jumps_and_a_nudge_is_not():
    rig = Rig()
    for beat in (0.0, 0.1, 0.19, 0.31, 8.0, 8.1, 4.0):
        rig.tell(beat)
        rig.time.advance(0.05)
    assert rig.kinds() == [ChangeKind.STARTED, ChangeKind.JUMPED, ChangeKind.JUMPED]
    assert [change.beat for change in rig.changes] == [0.0, 8.0, 4.0]
    assert rig.changes[0].source is Source.HOST


@pytest.mark.parametrize("rate_hz", [5, 20, 50])
def test_a_step_is_followed_within_two_observations_at_any_rate(rate_hz):
    rig = Rig()
    for number in range(rate_hz * 4):
        beat = number / rate_hz * 0.5 + (0.2 if number >= rate_hz * 2 else 0.0)
        rig.tell(beat, tempo_bpm=30.0)
        if number > rate_hz * 2:
            assert rig.clock.beat_to_s(beat) == pytest.approx(rig.time.now_s(), abs=0.001)
        rig.time.advance(1.0 / rate_hz)
    assert rig.kinds() == [ChangeKind.STARTED]


@pytest.mark.parametrize("rate_hz", [5, 20, 50])
def test_an_error_too_small_for_a_step_is_gone_in_the_same_time_at_any_rate(rate_hz):
    rig = Rig()
    for number in range(rate_hz * 20):
        rig.tell(number / rate_hz * 2.0 + (0.02 if number >= rate_hz * 10 else 0.0))
        rig.time.advance(1.0 / rate_hz)
        if number == rate_hz * 13:
            assert rig.clock.beat_now() == pytest.approx((number + 1) / rate_hz * 2.0 + 0.02, abs=0.001)


def test_a_packet_counts_for_the_moment_at_which_it_came():
    rig = Rig()
    for number in range(40):
        came_s = rig.time.now_s()
        rig.time.advance(0.3 if number % 2 else 0.001)  # the thread that reads it was held up
        rig.clock.transport(True, number * 0.7, 120.0, 4, 4, at_s=came_s)
        assert rig.clock.beat_to_s(number * 0.7) == pytest.approx(came_s, abs=1e-6)
        rig.time.advance(came_s + 0.35 - rig.time.now_s())
    assert rig.kinds() == [ChangeKind.STARTED]


def test_one_late_packet_is_no_step():
    rig = Rig()
    for number in range(60):
        rig.tell(number * 0.1 - (0.1 if number == 40 else 0.0))
        if number >= 40:
            assert rig.clock.beat_to_s(number * 0.1) == pytest.approx(rig.time.now_s(), abs=0.005)
        rig.time.advance(0.05)


def test_a_tempo_is_told_once_and_a_stop_stops():
    rig = Rig()
    rig.tell(0.0, playing=False, tempo_bpm=90.0, metre=(6, 8))
    assert (rig.clock.beat_now(), rig.clock.tempo_bpm(), rig.clock.metre) == (None, 90.0, (6, 8))
    rig.tell(0.0)
    for beat in (0.0, 0.001, 0.002):
        rig.tell(beat, tempo_bpm=140.0)
    rig.tell(0.003, playing=False)
    assert rig.kinds() == [ChangeKind.STARTED, ChangeKind.TEMPO, ChangeKind.STOPPED]
    assert rig.clock.beat_to_s(1.0) is None


def test_a_host_that_says_nothing_for_five_seconds_has_stopped():
    rig = Rig()
    rig.tell(0.0)
    rig.time.advance(4.9)
    rig.clock.check(rig.time.now_s())
    assert rig.clock.beat_now() is not None
    rig.time.advance(0.2)
    rig.clock.check(rig.time.now_s())
    rig.clock.check(rig.time.now_s())
    assert rig.kinds() == [ChangeKind.STARTED, ChangeKind.STOPPED]


@pytest.mark.parametrize("metre", [(0, 4), (4, 0), (4, 3), (65, 4)])
def test_an_impossible_metre_is_refused(metre):
    with pytest.raises(WrongArgumentsError, match="a metre is a fraction"):
        Rig().clock.set_metre(*metre)


@pytest.mark.parametrize("tempo_bpm", [0.0, -1.0, 1e6, float("nan")])
def test_an_impossible_tempo_is_refused(tempo_bpm):
    with pytest.raises(WrongArgumentsError, match="a tempo is from"):
        Rig().tell(0.0, tempo_bpm=tempo_bpm)


@pytest.mark.parametrize(
    ("text", "metre", "beat"),
    [
        ("1.1.00", (4, 4), 0.0),
        ("3.2.50", (4, 4), 9.5),
        ("2.1.00", (6, 8), 3.0),
        ("2.3.50", (7, 8), 4.75),
        ("5.1.99", (3, 4), 12.99),
        ("-1.1.00", (4, 4), -8.0),
    ],
)
def test_positions_of_reaper(text, metre, beat):
    assert reaper_text_to_beat(text, metre) == pytest.approx(beat)


@pytest.mark.parametrize("text", ["", "1", "1.1", "1.0.00", "one.two.three", "1.1.000", "1:1:00", "1.1.00.00"])
def test_other_text_is_refused_in_one_sentence(text):
    with pytest.raises(WrongArgumentsError, match=r"measure\.beat\.hundredths") as raised:
        Rig().clock.reaper_beat(text)
    assert "\n" not in str(raised.value)


def reaper_plays(rig, tempo_bpm, first_beat, duration_s, rate_hz=30):
    for number in range(int(duration_s * rate_hz)):
        beat = first_beat + number / rate_hz * tempo_bpm / 60.0
        rig.clock.reaper_time(beat * 60.0 / tempo_bpm)
        measure, rest = divmod(beat, 4.0)
        rig.clock.reaper_beat(f"{int(measure) + 1}.{int(rest) + 1}.{int(rest % 1.0 * 100):02d}")
        yield beat
        rig.time.advance(1.0 / rate_hz)


@pytest.mark.parametrize("first_beat", [0.0, 33.0])
def test_the_tempo_of_reaper_is_derived_until_it_is_told(first_beat):
    rig = Rig()
    rig.clock.reaper_play(1)
    for beat in reaper_plays(rig, 97.0, first_beat, 8.0):
        if beat - first_beat > 6.0:
            assert rig.clock.tempo_bpm() == pytest.approx(97.0, rel=0.005)
            assert rig.clock.beat_now() == pytest.approx(beat, abs=0.03)
    rig.clock.reaper_tempo(180.0)
    for _ in reaper_plays(rig, 180.0, beat, 0.5):
        pass
    assert rig.clock.tempo_bpm() == 180.0
    rig.clock.reaper_play(0)
    assert rig.clock.beat_now() is None
    assert rig.kinds()[0] is ChangeKind.STARTED
    assert rig.kinds()[-1] is ChangeKind.STOPPED
    assert ChangeKind.JUMPED not in rig.kinds()
