"""Tools made from the table of requests: a name, a JSON schema of the arguments, and the request they become. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bridge.api.osc_api import TABLE
from bridge.api.osc_handler import PREFIX, Handler
from bridge.core.errors import WrongArgumentsError
from bridge.osc.arguments import AUTO, Argument, Kind, read
from bridge.osc.codec import OscMessage, Value

# Requests that clients of other kinds make: of packets, ports, hosts, and of notes by the hundred.
_NOT_FOR_ASSISTANTS = (
    *("answers", "hello", "ping", "subscribe", "unsubscribe", "transport", "clip/resend", "fill", "fill/begin"),
    *("fill/notes", "fill/end", "given/begin", "given/notes", "given/replace", "given/continue", "given/complement"),
)
_RENAMED = {"capabilities": "describe"}


@dataclass(frozen=True)
class AssistantTool:
    """A request as a tool: ``schema`` is the JSON schema of its arguments, an object."""

    name: str
    handler: Handler
    schema: Mapping[str, Any]

    @property
    def description(self) -> str:
        """What it does and answers, in a few lines."""
        answers = f"\nAnswers: {self.handler.answers}" if self.handler.answers else ""
        return f"{self.handler.doc}{answers}"

    def request(self, arguments: Mapping[str, Any]) -> list[Value]:
        """Arguments by name as those of the request, checked. Raises BadRequestError."""
        known = [argument.name for argument in self.handler.signature]
        if strange := [name for name in arguments if name not in known]:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise WrongArgumentsError(f"{self.name} has no argument {strange[0][:40]!r}; {takes}")
        values = list(self._values(arguments))
        read(self.name, self.handler.signature, values)
        return values

    def _values(self, arguments: Mapping[str, Any]) -> Iterator[Value]:
        left_out = ""
        for argument in self.handler.signature:
            given = arguments.get(argument.name)
            if given is None:
                if not argument.optional:
                    raise WrongArgumentsError(f"{self.name} needs {argument.describe()}")
                left_out = left_out or argument.name
                continue
            if left_out:
                raise WrongArgumentsError(f"{self.name}: {argument.name} can be given only with {left_out}")
            yield from _atoms(self.name, argument, given)


def make_tools() -> tuple[AssistantTool, ...]:
    """Every request that an assistant may make, in the table's order; ``scene/store`` is called ``scene_store``."""
    ours = ((each, each.address.removeprefix(PREFIX)) for each in TABLE if each.address.startswith(PREFIX))
    return tuple(
        AssistantTool(_RENAMED.get(name, name).replace("/", "_"), handler, _schema(handler.signature))
        for handler, name in ours
        if name not in _NOT_FOR_ASSISTANTS
    )


def as_json(answer: OscMessage) -> dict[str, Any]:
    """An answer as JSON has it: its name and its values.

    >>> as_json(OscMessage("/sideman/tempo", (96.0,)))
    {'answer': 'tempo', 'values': [96.0]}
    """
    values = [value.hex() if isinstance(value, bytes) else value for value in answer.arguments]
    return {"answer": answer.address.removeprefix(PREFIX), "values": values}


def _schema(signature: Sequence[Argument]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {argument.name: _schema_of(argument) for argument in signature},
        "required": [argument.name for argument in signature if not argument.optional],
        "additionalProperties": False,
    }


def _schema_of(argument: Argument) -> dict[str, Any]:
    match argument.kind:
        case Kind.INT | Kind.FLOAT:
            return {"type": "integer" if argument.kind is Kind.INT else "number", **_limits(argument)}
        case Kind.NUMBER_OR_AUTO:
            return {"anyOf": [{"type": "number"}, {"const": AUTO}]}
        case Kind.WEIGHTS:
            return {"type": "object", "additionalProperties": {"type": "number", "minimum": 0}, "minProperties": 1}
        case Kind.INTS:
            return {"type": "array", "items": {"type": "integer", **_limits(argument)}}
    choices = {"enum": [str(choice) for choice in argument.choices]} if _is_closed(argument) else {}
    longest = {"maxLength": int(argument.high)} if math.isfinite(argument.high) else {}
    return {"type": "string", **choices, **longest}


def _is_closed(argument: Argument) -> bool:
    """Whether nothing but the choices is taken: other packages may add to some."""
    return bool(argument.choices) and not argument.extensions


def _limits(argument: Argument) -> dict[str, float]:
    limits = {"minimum": argument.low, "maximum": argument.high}
    return {name: limit for name, limit in limits.items() if math.isfinite(limit)}


def _atoms(tool: str, argument: Argument, given: Any) -> Iterator[Value]:
    match argument.kind, given:
        case Kind.WEIGHTS, Mapping():
            for name, weight in given.items():
                yield from (str(name), _number(tool, argument, weight))
        case Kind.INTS, list() | tuple():
            yield from (_number(tool, argument, each) for each in given)
        case ((Kind.TEXT | Kind.WORD | Kind.NUMBER_OR_AUTO | Kind.WEIGHTS), str()):
            yield given
        case ((Kind.INT | Kind.FLOAT | Kind.NUMBER_OR_AUTO | Kind.TEXT), _):
            yield _number(tool, argument, given)
        case _:
            raise WrongArgumentsError(f"{tool} needs {argument.describe()}, not {str(given)[:40]!r}")


def _number(tool: str, argument: Argument, given: Any) -> int | float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise WrongArgumentsError(f"{tool} needs {argument.describe()}, not {str(given)[:40]!r}")
    return given
