"""Times that music can come from: decades and ages, each under one name."""

from __future__ import annotations

from model.text.tables import read_table

ERAS: dict[str, str] = {row["words"]: row["era"] for row in read_table("eras", ("era", "words"))}


def decade_name(year: int) -> str:
    """Full name of a decade; two digits up to 20 are of this century.

    >>> decade_name(90), decade_name(1970), decade_name(10)
    ('1990s', '1970s', '2010s')
    """
    if year < 100:
        year += 2000 if year < 20 else 1900
    return f"{year // 10 * 10}s"
