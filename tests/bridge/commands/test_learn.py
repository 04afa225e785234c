"""``sideman learn``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bridge.cli import sideman
from bridge.core.errors import SetupError
from model.engine.engine import SHIPPED_MODEL

pytest.importorskip("symusic")
pytestmark = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason="there is no shipped model yet")


@pytest.fixture(autouse=True)
def styles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIDEMAN_STYLES", str(tmp_path / "styles"))
    monkeypatch.setenv("SIDEMAN_GROOVES", str(tmp_path / "grooves"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "styles"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(sideman, arguments)


def test_learn_list_play_and_remove(styles: Path, tmp_path: Path, song_writer: Callable[..., None]) -> None:
    (tmp_path / "takes").mkdir()
    for seed in range(3):
        song_writer(tmp_path / "takes" / f"{seed}.mid", seed=seed, n_bars=4)
    assert "nothing was learnt yet" in run("learn", "--list").output
    done = run("learn", "--takes", "--name", "anna")
    assert done.exit_code == 0, done.output
    assert "listening …" in done.output
    assert "1 files kept apart: " in done.output
    assert (styles / "anna.style").stat().st_size < 1_000_000
    assert run("learn", "--list").output.startswith("anna: 3 files, ")
    by_hand = tmp_path / "grooves" / "anna-song.groove"
    by_hand.write_text((tmp_path / "grooves" / "anna-1.groove").read_text().replace("anna 1\n", "pop 1\n"))
    assert "learnt already" in str(run("learn", "takes", "--name", "anna").exception)
    clip = run("clip", "slow", "--style", "anna 0.7 jazz 0.3", "--bars", "2", "-o", "x.mid")
    assert clip.exit_code == 0, clip.output
    assert (tmp_path / "x.mid").exists()
    assert "removed" in run("learn", "--remove", "anna").output
    assert list((tmp_path / "grooves").iterdir()) == [by_hand]
    assert isinstance(run("learn", "--remove", "anna").exception, SetupError)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nowhere", "--name", "anna"), "nowhere is no folder"),
        ((".", "--name", "anna"), "0 usable MIDI files; 3 are needed"),
        ((".", "--name", "Jazz Man"), "use small letters"),
        ((".", "--name", "jazz"), "ships with Sideman"),
    ],
)
def test_bad_input(arguments: tuple[str, ...], sentence: str) -> None:
    result = run("learn", *arguments)
    assert isinstance(result.exception, SetupError)
    assert sentence in str(result.exception)


def test_a_name_and_a_folder_are_needed() -> None:
    assert run("learn", "--name", "anna").exit_code == 2
    assert run("learn", ".").exit_code == 2
