"""Real music is read from packed files as `sideman prepare` leaves them, in one or in several."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from model.corpus.corpus import Corpus, numbered_file
from model.evaluation.reference import read_corpus


def test_a_corpus_in_numbered_files_is_read_by_its_name(corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "all.npz"
    for number in (1, 2):
        corpus.save(numbered_file(path, number))
    read = read_corpus(path, None, n_processes=1)
    assert read.names.tolist() == corpus.names.tolist() * 2
    assert np.array_equal(read.events, np.concatenate([corpus.events] * 2))
