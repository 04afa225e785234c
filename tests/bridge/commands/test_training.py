"""``prepare``, ``train``, ``export``: from MIDI files to a model that plays, through the real command line."""

import csv
import gc
import json
import os
import re
import signal
import subprocess
import sys
import time
import warnings

import mido
import numpy as np
import pytest
from click.testing import CliRunner

from bridge import cli
from bridge.core.errors import SetupError

pytestmark = [pytest.mark.train, pytest.mark.timeout(900)]
not_windows = pytest.mark.skipif(sys.platform == "win32", reason="another kind of Ctrl-C")

TINY = ("--width", "16", "--batch", "2", "--validate-every", "0.01")


@pytest.fixture(scope="module")
def prepared(song_tree, sideman, tmp_path_factory):
    """The packed corpus, and what the command said."""
    out = tmp_path_factory.mktemp("packed") / "corpus.npz"
    return out, sideman("prepare", song_tree, "-o", out, "--processes", "1")


@pytest.fixture(scope="module", autouse=True)
def training(prepared, tmp_path_factory):
    """The folder of a training, and its process, which trains while the first tests run."""
    out = tmp_path_factory.mktemp("trained") / "run"
    command = [sys.executable, "-c", "from bridge.cli import main; main()"]
    command += ["train", "--data", str(prepared[0]), "-o", str(out), "--minutes", "60", *TINY]
    quiet = {name: value for name, value in os.environ.items() if name != "TF_CPP_MIN_LOG_LEVEL"}  # JAX sets it
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=quiet)
    yield out, process
    process.kill()
    process.communicate()


@pytest.fixture(scope="module")
def interrupted(training):
    """The folder of a training that Ctrl-C ended after a checkpoint; its exit code, its stderr, its minutes."""
    out, process = training
    deadline_s = time.monotonic() + 400.0  # TensorFlow traces for a minute where others use the cores
    while not (out / "history.png").exists() and process.poll() is None and time.monotonic() < deadline_s:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=200.0)
    return out, process.returncode, errors, json.loads((out / "progress.json").read_text())["minutes"]


@pytest.fixture(scope="module")
def trained(interrupted, prepared):
    """The same folder after a second more, and what the command said."""
    tf = pytest.importorskip("tensorflow")
    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})  # dear, for a few steps
    out, _, _, minutes = interrupted
    return out, run_here("train", "--data", prepared[0], "-o", out, "--minutes", minutes + 0.02, "--resume", *TINY)


def run_here(*arguments):
    """A command's result in this process: importing TensorFlow once is enough."""
    return CliRunner().invoke(cli.sideman, [*map(str, arguments)], catch_exceptions=False)


def error_here(*arguments):
    """What a command failed with, in this process too."""
    with pytest.raises(SetupError) as raised:
        run_here(*arguments)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_prepare_packs_what_it_can_read_and_names_the_rest(prepared):
    out, done = prepared
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    left_out = [line for line in done.stderr.splitlines() if line.startswith("left out: ")]
    assert len(left_out) == 2
    assert "broken.mid" in "".join(left_out)
    assert "empty.mid" in "".join(left_out)
    assert re.search(r"^6 pieces, [\d,]+ notes in \S+ .* 2 files left out", done.stdout, re.MULTILINE)
    report = json.loads(out.with_suffix(".report.json").read_text())
    assert sum(row["files"] for row in report["used"]) == 6
    assert len(report["left_out"]) == 2


def test_a_training_is_not_overwritten(prepared, tmp_path):
    (tmp_path / "progress.json").write_text("{}")
    sentence = error_here("train", "--data", prepared[0], "-o", tmp_path, *TINY)
    assert f"{tmp_path} holds a training already; give --resume" in sentence
    assert (tmp_path / "progress.json").read_text() == "{}"


def test_train_without_a_corpus_is_one_sentence(sideman, assert_one_sentence, tmp_path):
    done = sideman("train", "--data", tmp_path / "none.npz", "-o", tmp_path / "run")
    assert_one_sentence(done, tmp_path / "none.npz", "sideman prepare FOLDER")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_train_on_a_damaged_corpus_names_it(prepared, tmp_path, share):
    whole = prepared[0].read_bytes()
    damaged = tmp_path / "damaged.npz"
    damaged.write_bytes(whole[: int(share * len(whole))])
    assert f"training on {damaged} stopped" in error_here("train", "--data", damaged, "-o", tmp_path / "run")
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        gc.collect()  # numpy forgets to close a file that is no whole archive


def test_train_on_another_npz_names_it(tmp_path):
    np.savez(tmp_path / "other.npz", x=np.zeros(3))
    sentence = error_here("train", "--data", tmp_path / "other.npz", "-o", tmp_path / "run")
    assert f"{tmp_path / 'other.npz'} was not written by this version's `sideman prepare`" in sentence


def test_resume_of_nothing_is_one_sentence(prepared, tmp_path):
    sentence = error_here("train", "--data", prepared[0], "-o", tmp_path / "run", "--resume", *TINY)
    assert f"{tmp_path / 'run'} holds no training to resume" in sentence


def test_export_without_a_training_is_one_sentence(prepared, tmp_path):
    sentence = error_here("export", "--run", tmp_path, "--data", prepared[0], "-o", tmp_path / "a.model")
    assert sentence.startswith("nothing was exported")
    assert f"{tmp_path} holds no finished training" in sentence


def test_prepare_of_nothing_is_one_sentence(tmp_path):
    assert "no MIDI files" in error_here("prepare", tmp_path, "-o", tmp_path / "a.npz")
    (tmp_path / "broken.mid").write_bytes(b"MThd")
    sentence = error_here("prepare", tmp_path, "-o", tmp_path / "a.npz", "--processes", "1")
    assert "not one of the files" in sentence
    assert "broken.mid" in sentence


@not_windows
def test_ctrl_c_keeps_the_last_checkpoint_and_says_how_to_go_on(interrupted):
    out, code, errors, minutes = interrupted
    assert code == 130
    (sentence,) = errors.strip().splitlines()
    assert sentence.startswith("interrupted; ")
    assert str(out) in sentence
    assert "--resume" in sentence
    assert minutes > 0.0
    assert (out / "checkpoint.npz").stat().st_size > 0


@not_windows
def test_a_resumed_training_goes_on_and_leaves_weights_history_and_a_picture(interrupted, trained):
    out, done = trained
    assert done.exit_code == 0, done.stderr
    assert done.stderr == ""
    assert re.search(r"M notes in \d+\.\d minutes, best val_loss \d+\.\d+; weights and history in ", done.stdout)
    assert json.loads((out / "progress.json").read_text())["minutes"] > interrupted[3]
    rows = list(csv.DictReader((out / "history.csv").read_text().splitlines()))
    assert len(rows) >= 2
    assert {"step", "loss", "val_loss"} <= set(rows[0])
    assert [int(row["step"]) for row in rows] == sorted(int(row["step"]) for row in rows)
    for name in ("best.npz", "history.png", "network.json"):
        assert (out / name).stat().st_size > 0, name


@not_windows
def test_what_was_trained_is_exported_and_plays(trained, prepared, tmp_path):
    out, card = tmp_path / "new" / "tiny.model", tmp_path / "card.md"
    options = ("--data", prepared[0], "-o", out, "--card", card, "--batches", "1")
    done = run_here("export", "--run", trained[0], *options)
    assert done.exit_code == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert re.search(rf"^{re.escape(str(out))}: \d+\.\d MB, model [0-9a-f]+, val_loss ", done.stdout, re.MULTILINE)
    assert "this machine" in card.read_text()
    clip = tmp_path / "a.mid"
    done = run_here("clip", "pop", "--bars", "2", "--seed", "1", "--model", out, "-o", clip)
    assert done.exit_code == 0, done.stderr
    assert mido.MidiFile(clip).length > 0.0
