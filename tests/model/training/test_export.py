"""What the model file says of the corpus, and that equal contents are equal bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("tensorflow")

from model.corpus.corpus import Corpus
from model.music.config import DRUM_KEY_HIGH, DRUM_KEY_LOW, DRUMS, N_PARTS, PARTS, STYLES
from model.training.corpus_statistics import corpus_statistics
from model.training.export import write_model_file

pytestmark = pytest.mark.train


def test_habits_are_what_the_songs_do(corpus: Corpus) -> None:
    statistics = corpus_statistics(corpus)
    piano, bass, flute = (PARTS.index(name) for name in ("piano", "bass", "pipe"))
    assert statistics.most_together[0, [piano, bass, flute]].tolist() == [3, 1, 1]
    assert 128 <= statistics.lowest[0, DRUMS] <= statistics.highest[0, DRUMS] < 128 + DRUM_KEY_HIGH - DRUM_KEY_LOW
    assert (statistics.highest[:, bass] < statistics.lowest[:, flute]).all()
    assert (statistics.lowest <= statistics.highest).all()
    heard = np.zeros(N_PARTS, bool)
    heard[[DRUMS, piano, bass, flute]] = True
    for style in ("pop", "jazz"):
        assert ((statistics.usual_density[STYLES.index(style)] > 0) == heard).all()


def test_parts_that_the_corpus_lacks_may_still_be_asked_to_play(corpus: Corpus) -> None:
    flute_alone = corpus.events.copy()
    flute_alone[flute_alone[:, 0] < N_PARTS, 0] = PARTS.index("pipe")
    flute_alone[flute_alone[:, 2] < 192, 2] = 72
    statistics = corpus_statistics(replace(corpus, events=flute_alone))
    assert (statistics.lowest[0, DRUMS], statistics.highest[0, DRUMS]) == (128, 128 + DRUM_KEY_HIGH - DRUM_KEY_LOW)
    piano = PARTS.index("piano")
    assert (statistics.lowest[0, piano], statistics.highest[0, piano]) == (0, 127)
    assert (statistics.most_together >= 1).all()
    assert (statistics.most_in_four_beats >= 1).all()


def test_equal_members_are_equal_files(tmp_path: Path) -> None:
    members = {"b": b"two", "a": b"one"}
    hashes = [write_model_file(tmp_path / name, members, {}) for name in ("x.model", "y.model")]
    assert hashes[0] == hashes[1]
    assert (tmp_path / "x.model").read_bytes() == (tmp_path / "y.model").read_bytes()
    assert write_model_file(tmp_path / "z.model", members | {"a": b"1"}, {}) != hashes[0]
    assert {path.name for path in tmp_path.iterdir()} == {"x.model", "y.model", "z.model"}
