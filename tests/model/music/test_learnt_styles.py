"""Learnt styles by name: their files, blends and words."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from model.music.learnt_styles import (
    MANIFEST,
    LearntStyle,
    LearntStyleError,
    check_name,
    find,
    names,
    read_learnt_style,
    shipped,
)
from model.text import complete, parse
from model.text.styles import style_weights, usual
from model.text.understanding import Understanding

ANNA = LearntStyle(
    "anna", (("folk", 0.6), ("country", 0.4)), 84.0, "minor", "3/4", ("guitar", "strings"), "0", 9, 8000, 3.1, 2.9
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIDEMAN_STYLES", str(tmp_path))
    return tmp_path


def write(folder: Path, text: str, name: str = "anna") -> Path:
    path = folder / f"{name}.style"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(MANIFEST, text)
    return path


def test_a_style_is_found_by_its_name(folder: Path) -> None:
    assert find("anna") is None
    write(folder, ANNA.to_json())
    assert find("anna") == ANNA
    assert names() == ["anna"]
    assert find("../anna") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0.6", "-1"),
        ('"folk"', '"polk"'),
        ('"minor"', '"odd"'),
        ('"guitar"', '"banjoo"'),
        ("84.0", "0"),
        ("3/4", "3/5"),
    ],
)
def test_a_file_that_was_edited_wrongly_is_none(folder: Path, old: str, new: str) -> None:
    path = write(folder, ANNA.to_json().replace(old, new))
    assert find("anna") is None
    assert names() == []
    with pytest.raises(LearntStyleError, match=r"anna\.style is no learnt style or is damaged"):
        read_learnt_style(path)


def test_a_file_of_another_name_is_refused(folder: Path) -> None:
    with pytest.raises(LearntStyleError, match=r"call the file anna\.style"):
        read_learnt_style(write(folder, ANNA.to_json(), "berta"))


@pytest.mark.parametrize("name", ["", "Anna", "a b", "../x", "ä", "a" * 33, "jazz", "1st"])
def test_names_that_cannot_be_given(name: str) -> None:
    with pytest.raises(LearntStyleError):
        check_name(name)


def test_blends(folder: Path) -> None:
    with pytest.raises(ValueError, match="there is no style 'anna'"):
        style_weights([("anna", 1.0)])
    write(folder, ANNA.to_json())
    blend = style_weights([("jazz", 3.0), ("anna", 7.0)])
    assert blend == (("anna", 0.7), ("jazz", 0.3))
    assert dict(shipped(blend, "pop")) == pytest.approx({"folk": 0.42, "country": 0.28, "jazz": 0.3})
    assert shipped((("gone", 1.0),), "pop") == (("pop", 1.0),)
    with pytest.raises(ValueError, match="did you mean anna"):
        style_weights([("ana", 1.0)])


def test_what_is_usual(folder: Path) -> None:
    write(folder, ANNA.to_json())
    plan = complete(parse("in the style of anna"))
    assert plan.style == (("anna", 1.0),)
    assert (plan.tempo_bpm, str(plan.metre), plan.key and plan.key.mode) == (84.0, "3/4", "minor")
    assert {"guitar", "strings"} <= set(plan.parts)
    assert usual(plan.style).tempo_bpm == pytest.approx(84.0)


@pytest.mark.parametrize(
    ("words", "style", "tempo_bpm"),
    [
        ("play like anna at 90", {"anna": 1.0}, 90.0),
        ("Anna's style, but with jazz", {"anna": 0.5, "jazz": 0.5}, None),
        ("slow, in the style of anna", {"anna": 1.0}, 68.0),
        ("像anna一样", {"anna": 1.0}, None),
        ("anna style 120 bpm", {"anna": 1.0}, 120.0),
        ("a song for anna, reggae", {"reggae": 1.0}, None),
        ("like annabel", {}, None),
    ],
)
def test_words(folder: Path, words: str, style: dict[str, float], tempo_bpm: float | None) -> None:
    write(folder, ANNA.to_json())
    plan = Understanding().parse(words, wait=False)
    assert dict(plan.style) == pytest.approx(style)
    assert plan.tempo_bpm == tempo_bpm
    if "anna" in style:
        assert plan.unknown == ()
