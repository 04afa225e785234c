"""``sideman chart`` and ``sideman clip --chart``: what is printed, written, and refused."""

from __future__ import annotations

from pathlib import Path

import mido
import pytest
from click.testing import CliRunner

from bridge.cli import sideman
from bridge.core.errors import SetupError
from model.charts.reading import read_chart

SONG = "title: Air\ntempo: 100\nkey: G\n\n[Verse]\n|: G | C D7 :|\n[Chorus]\n| Em | D7 |\n"


@pytest.fixture
def song(tmp_path: Path) -> Path:
    path = tmp_path / "air.txt"
    path.write_text(SONG)
    return path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(sideman, [str(each) for each in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def refused(*arguments: object) -> str:
    result = CliRunner().invoke(sideman, [str(each) for each in arguments])
    assert result.exit_code != 0
    return str(result.exception) if isinstance(result.exception, SetupError) else result.output


def test_a_chart_is_printed_with_its_repeats_written_out(song: Path) -> None:
    printed = run("chart", song)
    assert printed == (
        "title: Air\ntempo: 100\nkey: G major\n\n[Verse]\n"
        "| G | C D7 |\n\n[Verse]\n| G | C D7 |\n\n[Chorus]\n| Em | D7 |\n"
    )


@pytest.mark.parametrize("name", ["a.cho", "a.musicxml", "a.txt"])
def test_a_chart_is_written_as_another_kind(song: Path, tmp_path: Path, name: str) -> None:
    assert "6 bars, 3 sections" in run("chart", song, "--to", tmp_path / name)
    assert read_chart(tmp_path / name) == read_chart(song)


def test_a_clip_plays_a_chart_and_its_file_is_a_chart_again(song: Path, tmp_path: Path) -> None:
    out = tmp_path / "air.mid"
    assert "6 bars" in run("clip", "folk", "--chart", song, "--seed", 2, "-o", out)
    played = read_chart(out)
    assert [(section.name, len(section.bars)) for section in played.sections] == [
        ("Verse", 2),
        ("Verse", 2),
        ("Chorus", 2),
    ]
    assert [" ".join(c.symbol for c in bar.chords) for bar in played.bars] == ["G", "C D7", "G", "C D7", "Em", "D7"]
    assert played.tempo_bpm == 100.0
    assert mido.MidiFile(out).length > 0


def test_what_cannot_be_is_refused_in_a_sentence(song: Path, tmp_path: Path) -> None:
    assert "--to writes .txt, .cho or .musicxml" in refused("chart", song, "--to", tmp_path / "a.pdf")
    assert "cannot be written" in refused("chart", song, "--to", tmp_path / "missing" / "a.cho")
    song.write_text("| C | Hm |")
    assert "air.txt: line 1, column 7: 'Hm' is not a recognised chord" in refused("chart", song)
    assert "column 7" in refused("clip", "--chart", song)
    song.write_text(SONG)
    assert "the chart has no melody" in refused("clip", "--chart", song, "--melody", "lead")
    assert "is no part" in refused("clip", "--chart", song, "--melody", "kazoo")
    assert "name one with --chart" in refused("clip", "folk", "--melody", "lead")
