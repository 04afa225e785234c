"""The groove of a plan that names none fits its tempo, its style and its band."""

from __future__ import annotations

import pytest

from model.music.grooves.book import groove_book
from model.text import complete, parse
from model.text.groove_choice import drawn_groove


@pytest.mark.parametrize("words", ["slow smoky blues in A, brushes, no piano", "folk with drums", "jazz", "slow rock"])
def test_a_band_with_drums_and_bass_gets_a_groove_that_has_both(words: str) -> None:
    plan = complete(parse(words))
    assert {"drums", "bass"} <= set(plan.parts)
    assert {"drums", "bass"} <= set(groove_book().get(plan.groove or "").band)


def test_a_drawn_groove_seldom_leaves_drums_without_a_pattern() -> None:
    plan = complete(parse("blues at 100 with drums and bass"))
    drawn = [groove_book().get(drawn_groove(plan, seed) or "") for seed in range(200)]
    assert len({groove.name for groove in drawn}) > 1
    assert sum("drums" not in groove.band for groove in drawn) <= 10


def test_the_most_typical_of_equally_fitting_grooves_is_the_usual_one() -> None:
    assert complete(parse("blues at 120")).groove == "shuffle-blues"
    assert complete(parse("jazz at 150")).groove == "swing"
    assert complete(parse("jazz ballad")).groove == "jazz-ballad"
