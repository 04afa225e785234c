"""Reading arguments as hosts really send them."""

import math

import pytest

from bridge.core.errors import OutOfRangeError, WrongArgumentsError
from bridge.osc.arguments import Argument, Kind, of_button, read, usage

WORDS = Argument("words", Kind.TEXT, high=20)
STYLES = Argument("styles", Kind.WEIGHTS, high=100)
BARS = Argument("bars", Kind.INT, 1, 64)
SHARE = Argument("share", Kind.FLOAT, 0.0, 1.0)
TOPIC = Argument("topic", Kind.WORD, choices=("note", "bar"))
PORT = Argument("port", Kind.INT, 1, 65_535, optional=True)


@pytest.mark.parametrize(
    "values",
    [("slow blues in 3/4",), ("slow", "blues", "in", "3/4"), ("slow blues", "in 3/4")],
)
def test_a_text_reads_the_same_however_it_is_cut(values):
    assert read("/a", (WORDS,), values) == ("slow blues in 3/4",)


def test_numbers_are_words_too():
    assert read("/a", (WORDS,), ("jazz", 120, 0.5)) == ("jazz 120 0.5",)


@pytest.mark.parametrize(
    "values", [("jazz", 0.7, "latin", 1), ("jazz 0.7 latin 1",), ("jazz", "0.7", "latin"), ("jazz 0.7, latin",)]
)
def test_weights_read_the_same_however_they_come(values):
    assert read("/a", (STYLES,), values) == ((("jazz", 0.7), ("latin", 1.0)),)


def test_whole_floats_are_whole_numbers_and_integers_are_floats():
    assert read("/a", (BARS, SHARE), (8.0, 1)) == (8, 1.0)


def test_an_optional_argument_may_be_missing():
    assert read("/a", (TOPIC, PORT), ("note",)) == ("note", None)


@pytest.mark.parametrize(
    ("signature", "values", "error", "words"),
    [
        ((WORDS,), (), WrongArgumentsError, "needs words"),
        ((WORDS,), ("",), WrongArgumentsError, "empty"),
        ((WORDS,), (" ", " "), WrongArgumentsError, "empty"),
        ((WORDS,), ("x" * 21,), OutOfRangeError, "20 characters at most, not 21"),
        ((WORDS,), (b"x",), WrongArgumentsError, "words and numbers"),
        ((WORDS,), (None,), WrongArgumentsError, "words and numbers"),
        ((WORDS,), (math.inf,), WrongArgumentsError, "number that is none"),
        ((STYLES,), (0.5, "jazz"), WrongArgumentsError, "follows no style"),
        ((STYLES,), ("jazz", 0.5, 0.5), WrongArgumentsError, "follows no style"),
        ((BARS,), (0,), OutOfRangeError, "1 to 64"),
        ((BARS,), (2.5,), WrongArgumentsError, "whole number"),
        ((BARS,), ("eight",), WrongArgumentsError, "number"),
        ((BARS,), (True,), WrongArgumentsError, "number"),
        ((BARS,), (math.nan,), WrongArgumentsError, "number"),
        ((BARS,), (8, 9), WrongArgumentsError, "1 too many"),
        ((), (1,), WrongArgumentsError, "no arguments"),
        ((TOPIC,), (7,), WrongArgumentsError, "word"),
        ((TOPIC,), ("gossip",), OutOfRangeError, "one of note, bar"),
    ],
)
def test_what_is_wrong_is_said(signature, values, error, words):
    with pytest.raises(error, match=words):
        read("/a", signature, values)


def test_usage_shows_types_and_limits():
    assert usage((TOPIC, PORT)) == "topic:s note|bar, [port:i 1..65535]"
    assert usage((WORDS,)) == "words:s... 0..20"


@pytest.mark.parametrize(
    ("signature", "values", "expected"),
    [
        ((), (1.0,), ()),
        ((), (127,), ()),
        ((), (True,), ()),
        ((), ("1",), ()),
        ((), (0.0,), None),
        ((), (False,), None),
        ((), ("0",), None),
        ((), (), ()),
        ((), ("now",), ("now",)),
        ((), (1, 1), (1, 1)),
        ((PORT,), (True,), ()),
        ((PORT,), (False,), None),
        ((PORT,), (0,), (0,)),
        ((BARS,), (True,), (True,)),
    ],
)
def test_a_buttons_press_obeys_and_its_release_is_nothing(signature, values, expected):
    assert of_button(signature, values) == expected


@pytest.mark.parametrize("text", ["8", "8.0", " 8 "])
def test_numbers_as_text_are_read(text):
    assert read("/a", (BARS,), (text,)) == (8,)
