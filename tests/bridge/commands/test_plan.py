"""``sideman plan`` prints a plan, or one JSON object a line."""

from __future__ import annotations

import json

from click.testing import CliRunner

from bridge.commands.plan import plan


def test_plan_shows_what_was_said_and_what_will_play() -> None:
    result = CliRunner().invoke(plan, ["slow", "blues", "in G,", "no", "piano"])
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "understood  blues · 68 bpm · G major · without piano · groove slow-blues",
        "will play   blues · 68 bpm · G major · 12/8 · drums, organ, guitar, bass · without piano · groove slow-blues",
    ]


def test_json_answers_every_line_of_standard_input() -> None:
    prompts = ["jazz 0.7 latin 0.3", "", "每分钟90拍，不要鼓"]
    result = CliRunner().invoke(plan, ["--json"], input="\n".join(prompts).encode() + b"\n\xff broken\n")
    assert result.exit_code == 0
    jazz, nothing, chinese, broken = map(json.loads, result.output.splitlines())
    assert jazz["style"] == {"jazz": 0.7, "latin": 0.3}
    assert nothing["style"] is None
    assert (chinese["tempo_bpm"], chinese["excluded"]) == (90.0, ["drums"])
    assert broken["unknown"] == ["broken"]
    assert set(jazz) >= {"style", "tempo_bpm", "key", "metre", "parts", "excluded", "unknown", "mood", "energy", "era"}


def test_plan_without_words_says_how() -> None:
    result = CliRunner().invoke(plan, [])
    assert result.exit_code == 2
    assert "say what to play" in result.output


def test_a_direction_shows_its_moment():
    result = CliRunner().invoke(plan, ["verse quieter, piano out until the chorus"])
    assert "direction   volume - · in the verse\n" in result.output
    assert "direction   off piano · until the chorus\n" in result.output
