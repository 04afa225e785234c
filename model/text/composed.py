"""Directions that no phrase of the table has, put together from what changes and how: "raise the intensity"."""

from __future__ import annotations

from model.text.direction_table import INTERVAL, PART, SECTION, Pattern, Row, direction_table

_SIGNED, _SWITCHED = ("+", "-"), ("+", "-", "0")
_AMOUNTS = {
    "volume": _SIGNED,
    "reverb": _SWITCHED,
    "energy": _SIGNED,
    "tempo": _SIGNED,
    "register": _SIGNED,
    "swing": _SWITCHED,
    "density": _SIGNED,
    "fill": _SWITCHED,
    "articulation": _SIGNED,
    "groove": _SIGNED,
}
_EVENTS = ("ending", "build", "diminuendo", "repeat", "break")  # nothing has to be said of how they change
_OPPOSITE = {"+": "-", "-": "+"}
_NOT_SO = (
    ("less",),
    ("not", "so"),
    ("not", "too"),
    ("dont", "so"),
    ("dont", "too"),
    ("别那么",),
    ("不要那么",),
    ("没那么",),
    ("别太",),
    ("不要太",),
    ("不用那么",),
)


def composed_row(pattern: Pattern) -> Row | None:
    """What a phrase asks for that names one property and one way to change it; None for anything else.

    >>> composed_row(("raise", "intensity")), composed_row(("raise", "roof"))
    (Row(action='energy', amount='+', parts=(), needs_part=False, reason=''), None)
    """
    return _opposite(pattern) or _composed(_in_words(pattern))


def _opposite(pattern: Pattern) -> Row | None:
    """ "Not so busy" is the opposite of "busy"."""
    for opening in _NOT_SO:
        for start in (0, 1):  # a part may stand before
            rest = pattern[:start] + pattern[start + len(opening) :]
            if pattern[start : start + len(opening)] == opening and (start == 0 or pattern[0] == PART):
                row = direction_table().rows.get(rest)
                if row is not None and row.amount in _OPPOSITE:
                    return row._replace(amount=_OPPOSITE[row.amount])
    return None


def _in_words(pattern: Pattern) -> Pattern:
    """The pattern with Chinese characters that are one word of the table together."""
    table = direction_table()
    known = table.properties.keys() | table.changes.keys() | table.helpers
    words: list[str] = []
    for piece in pattern:
        if words and words[-1] + piece in known and not piece.isascii():
            words[-1] += piece
        else:
            words.append(piece)
    return tuple(words)


def _composed(pattern: Pattern) -> Row | None:
    table = direction_table()
    if INTERVAL in pattern or pattern.count(PART) > 1 or pattern.count(SECTION) > 1:
        return None
    if SECTION in pattern and not any(table.properties.get(word) in _EVENTS for word in pattern):
        others = [word for word in pattern if word != SECTION]
        is_jump = pattern.count(SECTION) == 1 and all(word in table.helpers or word == "back" for word in others)
        return Row("section", SECTION, (), False, "") if is_jump else None
    properties, amounts = set(), set()
    for word in pattern:
        if word in table.properties:
            properties.add(table.properties[word])
        elif word in table.changes:
            amounts.add(table.changes[word])
        elif word not in (PART, SECTION) and word not in table.helpers:
            return None
    if len(properties) == 1 and not amounts and PART not in pattern and properties & set(_EVENTS):
        return Row(properties.pop(), "", (), False, "")
    if len(properties) != 1 or len(amounts) != 1:
        return None
    (name,), (amount,) = properties, amounts
    if amount not in _AMOUNTS.get(name, ()):
        return None
    return Row(name, amount, ("drums",) if name == "fill" else (), False, "")
