"""``train-voice`` from MIDI files to a voice and its report, and ``clip --voice spectral``, on the real parts."""

from __future__ import annotations

import csv
import functools
import itertools
import json
import shutil
import sys
import wave
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from click.testing import CliRunner, Result

from bridge.cli import sideman
from bridge.core.errors import RenderError, SetupError
from model.engine.engine import SHIPPED_MODEL
from model.voice.voice_file import SHIPPED_VOICE, load_voice

pytestmark = [pytest.mark.train, pytest.mark.fluidsynth, pytest.mark.timeout(900)]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(sideman, [*map(str, arguments)], catch_exceptions=False)


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    """Changes that last for the module, whose tests share a training."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def short_takes(patch: pytest.MonkeyPatch) -> None:
    """Passages of two seconds: each is rendered in four ways, the slowest of which takes longer than it lasts."""
    pytest.importorskip("librosa")
    from model.voice import crops, report

    for module in (crops, report):
        patch.setattr(module, "TAKE_S", 2.0)


@pytest.fixture(scope="module")
def few_rows(patch: pytest.MonkeyPatch) -> None:
    """Measuring all of General MIDI takes minutes: here two rows, two words and styles, one bar, a fourth of texts."""
    pytest.importorskip("tensorflow")
    from model.voice import calibration, report, timbre, training
    from model.voice.calibration import Tell
    from model.voice.config import N_ROWS
    from model.voice.rendering import FluidRenderer
    from model.voice.templates import Templates

    def calibrate(renderer: FluidRenderer, tell: Tell) -> Templates:
        shipped = load_voice().templates
        templates = Templates(*(np.array(value, np.float32) for value in shipped))
        for row in (0, N_ROWS // 2):
            calibration._measure(renderer, row, templates)
            tell(row, N_ROWS)
        return templates

    patch.setattr(training, "calibrate", calibrate)
    patch.setattr(training, "VoiceTraining", functools.partial(training.VoiceTraining, n_valid_batches=4))
    patch.setattr(timbre, "_N_STEPS", 100)
    patch.setattr(timbre, "_N_SCENES", 100)
    patch.setattr(training, "_words", functools.cache(training._words))  # the same for a training and its rest
    notes, end_s = report.phrase()
    first_bar = type(notes)(*(values[notes[0] < end_s / 3] for values in notes))
    patch.setattr(report, "phrase", lambda: (first_bar, end_s / 3))
    patch.setattr(report, "ASKED_WORDS", {"": ("",), "bright": ("dazzling",)})
    patch.setattr(report, "STYLES", ("jazz", "rock"))


@pytest.fixture(scope="module")
def steps_as_time(patch: pytest.MonkeyPatch) -> None:
    """A clock on which a step of training takes .004 minutes, however busy the machine is."""
    pytest.importorskip("tensorflow")
    from model.voice import training

    seconds = itertools.count(0.0, 0.24)
    patch.setattr(training, "time", SimpleNamespace(monotonic=lambda: next(seconds)))


def history(out: Path) -> list[dict[str, str]]:
    with (out.with_suffix(".run") / "history.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def n_steps(out: Path) -> int:
    return int(json.loads((out.with_suffix(".run") / "progress.json").read_text())["step"])


@pytest.fixture(scope="module")
def trained(request: pytest.FixtureRequest, song_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The voice of a training of some steps."""
    for name in ("few_rows", "short_takes", "steps_as_time", "graphs_as_they_are"):
        request.getfixturevalue(name)
    out = tmp_path_factory.mktemp("voice") / "mine.npz"
    first = run("train-voice", song_tree, "-o", out, "--minutes", 0.02, "--takes", 4)
    assert first.exit_code == 0
    assert "best val_loss" in first.output
    return out


def test_a_voice_is_trained_and_not_trained_over(trained: Path, song_tree: Path) -> None:
    assert {each.name for each in trained.with_suffix(".run").iterdir()} == {
        "checkpoint.npz", "history.csv", "history.png", "measured.npz", "progress.json",
    }  # fmt: skip
    assert n_steps(trained) >= 1
    with pytest.raises(SetupError, match="holds a training already; give --resume"):
        run("train-voice", song_tree, "-o", trained, "--minutes", 0.02, "--takes", 4)


def test_a_training_is_resumed_and_reported(trained: Path, song_tree: Path, tmp_path: Path) -> None:
    report, steps = tmp_path / "report", n_steps(trained)
    options = ("--resume", "--minutes", 0.06, "--takes", 4, "--evaluate", report, "--files", 2)
    second = run("train-voice", song_tree, "-o", trained, *options)
    assert second.exit_code == 0
    assert n_steps(trained) > steps
    losses = [float(row["val_loss"]) for row in history(trained)]
    assert min(losses[1:]) < losses[0]
    page = (report / "voice.md").read_text(encoding="utf-8")
    assert page.startswith("2 passages")
    for words in ("bank of sines", "| dazzling | bright |", "| jazz |", "| 256 | 11.6 |"):
        assert words in page
    assert (report / "spectrograms.png").stat().st_size > 10_000
    assert load_voice(trained).facts["steps"] >= 0


@pytest.mark.usefixtures("short_takes")
def test_the_voice_is_nearer_to_fluidsynth_than_sines_are(song_tree: Path) -> None:
    pytest.importorskip("librosa")
    from bridge.recording.soundfonts import find_soundfont
    from model.corpus.sources import find_sources
    from model.voice.report import mean, measure_files

    sources = find_sources(song_tree, song_tree / "index.csv")
    rows, _ = measure_files(load_voice(), sources, find_soundfont(), 2)
    assert len(rows) == 2
    floor, network, live, sines = (
        mean([row.ways[way] for row in rows]) for way in ("floor", "network", "live", "sines")
    )
    assert floor.convergence < network.convergence < 0.8 * sines.convergence
    assert live.convergence < 0.9 * sines.convergence
    assert floor.log_error_db < network.log_error_db < 0.8 * sines.log_error_db
    assert live.log_error_db < sines.log_error_db
    assert min(network.chroma, live.chroma) > max(0.9, sines.chroma)


def test_a_clip_in_the_spectral_voice_has_the_pitches_and_ends_in_silence(tmp_path: Path) -> None:
    if not SHIPPED_MODEL.exists():
        pytest.skip(f"no model at {SHIPPED_MODEL} yet")
    wav = tmp_path / "a.wav"
    done = run("clip", "warm pop, solo piano", "--bars", 2, "--seed", 1, "-o", tmp_path / "a.mid", "--wav", wav,
               "--voice", "spectral")  # fmt: skip
    assert done.exit_code == 0
    with wave.open(str(wav)) as file:
        assert (file.getframerate(), file.getnchannels()) == (22_050, 1)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32_768
    assert done.output.splitlines()[-1] == f"{wav}   {len(samples) / 22_050:.1f} s"
    assert 0.8 < np.abs(samples).max() < 1
    assert np.abs(samples[-4_000:]).max() < 0.003


def test_without_librosa_it_is_one_sentence_before_a_bar_is_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "librosa", None)
    with pytest.raises(SetupError, match=r"needs the package librosa; install it with: pip install 'sideman\[train\]'"):
        run("clip", "jazz", "--voice", "spectral", "-o", tmp_path / "a.mid", "--wav", tmp_path / "a.wav")
    assert not list(tmp_path.iterdir())


def test_the_low_pass_takes_the_highs_and_shifts_nothing() -> None:
    from model.voice.config import RATE_HZ
    from model.voice.offline import LOW_PASS_HZ, low_pass

    time = np.arange(RATE_HZ) / RATE_HZ
    low, high = np.sin(2 * np.pi * 1_000 * time), np.sin(2 * np.pi * (LOW_PASS_HZ + 900) * time)
    passed = low_pass((low + high).astype(np.float32))[2_000:-2_000]
    assert passed == pytest.approx(low[2_000:-2_000], abs=0.12)


def test_what_cannot_be_is_one_sentence(song_tree: Path, tmp_path: Path) -> None:
    assert run("clip", "jazz", "--voice", "spectral", "-o", tmp_path / "a.mid").exit_code == 2
    assert run("train-voice", song_tree, "--only-evaluate").exit_code == 2
    with pytest.raises(SetupError, match=r"there is no voice .*none\.npz"):
        run("train-voice", song_tree, "-o", tmp_path / "none.npz", "--only-evaluate", "--evaluate", tmp_path)
    with pytest.raises(SetupError, match="holds no training to resume"):
        run("train-voice", song_tree, "-o", tmp_path / "none.npz", "--resume")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(SetupError, match="no MIDI files"):
        run("train-voice", empty, "-o", tmp_path / "none.npz")
    (tmp_path / "taken").write_text("")
    shutil.copy(SHIPPED_VOICE, tmp_path / "mine.npz")
    with pytest.raises(RenderError, match="could not be rendered"):
        run(
            "clip",
            "jazz",
            "--bars",
            1,
            "--voice",
            "spectral",
            "-o",
            tmp_path / "a.mid",
            "--wav",
            tmp_path / "taken" / "a.wav",
        )
