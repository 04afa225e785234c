"""Words of a command line as arguments of a request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bridge.api.osc_handler import Handler
from bridge.osc.arguments import Argument, Kind
from bridge.osc.codec import Value


def typed_arguments(handler: Handler | None, words: Sequence[str]) -> tuple[Value, ...]:
    """Convert words of a command line to OSC values: by the handler's signature, else by their looks."""
    if handler is None:
        return tuple(_guessed(word) for word in words)
    return tuple(_typed(handler.signature, words))


def _typed(signature: Sequence[Argument], words: Sequence[str]) -> Iterator[Value]:
    for index, word in enumerate(words):
        argument = signature[min(index, len(signature) - 1)] if signature else None
        if argument is not None and argument.kind is Kind.TEXT:
            yield " ".join(words[index:])
            return
        yield word if argument is not None and argument.kind is Kind.WORD else _guessed(word)


def _guessed(word: str) -> Value:
    for convert in (int, float):
        try:
            return convert(word)
        except ValueError:
            continue
    return word
