"""A short training leaves its history and checkpoints, goes on where it stopped and guards its folder."""

from __future__ import annotations

import csv
import itertools
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

pytest.importorskip("tensorflow")

from model.corpus.corpus import Corpus
from model.engine.feature_values import FIELDS
from model.music.config import NetworkConfig
from model.training.export import load_network
from model.training.hardware import reduced_precision
from model.training.training import HISTORY, PROGRESS, Training, TrainingConfig, TrainingReport
from model.training.validation import evaluate

pytestmark = [pytest.mark.train, pytest.mark.usefixtures("untraced", "steps_as_time")]

TINY = NetworkConfig(
    width=16, n_lstm_layers=1, self_attention_window=4, self_attention_width=8, n_heads=2, attention_window=8,
    head_width=16,
)  # fmt: skip
STEP_MINUTES = 0.008
SHORT = TrainingConfig(
    minutes=0.02, n_sequences=4, n_events=32, validate_every_minutes=0.01, n_validation_batches=2, warm_up_steps=4
)


@pytest.fixture(scope="module")
def steps_as_time() -> Iterator[None]:
    """A clock on which a step of training takes STEP_MINUTES, however busy the machine is."""
    from model.training import training

    seconds = itertools.count(0.0, 60 * STEP_MINUTES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
        yield


@pytest.fixture(scope="module")
def packed(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "corpus.npz"
    corpus.save(path)
    return path


@pytest.fixture(scope="module")
def first(
    packed: Path,
    tmp_path_factory: pytest.TempPathFactory,
    untraced: None,  # noqa: ARG001
    steps_as_time: None,  # noqa: ARG001
) -> tuple[Training, list[tuple[int, float]]]:
    """A training of three steps that validates after two and three, and step and loss of each of its reports."""
    training = Training(packed, tmp_path_factory.mktemp("run") / "one", TINY, SHORT, resume=False)
    seen: list[tuple[int, float]] = []

    def on_step(report: TrainingReport) -> None:
        seen.append((report.progress.step, report.loss))
        assert report.notes_per_s > 0
        assert 0 < report.share_done <= 1

    training.run(on_step)
    return training, seen


def history_of(folder: Path) -> list[dict[str, str]]:
    with (folder / HISTORY).open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_history_has_loss_and_val_loss_and_a_picture(first) -> None:
    training, _ = first
    rows = history_of(training.out)
    assert len(rows) == 2
    assert {"step", "minutes", "notes_seen", "loss", "val_loss", *(f"val_{f}" for f in FIELDS)} <= set(rows[0])
    for row in rows:
        assert 0 < float(row["loss"]) < 50
        assert float(row["val_loss"]) == pytest.approx(sum(float(row[f"val_{f}"]) for f in FIELDS), abs=0.001)
    assert (training.out / "history.png").read_bytes().startswith(b"\x89PNG")


def test_each_step_is_reported_and_the_budget_is_kept(first) -> None:
    training, seen = first
    assert [step for step, _ in seen] == list(range(1, len(seen) + 1))
    assert all(math.isfinite(loss) for _, loss in seen)
    progress = json.loads((training.out / PROGRESS).read_text(encoding="utf-8"))
    assert progress["step"] == len(seen) == int(history_of(training.out)[-1]["step"])
    assert progress["minutes"] >= SHORT.minutes
    both = [(float(row["val_loss"]) + float(row["val_groove"])) / 2 for row in history_of(training.out)]
    assert progress["best_val_loss"] == pytest.approx(min(both), abs=0.001)


def test_checkpoints_are_whole_files(first) -> None:
    names = {path.name for path in first[0].out.iterdir()}
    assert {"checkpoint.npz", "best.npz", "progress.json", "network.json"} <= names
    assert not any(name.startswith("unfinished") for name in names)


def test_the_best_weights_load_into_an_equal_network(first) -> None:
    training, _ = first
    with reduced_precision():  # as it was trained
        network = load_network(training.out)
    assert network.config == TINY
    n = SHORT.n_validation_batches
    both = [evaluate(network, training.batches, max_batches=n, with_groove=known)["loss"] for known in (False, True)]
    assert np.mean(both) == pytest.approx(training.progress.best_val_loss, rel=1e-4)


def test_a_folder_without_training_holds_no_network(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no finished training"):
        load_network(tmp_path)


def test_starting_over_in_a_used_folder_is_refused(first, packed: Path) -> None:
    before = history_of(first[0].out)
    with pytest.raises(ValueError, match="holds a training already; give --resume"):
        Training(packed, first[0].out, TINY, SHORT, resume=False)
    assert history_of(first[0].out) == before


def test_resuming_what_never_began_is_refused(packed: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no training to resume"):
        Training(packed, tmp_path / "new", TINY, SHORT, resume=True)


def test_training_resumes_at_the_step_it_left(first, packed: Path) -> None:
    training, _ = first
    left = replace(training.progress)
    n_rows = len(history_of(training.out))
    resumed = Training(packed, training.out, TINY, replace(SHORT, minutes=left.minutes + 0.005), resume=True)
    assert resumed.progress == left
    for old, new in zip(training.network.weights, resumed.network.weights, strict=True):
        np.testing.assert_array_equal(np.asarray(old), np.asarray(new))
    moments = [np.asarray(v) for v in resumed.network.optimizer.variables]
    assert sum(bool(np.any(m)) for m in moments) > len(moments) / 2, "the optimizer's memory is restored too"
    steps: list[int] = []
    resumed.run(lambda report: steps.append(report.progress.step))
    assert steps[0] == left.step + 1
    assert len(history_of(training.out)) > n_rows
    assert resumed.progress.notes_seen > left.notes_seen


def test_a_spent_budget_trains_no_more(first, packed: Path) -> None:
    training, _ = first
    steps: list[TrainingReport] = []
    again = Training(packed, training.out, TINY, SHORT, resume=True)
    before = again.progress.step
    again.run(steps.append)
    assert (steps, again.progress.step) == ([], before)


def test_a_corpus_without_validation_pieces_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    for is_valid in (False, True):
        alone = replace(corpus, is_valid=np.full(6, is_valid))
        alone.save(tmp_path / "alone.npz")
        with pytest.raises(ValueError, match=r"alone\.npz needs pieces to train on and others to validate with"):
            Training(tmp_path / "alone.npz", tmp_path / "run", TINY, SHORT, resume=False)
