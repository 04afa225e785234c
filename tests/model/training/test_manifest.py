"""A training's folder says what it was made with, and weights of another vocabulary are not exported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.engine.vocabulary import vocabulary_digest
from model.music.config import NetworkConfig
from model.training.manifest import NETWORK, TRAINING, read_training, write_manifest


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write_manifest(tmp_path, NetworkConfig(width=32), {"seed": 3, "minutes": 5.0}, Path("somewhere/all.npz"))
    assert read_training(tmp_path) == {
        "seed": 3, "minutes": 5.0, "corpus": "all.npz", "vocabulary": vocabulary_digest(),
    }  # fmt: skip
    assert json.loads((tmp_path / NETWORK).read_text())["width"] == 32


def test_a_folder_of_an_earlier_version_has_nothing_to_say(tmp_path: Path) -> None:
    assert read_training(tmp_path) == {}


def test_another_vocabulary_is_refused(tmp_path: Path) -> None:
    write_manifest(tmp_path, NetworkConfig(), {}, Path("all.npz"))
    facts = json.loads((tmp_path / TRAINING).read_text()) | {"vocabulary": "an older one"}
    (tmp_path / TRAINING).write_text(json.dumps(facts))
    with pytest.raises(ValueError, match="was trained with other styles, parts or inputs"):
        read_training(tmp_path)
