"""Objects kept in files: the same again, and never those of another origin or of a damaged file."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from model.text.kept import _digest, kept
from model.text.piece_table import PieceTable

MODULES = ("array", PieceTable.__module__)


class Maker:
    """Counts how often it makes a table."""

    def __init__(self) -> None:
        self.n_made = 0

    def __call__(self) -> PieceTable:
        self.n_made += 1
        return PieceTable({"drum": self.n_made})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "table.bin"


def number_after(make: Maker, path: Path, origin: bytes = b"1") -> int | None:
    return kept(make, path, origin=origin, modules=MODULES).get("drum")


def test_it_is_made_once_for_each_origin(path: Path) -> None:
    make = Maker()
    assert [number_after(make, path) for _ in range(3)] == [1, 1, 1]
    assert number_after(make, path, b"2") == 2
    assert number_after(make, path, b"2") == 2
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda data: data[:-1], lambda data: data[:-1] + b"\0", lambda data: data + b"\0"],
    ids=["empty", "shorter", "other", "longer"],
)
def test_a_damaged_file_is_made_anew(path: Path, damage: object) -> None:
    assert callable(damage)
    make = Maker()
    number_after(make, path)
    path.write_bytes(damage(path.read_bytes()))
    assert [number_after(make, path) for _ in range(2)] == [2, 2]


def test_a_file_of_somebody_elses_runs_nothing(path: Path, tmp_path: Path) -> None:
    class Harm:
        def __reduce__(self) -> object:
            return Path.touch, (tmp_path / "harm",)

    path.parent.mkdir()
    data = pickle.dumps(Harm())
    path.write_bytes(_digest(b"1", data) + data)
    assert number_after(Maker(), path) == 1
    assert not (tmp_path / "harm").exists()


def test_without_a_folder_it_is_made_every_time(path: Path) -> None:
    path.parent.write_text("a file where the folder should be", encoding="utf-8")
    make = Maker()
    assert [number_after(make, path) for _ in range(2)] == [1, 2]
