"""Every word of a prompt is used, ignored as grammar, followed as a direction, or listed; every known name is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.music.config import PARTS
from model.text import complete
from model.text.direction_table import direction_table
from model.text.genre_words import NAME_ROWS, NameRow
from model.text.prompt_parts import PromptParts
from model.text.prompts import read_prompt
from model.text.rules import read, vocabulary
from model.text.tables import read_table
from model.text.words import Role, phrases

_NONSENSE = st.text("bcdfghklmnprtvwxz", min_size=6, max_size=9).map(lambda text: f"q{text}x")
_SENSE = st.sampled_from(
    [
        "jazz",
        "slow blues",
        "in G",
        "at 96 bpm",
        "no drums",
        "with piano",
        "drums softer",
        "an octave up",
        "drum fill",
        "to the chorus",
        "waltz",
        "like Miles Davis",
        "happy",
        "3/4",
        "and",
        "but",
        "the",
        "please",
        "again",
        "chords: Am F C G",
        "AABA",
        "string quartet",
        "no hi-hats",
        "organ instead of piano",
        "爵士",
        "不要鼓",
        "快一点",
        "慢板",
        "降B大调",
        "结束吧",
    ]
)


def _is_listed(word: str, said: PromptParts) -> bool:
    return any(word in each for each in (*said.plan.unknown, *said.notes))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(_SENSE, _NONSENSE), min_size=1, max_size=8), st.sampled_from([" ", ", ", "; "]))
def test_what_nothing_reads_is_listed(pieces: list[str], between: str) -> None:
    said = read_prompt(between.join(pieces))
    for piece in pieces:
        if piece.startswith("q") and piece.endswith("x"):
            assert _is_listed(piece, said), (said.plan.unknown, said.directions)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(sorted({" ".join(key) for key in vocabulary()})), min_size=1, max_size=4))
def test_words_of_the_vocabulary_are_accounted_for(words: list[str]) -> None:
    """What the rules do not know of a prompt is unknown, part of a groove's name, harmony, form or direction."""
    text = ", ".join(words)
    said = read_prompt(text)
    if said.directions or said.plan.progression or said.plan.form or said.plan.groove:
        return
    for item in read(text):
        if item.meaning.role is Role.UNKNOWN and any(token.is_word for token in item.tokens):
            assert _is_listed("".join(token.raw for token in item.tokens if token.is_word), said), text


@pytest.mark.parametrize("row", NAME_ROWS, ids=[phrases(row.listing)[0] for row in NAME_ROWS])
def test_every_genre_dance_and_ensemble_of_the_list_is_read(row: NameRow) -> None:
    for name in phrases(row.listing):
        said = read_prompt(name)
        whole = complete(said.plan)
        assert not said.plan.unknown, name
        assert not said.directions, name
        assert not said.notes, name
        styles = {style for style, _ in said.plan.style or (whole.style if said.plan.groove else ())}
        assert not row.style or styles & set(row.style), (name, styles)
        assert row.metre in (None, str(whole.metre)), name
        assert set(row.parts) <= set(whole.parts), (name, whole.parts)


def test_the_general_list_is_long_enough_and_in_two_languages() -> None:
    names = [phrases(row.listing) for row in NAME_ROWS]
    assert len(names) >= 400
    assert all(any(not name.isascii() for name in each) and any(name.isascii() for name in each) for each in names)


def test_no_word_of_a_direction_vanishes() -> None:
    """The small words that directions leave out name nothing."""
    meanings = vocabulary()
    small = [key for key, (kind, _) in direction_table().words.items() if kind == "small"]
    for key in small:
        meaning = meanings.get(key)
        assert meaning is None or not (meaning.style or meaning.parts or meaning.key or meaning.metre), key


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("artists", ("style", "words")),
        ("genres", ("style", "words")),
        ("parts", ("kind", "parts", "words")),
        ("styles", ("style", "usual_bpm", "parts", "metre", "words")),
        ("names", ("kind", "style", "metre", "parts", "words")),
    ],
)
def test_tables_name_styles_and_parts_that_exist(name: str, columns: tuple[str, ...]) -> None:
    from model.text.styles import style_weights
    from model.text.tables import parts, weights

    for row in read_table(name, columns):
        if row.get("style"):
            assert style_weights(weights(row["style"]).items())
        assert set(parts(row.get("parts", ""))) <= set(PARTS)


def test_a_table_that_is_not_well_formed_is_named_with_its_line() -> None:
    with pytest.raises(ValueError, match=r"eras.csv, line 1: the columns are era, words; expected age, words"):
        read_table("eras", ("age", "words"))


@pytest.mark.parametrize(
    ("words", "note"),
    [("hip hpo", "hip hpo was read as hip hop"), ("tecnopop", None), ("jazz movie move", None)],
)
def test_near_spellings_are_read_or_asked_about(words: str, note: str | None) -> None:
    notes = read_prompt(words).notes
    assert note is None or note in notes
    assert not any("move was read" in each for each in notes)


def test_what_is_in_doubt_is_asked() -> None:
    said = read_prompt("melokid")
    assert said.plan.unknown == ("melokid",)
    assert said.notes == () or "did you mean" in said.notes[0]
