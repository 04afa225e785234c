"""Form, chords, fills and returns of arrangements; pure, so without any network."""

from __future__ import annotations

from itertools import pairwise

import pytest

from model.engine.arrangement import Arrangement, ArrangementInputs
from model.engine.engine import Engine
from model.music.chord_symbols import chord_name
from model.music.config import PARTS, STYLES
from model.music.grooves.book import groove_book
from model.music.grooves.progressions import read_progression
from model.music.modes import in_mode
from model.music.transposing import transpose_chord


@pytest.fixture(scope="module")
def arrangement() -> Arrangement:
    return Arrangement(Engine.load().chords, groove_book(), seed=3)


def asked(style: str = "pop", mode: int = 0, **said: object) -> ArrangementInputs:
    return ArrangementInputs(tuple(float(name == style) for name in STYLES), mode, **{"metre": (4, 4)} | said)  # type: ignore[arg-type]


def names(arrangement: Arrangement, what: ArrangementInputs, n_bars: int) -> list[str]:
    return [chord_name(arrangement.chords(bar, what)[0]) for bar in range(n_bars)]


def test_a_blues_has_the_chords_of_a_blues_in_its_twelve_bars(arrangement: Arrangement) -> None:
    blues = asked("blues", groove="shuffle-blues")
    twelve = ["C7"] * 4 + ["F7"] * 2 + ["C7"] * 2 + ["G7", "F7", "C7"]
    assert names(arrangement, blues, 11) == twelve
    assert names(arrangement, blues, 24)[12:23] == twelve, "and in the next chorus"


def test_sections_of_one_name_have_the_same_chords(arrangement: Arrangement) -> None:
    song = asked(form="AABA")
    chords = names(arrangement, song, 32)
    assert chords[:8] == chords[8:16] == chords[24:]
    assert chords[16:24] != chords[:8]


def test_a_progression_given_is_played_in_every_section(arrangement: Arrangement) -> None:
    assert names(arrangement, asked(progression="I vi IV V", form="AB"), 16) == ["C", "Am", "F", "G"] * 4
    assert names(arrangement, asked(mode=1, progression="i iv V i"), 4) == ["Am", "Dm", "E", "Am"]


def test_a_bar_is_the_same_whenever_it_is_asked_for(arrangement: Arrangement) -> None:
    funk = asked("funk_soul", groove="funk-on-the-one", parts=("drums", "bass", "guitar", "organ", "brass"))
    forwards = [arrangement.bar(number, funk) for number in range(20)]
    assert [arrangement.bar(number, funk) for number in reversed(range(20))] == forwards[::-1]


def test_fills_stand_at_the_ends_of_sections(arrangement: Arrangement) -> None:
    rock = asked("rock", groove="rock-eighths", form="ABABABAB")
    fills = [number for number in range(64) if arrangement.bar(number, rock).is_fill]
    assert fills
    assert all(number % 8 >= 6 for number in fills)
    assert {number // 8 for number in fills} >= {0, 1, 2} or len({number // 8 for number in fills}) >= 6


def test_intro_and_ending_are_the_grooves_own_and_the_end_is_home(arrangement: Arrangement) -> None:
    whole = asked("rock", groove="rock-eighths", form="intro 2, A 8, ending 2")
    groove = groove_book().get("rock-eighths")
    assert arrangement.bar(0, whole).pattern is groove.sections["intro"]
    assert arrangement.bar(2, whole).pattern is groove.sections["A"]
    last = arrangement.bar(11, whole)
    assert last.pattern is groove.sections["ending"]
    assert last.is_over
    assert {chord_name(chord) for chord in last.chords} == {"C"}


def test_what_returns_returns_to_the_same_bar_of_the_section_before(arrangement: Arrangement) -> None:
    song = asked(form="AABA")
    assert arrangement.bar(9, song).returns_to == 1
    assert arrangement.bar(26, song).returns_to == 10
    assert arrangement.bar(17, song).returns_to is None, "the bridge is new"
    assert arrangement.bar(32 + 16, song).returns_to == 16


def test_only_parts_that_nobody_asked_for_lay_out(arrangement: Arrangement) -> None:
    band = ("drums", "bass", "guitar", "piano", "brass")
    free = asked(form="AB", parts=band, may_rest=("guitar", "piano", "brass"))
    resting = [arrangement.bar(number, free).resting for number in range(0, 160, 8)]
    assert any(resting)
    assert set().union(*resting) <= {"guitar", "piano", "brass"}
    assert not any(here & after for here, after in pairwise(resting)), "nobody is silent for two sections"
    long = free._replace(form="A 16, B 16")
    bars = [arrangement.bar(number, long).resting for number in range(160)]
    assert any(bars)
    assert not any(bars[number] for number in range(160) if number % 16 >= 8), "nor for more than eight bars of one"
    assert not any(arrangement.bar(number, asked(form="AB", parts=band)).resting for number in range(0, 160, 8))


@pytest.mark.parametrize(
    ("text", "mode", "played"),
    [
        ("I vi IV V", 0, "C Am F G"),
        ("I vi IV V", 1, "Am F Dm E"),
        ("i bVII bVI V", 1, "Am G F E"),
        ("i bVII bVI V", 0, "C G Am G"),
        ("ii7 V7 Imaj7", 0, "Dm7 G7 Cmaj7"),
    ],
)
def test_progressions_fit_the_mode(text: str, mode: int, played: str) -> None:
    assert [chord_name(first) for first, _ in in_mode(read_progression(text), mode)] == played.split()
    assert chord_name(transpose_chord(in_mode(read_progression(text), mode)[0][0], 12)) == played.split()[0]


def test_nobody_lays_out_who_alone_has_the_chords(arrangement: Arrangement) -> None:
    band = ("drums", "bass", "guitar", "strings")  # the guitar alone has chords in this groove
    free = asked(form="AB", groove="train-beat", style="country", parts=band, may_rest=("guitar", "strings"))
    bars = [arrangement.bar(number, free) for number in range(0, 320, 8)]
    chordal = [{PARTS[part] for part in bar.pattern.parts} & {"guitar", "strings"} for bar in bars]
    assert {"guitar"} in chordal
    assert any(bar.resting for bar in bars)
    for bar, parts in zip(bars, chordal, strict=True):
        assert parts - bar.resting or not parts
