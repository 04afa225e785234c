"""What directions do to the plan and the controls."""

from __future__ import annotations

import pytest

from bridge.performance.direction_effects import follow_directions
from bridge.settings.controls import Controls
from model.music.keys import Key
from model.music.plan import Plan
from model.text import complete, parse
from model.text.prompts import read_words

PLAYING = complete(parse("rock in A minor at 120"))


def followed(words: str, plan: Plan = PLAYING) -> tuple[Plan, list[str | None]]:
    effect = follow_directions(read_words(words).directions, plan, Controls())
    return effect.plan, [result for _, result in effect.results]


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("more jazz", {"rock": 0.65, "jazz": 0.35}),
        ("a bit more jazz in it", {"rock": 0.825, "jazz": 0.175}),
        ("a lot jazzier", {"rock": 0.3, "jazz": 0.7}),
        ("更爵士一点", {"rock": 0.65, "jazz": 0.35}),
    ],
)
def test_more_of_a_style_is_mixed_in(words: str, style: dict[str, float]) -> None:
    plan, results = followed(words)
    assert dict(plan.style) == pytest.approx(style)
    assert results == ["done"]
    assert plan.tempo_bpm == PLAYING.tempo_bpm


def test_less_of_a_style_gives_way_to_the_others() -> None:
    blend = complete(parse("70% rock 30% funk"))
    plan, _ = followed("less rock more funk", blend)
    assert dict(plan.style)["funk_soul"] > 0.6
    plan, results = followed("less jazz", blend)
    assert plan == blend
    assert results[0] is not None
    assert results[0].startswith("not done")
    assert followed("less rock")[0] == PLAYING, "the last style stays"


def test_the_relative_key() -> None:
    plan, _ = followed("relative major")
    assert plan.key == Key.parse("C major")
    assert followed("relative minor", plan)[0].key == Key.parse("A minor")


def test_another_mode_on_the_same_tonic() -> None:
    plan, _ = followed("relative major")
    minor, _ = followed("go minor", plan)
    assert minor.key == Key.parse("C minor")
    assert followed("make it minor", minor)[0].key == minor.key  # it is
    assert followed("change to the parallel major", minor)[0].key == Key.parse("C major")


def test_more_of_a_style_where_nothing_plays_is_that_style() -> None:
    from model.text.prompts import read_prompt

    assert read_prompt("more funk").plan.style == (("funk_soul", 1.0),)
    assert read_prompt("rock, a bit more funk").plan.style == (("rock", 1.0),)


@pytest.mark.parametrize(
    "words", ["stay on one chord", "richer chords", "arpeggiate the chords", "hold the last chord"]
)
def test_what_words_cannot_change_is_said(words: str) -> None:
    plan, results = followed(words)
    assert plan == PLAYING
    assert results[0] is not None
    assert results[0].startswith("not done: ")
