"""Where a bar stands once live cues are followed, and what is played there."""

from __future__ import annotations

import pytest

from model.engine.cues import cued_bar, in_break, is_after_end, section_start
from model.engine.engine import SHIPPED_MODEL, Engine
from model.engine.generator import Generator
from model.music.form import parse_form
from model.music.generation_options import BREAK, ENDING, FILL, SECTION, Cue, GenerationOptions
from model.music.plan import Plan
from model.text import complete

FORM = parse_form("intro 2, verse 8, chorus 8, verse 8, bridge 4")
ROCK = complete(Plan(style=(("rock", 1.0),), parts=("drums", "bass", "guitar"), groove="rock-eighths", form=str(FORM)))


@pytest.mark.parametrize(
    ("name", "start"), [("verse", 2), ("chorus", 10), ("bridge", 26), ("intro", 0), ("head", 2), ("next", 10)]
)
def test_sections_are_found_by_name(name: str, start: int) -> None:
    assert section_start(FORM, name, 5) == start


def test_a_form_of_one_section_has_its_beginning_for_a_chorus() -> None:
    assert section_start(parse_form("A 12"), "chorus", 7) == 0


def test_a_jump_goes_on_from_its_section_and_a_second_from_there() -> None:
    jump = Cue(SECTION, 4, name="bridge")
    assert [cued_bar(bar, FORM, (jump,)).number for bar in (3, 4, 7)] == [3, 26, 29]
    again = (jump, Cue(SECTION, 8, name="next"))
    assert FORM.place(cued_bar(8, FORM, again).number).section.name == "verse"


def test_an_ending_is_the_last_section_and_stays() -> None:
    ending = (Cue(ENDING, 6, 2),)
    places = [cued_bar(bar, FORM, ending) for bar in (5, 6, 7, 9)]
    assert places[0].form is None
    assert places[1].form is not None
    form = parse_form(places[1].form)
    assert [form.place(place.number).section.name for place in places[1:]] == ["ending"] * 3
    assert [is_after_end(bar, ending) for bar in (7, 8)] == [False, True]


def test_a_break_lasts_as_long_as_it_says() -> None:
    assert [in_break(bar, (Cue(BREAK, 3, 2),)) for bar in (2, 3, 4, 5)] == [False, True, True, False]


@pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason=f"there is no {SHIPPED_MODEL.name} yet")
def test_the_generator_plays_a_fill_a_jump_and_an_ending_where_they_are_cued() -> None:
    cues = (Cue(FILL, 1), Cue(SECTION, 2, name="chorus"), Cue(ENDING, 4, 2))
    generator = Generator(Engine.load(), ROCK, seed=3, options=GenerationOptions(guidance=1.0, cues=cues))
    arranged = []
    for _ in range(6):
        arranged.append(generator.arrangement)
        assert generator.next_bar().notes
    assert [bar.is_fill for bar in arranged] == [False, True, False, False, False, False]
    assert [bar.place.section.name for bar in arranged] == ["intro", "intro", "chorus", "chorus", "ending", "ending"]
    assert arranged[5].is_over


def test_no_fills_are_played_where_none_are_wanted() -> None:
    engine = Engine.load()
    plan = complete(Plan(style=(("rock", 1.0),), groove="rock-eighths", form="A 4"))
    n_fills = {}
    for fills in (0.0, 1.0, 2.0):
        generator = Generator(engine, plan, seed=3, options=GenerationOptions(guidance=1.0, fills=fills))
        n_fills[fills] = sum(generator._planner.arranged(bar).is_fill for bar in range(64))
    assert n_fills[0.0] == 0
    assert 0 < n_fills[1.0] <= n_fills[2.0]
