"""Reads a clause as a direction about what is playing ("drums softer"): by the table of phrases or its structure."""

from __future__ import annotations

import re
from functools import lru_cache

from model.text.direction_atoms import Clause, read_clause, read_loosely
from model.text.direction_grammar import LEAST_TEMPO_BPM, comes_first, grammar_row, makes_room
from model.text.direction_pieces import MAX_CLAUSE_TOKENS, Pieces, read_pieces
from model.text.direction_table import INTERVAL, LANE, NUMBER, PART, SECTION, Pattern, Row, direction_table
from model.text.key_rules import key
from model.text.prompt_parts import Direction
from model.text.rules import vocabulary
from model.text.tokens import Token, tokenise
from model.text.words import Role

_JOINING = ("and", "but", "then")
LANES = ("kick", "snare", "hi_hat", "toms", "ride", "crash", "hands")
_ONLY = ("only", "just", "只", "只要")
_PLAY = ("play", "弹", "来")
_MUSIC = ("music", "音", "乐")
_N_KEPT = 64  # a clause is asked about up to four times while one prompt is read
_EFFECTS = frozenset(
    (
        *("delay", "compression", "compressor", "flanger", "phaser", "wah", "equaliser", "equalizer", "limiter"),
        *("vocoder", "autotune", "bitcrusher", "harmonizer", "harmoniser", "saturation", "overdub", "automation"),
    )
)
_EFFECT_PHRASES = re.compile(r"\b(?:chorus|tremolo|filter) effect\b", re.I)
_DESCRIBED = re.compile(r"^(?!把|让|请|给).*的\W*$")  # what stands before a part that is described: "安静的钢琴"
_EFFECT_VERBS = ("sidechain", "eq", "compress", "autotune")  # whatever follows them
_STEMMED = frozenset(("repeat", "ending", "build", "diminuendo", "break", "breakdown", "fill"))  # "looping that"
_RISE_OR_FALL = {"build": "+", "diminuendo": "-"}  # of one part
_DEGREES = frozenset(("second", "third", "sixth", "seventh"))
_LEAST_LOOSE = 4  # tokens
_LOOSE_ACTIONS = frozenset(
    (
        "volume",
        "reverb",
        "density",
        "groove",
        "swing",
        "articulation",
        "register",
        "pan",
        "transpose",
        "tempo",
        "energy",
    )
) | frozenset(("build", "diminuendo", "ritardando", "accelerando"))
SEATS = frozenset(("off", "on", "solo", "lane"))
_OF_THE_BAND = frozenset(("lane", "transpose", "tempo", "section", "ending", "fill", "keep"))
# These can hold for some bars and end by themselves: "drums out for four bars".
LASTING = frozenset(
    ("volume", "reverb", "off", "on", "solo", "lane", "swing", "density", "energy", "register", "tempo", "fill")
)
# These are made over some bars where "bit by bit" or a number of bars stands beside them.
_OVER_BARS = {
    ("tempo", "+"): "accelerando",
    ("tempo", "-"): "ritardando",
    ("volume", "+"): "build",
    ("volume", "-"): "diminuendo",
    ("energy", "+"): "build",
    ("energy", "-"): "diminuendo",
}
_LIGHT = frozenset(
    (
        "to",
        "those",
        "these",
        "them",
        "this time",
        "again",
        "maybe",
        "perhaps",
        "very",
        "quite",
        "also",
        "still",
        "feel",
        "here",
        "now",
        "my",
        "our",
        "even",
        "today",
    )
)
_SHORTEST_ING = 6
_GRADUAL = frozenset(
    (
        "gradually",
        "slowly",
        "gradual",
        "slow",
        "慢慢",
        "逐渐",
        "渐渐",
        "逐步",
        "bit by bit",
        "little by little",
        "step by step",
    )
)
_IS = re.compile(r"(?<=\w)(?<!\blet)(?<!\bthat)(?<!\bit)(?<!\bwhat)(?<!\bhere)(?<!\bthere)(?<!\bhe)['’]s(?= )", re.I)
_BREAK = Row("break", "", (), False, "")


@lru_cache(maxsize=_N_KEPT)
def direction_of(clause: str, *, parts: tuple[str, ...] | None = None, by_structure: bool = True) -> Direction | None:
    """The direction that a clause is as a whole; None where it holds anything else.

    parts: who is called by name before. by_structure: also where the clause is no phrase of the table, but its words
    go together.

    >>> direction_of("drums a bit softer").describe(), direction_of("jazz")
    ('volume - drums', None)
    """
    tokens = tokenise(_IS.sub(" is", clause))
    if not tokens or len(tokens) > MAX_CLAUSE_TOKENS:
        return None
    if is_genre(tokens) or _describes_part(clause, tokens):
        return None
    if _EFFECT_PHRASES.search(clause):
        effect = direction_table().rows[("delay",)]
        return Direction(effect.action, words=clause.strip(), reason=effect.reason)
    pieces = read_pieces(tokens)
    by_structure &= not _names_key(tokens)
    structured = read_clause(tokens)
    if parts is not None:
        pieces = pieces._replace(parts=parts)
        structured = structured._replace(parts=parts) if structured is not None else None
    row = None if structured is not None and comes_first(structured) else _row_of(pieces, tokens)
    has_decibels = structured is not None and structured.has_decibels  # "drop everything by 6 dB" stops nobody
    is_other = row is not None and row.needs_part and pieces.parts is None
    if row is not None and (is_other or _is_slight_return(row, pieces) or (row.action == "off" and has_decibels)):
        row = None
    if row is not None and row.action == "key" and _names_key(tokens):
        row = None  # "switch to A minor" is no article
    if row is not None and NUMBER in row.amount and pieces.bpm >= LEAST_TEMPO_BPM:
        row = None  # "faster, 90 bpm" is where to go
    if row is None and structured is not None and (by_structure or comes_first(structured)):
        row, pieces = _by_structure(structured)
    elif row is not None and row.action == "density" and structured is not None and makes_room(structured):
        pieces = pieces._replace(parts=None)
    elif row is not None and row.action == "volume" and structured is not None and parts is None:
        pieces = pieces._replace(parts=structured.parts)  # "the organ drowns out the singer"
    if row is None or (row.needs_part and pieces.parts is None):
        return None
    return _directed(row, pieces, clause)


def _directed(row: Row, pieces: Pieces, clause: str) -> Direction:
    """The direction of a row, for who and how much a clause names."""
    if row.action in _RISE_OR_FALL and pieces.parts:
        row = Row("volume", _RISE_OR_FALL[row.action], (), False, "")
    if row.action == "energy" and pieces.parts:
        row = row._replace(action="volume")  # "take the brass down"
    is_stretch = _is_stretch(row, pieces)
    if pieces.n_bars and not pieces.parts and not (is_stretch and row.action != "off"):
        row = _BREAK if row.action == "off" else _over_bars(row)
    amount = row.amount.replace(INTERVAL, str(pieces.semitones)).replace(SECTION, pieces.section)
    if NUMBER in row.amount:
        amount = amount.replace(NUMBER, f"{pieces.bpm:g}")
        amount = f"{amount} bpm" if amount.startswith("-") else f"+{amount} bpm"
    if row.action == "lane":
        amount = f"{'+'.join(sorted(pieces.lanes, key=LANES.index))} {amount}"
    who = row.parts if not pieces.parts or row.action in _OF_THE_BAND else pieces.parts
    return Direction(row.action, who, amount, pieces.strength, clause.strip(), row.reason, pieces.n_bars, is_stretch)


def _is_stretch(row: Row, pieces: Pieces) -> bool:
    """Whether a change holds for some bars and ends then; "slow down for 8 bars" takes as many."""
    if not pieces.n_bars or row.action not in LASTING or (row.action == "tempo" and row.amount in ("+", "-")):
        return False
    return row.action in SEATS or pieces.is_stretch


def _by_structure(clause: Clause) -> tuple[Row | None, Pieces]:
    """What a clause asks for that is no phrase of the table."""
    row = grammar_row(clause)
    if row is not None and clause.parts is None and _is_gradual(clause):
        row = _over_bars(row)
    if row is not None and row.action == "density" and makes_room(clause):
        clause = clause._replace(parts=None)
    return row, _pieces_of(clause)


def _is_gradual(clause: Clause) -> bool:
    return any(atom.has("gradually") for atom in clause.atoms)


def _pieces_of(clause: Clause) -> Pieces:
    return Pieces(
        (),
        clause.parts,
        clause.lanes,
        clause.section,
        clause.semitones,
        clause.number or 0.0,
        clause.n_bars,
        clause.strength,
        clause.is_stretch,
    )


def _names_key(tokens: list[Token]) -> bool:
    """Whether a key stands in a clause: "in A flat", "A小调"; "up a minor third" has none."""
    found = [(i, at[0]) for i in range(len(tokens)) if (at := key(tokens, i)) is not None and at[0] > 1]
    ends = [tokens[i + n].text if i + n < len(tokens) else "" for i, n in found]
    return any(end not in _DEGREES for end in ends)


def _is_slight_return(row: Row, pieces: Pieces) -> bool:
    """ "Bass back a bit" and "drop them a little" are about volume."""
    return row.action in ("on", "off") and pieces.strength < 1


def loosely_directed(clause: str) -> tuple[Direction, tuple[str, ...]] | None:
    """A direction whose words go together but for one or two that mean nothing here, and those: "loud for a pub"."""
    tokens = tokenise(_IS.sub(" is", clause))
    if not _LEAST_LOOSE <= len(tokens) <= MAX_CLAUSE_TOKENS or _names_key(tokens) or is_genre(tokens):
        return None
    found = read_loosely(tokens)
    row = grammar_row(found[0]) if found is not None else None
    if found is None or row is None or row.action not in _LOOSE_ACTIONS or _describes_part(clause, tokens):
        return None
    return _directed(row, _pieces_of(found[0]), clause), found[1]


def _describes_part(clause: str, tokens: list[Token]) -> bool:
    """Whether a clause is a part with what it is like in front, as Chinese writes it: "安静的钢琴"."""
    for i in range(len(tokens) - 1, 0, -1):
        found = direction_table().words.at(tokens, i)
        if found is not None and found[1][0] == "part" and i + found[0] == len(tokens):
            return tokens[i - 1].text == "的" and _DESCRIBED.match(clause[: tokens[i].start]) is not None
    return False


def is_genre(tokens: list[Token]) -> bool:
    """Whether a clause is the name of a genre as a whole: "space music", "rock and roll"."""
    found = vocabulary().at(tokens, 0)
    return found is not None and found[0] == len(tokens) > 1 and bool(found[1].style) and found[1].role is Role.CONTENT


def _row_of(pieces: Pieces, tokens: list[Token]) -> Row | None:
    """The row of the table that a clause fits: lanes first as lanes, then as the drums."""
    rows, pattern, texts = direction_table().rows, pieces.pattern, [token.text for token in tokens]
    if pattern == (LANE,) and any(only in texts for only in _ONLY):
        pattern = ("only", LANE)
    with_parts = tuple(PART if each == LANE else each for each in pattern)
    row = rows.get(pattern)
    if row is None and LANE in pattern:
        clause = read_clause(tokens)
        row = grammar_row(clause) if clause is not None else None
    row = row or rows.get(with_parts) or _gradual_row(rows, with_parts)
    if row is None:  # "drums louder again, maybe"
        plain = tuple(each for each in with_parts if each not in _LIGHT)
        stem = rows.get(tuple(_stem(each) for each in plain))
        row = rows.get(plain) or (stem if stem is not None and stem.action in _STEMMED else None)
    if row is not None:
        if row.needs_part and pieces.parts is None and row.action == "off" and pieces.n_bars:
            return _BREAK
        return row
    if texts[0] in _EFFECT_VERBS:
        return rows[(texts[0],)]
    if any(text in _EFFECTS for text in texts) and not any(text in _JOINING for text in texts):
        return rows[("delay",)]
    is_call = pattern == (PART,) and pieces.parts == () and any(play in texts for play in _PLAY)
    if is_call and not any(music in texts for music in _MUSIC):
        return Row("on", "", (), False, "")
    return None


def _stem(word: str) -> str:
    """ "Repeating" as "repeat"."""
    return word.removesuffix("ing") if len(word) > _SHORTEST_ING else word


def _gradual_row(rows: dict[Pattern, Row], pattern: Pattern) -> Row | None:
    """ "Bit by bit louder" is a crescendo."""
    plain = tuple(each for each in pattern if each not in _GRADUAL)
    row = rows.get(plain) if plain != pattern else None
    return _over_bars(row) if row is not None else None


def _over_bars(row: Row) -> Row:
    """What a change becomes that is made over some bars; itself where it is always made at once."""
    action = _OVER_BARS.get((row.action, row.amount))
    return row if action is None else Row(action, "", (), False, "")
