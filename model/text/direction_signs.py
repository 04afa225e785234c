"""Which way a direction goes: more, less or none of it, by how its words stand to each other. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from model.text.direction_atoms import Atom, Clause
from model.text.direction_lexicon import Sense

SIGNED, _SWITCHED = ("+", "-"), ("+", "-", "0")
AMOUNTS = {
    "volume": SIGNED,
    "reverb": _SWITCHED,
    "energy": SIGNED,
    "tempo": SIGNED,
    "register": SIGNED,
    "swing": (*_SWITCHED, "1"),
    "density": SIGNED,
    "fill": _SWITCHED,
    "articulation": SIGNED,
    "groove": SIGNED,
}
OPPOSITE = {"+": "-", "-": "+", "0": "1", "1": "0"}
_GIVING = frozenset(("give", "leave", "make", "let", "allow", "need", "needs", "want", "have", "留", "给", "要"))
OBJECTS = frozenset(("it", "the", "things", "this", "that", "them"))
SWITCHED_OFF = ("swing", "reverb", "fill")  # "drop the swing" is none of it, "drop the tempo" less


def is_order(clause: Clause, held: list[Atom]) -> bool:
    """Whether a verb that may be a style is said to somebody or of something: "swing it", "swing those drums"."""
    is_phrase = any(" " in atom.text for atom in held)
    return is_phrase or any(atom.has("part") or atom.has("make") or atom.text in OBJECTS for atom in clause.atoms)


def sign_of_states(stated: list[Sense], clause: Clause) -> str | None:
    """Which way, of what the music is like or of a verb."""
    signs = {sense.sign for sense in stated if sense.sign in "+-"} or {sense.sign for sense in stated}
    if len(signs) != 1:
        return None
    sign = signs.pop()
    kinds = {sense.kind for sense in stated}
    is_more = any(sense.is_compared for sense in stated) or has(clause, "more")
    if has(clause, "less") or has(clause, "too") or has(clause, "too_much"):
        return OPPOSITE[sign]
    if has(clause, "enough") or has(clause, "not_enough"):
        return sign
    if is_said(clause, "not"):
        return None if is_more or kinds == {"verb"} else OPPOSITE[sign]
    if is_more or "verb" in kinds:
        return sign
    if "fault" in kinds:
        return OPPOSITE[sign]
    if _is_made(clause):
        return sign
    if has(clause, "is"):
        return OPPOSITE[sign]  # "the drums are loud" is a complaint
    return sign if any(has(clause, kind) for kind in ("up", "down", "gradually")) else None


def _is_made(clause: Clause) -> bool:
    """Whether something is to be so: "make it calm", "should be quiet"; "is" and "getting" only say that it is."""
    return any(atom.has("make") and not atom.has("is") for atom in clause.atoms)


def sign_of_things(name: str, senses: list[Sense], held: list[Atom], clause: Clause) -> str | None:
    """Which way, by the cues beside a thing."""
    rest = [atom for atom in clause.atoms if atom not in held]
    sign = sign_of_cues(name, rest)
    signed = [sense.sign for sense in senses if sense.kind == "signed thing"]
    if signed:
        is_given = any(atom.text.split(" ")[0] in _GIVING for atom in rest)  # "leave some space"
        sign = sign or (
            "+" if is_given and not any(atom.has("not") and not atom.is_optional for atom in rest) else None
        )
        if sign in SIGNED:
            return sign if signed[0] == "+" else OPPOSITE[sign]
        return OPPOSITE[signed[0]] if sign == "0" else None
    if sign == "0" and "0" not in AMOUNTS.get(name, ("0",)):
        return "-" if name == "density" else None
    return sign


def sign_of_cues(name: str, atoms: Iterable[Atom]) -> str | None:
    """ "+", "-" or "0" of words such as "up", "less", "too much"; None where they do not say or disagree."""
    atoms = list(atoms)
    strong = [atom for atom in atoms if not atom.is_optional]

    def said(kind: str, among: list[Atom] = strong) -> bool:
        return any(atom.has(kind) for atom in among)

    if said("too_much"):
        return "-"
    if said("not_enough"):
        return "+"
    plus, minus = said("up") or said("more"), said("down") or said("less")
    if name and not plus and not minus:  # "the shuffle is too strong"
        plus, minus = said("much"), said("little")
    if said("drop"):
        minus = True
    is_off = said("zero") or (said("off") and name in SWITCHED_OFF)
    if (is_off and not plus and not minus) or (minus and said("drop") and name in SWITCHED_OFF):
        return None if plus else "0"
    if plus == minus:
        if plus:
            return None
        return "+" if said("too_little", atoms) and not said("not") else None
    if said("not"):
        return None  # "don't turn it up" changes nothing
    sign = "+" if plus else "-"
    return OPPOSITE[sign] if said("too") else sign


def has(clause: Clause, kind: str) -> bool:
    return any(atom.has(kind) for atom in clause.atoms)


def is_said(clause: Clause, kind: str) -> bool:
    """Whether a word that has to say something can be of this kind."""
    return any(atom.has(kind) and not atom.is_optional for atom in clause.atoms)
