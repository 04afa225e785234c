"""``sideman drum-maps``: the list, one map, and what is refused; the same over OSC and in the configuration."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bridge.cli import sideman
from bridge.core.errors import ConfigError, SetupError
from bridge.playback.drum_maps import names
from bridge.settings.config import load
from bridge.wiring.from_config import articulations_of, drum_map_of
from model.music.config import BASS


def run(*arguments: str) -> str:
    result = CliRunner().invoke(sideman, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_maps_are_listed_and_shown(tmp_path: Path) -> None:
    listed = run("drum-maps")
    assert [line.split()[0] for line in listed.splitlines()] == names()
    shown = run("drum-maps", "addictive")
    assert "hi-hat closed     42  49" in shown
    assert "maracas           70  off" in shown
    own = tmp_path / "mine.map"
    own.write_text("title = Mine\nkick = 60\n")
    assert run("drum-maps", str(own)).splitlines()[0] == "Mine"


def test_an_unknown_map_is_refused() -> None:
    result = CliRunner().invoke(sideman, ["drum-maps", "kazoo"])
    assert isinstance(result.exception, SetupError)
    assert "there is no drum map 'kazoo'" in str(result.exception)


def test_the_configuration_names_maps_and_articulations(tmp_path: Path) -> None:
    path = tmp_path / "bass.articulations"
    path.write_text("short = key 24\n")
    config = load(None, ['midi.drum_map="addictive"', 'midi.drum_input="roland"', f'parts.bass.articulations="{path}"'])
    assert drum_map_of(config, "drum_map").name == "addictive"
    assert drum_map_of(config, "drum_input").gm_key_of(22) == 42
    assert articulations_of(config)[BASS].switches == {"short": (24,)}
    bad = load(None, ['midi.drum_map="kazoo"', 'parts.bass.articulations="/nowhere"'])
    with pytest.raises(ConfigError, match=r"midi\.drum_map: there is no drum map 'kazoo'"):
        drum_map_of(bad, "drum_map")
    with pytest.raises(ConfigError, match=r"parts\.bass\.articulations: /nowhere cannot be read"):
        articulations_of(bad)
