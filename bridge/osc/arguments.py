"""Arguments of OSC requests: types, names, limits, and reading them from the atoms that hosts send. Pure.

Max and Pd send a text as several atoms, numbers among them, and whole numbers as either ``i`` or ``f``; a
sender that quotes sends it as one string. All of these read the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bridge.core import extensions
from bridge.core.errors import OutOfRangeError, WrongArgumentsError
from bridge.osc.codec import Value
from model.music.config import PARTS

Parsed = int | float | str | tuple[Any, ...] | None
AUTO = "auto"  # in place of a number that is left to the plan
_NOTE_FIELDS = 6
MAX_WORD_CHARACTERS = 64
MAX_BEAT = 4096.0


class Kind(StrEnum):
    """Type of an argument; the value is the OSC type tag shown to clients."""

    INT = "i"
    FLOAT = "f"
    WORD = "s"
    TEXT = "s..."  # everything that follows, joined by spaces
    WEIGHTS = "sf..."  # everything that follows: name [weight] name [weight] ...
    NOTES = "siiiff..."  # everything that follows: part channel pitch velocity beat duration, in turn
    INTS = "i..."  # everything that follows
    NUMBER_OR_AUTO = "f|auto"

    @property
    def takes_the_rest(self) -> bool:
        """Whether nothing can follow."""
        return self in (Kind.TEXT, Kind.WEIGHTS, Kind.NOTES, Kind.INTS)


@dataclass(frozen=True)
class Argument:
    """One argument. ``low``/``high`` bound a number, ``high`` the characters of a text; both inclusive."""

    name: str
    kind: Kind
    low: float = -math.inf
    high: float = math.inf
    optional: bool = False
    choices: tuple[str, ...] = ()
    extensions: str = ""  # a group of entry points whose names are choices too
    may_be_empty: bool = False  # a text

    def describe(self) -> str:
        """``bars:i 1..64``, in brackets when optional."""
        text = f"{self.name}:{self.kind}"
        if self.choices:
            text += " " + "|".join(self.choices)
        elif self.high < math.inf:
            text += f" {self.low if self.kind in (Kind.INT, Kind.FLOAT) else 0:.10g}..{self.high:.10g}"
        return f"[{text}]" if self.optional else text


def read(address: str, signature: Sequence[Argument], values: Sequence[Value]) -> tuple[Parsed, ...]:
    """Check and convert; an optional one left out gives None. Raises WrongArgumentsError, OutOfRangeError."""
    rest = list(values)
    parsed: list[Parsed] = []
    for argument in signature:
        if not rest and argument.optional:
            parsed.append(None)
        elif not rest:
            raise WrongArgumentsError(f"{address} needs {usage(signature)}")
        elif argument.kind.takes_the_rest:
            parsed.append(_read_rest(address, argument, rest))
            rest = []
        else:
            parsed.append(_read_one(address, argument, rest.pop(0)))
    if rest:
        raise WrongArgumentsError(f"{address} takes {usage(signature)}; {len(rest)} too many came")
    return tuple(parsed)


def of_button(signature: Sequence[Argument], values: Sequence[Value]) -> Sequence[Value] | None:
    """Arguments without the value that a button adds: none when it was pressed, None when it was released.

    Buttons of controllers send 1 or true when pressed and 0 or false when released. Where a number may stand anyway,
    only true and false are a button's.
    """
    if len(values) != 1 or not all(argument.optional for argument in signature):
        return values
    value = values[0]
    if isinstance(value, bool):
        return () if value else None
    number = _as_number(value) if isinstance(value, str) else value
    if signature or not isinstance(number, int | float) or not math.isfinite(number):
        return values
    return () if number else None


def usage(signature: Sequence[Argument]) -> str:
    """The signature in words."""
    return ", ".join(argument.describe() for argument in signature) or "no arguments"


def _read_one(address: str, argument: Argument, value: Value) -> int | float | str | None:
    if argument.kind is Kind.WORD:
        return _checked_word(address, argument, value)
    if argument.kind is Kind.NUMBER_OR_AUTO:
        # "none" is what some hosts make of an empty field; which range holds is known to the control named before.
        if isinstance(value, str) and value.strip().lower() in (AUTO, "none"):
            return None
        return _number(address, argument.name, _as_number(value) if isinstance(value, str) else value)
    number = _number(address, argument.name, value)
    if argument.kind is Kind.INT and number != int(number):
        raise WrongArgumentsError(f"{address}: {argument.name} is a whole number, not {number:g}")
    if not argument.low <= number <= argument.high:
        limits = f"{argument.low:.10g} to {argument.high:.10g}"
        raise OutOfRangeError(f"{address}: {argument.name} goes from {limits}, not {number:.10g}")
    return int(number) if argument.kind is Kind.INT else float(number)


def _read_rest(address: str, argument: Argument, values: Sequence[Value]) -> str | tuple[Any, ...]:
    if argument.kind is Kind.NOTES:
        return _read_notes(address, argument, values)
    if argument.kind is Kind.INTS:
        one = replace(argument, kind=Kind.INT)
        return tuple(_read_one(address, one, value) for value in values)
    text = " ".join(_atom(address, argument, value) for value in values).strip()
    if not text and not argument.may_be_empty:
        raise WrongArgumentsError(f"{address}: {argument.name} is empty")
    if len(text) > argument.high:
        limit = f"{argument.high:g} characters at most"
        raise OutOfRangeError(f"{address}: {argument.name} takes {limit}, not {len(text)}")
    return text if argument.kind is Kind.TEXT else read_weights(address, text)


def _read_notes(address: str, argument: Argument, values: Sequence[Value]) -> tuple[Any, ...]:
    """Notes as (part, channel, pitch, velocity, beat, duration in beats)."""
    if len(values) % _NOTE_FIELDS:
        raise WrongArgumentsError(f"{address}: notes are part channel pitch velocity beat duration, in turn")
    if len(values) // _NOTE_FIELDS > argument.high:
        raise OutOfRangeError(f"{address}: {argument.high:g} notes at most, not {len(values) // _NOTE_FIELDS}")
    rows = (values[first : first + _NOTE_FIELDS] for first in range(0, len(values), _NOTE_FIELDS))
    return tuple(read(address, _NOTE, row) for row in rows)


def read_weights(address: str, text: str) -> tuple[tuple[str, float], ...]:
    """Read ``jazz 0.7 latin``; a name without a weight weighs 1. Raises WrongArgumentsError naming ``address``."""
    pairs: list[tuple[str, float]] = []
    weight_wanted = False
    for word in text.replace(",", " ").split():
        weight = _as_number(word)
        if weight is None:
            pairs.append((word, 1.0))
        elif weight_wanted:
            pairs[-1] = (pairs[-1][0], weight)
        else:
            raise WrongArgumentsError(f"{address}: the weight {word} follows no style name")
        weight_wanted = weight is None
    return tuple(pairs)


_NOTE = (
    Argument("part", Kind.WORD, choices=PARTS),
    Argument("channel", Kind.INT, 1, 16),
    Argument("pitch", Kind.INT, 0, 127),
    Argument("velocity", Kind.INT, 1, 127),
    Argument("beat", Kind.FLOAT, 0.0, MAX_BEAT),
    Argument("duration", Kind.FLOAT, 0.0, MAX_BEAT),
)


def _checked_word(address: str, argument: Argument, value: Value) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongArgumentsError(f"{address}: {argument.name} is a word, not {value!r}")
    word = value.strip()
    if len(word) > MAX_WORD_CHARACTERS:
        limit = f"{MAX_WORD_CHARACTERS} characters at most"
        raise OutOfRangeError(f"{address}: {argument.name} takes {limit}, not {len(word)}")
    if argument.choices and word not in argument.choices and word not in _installed(argument):
        raise OutOfRangeError(f"{address}: {argument.name} is one of {', '.join(argument.choices)}, not {word!r}")
    return word


def _installed(argument: Argument) -> tuple[str, ...]:
    return extensions.names(argument.extensions) if argument.extensions else ()


def _number(address: str, name: str, value: Value) -> float:
    """A number, or a text that is one: some hosts send nothing but texts."""
    if isinstance(value, str) and (number := _as_number(value)) is not None:
        return number
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise WrongArgumentsError(f"{address}: {name} is a number, not {value!r}")
    return value


def _atom(address: str, argument: Argument, value: Value) -> str:
    match value:
        case str():
            return value
        case bool() | None | bytes():
            raise WrongArgumentsError(f"{address}: {argument.name} is made of words and numbers, not {value!r}")
        case float() if not math.isfinite(value):
            raise WrongArgumentsError(f"{address}: {argument.name} holds a number that is none ({value})")
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _as_number(word: str) -> float | None:
    try:
        number = float(word)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
