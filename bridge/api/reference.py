"""Renders ``docs/osc.md`` and ``docs/settings.md`` from the tables that the daemon itself reads. Pure, but for `main`.

``python -m bridge.api.reference`` writes them; a test compares. The prose here takes its numbers from the
modules that keep to them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bridge.api.clip_service import MAX_WAITING, N_KEPT
from bridge.api.fill_uploads import EXPIRY_S as FILL_EXPIRY_S
from bridge.api.fill_uploads import MAX_OPEN
from bridge.api.osc_api import EVENTS, TABLE
from bridge.api.osc_handler import MAX_NOTES, PREFIX, Handler
from bridge.api.status_table import STATUS
from bridge.core.errors import SidemanError
from bridge.osc.arguments import MAX_WORD_CHARACTERS
from bridge.osc.codec import MAX_AHEAD_S, MAX_ARGUMENTS, MAX_BUNDLE_DEPTH, MAX_PACKET_BYTES
from bridge.osc.connections import MAX_UNSENT_BYTES
from bridge.osc.server import MAX_WAITING as MAX_WAITING_MESSAGES
from bridge.osc.stream import MAX_PACKET_BYTES as MAX_STREAM_PACKET_BYTES
from bridge.osc.subscribers import EXPIRY_S, MAX_SUBSCRIPTIONS
from bridge.settings.config import OscConfig
from bridge.settings.config_scaffold import settings_table
from bridge.settings.config_table import MAX_PROMPT_CHARACTERS
from bridge.settings.controls import AUTO, CONTROLS, PART_FIELDS
from model.music.config import PARTS

DOCS = Path(__file__).parents[2] / "docs"
INTERNAL = ("internal", "A fault of Sideman itself; details are in its log")
OSC = OscConfig()

HEAD = "<!-- Written by `make reference` from the tables in bridge/. Change those, not this. -->\n"

PROSE = f"""# OSC

Sideman listens on {OSC.host}, port {OSC.port}, on UDP and TCP, unless [the settings](settings.md) change
this. Requests are messages with the arguments listed below. Answers go to the sender once the request has been
carried out. Requests are carried out in the order of arrival.

```sh
sideman send prompt "slow smoky blues, brushes and upright bass"
sideman send play
```

## Arguments

The tables write an argument as `name:type limits`, in brackets when it may be left out.

| type | what may be sent |
|---|---|
| `i` | a whole number, as int or as float (`3` or `3.0`) |
| `f` | a number, int or float |
| `s` | one word, {MAX_WORD_CHARACTERS} characters at most |
| `s...` | a text: all arguments that follow, joined by spaces |
| `sf...` | names and weights in turn, as `s...`; a name without a weight weighs 1 |
| `i...` | whole numbers, as many as there are |
| `siiiff...` | notes: part, channel (from 1), pitch, velocity, beat, duration in beats, in turn |
| `f\\|{AUTO}` | a number, or `{AUTO}` |

A text may be sent quoted, as one string, or unquoted, as several atoms, numbers among them: `"blues 92 bpm"` and
`blues 92 bpm` are the same. That is how Max and Pd send words. A text takes {MAX_PROMPT_CHARACTERS:,}
characters at most unless stated otherwise. Beats are quarter notes, channels count from 1.

OSC's types `i h f d s S b T F N` are read; no request takes `b`, `T`, `F` or `N`. Strings are UTF-8.

## Errors in requests

A rejected request changes nothing and is answered with `/sideman/error address code message`. The address is
empty for a packet that is not OSC. The [codes](#errors) never change; the messages are for people.

## Bundles

The messages of a bundle are carried out in order, each by itself: a rejected message does not affect the others.
A damaged packet is discarded entirely. Bundles may be nested, {MAX_BUNDLE_DEPTH} deep.

A bundle with a time tag in the future waits for that time, by the wall clock of Sideman's machine, for
{MAX_AHEAD_S:g} s at most, so that a sender with a wrong clock cannot delay it for ever. Time tags in the past
and the tag 1 mean now. {MAX_WAITING_MESSAGES:,} messages can wait.

## UDP

A request is one datagram, {MAX_PACKET_BYTES:,} bytes and {MAX_ARGUMENTS:,} arguments at most. Answers go to the
address and port it was sent from. Large answers come in several packets of at most about 1,400 bytes with
sequence numbers.

## TCP

The same requests at the same port number, {OSC.max_connections} connections at once unless configured
otherwise. Two framings are accepted, distinguished by the first byte:

- SLIP (OSC 1.1): each packet ends with END, 192; an END before it does no harm.
- Length prefixes (OSC 1.0): four bytes, big-endian, before each packet. liblo sends these.

Answers are framed as the requests were, and go out on the connection; so do subscriptions, which take no port
then and end with the connection. A packet has {MAX_STREAM_PACKET_BYTES:,} bytes at most. An invalid
stream is closed, and so is a connection that leaves more than {MAX_UNSENT_BYTES >> 20} MB unread. A clip's notes
come as one packet.

## Subscriptions

`/sideman/subscribe topic [port]` sends events to your port, by default the one you send from. A subscription
lasts {EXPIRY_S:g} s: renew it before. There can be {MAX_SUBSCRIPTIONS} at once. The topic `all` stands for
every topic; `/sideman/unsubscribe all` ends every subscription of that port. `/sideman/note` is sent ahead of
time with its beat: play it at that beat. `/sideman/note/cancel` cancels the notes from its beat on.

## Clips and fills

`/sideman/clip` is answered by `/sideman/clip/begin`, packets of notes with sequence numbers from 0, and
`/sideman/clip/end` with the number of notes and the path of a `.mid`. Beats count from the start of the clip.
If a packet is lost, request it with `/sideman/clip/resend`; the last {N_KEPT} clips are kept. {MAX_WAITING} can
be in progress at once.

`/sideman/fill parts note…` writes the parts named, as `drums` or `drums,bass`, around the notes given, which
are of other parts, {MAX_NOTES:,} at most. More notes than fit into a packet go in several:
`/sideman/fill/begin` with a number of yours, `/sideman/fill/notes` with sequence numbers from 0,
`/sideman/fill/end` with how many packets there were. If some were lost, its answer names them: send them and the
end again. {MAX_OPEN} fills can be open; one is dropped after {FILL_EXPIRY_S:g} s without a packet.
"""

SETTINGS_PROSE = """# Settings

The settings of `sideman.toml`. `sideman init` writes a file with all of them; `sideman run` reads the one in the
folder where it is started, or `--config`. `--set section.name=value` overrides it.

"""


def osc_page() -> str:
    """``docs/osc.md``."""
    return "\n".join([HEAD, PROSE, *_requests(), *_events(), *_status(), *_controls(), *_errors()])


def settings_page() -> str:
    """``docs/settings.md``."""
    return f"{HEAD}\n{SETTINGS_PROSE}{settings_table()}"


def main(folder: Path = DOCS) -> None:
    """Write both pages."""
    for name, page in pages().items():
        (folder / name).write_text(page, encoding="utf-8", newline="\n")


def pages() -> dict[str, str]:
    """Names and texts of the files."""
    return {"osc.md": osc_page(), "settings.md": settings_page()}


def _requests() -> Iterator[str]:
    ours = [handler for handler in TABLE if handler.address.startswith(PREFIX)]
    hosts = [handler for handler in TABLE if handler not in ours]
    yield "## Requests\n"
    yield from _table(("address", "arguments", "what it does", "answers"), map(_request, ours))
    yield "Addresses that REAPER's own OSC surface sends are understood too; they get no answer.\n"
    yield from _table(("address", "arguments", "meaning"), (_request(handler)[:3] for handler in hosts))


def _request(handler: Handler) -> tuple[str, ...]:
    arguments = " ".join(f"`{argument.describe()}`" for argument in handler.signature)
    answers = handler.answers.replace(", /", " then /")
    return f"`{handler.address}`", arguments, handler.doc, _quoted(answers)


def _quoted(answers: str) -> str:
    return " then ".join(f"`{each}`" for each in answers.split(" then ")) if answers else ""


def _events() -> Iterator[str]:
    yield "## Messages to subscribers\n"
    yield from _table(("topic", "message", "when"), ((f"`{topic}`", f"`{text}`", why) for topic, text, why in EVENTS))


def _controls() -> Iterator[str]:
    yield f"## Controls\n\nFor `/sideman/set` and `/sideman/get`. `{AUTO}` gives a control back to the words.\n"
    yield from _table(
        ("control", "from", "to", "at first", "what it does"),
        (
            (
                f"`{name}`",
                f"{low:g}",
                f"{high:g}",
                AUTO if default is None else f"{default:g}",
                _with_whole(doc, is_whole),
            )
            for name, low, high, default, doc, is_whole in CONTROLS
        ),
    )
    parts = ", ".join(f"`{part}`" for part in PARTS)
    yield f"For `/sideman/part`, each of {parts}:\n"
    yield from _table(
        ("field", "from", "to", "what it does"),
        (
            (f"`{name}`", f"{low:g}", f"{high:g}", _with_whole(doc, is_whole))
            for name, low, high, doc, is_whole in PART_FIELDS
        ),
    )


def _status() -> Iterator[str]:
    yield "## Status\n\nNames and values of `/sideman/status`, in turn.\n"
    yield from _table(("name", "meaning"), [(f"`{name}`", doc) for name, doc in STATUS])


def _with_whole(doc: str, is_whole: bool) -> str:
    return f"{doc} (whole numbers)" if is_whole else doc


def _errors() -> Iterator[str]:
    yield "## Errors\n\nCodes of `/sideman/error`, the more general ones first.\n"
    rows = [(f"`{kind.code}`", _meaning(kind)) for kind in error_classes()]
    yield from _table(("code", "what it means"), [*rows, (f"`{INTERNAL[0]}`", INTERNAL[1])])


def error_classes(kind: type[SidemanError] = SidemanError) -> Iterator[type[SidemanError]]:
    """A class and all below it, as `bridge.core.errors` defines them."""
    yield kind
    for below in kind.__subclasses__():
        if below.__module__ == SidemanError.__module__:
            yield from error_classes(below)


def _meaning(kind: type[SidemanError]) -> str:
    if kind is SidemanError:
        return "Anything else"
    return " ".join((kind.__doc__ or "").split()).rstrip(".")


def _table(head: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Lines of a table in Markdown, and an empty one."""
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
