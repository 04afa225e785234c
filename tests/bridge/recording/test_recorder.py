"""What was played is in the take: in place through jumps and tempo changes, take after take, whatever the disk does."""

import logging
import os
import sys
import threading
from contextlib import suppress

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridge.api.fan_out import FanOut
from bridge.api.listeners import RecorderListener
from bridge.core.messages import BarLine, PlannedNote, note_off, note_on, program_change
from bridge.core.timebase import MockClock
from bridge.recording.recorder import Recorder
from bridge.recording.take_file import TakeFile
from model.music.config import PARTS
from model.music.events import Metre
from model.music.plan import Plan

COMMON = Metre(4, 4)


class Playing:
    """A recorder without its thread."""

    def __init__(self, folder, **options):
        self.folder, self.now, self.time = folder, None, MockClock()
        self.recorder = Recorder(folder, lambda: self.now, time=self.time, **options)

    def note(self, beat, pitch=60, length=0.5):
        self.recorder.sent(note_on(0, pitch, 90), beat)
        self.recorder.sent(note_off(0, pitch), beat + length)

    def bar(self, number, beat, *, metre=COMMON, tempo_bpm=120.0, chords=("C", "G7")):
        self.recorder.bar(BarLine(number, beat, tempo_bpm, metre, chords), tempo_bpm)

    def write(self):
        self.recorder.write_waiting()

    @property
    def takes(self):
        """In order, those of one second too: take-DAY-TIME, take-DAY-TIME-2."""
        return sorted(self.folder.glob("take-*.mid"), key=lambda path: [int(n) for n in path.stem.split("-")[1:]])


@pytest.fixture
def playing(tmp_path):
    made = Playing(tmp_path / "takes")
    yield made
    made.recorder._give_up()


def beats(path, kind="note_on"):
    """(beat, message) of every message of a kind."""
    tick, found = 0, []
    for message in mido.merge_tracks(mido.MidiFile(path).tracks):
        tick += message.time
        if message.type == kind:
            found.append((tick / 480, message))
    return found


def note_beats(path):
    return [beat for beat, _ in beats(path)]


def test_a_take_begins_with_its_first_bar_and_holds_metre_tempo_chords_and_notes(playing):
    playing.recorder.playing(True)
    playing.now = 15.97  # programs are chosen a little before the music begins
    playing.recorder.sent(program_change(0, 4), None)
    playing.bar(5, 16.0)
    playing.note(16.0)
    playing.note(17.5, 64)
    playing.bar(6, 20.0, chords=("F", "F"))
    playing.note(20.0)
    playing.write()
    (path,) = playing.takes
    assert playing.recorder.path == path
    assert note_beats(path) == [0.0, 1.5, 4.0]
    assert beats(path, "program_change")[0][0] == 0.0
    (signature,) = beats(path, "time_signature")
    assert (signature[0], signature[1].numerator, signature[1].denominator) == (0.0, 4, 4)
    assert [(beat, message.tempo) for beat, message in beats(path, "set_tempo")] == [(0.0, 500_000)]
    assert [(beat, message.text) for beat, message in beats(path, "marker")] == [(0.0, "C G7"), (4.0, "F")]


def test_it_is_written_while_it_goes_on(playing):
    playing.recorder.playing(True)
    for beat in range(5):
        playing.note(float(beat))
        playing.write()
        assert note_beats(playing.takes[0]) == [float(each) for each in range(beat + 1)]


def test_tempo_and_metre_changes_stand_at_their_bars_and_once(playing):
    playing.recorder.playing(True)
    for number, tempo_bpm, metre in (
        (1, 120.0, COMMON),
        (2, 120.3, COMMON),
        (3, 90.0, Metre(3, 4)),
        (4, 90.0, Metre(3, 4)),
    ):
        playing.bar(number, 4.0 * (number - 1), tempo_bpm=tempo_bpm, metre=metre)
    playing.write()
    (path,) = playing.takes
    assert [(beat, round(60e6 / message.tempo)) for beat, message in beats(path, "set_tempo")] == [
        (0.0, 120),
        (8.0, 90),
    ]
    assert [(beat, message.numerator) for beat, message in beats(path, "time_signature")] == [(0.0, 4), (8.0, 3)]


def test_a_tempo_too_slow_for_a_file_is_left_out(playing):
    playing.recorder.playing(True)
    playing.bar(1, 0.0, tempo_bpm=3.0)
    playing.bar(2, 4.0, tempo_bpm=120.0)
    playing.write()
    assert [beat for beat, _ in beats(playing.takes[0], "set_tempo")] == [4.0]


def test_where_the_song_jumps_the_file_goes_on(playing):
    playing.recorder.playing(True)
    for beat in (0.0, 1.0, 2.0, 100.0, 101.0, 4.0, 5.0, 4.5):
        playing.note(beat, length=0.0)
    playing.write()
    assert note_beats(playing.takes[0]) == [0.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.5, 4.0]


def test_the_last_note_offs_come_after_the_end_and_are_kept(playing):
    playing.recorder.playing(True)
    playing.recorder.sent(note_on(0, 60, 90), 0.0)
    playing.recorder.sent(note_on(0, 64, 90), 1.0)
    playing.recorder.playing(False)
    playing.write()
    playing.recorder.sent(note_off(0, 60), 1.5)
    playing.write()
    assert len(beats(playing.takes[0], "note_off")) == 1
    playing.write()
    assert playing.recorder._file is None


def test_a_note_that_is_struck_as_playing_ends_leaves_no_end_without_a_beginning(playing):
    playing.recorder.sent(note_on(0, 72, 90), None)  # and one held from before
    playing.recorder.playing(True)
    playing.bar(1, 0.0)
    playing.recorder.sent(note_off(0, 72), 0.25)
    playing.recorder.sent(note_on(0, 60, 90), 0.5)
    playing.recorder.playing(False)
    playing.recorder.sent(note_on(0, 64, 90), 0.75)
    for pitch in (60, 64):
        playing.recorder.sent(note_off(0, pitch), 1.0)
    playing.write()
    (take,) = playing.takes
    for kind in ("note_on", "note_off"):
        assert [message.note for _, message in beats(take, kind)] == [60]


def test_a_note_that_is_cut_off_by_the_end_keeps_its_length(playing):
    """Note-offs of a stop belong to no beat, and the clock that could tell has stopped before they come."""
    playing.recorder.playing(True)
    playing.bar(1, 0.0, tempo_bpm=120.0)
    playing.recorder.sent(note_on(0, 60, 90), 2.0)
    playing.time.advance(0.75)
    playing.recorder.playing(False)
    playing.recorder.sent(note_off(0, 60), None)
    playing.write()
    assert [beat for beat, _ in beats(playing.takes[0], "note_off")] == [3.5]


def test_a_performance_shorter_than_a_write_is_whole(playing):
    playing.recorder.playing(True)
    playing.recorder.sent(note_on(0, 60, 90), 0.0)
    playing.recorder.playing(False)
    playing.recorder.sent(note_off(0, 60), None)
    playing.write()
    assert len(beats(playing.takes[0], "note_off")) == 1


def test_every_performance_is_a_take_of_its_own(playing):
    for number in range(3):
        playing.recorder.playing(True)
        playing.recorder.playing(True)
        playing.note(100.0 * number, 60 + number)
        playing.recorder.playing(False)
        if number == 1:
            playing.write()
    playing.write()
    assert len(playing.takes) == 3
    assert sorted(message.note for path in playing.takes for _, message in beats(path)) == [60, 61, 62]
    assert [note_beats(path) for path in playing.takes] == [[0.0]] * 3


def test_what_comes_while_nothing_plays_is_not_recorded(playing):
    playing.note(0.0)
    playing.bar(1, 0.0)
    playing.write()
    assert not playing.takes
    playing.recorder.playing(True)
    playing.recorder.playing(False)
    for _ in range(3):
        playing.write()
    playing.note(4.0)
    playing.write()
    assert not beats(playing.takes[0])


def test_nothing_is_recorded_where_that_is_not_wanted(tmp_path):
    playing = Playing(tmp_path / "takes", records=False)
    playing.recorder.playing(True)
    playing.note(0.0)
    playing.write()
    assert not (tmp_path / "takes").exists()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("note"), st.floats(0.0, 3.0), st.integers(0, 127)),
            st.tuples(st.just("jump"), st.floats(-200.0, 200.0), st.just(0)),
            st.tuples(st.just("bar"), st.floats(40.0, 300.0), st.integers(1, 16)),
            st.tuples(st.just("write"), st.just(0.0), st.just(0)),
            st.tuples(st.just("again"), st.just(0.0), st.just(0)),
        ),
        max_size=40,
    )
)
def test_whatever_happens_every_note_is_in_its_take(tmp_path_factory, steps):
    playing = Playing(tmp_path_factory.mktemp("take"))
    beat, pitches = 0.0, [[]]
    playing.recorder.playing(True)
    for kind, value, number in steps:
        match kind:
            case "note":
                beat += value
                playing.note(beat, number, length=0.0)
                pitches[-1].append(number)
            case "jump":
                beat = max(beat + value, 0.0)
            case "bar":
                playing.bar(number, beat, tempo_bpm=value, metre=Metre(number, 4))
            case "write":
                playing.write()
            case "again":
                playing.recorder.playing(False)
                playing.recorder.playing(True)
                pitches.append([])
    playing.recorder.playing(False)
    for _ in range(3):
        playing.write()
    assert [sorted(message.note for _, message in beats(path)) for path in playing.takes] == [*map(sorted, pitches)]
    for path in playing.takes:
        assert len(beats(path)) == len(beats(path, "note_off"))


def stop(playing, *, is_followed):
    playing.recorder.playing(False, is_followed=is_followed)


def test_a_transport_that_loops_goes_on_in_the_take_that_is_open(playing):
    playing.recorder.playing(True, is_followed=True)
    for number in range(4):
        playing.note(0.0, 60 + number, length=3.5)
        stop(playing, is_followed=True)
        playing.write()
        playing.time.advance(0.2)
        playing.write()
        playing.recorder.playing(True, is_followed=True)
    stop(playing, is_followed=True)
    playing.time.advance(1.5)
    playing.write()
    playing.recorder.playing(True, is_followed=True)
    playing.note(0.0, 72)
    playing.write()
    assert [[message.note for _, message in beats(path)] for path in playing.takes] == [[60, 61, 62, 63], [72]]


def test_stop_and_play_at_once_by_hand_are_two_takes(playing):
    playing.recorder.playing(True)
    playing.note(0.0, 60)
    stop(playing, is_followed=False)
    playing.recorder.playing(True)
    playing.note(0.0, 61)
    playing.write()
    assert [[message.note for _, message in beats(path)] for path in playing.takes] == [[60], [61]]


def test_a_take_that_ended_has_a_named_track_for_each_part(playing):
    playing.recorder.planned([PlannedNote(1, 0, 9, 36, 90, 0.0, 1.0), PlannedNote(2, 1, 0, 60, 90, 0.0, 1.0)])
    playing.recorder.planned([PlannedNote(3, 3, 0, 60, 90, 0.0, 1.0)])
    playing.recorder.playing(True)
    playing.bar(1, 0.0, tempo_bpm=97.0)
    playing.note(0.0)
    playing.recorder.sent(note_on(9, 36, 90), 1.0)
    playing.recorder.sent(note_off(9, 36), 1.5)
    playing.recorder.sent(note_on(4, 50, 90), 2.0)
    playing.recorder.sent(note_off(4, 50), 2.5)
    playing.recorder.playing(False)
    for _ in range(2):
        playing.write()
    file = mido.MidiFile(playing.takes[0])
    assert file.type == 1
    names = ["Sideman", f"{PARTS[1]}, {PARTS[3]}", "channel 5", "drums"]
    assert [track.name for track in file.tracks] == names
    assert [message.type for message in file.tracks[0]][1:] == ["time_signature", "set_tempo", "marker", "end_of_track"]
    assert [(beat, message.note) for beat, message in beats(playing.takes[0])] == [(0.0, 60), (1.0, 36), (2.0, 50)]


# -- the disk


def test_two_daemons_in_one_folder_begin_takes_of_their_own(tmp_path, monkeypatch):
    players = [Playing(tmp_path), Playing(tmp_path)]
    whole = "bridge.recording.recorder.free_path"
    found = [tmp_path / "take-1.mid", tmp_path / "take-1.mid", tmp_path / "take-2.mid"]
    monkeypatch.setattr(whole, lambda *_: found.pop(0))  # both looked before either had begun
    for number, each in enumerate(players):
        each.recorder.playing(True)
        each.note(0.0, 60 + number)
        each.write()
    assert [[message.note for _, message in beats(path)] for path in players[0].takes] == [[60], [61]]
    for each in players:
        each.recorder._give_up()


def test_what_a_full_disk_did_not_take_is_written_when_there_is_room(playing, monkeypatch, caplog):
    playing.recorder.playing(True)
    playing.note(0.0)
    playing.write()
    with monkeypatch.context() as patch:
        patch.setattr(TakeFile, "_append", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        for beat in range(1, 5):
            playing.note(float(beat))
            playing.write()
    assert len(caplog.records) == 1
    playing.note(5.0)
    playing.write()
    assert note_beats(playing.takes[0]) == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    assert [beat for beat, _ in beats(playing.takes[0], "note_off")] == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]


def test_a_rename_that_fails_leaves_the_take_as_it_was(playing, monkeypatch, caplog):
    def fail(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", fail)
    playing.recorder.playing(True)
    playing.note(0.0)
    playing.recorder.playing(False)
    for _ in range(2):
        playing.write()
    assert mido.MidiFile(playing.takes[0]).type == 0
    assert note_beats(playing.takes[0]) == [0.0]
    assert [path.name for path in playing.folder.iterdir()] == [playing.takes[0].name]
    assert "stays in one track" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="folders are made unwritable otherwise")
def test_a_folder_that_cannot_be_written_is_one_line_for_each_performance(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    playing = Playing(tmp_path / "file")
    for number in range(2):
        playing.recorder.playing(True)
        for beat in range(5):
            playing.note(float(beat))
            playing.bar(1, float(beat))
            playing.write()
        playing.recorder.playing(False)
        playing.write()
        assert len(caplog.records) == number + 1
    assert "not recorded any further" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes")
def test_a_full_disk_is_one_line_keeps_what_was_written_and_the_next_take_is_tried(playing, caplog):
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    playing.recorder.playing(True)
    playing.note(0.0)
    playing.write()
    n_bytes = playing.takes[0].stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes + 20, before[1]))
    try:
        for beat in range(1, 60):
            playing.note(float(beat))
            playing.write()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert 0.0 in note_beats(playing.takes[0])
    playing.recorder.playing(False)
    playing.recorder.playing(True)
    playing.note(0.0, 72)
    playing.write()
    assert [message.note for _, message in beats(playing.takes[-1])] == [72]
    assert len(caplog.records) == 1


# -- its thread


def test_the_thread_writes_by_itself_and_at_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr("bridge.recording.recorder.WRITE_EVERY_S", 0.01)
    playing = Playing(tmp_path)
    playing.recorder.start()
    playing.recorder.playing(True)
    playing.note(0.0)
    ended = threading.Event()
    for _ in range(500):
        with suppress(EOFError):  # looked at between its making and its first write
            if playing.takes and len(beats(playing.takes[0])) == 1:
                break
        ended.wait(0.01)
    monkeypatch.setattr("bridge.recording.recorder.WRITE_EVERY_S", 60.0)
    playing.note(1.0)
    playing.recorder.close()
    assert note_beats(playing.takes[0]) == [0.0, 1.0]
    assert not [thread for thread in threading.enumerate() if thread.name == "recorder"]


def test_a_fault_of_ours_does_not_end_the_thread(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("bridge.recording.recorder.WRITE_EVERY_S", 0.005)
    faults = [RuntimeError("a fault")] * 3
    write = Recorder._write

    def failing(recorder):
        if faults:
            raise faults.pop()
        write(recorder)

    monkeypatch.setattr(Recorder, "_write", failing)
    playing = Playing(tmp_path)
    playing.recorder.start()
    while faults:
        threading.Event().wait(0.005)
    playing.recorder.playing(True)
    playing.note(0.0)
    playing.recorder.close()
    assert note_beats(playing.takes[0]) == [0.0]
    assert playing.recorder.n_faults == 3
    assert len(caplog.records) == 1


class Clock:
    active = "internal"

    def tempo_bpm(self):
        return self.bpm


class Told:
    def __init__(self):
        self.heard = []

    def __getattr__(self, name):
        return lambda *values: self.heard.append((name, *values))


def test_the_witness_tells_both_and_the_clocks_tempo_is_the_files(playing):
    told, clock = Told(), Clock()
    witness = FanOut([RecorderListener(playing.recorder, clock), told])
    clock.bpm = 100.0
    witness.playing(True)
    line = BarLine(1, 0.0, 120.0, COMMON, ("C", "C"))
    witness.bar(line)
    clock.bpm = None
    witness.bar(line._replace(number=2, beat=4.0))
    witness.notes([])
    witness.cancelled(3.0)
    witness.plan(Plan(words="funk"))
    witness.late(1.0, ())
    witness.inference(False, "died")
    witness.failed("oh")
    witness.playing(False)
    playing.write()
    tempos = [(beat, round(60e6 / message.tempo)) for beat, message in beats(playing.takes[0], "set_tempo")]
    assert tempos == [(0.0, 100), (4.0, 120)]
    names = ["playing", "bar", "bar", "notes", "cancelled", "plan", "late", "inference", "failed", "playing"]
    assert [name for name, *_ in told.heard] == names
    assert told.heard[7] == ("inference", False, "died")
