"""Chord symbols as musicians write them, and progressions of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.music.chord_symbols import (
    MAX_CHORDS,
    chord_name,
    describe_simplifications,
    is_resting,
    read_chord,
    read_chords,
    without_rest,
)
from model.music.config import N_CHORDS, N_QUALITIES, NO_CHORD, QUALITIES


@pytest.mark.parametrize("chord", range(NO_CHORD))
def test_every_chord_is_read_back_from_its_name(chord: int) -> None:
    assert read_chord(chord_name(chord)) == chord


def test_no_chord_has_a_name_that_is_not_read() -> None:
    assert chord_name(N_CHORDS - 1) == "N.C."
    with pytest.raises(ValueError, match="not a recognised chord"):
        read_chord("N.C.")


@pytest.mark.parametrize(
    ("symbol", "nearest"),
    [
        ("CM7", "Cmaj7"),
        ("Cm7", "Cm7"),
        ("Cmaj7", "Cmaj7"),
        ("CMaj7", "Cmaj7"),
        ("CMAJ9", "Cmaj7"),
        ("CΔ", "Cmaj7"),
        ("CΔ7", "Cmaj7"),
        ("CM", "C"),
        ("CMin7", "Cm7"),
        ("c", "C"),
        ("b", "B"),
        ("bb", "Bb"),
        ("B♭m", "Bbm"),
        ("Cb", "B"),
        ("E#", "F"),
        ("F♯ø7", "F#dim"),
        ("Bo7", "Bdim"),
        ("B°", "Bdim"),
        ("A7(b9)", "A7"),
        ("G7#11", "G7"),
        ("G9sus4", "Gsus4"),
        ("Gsus", "Gsus4"),
        ("Gsus2", "G"),
        ("D-7", "Dm7"),
        ("Caug", "C"),
        ("C+", "C"),
        ("C6", "C"),
        ("Am/G", "Am"),
        (" Dm7/C ", "Dm7"),
    ],
)
def test_a_symbol_is_read_as_the_nearest_chord_known(symbol: str, nearest: str) -> None:
    assert chord_name(read_chord(symbol)) == nearest


@pytest.mark.parametrize("symbol", ["", "H", "Cfoo", "C//G", "/G", "Am Dm", "7", "C/", "x" * 500])
def test_what_is_no_chord_is_said_so_in_a_sentence(symbol: str) -> None:
    with pytest.raises(ValueError, match="is not a recognised chord; write it like") as caught:
        read_chord(symbol)
    assert len(str(caught.value)) < 120


@given(st.text(max_size=12))
def test_any_text_is_a_chord_or_a_value_error(text: str) -> None:
    try:
        chord = read_chord(text)
    except ValueError:
        return
    assert 0 <= chord < NO_CHORD
    assert divmod(chord, N_QUALITIES)[1] < len(QUALITIES)


def names(pairs: tuple[tuple[int, int], ...]) -> list[tuple[str, ...]]:
    return [tuple(map(chord_name, pair)) for pair in pairs]


def test_progressions_are_a_pair_for_each_bar() -> None:
    assert names(read_chords("Am F")) == [("Am", "Am"), ("F", "F")]
    assert names(read_chords("| Am, F | C |")) == [("Am", "Am"), ("F", "F"), ("C", "C")]
    assert names(read_chords("Am F", 2.0)) == [("Am", "Am")] * 2 + [("F", "F")] * 2
    assert names(read_chords("Am F", 0.5)) == [("Am", "F")]


def test_an_odd_number_of_half_bars_goes_round_twice() -> None:
    assert names(read_chords("Am F C", 0.5)) == [("Am", "F"), ("C", "Am"), ("F", "C")]
    assert names(read_chords("Am", 1.5)) == [("Am", "Am")] * 3


@given(st.lists(st.sampled_from("ABCDEFG"), min_size=1, max_size=MAX_CHORDS), st.integers(1, 16))
def test_a_progression_holds_each_chord_so_long(symbols: list[str], n_halves: int) -> None:
    pairs = read_chords(" ".join(symbols), n_halves / 2)
    halves = [chord for pair in pairs for chord in pair]
    once = [read_chord(symbol) for symbol in symbols for _ in range(n_halves)]
    assert halves == once * (len(halves) // len(once))
    assert len(halves) in (len(once), 2 * len(once))


@pytest.mark.parametrize("text", ["", " | , "])
def test_nothing_is_no_progression(text: str) -> None:
    with pytest.raises(ValueError, match="no chords were given"):
        read_chords(text)


def test_too_many_chords_are_refused() -> None:
    assert len(read_chords("C " * MAX_CHORDS)) == MAX_CHORDS
    with pytest.raises(ValueError, match="129 chords are too many"):
        read_chords("C " * (MAX_CHORDS + 1))


@pytest.mark.parametrize("bars_each", [0.0, -1.0, 0.25, 0.75, 8.5, 1e9, math.inf, -math.inf, math.nan])
def test_a_chord_holds_half_bars_up_to_eight(bars_each: float) -> None:
    with pytest.raises(ValueError, match="a chord holds"):
        read_chords("C", bars_each)


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("Am F C-G7", "Am Am F F C G7"),
        ("| Am | F | % | G |", "Am Am F F F F G G"),
        ("[Am] [F]", "Am Am F F"),
        ("C:min7 F:maj7", "Cm7 Cm7 Fmaj7 Fmaj7"),
        ("F6/9 Cm(maj7)", "F F Cm Cm"),
        ("C-7 F7", "Cm7 Cm7 F7 F7"),
        ("|: Am / / / | F | % | N.C. :|", "Am Am F F F F N.C. N.C."),
        ("N.C. C G/B", "N.C. N.C. C C G G"),
        ("C N.C. % C", "C C N.C. N.C. N.C. N.C. C C"),
        ("Caug Csus2 Cmaj9", "C C C C Cmaj7 Cmaj7"),
        ("Am F C G7alt", "Am Am F F C C G7 G7"),
    ],
)
def test_chords_are_read_as_charts_write_them(text: str, halves: str) -> None:
    assert [chord_name(chord) for pair in read_chords(text) for chord in pair] == halves.split()


def test_what_is_not_played_as_written_is_said() -> None:
    assert describe_simplifications(["Am", "F", "%", "C-G7", "Bb-7"]) == ""
    said = describe_simplifications(["G/B", "Caug", "Csus2", "C6/9", "Cm7b5", "N.C."])
    assert said.startswith("played as the nearest chord that is known: G/B as G, Caug as C, Csus2 as C")
    assert "N.C." not in said  # it is played as written


def test_under_no_chord_the_chord_beside_it_is_kept_for_the_drums() -> None:
    pairs = read_chords("Am N.C. F")
    assert [[is_resting(chord) for chord in pair] for pair in pairs] == [[False] * 2, [True] * 2, [False] * 2]
    assert [chord_name(without_rest(first)) for first, _ in pairs] == ["Am", "Am", "F"]


def test_signs_alone_are_no_chords() -> None:
    with pytest.raises(ValueError, match="no chord was given beside %"):
        read_chords("% N.C.")
