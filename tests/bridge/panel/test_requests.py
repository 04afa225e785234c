"""Which requests a page may make of the daemon."""

import pytest

from bridge.api.osc_api import BY_ADDRESS
from bridge.core.errors import NotAllowedError, OutOfRangeError, SidemanError, UnknownAddressError, WrongArgumentsError
from bridge.osc.arguments import Kind
from bridge.panel.requests import ALLOWED, checked


@pytest.mark.parametrize(
    "message",
    [
        ["/sideman/play"],
        ["/sideman/prompt", "slow blues, 慢"],
        ["/sideman/set", "energy", 0.5],
        ["/sideman/set", "energy", "auto"],
        ["/sideman/part", "bass", "density", 2],
        ["/sideman/style", "jazz", 0.7, "rock", 0.3],
        ["/sideman/groove/learn", "auto", "played bass"],
        ["/sideman/groove/learn", "auto", "band"],
        ["/sideman/drum_map", "roland"],
        ["/sideman/chart", "auto"],
    ],
)
def test_requests_of_the_page_pass_as_they_are(message):
    assert checked(message) == (message[0], message[1:])


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ({"address": "/sideman/play"}, NotAllowedError),
        ([], NotAllowedError),
        ([7], NotAllowedError),
        (["/sideman/dance"], UnknownAddressError),
        (["/sideman/listen", "/etc/passwd"], NotAllowedError),
        (["/sideman/songs", "/home"], NotAllowedError),
        (["/sideman/subscribe", "note", 9000], NotAllowedError),
        (["/sideman/answers", 9000], NotAllowedError),
        (["/sideman/transport", 1, 0.0, 120.0], NotAllowedError),
        (["/play", 1.0], NotAllowedError),
        (["/sideman/groove/learn", "auto", "/home/me/song.mid"], NotAllowedError),
        (["/sideman/drum_map", "/home/me/kit.map"], NotAllowedError),
        (["/sideman/drum_map", "kit.map"], NotAllowedError),
        (["/sideman/set", "energy", [0.5]], NotAllowedError),
        (["/sideman/set", "energy", None], NotAllowedError),
        (["/sideman/set", "charm", 1], OutOfRangeError),
        (["/sideman/tempo", 3000], OutOfRangeError),
        (["/sideman/play", 1, 2], WrongArgumentsError),
    ],
)
def test_what_is_not_for_a_page_is_refused_with_a_sentence(message, error):
    with pytest.raises(error) as refused:
        checked(message)
    assert isinstance(refused.value, SidemanError)
    assert len(str(refused.value)) > 10


@pytest.mark.parametrize("text", ["/etc/passwd", "~/song.cho", "| C | G |", "song.txt", "| C |.cho"])
def test_a_chart_is_always_a_text_and_never_a_path(text):
    from bridge.api.handlers.charts import _is_text

    _, (sent,) = checked(["/sideman/chart", text])
    assert _is_text(sent)


def test_no_request_that_passes_takes_a_path():
    named = [each.address for each in ALLOWED for argument in each.signature if argument.name == "path"]
    assert named == []
    assert all(each.address in BY_ADDRESS for each in ALLOWED)
    assert not [each for each in ALLOWED if any(a.kind is Kind.NOTES for a in each.signature)]
