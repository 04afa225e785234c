"""Directions by their structure: who, what changes, which way, how far. Every word has to be in the lexicon.

Readings are tried in turn (where in the song, what happens in time, what changes, who plays, up or down); the first
that explains every word of the clause counts.
"""

from __future__ import annotations

from collections.abc import Callable

from model.text.direction_atoms import Atom, Clause
from model.text.direction_lexicon import SKIP, Sense
from model.text.direction_signs import (
    AMOUNTS,
    OBJECTS,
    SIGNED,
    SWITCHED_OFF,
    has,
    is_order,
    is_said,
    sign_of_cues,
    sign_of_states,
    sign_of_things,
)
from model.text.direction_table import INTERVAL, SECTION, Row

_CARRIERS = frozenset(("thing", "signed thing", "state", "fault", "verb"))
_AMOUNT_CUES = ("up", "down", "much", "little", "drop", "zero", "more", "less", "gradually")
_JUDGING_CUES = ("too", "too_much", "too_little", "enough", "not_enough", "not", "so", "is", "make")
_CUES = frozenset((*_AMOUNT_CUES, *_JUDGING_CUES))
_SLOTS = frozenset(("part", "bars", "decibels", "section"))
_PARTICLES = frozenset(("on", "off", "zero", "up", "down", "only"))
_IN_TIME = {"build": "+", "diminuendo": "-"}
_EVENTS_BY_WEIGHT = (
    "ending",
    "breakdown",
    "ritardando",
    "accelerando",
    "build",
    "diminuendo",
    "break",
    "next",
    "repeat",
)
_GROOVE_NOUNS = (Sense("thing", "groove"), SKIP)
_WAYS = ("up", "down", "more", "less", "drop", "too_much", "not_enough", "is", "make")
_ADDING = ("add", "加", "加 上", "加 点", "extra", "additional")  # of a player, not of volume
_BACK = ("back", "靠后")
_ALL_ELSE = (
    "everything else",
    "everyone else",
    "everybody else",
    "all else",
    "the others",
    "the rest of the band",
    "其 他 人",
    "其 他",
)
_PLAIN_NEGATIONS = frozenset(
    (
        "no",
        "without",
        "not any",
        "zero",
        "none",
        "not",
        "dont want",
        "不 要",
        "没 有",
        "无",
        "不 用",
        "别",
        "不 想 要",
        "不",
    )
)
_STEP_SEMITONES = 2
LEAST_TEMPO_BPM = 45.0  # nobody goes so much faster or slower at once


def grammar_row(clause: Clause) -> Row | None:
    """What a clause asks for; None where its words do not go together."""
    if any(atom.has("never") for atom in clause.atoms):
        return None
    for reading in _READINGS:
        row = reading(clause)
        if row is not None:
            return row
    return None


def _kept(clause: Clause) -> Row | None:
    """ "Leave the bass as it is", "don't get louder": nothing changes."""
    if any(atom.has("unchanged") for atom in clause.atoms):
        return Row("keep", "", (), False, "")
    negated = [atom for atom in clause.atoms if atom.has("not") and not atom.is_optional]
    if len(negated) != 1 or negated[0].has("less"):
        return None
    without = clause._replace(atoms=tuple(atom for atom in clause.atoms if atom is not negated[0]))
    changes = any(sense.is_compared for atom in clause.atoms for sense in atom.senses) or _is_moved(without)
    is_change = changes and grammar_row(without) is not None
    return Row("keep", "", (), False, "") if is_change else None


def _is_moved(clause: Clause) -> bool:
    """Whether a clause says outright that something goes up, down, out or in, or has a verb of it."""
    return any(atom.has("verb") for atom in _said(clause)) or any(
        is_said(clause, kind) for kind in ("up", "down", "off", "drop", "on")
    )


def _section(clause: Clause) -> Row | None:
    """ "Over to the bridge": a section, and words of going there."""
    n_sections = sum(atom.has("section") for atom in clause.atoms)
    if clause.parts or n_sections != 1 or not has(clause, "moves") or not _explained(clause, ("moves", "section")):
        return None
    return Row("section", SECTION, (), False, "")


def _event(clause: Clause) -> Row | None:
    """ "Let's wrap this up": an event, and what says nothing beside it."""
    names = {
        sense.name
        for atom in clause.atoms
        if not atom.is_optional
        for sense in atom.senses
        if sense.kind == "event" and not (atom.has("fault") or atom.has("state"))
    }
    if not names or not _explained(clause, ("event", "event_skip", "gradually", "bars", "section", "part")):
        return None
    if sum(atom.has("section") for atom in clause.atoms) > 1:
        return None  # a form
    ramps = [each for each in ("ritardando", "accelerando", "build", "diminuendo") if each in names]
    name = ramps[0] if ramps else next(each for each in _EVENTS_BY_WEIGHT if each in names)
    if clause.parts:
        return _row("volume", _IN_TIME[name]) if name in _IN_TIME else None
    return Row("section", "next", (), False, "") if name == "next" else Row(name, "", (), False, "")


def _change(clause: Clause) -> Row | None:
    """Something that can change, and which way."""
    hard = [atom for atom in clause.atoms if _carries(atom) and not atom.is_optional and not _is_cue(atom)]
    soft = [atom for atom in clause.atoms if _carries(atom) and atom not in hard]
    named = [atom for atom in hard if not all(sense in _GROOVE_NOUNS for sense in atom.senses)]
    if named and not any(sense.name == "groove" for atom in named for sense in atom.senses):
        hard = named  # in "the groove should swing more" the swing is meant
    carriers = hard or soft
    for name in dict.fromkeys(sense.name for atom in carriers for sense in atom.senses if sense.kind in _CARRIERS):
        held = [atom for atom in carriers if any(s.name == name and s.kind in _CARRIERS for s in atom.senses)]
        if (hard and len(held) < len(hard)) or not held:
            continue
        row = _change_of(name, held, clause)
        if row is not None:
            return row
    return None


def _change_of(name: str, held: list[Atom], clause: Clause) -> Row | None:
    others = [atom for atom in clause.atoms if atom not in held and not atom.is_optional]
    others = [atom for atom in others if not all(sense in _GROOVE_NOUNS for sense in atom.senses)]
    senses = [sense for atom in held for sense in atom.senses if sense.kind in _CARRIERS and sense.name == name]
    is_verb = any(sense.kind == "verb" for sense in senses)
    is_space = any(sense.kind == "signed thing" for sense in senses)
    allowed = _CUES | _SLOTS | (_PARTICLES if is_verb or is_space else frozenset()) | {"gradually"}
    if name in SWITCHED_OFF:
        allowed |= {"off"}
    if name == "fill":
        allowed |= {"section", "event_skip", "on", "moves", "event"}
    if name == "transpose":
        allowed |= {"interval"}
    if name == "tempo":
        allowed |= {"number"}
    if not all(any(sense.kind in allowed for sense in atom.senses) for atom in others):
        return None
    stated = [sense for sense in senses if sense.kind in ("state", "fault", "verb")]
    if not any(atom.text in OBJECTS or atom.has("down") or atom.has("up") for atom in clause.atoms if atom not in held):
        both = [atom for atom in held if atom.has("state") and atom.has("verb")]  # "calm" alone is no order
        stated = [sense for sense in stated if sense.kind != "verb" or not any(sense in atom.senses for atom in both)]
    things = [sense for sense in senses if sense.kind in ("thing", "signed thing")]
    sign = sign_of_things(name, senses, held, clause) if things else None  # "turn the swing off" is not "swing it"
    if sign is None and stated:
        sign = sign_of_states(stated, clause)
    if sign == "1" and not is_order(clause, held):
        return None  # "swing" alone is a style
    if name == "transpose":
        return _transposed(sign, clause)
    if name == "tempo" and clause.number is not None:
        return _by_bpm(sign) if not _is_tempo(clause) else None
    if name == "fill" and sign is None and not any(atom.has("not") and not atom.is_optional for atom in others):
        return Row("fill", "now", ("drums",), False, "")
    return _row(name, sign)


def _transposed(sign: str | None, clause: Clause) -> Row | None:
    if sign not in SIGNED:
        return None
    minus = "" if sign == "+" else "-"
    amount = INTERVAL if clause.semitones is not None else str(_STEP_SEMITONES)
    return Row("transpose", f"{minus}{amount}", (), False, "")


def _is_tempo(clause: Clause) -> bool:
    """Whether the number is where to go and not how far: "to 130", "faster, 90 bpm"."""
    return clause.is_absolute or (clause.number is not None and clause.number >= LEAST_TEMPO_BPM)


def _by_bpm(sign: str | None) -> Row | None:
    return None if sign not in SIGNED else Row("tempo", "{n}" if sign == "+" else "-{n}", (), False, "")


def makes_room(clause: Clause) -> bool:
    """ "Give the singer some space" is not about the singer's notes."""
    is_space = any(sense == Sense("signed thing", "density", "-") for atom in clause.atoms for sense in atom.senses)
    return is_space and any(atom.text.split(" ")[0] in ("give", "for", "leave", "给", "make") for atom in clause.atoms)


def _place(clause: Clause) -> Row | None:
    """ "Organ over to the right": a part and a place between left and right."""
    places = {sense.name for atom in clause.atoms for sense in atom.senses if sense.kind == "place"}
    allowed = ("place", "moves", "on", "up", "down", "drop", "part", "lane", "more")
    if len(places) != 1 or not clause.parts or not _explained(clause, allowed):
        return None
    return Row("pan", places.pop(), (), True, "")


def _seats(clause: Clause) -> Row | None:
    """Who plays: a part or a drum lane that stops, comes in or goes on alone."""
    if clause.parts is None or any(atom.has("not") and not _ends_playing(atom) for atom in _said(clause)):
        return None
    action = _seat(clause)
    if action is None or (not clause.parts and action != "on" and not _is_all_else(clause)):
        return None
    if clause.lanes:
        return Row("lane", "only" if action == "solo" else action, (), False, "")
    return Row(action, "", (), action != "on", "")


def _ends_playing(atom: Atom) -> bool:
    return atom.has("off") or atom.has("zero")


def _is_outright(atom: Atom, clause: Clause) -> bool:
    """ "No violins" is left to the plan, which knows what is a detail of a part; drums have lanes."""
    return bool(clause.lanes) or atom.text not in _PLAIN_NEGATIONS


def _said(clause: Clause) -> list[Atom]:
    return [atom for atom in clause.atoms if not atom.is_optional]


def _is_all_else(clause: Clause) -> bool:
    return any(atom.text in _ALL_ELSE for atom in clause.atoms)


def _seat(clause: Clause) -> str | None:
    slots = ("part", "lane", "bars", "section")
    if _is_only(clause) and _explained(clause, ("only", "on", "off", "zero", *slots)):
        is_added = any(atom.text in (*_ADDING, "bring in") for atom in clause.atoms)  # "add a sax solo": nobody rests
        return None if _is_about_two(clause) else "on" if is_added else "solo"
    if clause.strength < 1 and any(atom.has("drop") for atom in _said(clause)):
        return None  # "drop them a little" is about their volume
    is_off = any(_ends_playing(atom) or atom.has("drop") for atom in _said(clause) if _is_outright(atom, clause))
    if is_off and _explained(clause, ("off", "zero", "drop", "so", *slots)):
        return "off"
    is_back = any(atom.text in _BACK for atom in clause.atoms)
    if is_back and (clause.has_decibels or clause.strength < 1):
        return None  # "bass back a bit" is about its volume
    if is_said(clause, "on") and _explained(clause, ("on", *slots)):
        return "on"
    return None


def _is_about_two(clause: Clause) -> bool:
    """Whether somebody stops and another plays alone: "drums out then a piano solo", "no piano please only strings"."""
    said = _said(clause)
    stops = {i for i, atom in enumerate(said) if _ends_playing(atom)}
    named = [i for i, atom in enumerate(said) if atom.has("part") and atom.text not in _ALL_ELSE]
    is_between = any(i - 1 in named and any(other > i for other in named) for i in stops)
    return len(named) > 1 and (is_between or any(i + 1 in named for i in stops))


def _is_only(clause: Clause) -> bool:
    """ "Only" anywhere, or "just" before who plays ("just a bit" says nothing)."""
    for i, atom in enumerate(clause.atoms):
        if not atom.has("only"):
            continue
        behind = next((each for each in clause.atoms[i + 1 :] if not each.is_optional), None)
        if not atom.is_optional or (behind is not None and (behind.has("part") or behind.has("lane"))):
            return True
    return False


def _up_or_down(clause: Clause) -> Row | None:
    """Up or down of what is usually meant: an interval the key, beats a minute the tempo, a part its volume."""
    slots = ("interval", "number", *_SLOTS, "lane")
    if not _explained(clause, (*_WAYS, *(("zero", "off") if clause.has_decibels or clause.has_unit else ()), *slots)):
        return None
    sign = sign_of_cues("", clause.atoms)
    if (clause.has_decibels or clause.has_unit) and sign == "0":
        sign = "-"  # "2 dB off the drums"
    if sign not in SIGNED or (clause.parts and any(atom.text in _ADDING for atom in clause.atoms)):
        return None
    if clause.semitones is not None:
        return _transposed(sign, clause) if not clause.parts else None
    if clause.number is not None:
        return _by_bpm(sign) if clause.has_unit and not _is_tempo(clause) else None
    if clause.has_decibels or clause.parts or clause.parts == ():
        is_cut = any(atom.has("drop") for atom in clause.atoms) and clause.strength >= 1 and not clause.has_decibels
        return None if is_cut else _row("volume", sign)
    is_much = any(atom.has("too_much") or atom.has("not_enough") for atom in clause.atoms)
    is_moved = any(is_said(clause, kind) for kind in ("up", "down"))
    return None if is_much or not is_moved or len(clause.atoms) < 2 else _row("energy", sign)


def _row(name: str, amount: str | None) -> Row | None:
    if amount is None or amount not in AMOUNTS.get(name, ()):
        return None
    return Row(name, amount, ("drums",) if name == "fill" else (), False, "")


def _carries(atom: Atom) -> bool:
    return any(sense.kind in _CARRIERS for sense in atom.senses)


def _is_cue(atom: Atom) -> bool:
    return any(atom.has(kind) for kind in ("up", "down", "much", "little", "too_much", "not_enough"))


def _explained(clause: Clause, kinds: tuple[str, ...]) -> bool:
    """Whether every word is of one of these kinds or may say nothing."""
    return all(atom.is_optional or any(sense.kind in kinds for sense in atom.senses) for atom in clause.atoms)


def comes_first(clause: Clause) -> bool:
    """Whether a clause is read by its structure in any case, as phrases of the table leave out what counts in it.

    "Let's hear just the strings", "too high for me", "leave it as it is".
    """
    if any(atom.has("unchanged") or Sense("fault", "transpose", "+") in atom.senses for atom in clause.atoms):
        return True
    if any(Sense("fault", "transpose", "-") in atom.senses for atom in clause.atoms):
        return True
    return bool(clause.parts) and _is_only(clause) and _seat(clause) == "solo"


def _alone(clause: Clause) -> Row | None:
    return _seats(clause) if clause.parts and _is_only(clause) and _seat(clause) == "solo" else None


_READINGS: tuple[Callable[[Clause], Row | None], ...] = (
    _kept,
    _alone,
    _section,
    _place,
    _event,
    _change,
    _seats,
    _up_or_down,
)
