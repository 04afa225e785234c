"""Batches of several processes are those of the same corpus, and end with the generator that hands them out."""

from __future__ import annotations

import multiprocessing
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from model.corpus.corpus import Corpus
from model.training.batch_processes import BatchSource, batches_of_processes
from model.training.dataset import Batches, Conditioning


@pytest.fixture(scope="module")
def packed(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "corpus.npz"
    corpus.save(path)
    return path


def test_one_process_makes_what_a_thread_would_make(packed: Path) -> None:
    source = BatchSource(packed, n_sequences=3, n_events=40, seed=(7, 0))
    here = Batches(Corpus.load(packed), n_sequences=3, n_events=40)
    expected = here.random(np.random.default_rng([7, 0, 0, 0]), Conditioning())
    with closing(batches_of_processes(source, 1, lambda: False)) as batches:
        for _ in range(3):
            made, wanted = next(batches).inputs(), next(expected).inputs()
            assert made.keys() == wanted.keys()
            for name, rows in wanted.items():
                assert made[name].dtype == rows.dtype
                # Half precision is what the corpus holds of densities and texts; tempo loses a thousandth.
                assert np.allclose(made[name], rows, atol=2e-3)


def test_closing_the_generator_ends_its_processes(packed: Path) -> None:
    batches = batches_of_processes(BatchSource(packed, 2, 32, (1,)), 2, lambda: True)
    next(batches)
    assert len(multiprocessing.active_children()) >= 2
    batches.close()
    assert not [child for child in multiprocessing.active_children() if child.name.startswith("batches")]


def test_a_process_that_fails_says_why(tmp_path: Path) -> None:
    source = BatchSource(tmp_path / "nothing.npz", 2, 32, (1,))
    with pytest.raises(RuntimeError, match="there is no packed corpus"):
        next(batches_of_processes(source, 1, lambda: False))
