"""`sideman setup`: what it asks, suggests, writes and installs; the music at its end is in the end-to-end tests."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bridge.cli import sideman
from bridge.commands import setup
from bridge.core.errors import ConfigError, SetupError
from bridge.midi.backend import PortInfo
from bridge.settings.config import CONFIG_NAME, find_config, load, user_config


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home and a folder to stand in, with no host and one MIDI output."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(setup, "list_ports", lambda: [PortInfo("UNIX_JACK", "synth:in", is_output=True)])
    monkeypatch.setattr(setup, "can_sound", lambda: True)
    return tmp_path / "home"


def run(*options, typed=None, ends=("--no-demo",)):
    return CliRunner().invoke(sideman, ["setup", *ends, *options], input=typed)


def test_what_is_suggested_is_written_where_run_finds_it(home, tmp_path):
    result = run("--yes")
    assert result.exit_code == 0, result.output
    path = user_config()
    assert path == home / ".config/sideman" / CONFIG_NAME == find_config(tmp_path)
    config = load(path)
    assert (config.midi.output, config.audio.voice, config.clock.ardour_port) == ("", "synth", 0)
    assert "start it with: sideman run" in result.output
    assert "# Configuration of Sideman" in path.read_text()  # every setting, to go on from


def test_three_questions_are_asked_and_answered(home, monkeypatch):
    monkeypatch.setattr(setup, "is_terminal", lambda: True)
    result = run(typed="pd\nsynth\ny\n")
    assert result.exit_code == 0, result.output
    for words in ("Which host", "synth:in", "Which MIDI port", "make the sound itself"):
        assert words in result.output
    config = load(user_config())
    assert (config.midi.output, config.audio.voice) == ("synth", "synth")
    assert (home / ".local/lib/pd/extra").is_dir()
    assert "in Pd: " in result.output


def test_what_was_given_is_not_asked(monkeypatch):
    monkeypatch.setattr(setup, "is_terminal", lambda: True)
    result = run("--host", "ardour", "--output", "none", typed="n\n")
    assert result.exit_code == 0, result.output
    assert "Which host" not in result.output
    config = load(user_config())
    assert (config.midi.output, config.audio.voice, config.clock.ardour_port) == ("none", "off", 3819)


def test_a_script_that_does_not_say_everything_is_told():
    result = run("--host", "pd")
    assert isinstance(result.exception, SetupError)
    assert "--yes" in str(result.exception)
    assert not user_config().exists()


def test_a_host_that_is_not_there_is_a_sentence_and_the_rest_is_done():
    result = run("--host", "live", "--output", "own", "--no-sound")
    assert result.exit_code == 0, result.output
    assert "left out: no folder of Ableton Live was found" in result.output
    assert "sideman install-host live" in result.output
    assert load(user_config()).audio.voice == "off"


def test_settings_and_comments_that_are_there_stay(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('# mine\n[osc]\nport = 9000\n[midi]\noutput = "old"\n')
    result = run("--config", str(path), "--host", "other", "--output", "own", "--sound")
    assert result.exit_code == 0, result.output
    assert "# mine" in path.read_text()
    config = load(path)
    assert (config.osc.port, config.midi.output, config.audio.voice) == (9000, "", "synth")


def test_a_configuration_that_cannot_be_read_is_left_alone(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text("[midi\n")
    result = run("--config", str(path), "--yes")
    assert isinstance(result.exception, ConfigError)
    assert path.read_text() == "[midi\n"


def test_it_ends_with_music_by_what_was_written(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "N_BARS", 1)
    path = tmp_path / "mine.toml"
    path.write_text("[performer]\nprompt = 'ragtime'\n[panel]\nport = 0\n[inference]\nrules_only = true\n")
    result = run("--config", str(path), "--host", "other", "--output", "none", "--no-sound", ends=())
    assert result.exit_code == 0, result.output
    assert "1 bars" not in result.output  # nothing is kept of it
    assert "four bars over OSC alone" in result.output
    assert not list(tmp_path.glob("**/*.mid"))


def test_a_daemon_that_cannot_start_is_a_sentence(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("[inference]\nmodel = '/nowhere/to/be.found'\n")
    result = run("--config", str(path), "--host", "other", "--output", "none", "--no-sound", ends=())
    assert result.exit_code == 0, result.output
    assert "no music yet: " in result.output
    assert "nowhere" in result.output
