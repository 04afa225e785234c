"""REAPER's actions, run by a real Lua against a double of its API, with the real command and the real player behind."""

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bridge.api.osc_api import BY_ADDRESS
from bridge.hosts.patches.write import ROOT

SCRIPTS = ROOT / "reaper_scripts"
DOUBLE = ROOT / "tests" / "reaper" / "reaper_double.lua"
GENERATE, FILL = "Sideman_generate at edit cursor.lua", "Sideman_fill selected items.lua"
CONTINUE, COMPLEMENT = "Sideman_continue selected items.lua", "Sideman_complement selected items.lua"
ANEW = "Sideman_write bars anew.lua"
AGAIN, PROMPT = "Sideman_again.lua", "Sideman_send selection as prompt.lua"

pytestmark = pytest.mark.lua


@pytest.fixture
def reaper(tmp_path):
    """Run Lua with the scripts as they are installed; lines of what came of it, split."""
    if shutil.which("lua5.4") is None:
        pytest.skip("not installed: lua5.4")
    for path in SCRIPTS.iterdir():
        shutil.copy(path, tmp_path)
    command = tmp_path / "sideman"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from bridge.cli import main; main()" "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "sideman_command.txt").write_text(f"{command}\n")

    def run(code, port):
        head = f'local double = dofile("{DOUBLE}")\ndouble.folder = "{tmp_path}"\n'
        text = head + code.replace("@", f"{tmp_path}/") + "\ndouble.tell()\n"
        done = subprocess.run(
            ["lua5.4", "-"], input=text, capture_output=True, text=True, timeout=120,
            env={**os.environ, "SIDEMAN_PORT": str(port)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]

    return run


def of(kind, told):
    return [line[1:] for line in told if line[0] == kind]


def test_a_clip_comes_at_the_cursor_in_the_projects_time_and_one_undo_step(reaper, start_daemon):
    daemon = start_daemon("--midi-port", "none", "--seed", "2")
    code = f"""
    double.tempo, double.numerator, double.cursor = 150, 3, 12.0
    double.answers = {{ "waltz with piano, bass and flute|4" }}
    double.act("@{GENERATE}")
    """
    told = reaper(code, daemon.port)
    assert not of("box", told)
    assert of("undo", told) == [["Sideman: waltz with piano, bass and flute"]]
    items = of("item", told)
    assert {"piano", "bass"} <= {item[0] for item in items} <= {"piano", "bass", "pipe"}
    # Four bars of three beats at 150 bpm are 4.8 s.
    assert all(item[1:] == ["12.000000", "4.800000", "waltz with piano, bass and flute", "true"] for item in items)
    notes = of("note", told)
    assert len(notes) > 12
    assert all(0.0 <= float(start) < 12.0 and float(end) <= 12.0 + 8.0 for *_, start, end in notes)


def test_again_replaces_what_was_made_and_nothing_else(reaper, start_daemon):
    daemon = start_daemon("--midi-port", "none")
    code = f"""
    reaper.InsertTrackAtIndex(0)
    reaper.Undo_BeginBlock2()
    local mine = reaper.CreateNewMIDIItemInProj(reaper.GetTrack(0, 0), 0, 1, false)
    reaper.Undo_EndBlock2(0, "mine")
    double.answers = {{ "jazz trio|2" }}
    double.act("@{GENERATE}")
    print("first")
    double.tell()
    double.boxes, double.undo = {{}}, {{}}
    double.act("@{AGAIN}")
    print("second")
    """
    told = reaper(code, daemon.port)
    first, second = told[: told.index(["second"])], told[told.index(["second"]) :]
    assert of("undo", second) == [["Sideman: again"]]
    assert of("item", second)[0][0] == "Track 1"
    assert {item[0] for item in of("item", second)[1:]} <= {"drums", "bass", "piano", "reed"}
    tracks = [item[0] for item in of("item", second)]
    assert len(tracks) == len(set(tracks))  # the old items are gone
    assert of("note", first) != of("note", second)


def test_a_part_is_written_around_the_selected_items(reaper, start_daemon):
    daemon = start_daemon("--midi-port", "none", "--seed", "1")
    code = f"""
    reaper.InsertTrackAtIndex(0)
    local track = reaper.GetTrack(0, 0)
    reaper.GetSetMediaTrackInfo_String(track, "P_NAME", "Piano", true)
    reaper.Undo_BeginBlock2()
    local item = reaper.CreateNewMIDIItemInProj(track, 2.0, 6.0, false)
    reaper.Undo_EndBlock2(0, "mine")
    for beat = 0, 7 do
      for _, pitch in ipairs({{ 60, 64, 67 }}) do
        reaper.MIDI_InsertNote(item.take, false, false, beat * 960, beat * 960 + 900, 0, pitch, 90, true)
      end
    end
    double.selected = {{ item }}
    double.answers = {{ "bass and drums" }}
    double.act("@{FILL}")
    """
    told = reaper(code, daemon.port)
    assert not of("box", told)
    made = [item for item in of("item", told) if item[0] != "Piano"]
    assert {item[0] for item in made} == {"bass", "drums"}
    assert all(item[1:3] == ["2.000000", "4.000000"] for item in made)
    assert len([note for note in of("note", told) if note[0] == "Piano"]) == 24


def test_an_items_name_is_a_prompt(reaper, start_daemon, peer):
    daemon = start_daemon("--midi-port", "none")
    code = f"""
    reaper.InsertTrackAtIndex(0)
    reaper.Undo_BeginBlock2()
    local item = reaper.CreateNewMIDIItemInProj(reaper.GetTrack(0, 0), 0, 1, false)
    reaper.Undo_EndBlock2(0, "mine")
    item.take.name = "slow reggae in F"
    double.selected = {{ item }}
    double.act("@{PROMPT}")
    """
    assert not of("box", reaper(code, daemon.port))
    client = peer(daemon)
    client.send("/sideman/subscribe", "plan")
    answer = client.receive()
    while answer.address != "/sideman/plan":
        answer = client.receive()
    told = dict(zip(answer.arguments[::2], answer.arguments[1::2], strict=True))
    assert (told["style"], told["key"]) == ("reggae 1", "F major")


# Four bars of a bass line, and of chords above it, from two seconds on.
BAND = """
    reaper.Undo_BeginBlock2()
    local items = {}
    for index, name in ipairs({ "Bass", "Piano" }) do
      reaper.InsertTrackAtIndex(index - 1)
      reaper.GetSetMediaTrackInfo_String(reaper.GetTrack(0, index - 1), "P_NAME", name, true)
      items[index] = reaper.CreateNewMIDIItemInProj(reaper.GetTrack(0, index - 1), 2.0, 10.0, false)
    end
    reaper.Undo_EndBlock2(0, "mine")
    for beat = 0, 15 do
      reaper.MIDI_InsertNote(items[1].take, false, false, beat * 960, beat * 960 + 900, 0, 36 + beat % 4, 90, true)
      reaper.MIDI_InsertNote(items[2].take, false, false, beat * 960, beat * 960 + 900, 0, 60 + beat % 4, 80, true)
    end
    double.selected = items
"""


def test_selected_items_go_on_behind_their_end(reaper, start_daemon):
    daemon = start_daemon("--midi-port", "none", "--seed", "1")
    told = reaper(BAND + f'double.answers = {{ "2" }}\ndouble.act("@{CONTINUE}")', daemon.port)
    assert not of("box", told)
    made = [item for item in of("item", told) if item[3] == "continued"]
    assert {item[0] for item in made} == {"Bass", "Piano"}
    assert all(item[1:3] == ["10.000000", "4.000000"] for item in made)


def test_missing_parts_are_written_beside_the_selected_items(reaper, start_daemon):
    daemon = start_daemon("--midi-port", "none", "--seed", "1")
    told = reaper(BAND + f'double.answers = {{ "drums and bass" }}\ndouble.act("@{COMPLEMENT}")', daemon.port)
    assert not of("box", told)
    made = [item for item in of("item", told) if item[0] not in ("Bass", "Piano")]
    assert [item[:3] for item in made] == [["drums", "2.000000", "8.000000"]]


def test_bars_are_written_anew_in_the_items_and_all_other_notes_stay(reaper, start_daemon):
    daemon = start_daemon("--midi-port", "none", "--seed", "1")
    code = BAND + 'print("before")\ndouble.tell()\nprint("after")\ndouble.time_selection = { 4.0, 6.0 }\n'
    told = reaper(code + f'double.act("@{ANEW}")', daemon.port)
    before, after = (of("note", each) for each in (told[: told.index(["after"])], told[told.index(["after"]) :]))
    assert not of("box", told)
    assert of("undo", told)[-1] == ["Sideman: bars 2-2 anew"]

    def outside(notes):
        return [note for note in notes if not 4.0 <= float(note[4]) < 8.0]

    assert outside(after) == outside(before)
    assert {note[0] for note in after if 4.0 <= float(note[4]) < 8.0} == {"Bass", "Piano"}
    assert after != before


@pytest.mark.parametrize("action", [GENERATE, FILL, AGAIN, PROMPT, CONTINUE, COMPLEMENT, ANEW])
def test_what_is_missing_is_said_in_words_and_changes_nothing(reaper, action):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    told = reaper(f'double.answers = {{ "jazz|2" }}\ndouble.act("@{action}")', port)
    (box,) = of("box", told)
    assert "sideman run" in box[0] or "select" in box[0] or "nothing to do again" in box[0]
    assert not of("item", told)
    assert not of("undo", told)


def test_another_version_of_the_command_is_told(reaper, tmp_path):
    command = tmp_path / "sideman_old"
    command.write_text("#!/bin/sh\necho 'sideman 9'\necho 'clip 1 120 4/4'\necho 'end 0'\n")
    command.chmod(0o755)
    code = f'double.answers = {{ "jazz|2" }}\nio.open("@sideman_command.txt", "w"):write("{command}"):close()\n'
    (box,) = of("box", reaper(code + f'double.act("@{GENERATE}")', 1))
    assert "another version" in box[0]


def test_every_message_of_the_surface_is_understood():
    lines = (SCRIPTS / "Sideman.ReaperOSC").read_text().splitlines()
    patterns = [word for line in lines if line and line[0] != "#" and "/" in line for word in line.split()[1:]]
    addresses = {"/" + pattern.partition("/")[2] for pattern in patterns}
    assert {"/play", "/time", "/beat/str", "/tempo/raw"} <= addresses
    assert {each for each in addresses if each in BY_ADDRESS} == {"/play", "/time", "/beat/str", "/tempo/raw"}


def test_the_package_index_names_every_script():
    index = (SCRIPTS / "index.xml").read_text()
    assert all(path.name in index for path in Path(SCRIPTS).glob("*.lua"))
