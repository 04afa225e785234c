"""``sideman clip`` into a song that is given: what stays is what was there, message by message."""

from __future__ import annotations

import mido
import pytest
from click.testing import CliRunner

from bridge.commands.clip import clip
from bridge.core.errors import SetupError
from model.music.config import BASS
from model.music.songs import read_song

N_BARS = 8


@pytest.fixture
def song(song_writer, tmp_path):
    """A song with a controller, an off-grid note and a lyric, which must all stay."""
    path = tmp_path / "song.mid"
    song_writer(path, seed=2, n_bars=N_BARS)
    file = mido.MidiFile(path)
    file.tracks[2].insert(2, mido.Message("control_change", channel=1, control=64, value=127, time=7))
    file.tracks[3].insert(2, mido.MetaMessage("lyrics", text="là ÿ", time=3))
    file.tracks[3].insert(2, mido.Message("sysex", data=(1, 2, 3)))
    file.save(path)
    return path


@pytest.fixture
def run(model_file, tmp_path):
    def invoke(*arguments, out="out.mid"):
        arguments = [*map(str, arguments), "--model", str(model_file), "-o", str(tmp_path / out), "--seed", "3"]
        finished = CliRunner().invoke(clip, arguments, catch_exceptions=False)
        assert finished.exit_code == 0, finished.output
        return tmp_path / out, finished.output

    return invoke


def strokes(path, part=None, bars=range(1000)):
    """Every note of a file as its messages have it, but where it stands in its track."""
    song = read_song(path)
    found = set()
    for note, place in zip(song.notes, song.places, strict=True):
        if (part is None or note.part == part) and song.bar_of(note.tick) in bars:
            track = song.file.tracks[place.track]
            ticks = [sum(m.time for m in track[: index + 1]) for index in (place.on, place.off)]
            found.add((place.track, place.channel, note.pitch, note.velocity, *ticks))
    return found


def others(path):
    """Messages with their ticks that are of no note."""
    found = []
    for number, track in enumerate(mido.MidiFile(path).tracks):
        now = 0
        for message in track:
            now += message.time
            if message.type not in ("note_on", "note_off", "end_of_track"):
                found.append((number, now, message.copy(time=0)))
    return found


def test_one_part_of_some_bars_is_new_and_every_other_message_stays(run, song):
    out, said = run("--given", song, "--replace", "bass", "--bars", "3-5")
    gap = range(2, 5)
    assert strokes(out, BASS, gap)
    assert strokes(out, BASS, gap) != strokes(song, BASS, gap)
    assert strokes(out) - strokes(out, BASS, gap) == strokes(song) - strokes(song, BASS, gap)
    assert others(out) == others(song)
    assert "bass, bars 3-5" in said
    lengths = [sum(message.time for message in track) for track in mido.MidiFile(song).tracks]
    assert [sum(message.time for message in track) for track in mido.MidiFile(out).tracks] == lengths


def test_no_note_of_the_file_is_struck_while_it_sounds(run, song):
    out, _ = run("--given", song, "--bars", "2-7")
    for track in mido.MidiFile(out).tracks:
        sounding = set()
        for message in track:
            if message.type == "note_on" and message.velocity:
                assert (message.channel, message.note) not in sounding
                sounding.add((message.channel, message.note))
            elif message.type in ("note_on", "note_off"):
                sounding.remove((message.channel, message.note))
        assert not sounding


def test_only_velocities_leaves_pitches_and_rhythm(run, song):
    out, _ = run("--given", song, "--replace", "bass,drums", "--bars", "2-4", "--only", "velocities")

    def without(path):
        return {stroke[:3] + stroke[4:5] for stroke in strokes(path)}

    assert without(out) == without(song)
    assert strokes(out) != strokes(song)


def test_a_song_goes_on(run, song):
    out, said = run("--continue", song, "--bars", 2)
    assert strokes(out, None, range(N_BARS)) == strokes(song)
    more = strokes(out) - strokes(song)
    assert len({stroke[0] for stroke in more}) >= 3  # in the tracks that it has
    assert all(N_BARS * 1920 <= stroke[4] < (N_BARS + 2) * 1920 for stroke in more)
    assert f"bars {N_BARS + 1}-{N_BARS + 2}" in said


def test_missing_parts_come_in_tracks_of_their_own(run, song):
    out, _ = run("--complement", song, "pop with strings and organ")
    new = mido.MidiFile(out).tracks[len(mido.MidiFile(song).tracks) :]
    assert {track.name for track in new} == {"strings", "organ"}
    channels = [{message.channel for message in track if message.type == "note_on"} for track in new]
    assert all(len(each) == 1 for each in channels)
    assert not set.union(*channels) & {0, 1, 2, 9}  # those that the song uses
    assert strokes(song) <= strokes(out)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--given", "{song}", "--bars", "3-50"), "has bars 1 to 8"),
        (("--given", "{song}", "--replace", "banjo"), "'banjo' is not a part"),
        (("--given", "{song}.gone", "--bars", "3"), "no such file"),
        (("--given", "{song}", "--replace", "strings", "--bars", "2-3", "--only", "pitches"), "have no notes"),
        (("--complement", "{song}", "with bass"), "nothing is missing"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(model_file, song, tmp_path, arguments, words):
    asked = [each.format(song=song) for each in arguments]
    out = tmp_path / "out.mid"
    with pytest.raises(SetupError, match=words):
        CliRunner().invoke(clip, [*asked, "--model", str(model_file), "-o", str(out)], catch_exceptions=False)
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--given", "{song}"), "say what is written anew"),
        (("--replace", "bass", "jazz"), "name it with --given"),
        (("--bars", "9-16", "jazz"), "need --given"),
        (("--bars", "16-9", "jazz"), "first bar before the last"),
        (("--bars", "many", "jazz"), "neither a number of bars"),
        (("--given", "{song}", "--continue", "{song}"), "do not go together"),
        (("--continue", "{song}", "--bars", "3-5"), "how many bars are to come"),
        (("--continue", "{song}", "--only", "rhythm"), "--given alone"),
        (("--complement", "{song}", "--bars", "3"), "leave --bars out"),
        (("--given", "{song}", "--bars", "3", "--groove", "one drop"), "--groove does not go with a song"),
    ],
)
def test_options_that_do_not_go_together_are_a_sentence(song, arguments, words):
    finished = CliRunner().invoke(clip, [each.format(song=song) for each in arguments])
    assert finished.exit_code == 2
    assert words in finished.output


def test_takes_are_written_side_by_side_and_told_apart(run, tmp_path):
    _, said = run("rock with drums and bass", "--bars", 2, "--takes", 3, out="t.mid")
    plan, *lines = said.splitlines()
    assert plan.startswith("plan   rock")
    assert [line.split()[0] for line in lines] == [str(tmp_path / f"t-{number}.mid") for number in (1, 2, 3)]
    assert all("notes a bar" in line for line in lines)
    assert not (tmp_path / "t.mid").exists()
    assert len({(tmp_path / f"t-{number}.mid").read_bytes() for number in (1, 2, 3)}) == 3


def test_takes_of_a_gap_are_written_side_by_side(run, song, tmp_path):
    run("--given", song, "--replace", "bass", "--bars", "3-4", "--takes", 2, out="t.mid")
    one, other = (strokes(tmp_path / f"t-{number}.mid", BASS, range(2, 4)) for number in (1, 2))
    assert one
    assert other
