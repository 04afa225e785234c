"""Music that is given over OSC: written into, gone on with, complemented."""

from __future__ import annotations

import pytest
from talking_rig import TalkingRig

from bridge.core.errors import IncompleteError, OutOfRangeError, UnknownClipError, WrongArgumentsError
from bridge.inference_worker.model_loader import load_music

END = "/sideman/clip/end"
N_BARS = 4
BASS = [("bass", 5, 33 + 7 * (beat % 2), 90, float(beat), 0.9) for beat in range(4 * N_BARS)]
DRUMS = [("drums", 10, 36 if beat % 2 == 0 else 38, 100, float(beat), 0.25) for beat in range(4 * N_BARS)]


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


@pytest.fixture
def desk(tmp_path, make_generator):
    desk = TalkingRig(tmp_path, make_generator)
    assert desk.ask("given/begin", 4, N_BARS) == [("/sideman/given/begun", 4)]
    for sequence, notes in enumerate((BASS, DRUMS)):
        desk.ask("given/notes", 4, sequence, *[value for note in notes for value in note])
    return desk


def clip_of(answers):
    """Bars, and notes as rows, of a clip that was answered."""
    assert answers[0][0] == "/sideman/clip/begin"
    notes = []
    for answer in answers[1:-1]:
        flat = answer[3:]
        notes += [flat[n : n + 6] for n in range(0, len(flat), 6)]
    assert answers[-1][2] == len(notes)
    return answers[0][2], notes


def test_a_part_of_some_bars_is_written_anew_at_its_beats(desk):
    n_bars, notes = clip_of(desk.ask("given/replace", 4, 2, "bass", 2, 3, until=END))
    assert n_bars == N_BARS
    assert {note[0] for note in notes} == {"bass"}
    assert all(4.0 <= note[4] < 12.0 for note in notes)


def test_only_the_velocities_can_be_new(desk):
    _, notes = clip_of(desk.ask("given/replace", 4, 2, "all", 2, 2, "velocities", until=END))
    before = {(note[0], note[2], note[4]) for note in BASS + DRUMS if 4.0 <= note[4] < 8.0}
    assert {(note[0], note[2], note[4]) for note in notes} == before


def test_it_goes_on_behind_what_is_given_from_beat_0(desk):
    n_bars, notes = clip_of(desk.ask("given/continue", 4, 2, 2, until=END))
    assert n_bars == 2
    assert {note[0] for note in notes} == {"bass", "drums"}
    assert all(0.0 <= note[4] < 8.0 for note in notes)


def test_missing_parts_are_written(desk):
    desk.ask("set", "guidance", 1.5)  # as performers have it: the strings of this seed rest without
    n_bars, notes = clip_of(desk.ask("given/complement", 4, 2, "strings,bass", until=END))
    assert n_bars == N_BARS
    assert {note[0] for note in notes} == {"strings"}


@pytest.mark.parametrize(
    ("address", "arguments", "error", "words"),
    [
        ("given/replace", (4, 3, "bass", 2, 3), IncompleteError, "packets 2"),
        ("given/replace", (4, 2, "bass", 3, 2), OutOfRangeError, "bars 3 to 2"),
        ("given/replace", (4, 2, "bass", 3, 5), OutOfRangeError, "bars 1 to 4"),
        ("given/replace", (4, 2, "banjo", 2, 3), OutOfRangeError, "banjo"),
        ("given/replace", (4, 2, "bass", 2, 3, "feel"), OutOfRangeError, "pitches"),
        ("given/replace", (4, 2, "piano", 2, 3, "pitches"), WrongArgumentsError, "no notes there"),
        ("given/replace", (5, 2, "bass", 2, 3), UnknownClipError, "5"),
        ("given/continue", (4, 2, 65), OutOfRangeError, "64"),
        ("given/complement", (4, 2, "bass"), WrongArgumentsError, "nothing is missing"),
    ],
)
def test_what_makes_no_sense_is_refused_and_what_was_sent_is_still_there(desk, address, arguments, error, words):
    with pytest.raises(error, match=words):
        desk.ask(address, *arguments)
    assert clip_of(desk.ask("given/continue", 4, 2, 1, until=END))[0] == 1
    with pytest.raises(UnknownClipError):
        desk.ask("given/continue", 4, 2, 1)


def test_nothing_given_is_refused(desk):
    desk.ask("given/begin", 5, 2)
    with pytest.raises(WrongArgumentsError, match="no notes were given"):
        desk.ask("given/continue", 5, 0, 2)


def test_it_may_have_a_metre_and_a_tempo_of_its_own(desk):
    assert desk.ask("given/begin", 6, 2, "3/4", 90.0) == [("/sideman/given/begun", 6)]
    desk.ask("given/notes", 6, 0, *[value for note in BASS[:6] for value in note])
    answers = desk.ask("given/continue", 6, 1, 2, until=END)
    assert answers[0][2:] == (2, 90.0, "3/4")
    assert all(note[4] < 6.0 for note in clip_of(answers)[1])
    with pytest.raises(OutOfRangeError, match="not a recognised metre"):
        desk.ask("given/begin", 6, 2, "waltz")
