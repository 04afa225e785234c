"""One OSC address of Sideman's, as the tables describe it."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.osc.arguments import Argument, usage

PREFIX = "/sideman/"
PLAN_ANSWER = "/sideman/plan name value…"


@dataclass(frozen=True)
class Handler:
    """One address: its arguments, what it does in a line, what it answers; ``method`` of `bridge.api.handlers`."""

    address: str
    method: str
    signature: tuple[Argument, ...]
    doc: str
    answers: str

    @property
    def answer_addresses(self) -> tuple[str, ...]:
        """Addresses of the answers; the last one ends them."""
        return tuple(word for word in self.answers.replace(",", " ").split() if word.startswith("/"))

    def describe(self) -> tuple[str, str, str, str]:
        """Address, signature, what it does, what it answers."""
        return self.address, usage(self.signature), self.doc, self.answers


def handler(name: str, doc: str, answers: str, *signature: Argument) -> Handler:
    """An address of ours and the method of its name."""
    return Handler(PREFIX + name, name.replace("/", "_"), signature, doc, answers)
