"""Forms: how they are written, and which bar stands where."""

from __future__ import annotations

import pytest

from model.music.form import NAMED_FORMS, Form, FormError, Section, parse_form


def names(form: Form, n_bars: int) -> list[str]:
    return [form.place(bar).section.name for bar in range(n_bars)]


@pytest.mark.parametrize("name", NAMED_FORMS)
def test_every_named_form_can_be_read(name: str) -> None:
    assert parse_form(name).n_bars == parse_form(name.upper()).n_bars > 0


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("AAB", [("a", 8), ("a", 8), ("b", 8)]),
        ("A 12", [("a", 12)]),
        ("AB 4", [("a", 4), ("b", 4)]),
        ("intro, verse 8; chorus", [("intro", 2), ("verse", 8), ("chorus", 8)]),
        ("intro 4 | A 8 | ending 2", [("intro", 4), ("a", 8), ("ending", 2)]),
        ("pre chorus 4, chorus 8", [("pre chorus", 4), ("chorus", 8)]),
        ("前奏 4, 主歌 8", [("前奏", 4), ("主歌", 8)]),
    ],
)
def test_forms_are_read_as_they_are_written(text: str, sections: list[tuple[str, int]]) -> None:
    assert parse_form(text).sections == tuple(Section(*section) for section in sections)
    assert parse_form(str(parse_form(text))) == parse_form(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("A 0", "0 bars"),
        ("A 65", "1 to 64"),
        ("A 8, intro 2", "at the beginning"),
        ("ending 2, A 8", "nothing can follow"),
        ("intro 4", "besides the intro"),
        ("8", "not a recognised section"),
        ("A 8, ?!", "not a recognised section"),
        ("A" * 65, "64 are the most"),
    ],
)
def test_what_is_no_form_gets_a_sentence(text: str, says: str) -> None:
    with pytest.raises(FormError, match=says):
        parse_form(text)


def test_the_body_comes_again_and_the_intro_does_not() -> None:
    form = parse_form("intro 1, A 2, B 1")
    assert names(form, 10) == ["intro", "a", "a", "b", "a", "a", "b", "a", "a", "b"]
    later = form.place(8)
    assert (later.section.name, later.bar, later.cycle, later.start) == ("a", 1, 2, 7)


def test_a_form_with_an_ending_is_over_once() -> None:
    assert names(parse_form("A 2, ending 2"), 6) == ["a", "a", "ending", "ending", "ending", "ending"]
