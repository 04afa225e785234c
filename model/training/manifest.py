"""The configuration of a training as two files in its folder: the network's sizes, and everything else.

An export copies the second into the model file, so that a model file documents its training.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from model.engine.vocabulary import vocabulary_digest
from model.music.config import NetworkConfig

NETWORK = "network.json"
TRAINING = "training.json"


def write_manifest(folder: Path, network: NetworkConfig, training: Mapping[str, Any], corpus: Path) -> None:
    """Write both files. training: the configuration of the training, plain values."""
    (folder / NETWORK).write_text(json.dumps(network.to_dict(), indent=1), encoding="utf-8")
    facts = {**training, "corpus": corpus.name, "vocabulary": vocabulary_digest()}
    (folder / TRAINING).write_text(json.dumps(facts, indent=1), encoding="utf-8")


def read_training(folder: Path) -> dict[str, Any]:
    """Read the training's configuration; empty for a training of a version that wrote none.

    Raises ValueError where its vocabulary is another: its weights would be read as something else.
    """
    path = folder / TRAINING
    if not path.exists():
        return {}
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if facts.get("vocabulary") != vocabulary_digest():
        raise ValueError(f"{folder} was trained with other styles, parts or inputs than this version has; train anew")
    return facts
