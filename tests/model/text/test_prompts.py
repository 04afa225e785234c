"""How much of unseen prompts is understood: the table in prompts.csv, written before anything was trained on words.

Half of its prompts are paraphrases that name no style, so that only their meaning can tell it.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from model.corpus.caption_words import STYLE_WORDS
from model.music.config import PARTS, STYLES
from model.text import parse
from model.text.style_phrases import STYLE_PHRASES
from model.text.understanding import Understanding
from model.text.words import phrases

TABLE = Path(__file__).with_name("prompts.csv")
WORDINGS = TABLE.with_name("wordings.csv")  # the rules were made with these in view: every one must hold


@cache
def rows(table: Path = TABLE) -> list[dict[str, str]]:
    """All prompts of a table, and what is right for each."""
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_kind(kind: str) -> list[dict[str, str]]:
    return [row for row in rows() if row["kind"] == kind]


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    found = Understanding()
    found.load()
    return found


def expected_facts(row: dict[str, str]) -> dict[str, object]:
    parts = row["parts"].split()
    rest = [part for part in PARTS if part not in parts]
    return {
        "tempo_bpm": float(row["tempo_bpm"]) if row["tempo_bpm"] else None,
        "key": row["key"] or None,
        "metre": row["metre"] or None,
        "parts": parts,
        "excluded": rest if row["excluded"] == "rest" else row["excluded"].split(),
    }


def test_the_table_is_large_and_in_two_languages() -> None:
    assert len(rows()) >= 200
    assert len({row["prompt"] for row in rows()}) == len(rows())
    assert len(of_kind("paraphrase")) * 2 >= len(rows())
    assert sum(row["language"] == "zh" for row in rows()) >= 60
    styles = {row["style"] for row in of_kind("paraphrase")}
    assert styles == set(STYLES)


def test_paraphrases_share_no_style_word_with_what_was_learnt() -> None:
    words = {word.strip().lower() for row in STYLE_WORDS.values() for listing in row for word in phrases(listing)}
    words = {re.sub(r"^(a|an|the) ", "", word) for word in words}
    any_word = re.compile(rf"(?<![a-z])({'|'.join(map(re.escape, words))})(?![a-z])")
    sentences = {line.lower() for block in STYLE_PHRASES.values() for line in block}
    for row in of_kind("paraphrase"):
        said = row["prompt"].lower()
        assert said not in sentences
        assert not any_word.search(said), said
        assert parse(row["prompt"]).style == (), said


@pytest.mark.parametrize("row", rows(WORDINGS), ids=[row["prompt"] for row in rows(WORDINGS)])
def test_wordings_are_read(row: dict[str, str]) -> None:
    plan = parse(row["prompt"]).to_dict()
    expected = expected_facts(row)
    assert {name: plan[name] for name in expected} == expected


def test_facts_are_read() -> None:
    n_facts, wrong = 0, []
    for row in of_kind("facts"):
        plan = parse(row["prompt"]).to_dict()
        for name, value in expected_facts(row).items():
            n_facts += 1
            if plan[name] != value:
                wrong.append((row["prompt"], name, plan[name], value))
    assert 1 - len(wrong) / n_facts >= 0.98, wrong


def ranks(kind: str, understanding: Understanding) -> list[int]:
    """For each prompt of a kind that has a style, the place of the right one; 99 when it is missing."""
    found = []
    for row in of_kind(kind):
        if row["style"]:
            said = [name for name, _ in understanding.parse(row["prompt"]).style]
            right = row["style"].split("/")
            found.append(next((i for i, name in enumerate(said) if name in right), 99))
    return found


def test_styles_that_are_named_are_found(understanding: Understanding) -> None:
    places = ranks("facts", understanding)
    assert sum(place == 0 for place in places) / len(places) >= 0.98


def test_styles_that_are_only_described_are_found(understanding: Understanding) -> None:
    places = ranks("paraphrase", understanding)
    assert sum(place == 0 for place in places) / len(places) >= 0.88
    assert sum(place < 3 for place in places) / len(places) >= 0.97


def test_no_style_where_the_words_say_none(understanding: Understanding) -> None:
    silent = [row["prompt"] for row in of_kind("facts") if not row["style"]]
    wrong = [prompt for prompt in silent if understanding.parse(prompt).style]
    assert len(wrong) <= 0.1 * len(silent), wrong
