"""Drum maps and articulations: what is read, what is sent, and that a note ends on the key that it began on."""

from __future__ import annotations

from pathlib import Path

import pytest
from bridge_doubles import Rig

from bridge.core.errors import UnknownArticulationsError, UnknownDrumMapError
from bridge.core.messages import SILENT, PlannedNote, Tone
from bridge.core.timebase import MockClock
from bridge.midi.feedback import FeedbackFilter
from bridge.midi.player_input import PlayerInput
from bridge.playback import articulations
from bridge.playback.articulations import Articulations
from bridge.playback.drum_maps import ARTICULATIONS, PLAIN, find, names
from bridge.playback.parts import Router
from model.music.config import BASS, DRUMS

BASICS = ("kick", "snare", "hi-hat closed", "hi-hat open", "tom high", "tom floor", "crash", "ride")


def test_general_midi_changes_nothing() -> None:
    assert find("gm").is_plain
    assert [find("gm").key_of(key) for key in range(128)] == list(range(128))


@pytest.mark.parametrize("name", [name for name in names() if name not in ("roland", "alesis")])
def test_every_map_has_the_pieces_of_a_kit_on_keys_of_their_own(name: str) -> None:
    keys = [find(name).key_of(key) for key, piece in ARTICULATIONS.items() if piece in BASICS]
    assert SILENT not in keys
    assert len(set(keys)) == len(BASICS)


def test_keys_are_those_of_the_published_lists() -> None:
    addictive, superior = find("addictive"), find("superior")
    assert [addictive.key_of(key) for key in (36, 38, 37, 42, 46, 50, 41, 49, 51, 53)] == [
        *(36, 38, 42, 49, 56, 71, 65, 77, 60, 61),
    ]
    assert [superior.key_of(key) for key in (36, 38, 37, 40, 42, 46, 49)] == [36, 38, 37, 40, 42, 46, 49]
    assert addictive.key_of(70) == SILENT


def test_a_piece_without_the_articulation_is_played_plainly(tmp_path: Path) -> None:
    path = tmp_path / "mine.map"
    lines = ("# my kit", "title = Mine", "kick = 60", "snare = 61  # centre", "hi-hat closed = 62", "crash = 63")
    path.write_text("\n".join((*lines, "clap = off", "others = off")))
    mine = find(str(path))
    assert (mine.name, mine.title) == ("mine", "Mine")
    assert [mine.key_of(key) for key in (35, 36, 37, 38, 40, 42, 46, 52, 57)] == [60, 60, 61, 61, 61, 62, 62, 63, 63]
    assert [mine.key_of(key) for key in (39, 51, 70)] == [SILENT] * 3


def test_pads_are_read_as_general_midi() -> None:
    roland = find("roland")
    assert [roland.gm_key_of(key) for key in (36, 40, 22, 26, 58, 55, 99)] == [36, 40, 42, 46, 43, 49, 99]
    received = []

    class Actions:
        def player_note(self, pitch, velocity, _at_s):
            received.append((pitch, velocity))

    keyboard = PlayerInput(Actions(), FeedbackFilter(MockClock(), 0.0), pad_key=roland.gm_key_of)
    for data in (b"\x99\x16\x50", b"\x89\x16\x00"):
        keyboard.receive(data)
    assert received == [(42, 80), (42, 0)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("snare 38", "line 1: write a piece and its key"),
        ("kick = 36\ngong = 5", "line 2: 'gong' is no piece"),
        ("kick = 128", "line 1: keys are numbers from 0 to 127"),
        ("kick = C1", "line 1: keys are numbers"),
        ("others = maybe", "line 1: others are same or off"),
        ("kick =", "line 1: write a piece"),
    ],
)
def test_a_bad_map_gets_a_sentence_with_file_and_line(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "mine.map"
    path.write_text(text)
    with pytest.raises(UnknownDrumMapError, match=f"mine.map, {what}"):
        find(str(path))


def test_an_unknown_map_is_refused() -> None:
    with pytest.raises(UnknownDrumMapError, match="there are addictive, alesis"):
        find("kazoo")
    with pytest.raises(UnknownDrumMapError, match="cannot be read"):
        find("/nowhere/mine.map")


def test_only_drums_are_sent_by_the_map_and_missing_pieces_not_at_all() -> None:
    router = Router(drum_map=find("addictive"))
    assert router.place(1, Tone(DRUMS, 42, 90, 0.0, 0.25)).sent_key == 49
    assert router.place(1, Tone(DRUMS, 70, 90, 0.0, 0.25)).key == SILENT
    assert router.place(1, Tone(BASS, 42, 90, 0.0, 0.25)).sent_key == 42
    assert Router().place(1, Tone(DRUMS, 42, 90, 0.0, 0.25)) == Router(drum_map=PLAIN).place(
        1, Tone(DRUMS, 42, 90, 0.0, 0.25)
    )


def test_a_note_ends_on_its_own_key_when_the_map_changes_between() -> None:
    rig = Rig("120 bpm 4/4 drums only")
    rig.performer.instruments.use_drum_map(find("addictive"))
    rig.performer.play()
    rig.run_for(4.2)
    rig.performer.instruments.use_drum_map(find("gm"))
    rig.run_for(2.0)
    rig.performer.instruments.use_drum_map(find("drum-rack"))
    rig.run_for(2.0)
    rig.performer.stop()
    rig.run_for(0.2)
    rig.assert_clean()
    keys = [pitch for _, pitch in rig.port.note_ons()]
    assert {49, 42} & set(keys)
    assert len(set(keys)) > 2


def test_our_own_sound_keeps_general_midi() -> None:
    note = Router(drum_map=find("addictive")).place(1, Tone(DRUMS, 70, 90, 0.0, 0.25))
    assert note.key == SILENT
    assert note.pitch == 70


# -- articulations


def test_articulations_are_read_and_chosen_by_the_note(tmp_path: Path) -> None:
    path = tmp_path / "bass.articulations"
    path.write_text("title = My bass\nshort = key 24\nlong = cc 32 64  # sustained\naccent = key 26\n")
    mine = articulations.read(path)

    def chosen(velocity: int, duration: float) -> str:
        return mine.of(PlannedNote(1, BASS, 4, 40, velocity, 0.0, duration))

    assert [chosen(90, 0.2), chosen(90, 1.0), chosen(120, 1.0)] == ["short", "long", "accent"]
    assert mine.messages("short", 4) == (b"\x94\x18\x64", b"\x84\x18\x00")
    assert mine.messages("long", 4) == (b"\xb4\x20\x40",)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("loud = key 24", "line 1: 'loud' is no articulation"),
        ("short = key", "line 1: write key 24, or cc 32 64"),
        ("short = cc 32", "line 1: write key 24, or cc 32 64"),
        ("short = key 128", "line 1: write key 24"),
        ("# nothing", "names no articulation"),
    ],
)
def test_bad_articulations_get_a_sentence(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "bass.articulations"
    path.write_text(text)
    with pytest.raises(UnknownArticulationsError, match=what):
        articulations.read(path)
    with pytest.raises(UnknownArticulationsError, match="cannot be read"):
        articulations.read(tmp_path / "missing")


def test_a_switch_comes_before_the_note_and_only_where_it_changes() -> None:
    rig = Rig("120 bpm 4/4 bass only")
    rig.performer.instruments.use_articulations({BASS: Articulations({"long": (24,), "short": (25,)})})
    rig.performer.play()
    rig.run_for(6.0)
    switches = [(at, data[1]) for at, data in rig.port.sent if data[0] & 0xF0 == 0x90 and data[1] in (24, 25)]
    notes = [(at, pitch) for at, pitch in rig.port.note_ons() if pitch not in (24, 25)]
    assert [key for _, key in switches] == [24]
    assert switches[0][0] <= notes[0][0]
    assert [data[1] for _, data in rig.port.sent if data[0] & 0xF0 == 0x90][:2] == [24, notes[0][1]]
    rig.performer.stop()
    rig.run_for(0.2)
    rig.assert_clean()
