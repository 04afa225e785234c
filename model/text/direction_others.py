"""Directions for everybody but some: "everything louder except the bass", "drums up, the rest down"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from model.music.config import PARTS
from model.text.direction_context import FOR_ONE_PART, Piece
from model.text.direction_pieces import read_pieces
from model.text.direction_table import PART
from model.text.prompt_parts import Direction
from model.text.tokens import tokenise

_MAX_TOKENS = 24
_ACTIONS = FOR_ONE_PART - {"on", "off", "solo"} | {"groove", "energy"}
_ALL = r"(?:all|everything|everybody|everyone|the (?:whole )?band)(?: else)?"
_BUT = r"(?:but|except(?: for)?|apart from|other than|save(?: for)?|bar)"
_FIRST = re.compile(
    rf"^(?P<before>.*?\b{_ALL})(?P<mid>[^,]*?)[, ]+{_BUT} (?P<who>(?:the |my |our )?[\w -]+?)(?P<rest>\s.*)?$", re.I
)
_CHINESE = re.compile(
    r"^除了?(?P<who>[\u4e00-\u9fff]{1,6}?)(?:之外|以外|外)?[，, ]?(?:其他|别的|其余|大家)?(?:都|全)?(?P<rest>.+)$"
)
_ANEW = re.compile(
    rf"^\W*(?:change|redo|vary|replace|regenerate|rewrite|new|renew|remake)\s+{_ALL}[, ]+{_BUT} (?P<who>[\w ,-]+?)\W*$"
    r"|^\W*(?:keep|leave|hold) (?P<kept>[\w ,-]+?)(?: as (?:it is|is|they are|it stands))?,? (?:and|but) "
    rf"(?:change|redo|vary|replace|regenerate|rewrite|renew|remake) (?:{_ALL}|the (?:rest|others?))\W*$",
    re.I,
)
_REST = re.compile(
    r"\b(?:the )?(?:rest|others|remainder)\b|\b(?:everybody|everyone|everything|all) else\b|其他|其余|别的", re.I
)


def all_but(clause: str, direct: Callable[[str], Direction | None]) -> Direction | None:
    """The direction of a clause for all parts but some; None for any other clause.

    direct: reads a clause as a direction.
    """
    anew = _ANEW.match(clause)
    if anew is not None and (parts := _parts(anew["who"] or anew["kept"])):
        return Direction("again", _others(parts), words=clause.strip())
    match = _FIRST.match(clause) or _CHINESE.match(clause)
    if match is None:
        return None
    found = match.groupdict()
    who, rest = found["who"], found["rest"] or ""
    words = rest.split()
    for n_more in range(min(len(words), 4) + 1):  # "all but the electric piano quieter"
        parts = _parts(" ".join([who, *words[:n_more]]))
        said = f"{found.get('before') or ''}{found.get('mid') or ''} {' '.join(words[n_more:])}".strip()
        direction = direct(said) if parts else None
        if direction is not None and direction.action in _ACTIONS and not direction.parts:
            action = "volume" if direction.action == "energy" else direction.action
            return replace(direction, action=action, parts=_others(parts), words=clause.strip())
    return None


def for_the_rest(pieces: Sequence[Piece]) -> list[Piece]:
    """ "Drums louder, the rest softer": the rest are those who were not named before."""
    kept: list[Piece] = []
    named: tuple[str, ...] = ()
    for piece in pieces:
        direction = piece.direction
        if direction is not None and not direction.parts and named and _REST.search(piece.words):
            if direction.action in _ACTIONS:
                direction = replace(direction, parts=_others(named))
            piece = piece._replace(direction=direction)
        elif direction is not None and direction.action in _ACTIONS:
            named += direction.parts
        kept.append(piece)
    return kept


def _parts(words: str) -> tuple[str, ...]:
    """Parts of words that name nothing else; () otherwise."""
    tokens = tokenise(words)
    if not 0 < len(tokens) <= _MAX_TOKENS:
        return ()
    pieces = read_pieces(tokens)
    return pieces.parts or () if set(pieces.pattern) <= {PART, "and", "or"} else ()


def _others(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for part in PARTS if part not in parts)
