"""A tiny corpus out of songs composed here, and files of the larger one where this machine has it."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from model.corpus.corpus import Corpus
from model.training.dataset import Batches

CORPUS_INDEX = Path(__file__).parents[3] / "shared" / "data" / "index.csv"
CORPUS_ARCHIVE = CORPUS_INDEX.with_name("corpus.tar.zst")


@pytest.fixture(scope="session")
def real_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two files of each style out of the larger corpus, one rendered by a program where there is one."""
    if not (CORPUS_ARCHIVE.exists() and CORPUS_INDEX.exists()):
        pytest.skip(f"there is no corpus at {CORPUS_ARCHIVE}")
    if shutil.which("zstd") is None:
        pytest.skip("zstd, which unpacks the corpus, is not installed")
    with CORPUS_INDEX.open(newline="", encoding="utf-8") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["path"])
    chosen = {(row["style"], row["kind"] == "mma"): row["path"] for row in rows}
    names = sorted(chosen.values())
    root = tmp_path_factory.mktemp("real")
    members = [f"./{name}" for name in names]
    subprocess.run(["tar", "--zstd", "-xf", str(CORPUS_ARCHIVE), "-C", str(root), *members], check=True)
    return [root / name for name in names]


@pytest.fixture(scope="session")
def corpus(song_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The six songs, prepared."""
    from model.corpus.prepare import local_pool, prepare
    from model.corpus.sources import find_sources

    out = tmp_path_factory.mktemp("packed") / "corpus.npz"
    prepare(find_sources(song_tree, song_tree / "index.csv"), out, run=local_pool(1))
    return Corpus.load(out)


@pytest.fixture(scope="session")
def batches(corpus: Corpus) -> Batches:
    """Crops of the six songs."""
    return Batches(corpus, n_sequences=3, n_events=160)


@pytest.fixture(scope="session")
def graphs_as_they_are() -> None:
    """TensorFlow runs graphs as they were traced: to better them takes as long, and here each runs for some steps.

    What a command trains in a process of its own is bettered as ever.
    """
    pytest.importorskip("tensorflow")
    import tensorflow as tf

    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})


@pytest.fixture(scope="session")
def network(corpus: Corpus, graphs_as_they_are: None):  # noqa: ARG001
    """A small network, trained for a few seconds so that its weights are not symmetric noise."""
    import keras

    from model.music.config import NetworkConfig
    from model.training.hiding import Conditioning
    from model.training.network import Network

    keras.utils.set_random_seed(3)
    network = Network(NetworkConfig(width=48, head_width=32, n_heads=2, attention_window=40))
    network.compile(optimizer=keras.optimizers.AdamW(3e-3), jit_compile=False)
    network.optimizer.build(network.trainable_variables)  # else the first step is traced twice, once to make variables
    draws = Batches(corpus, n_sequences=8, n_events=64).random(np.random.default_rng(0), Conditioning())
    losses = [float(network.train_on_batch(next(draws).inputs())) for _ in range(25)]
    assert losses[-1] < 0.8 * losses[0], "the network learns"
    return network


@pytest.fixture(scope="session")
def small_model(network, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small network as a model file of float weights."""
    from model.training.export import export

    path = tmp_path_factory.mktemp("model") / "small.model"
    export(network, corpus, path, {"name": "small"}, quantise=False)
    return path
