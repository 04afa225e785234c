"""A table of texts beside the dictionary that it is made from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.text.piece_table import PieceTable


class Alike(str):
    """Texts whose hashes are all the same."""

    __slots__ = ()

    def __hash__(self) -> int:
        return 7


@given(st.dictionaries(st.text(), st.integers(0, 2**31 - 1)), st.text())
def test_it_answers_as_the_dictionary(numbers: dict[str, int], other: str) -> None:
    table = PieceTable(numbers)
    assert len(table) == len(numbers)
    for text in (*numbers, other):
        assert table.get(text) == numbers.get(text)
        assert table.get(text, -1) == numbers.get(text, -1)


def test_texts_with_one_hash_are_told_apart() -> None:
    table = PieceTable({Alike("drum"): 1, Alike("bass"): 2})
    assert [table.get(Alike(text)) for text in ("drum", "bass", "reed")] == [1, 2, None]
