"""The Pure Data patches: an abstraction for one's own patch; the page to play from is `pd_page`. Vanilla Pd 0.52 on."""

from __future__ import annotations

from bridge.api.osc_api import PROTOCOL
from bridge.hosts.patches import pd_page, plugdata
from bridge.hosts.patches.pd_file import Box, PdPatch

TOPICS = ("midi", "bar", "plan", "status", "late", "error", "ready", "scene")
RENEW_MS, PING_MS, LOST_MS = 20_000, 1_000, 3_500


def files() -> dict[str, str]:
    """Every file by its name."""
    return {"sideman.remote.pd": remote(), "sideman.pd": pd_page.page(), "sideman.plugdata.pd": plugdata.page()}


def remote() -> str:
    """``[sideman.remote 7770 7771]``: a message in is a request, ``prompt slow blues``; out come notes and answers."""
    patch = PdPatch(900, 620)
    patch.comment(20, 8, "[sideman.remote PORT OWN-PORT]  a player at PORT (7770), answers come to OWN-PORT (7771)")
    patch.comment(20, 24, "in: any request of docs/osc.md without /sideman/: play | prompt slow blues | set energy 0.8")
    patch.comment(
        20, 40, "out: notes (pitch velocity channel) | plan | everything else | 1 connected, 0 not, 2 wrong version"
    )
    send = _sender(patch)
    _receiver(patch, send)
    return patch.text()


def _sender(patch: PdPatch) -> Box:
    """Objects from the inlet, and a receiver of the same name, to the network; returns the one that sends."""
    inlet = patch.object(20, 70, "inlet")
    as_list = patch.object(20, 100, "list")
    parts = patch.object(20, 130, "list split 1")
    order = patch.object(20, 160, "t b a")
    arguments = patch.object(20, 220, "list append")
    address = patch.object(120, 190, "list prepend set sideman")
    trimmed = patch.object(120, 220, "list trim")
    formatted = patch.object(20, 260, "oscformat")
    prefixed = patch.object(20, 290, "list prepend send")
    bare = patch.object(20, 320, "list trim")
    network = patch.object(20, 420, "netsend -u -b")
    patch.chain(inlet, as_list, parts, order, arguments, formatted, prefixed, bare, network)
    patch.connect(parts, 1, arguments, 1)
    patch.connect(order, 1, address)
    patch.chain(address, trimmed, formatted)
    port = patch.object(300, 350, "list append $1")
    chosen = patch.object(300, 380, "t f")
    begin = patch.object(300, 320, "loadbang")
    default = patch.object(300, 410, "sel 0")
    usual = patch.message(300, 440, "connect 127.0.0.1 7770")
    own = patch.message(400, 440, "connect 127.0.0.1 $1")
    patch.chain(begin, port, chosen, default, usual, network)
    patch.connect(default, 1, own)
    patch.connect(own, 0, network)
    return as_list


def _receiver(patch: PdPatch, send: Box) -> None:
    """Answers by address, and the presence of a daemon."""
    own_port = patch.object(560, 70, "list append $2")
    begin = patch.object(560, 40, "loadbang")
    number = patch.object(560, 100, "t f")
    default = patch.object(560, 130, "sel 0")
    usual = patch.message(560, 160, "7771")
    known = patch.object(660, 160, "t f f")
    listen = patch.message(660, 190, "listen $1")
    receive = patch.object(660, 220, "netreceive -u -b")
    patch.chain(begin, own_port, number, default, usual, known)
    patch.connect(default, 1, known)
    patch.connect(known, 1, listen)
    patch.chain(listen, receive)
    parsed = patch.object(660, 250, "oscparse")
    trimmed = patch.object(660, 280, "list trim")
    ours = patch.object(660, 310, "route sideman")
    sorted_ = patch.object(560, 340, "route midi plan pong version")
    patch.chain(receive, parsed, trimmed, ours, sorted_)
    notes = patch.object(470, 380, "route note")
    swap = patch.message(470, 410, "$2 $3 $1")
    outlets = [patch.object(470 + 90 * number, 580, "outlet") for number in range(4)]
    patch.chain(sorted_, notes, swap, outlets[0])
    patch.connect(sorted_, 1, outlets[1])
    patch.connect(sorted_, 4, outlets[2])
    _renewal(patch, send, known)
    _presence(patch, send, sorted_, outlets[3])


def _renewal(patch: PdPatch, send: Box, known: Box) -> None:
    """Subscriptions end after a minute: ask again in time, and whenever the player is back."""
    port = patch.object(300, 70, "f")
    patch.connect(known, 0, port, 1)
    begin = patch.object(360, 40, "loadbang")
    wait = patch.object(360, 70, "del 300")
    clock = patch.object(300, 40, f"metro {RENEW_MS}")
    again = patch.object(240, 70, "r $0-renew")
    patch.chain(begin, wait)
    start = patch.message(430, 40, "1")
    patch.chain(wait, start, clock, port)
    patch.connect(again, 0, port)
    texts = "answers $1, " + ", ".join(f"subscribe {topic} $1" for topic in TOPICS)
    subscribe = patch.message(300, 100, texts)
    patch.chain(port, subscribe, send)


def _presence(patch: PdPatch, send: Box, sorted_: Box, outlet: Box) -> None:
    """Ping; three seconds without an answer mean that no daemon runs.

    Then answers are asked for with each ping, so that a player that starts later is there at once.
    """
    begin = patch.object(300, 480, "loadbang")
    clock = patch.object(300, 510, f"metro {PING_MS}")
    ping = patch.message(300, 540, "ping")
    patch.chain(begin, clock, ping, send)
    pong = patch.object(640, 380, "t b b")
    patch.connect(sorted_, 2, pong)
    lost = patch.object(700, 410, f"del {LOST_MS}")
    patch.connect(begin, 0, lost)
    patch.connect(pong, 1, lost)
    gone = patch.message(700, 440, "0")
    here = patch.message(640, 410, "1")
    change = patch.object(640, 470, "change -1")
    patch.chain(lost, gone, change)
    patch.connect(pong, 0, here)
    patch.chain(here, change)
    back = patch.object(640, 500, "sel 1 0")
    patch.connect(change, 0, back)
    ask = patch.object(640, 530, "t b b")
    patch.connect(back, 0, ask)
    renew = patch.object(720, 560, "s $0-renew")
    version = patch.message(560, 500, "version")
    patch.connect(ask, 1, renew)
    patch.connect(ask, 0, version)
    patch.connect(version, 0, send)
    absent, gate = patch.object(440, 500, "== 0"), patch.object(400, 540, "spigot")
    patch.connect(change, 0, absent)
    patch.connect(absent, 0, gate, 1)
    patch.chain(clock, gate, renew)
    unconnected = patch.message(760, 530, "0")
    patch.connect(back, 1, unconnected)
    patch.connect(unconnected, 0, outlet)
    fields = patch.object(780, 380, "unpack s s f")
    patch.connect(sorted_, 3, fields)
    right = patch.object(820, 410, f"sel {PROTOCOL}")
    connected, other = patch.message(820, 440, "1"), patch.message(870, 440, "2")
    patch.connect(fields, 2, right)
    patch.chain(right, connected, outlet)
    patch.connect(right, 1, other)
    patch.connect(other, 0, outlet)
