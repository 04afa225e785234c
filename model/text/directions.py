"""Cuts a prompt into directions about what is playing ("drums softer") and the rest, which says what to play.

What is no direction is left to `model.text.parse`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from model.text.direction_atoms import Atom, read_clause
from model.text.direction_context import FOR_ONE_PART, Piece, in_context, is_question
from model.text.direction_moments import Moment, timed
from model.text.direction_others import all_but, for_the_rest, kept_alone
from model.text.direction_pieces import MAX_CLAUSE_TOKENS, read_pieces
from model.text.direction_reading import SEATS, direction_of, is_genre, loosely_directed
from model.text.direction_table import LANE, PART, SECTION, direction_table, in_usual_form
from model.text.direction_targets import targeted
from model.text.prompt_parts import Direction
from model.text.rules import names_band, read
from model.text.style_directions import style_directions
from model.text.tokens import tokenise

__all__ = ["Split", "clauses_of", "direction_of", "split_directions"]

_ENDS = re.compile(r"\s*(?:[,;!?:，；！？。：\n]|\.(?!\w)|(?<=\s)[-–—]+(?=\s))\s*(?!\d)")
_SPACED_CHINESE = re.compile(r"[\u4e00-\u9fff]+(?: [\u4e00-\u9fff]+){1,7}")
_JOINTS = re.compile(r"\s*(?:\b(?:and|but|then|with)\b|并且|然后|而且|但是|但|(?<=了)(?=[^吧吗呢啊的嘛哦了]{2}))\s*")
_LANE_NEGATIONS = re.compile(r"(?:不要|没有|不带|无|去掉|别用|别打)|\b(?:no|without|minus|sans)\b(?: (?:the|any))?")


_PLACE = re.compile(
    r"\s(?:in|for|during|until|till|'?til|from|after|before|when we (?:get|come) to|when|once) "
    r"(?:we (?:get|come) (?:back )?to |it'?s )?(?:the |my |our |a |every |each )?"
    r"(?:(?:first|second|third|last|next|final|whole|\w+) )?"
    r"(?:verses?|chorus(?:es)?|bridge|intro|outro|solos?|middle eight|hook|head|breakdown|drop|ending|bars?|vocals?)"
    r"(?: (?:comes|starts|begins|is over|ends|arrives|hits|again|only))*\W*$",
    re.I,
)
_CUES = frozenset(("fill", "break", "ending", "section", "repeat", "build", "diminuendo", "ritardando", "accelerando"))
_LEAST_RUN_ON = 2  # tokens of each of two directions without a comma between them
_OPEN_STARTS = frozenset(("of", "to", "for", "in", "on", "at", "by", "with", "without", "than", "from", "into", "or"))
_OPEN_ENDS = _OPEN_STARTS | {
    "a",
    "an",
    "the",
    "my",
    "our",
    "your",
    "this",
    "not",
    "no",
    "more",
    "less",
    "too",
    "very",
    "add",
}
_SUDDEN = SEATS | {"key", "transpose"}  # that take no time: "in four bars" is when they happen
_NAMED_SOLO = re.compile(r"^\W*(?:an? )?(?:[\w-]+ ){1,2}solo\W*$", re.I)
_A_SOLO = re.compile(r"(?:^|\s)an? (?:[\w-]+ ){1,3}solo\W*$", re.I)
_ONLY_BEHIND = re.compile(r"\b(?:only|alone|by themselves|on their own)\W*$|(?:独奏|而已)\W*$", re.I)


class Split(NamedTuple):
    """``rest``: what is left of the text when the directions are cut out; ``remarks``: clauses that ask for nothing."""

    directions: tuple[Direction, ...]
    rest: str
    remarks: tuple[str, ...] = ()


def split_directions(text: str) -> Split:
    """Directions of a text, in their order, and what is left of it.

    >>> split_directions("jazz, drums softer").rest
    'jazz'
    >>> [each.describe() for each in split_directions("jazz, drums softer and no fills").directions]
    ['volume - drums', 'fill 0 drums']
    """
    if is_question(text) and not any(each.clause for each in timed(text)):
        return Split((), "", (text.strip(),))
    text = _SPACED_CHINESE.sub(_with_commas, in_usual_form(text))
    pieces, remarks = in_context(list(_pieces(text)), _directed_at)
    pieces = _with_the_band(for_the_rest(pieces))
    directions = tuple(piece.direction for piece in pieces if piece.direction is not None)
    if not directions:
        return Split((), text)
    rest = "".join(piece.words + piece.end for piece in pieces if piece.direction is None)
    left_aside = tuple(word for piece in pieces if piece.direction is not None for word in piece.left_aside)
    return Split(directions, rest.strip(" ,;，；:："), (*remarks, *left_aside))


def _with_the_band(pieces: list[Piece]) -> list[Piece]:
    """ "Jazz quartet, trumpet solo": who was asked for before plays on."""
    found: list[Piece] = []
    for piece in pieces:
        is_solo = piece.direction is not None and piece.direction.action == "solo" and _NAMED_SOLO.match(piece.words)
        is_of_band = is_solo and any(each.direction is None and names_band(read(each.words)) for each in found)
        found.append(piece._replace(direction=None) if is_of_band else piece)
    return found


def _with_commas(match: re.Match[str]) -> str:
    """ "吉他 大声 鼓 小声" as "吉他大声，鼓小声": spaces may part clauses in Chinese, or the words of one."""
    words = match[0].split(" ")
    clauses: list[str] = []
    is_direction = False
    i = 0
    while i < len(words):
        ends = (j for j in range(len(words), i, -1) if direction_of("".join(words[i:j])) is not None)
        end = next(ends, i)
        is_direction |= end > i
        clauses.append("".join(words[i:end]) or words[i])
        i = max(end, i + 1)
    return "，".join(clauses) if is_direction else match[0]


def _pieces(text: str) -> Iterator[Piece]:
    """Clauses, each a direction or not, in their order."""
    clauses = list(_clauses(text, _ENDS))
    is_form = sum(_names_section(clause) for clause, _ in clauses) > 1  # "verse, chorus, verse"
    ahead: tuple[Moment, str] | None = None  # a moment that stood alone before a comma, with its words
    for clause, separator in clauses:
        if is_form and _names_section(clause):
            pieces = [Piece(clause, None, separator)]
        elif ahead is not None and (later := _all_later(_read(clause, separator), ahead[0])):
            pieces, ahead = later, None
        else:
            pieces = _timed_pieces(clause, separator)
        if ahead is not None:
            yield Piece(ahead[1], None)
            ahead = None
        if (moment := _only_moment(clause)) is not None and all(piece.direction is None for piece in pieces):
            ahead = moment, clause + separator
        else:
            yield from pieces
    if ahead is not None:
        yield Piece(ahead[1], None)


def _read(clause: str, separator: str) -> list[Piece]:
    """The directions of a clause that names no moment, and what else it holds."""
    whole = kept_alone(clause) or targeted(clause) or all_but(clause, direction_of)
    return [Piece(clause, whole, separator)] if whole is not None else list(_directions_in(clause, separator))


def _only_moment(clause: str) -> Moment | None:
    """The moment that a clause is as a whole: "after four bars"."""
    return next((each.moment for each in timed(clause) if not each.clause), None)


def _timed_pieces(clause: str, separator: str) -> list[Piece]:
    """The directions of a clause with the moment that it names, else as it is read without one."""
    for each in timed(clause):
        later = _all_later(_read(each.clause, separator), each.moment) if each.clause else []
        if later and not (each.is_short and not all(_is_sudden(piece.direction) for piece in later)):
            return later
    return _read(clause, separator)


def _all_later(pieces: list[Piece], moment: Moment) -> list[Piece]:
    """The pieces at a moment; none where one is no direction, or is a cue that waits for the next bar anyway."""
    later = []
    for piece in pieces:
        direction = piece.direction
        if direction is None or piece.left_aside or (moment.when == "bars 1" and direction.action in _CUES):
            return []
        later.append(piece._replace(direction=replace(direction, when=moment.when, until=moment.until)))
    return later


def _is_sudden(direction: Direction | None) -> bool:
    return direction is not None and direction.action in _SUDDEN


def _directions_in(clause: str, separator: str) -> Iterator[Piece]:
    """The directions of a clause: the whole of it, or each side of an "and" if not."""
    found = direction_of(clause, by_structure=_is_one_phrase(clause))
    styles = style_directions(clause) if found is None else []
    if styles:
        yield from (Piece(clause if number == 0 else "", one, separator) for number, one in enumerate(styles))
        return
    inner = [] if found is not None or is_genre(tokenise(clause)) else list(_clauses(clause, _JOINTS))
    each = _without_featured(inner, [direction_of(piece) for piece, _ in inner])
    if found is None and (not _are_apart(inner, each) or not _JOINTS.search(clause.replace("with", ""))):
        found = direction_of(clause)  # "stop with the fills" is one
    if found is not None:
        yield Piece(clause, found, separator)
    elif len(inner) > 1 and any(each) and not (_ends_a_list(inner, each) or _begins_a_list(inner, each)):
        for (piece, _), one in zip(inner, _with_shared_parts(inner, each), strict=True):
            if piece:
                yield Piece(piece, one, ", ")
    elif (placed := _at_a_place(clause)) is not None:
        yield Piece(clause, placed[0], separator, (placed[1],))
    elif run_on := _run_on(clause):
        yield from run_on
    elif (loose := loosely_directed(clause)) is not None:
        yield Piece(clause, loose[0], separator, loose[1])
    else:
        lanes, rest = _without_lanes(clause)
        for one in lanes:
            yield Piece(one.words, one)
        yield Piece(rest, None, separator)


def _run_on(clause: str) -> list[Piece]:
    """ "Too stiff loosen up": two directions without a comma between them; none where a side is anything else."""
    tokens = tokenise(clause)
    if not 2 * _LEAST_RUN_ON <= len(tokens) <= MAX_CLAUSE_TOKENS:
        return []
    for i in range(_LEAST_RUN_ON, len(tokens) - _LEAST_RUN_ON + 1):
        if tokens[i - 1].text in _OPEN_ENDS or tokens[i].text in _OPEN_STARTS:
            continue
        sides = clause[: tokens[i].start].strip(), clause[tokens[i].start :]
        first = direction_of(sides[0])
        second = direction_of(sides[1]) if first is not None else None
        if first is not None and second is not None:
            return [Piece(sides[0], first, ", "), Piece(sides[1], second, ", ")]
    return []


def _at_a_place(clause: str) -> tuple[Direction, str] | None:
    """ "Piano out until the chorus": the direction, and the place, which is not waited for."""
    place = _PLACE.search(clause)
    direction = direction_of(clause[: place.start()]) if place is not None else None
    return (direction, place[0].strip()) if place is not None and direction is not None else None


def _are_apart(inner: list[tuple[str, str]], each: list[Direction | None]) -> bool:
    """Whether the sides of an "and" stand for themselves: one is a direction, and none is a mere name."""
    return (
        len(inner) > 1
        and any(each)
        and not any(_is_name(piece) for (piece, _), one in zip(inner, each, strict=True) if one is None)
    )


def _ends_a_list(inner: list[tuple[str, str]], each: list[Direction | None]) -> bool:
    """ "Blues for harmonica and guitar only": who plays alone began before the "and"."""
    last = each[-1]
    return (
        last is not None
        and last.action == "solo"
        and each[-2] is None
        and _ONLY_BEHIND.search(inner[-1][0]) is not None
    )


def _without_featured(inner: list[tuple[str, str]], each: list[Direction | None]) -> list[Direction | None]:
    """ "Rock with a guitar solo", "add drums and a piano solo": nobody of the band rests for such a solo."""
    found = list(each)
    for i, (one, before) in enumerate(zip(each[1:], each, strict=False), 1):
        if one is not None and one.action == "solo" and _A_SOLO.search(inner[i][0]):
            if before is None:
                found[i] = None
            elif before.action == "on":
                found[i] = replace(one, action="on")
    return found


def _begins_a_list(inner: list[tuple[str, str]], each: list[Direction | None]) -> bool:
    """ "Only piano and cello, classical" without its comma: who plays alone ends behind the "and"."""
    first, second = each[0], tokenise(inner[1][0])
    found = direction_table().words.at(second, 0) if second else None
    return (
        first is not None and first.action == "solo" and each[1] is None and found is not None and found[1][0] == "part"
    )


def _is_name(clause: str) -> bool:
    tokens = tokenise(clause)
    return not tokens or set(read_pieces(tokens[:MAX_CLAUSE_TOKENS]).pattern) <= {PART, LANE}


def _is_one_phrase(clause: str) -> bool:
    """Whether all that a clause says is one phrase of the lexicon: "bigger and bigger"."""
    read = read_clause(tokenise(clause)) if _JOINTS.search(clause) else None
    return read is not None and sum(not atom.is_optional for atom in read.atoms) == 1


def _with_shared_parts(inner: list[tuple[str, str]], each: list[Direction | None]) -> list[Direction | None]:
    """ "Quieter but busier drums": who is named on one side of an "and" is meant on both."""
    shared = list(each)
    named = [one.parts for one in each if one is not None and one.parts]
    for i, ((piece, _), one) in enumerate(zip(inner, each, strict=True)):
        if one is None or one.parts or len(named) != 1 or one.action not in FOR_ONE_PART:
            continue
        clause = read_clause(tokenise(piece))
        if clause is not None and all(_only_compares(atom) for atom in clause.atoms):
            shared[i] = replace(one, parts=named[0])
    return shared


def _only_compares(atom: Atom) -> bool:
    return atom.is_optional or any(sense.is_compared for sense in atom.senses)


def _directed_at(clause: str, parts: tuple[str, ...]) -> Direction | None:
    return direction_of(clause, parts=parts)


def _names_section(clause: str) -> bool:
    """Whether a clause is the bare name of a section."""
    tokens = tokenise(clause)
    return 0 < len(tokens) <= MAX_CLAUSE_TOKENS and read_pieces(tokens).pattern == (SECTION,)


def _without_lanes(clause: str) -> tuple[list[Direction], str]:
    """Lanes that a clause leaves out ("drums without kick"), and the rest of the clause."""
    match = _LANE_NEGATIONS.search(clause)
    if match is None:
        return [], clause
    words = direction_table().words
    tokens = tokenise(clause[match.end() :])
    lanes: dict[str, None] = {}
    i = end = 0
    while i < len(tokens):
        n, (kind, value) = words.at(tokens, i) or (1, ("word", tokens[i].text))
        if kind == "lane":
            lanes.update(dict.fromkeys(value))
            last = tokens[i + n - 1]
            end = last.start + len(last.raw)
        elif tokens[i].text not in ("and", "or", ",", "和", "或", "the", "的") or (tokens[i].text == "," and not lanes):
            break
        i += n
    if not lanes:
        return [], clause
    behind = clause[match.end() + end :].removeprefix("的")
    words_said = clause[match.start() : match.end() + end].strip()
    return [Direction("lane", (), f"{'+'.join(lanes)} off", words=words_said)], clause[: match.start()] + behind


def clauses_of(text: str) -> list[str]:
    """The text cut at commas, stops and dashes."""
    return [clause for clause, _ in _clauses(text, _ENDS)]


def _clauses(text: str, ends: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Clauses, each with the separator behind it."""
    start = 0
    for match in ends.finditer(text):
        if match.start() > start:
            yield text[start : match.start()], match[0]
        start = match.end()
    if start < len(text):
        yield text[start:], ""
