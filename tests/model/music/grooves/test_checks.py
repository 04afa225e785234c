"""Idiom checks hold for what they describe and for nothing else."""

import pytest

from model.music.chord_symbols import read_chord
from model.music.config import NO_CHORD
from model.music.events import Metre
from model.music.grooves import GrooveError, PlayedBar, check_bars, parse
from model.music.grooves.pattern import GrooveNote

C = read_chord("C")
GROOVE = parse("[A]\nkick/4 |x...|\n", "t")
SWUNG = parse("swing: 1 eighths\n[A]\nkick/4 |x...|\n", "t")


def bar(*notes, chord=C, **more):
    """A bar of (position, part, pitch) or with a length."""
    made = [GrooveNote(n[0], n[1], n[2], n[3] if len(n) > 3 else 6, 90) for n in notes]
    return PlayedBar(made, (chord, chord), **more)


def share(check, *bars, groove=GROOVE):
    (result,) = check_bars(groove, bars, [check])
    return result.share_held


BACKBEAT = bar((24, 0, 38), (72, 0, 38), (0, 0, 36))
WALK = bar((0, 5, 36), (24, 5, 40), (48, 5, 43), (72, 5, 45))
PEDAL = bar((0, 5, 36), (24, 5, 36), (48, 5, 36), (72, 5, 36))


@pytest.mark.parametrize(
    ("check", "given", "expected"),
    [
        ("snare on 2 4", BACKBEAT, 1),
        ("snare on 1 3", BACKBEAT, 0),
        ("no snare on 1 3", BACKBEAT, 1),
        ("no snare on 2", BACKBEAT, 0),
        ("snare on every backbeat", BACKBEAT, 1),
        ("kick on every beat", BACKBEAT, 0),
        ("clap/snare on 2", BACKBEAT, 1),
        ("snare at least 2", BACKBEAT, 1),
        ("snare at least 3", BACKBEAT, 0),
        ("snare at most 2", BACKBEAT, 1),
        ("drums play", BACKBEAT, 1),
        ("no drums", BACKBEAT, 0),
        ("no drums", WALK, 1),
        ("bass walks", WALK, 1),
        ("bass walks", PEDAL, 0),
        ("bass root on 1", WALK, 1),
        ("bass root on 3", WALK, 0),
        ("bass fifth on 3", WALK, 1),
        ("bass root or fifth on 1 3", WALK, 1),
        ("one voice", WALK, 1),
        ("one voice", bar((0, 1, 60, 24), (12, 1, 64)), 0),
        ("metre 4/4", WALK, 1),
        ("metre 3/4", WALK, 0),
        ("straight", bar((12, 0, 42), (36, 0, 42)), 1),
        ("swing", bar((12, 0, 42), (36, 0, 42)), 0),
        ("swing", bar((16, 0, 42), (40, 0, 42)), 1),
        ("straight", bar((16, 0, 42), (40, 0, 42)), 0),
    ],
)
def test_a_check_tells_idiom_from_what_is_not(check, given, expected):
    assert share(check, given) == expected


def test_a_swung_groove_is_found_where_it_swings():
    assert share("hat on 1.5", bar((16, 0, 42)), groove=SWUNG) == 1
    assert share("hat on 1.5", bar((16, 0, 42))) == 0


def test_a_cycle_of_bars_may_begin_anywhere():
    three, two = bar((0, 0, 75), (36, 0, 75), (72, 0, 75)), bar((24, 0, 75), (48, 0, 75))
    check = "claves on 1 2.5 4 / 2 3"
    assert share(check, three, two, three, two) == 1
    assert share(check, two, three, two, three) == 1
    assert share(check, two, two, two, two) == 0.5


def test_shares_exempt_bars_and_sections():
    empty = bar()
    (result,) = check_bars(GROOVE, [BACKBEAT, BACKBEAT, empty], ["snare on 2 4"])
    assert not result.holds
    (result,) = check_bars(GROOVE, [BACKBEAT, BACKBEAT, empty], ["snare on 2 4, 60 %"])
    assert result.holds
    assert share("snare on 2 4", BACKBEAT, empty._replace(is_exempt=True)) == 1
    assert share("A: snare on 2 4", BACKBEAT._replace(section="A"), empty._replace(section="B")) == 1
    assert share("B: snare on 2 4", BACKBEAT._replace(section="A"), empty._replace(section="B")) == 0
    assert check_bars(GROOVE, [], ["snare on 2 4"])[0].holds


def test_without_a_chord_a_note_is_enough():
    assert share("bass root on 1", bar((0, 5, 37), chord=NO_CHORD)) == 1
    assert share("bass root on 1", bar(chord=NO_CHORD)) == 0


def test_compound_metres_count_eighths_and_feel_dotted_beats():
    given = bar((36, 0, 38), (108, 0, 38), (0, 0, 36), (72, 0, 36), metre=Metre(12, 8))
    assert share("snare on 4 10", given) == 1
    assert share("kick/snare on every beat", given) == 1


@pytest.mark.parametrize(
    "text", ["", "snare", "snare on", "snore on 2", "bass root on x", "metre 4", "snare on 2, lots", "Q: no drums",
             "snare on every moon", "claves on 1 / ", "snare at least many"],
)  # fmt: skip
def test_a_check_that_means_nothing_is_refused(text):
    with pytest.raises(GrooveError) as error:
        check_bars(GROOVE, [BACKBEAT], [text])
    assert "\n" not in str(error.value)
