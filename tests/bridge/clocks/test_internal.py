"""The internal clock, and the model that followed clocks share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.clocks.internal import InternalClock
from bridge.clocks.phase_lock import ClockLine, PhaseLock
from bridge.core.timebase import MockClock


@given(
    beat=st.floats(0.0, 16.0, allow_nan=False),
    tempo_bpm=st.floats(30.0, 300.0, allow_nan=False),
    further=st.floats(0.0, 16.0, allow_nan=False),
)
def test_another_tempo_in_the_middle_of_a_bar_keeps_the_phase(beat, tempo_bpm, further):
    time = MockClock()
    clock = InternalClock(time)
    clock.start(time.now_s() + 1.0, 120.0, beat=2.0)
    moment_s = clock.beat_to_s(2.0 + beat)
    clock.set_tempo(2.0 + beat, tempo_bpm)
    assert clock.beat_to_s(2.0 + beat) == pytest.approx(moment_s)
    assert clock.beat_to_s(2.0 + beat + further) == pytest.approx(moment_s + further * 60.0 / tempo_bpm)


def test_the_internal_clock_starts_at_any_beat_and_knows_its_tempo():
    time = MockClock()
    clock = InternalClock(time)
    assert clock.tempo_bpm() is None
    clock.start(time.now_s() + 1.0, 120.0, beat=8.0)
    assert clock.beat_now() == 6.0
    clock.set_tempo(9.0, 60.0)
    assert clock.tempo_bpm() == 120.0
    time.advance(2.0)
    assert clock.tempo_bpm() == 60.0
    assert clock.beat_now() == 9.5
    clock.stop()
    clock.set_tempo(9.0, 60.0)
    assert clock.beat_now() is None
    assert clock.beat_to_s(9.0) is None


def test_a_stopped_model_has_a_tempo_but_no_beats():
    model = PhaseLock(MockClock())
    model.observe(1000.0, 4.0)
    model.steer(ClockLine(1000.0, 4.0, 120.0))
    assert model.beat_now() is None
    assert model.beat_to_s(4.0) is None
    model.know_tempo(90.0)
    assert model.tempo_bpm() == 90.0


def test_a_correction_backwards_lets_the_beat_stand_and_a_jump_lets_it_go_back():
    time = MockClock()
    model = PhaseLock(time)
    model.start(ClockLine(1000.0, 4.0, 60.0))
    time.advance(1.0)
    assert model.beat_now() == 5.0
    model.steer(ClockLine(1001.0, 4.9, 60.0))
    assert model.beat_now() == 5.0
    time.advance(0.2)
    assert model.beat_now() == pytest.approx(5.1)
    model.start(ClockLine(1001.2, 1.0, 60.0))
    assert model.beat_now() == 1.0


@given(st.lists(st.floats(-0.01, 0.01, allow_nan=False), min_size=1, max_size=100))
def test_observations_are_averaged(errors_beats):
    model = PhaseLock(MockClock())
    model.start(ClockLine(1000.0, 0.0, 120.0))
    for number, error_beats in enumerate(errors_beats, 1):
        model.observe(1000.0 + number, 2.0 * number + error_beats)
    assert model.beat_to_s(0.0) == pytest.approx(1000.0, abs=0.005)
