"""When a direction is to happen: after bars, at, in, after and until sections; and what only looks like that."""

from __future__ import annotations

import pytest

from model.text.direction_moments import timed
from model.text.prompts import read_words


@pytest.mark.parametrize(
    ("words", "directions"),
    [
        ("after four bars drums in", [("on drums", "bars 4", "")]),
        ("in two bars' time, half time", [("tempo 0.5", "bars 2", "")]),
        ("after 8 bars, drums in and bass out", [("on drums", "bars 8", ""), ("off bass", "bars 8", "")]),
        ("drums out in four bars", [("off drums", "bars 4", "")]),
        ("four bars from now, drop the bass", [("off bass", "bars 4", "")]),
        ("drums louder from the next bar on", [("volume + drums", "bars 1", "")]),
        ("ending after eight bars", [("ending", "bars 8", "")]),
        ("四小节后鼓进来", [("on drums", "bars 4", "")]),
        ("bring the strings in at the chorus", [("on strings", "section chorus", "")]),
        ("when the chorus comes bring in the brass", [("on brass", "section chorus", "")]),
        ("bass solo in the bridge", [("solo bass", "section bridge", "*")]),
        ("verse quieter, chorus louder", [("volume -", "section verse", "*"), ("volume +", "section chorus", "*")]),
        ("副歌的时候大声点", [("volume +", "section chorus", "*")]),
        ("after the intro, faster", [("tempo +", "after intro", "")]),
        ("piano out until the chorus", [("off piano", "", "chorus")]),
        ("jazz, louder in the chorus", [("volume +", "section chorus", "*")]),
    ],
)
def test_a_moment_goes_with_its_directions(words, directions):
    read = read_words(words)
    assert [(each.describe(), each.when, each.until) for each in read.directions] == directions
    assert read.plan.unknown == ()


@pytest.mark.parametrize(
    ("words", "directions"),
    [
        ("slow down in four bars", ["ritardando"]),  # over four bars
        ("drums out for four bars", ["off drums"]),
        ("fill in the next bar", ["fill now drums"]),
        ("build into the chorus", ["build"]),
        ("go to the chorus", ["section chorus"]),
        ("chorus", ["section chorus"]),
        ("after four bars of jazz", []),
        ("verse, chorus, verse", []),
        ("12 bars of blues", []),
    ],
)
def test_what_names_no_moment_is_read_as_before(words, directions):
    read = read_words(words)
    assert [each.describe() for each in read.directions] == directions
    assert not any(each.when or each.until for each in read.directions)


def test_a_form_stays_a_form():
    assert read_words("verse, chorus, verse").plan.form == "verse 8, chorus 8, verse 8"


@pytest.mark.parametrize("words", ["in 0 bars drums out", "after 99 bars drums out"])
def test_bars_out_of_reach_are_no_moment(words):
    assert timed(words) == []


def test_a_direction_shows_its_moment_as_json():
    (direction,) = read_words("piano out until the chorus").directions
    assert (direction.to_dict()["when"], direction.to_dict()["until"]) == (None, "chorus")
