"""Requests for charts, sections, songs, count-in and click."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from bridge.api.midi_actions import MidiActions
from bridge.core.errors import (
    BadChartError,
    NotAllowedError,
    NotPlayingError,
    OutOfRangeError,
    UnknownDrumMapError,
    UnknownSectionError,
    UnknownSongError,
    WrongArgumentsError,
)
from bridge.inference_worker.model_loader import load_music
from bridge.osc.peer import Peer
from model.charts.chart import Chart, ChartBar, ChartChord, ChartSection, MelodyNote
from model.charts.writing_musicxml import to_musicxml
from model.music.events import COMMON_TIME
from model.music.keys import Key
from tests.bridge.talking_rig import TalkingRig

CHART = "title: Air\ntempo: 96\nkey: Dm\n[Verse]\n| Dm | Gm A7 |\n[Chorus]\n| F | C |\n"


@pytest.fixture(scope="module")
def make_generator():
    return load_music().make_generator


@pytest.fixture
def desk(tmp_path, make_generator):
    return TalkingRig(tmp_path, make_generator)


def chart_of(desk):
    return desk.performer.scene.chart


def test_a_chart_is_followed_from_its_text_and_from_a_file(desk, tmp_path) -> None:
    path = tmp_path / "air song.txt"
    path.write_text(CHART)
    for source in (CHART, str(path), CHART.replace("\n", "\\n")):
        told = desk.ask("chart", source)
        assert told[0] == ("/sideman/chart", "Air", 4, 1)
        assert told[1] == ("/sideman/sections", "Verse", "Chorus")
        assert told[2][0] == "/sideman/plan"
        assert str(desk.performer.plan.key) == "D minor"
        assert desk.performer.plan.tempo_bpm == 96.0
        assert desk.ask("sections") == [("/sideman/sections", "Verse", "Chorus")]
        assert desk.ask("chart", "auto")[0] == ("/sideman/chart", "", 0, 0)
        assert chart_of(desk) is None


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("| C | Hm |", "line 1, column 7: 'Hm' is not a recognised chord"),
        ("| C | G |]\n| % | C / / |", "line 2, column 7: the bar has 3 beats"),
        ("missing.txt", "cannot be read"),
        ("song.pdf", "is no chart"),
        ("irealb://nothing", "no music"),
        ("<score-partwise>", "damaged"),
    ],
)
def test_a_bad_chart_is_refused_with_its_place_and_changes_nothing(desk, source, what) -> None:
    desk.ask("chart", CHART)
    scene = desk.performer.scene
    (answer,) = desk.ask("chart", source)
    assert answer[:3] == ("/sideman/error", "/sideman/chart", BadChartError.code)
    assert what in answer[3]
    assert desk.performer.scene is scene


def test_sections_are_called_while_music_plays(desk) -> None:
    with pytest.raises(NotPlayingError):
        desk.ask("section", "chorus")
    desk.ask("chart", CHART)
    desk.ask("play")
    desk.run_for(1.0)
    assert desk.ask("section/cut", "chorus") == [("/sideman/section", "Chorus", 2)]
    assert desk.ask("section", "next") == [("/sideman/section", "Chorus", 2)]
    assert desk.ask("section", 1) == [("/sideman/section", "Verse", 2)]
    with pytest.raises(UnknownSectionError):
        desk.ask("section", "hook")
    with pytest.raises(WrongArgumentsError):
        desk.ask("section")


def test_fill_break_build_and_ending_have_addresses(desk) -> None:
    assert desk.ask("fill/now") == [("/sideman/cue", "fill", "not done: nothing plays")]
    desk.ask("play")
    desk.run_for(1.0)
    assert desk.ask("fill/now") == [("/sideman/cue", "fill", "in bar 4")]
    assert desk.ask("break", 2) == [("/sideman/cue", "break", "in bar 2")]
    assert desk.ask("build", 3) == [("/sideman/cue", "build", "over 3 bars")]
    assert desk.ask("ending", 4) == [("/sideman/cue", "ending", "in bar 5")]
    with pytest.raises(OutOfRangeError):
        desk.ask("ending", 0)
    with pytest.raises(OutOfRangeError):
        desk.ask("break", 99)


def test_a_song_list_is_a_folder_or_a_file_in_order(desk, tmp_path) -> None:
    with pytest.raises(UnknownSongError, match="no song list"):
        desk.ask("song", "next")
    songs = tmp_path / "songs"
    songs.mkdir()
    for name in ("b tune", "a tune", "c other"):
        (songs / f"{name}.txt").write_text(CHART.replace("Air", name))
    (songs / "notes.pdf").write_text("x")
    assert desk.ask("songs", str(songs)) == [("/sideman/songs", "a tune", "b tune", "c other")]
    assert desk.ask("song", "next")[0] == ("/sideman/song", "a tune", 1, 3)
    assert desk.ask("song", "other")[:2] == [("/sideman/song", "c other", 3, 3), ("/sideman/chart", "c other", 4, 1)]
    with pytest.raises(UnknownSongError, match="'c other' is number 3 of 3"):
        desk.ask("song", "next")
    assert desk.ask("song", "previous")[0] == ("/sideman/song", "b tune", 2, 3)
    assert desk.ask("song", 1)[0] == ("/sideman/song", "a tune", 1, 3)
    listed = tmp_path / "gig.list"
    listed.write_text("# tonight\nsongs/c other.txt\nsongs/a tune.txt\n")
    assert desk.ask("songs", str(listed)) == [("/sideman/songs", "c other", "a tune")]
    listed.write_text("songs/missing.txt\n")
    with pytest.raises(UnknownSongError, match="line 1: there is no file"):
        desk.ask("songs", str(listed))
    assert desk.ask("songs") == [("/sideman/songs", "c other", "a tune")]
    with pytest.raises(UnknownSongError, match="no song 'zzz'"):
        desk.ask("song", "zzz")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnknownSongError, match="no charts"):
        desk.ask("songs", str(tmp_path / "empty"))


def test_a_playlist_of_ireal_pro_is_a_song_list(desk, tmp_path) -> None:
    songs = [
        f"{title}=Trad==Folk={key}==1r34LbKcu7T44{key} |G7 Z==120=0" for title, key in (("One", "C"), ("Two", "D"))
    ]
    page = tmp_path / "list.html"
    page.write_text(f'<a href="irealb://{quote("===".join([*songs, "My list"]))}">My list</a>')
    assert desk.ask("songs", str(page)) == [("/sideman/songs", "One", "Two")]
    assert desk.ask("song", "two")[:2] == [("/sideman/song", "Two", 2, 2), ("/sideman/chart", "Two", 2, 1)]
    assert str(desk.performer.plan.key) == "D major"
    page.write_text("<html></html>")
    with pytest.raises(UnknownSongError, match="no irealb://"):
        desk.ask("songs", str(page))


def test_a_song_that_cannot_be_read_leaves_the_list_where_it_was(desk, tmp_path) -> None:
    songs = tmp_path / "songs"
    songs.mkdir()
    (songs / "a.txt").write_text(CHART)
    (songs / "b.txt").write_text("| Hm |")
    desk.ask("songs", str(songs))
    desk.ask("song", "a")
    assert desk.ask("song", "next")[0][2] == BadChartError.code
    assert desk.ask("song", "next")[0][2] == BadChartError.code
    assert chart_of(desk).names == ("Verse", "Chorus")


def test_a_melody_is_given_to_a_part(desk, tmp_path) -> None:
    bar = ChartBar(COMMON_TIME, Key(0, "major"), (ChartChord(0, "C"),), (MelodyNote(0, 72, 48),))
    path = tmp_path / "tune.musicxml"
    path.write_text(to_musicxml(Chart((ChartSection("A", (bar,)),))))
    assert desk.ask("melody", "lead") == [("/sideman/melody", "lead")]
    desk.ask("chart", str(path))
    assert chart_of(desk).melody_part == "lead"
    desk.ask("melody", "follow")
    assert (chart_of(desk).melody_part, chart_of(desk).follows_melody) == ("", True)
    desk.ask("melody", "off")
    assert not any(each.melody for each in chart_of(desk).bars)
    desk.ask("chart", CHART)
    with pytest.raises(BadChartError, match="no melody"):
        desk.ask("melody", "lead")
    with pytest.raises(OutOfRangeError):
        desk.ask("melody", "kazoo")


def test_count_in_and_click_are_set(desk) -> None:
    assert desk.ask("count_in", 2) == [("/sideman/count_in", 2)]
    assert desk.ask("click", 1, 16) == [("/sideman/click", 1)]
    assert desk.performer.click.is_on
    assert desk.ask("click", 0) == [("/sideman/click", 0)]
    with pytest.raises(OutOfRangeError):
        desk.ask("count_in", 5)
    with pytest.raises(OutOfRangeError):
        desk.ask("click", 1, 17)


def test_other_machines_read_only_their_folders(desk) -> None:
    stranger = Peer("10.0.0.7", 9000)
    desk.ask("hello", "swordfish", peer=stranger)
    number = desk.answers[0][1]
    desk.ask("hello", "swordfish", number, peer=stranger)
    with pytest.raises(NotAllowedError):
        desk.ask("chart", "/etc/song.txt", peer=stranger)
    with pytest.raises(NotAllowedError):
        desk.ask("songs", "/etc", peer=stranger)


def test_handover_needs_its_mode(desk) -> None:
    with pytest.raises(NotPlayingError, match="mode respond"):
        desk.ask("handover", 1)
    desk.ask("mode", "respond")
    assert desk.ask("handover") == [("/sideman/handover", 1)]
    assert desk.ask("handover") == [("/sideman/handover", 0)]
    assert desk.ask("handover", 0) == [("/sideman/handover", 0)]
    assert desk.ask("follow_tempo", 0) == [("/sideman/follow_tempo", 0)]


def test_drum_maps_are_chosen_by_name_or_file(desk, tmp_path) -> None:
    assert desk.ask("drum_maps")[0][1] == "gm"
    assert desk.ask("drum_map", "addictive") == [("/sideman/drum_map", "addictive", "Addictive Drums 2")]
    assert desk.ask("drum_maps")[0][1] == "addictive"
    with pytest.raises(UnknownDrumMapError):
        desk.ask("drum_map", "kazoo")
    own = tmp_path / "my kit.map"
    own.write_text("kick = 60\n")
    assert desk.ask("drum_map", str(own)) == [("/sideman/drum_map", "my kit", "my kit")]
    assert desk.performer.instruments.drum_map.key_of(36) == 60


def test_buttons_hand_over_fill_and_go_on(desk) -> None:
    actions = MidiActions(desk.performer, desk.desk.scenes, desk.cc_map, desk.scheduler, None)
    for number, target in enumerate(("handover", "fill", "next_section"), 20):
        desk.cc_map._targets[str(number)] = target
    desk.ask("chart", CHART)
    actions.controller(22, 127, 1)
    desk.ask("play")
    desk.run_for(0.5)
    actions.controller(21, 127, 1)
    actions.controller(22, 127, 1)
    kinds = [cue.kind for cue in desk.performer._state.cues]
    assert kinds.count("section") == 1
    assert "fill" in kinds
    desk.ask("mode", "respond")
    actions.controller(20, 127, 1)
    assert desk.performer.hand_over(True)


def test_the_section_that_plays_is_in_the_status(desk) -> None:
    def section() -> str:
        (values,) = desk.ask("status")
        return values[values.index("section") + 1]

    assert section() == ""
    desk.ask("chart", CHART)
    desk.ask("play")
    desk.run_for(0.5)
    assert section() == "Verse"
    desk.run_for(2 * 4 * 60.0 / 96.0)
    assert section() == "Chorus"
    desk.ask("chart", "auto")
    assert section() == ""


def test_a_clip_plays_the_chart_from_its_beginning(desk) -> None:
    desk.ask("chart", "key: D\n[A]\n| (3/4) D | A7 |")
    desk.ask("play")
    desk.run_for(3.0)
    answers = desk.ask("clip", 2, "only bass", until="/sideman/clip/end")
    (begin,) = [answer for answer in answers if answer[0] == "/sideman/clip/begin"]
    assert begin[2] == 2
    assert begin[4] == "3/4"
    notes = [answer[3:] for answer in answers if answer[0] == "/sideman/clip/notes"]
    struck = [(each[n + 4], each[n + 2] % 12) for each in notes for n in range(0, len(each), 6)]
    firsts = {beat: pitch for beat, pitch in struck if beat in (0.0, 3.0)}
    assert set(firsts.items()) <= {(0.0, 2), (0.0, 9), (3.0, 9), (3.0, 4)}
    assert firsts
    assert all(beat < 6.0 for beat, _ in struck)


def test_what_was_played_is_stored_as_sections_and_called_by_name(desk) -> None:
    with pytest.raises(NotPlayingError, match="no whole bar"):
        desk.ask("section/store", 4, "verse")
    desk.ask("tempo", 120.0)
    desk.ask("chords", "Dm G7")
    desk.ask("play")
    desk.run_for(4.2)
    assert desk.ask("section/store", 2, "My verse") == [("/sideman/section/stored", "My verse", 2)]
    desk.ask("chords", "F Bb")
    desk.run_for(6.0)
    assert desk.ask("section/store", 2, "hook") == [("/sideman/section/stored", "hook", 2)]
    desk.ask("chords", "auto")
    ((address, name, bar),) = desk.ask("section", "my verse")
    assert (address, name) == ("/sideman/section", "My verse")
    desk.run_for(6.2)
    lines = {line.number: line for line in desk.performer._state.buffer.bar_log.lines}
    assert {lines[bar].chords[0], lines[bar + 1].chords[0]} == {"Dm", "G7"}
    assert desk.ask("sections") == [("/sideman/sections", "My verse", "hook")]
    ((_, name, bar),) = desk.ask("section", "hook")
    desk.run_for(4.2)
    lines = {line.number: line for line in desk.performer._state.buffer.bar_log.lines}
    assert {lines[bar].chords[0], lines[bar + 1].chords[0]} == {"F", "Bb"}
