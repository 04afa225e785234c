"""Styles that change gradually."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridge.performance.morph import Morph
from model.music.plan import Plan

ROCK = Plan(style=(("rock", 1.0),), tempo_bpm=120.0, text=(0.5,) * 32)
FUSION = Plan(style=(("jazz", 0.75), ("rock", 0.25)), tempo_bpm=90.0, text=(0.1,) * 32)


def test_half_way_both_styles_weigh_half():
    plan = Morph(ROCK, FUSION, 100.0, 10.0).plan_at(105.0, ROCK)
    assert dict(plan.style) == pytest.approx({"rock": 0.625, "jazz": 0.375})
    assert [name for name, _ in plan.style] == ["rock", "jazz"]
    assert plan.text == ()


def test_only_styles_move_and_what_was_changed_meanwhile_stays():
    changed = Plan(style=(("metal", 1.0),), tempo_bpm=77.0, parts=("drums",))
    plan = Morph(ROCK, FUSION, 0.0, 10.0).plan_at(5.0, changed)
    assert (plan.tempo_bpm, plan.parts) == (77.0, ("drums",))
    assert "metal" not in dict(plan.style)


def test_steps_too_small_to_be_heard_are_left_out():
    morph = Morph(ROCK, FUSION, 0.0, 10.0)
    assert morph.plan_at(0.0, ROCK) is None
    assert morph.plan_at(0.49, ROCK) is None
    assert morph.plan_at(0.51, ROCK) is not None
    assert morph.plan_at(0.9, ROCK) is None
    assert morph.plan_at(1.02, ROCK) is not None


def test_it_ends_at_the_target_exactly():
    morph = Morph(ROCK, FUSION, 0.0, 10.0)
    assert not morph.is_over(9.99)
    assert morph.is_over(10.0)
    assert morph.plan_at(9.9, ROCK) is not None
    assert morph.plan_at(10.0, ROCK).style == FUSION.style
    assert morph.plan_at(99.0, ROCK).style == FUSION.style


def test_a_morph_of_no_duration_is_a_jump():
    morph = Morph(ROCK, FUSION, 5.0, 0.0)
    assert morph.is_over(5.0)
    assert morph.plan_at(5.001, ROCK).style == FUSION.style


@given(st.lists(st.floats(0, 12), min_size=1, max_size=30))
def test_weights_always_sum_to_one_and_move_one_way(moments_s):
    morph = Morph(ROCK, FUSION, 0.0, 10.0)
    plans = [plan for moment_s in sorted(moments_s) if (plan := morph.plan_at(moment_s, ROCK))]
    jazz = [dict(plan.style).get("jazz", 0.0) for plan in plans]
    assert jazz == sorted(jazz)
    assert all(sum(dict(plan.style).values()) == pytest.approx(1.0) for plan in plans)
