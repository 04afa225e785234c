"""Takes over OSC: made, heard one after the other, kept; and the library of bars."""

from __future__ import annotations

import mido
import pytest
from talking_rig import TalkingRig

from bridge.core.errors import OutOfRangeError
from bridge.inference_worker.model_loader import load_music
from bridge.performance.bar_library import BarLibrary
from model.music.config import TICKS_PER_QUARTER

MADE = "/sideman/takes/made"
BAR_S = 2.0


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


@pytest.fixture
def desk(tmp_path, make_generator):
    desk = TalkingRig(tmp_path, make_generator)
    desk.ask("prompt", "pop with drums and bass in C at 120 bpm 4/4")
    desk.ask("seed", 5)
    return desk


def made(desk, *arguments):
    *takes, end = desk.ask("takes", *arguments, until=MADE)
    assert end == (MADE, len(takes))
    return takes


def loop_of(desk, from_beat, n_bars):
    """What is planned from a beat on, as (part, pitch, velocity, beat in the loop)."""
    log = desk.performer._state.buffer.bar_log
    end = from_beat + 4.0 * n_bars
    notes = [note for bar in log.bars for note in bar.notes if from_beat <= note.beat < end]
    return sorted((note.part, note.pitch, note.velocity, note.beat - from_beat) for note in notes)


def file_of(take):
    """The notes of a take's file: part by its track's name left out, (pitch, velocity, beat)."""
    found = []
    for track in mido.MidiFile(take[3]).tracks:
        now = 0
        for message in track:
            now += message.time
            if message.type == "note_on" and message.velocity:
                found.append((message.note, message.velocity, now / 480))
    return sorted(found)


def test_takes_come_with_a_line_and_a_file_each_and_differ(desk, tmp_path):
    takes = made(desk, 3, 2)
    assert [take[1] for take in takes] == [1, 2, 3]
    files = [file_of(take) for take in takes]
    assert [take[2] for take in takes] == [len(notes) for notes in files]
    assert files[0] != files[1] != files[2] != files[0]
    assert all("notes a bar" in take[4] for take in takes)
    assert all(str(tmp_path) in take[3] for take in takes)


def test_takes_are_heard_one_after_the_other_and_left(desk):
    desk.ask("play")
    desk.run_for(1.2 * BAR_S)
    takes = made(desk, 2, 2)
    for number, beat in ((1, 8.0), (2, 12.0)):
        assert desk.ask("takes/hear", number) == [("/sideman/takes/hearing", number)]
        assert desk.performer.status().holding
        heard = loop_of(desk, beat, 1)
        in_file = [(p, v, round(b, 6)) for p, v, b in file_of(takes[number - 1]) if b < 4.0]
        assert sorted((p, v, round(b, 6)) for _, p, v, b in heard) == in_file
        desk.run_for(BAR_S)
    assert desk.ask("release") == [("/sideman/holding", 0)]
    desk.run_for(3 * BAR_S)
    assert not desk.performer.status().holding
    assert desk.performer.status().playing
    desk.ask("stop")
    desk.assert_clean()


def test_a_take_that_is_kept_goes_on_and_leans_the_next(desk):
    desk.ask("play")
    desk.run_for(1.2 * BAR_S)
    takes = made(desk, 2, 2)
    desk.ask("takes/hear", 2)
    desk.run_for(2 * BAR_S)
    assert desk.ask("takes/keep", 2) == [("/sideman/takes/kept", 2, takes[1][3])]
    desk.run_for(4 * BAR_S)
    assert desk.performer.status().playing
    assert not desk.performer.status().holding
    assert desk.performer.auditions.likes.n_kept == 1
    with pytest.raises(OutOfRangeError, match="there are no takes"):
        desk.ask("takes/hear", 1)
    desk.ask("stop")
    desk.assert_clean()


def test_what_was_liked_is_remembered_and_a_damaged_file_begins_anew(desk, tmp_path, caplog):
    made(desk, 2, 1)
    desk.ask("takes/keep", 1)
    library = BarLibrary(tmp_path)
    assert library.read_likes() == desk.performer.auditions.likes
    assert library.read_likes().n_kept == 1
    (tmp_path / "sideman-likes.json").write_text("[1")
    assert library.read_likes().n_kept == 0
    assert "damaged" in caplog.text


def test_the_last_bars_are_kept_listed_and_looped(desk, tmp_path):
    desk.ask("play")
    desk.run_for(3.2 * BAR_S)
    (answer,) = desk.ask("keep", 2, "riff")
    assert answer == ("/sideman/kept", "riff", 2, str(tmp_path / "library" / "riff.mid"))
    played = loop_of(desk, 4.0, 2)
    assert desk.ask("keep", 1) == [("/sideman/kept", "kept", 1, str(tmp_path / "library" / "kept.mid"))]
    assert desk.ask("library") == [("/sideman/library", "kept", "riff")]
    assert desk.ask("library/loop", "riff") == [("/sideman/holding", 2)]
    desk.run_for(1.5 * BAR_S)
    looped = loop_of(desk, 16.0, 2)
    tick = 1.0 / TICKS_PER_QUARTER
    assert [note[:3] for note in looped] == [note[:3] for note in played]
    assert [note[3] for note in looped] == pytest.approx([note[3] for note in played], abs=tick)
    assert desk.ask("library/remove", "riff") == [("/sideman/library", "kept")]
    assert (tmp_path / "library" / "removed" / "riff.mid").is_file()
    assert "no 'riff'; it has kept" in desk.ask("library/remove", "riff")[0][-1]
    desk.ask("release")
    desk.run_for(2 * BAR_S)
    desk.ask("stop")
    desk.assert_clean()


@pytest.mark.parametrize(
    ("address", "arguments", "words"),
    [
        ("takes", (9,), "1 to 8"),
        ("takes", (2, 33), "1 to 32"),
        ("takes/hear", (1,), "there are no takes"),
        ("takes/keep", (1,), "there are no takes"),
        ("keep", (2,), "no whole bar"),
        ("keep", (2, "../riff"), "is no name"),
    ],
)
def test_what_cannot_be_is_a_sentence(desk, address, arguments, words):
    with pytest.raises(OutOfRangeError, match=words):
        desk.ask(address, *arguments)


def test_a_number_that_is_no_take_and_a_name_that_is_not_kept_are_named(desk):
    made(desk, 2, 1)
    with pytest.raises(OutOfRangeError, match="takes 1 to 2, not 3"):
        desk.ask("takes/keep", 3)
    with pytest.raises(OutOfRangeError, match="nothing plays"):
        desk.ask("takes/hear", 2)
    assert desk.ask("library/loop", "riff")[0][0] == "/sideman/error"
