"""What an OSC request may carry: types, names, limits, and reading them from the atoms that hosts send. Pure.

Max and Pd send a text as several atoms, numbers among them, and whole numbers as either ``i`` or ``f``; a
sender that quotes sends it as one string. All of these read the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bridge.errors import OutOfRangeError, WrongArgumentsError
from bridge.osc_codec import Value

Parsed = int | float | str | tuple[tuple[str, float], ...] | None


class Kind(StrEnum):
    """Type of an argument; the value is the OSC type tag shown to clients."""

    INT = "i"
    FLOAT = "f"
    WORD = "s"
    TEXT = "s..."  # everything that follows, joined by spaces
    WEIGHTS = "sf..."  # everything that follows: name [weight] name [weight] ...

    @property
    def takes_the_rest(self) -> bool:
        """Whether nothing can follow."""
        return self in (Kind.TEXT, Kind.WEIGHTS)


@dataclass(frozen=True)
class Argument:
    """One argument. ``low``/``high`` bound a number, ``high`` the characters of a text; both inclusive."""

    name: str
    kind: Kind
    low: float = -math.inf
    high: float = math.inf
    optional: bool = False
    choices: tuple[str, ...] = ()

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


def usage(signature: Sequence[Argument]) -> str:
    """The signature in words."""
    return ", ".join(argument.describe() for argument in signature) or "no arguments"


def _read_one(address: str, argument: Argument, value: Value) -> int | float | str:
    if argument.kind is Kind.WORD:
        return _checked_word(address, argument, value)
    number = _number(address, argument.name, value)
    if argument.kind is Kind.INT and number != int(number):
        raise WrongArgumentsError(f"{address}: {argument.name} is a whole number, not {number:g}")
    if not argument.low <= number <= argument.high:
        limits = f"{argument.low:.10g} to {argument.high:.10g}"
        raise OutOfRangeError(f"{address}: {argument.name} goes from {limits}, not {number:.10g}")
    return int(number) if argument.kind is Kind.INT else float(number)


def _read_rest(address: str, argument: Argument, values: Sequence[Value]) -> str | tuple[tuple[str, float], ...]:
    text = " ".join(_atom(address, argument, value) for value in values).strip()
    if not text:
        raise WrongArgumentsError(f"{address}: {argument.name} is empty")
    if len(text) > argument.high:
        limit = f"{argument.high:g} characters at most"
        raise OutOfRangeError(f"{address}: {argument.name} takes {limit}, not {len(text)}")
    return text if argument.kind is Kind.TEXT else read_weights(address, text)


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


def _checked_word(address: str, argument: Argument, value: Value) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongArgumentsError(f"{address}: {argument.name} is a word, not {value!r}")
    word = value.strip()
    if argument.choices and word not in argument.choices:
        raise OutOfRangeError(f"{address}: {argument.name} is one of {', '.join(argument.choices)}, not {word!r}")
    return word


def _number(address: str, name: str, value: Value) -> float:
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
