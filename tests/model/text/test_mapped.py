"""Arrays kept in files: the same numbers out of memory, and never those of an older file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.text.mapped import Mapped
from model.text.user_cache import cache_directory

ARRAY = np.arange(3 * 700_000, dtype=np.uint8).reshape(-1, 3)  # more than is compared at once


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "array.bin"


def test_an_array_is_the_same_out_of_its_file(path: Path) -> None:
    kept = Mapped(ARRAY, path)
    found = kept.array
    assert kept.is_mapped
    assert found.dtype == ARRAY.dtype
    assert np.array_equal(found, ARRAY)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_is_mapped_cannot_be_changed(path: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        Mapped(ARRAY, path).array[0, 0] = 1


def test_what_was_let_go_is_read_again(path: Path) -> None:
    kept = Mapped(ARRAY, path)
    for _ in range(2):
        assert np.array_equal(kept.array, ARRAY)
        kept.let_go()


def test_a_file_that_holds_the_array_is_not_written_again(path: Path) -> None:
    Mapped(ARRAY, path)
    before = path.stat()
    assert np.array_equal(Mapped(ARRAY, path).array, ARRAY)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:-1] + b"\0", lambda data: data + b"\0"])
def test_a_file_of_other_bytes_is_written_anew(path: Path, damage: object) -> None:
    assert callable(damage)
    Mapped(ARRAY, path)
    path.write_bytes(damage(path.read_bytes()))
    assert np.array_equal(Mapped(ARRAY, path).array, ARRAY)


def test_who_has_the_older_file_mapped_keeps_its_numbers(path: Path) -> None:
    older = Mapped(ARRAY, path)
    assert np.array_equal(Mapped(ARRAY + 1, path).array, ARRAY + 1)
    assert np.array_equal(older.array, ARRAY)


def test_without_a_file_the_array_stays_in_memory(path: Path) -> None:
    path.parent.write_text("a file where the folder should be", encoding="utf-8")
    kept = Mapped(ARRAY, path)
    assert not kept.is_mapped
    assert kept.array is ARRAY
    kept.let_go()
    assert np.array_equal(kept.array, ARRAY)


def test_each_system_has_its_own_folder() -> None:
    home = Path("/home/anna")
    assert cache_directory("linux", home, {"XDG_CACHE_HOME": "/big"}) == Path("/big/sideman")
    assert cache_directory("win32", home, {"LOCALAPPDATA": "/local"}) == Path("/local/Sideman/Cache")
    assert cache_directory("darwin", home, {}) == home / "Library/Caches/Sideman"
