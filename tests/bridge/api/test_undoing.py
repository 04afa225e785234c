"""Undo, redo, lock and again, over OSC, on the real model and a mock clock: what sounds next, to the bit."""

from __future__ import annotations

import pytest
from talking_rig import TalkingRig

from bridge.api.midi_actions import MidiActions
from bridge.core.errors import OutOfRangeError, WrongArgumentsError
from bridge.inference_worker.model_loader import load_music
from model.music.config import PARTS

BASS, DRUMS, PIANO = PARTS.index("bass"), PARTS.index("drums"), PARTS.index("piano")
BAR_S = 2.0


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


@pytest.fixture(scope="module")
def start(tmp_path_factory, make_generator):
    """A player that has played for a bar and a half, with a fixed seed."""

    def started(seed=11, **controls):
        desk = TalkingRig(tmp_path_factory.mktemp("desk"), make_generator)
        desk.ask("prompt", "pop with drums, bass and piano in C at 120 bpm 4/4")
        desk.ask("seed", seed)
        for name, value in controls.items():
            desk.ask("set", name, value)
        desk.performer._state.undo.done.clear()
        desk.ask("play")
        desk.run_for(1.5 * BAR_S)
        return desk

    return started


@pytest.fixture(scope="module")
def untouched(start):
    """The same after five bars more in which nobody changed anything."""
    desk = start()
    desk.run_for(5 * BAR_S)
    return desk


def planned(desk, from_beat=0.0):
    """Every note that is planned from a beat on, but for its number."""
    log = desk.performer._state.buffer.bar_log
    return sorted(note[1:] for bar in log.bars for note in bar.notes if note.beat >= from_beat)


def sent(desk, after_s):
    """Notes on and off; programs that a change chose are chosen back."""
    return [(time_s, data) for time_s, data in desk.port.sent if time_s >= after_s and data[0] & 0xE0 == 0x80]


def now(desk):
    return desk.time.now_s()


def next_line(desk):
    return -(-desk.performer.status().beat // 4) * 4.0


def in_bar(desk, number, part):
    """A part's notes in a bar, by beat and pitch."""
    notes = [note for note in of_part(planned(desk), part) if 4.0 * (number - 1) <= note[4] < 4.0 * number]
    return sorted(notes, key=lambda note: (note[4], note[2]))


@pytest.mark.parametrize(
    "change",
    [
        ("set", "density", 0.4),
        ("style", "jazz"),
        ("prompt", "only piano"),
        ("chords", "Am F"),
        ("tempo", 90),
        ("part", "piano", "on", 0),
        ("again",),
        ("again", "bass rhythm"),
        ("key", "E minor"),
    ],
)
def test_what_is_undone_sounds_on_as_if_it_had_never_been(start, untouched, change):
    changed = start()
    before = planned(changed)
    changed.ask(*change)
    changed.run_for(0.0)
    assert planned(changed) != before or change[0] == "part"
    assert changed.ask("undo")[-1] == ("/sideman/undone", 0, 1)
    moment = now(changed)
    changed.run_for(5 * BAR_S)
    if change[0] != "part":  # a part switched off is silent at once
        assert sent(changed, moment) == sent(untouched, moment)
    assert planned(changed, 12.0) == planned(untouched, 12.0)
    assert changed.performer.scene == untouched.performer.scene


def test_what_is_undone_after_it_was_heard_comes_back_for_the_bars_that_are_left(start):
    changed, untouched = start(), start()
    changed.ask("quantum", "beat")
    untouched.ask("quantum", "beat")
    changed.ask("set", "energy", 1.0)
    for desk in (changed, untouched):
        desk.run_for(0.6 * BAR_S)
    changed.ask("undo")
    beat = changed.performer.status().beat + 2.0
    for desk in (changed, untouched):
        desk.run_for(4 * BAR_S)
    assert planned(changed, beat) == planned(untouched, beat)


def test_redo_brings_back_what_was_undone_to_the_bit(start):
    redone, kept = start(), start()
    for desk in (redone, kept):
        desk.ask("set", "density", 2.0)
        desk.run_for(0.0)
    redone.ask("undo")
    redone.run_for(0.0)
    assert planned(redone) != planned(kept)
    assert redone.ask("redo")[-1] == ("/sideman/undone", 1, 0)
    for desk in (redone, kept):
        desk.run_for(4 * BAR_S)
    assert planned(redone, 8.0) == planned(kept, 8.0)
    assert redone.performer.scene == kept.performer.scene


def test_a_hundred_changes_are_undone_one_by_one_and_no_more(start):
    desk = start()
    for number in range(104):
        desk.ask("set", "density", 0.5 + number / 100)
        desk.run_for(0.01)
    assert desk.ask("undo")[-1] == ("/sideman/undone", 99, 1)
    for number in range(99):
        assert desk.performer.scene.controls["density"] == pytest.approx(0.5 + (102 - number) / 100)
        desk.ask("undo")
    assert desk.performer.scene.controls["density"] == pytest.approx(0.5 + 3 / 100)
    assert desk.ask("undo")[-1] == ("/sideman/undone", 0, 100)
    for _ in range(100):
        desk.ask("redo")
    assert desk.performer.scene.controls["density"] == pytest.approx(0.5 + 103 / 100)
    desk.run_for(2 * BAR_S)
    assert planned(desk, desk.performer.status().beat)


def test_a_new_change_ends_redo_and_what_changes_nothing_is_no_step(start):
    desk = start()
    desk.ask("set", "energy", 0.9)
    desk.ask("set", "energy", 0.9)
    assert desk.ask("undo")[-1] == ("/sideman/undone", 0, 1)
    desk.ask("set", "register", 0.5)
    assert desk.ask("redo")[-1] == ("/sideman/undone", 1, 0)
    assert desk.performer.scene.controls["energy"] is None


def test_sound_and_quantum_are_undone_without_touching_the_music(start):
    desk = start()
    before = planned(desk)
    for change in (("part", "bass", "volume", 40), ("quantum", "phrase")):
        desk.ask(*change)
        desk.ask("undo")
        desk.run_for(0.0)
    assert planned(desk) == before
    assert desk.performer.scene.controls.part("bass").volume is None
    assert desk.performer.scene.quantum == "beat"


def test_a_controller_in_motion_is_one_step(start):
    desk = start()
    for value in range(20):
        desk.performer.editor.update_controls(lambda c, v=value: c.with_value("energy", v / 20), "cc energy")
        desk.run_for(0.02)
    assert desk.ask("undo")[-1] == ("/sideman/undone", 0, 1)
    assert desk.performer.scene.controls["energy"] is None


def test_undo_before_music_plays_changes_what_will(tmp_path, make_generator):
    desk = TalkingRig(tmp_path, make_generator)
    desk.ask("style", "jazz")
    desk.ask("undo")
    assert dict(desk.performer.plan.style).get("jazz") is None
    desk.ask("redo")
    assert dict(desk.performer.plan.style)["jazz"] == 1.0


# -- again and locks


def of_part(notes, part):
    return [note for note in notes if note[0] == part]


def test_again_makes_one_part_anew_from_the_next_bar_and_leaves_every_other_note(start):
    desk = start()
    before = planned(desk)
    line = next_line(desk)
    (answer,) = desk.ask("again", "bass")
    desk.run_for(0.0)
    after = planned(desk)
    first, last = answer[1:]
    assert first == 3
    end_beat = 4.0 * last
    for part in {note[0] for note in before} - {BASS}:
        mine = [note for note in of_part(before, part) if note[4] < end_beat]
        assert [note for note in of_part(after, part) if note[4] < end_beat][: len(mine)] == mine
    assert [n for n in of_part(after, BASS) if n[4] < line] == [n for n in of_part(before, BASS) if n[4] < line]
    assert [n for n in of_part(after, BASS) if n[4] >= line] != [n for n in of_part(before, BASS) if n[4] >= line]


def test_again_makes_only_pitches_velocities_or_the_rhythm_anew(start):
    desk = start()
    pitch, velocity, beat = 2, 3, 4
    for what, kept in (("pitches", beat), ("velocities", pitch), ("velocities", beat)):
        before = in_bar(desk, 3, BASS)
        assert before
        assert desk.ask("again", f"bass bars 3 {what}") == [("/sideman/again", 3, 3)]
        desk.run_for(0.0)
        assert [note[kept] for note in in_bar(desk, 3, BASS)] == [note[kept] for note in before]
        assert what != "velocities" or in_bar(desk, 3, BASS) != before
    pitches = {note[pitch] for note in in_bar(desk, 3, BASS)}
    before = [note[velocity] for note in in_bar(desk, 3, BASS)]
    desk.ask("again", "bass bars 3 rhythm")
    desk.run_for(0.0)
    assert {note[pitch] for note in in_bar(desk, 3, BASS)} <= pitches
    assert before


@pytest.mark.parametrize("seed", [102, 104, 107])
@pytest.mark.parametrize("what", ["velocities", "pitches"])
def test_again_adds_no_note_behind_the_old_ones(start, what, seed):
    desk = start(seed=seed)
    before = in_bar(desk, 3, PIANO)
    assert desk.ask("again", f"piano bars 3 {what}") == [("/sideman/again", 3, 3)]
    desk.run_for(0.0)
    beats = {note[4] for note in before}
    assert beats
    assert {note[4] for note in in_bar(desk, 3, PIANO)} <= beats


@pytest.mark.parametrize("change", [("again",), ("style", "metal"), ("set", "density", 4), ("key", "F# minor")])
def test_what_is_locked_stays_to_the_bit_through_every_change(start, change):
    desk = start()
    assert desk.ask("lock", "drums", "bars", "4") == [("/sideman/locked", "drums", "4-4")]
    before, first = planned(desk), next_line(desk)
    assert any(12.0 <= note[4] < 16.0 for note in before)
    desk.ask(*change)
    desk.run_for(0.0)
    after = planned(desk)
    for notes in (of_part(before, DRUMS), [note for note in before if 12.0 <= note[4] < 16.0]):
        assert [note for note in notes if note not in after] == []
    assert [note for note in after if first <= note[4] < 12.0] != [note for note in before if first <= note[4] < 12.0]
    desk.run_for(3 * BAR_S)
    assert desk.ask("unlock", "all") == [("/sideman/locked", "", "")]


@pytest.mark.parametrize(
    ("address", "arguments", "error", "words"),
    [
        ("lock", ("banjo",), WrongArgumentsError, "'banjo' is not understood"),
        ("lock", ("bars",), WrongArgumentsError, "say which bars"),
        ("lock", ("bars 9-3",), OutOfRangeError, "first before the last"),
        ("lock", ("bass rhythm",), WrongArgumentsError, "'rhythm' is not understood"),
        ("unlock", (), WrongArgumentsError, "what"),
        ("again", ("bars 1",), OutOfRangeError, "are planned and can be made again"),
        ("again", ("bars 3 5",), WrongArgumentsError, "one stretch"),
        ("again", ("loudness",), WrongArgumentsError, "velocities"),
    ],
)
def test_what_is_not_understood_is_a_sentence_and_changes_nothing(start, address, arguments, error, words):
    desk = start()
    before = planned(desk)
    with pytest.raises(error, match=words):
        desk.ask(address, *arguments)
    desk.run_for(0.0)
    assert planned(desk) == before
    assert not desk.performer._state.locks.is_any


def test_again_without_music_is_a_sentence(tmp_path, make_generator):
    with pytest.raises(OutOfRangeError, match="nothing plays"):
        TalkingRig(tmp_path, make_generator).ask("again")


def looped(desk, part, from_beat, n_bars=2):
    """A part's notes of the loop that begins at a beat."""
    notes = [note for note in of_part(planned(desk, from_beat), part) if note[4] < from_beat + 4.0 * n_bars]
    return sorted((round(note[4] - from_beat, 6), *note[2:4], note[5]) for note in notes)


def test_a_part_of_a_loop_is_made_again_and_undone_while_it_goes_round(start):
    desk = start()
    desk.run_for(1.5 * BAR_S)
    assert desk.ask("hold", 2) == [("/sideman/holding", 2)]
    begin = next_line(desk)
    bass, drums = (looped(desk, part, begin, 1) for part in (BASS, DRUMS))
    assert bass
    assert desk.ask("again", "bass") == [("/sideman/again", 1, 2)]
    desk.run_for(2.2 * BAR_S)
    again = begin + 8.0
    assert looped(desk, BASS, again, 1) != bass
    assert looped(desk, DRUMS, again, 1) == drums
    assert desk.ask("undo")[-1] == ("/sideman/undone", 0, 1)
    desk.run_for(2 * BAR_S)
    assert looped(desk, BASS, begin + 16.0, 1) == bass
    desk.ask("release")
    desk.run_for(2 * BAR_S)
    desk.ask("stop")
    desk.assert_clean()


def test_bars_that_a_loop_has_not_and_parts_that_are_locked_are_named(start):
    desk = start()
    desk.run_for(1.5 * BAR_S)
    desk.ask("hold", 2)
    with pytest.raises(OutOfRangeError, match="bars 1 to 2"):
        desk.ask("again", "bass bars 3")
    desk.ask("lock", "bass")
    with pytest.raises(OutOfRangeError, match="locked"):
        desk.ask("again", "bass")


def test_buttons_of_a_controller_undo_redo_and_make_again(start):
    desk = start()
    actions = MidiActions(desk.performer, desk.desk.scenes, desk.cc_map, desk.scheduler, None)
    for number, target in enumerate(("again", "undo", "redo"), 20):
        desk.cc_map._targets[str(number)] = target
    before = planned(desk)
    for number, is_as_before in ((20, False), (21, True), (22, False)):
        actions.controller(number, 127, 1)
        actions.controller(number, 0, 1)  # let go
        desk.run_for(0.0)
        assert (planned(desk) == before) is is_as_before


def test_words_ask_for_another_version_a_click_and_a_count_in(start):
    desk = start()
    line = next_line(desk)
    before = planned(desk, line)
    (answer,) = desk.ask("prompt", "try something else on the bass")
    assert "are made once more" in str(answer)
    desk.run_for(0.5 * BAR_S)
    after = planned(desk, line)
    assert of_part(after, BASS) != of_part(before, BASS)
    assert of_part(after, DRUMS)[:8] == of_part(before, DRUMS)[:8]
    desk.ask("prompt", "click on please")
    assert desk.performer.click.is_on
    desk.ask("prompt", "no click")
    assert not desk.performer.click.is_on
    assert "1 bars are counted in" in str(desk.ask("prompt", "count us in"))
