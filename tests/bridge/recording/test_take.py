"""Writing takes."""

import mido
import pytest
from bridge_doubles import ScriptedBar

from bridge.core.errors import TakeError
from bridge.recording.take import FILE_TICKS_PER_QUARTER, write_take
from model.music.config import DRUMS, PARTS
from model.music.events import Metre, Note

BASS = PARTS.index("bass")
BARS = [
    ScriptedBar(Metre(4, 4), 120.0, ("C", "C"), (Note(0, DRUMS, 36, 6, 90), Note(24, BASS, 40, 96, 80))),
    ScriptedBar(Metre(3, 4), 120.0, ("C", "C"), (Note(0, BASS, 40, 24, 70),)),
    ScriptedBar(Metre(3, 4), 90.0, ("C", "C"), (Note(0, DRUMS, 38, 6, 90),)),
]


def timed(track):
    tick = 0
    for message in track:
        tick += message.time
        yield tick / FILE_TICKS_PER_QUARTER, message


def test_one_track_a_part_with_names_programs_tempo_and_metre(tmp_path):
    path = tmp_path / "new" / "a.mid"
    assert write_take(path, BARS) == 4
    file = mido.MidiFile(path)
    assert [track.name for track in file.tracks] == ["Sideman", "drums", "bass"]
    conductor = [(beat, m.type) for beat, m in timed(file.tracks[0]) if m.type in ("time_signature", "set_tempo")]
    assert conductor == [
        (0.0, "time_signature"),
        (0.0, "set_tempo"),
        (4.0, "time_signature"),
        (7.0, "set_tempo"),
    ]
    bass = [(beat, m.type, m.channel) for beat, m in timed(file.tracks[2]) if not m.is_meta]
    assert bass == [
        (0.0, "program_change", 4),
        (1.0, "note_on", 4),
        (4.0, "note_off", 4),  # re-struck: released first
        (4.0, "note_on", 4),
        (5.0, "note_off", 4),
    ]
    assert all(message.channel == 9 for message in file.tracks[1] if not message.is_meta)


def test_sections_and_chords_are_markers(tmp_path):
    path = tmp_path / "a.mid"
    bars = [BARS[0]._replace(section="Verse", chords=("C", "C")), BARS[1]._replace(chords=("F", "G7"))]
    write_take(path, bars)
    markers = [(beat, m.text) for beat, m in timed(mido.MidiFile(path).tracks[0]) if m.type == "marker"]
    assert markers == [(0.0, "Verse"), (0.0, "C"), (4.0, "F G7")]


def test_the_same_bars_give_the_same_bytes(tmp_path):
    for name in ("a.mid", "b.mid"):
        write_take(tmp_path / name, BARS)
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()


def test_nothing_played_is_still_a_file(tmp_path):
    assert write_take(tmp_path / "a.mid", []) == 0
    assert len(mido.MidiFile(tmp_path / "a.mid").tracks) == 1


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(TakeError, match="cannot be written"):
        write_take(tmp_path / "taken" / "a.mid", BARS)


@pytest.mark.parametrize("title", ["慢速爵士 ♯", "half of a character: \udcff"])
def test_a_title_may_be_in_any_script(tmp_path, title):
    write_take(tmp_path / "a.mid", BARS, title)
    assert mido.MidiFile(tmp_path / "a.mid", charset="utf-8").tracks[0].name == title.replace("\udcff", "?")
