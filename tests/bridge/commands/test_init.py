"""``sideman init`` writes a configuration and overwrites none."""

import pytest
from click.testing import CliRunner

from bridge.commands.init import init
from bridge.core.errors import ConfigError
from bridge.settings.config import Config, load
from bridge.settings.config_scaffold import scaffold


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(init, [str(each) for each in arguments])


def test_it_writes_the_defaults_and_says_what_next(folder):
    result = run()
    assert result.exit_code == 0
    assert result.output == "wrote sideman.toml: change what you like there, then start: sideman run\n"
    assert load(folder / "sideman.toml") == Config()


def test_another_place_is_told_to_the_daemon(folder):
    assert "sideman run --config other.toml" in run("other.toml").output
    (folder / "tour").mkdir()
    assert run("tour").exit_code == 0
    assert (folder / "tour" / "sideman.toml").read_text(encoding="utf-8") == scaffold()


def test_it_overwrites_only_when_forced(folder):
    path = folder / "sideman.toml"
    path.write_text("# mine")
    result = run()
    assert isinstance(result.exception, ConfigError)
    assert str(result.exception) == "sideman.toml is there already; --force overwrites it"
    assert path.read_text() == "# mine"
    assert run("--force").exit_code == 0
    assert load(path) == Config()


def test_no_place_to_write_to_is_one_sentence():
    result = run("no/where.toml")
    assert isinstance(result.exception, ConfigError)
    assert "cannot be written" in str(result.exception)
