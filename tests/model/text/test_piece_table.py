"""A table of texts beside the dictionary that it is made from."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from model.text.piece_table import PieceTable


@given(st.dictionaries(st.text(), st.integers(0, 2**31 - 1)), st.text())
def test_it_answers_as_the_dictionary(numbers: dict[str, int], other: str) -> None:
    table = PieceTable(numbers)
    assert len(table) == len(numbers)
    for text in (*numbers, other):
        assert table.get(text) == numbers.get(text)
        assert table.get(text, -1) == numbers.get(text, -1)


def test_texts_with_one_checksum_are_told_apart() -> None:
    assert crc32(b"plumless") == crc32(b"buckeroo")
    table = PieceTable({"plumless": 1, "buckeroo": 2})
    assert [table.get(text) for text in ("plumless", "buckeroo", "reed")] == [1, 2, None]


def test_it_is_the_same_in_every_process() -> None:
    numbers = {"drum": 1, "bass": 2, "龘": 3}
    code = f"import pickle, sys; from model.text.piece_table import PieceTable; t = PieceTable({numbers!a}); "
    code += "sys.stdout.buffer.write(pickle.dumps(t))"
    found = {
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True,
                       env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert found == {pickle.dumps(PieceTable(numbers))}
