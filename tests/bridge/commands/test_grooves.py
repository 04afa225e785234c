"""The commands about grooves."""

import mido
import pytest
from click.testing import CliRunner

from bridge.cli import sideman
from bridge.core.errors import SetupError


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SIDEMAN_GROOVES", str(tmp_path / "own"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "own"


def run(*arguments):
    return CliRunner().invoke(sideman, arguments)


def test_grooves_are_listed_and_filtered():
    assert "one-drop" in run("grooves").output
    in_six = run("grooves", "6/8").output.splitlines()
    assert in_six
    assert all("6/8" in line for line in in_six)
    assert run("grooves", "--names", "tango").output.split() == ["milonga", "tango"]
    assert run("grooves", "nothing-of-the-kind").exit_code == 2


def test_a_wrong_file_of_ones_own_is_reported(folder):
    folder.mkdir()
    (folder / "mine.groove").write_text("[A]\nkik |x...|\n", encoding="utf-8")
    listed = run("grooves", "salsa")
    assert listed.exit_code == 0
    assert f"left out: {folder / 'mine.groove'}:2: " in listed.output
    assert run("groove", "check").exit_code == 1


def test_a_groove_is_drawn():
    drawn = run("groove", "show", "bossa", "nova", "--section", "A").output
    assert "rim             |X··x··x·|··x··x··|" in drawn
    assert "[B]" not in drawn
    text = run("groove", "show", "salsa", "--text").output
    assert "[ending]" in text
    assert isinstance(run("groove", "show", "salsa", "--section", "Q").exception, SetupError)
    assert "did you mean" in str(run("groove", "show", "salsaa").exception)


def test_a_groove_is_played_learnt_and_checked(folder, tmp_path):
    played = run("groove", "play", "salsa", "-o", "salsa.mid", "--key", "D", "--bpm", "180")
    assert played.exit_code == 0, played.output
    file = mido.MidiFile(tmp_path / "salsa.mid")
    assert any(m.type == "set_tempo" and m.tempo == mido.bpm2tempo(180) for track in file.tracks for m in track)
    learnt = run("groove", "learn", "salsa.mid", "--name", "mine")
    assert learnt.exit_code == 0, learnt.output
    assert (folder / "mine.groove").exists()
    assert isinstance(run("groove", "learn", "salsa.mid", "--name", "mine").exception, SetupError)
    assert run("groove", "learn", "salsa.mid", "--name", "mine", "--force").exit_code == 0
    assert run("groove", "show", "mine").exit_code == 0
    assert run("groove", "check").exit_code == 0
    checked = run("groove", "check", "salsa")
    assert "6 of 6 checks hold" in checked.output


def test_a_check_that_fails_says_so(tmp_path):
    (tmp_path / "odd.groove").write_text("[A]\nkick/4 |x...|\n[checks]\nsnare on 2 4\n", encoding="utf-8")
    checked = run("groove", "check", "odd.groove")
    assert checked.exit_code == 1
    assert "FAILS" in checked.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("groove", "learn", "nothing.mid", "--name", "mine"),
        ("groove", "learn", "nothing.mid", "--name", "My Groove"),
        ("groove", "play", "salsa", "--key", "H"),
        ("groove", "check", "nothing.groove"),
        ("groove", "show", "no such groove at all"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(arguments):
    error = run(*arguments).exception
    assert isinstance(error, SetupError)
    assert "\n" not in str(error)
