"""Meaning beside the rules: what is added, what stays, and what is asked of the encoder."""

from __future__ import annotations

import numpy as np
import pytest

from model.music.config import TEXT_WIDTH
from model.music.plan import Plan
from model.text import complete, parse, understanding
from model.text.prompts import read_prompt
from model.text.understanding import Understanding

DESCRIBED = "an old porch and a bottle after she left me"


@pytest.fixture(scope="module")
def reader() -> Understanding:
    found = Understanding()
    found.load()
    return found


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The texts of each call of the encoder."""
    calls: list[list[str]] = []
    encode = understanding.encode

    def count(texts: list[str]) -> object:
        calls.append(texts)
        return encode(texts)

    monkeypatch.setattr(understanding, "encode", count)
    return calls


@pytest.mark.parametrize("words", ["slow blues in G", DESCRIBED, f"{DESCRIBED} at 90 bpm", "每分钟90拍", "!?"])
def test_the_vector_is_that_of_the_whole_words_and_the_encoder_is_asked_once(
    reader: Understanding, encoded: list[list[str]], words: str
) -> None:
    plan = reader.parse(words)
    assert len(encoded) == 1
    assert encoded[0][0] == words
    assert len(plan.text) == TEXT_WIDTH
    assert all(type(number) is float for number in plan.text)
    assert np.asarray(plan.text) == pytest.approx(reader.vector(words), abs=1e-4)


def test_only_the_described_part_of_words_with_numbers_tells_the_style(
    reader: Understanding, encoded: list[list[str]]
) -> None:
    with_number, without = reader.parse(f"{DESCRIBED} at 90 bpm"), reader.parse(DESCRIBED)
    assert dict(with_number.style) == pytest.approx(dict(without.style), abs=1e-4)
    assert [len(texts) for texts in encoded] == [2, 1]


@pytest.mark.parametrize("words", ["", "  \n"])
def test_no_words_have_no_vector(reader: Understanding, encoded: list[list[str]], words: str) -> None:
    assert reader.parse(words) == parse(words)
    assert not encoded


def test_without_waiting_the_rules_answer_alone(encoded: list[list[str]]) -> None:
    assert Understanding().parse(DESCRIBED, wait=False) == parse(DESCRIBED)
    assert not encoded


def test_the_vector_stays_until_other_words_come(reader: Understanding) -> None:
    blues = complete(reader.parse("slow blues"))
    assert complete(Plan(), blues).text == blues.text
    assert complete(reader.parse("metal"), blues).text == reader.parse("metal").text


def test_the_vector_is_shown_to_nobody(reader: Understanding) -> None:
    plan = reader.parse("slow blues in G")
    assert plan.to_dict() == parse("slow blues in G").to_dict()
    assert plan.describe() == parse("slow blues in G").describe()


@pytest.mark.parametrize(("words", "is_encoded"), [("slow blues", 0), ("jazz, 120, 4.5", 0), ("120 on a porch", 1)])
def test_the_encoder_can_be_left_to_words_that_the_rules_do_not_know(
    reader: Understanding, encoded: list[list[str]], words: str, is_encoded: int
) -> None:
    plan = reader.parse_if_unknown(words)
    assert len(encoded) == is_encoded
    assert bool(plan.text) == bool(is_encoded)


def test_words_that_no_rule_knows_may_mean_a_direction(reader: Understanding) -> None:
    words = "give that sax a huge megaphone"
    assert not read_prompt(words).directions
    (direction,) = read_prompt(words, reader.read).directions
    assert (direction.action, direction.parts, direction.amount) == ("volume", ("reed",), "+")


@pytest.mark.parametrize("words", ["remove the strings from the arrangement", "swap the drums out for nothing"])
def test_an_order_changes_no_style_by_its_meaning(reader: Understanding, words: str) -> None:
    said = read_prompt(words, reader.read)
    assert said.plan.excluded
    assert not said.plan.style or "style" in said.plan.assumed


def test_a_doubtful_direction_is_asked_about_and_changes_nothing(reader: Understanding) -> None:
    said = read_prompt("shave a slice off that guitar thing", reader.read)
    assert not said.directions
    assert not said.plan.parts
    assert any("did you mean “guitar" in note for note in said.notes)
    assert said.plan.unknown == ("shave a slice off that guitar thing",)


def test_talk_is_no_direction_and_names_no_style(reader: Understanding) -> None:
    said = read_prompt("my dog ate my homework", reader.read)
    assert not said.directions
    assert not said.plan.style


def test_what_is_not_wanted_describes_no_style(reader: Understanding) -> None:
    said = read_prompt("without vibrato", reader.read)
    assert not said.plan.style
    assert said.plan.unknown == ("vibrato",)
