"""Directions for everybody but some: "everything but the drums out", "everything louder except the bass"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from model.music.config import PARTS
from model.text.direction_context import FOR_ONE_PART, Piece
from model.text.direction_pieces import only_parts
from model.text.prompt_parts import Direction

_JOINTS = ("and", "or")
_ACTIONS = FOR_ONE_PART - {"on", "off", "solo"} | {"groove", "energy"}
_ALL = r"(?:all|everything|everybody|everyone|the (?:whole )?band)(?: else)?"
_BUT = r"(?:but|except(?: for)?|apart from|other than|save(?: for)?|bar)"
_ALL_BUT = re.compile(
    r"^\s*(?:(?:everybody|everyone|all|everything)(?: else)? (?:out|off|stop|stops|rest|drop out|sit out|lay out)"
    r"\s+(?:but|except|except for)|(?:drop|lose|cut|kill|mute|stop|silence|take out|drop out)\s+"
    r"(?:everything|everybody|everyone|all|the rest)\s+(?:but|except|except for))\s+(?P<kept>[^,;.!?]+)$"
    r"|^\s*(?:everybody|everyone|all|everything)(?: else)?,? (?:but|except|except for|apart from|other than) "
    r"(?P<left>[^,;.!?]+?),? "
    r"(?:out|off|stops?|rests?|drops? out|sits? (?:this one )?out|lays? out|tacet|go(?:es)? quiet)"
    r"(?: please| now)?$",
    re.I,
)
_FIRST = re.compile(
    rf"^(?P<before>.*?\b{_ALL})(?P<mid>[^,]*?)[, ]+{_BUT} (?P<who>(?:the |my |our )?[\w -]+?)(?P<rest>\s.*)?$", re.I
)
_CHINESE = re.compile(
    r"^除了?(?P<who>[\u4e00-\u9fff]{1,6}?)(?:之外|以外|外)?[，, ]?(?:其他|别的|其余|大家)?(?:都|全)?(?P<rest>.+)$"
)
_DIGIT = re.compile(r"\d")
_ANEW = re.compile(
    rf"^\W*(?:change|redo|vary|replace|regenerate|rewrite|new|renew|remake)\s+{_ALL}[, ]+{_BUT} (?P<who>[\w ,-]+?)\W*$",
    re.I,
)
_REST = re.compile(
    r"\b(?:the )?(?:rest|others|remainder)\b|\b(?:everybody|everyone|everything|all) else\b|其他|其余|别的", re.I
)


def kept_alone(clause: str) -> Direction | None:
    """ "Drop everything but the drums": some parts go on alone."""
    match = _ALL_BUT.match(clause)
    who = match["kept"] or match["left"] if match is not None else ""
    parts = only_parts(who) if who and not _DIGIT.search(who) else None  # "all but the drums by 6 dB" is another
    return Direction("solo", parts, words=clause.strip()) if parts else None


def all_but(clause: str, direct: Callable[[str], Direction | None]) -> Direction | None:
    """The direction of a clause for all parts but some; None for any other clause.

    direct: reads a clause as a direction.
    """
    anew = _ANEW.match(clause)
    if anew is not None and (parts := only_parts(anew["who"], _JOINTS)):
        return Direction("again", _others(parts), words=clause.strip())
    match = _FIRST.match(clause) or _CHINESE.match(clause)
    if match is None:
        return None
    found = match.groupdict()
    who, rest = found["who"], found["rest"] or ""
    words = rest.split()
    for n_more in range(min(len(words), 4) + 1):  # "all but the electric piano quieter"
        parts = only_parts(" ".join([who, *words[:n_more]]), _JOINTS)
        if not parts:
            continue
        said = f"{found.get('before') or ''}{found.get('mid') or ''} {' '.join(words[n_more:])}".strip()
        direction = direct(said)
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


def _others(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for part in PARTS if part not in parts)
