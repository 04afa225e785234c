"""Beats and seconds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.clocks.tempo_map import TempoMap

steps = st.lists(
    st.tuples(st.floats(0.0, 8.0, allow_nan=False), st.floats(20.0, 400.0, allow_nan=False)),
    max_size=12,
)


def build(changes):
    tempo_map, beat = TempoMap(0.0, 100.0, 120.0), 0.0
    for gap_beats, tempo_bpm in changes:
        beat += gap_beats
        tempo_map.set_tempo(beat, tempo_bpm)
    return tempo_map


@given(steps, st.lists(st.floats(0.0, 120.0, allow_nan=False), min_size=2, max_size=20))
def test_time_never_runs_backwards(changes, beats):
    tempo_map = build(changes)
    beats = sorted(beats)
    times_s = [tempo_map.beat_to_s(beat) for beat in beats]
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(times_s))


@given(steps, st.floats(0.0, 120.0, allow_nan=False))
def test_seconds_to_beats_is_the_inverse(changes, beat):
    tempo_map = build(changes)
    assert tempo_map.s_to_beat(tempo_map.beat_to_s(beat)) == pytest.approx(beat, abs=1e-6)


@given(steps, st.floats(0.0, 60.0, allow_nan=False), st.floats(0.0, 60.0, allow_nan=False))
def test_forgetting_the_past_leaves_the_rest_as_it_was(changes, from_beat, further):
    tempo_map = build(changes)
    before_s = tempo_map.beat_to_s(from_beat + further)
    tempo_map.forget_before(from_beat)
    assert tempo_map.beat_to_s(from_beat + further) == before_s


def test_another_tempo_leaves_its_own_beat_where_it_was():
    tempo_map = TempoMap(0.0, 0.0, 60.0)
    tempo_map.set_tempo(2.5, 120.0)
    assert tempo_map.beat_to_s(2.5) == 2.5
    assert tempo_map.beat_to_s(3.5) == 3.0
    assert tempo_map.s_to_beat(3.0) == 3.5


@pytest.mark.parametrize("tempo_bpm", [0.0, -1.0, float("nan"), float("inf")])
def test_impossible_tempi_are_refused(tempo_bpm):
    with pytest.raises(ValueError, match="cannot be played"):
        TempoMap(0.0, 0.0, 120.0).set_tempo(1.0, tempo_bpm)
