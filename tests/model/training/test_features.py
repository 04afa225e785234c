"""A feature is entered in one place: batches, hiding, network, engine and digest follow."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.corpus.corpus import Corpus
from model.engine.vocabulary import vocabulary_digest

pytest.importorskip("tensorflow")

pytestmark = pytest.mark.train


def test_toy_features_are_batched_hidden_trained_and_streamed_alike(corpus: Corpus, tmp_path: Path) -> None:
    corpus.save(tmp_path / "corpus.npz")
    program = Path(__file__).with_name("toy_features.py")
    done = subprocess.run(
        [sys.executable, str(program), str(tmp_path / "corpus.npz"), str(tmp_path / "toy.model")],
        cwd=Path(__file__).parents[3],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3]), "KERAS_BACKEND": "tensorflow"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    digest = done.stdout.split()[-1]
    assert len(digest) == 12
    assert digest != vocabulary_digest()
