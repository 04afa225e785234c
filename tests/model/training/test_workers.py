"""Two workers train to the loss of one; weights are taken over; what an ablation leaves out is out."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

pytest.importorskip("tensorflow")

from keras import ops

from model.corpus.corpus import Corpus
from model.music.config import MODULES, NetworkConfig
from model.training.dataset import Batches
from model.training.network import Network
from model.training.run_folder import read_weights
from model.training.training import BEST, HISTORY, Training, TrainingConfig, warm_start

pytestmark = pytest.mark.train

TINY = NetworkConfig(
    width=16, n_lstm_layers=1, self_attention_window=4, self_attention_width=8, n_heads=2, attention_window=8,
    head_width=16, dropout=0.0,
)  # fmt: skip
SCRIPT = """
import json, sys
from pathlib import Path
import tensorflow as tf
from model.music.config import NetworkConfig
from model.training.training import Training, TrainingConfig
tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})  # as ours are, see graphs_as_they_are
sizes, config = json.loads(sys.argv[3])
sizes, config = NetworkConfig.from_dict(sizes), TrainingConfig(**config)
Training(Path(sys.argv[1]), Path(sys.argv[2]), sizes, config, resume=False).run()
"""
# Gradients are averaged in the same way over any layers; with all of them, three processes trace for half a minute.
PLAIN = replace(TINY, without=("convolution", "gate", "self_attention", "multi_head_attention", "groove"))
SHORT = TrainingConfig(n_steps=12, n_sequences=8, n_events=32, n_validation_batches=4, warm_up_steps=2, seed=4)
NOISE = 0.01  # share of the loss; each worker averages over its own notes


class TwoWorkers(NamedTuple):
    """``folder``: has the corpus ``c.npz``; worker i trains into ``two{i}``."""

    folder: Path
    workers: list[subprocess.Popen[str]]


def free_ports(n: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(n)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def train(packed: Path, out: Path, tf_config: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": "tensorflow", "TF_CONFIG": tf_config}
    environment["PYTHONPATH"] = str(Path(__file__).parents[3])
    options = json.dumps([PLAIN.to_dict(), asdict(SHORT)])
    command = [sys.executable, "-c", SCRIPT, str(packed), str(out), options]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)


def last_val_loss(out: Path) -> float:
    rows = (out / HISTORY).read_text(encoding="utf-8").splitlines()
    return float(dict(zip(rows[0].split(","), rows[-1].split(","), strict=True))["val_loss"])


@pytest.fixture(scope="module", autouse=True)
def two(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoWorkers]:
    """Two workers, which train while other tests run."""
    folder = tmp_path_factory.mktemp("two")
    corpus.save(folder / "c.npz")
    cluster = {"worker": [f"127.0.0.1:{port}" for port in free_ports(2)]}
    configs = [json.dumps({"cluster": cluster, "task": {"type": "worker", "index": i}}) for i in (0, 1)]
    workers = [train(folder / "c.npz", folder / f"two{i}", config) for i, config in enumerate(configs)]
    yield TwoWorkers(folder, workers)
    for process in workers:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def batches(corpus: Corpus) -> Batches:
    """Crops as short as shows what a module hears: the LSTM, which is not traced, takes each event by itself."""
    return Batches(corpus, n_sequences=2, n_events=32)


@pytest.mark.filterwarnings("ignore")  # two workers are refused before anything else happens
def test_workers_need_a_number_of_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from model.training import training
    from model.training.hardware import Workers

    monkeypatch.setattr(training, "find_workers", lambda: Workers(2, 0))
    with pytest.raises(ValueError, match="give --steps"):
        training.Training(tmp_path / "c.npz", tmp_path / "out", TINY, training.TrainingConfig(), resume=False)


def losses(network: Network, batches: Batches) -> np.ndarray:
    inputs = next(iter(batches.validation())).inputs()
    return np.asarray(network({name: ops.convert_to_tensor(each) for name, each in inputs.items()}))  # not traced


def test_a_network_that_gained_inputs_begins_where_the_other_stopped(batches: Batches, tmp_path: Path) -> None:
    network = Network(TINY)
    network.compile()
    weights = {v.path: np.asarray(v.value) for v in network.weights}
    kernel = "trunk/embedding/floats_to_width/kernel"
    table = "heads/velocity_echo_velocity/embeddings"
    weights[kernel][-4:] = 0  # as if these had been unknown
    weights[table][:] = 0
    for variable in network.weights:
        variable.assign(weights[variable.path])
    before = losses(network, batches)
    old = {path: value for path, value in weights.items() if path != table} | {kernel: weights[kernel][:-4]}
    np.savez(tmp_path / BEST, **old)
    other = Network(TINY)
    other.compile()
    warm_start(other, read_weights(tmp_path / BEST))
    np.testing.assert_allclose(losses(other, batches), before, atol=1e-5)
    with pytest.raises(ValueError, match="floats_to_width"):
        warm_start(other, old | {kernel: np.zeros((999, 16), np.float32)})


def test_a_damaged_checkpoint_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / BEST).write_bytes(b"no weights")
    with pytest.raises(ValueError, match=r"best\.npz holds no weights"):
        read_weights(tmp_path / BEST)


@pytest.mark.parametrize("module", MODULES)
def test_each_module_can_be_left_out_and_then_has_no_say(batches: Batches, module: str) -> None:
    network = Network(replace(TINY, without=(module,)))
    network.compile()
    before = losses(network, batches)
    assert np.isfinite(before).all()
    parts = {
        "convolution": "trunk/convolution", "lstm": "trunk/memory", "gate": "trunk/memory/gate",
        "self_attention": "trunk/self_attention", "multi_head_attention": "trunk/attention",
        "look_back": "echo", "groove": "groove_",
    }  # fmt: skip
    changed = [v for v in network.weights if parts[module] in v.path]
    assert changed
    for variable in changed:
        variable.assign(np.asarray(variable.value) + 0.5)
    np.testing.assert_allclose(losses(network, batches), before, atol=1e-6)
    with pytest.raises(ValueError, match="no module brass"):
        replace(TINY, without=("brass",))


@pytest.mark.filterwarnings("ignore:Gradients do not exist")  # of the layers left out
@pytest.mark.usefixtures("graphs_as_they_are")
def test_two_workers_train_to_the_loss_of_one(two: TwoWorkers) -> None:
    folder = two.folder
    Training(folder / "c.npz", folder / "one", PLAIN, SHORT, resume=False).run()
    for process in two.workers:
        _, errors = process.communicate(timeout=240)
        assert process.returncode == 0, errors
    assert last_val_loss(folder / "two0") == pytest.approx(last_val_loss(folder / "one"), rel=NOISE)
    assert not (folder / "two1" / HISTORY).exists(), "the first worker alone keeps checkpoints"
