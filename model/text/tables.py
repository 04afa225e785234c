"""Reads the word tables: CSV files in `model/text/tables/`, a heading line and then a row for each meaning.

The column ``words`` lists phrases parted by commas (see `model.text.words.phrases`). Editing a table needs no code.
"""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).with_name("tables")


def read_table(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of ``<name>.csv`` by column. Raises ValueError with file and line for a table that is not well formed."""
    path = FOLDER / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        heading = tuple(next(reader, ()))
        if heading != columns:
            raise ValueError(
                f"{path.name}, line 1: the columns are {', '.join(heading)}; expected {', '.join(columns)}"
            )
        rows = []
        for cells in reader:
            if len(cells) != len(columns) or not cells[-1].strip():
                raise ValueError(
                    f"{path.name}, line {reader.line_num}: expected {len(columns)} cells, the last not empty"
                )
            rows.append(dict(zip(columns, cells, strict=True)))
    return rows


def weights(written: str) -> dict[str, float]:
    """``jazz 0.6+latin 0.4`` as weights; a name without a number weighs 1.

    >>> weights("jazz 0.6+latin 0.4"), weights("folk")
    ({'jazz': 0.6, 'latin': 0.4}, {'folk': 1.0})
    """
    found = {}
    for piece in written.split("+"):
        name, _, number = piece.partition(" ")
        found[name] = float(number or 1)
    return found


def parts(written: str) -> tuple[str, ...]:
    """``drums+bass`` as names of parts; () for an empty cell."""
    return tuple(written.split("+")) if written else ()
