"""What unpacks to far more than it may is refused unread."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from model.engine.engine import Engine, ModelFileError
from model.music.archive import MOST_UNPACKED_BYTES, check_unpacked_size
from model.voice.voice_file import VoiceFileError, load_voice


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small file that holds more zeros than any model does."""
    path = tmp_path_factory.mktemp("bomb") / "large.model"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("manifest.json", "w") as member:
        for _ in range(MOST_UNPACKED_BYTES // 2**20 + 1):
            member.write(bytes(2**20))
    return path


def test_a_model_that_unpacks_to_too_much_is_refused_in_a_sentence(bomb: Path) -> None:
    assert bomb.stat().st_size < 2**20
    with pytest.raises(ModelFileError, match=r"large\.model .*513 MiB; 512 MiB are allowed"):
        Engine.load(bomb)


def test_so_is_a_voice(bomb: Path) -> None:
    with pytest.raises(VoiceFileError, match=r"large\.model .*513 MiB; 512 MiB are allowed"):
        load_voice(bomb)


def test_what_is_not_too_large_passes(tmp_path: Path) -> None:
    np.savez(tmp_path / "some.npz", numbers=np.zeros(1000))
    check_unpacked_size(tmp_path / "some.npz")
    with pytest.raises(ValueError, match="0 MiB are allowed"):
        check_unpacked_size(tmp_path / "some.npz", 1000)
