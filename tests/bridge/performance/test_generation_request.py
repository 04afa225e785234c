"""Controls worked into the plan."""

import pytest

from bridge.performance.generation_request import SHEDDING_ORDER, make_generation_request, thinned
from bridge.settings.controls import Controls
from model.music.config import PARTS
from model.music.generation_options import GenerationOptions
from model.music.plan import Plan

PLAN = Plan(style=(("funk_soul", 1.0),), parts=("drums", "bass", "brass"), excluded=("piano", "strings"), energy=0.4)


def with_values(**values):
    controls = Controls()
    for name, value in values.items():
        controls = controls.with_value(name, value)
    return controls


def test_controls_that_nobody_set_leave_the_plan():
    desired = make_generation_request(PLAN, Controls())
    assert desired.plan == PLAN
    assert desired.options == GenerationOptions(guidance=1.5)
    assert (desired.swing, desired.humanise) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("name", "value"), [("energy", 0.0), ("density", 2.0), ("register", -0.5), ("swing", 0.0), ("articulation", 1.0)]
)
def test_a_scale_replaces_what_the_words_said_even_at_zero(name, value):
    desired = make_generation_request(PLAN, with_values(**{name: value}))
    assert getattr(desired.plan, name) == value
    assert desired.plan.parts == PLAN.parts


def test_the_players_energy_counts_where_no_control_says_otherwise():
    assert make_generation_request(PLAN, Controls(), player_energy=0.9).plan.energy == 0.9
    assert make_generation_request(PLAN, Controls(), player_energy=0.0).plan.energy == 0.0
    assert make_generation_request(PLAN, with_values(energy=0.2), player_energy=0.9).plan.energy == 0.2


def test_a_part_switched_on_joins_even_where_words_excluded_it():
    desired = make_generation_request(PLAN, Controls().with_part("piano", "on", 1).with_part("bass", "on", 1))
    assert desired.plan.parts == ("drums", "bass", "brass", "piano")
    assert desired.plan.excluded == ("strings",)
    assert desired.options.resting == frozenset()


def test_a_part_switched_off_rests_and_stays_in_the_band():
    desired = make_generation_request(PLAN, Controls().with_part("bass", "on", 0).with_part("piano", "on", 0))
    assert desired.plan.parts == PLAN.parts
    assert desired.options.resting == {"bass", "piano"}


def test_directions_take_chords_densities_and_how_freely_it_is_drawn():
    controls = with_values(temperature=0.5, guidance=1.0, scale_lock=1, humanise=0.25, swing=0.75)
    controls = controls.with_part("piano", "density", 2.0).with_part("bass", "density", 0.5).with_part("pad", "on", 1)
    desired = make_generation_request(PLAN, controls, ((0, 7),))
    assert desired.options == GenerationOptions(
        temperature=0.5,
        guidance=1.0,
        is_scale_locked=True,
        chords=((0, 7),),
        densities={"bass": 0.5, "piano": 2.0},
    )
    assert (desired.swing, desired.humanise) == (0.75, 0.25)


def test_equal_controls_make_equal_wishes_in_whatever_order_they_were_set():
    one = Controls().with_part("piano", "density", 2.0).with_part("bass", "density", 0.5)
    other = Controls().with_part("bass", "density", 0.5).with_part("piano", "density", 2.0)
    assert make_generation_request(PLAN, one) == make_generation_request(PLAN, other)


def test_parts_rest_in_order_and_drums_and_bass_never():
    plan = Plan(parts=PARTS)
    assert thinned(plan, 0) == frozenset()
    assert thinned(plan, 2) == {"sfx", "effects"}
    assert thinned(plan, 99) == set(PARTS) - {"drums", "bass"} == set(SHEDDING_ORDER)
    assert thinned(PLAN, 1) == {"brass"}
    assert thinned(Plan(parts=("drums", "bass")), 5) == frozenset()
