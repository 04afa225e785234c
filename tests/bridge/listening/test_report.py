"""The report and the fitting in short: two songs rendered by FluidSynth, listened to, and fitted on."""

import csv

import numpy as np
import pytest
from click.testing import CliRunner

from bridge.listening import report
from bridge.listening.renderings import chosen_rows
from model.listening import fitting
from model.listening.analysis import Analysis, analyse
from model.listening.learnt import load
from model.listening.measures import compare
from model.listening.reading_audio import read_excerpt
from model.listening.spectra import Spectra
from model.listening.truth import Truth, truth_of
from model.music.chord_symbols import read_chord
from model.music.config import NO_CHORD
from model.music.events import Metre
from model.music.keys import Key

COLUMNS = ("path", "style", "split", "kind", "timesig", "dur_s")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, song_writer):
    """Two songs and one that is left out: generated, or of another split."""
    root = tmp_path_factory.mktemp("corpus")
    rows = []
    for number, (style, kind, split) in enumerate(
        [("pop", "song", "valid"), ("jazz", "song", "valid"), ("pop", "mma", "valid"), ("pop", "song", "train")]
    ):
        path = root / style / f"song{number}.mid"
        path.parent.mkdir(exist_ok=True)
        song_writer(path, seed=number, n_bars=16)
        rows.append((f"{style}/song{number}.mid", style, split, kind, "4/4", "36"))
    (root / "pop" / "damaged.mid").write_bytes(b"MThd")
    rows.append(("pop/damaged.mid", "pop", "valid", "song", "4/4", "36"))
    with (root / "index.csv").open("w", newline="", encoding="utf-8") as lines:
        csv.writer(lines).writerows([COLUMNS, *rows])
    return root


@pytest.fixture(scope="module")
def renderings(corpus, tmp_path_factory):
    """What the command printed, and where it rendered to."""
    pytest.importorskip("fluidsynth", reason="FluidSynth is not installed", exc_type=OSError)
    folder = tmp_path_factory.mktemp("renderings")
    done = CliRunner().invoke(report.main, [str(corpus), str(corpus / "index.csv"), str(folder)])
    assert done.exit_code == 0, done.output
    return done, folder


def test_it_takes_real_music_of_a_split_the_styles_in_turn(corpus):
    names = [row["path"] for row in chosen_rows(corpus / "index.csv", "valid")]
    assert sorted(names) == ["jazz/song1.mid", "pop/damaged.mid", "pop/song0.mid"]
    assert names[0].startswith("jazz/")


@pytest.mark.fluidsynth
def test_it_tells_the_figures_by_style_and_what_it_left_out(renderings):
    done, folder = renderings
    rows = [line.split("|")[1].strip() for line in done.stdout.splitlines() if line.startswith("| ")]
    assert rows == ["style", "jazz", "pop", "**all**"]
    assert "damaged.mid is left out" in done.stderr
    assert sorted(path.name for path in folder.glob("*.flac")) == ["jazz__song1.flac", "pop__song0.flac"]
    assert not list(folder.glob("*.wav"))


@pytest.mark.fluidsynth
def test_the_truth_is_what_the_file_says(renderings):
    truth = truth_of(renderings[1] / "jazz__song1.mid", 50.0)
    assert truth.tempo_bpm == pytest.approx(105.0, rel=1e-4)
    assert (truth.metre, truth.key) == (Metre(4, 4), Key.parse("D"))
    roots = {chord // 7 for chord in truth.chords}
    assert {2, 11, 7, 9} <= roots


@pytest.mark.fluidsynth
def test_what_is_fitted_is_written_and_read_and_listens(renderings, tmp_path, monkeypatch):
    monkeypatch.setattr(fitting, "N_ROUNDS", 3, raising=False)
    out = tmp_path / "fitted.model"
    fitting.main(renderings[1], out)
    fitted = load(out)
    spectra = Spectra(read_excerpt(renderings[1] / "pop__song0.flac").samples)
    found = analyse(spectra, fitted=fitted)
    assert found.tempo_bpm == pytest.approx(100.0, rel=0.02)  # it was fitted on this very piece
    assert found.key == Key.parse("D")
    assert len(found.chords) == len(found.half_bars_s) - 1


def test_figures_of_a_perfect_and_of_a_wrong_answer():
    c, g = read_chord("C"), read_chord("G7")
    halves = np.arange(9) * 1.0
    truth = Truth(120.0, Metre(4, 4), Key.parse("C"), halves, np.array([c, c, g, g] * 2))
    beats = np.arange(0.0, 8.5, 0.5)
    right = Analysis(120.0, Metre(4, 4), beats, Key.parse("C"), halves, truth.chords)
    assert set(compare(right, truth, 8.0)) == {1.0}
    double = Analysis(240.0, Metre(3, 4), beats + 0.25, None, halves, np.array([c, c, read_chord("G")] * 2 + [c, c]))
    figures = compare(double, truth, 8.0)
    assert (figures.tempo, figures.tempo_or_octave, figures.metre, figures.key, figures.beats) == (0, 1, 0, 0, 0)
    assert figures.chord < figures.triad == figures.root < 1
    nothing = Analysis(0.0, Metre(4, 4), np.zeros(0), None, np.zeros(0), np.zeros(0, np.int64))
    assert compare(nothing, truth, 8.0)[:2] == (0.0, 0.0)
    assert compare(nothing, truth, 8.0).chord == 0.0
    assert truth.chord_at(np.array([-1.0, 99.0])).tolist() == [NO_CHORD, NO_CHORD]
