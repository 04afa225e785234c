"""Forty songs in each kind of chart: bars, chords and sections come out as they are played."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import written_songs
from songs import SONGS, Song

from model.charts.chart import Chart
from model.charts.reading import read_chart, read_chart_text
from model.charts.writing import to_bar_lines, to_chordpro
from model.charts.writing_musicxml import to_musicxml
from model.music.chord_symbols import read_chord, slash_bass
from model.music.events import Metre
from model.music.keys import Key

WRITERS: dict[str, Callable[[Song], str]] = {
    "bar lines": written_songs.bar_lines,
    "ChordPro": written_songs.chordpro,
    "iReal Pro": written_songs.ireal,
    "iReal Pro, old": lambda song: written_songs.ireal(song, is_plain=True),
    "MusicXML": written_songs.musicxml,
}


def played(chart: Chart) -> list[tuple[str, list[list[tuple[int, int, int | None]]]]]:
    """Sections with the chords of each bar: tick, chord, bass."""
    return [
        (
            section.name,
            [[(c.tick, read_chord(c.symbol), slash_bass(c.symbol)) for c in bar.chords] for bar in section.bars],
        )
        for section in chart.sections
    ]


def expected(song: Song) -> list[tuple[str, list[list[tuple[int, int, int | None]]]]]:
    metre = Metre.parse(song.metre)
    return [
        (name, [[(t, read_chord(s), slash_bass(s)) for t, s in written_songs.ticks_of(bar, metre)] for bar in bars])
        for name, bars in song.played()
    ]


def test_there_are_forty_songs() -> None:
    assert len(SONGS) == 40
    assert len({song.title for song in SONGS}) == 40
    assert {song.metre for song in SONGS} >= {"2/4", "3/4", "4/4", "5/4", "6/8", "7/8", "9/8"}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("song", SONGS, ids=lambda song: song.title)
def test_bars_chords_and_sections_are_those_of_the_song(song: Song, kind: str) -> None:
    chart = read_chart_text(WRITERS[kind](song))
    assert chart.title == song.title
    assert chart.metre == Metre.parse(song.metre)
    assert chart.key == Key.parse(song.key)
    wanted, found = expected(song), played(chart)
    if kind.startswith("iReal"):  # it names sections by a letter
        letters = {name: {"Verse": "Verse", "Intro": "Intro"}.get(name, name[0]) for name, _ in wanted}
        wanted = [(letters[name], bars) for name, bars in wanted]
    assert found == wanted


@pytest.mark.parametrize("song", SONGS, ids=lambda song: song.title)
def test_markers_of_a_midi_file_are_those_of_the_song(song: Song, tmp_path: Path) -> None:
    written_songs.midi(song, tmp_path / "song.mid")
    chart = read_chart(tmp_path / "song.mid")
    assert (chart.title, chart.metre, chart.key) == (song.title, Metre.parse(song.metre), Key.parse(song.key))
    wanted = expected(song)
    last = chart.n_bars - sum(len(bars) for _, bars in wanted)
    assert last == 0
    assert played(chart) == wanted


@pytest.mark.parametrize("song", SONGS, ids=lambda song: song.title)
def test_a_chart_written_is_read_back_as_it_was(song: Song, tmp_path: Path) -> None:
    chart = read_chart_text(written_songs.bar_lines(song))
    for name, write in (("a.txt", to_bar_lines), ("a.cho", to_chordpro), ("a.musicxml", to_musicxml)):
        path = tmp_path / name
        path.write_text(write(chart), encoding="utf-8")
        assert read_chart(path) == chart
