"""Grooves learnt from files and from what was played, over the requests."""

from __future__ import annotations

import time

import pytest

from bridge.core.errors import OutOfRangeError, UnknownGrooveError
from bridge.inference_worker.model_loader import load_music
from bridge.recording.take import write_take
from model.music.grooves import GrooveBook
from model.music.grooves.book import FOLDER_VARIABLE, groove_book
from model.music.grooves.playing import play
from tests.bridge.talking_rig import TalkingRig


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


@pytest.fixture
def desk(tmp_path, make_generator, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "grooves"))
    groove_book.cache_clear()
    yield TalkingRig(tmp_path, make_generator)
    groove_book.cache_clear()


def learn(desk, *arguments):
    """Ask, and wait for the thread that learns."""
    desk.answers.clear()
    desk.send("groove/learn", *arguments)
    until_s = time.monotonic() + 60
    while len(desk.answers) < 2 and not _is_refused(desk.answers) and time.monotonic() < until_s:
        desk.run_for(0.01)
        time.sleep(0.005)
    return desk.answers


def _is_refused(answers):
    return bool(answers) and answers[0][0] == "/sideman/error"


def test_a_groove_is_learnt_from_a_file_and_played(desk, tmp_path):
    path = tmp_path / "My clip.mid"
    write_take(path, play(GrooveBook.load().get("bossa-nova"), 0))
    told, plan = learn(desk, "mine", *str(path).split())
    assert told == ("/sideman/groove/learnt", "mine", str(tmp_path / "grooves" / "mine.groove"))
    assert plan[0] == "/sideman/plan"
    assert desk.performer.plan.groove == "mine"
    assert {"drums", "guitar", "bass"} <= set(groove_book().get("mine").band)


def test_a_groove_is_learnt_from_what_the_player_played(desk):
    desk.ask("play")
    for _ in range(4):
        for pitch in (36, 36, 43, 36):
            desk.performer.player_note(pitch, 100)
            desk.run_for(0.25)  # half a beat at 120 bpm
            desk.performer.player_note(pitch, 0)
            desk.run_for(0.25)
    told, _ = learn(desk, "my-line", "played", "bass")
    assert told[1] == "my-line"
    groove = groove_book().get("my-line")
    assert groove.band == ("bass",)
    assert sum(cell in "Xxg" for cell in groove.sections["A"].lanes[0].bars[0]) == 4


def test_a_groove_is_learnt_from_the_band_under_a_name_of_its_own(desk):
    desk.ask("prompt", "funk in 4/4 with drums and bass")
    desk.ask("play")
    desk.run_for(12.0)
    told, _ = learn(desk, "auto", "band")
    assert told[1] == "learnt-1"
    assert groove_book().get("learnt-1").sections["A"].lanes
    assert learn(desk, "auto", "band")[0][1] == "learnt-2"


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        (("auto", "band"), UnknownGrooveError, "the band has played no whole bar yet"),
        (("mine", "played"), UnknownGrooveError, "you have played no whole bar yet"),
        (("My Groove!", "played"), OutOfRangeError, "use small letters, digits and hyphens"),
    ],
)
def test_what_cannot_be_learnt_is_refused_at_once(desk, arguments, error, sentence):
    before = desk.performer.plan
    with pytest.raises(error, match=sentence):
        desk.ask("groove/learn", *arguments)
    assert desk.performer.plan is before


def test_a_file_that_cannot_be_read_and_a_name_that_is_taken_are_told(desk, tmp_path):
    before = desk.performer.plan
    (error,) = learn(desk, "mine", str(tmp_path / "none.mid"))
    assert error[:3] == ("/sideman/error", "/sideman/groove/learn", "unknown_groove")
    assert "there is no such file" in error[3]
    (tmp_path / "broken.mid").write_bytes(b"MThd and no more")
    (error,) = learn(desk, "mine", str(tmp_path / "broken.mid"))
    assert "not a readable MIDI file" in error[3]
    assert desk.performer.plan is before
    (tmp_path / "grooves").mkdir()
    (tmp_path / "grooves" / "mine.groove").write_text("title: kept\n")
    write_take(tmp_path / "clip.mid", play(GrooveBook.load().get("bossa-nova"), 0))
    (error,) = learn(desk, "mine", str(tmp_path / "clip.mid"))
    assert "is there already" in error[3]
    assert (tmp_path / "grooves" / "mine.groove").read_text() == "title: kept\n"
