"""Songs read from MIDI files: bars, parts, and where each note stands in its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import mido
import pytest

from model.music.config import BASS, DRUMS, PARTS
from model.music.events import Metre
from model.music.songs import SongError, read_song

Writer = Callable[..., None]


def test_bars_parts_and_places_are_those_of_the_file(song_writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "song.mid"
    song_writer(path, seed=1, n_bars=5, metre=(3, 4))
    song = read_song(path)
    assert [bar.metre for bar in song.bars] == [Metre(3, 4)] * 5
    assert [bar.tempo_bpm for bar in song.bars] == pytest.approx([105.0] * 5, abs=0.01)
    assert song.parts == (DRUMS, 1, BASS, PARTS.index("pipe"))
    for note, place in zip(song.notes, song.places, strict=True):
        track = song.file.tracks[place.track]
        on = track[place.on]
        assert (on.type, on.note, on.velocity, on.channel) == ("note_on", note.pitch, note.velocity, place.channel)
        assert round(sum(message.time for message in track[: place.on + 1]) / 20) == note.tick
    assert sum(len(bar.notes) for bar in song.bars) == len(song.notes)
    assert all(song.bar_of(note.tick) == note.tick // 72 for note in song.notes)


def write(path: Path, *tracks: list[mido.Message], ticks_per_beat: int = 96) -> Path:
    file = mido.MidiFile(ticks_per_beat=ticks_per_beat)
    file.tracks += [mido.MidiTrack(track) for track in tracks]
    file.save(path)
    return path


def a_note(channel: int, time: int = 0) -> list[mido.Message]:
    return [
        mido.Message("note_on", channel=channel, note=60, velocity=80, time=time),
        mido.Message("note_off", channel=channel, note=60, time=48),
    ]


def test_metres_change_where_the_file_says_so_and_programs_may_stand_in_another_track(tmp_path: Path) -> None:
    conductor = [
        mido.MetaMessage("time_signature", numerator=4, denominator=4),
        mido.Message("program_change", channel=2, program=33),
        mido.MetaMessage("time_signature", numerator=3, denominator=8, time=2 * 384),
        mido.MetaMessage("set_tempo", tempo=500_000, time=0),
    ]
    song = read_song(write(tmp_path / "a.mid", conductor, a_note(2, time=2 * 384 + 5 * 48)))
    assert [str(bar.metre) for bar in song.bars] == ["4/4", "4/4", "3/8", "3/8"]
    assert song.starts_ticks == (0, 96, 192, 228)
    assert [note[:4] for note in song.bars[3].notes] == [(24, BASS, 60, 12)]


def test_a_track_of_our_own_takes_is_known_by_its_name(tmp_path: Path) -> None:
    song = read_song(write(tmp_path / "a.mid", [mido.MetaMessage("track_name", name="strings"), *a_note(5)]))
    assert song.parts == (PARTS.index("strings"),)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "readable"), (b"MThd\x00\x00\x00\x06 no music", "readable"), (None, "no such file")],
)
def test_what_is_no_song_is_refused_with_a_sentence(content: bytes | None, words: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.mid"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SongError, match=words) as raised:
        read_song(path)
    assert str(path) in str(raised.value)


def test_a_file_without_notes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SongError, match="no notes"):
        read_song(write(tmp_path / "a.mid", []))
