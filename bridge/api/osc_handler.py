"""One entry of the table of requests, and arguments that several of them share."""

from __future__ import annotations

from dataclasses import dataclass

from bridge.osc.arguments import Argument, Kind, usage
from bridge.settings.config_table import MAX_SEED

PREFIX = "/sideman/"
PLAN_ANSWER = "/sideman/plan name value…"
MAX_CLIP_BARS = 64
MAX_NOTES = 10_000
MAX_PACKETS = 1_000
ALL_PARTS = "all"


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
    """An entry of ours; its method is named after it."""
    return Handler(PREFIX + name, name.replace("/", "_"), signature, doc, answers)


FILL_ID = Argument("id", Kind.INT, 0, MAX_SEED)
SEQUENCE = Argument("sequence", Kind.INT, 0, MAX_PACKETS - 1)
NOTES = Argument("notes", Kind.NOTES, high=MAX_NOTES)
PARTS_NAMED = Argument("parts", Kind.WORD)
PACKETS = Argument("packets", Kind.INT, 0, MAX_PACKETS)
CLIP = "/sideman/clip/begin id bars tempo metre, /sideman/clip/notes id sequence note…, /sideman/clip/end id notes path"
