"""What the clauses of a prompt say of each other: who is meant by "it", and who was called by name before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from model.text.direction_atoms import Atom, read_clause
from model.text.direction_pieces import read_pieces
from model.text.direction_table import LANE, PART
from model.text.prompt_parts import Direction
from model.text.tokens import tokenise

# A part that is called by name before or behind a direction: "piano, sit this one out".
FOR_ONE_PART = frozenset(
    ("volume", "reverb", "pan", "on", "off", "solo", "register", "density", "articulation", "swing", "push")
)
_OF_PARTS = FOR_ONE_PART | {"groove", "energy"}
_TOO_HIGH = re.compile(r"\btoo (?:high|low)\b|太[高低]", re.I)
_MAX_NAME_TOKENS = 6
_MAY_BE_IT = frozenset(("volume", "reverb", "pan", "register", "density", "off", "on"))
_PRONOUN = re.compile(r"\b(?:it|them|him|her|they|that one)\b|它|他|她", re.I)
_STATEMENT = re.compile(
    r"\b(?:is|are|was|were|isn'?t|aren'?t|can'?t|cannot|can not|doesn'?t|don'?t|has|have|keeps?|seems?|sounds?|feels?"
    r"|gets?|needs?|wants?|should|must|could|\w+'(?:s|re))\b|太|有点|听",
    re.I,
)
_KEPT = re.compile(r"^\s*(?:please\s+)?(?:keep|leave|hold on to|保留|留下|留着)\s*", re.I)
_ALL_ELSE = re.compile(
    r"\b(?:everything|everybody|everyone|all)(?: else)?\b|\bthe (?:rest|others)\b|其他|其余|别的|其它", re.I
)
_MORE = re.compile(r"(?:(?:please )?give (?:me|us) )?(?:a (?:bit|little|touch|tad) )?(?:more|less)(?: please)?", re.I)
_QUESTION = re.compile(
    r"^\s*(?:where|who|whose|why|when|how (?:many|much|long|old|far|is|are|was|were|did|do)"
    r"|how (?:fast|slow|loud|quiet|high|low|busy) (?:is|are|was|were|do|does|did|should|can)"
    r"|what(?:'?s| is| are| was| were| did| do| does| key| time| bar| chord| song| tempo)|which\b.*\?"
    r"|(?:did|does|has|was|were) (?:you|we|they|it|he|she|this|that|the|anyone|anybody)|(?:have|had) (?:you|we|they)"
    r"|(?:is|are) (?:this|that|it|there|anyone|anybody|we|you|they|he|she|the|my|your|our)|am i"
    r"|(?:can|could|do|did) you (?:all |guys )?(?:hear|see|know|remember|believe) (?:me|us|that|how|what|who|it)?)\b"
    r"|(?:谁|哪里|哪儿|为什么|怎么回事|几点|几号|多少钱|什么时候)",
    re.I,
)
_DONT_ASK = re.compile(
    r"\bhow about\b|\bwhat about\b|\bwhat if\b|^\s*where'?s (?:my|the) (?:money|energy|groove)\b", re.I
)


Direct = Callable[[str, tuple[str, ...]], Direction | None]


class Piece(NamedTuple):
    """A clause: what it directs, or None; ``end``: the separator behind it; ``left_aside``: words of it not known."""

    words: str
    direction: Direction | None = None
    end: str = ""
    left_aside: tuple[str, ...] = ()


def is_question(words: str) -> bool:
    """Whether words ask something of the band instead of for something.

    >>> is_question("what key are we in"), is_question("what about some jazz"), is_question("can we slow down")
    (True, False, False)
    """
    return _QUESTION.search(words) is not None and _DONT_ASK.search(words) is None


def in_context(pieces: Sequence[Piece], direct: Direct) -> tuple[list[Piece], tuple[str, ...]]:
    """Pieces as they are meant beside each other, and the clauses that only remark something.

    direct: reads a clause as a direction for parts that were named before.
    """
    if len(pieces) < 2:
        return list(pieces), ()
    remarks: list[str] = []
    left = _called(_alone(list(pieces)), direct)
    left = _remarked(left, remarks, direct)
    return _without_twins(left), tuple(remarks)


def _alone(pieces: list[Piece]) -> list[Piece]:
    """ "Keep the drums, lose everything else": who is kept plays alone."""
    for i in range(len(pieces) - 1):
        second = pieces[i + 1].direction
        is_rest = second is not None and second.action == "off" and not second.parts
        kept = _named(_KEPT.sub("", pieces[i].words)) if is_rest else ()
        if kept and _ALL_ELSE.search(pieces[i + 1].words):
            words = f"{pieces[i].words}, {pieces[i + 1].words}"
            alone = Piece(words, Direction("solo", kept, words=words), pieces[i + 1].end)
            return [*pieces[:i], alone, *pieces[i + 2 :]]
        first = pieces[i].direction
        are_both = first is not None and second is not None and (first.action, second.action) == ("off", "solo")
        if are_both and first is not None and not first.parts and _ALL_ELSE.search(pieces[i].words):
            return [*pieces[:i], *pieces[i + 1 :]]  # "everybody else out, just bass"
        is_said_twice = first is not None and first.action == "solo" and is_rest
        if is_said_twice and _ALL_ELSE.search(pieces[i + 1].words):
            return [*pieces[: i + 1], *pieces[i + 2 :]]
    return pieces


def _called(pieces: list[Piece], direct: Direct) -> list[Piece]:
    """ "Piano, sit this one out": a name that stands alone beside directions which name nobody."""
    names = [piece for piece in pieces if piece.direction is None and _named(piece.words)]
    if len(names) != 1 or len(pieces) < 2:
        return pieces
    who = _named(names[0].words)
    called = []
    for piece in pieces:
        if piece is names[0]:
            continue
        if _names_anybody(piece.words):
            return pieces
        direction = _for(piece.direction or direct(piece.words, who), who)
        if direction is None:
            return pieces
        called.append(piece._replace(direction=direction))
    return called


def _for(direction: Direction | None, who: tuple[str, ...]) -> Direction | None:
    """A direction that names nobody, for the players who were called."""
    if direction is not None and direction.action == "follow":  # "keys, your turn"
        return Direction("solo", who, words=direction.words)
    if direction is None or direction.action not in {*FOR_ONE_PART, "groove", "break", "energy"}:
        return direction
    if direction.action == "energy":
        return replace(direction, action="volume", parts=who)
    if direction.action == "break":  # one player's break is a rest
        return Direction("off", who, words=direction.words, n_bars=direction.n_bars, is_stretch=direction.n_bars > 0)
    if direction.action == "density" and _MORE.fullmatch(direction.words.strip()):
        return replace(direction, action="volume", parts=who)  # "guitar, give me more"
    return replace(direction, parts=who)


def _remarked(pieces: list[Piece], remarks: list[str], direct: Direct) -> list[Piece]:
    """ "The snare is bugging me, lose it": what is said of a part says who is meant by the direction behind it."""
    kept: list[Piece] = []
    who: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    for i, piece in enumerate(pieces):
        if piece.direction is None and who:
            piece = piece._replace(direction=direct(piece.words, who))
        if piece.direction is None:
            is_remark = i + 1 < len(pieces) and _STATEMENT.search(piece.words) and _names_anybody(piece.words)
            who, lanes = (_anybody(piece.words), _lanes(piece.words)) if is_remark else ((), ())
            behind = pieces[i + 1] if i + 1 < len(pieces) else None
            if is_remark and behind and (behind.direction or direct(behind.words, who)):
                remarks.append(piece.words.strip())
                continue
            who = ()
        elif _goes_on(pieces, i):
            who = _parts_of(pieces[i - 1])
        elif piece.direction.parts and _STATEMENT.search(piece.words):
            who, lanes = piece.direction.parts, _lanes(piece.words)
        if piece.direction is not None and who:
            piece = piece._replace(direction=_meant(piece, who, lanes))
        kept.append(piece)
    return kept


def _parts_of(piece: Piece) -> tuple[str, ...]:
    return piece.direction.parts if piece.direction is not None else ()


def _goes_on(pieces: list[Piece], i: int) -> bool:
    """ "More reverb on the sax and turn it down": who was named a moment ago is meant by "it"."""
    before, now = pieces[i - 1].direction if i else None, pieces[i].direction
    if before is None or now is None or not before.parts or now.parts or before.action in ("off", "solo"):
        return False
    return now.action in _MAY_BE_IT and _PRONOUN.search(pieces[i].words) is not None


def _meant(piece: Piece, who: tuple[str, ...], lanes: tuple[str, ...]) -> Direction | None:
    direction = piece.direction
    if direction is None or _names_anybody(piece.words):
        return direction
    if direction.action == "ending" and _PRONOUN.search(piece.words):  # "take it out"
        direction = Direction("off", who, words=direction.words)
    if lanes and direction.action in ("off", "on"):
        return replace(direction, action="lane", parts=(), amount=f"{'+'.join(lanes)} {direction.action}")
    if direction.parts or direction.action not in _OF_PARTS:
        return direction
    if direction.action == "energy":
        return replace(direction, action="volume", parts=who) if _PRONOUN.search(piece.words) else direction
    return replace(direction, parts=who)


def _without_twins(pieces: list[Piece]) -> list[Piece]:
    """A direction that says what the one before says already is left out: "too fast, slow down"."""
    kept: list[Piece] = []
    for piece in pieces:
        before = kept[-1].direction if kept else None
        now = piece.direction
        if before is not None and now is not None and _alike(before, now):
            continue
        if before is not None and now is not None and _refers_back(before, now, piece.words):
            continue
        if before is not None and now is not None and _is_reason(before, now):
            kept.pop()  # "too high for me, take it down a third"
        if before is not None and now is not None and (before.action, now.action) == ("repeat", "ending"):
            kept.pop()  # "one more time, then end"
        kept.append(piece)
    return kept


def _refers_back(before: Direction, now: Direction, words: str) -> bool:
    """ "We're speeding, pull it back": a word for any change, of what was complained about."""
    is_vague = now.action in ("energy", "volume") and _PRONOUN.search(words) is not None
    is_vague &= not now.parts or (now.parts == before.parts and before.action != "volume")
    is_complaint = _STATEMENT.search(before.words) is not None or "too" in before.words.lower()
    return is_vague and is_complaint and before.action != now.action and before.amount == now.amount


def _is_reason(before: Direction, now: Direction) -> bool:
    """Whether the first of two directions only says why: what is too loud goes, and what is too high is transposed."""
    if (before.action, before.amount) == ("volume", "-") and now.action in ("lane", "off"):
        return now.action == "lane" or now.parts == before.parts
    if now.action in ("register", "transpose") and before.action in ("register", "volume"):
        return _TOO_HIGH.search(before.words) is not None
    return before.action == now.action == "transpose" and before.amount.startswith("-") == now.amount.startswith("-")


def _alike(first: Direction, second: Direction) -> bool:
    same = (first.action, first.amount) == (second.action, second.amount)
    return same and (first.parts == second.parts or not second.parts)


def _named(words: str) -> tuple[str, ...]:
    """Parts of a clause that is nothing but names: "bass player", "okay drums"."""
    tokens = tokenise(words)
    if not 0 < len(tokens) <= _MAX_NAME_TOKENS:
        return ()
    pieces = read_pieces(tokens)
    if pieces.pattern in ((PART,), (LANE,)):
        return pieces.parts or ()
    clause = read_clause(tokens)
    is_name = clause is not None and all(atom.is_optional or atom.has("part") for atom in clause.atoms)
    return (
        clause.parts or () if clause is not None and is_name and not any(_asks(atom) for atom in clause.atoms) else ()
    )


def _asks(atom: Atom) -> bool:
    """Whether a word may ask for somebody: "add", "need"."""
    return any(atom.has(kind) for kind in ("on", "off", "only", "up", "down", "too_little"))


def _anybody(words: str) -> tuple[str, ...]:
    return read_pieces(tokenise(words)[:24]).parts or ()


def _lanes(words: str) -> tuple[str, ...]:
    return read_pieces(tokenise(words)[:24]).lanes


def _names_anybody(words: str) -> bool:
    clause = read_clause(tokenise(words)[:24])
    return (clause.parts if clause is not None else read_pieces(tokenise(words)[:24]).parts) is not None
