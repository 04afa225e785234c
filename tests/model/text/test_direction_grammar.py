"""Directions by their structure: words of the lexicon go together freely, whoever is meant."""

from __future__ import annotations

import pytest

from model.music.config import PARTS
from model.text.direction_lexicon import compared, direction_lexicon
from model.text.directions import direction_of, split_directions
from model.text.doubtful import PLAIN, masked
from model.text.prompts import read_prompt
from model.text.tokens import Lexicon

# What a comparative says of a part, and what the same word says in a complaint.
STATES = [
    ("louder", "loud", "volume", "+"),
    ("quieter", "quiet", "volume", "-"),
    ("busier", "busy", "density", "+"),
    ("sparser", "sparse", "density", "-"),
    ("smoother", "smooth", "articulation", "+"),
    ("choppier", "choppy", "articulation", "-"),
    ("wetter", "wet", "reverb", "+"),
    ("drier", "dry", "reverb", "-"),
    ("tighter", "tight", "groove", "+"),
    ("looser", "loose", "groove", "-"),
]
OPPOSITE = {"+": "-", "-": "+"}


@pytest.mark.parametrize(("more", "plain", "action", "sign"), STATES)
@pytest.mark.parametrize("part", PARTS[:6])
def test_a_state_is_asked_for_or_complained_of_with_every_part(part, more, plain, action, sign) -> None:
    for words, amount in (
        (f"could you make the {part} a bit {more}", sign),
        (f"the {part} should be {more}", sign),
        (f"the {part} is too {plain}", OPPOSITE[sign]),
        (f"the {part} is way too {plain} for this room", OPPOSITE[sign]),
        (f"the {part} needs to be less {plain}", OPPOSITE[sign]),
        (f"the {part} isn't {plain} enough", sign),
        (f"not so {plain}, {part}", OPPOSITE[sign]),
    ):
        (direction,) = split_directions(words).directions
        assert (direction.action, direction.parts, direction.amount) == (action, (part,), amount), words


@pytest.mark.parametrize("verb", ["turn", "bring"])
@pytest.mark.parametrize(("particle", "sign"), [("up", "+"), ("down", "-")])
def test_a_particle_may_stand_behind_who_is_meant(verb, particle, sign) -> None:
    for words in (f"{verb} {particle} those strings", f"{verb} those strings {particle}"):
        direction = direction_of(words)
        assert direction is not None
        assert (direction.action, direction.parts, direction.amount) == ("volume", ("strings",), sign), words


@pytest.mark.parametrize(
    "words",
    [
        "don't get louder",
        "don't turn the bass down",
        "no need to speed up",
        "keep the tempo as it is",
        "drums are fine",
    ],
)
def test_what_is_to_stay_is_no_change(words: str) -> None:
    (direction,) = split_directions(words).directions
    assert direction.action == "keep"


@pytest.mark.parametrize(
    ("words", "described"),
    [
        ("the snare is bugging me, lose it", ["lane snare off"]),
        ("strings are a bit shy, push them up", ["volume + strings"]),
        ("more reverb on the sax and turn it down a bit", ["reverb + reed", "volume - reed"]),
        ("keep the drums, lose everything else", ["solo drums"]),
        ("everybody else out, just bass", ["solo bass"]),
        ("quieter but busier drums", ["volume - drums", "density + drums"]),
        ("sax, that's enough, stop", ["off reed"]),
        ("we're speeding, pull it back", ["tempo -"]),
        ("the singer can't reach it, down two semitones", ["transpose -2"]),
        ("guitar out, strings in", ["off guitar", "on strings"]),
        ("strings softer under the sax", ["volume - strings"]),
        ("keep the piano under the strings", ["volume - piano"]),
        ("guitar behind the beat", ["push - guitar"]),
        ("turn it up to eleven", ["volume +"]),
        ("this is too slow for a party", ["tempo +"]),
        ("put the piano in the background", ["volume - piano"]),
        ("push the sax to the front", ["volume + reed"]),
        ("stay on the four chord", ["chords"]),
        ("弦乐在钢琴下面轻轻铺", ["volume - strings"]),
        ("放克，强调贝斯", ["volume + bass"]),  # no key in 强调
        ("drums only for 4 bars then everybody", ["solo drums", "on"]),
    ],
)
def test_clauses_say_of_each_other_who_is_meant(words: str, described: list[str]) -> None:
    assert [each.describe() for each in split_directions(words).directions] == described


@pytest.mark.parametrize(
    ("words", "n_bars"), [("drums out for four bars", 4), ("double time for 8 bars", 8), ("quieter for two bars", 2)]
)
def test_a_direction_may_hold_for_some_bars(words: str, n_bars: int) -> None:
    direction = direction_of(words)
    assert direction is not None
    assert (direction.n_bars, direction.is_stretch) == (n_bars, True)


def test_over_some_bars_is_no_stretch() -> None:
    for words in ("slow down over 8 bars", "get louder over 8 bars", "build for 8 bars"):
        direction = direction_of(words)
        assert direction is not None
        assert not direction.is_stretch, words


@pytest.mark.parametrize(
    "words", ["swing", "calm piano", "gentle guitar", "low brass", "heavy metal", "slow blues", "A小调"]
)
def test_what_describes_music_is_no_direction(words: str) -> None:
    assert direction_of(words) is None


@pytest.mark.parametrize("words", ["what key are we in", "where's the singer", "is the mic on", "今天几点"])
def test_a_question_asks_for_nothing_and_is_listed(words: str) -> None:
    said = read_prompt(words)
    assert said.plan.unknown
    assert not said.directions
    assert not said.plan.parts


def test_comparatives_are_made_as_english_makes_them() -> None:
    assert compared("big") == ("bigger", "bigly")
    assert compared("close") == ("closer", "closely")
    assert compared("lively") == ("livelier", "livelily")
    assert compared("ringing") == ()


def test_no_word_of_the_lexicon_is_empty_or_without_sense() -> None:
    lexicon = direction_lexicon()
    assert isinstance(lexicon, Lexicon)
    assert all(key and senses for key, senses in lexicon.items())
    assert sum(1 for _ in lexicon) > 2000


@pytest.mark.parametrize(("label", "plain"), PLAIN.items())
def test_what_is_offered_instead_is_read_so(label: tuple[str, str], plain: str) -> None:
    direction = direction_of(plain.replace("{p}", "guitar"))
    assert direction is not None
    assert (direction.action, direction.amount) == label


def test_the_encoder_sees_one_part_for_all() -> None:
    assert masked("the horns are in the way").masked == masked("the piano is in the way").masked.replace("is", "are")
    assert masked("小号太靠前").parts == ("brass",)


def test_a_word_that_means_nothing_in_music_is_left_aside_and_listed() -> None:
    said = read_prompt("we're a bit loud for a restaurant")
    assert [each.describe() for each in said.directions] == ["volume -"]
    assert said.plan.unknown == ("restaurant",)
    assert not split_directions("a louder more aggressive lead for metal").directions


@pytest.mark.parametrize(
    ("words", "described", "parts"),
    [
        ("rock with a guitar solo", [], ("guitar",)),
        ("jazz with a sax solo and brushes", [], ("drums", "reed")),
        ("add a sax solo", ["on reed"], ("reed",)),
        ("jazz quartet, trumpet solo", [], ("drums", "piano", "bass", "brass", "reed")),
        ("bring in a trumpet solo", ["on brass"], ("brass",)),
        ("加一段萨克斯独奏", ["on reed"], ("reed",)),
        ("piano only plays chords", [], ("piano",)),
        ("add drums and a piano solo", ["on drums", "on piano"], ("drums", "piano")),
    ],
)
def test_nobody_rests_for_what_one_of_the_band_plays(words: str, described: list[str], parts: tuple[str, ...]) -> None:
    said = read_prompt(words)
    assert [each.describe() for each in said.directions] == described
    assert said.plan.parts == parts
    assert not said.plan.excluded


@pytest.mark.parametrize("words", ["drums out with a piano solo", "drums out and a piano solo"])
def test_who_is_sent_out_rests_for_a_solo(words: str) -> None:
    assert [each.describe() for each in read_prompt(words).directions] == ["off drums", "solo piano"]


@pytest.mark.parametrize("words", ["something to fall asleep to", "music to drift off to", "help me sleep"])
def test_music_for_sleep_asks_for_no_energy(words: str) -> None:
    assert not read_prompt(words).directions


def test_a_band_that_sleeps_is_woken() -> None:
    assert [each.describe() for each in read_prompt("you are all falling asleep").directions] == ["energy +"]


@pytest.mark.parametrize("words", ["how fast is this", "how loud are the drums", "sorry I messed up"])
def test_a_question_or_remark_directs_nobody(words: str) -> None:
    assert not read_prompt(words).directions


@pytest.mark.parametrize(("words", "described"), [("+3 semitones", "transpose 3"), ("-2 semitones", "transpose -2")])
def test_semitones_may_have_a_sign(words: str, described: str) -> None:
    assert [each.describe() for each in read_prompt(words).directions] == [described]


@pytest.mark.parametrize("words", ["can we try that a bit jazzier", "do it jazzier"])
def test_a_style_may_be_asked_for_more_of_in_any_way(words: str) -> None:
    assert [each.describe() for each in read_prompt(words).directions] == ["style +jazz"]


@pytest.mark.parametrize(
    "words", ["I don't want any brass", "we don't need any brass", "I don't want to hear the brass"]
)
def test_who_is_not_wanted_is_sent_out_and_nothing_else(words: str) -> None:
    said = read_prompt(words)
    assert said.plan.excluded == ("brass",)
    assert {each.action for each in said.directions} <= {"off"}
