"""The requests Sideman understands: one table of addresses, signatures, words and functions.

Dispatch, checking, ``/sideman/capabilities`` and the command line all read this table. Handlers run on the
OSC thread and must be quick; what takes longer goes to the performer and is answered from its thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bridge.errors import UnknownAddressError
from bridge.osc_arguments import Argument, Kind, Parsed, read, usage
from bridge.osc_codec import OscMessage, Value
from bridge.subscribers import EXPIRY_S, Peer, Topic

PREFIX = "/sideman/"
MAX_PROMPT_CHARACTERS = 2_000
MAX_CLIP_BARS = 64
MAX_SEED = 2**31 - 1

Reply = Callable[..., None]


class Request(NamedTuple):
    """A checked request; ``reply(address, *values)`` may be called from any thread."""

    values: tuple[Parsed, ...]
    peer: Peer
    reply: Reply


class Actions(Protocol):
    """What the handlers can do, see `bridge.requests.Requests`."""

    def ping(self, request: Request) -> None: ...
    def version(self, request: Request) -> None: ...
    def capabilities(self, request: Request) -> None: ...
    def status(self, request: Request) -> None: ...
    def prompt(self, request: Request) -> None: ...
    def style(self, request: Request) -> None: ...
    def seed(self, request: Request) -> None: ...
    def play(self, request: Request) -> None: ...
    def stop(self, request: Request) -> None: ...
    def panic(self, request: Request) -> None: ...
    def clip(self, request: Request) -> None: ...
    def subscribe(self, request: Request) -> None: ...
    def unsubscribe(self, request: Request) -> None: ...


@dataclass(frozen=True)
class Handler:
    """One address: what it takes, what it does in a line, what it answers."""

    name: str
    function: Callable[[Actions, Request], None]
    signature: tuple[Argument, ...]
    doc: str
    answers: str

    @property
    def address(self) -> str:
        """The full OSC address."""
        return PREFIX + self.name

    @property
    def answer_addresses(self) -> tuple[str, ...]:
        """Addresses of the answers, the last of which says that all is done."""
        return tuple(word for word in self.answers.split() if word.startswith("/"))

    def describe(self) -> tuple[str, str, str, str]:
        """Address, signature, what it does, what it answers."""
        return self.address, usage(self.signature), self.doc, self.answers


_WORDS = Argument("words", Kind.TEXT, high=MAX_PROMPT_CHARACTERS)
_TOPIC = Argument("topic", Kind.WORD, choices=tuple(Topic))
_PORT = Argument("port", Kind.INT, 1, 65_535, optional=True)

TABLE: tuple[Handler, ...] = (
    Handler("ping", lambda actions, request: actions.ping(request), (), "Says that it is there.", "/sideman/pong"),
    Handler(
        "version",
        lambda actions, request: actions.version(request),
        (),
        "Says which version runs.",
        "/sideman/version version model",
    ),
    Handler(
        "capabilities",
        lambda actions, request: actions.capabilities(request),
        (),
        "Lists styles, parts, topics, limits and every address.",
        "/sideman/capabilities name value… then /sideman/capabilities/end count",
    ),
    Handler(
        "status",
        lambda actions, request: actions.status(request),
        (),
        "Says what happens now.",
        "/sideman/status name value…",
    ),
    Handler(
        "prompt",
        lambda actions, request: actions.prompt(request),
        (_WORDS,),
        "Plays what the words ask for, from the next bar line that can still change.",
        "/sideman/plan name value…",
    ),
    Handler(
        "style",
        lambda actions, request: actions.style(request),
        (Argument("styles", Kind.WEIGHTS, high=MAX_PROMPT_CHARACTERS),),
        "Blends styles by weight; a style alone weighs 1.",
        "/sideman/plan name value…",
    ),
    Handler(
        "seed",
        lambda actions, request: actions.seed(request),
        (Argument("seed", Kind.INT, -1, MAX_SEED),),
        "Makes plays and clips repeatable; -1: a fresh seed each time.",
        "/sideman/seed seed",
    ),
    Handler("play", lambda actions, request: actions.play(request), (), "Begins to play.", "/sideman/playing 1"),
    Handler(
        "stop",
        lambda actions, request: actions.stop(request),
        (),
        "Stops and releases every note.",
        "/sideman/playing 0",
    ),
    Handler(
        "panic",
        lambda actions, request: actions.panic(request),
        (),
        "Stops and silences every channel used.",
        "/sideman/panicked",
    ),
    Handler(
        "clip",
        lambda actions, request: actions.clip(request),
        (
            Argument("bars", Kind.INT, 1, MAX_CLIP_BARS),
            Argument("words", Kind.TEXT, high=MAX_PROMPT_CHARACTERS, optional=True),
        ),
        "Makes bars and gives them away as notes and a .mid; the music going on stays as it is.",
        "/sideman/clip/begin id bars tempo metre, /sideman/clip/notes id sequence note…, "
        "/sideman/clip/end id notes path",
    ),
    Handler(
        "subscribe",
        lambda actions, request: actions.subscribe(request),
        (_TOPIC, _PORT),
        f"Sends a topic to this port of yours (default: the one you send from) for {EXPIRY_S:g} s.",
        "/sideman/subscribed topic port seconds",
    ),
    Handler(
        "unsubscribe",
        lambda actions, request: actions.unsubscribe(request),
        (_TOPIC, _PORT),
        "Ends a subscription; all ends every one of that port.",
        "/sideman/unsubscribed topic port",
    ),
)
BY_ADDRESS = {handler.address: handler for handler in TABLE}


def dispatch(actions: Actions, message: OscMessage, peer: Peer, reply: Reply) -> None:
    """Check a message and act on it. Raises BadRequestError, having changed nothing."""
    handler = BY_ADDRESS.get(message.address)
    if handler is None:
        raise UnknownAddressError(f"{message.address} is not understood; {PREFIX}capabilities lists what is")
    values = read(message.address, handler.signature, message.arguments)
    handler.function(actions, Request(values, peer, reply))


def find(name: str) -> Handler | None:
    """The handler of an address, its prefix left out or not."""
    return BY_ADDRESS.get(name if name.startswith("/") else PREFIX + name)


def described_handlers() -> Iterator[tuple[Value, ...]]:
    """The table as ``/sideman/capabilities`` shows it."""
    for handler in TABLE:
        yield ("address", *handler.describe())
