"""Requests as tools of an assistant: names, schemas, and arguments as the daemon takes them."""

from __future__ import annotations

import pytest

from bridge.api.osc_api import BY_ADDRESS, TABLE
from bridge.assistant.tools import as_json, make_tools
from bridge.core.errors import BadRequestError
from bridge.osc.codec import OscMessage

TOOLS = {tool.name: tool for tool in make_tools()}


def test_every_request_is_a_tool_but_those_of_hosts_and_packets():
    missing = {each.address for each in TABLE} - {tool.handler.address for tool in TOOLS.values()}
    ours = {address for address in missing if address.startswith("/sideman/")}
    assert {"/sideman/subscribe", "/sideman/transport", "/sideman/fill/notes", "/sideman/clip/resend"} <= ours
    assert not any(word in address for address in ours for word in ("prompt", "play", "take", "keep", "chart", "set"))
    assert {"describe", "prompt", "play", "take", "keep", "chart", "scene_store", "groove_learn"} <= TOOLS.keys()


def test_a_schema_says_names_limits_and_choices():
    keep = TOOLS["keep"].schema
    assert keep["properties"]["bars"] == {"type": "integer", "minimum": 1, "maximum": 32}
    assert (keep["required"], keep["additionalProperties"]) == (["bars"], False)
    assert "energy" in TOOLS["set"].schema["properties"]["control"]["enum"]
    assert TOOLS["set"].schema["properties"]["value"] == {"anyOf": [{"type": "number"}, {"const": "auto"}]}
    assert "enum" not in TOOLS["clock"].schema["properties"]["source"]  # other packages bring clocks


@pytest.mark.parametrize(
    ("name", "arguments", "values"),
    [
        ("prompt", {"words": "slow blues in E"}, ["slow blues in E"]),
        ("style", {"styles": {"jazz": 0.7, "latin": 0.3}}, ["jazz", 0.7, "latin", 0.3]),
        ("style", {"styles": "jazz 0.7 latin 0.3"}, ["jazz 0.7 latin 0.3"]),
        ("set", {"control": "energy", "value": "auto"}, ["energy", "auto"]),
        ("part", {"part": "bass", "name": "octave", "value": -1}, ["bass", "octave", -1]),
        ("keep", {"bars": 4, "name": "verse"}, [4, "verse"]),
        ("hold", {}, []),
        ("hold", {"bars": None}, []),
    ],
)
def test_arguments_by_name_become_those_of_the_request(name, arguments, values):
    assert TOOLS[name].request(arguments) == values


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("prompt", {}, "prompt needs words"),
        ("prompt", {"text": "blues"}, "no argument 'text'; it takes words"),
        ("play", {"words": "blues"}, "it takes none"),
        ("keep", {"bars": 99}, "1 to 32"),
        ("keep", {"bars": "four"}, "keep needs bars"),
        ("keep", {"bars": True}, "keep needs bars"),
        ("style", {"styles": {"jazz": "much"}}, "style needs styles"),
        ("part", {"part": "kazoo", "name": "on", "value": 1}, "kazoo"),
        ("listen_live", {"device": ["a"]}, "listen_live needs"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(name, arguments, words):
    with pytest.raises(BadRequestError, match=words):
        TOOLS[name].request(arguments)


def test_an_answer_as_json():
    assert as_json(OscMessage("/sideman/kept", ("verse", 4, b"\x01"))) == {
        "answer": "kept",
        "values": ["verse", 4, "01"],
    }
    assert BY_ADDRESS["/sideman/keep"].doc in TOOLS["keep"].description
