"""The Pure Data patches: an abstraction to drop into one's own patch, and a page to play from. Vanilla Pd 0.51 and later."""

from __future__ import annotations

from bridge.controls import CONTROLS
from bridge.osc_api import PROTOCOL
from bridge.patches.pd_file import Box, PdPatch
from model.config import PARTS

TOPICS = ("midi", "bar", "plan", "status", "late", "error", "ready")
RENEW_MS, PING_MS, LOST_MS = 20_000, 1_000, 3_500


def files() -> dict[str, str]:
    """Every file by its name."""
    return {"sideman.remote.pd": remote(), "sideman.pd": page()}


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
    """From the inlet, and a receiver of the same name, to the network; where to send more."""
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
    """What comes back, sorted; and whether anybody is there."""
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
    """Ping; three seconds without an answer mean that nobody is there."""
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
    nobody = patch.message(760, 530, "0")
    patch.connect(back, 1, nobody)
    patch.connect(nobody, 0, outlet)
    said = patch.object(780, 380, "unpack s s f")
    patch.connect(sorted_, 3, said)
    right = patch.object(820, 410, f"sel {PROTOCOL}")
    connected, other = patch.message(820, 440, "1"), patch.message(870, 440, "2")
    patch.connect(said, 2, right)
    patch.chain(right, connected, outlet)
    patch.connect(right, 1, other)
    patch.connect(other, 0, outlet)


def page() -> str:
    """A page to play from; other patches reach it through ``[s sideman]``, and hear ``[r sideman-notes]``."""
    patch = PdPatch(1380, 680)
    patch.comment(20, 12, "Sideman: a session player. Start it in a terminal: sideman run")
    remote = patch.object(20, 560, "sideman.remote 7770 7771")
    hub = patch.object(20, 530, "r sideman")
    patch.connect(hub, 0, remote)
    _words(patch)
    _transport(patch)
    _faders(patch)
    _parts(patch)
    _answers(patch, remote)
    return patch.text()


def _words(patch: PdPatch) -> None:
    patch.comment(20, 40, "words: click one, or write your own into a message")
    rows = (
        "prompt slow smoky blues with brushes and upright bass",
        "prompt funk with drums bass and organ at 104",
        "prompt bossa nova in D minor",
        "style jazz 0.7 latin 0.3",
        "style/morph 20 electronic 1",
        "chords Am F C G",
        "chords auto",
    )
    out = patch.object(20, 250, "s sideman")
    for number, row in enumerate(rows):
        patch.connect(patch.message(20, 62 + 26 * number, row), 0, out)


def _transport(patch: PdPatch) -> None:
    out = patch.object(20, 360, "s sideman")
    for number, row in enumerate(("play", "stop", "hold 2", "release", "panic", "mode play", "mode accompany")):
        patch.connect(patch.message(20 + 76 * (number % 4), 290 + 30 * (number // 4), row), 0, out)
    patch.comment(20, 395, "keys: notes of a keyboard go to Sideman as the player's")
    keys = patch.object(20, 420, "notein")
    note = patch.object(20, 450, "pack f f f")
    said = patch.message(20, 480, "note $1 $2")
    patch.connect(keys, 2, note, 2)
    patch.connect(keys, 1, note, 1)
    patch.chain(keys, note, said)
    patch.connect(said, 0, patch.object(120, 480, "s sideman"))


def _faders(patch: PdPatch) -> None:
    out = patch.object(440, 480, "s sideman")
    for number, control in enumerate(CONTROLS):
        slider = patch.slider(440, 60 + 40 * number, control.low, control.high, control.name)
        said = patch.message(590, 60 + 40 * number, f"set {control.name} $1")
        automatic = patch.message(760, 60 + 40 * number, f"set {control.name} auto")
        patch.chain(slider, said, out)
        patch.connect(automatic, 0, out)


def _parts(patch: PdPatch) -> None:
    out = patch.object(930, 600, "s sideman")
    patch.comment(930, 40, "parts")
    for number, part in enumerate(PARTS):
        toggle = patch.toggle(930, 64 + 30 * number, part)
        said = patch.message(1030, 62 + 30 * number, f"part {part} on $1")
        automatic = patch.message(1190, 62 + 30 * number, f"part {part} on auto")
        patch.chain(toggle, said, out)
        patch.connect(automatic, 0, out)


def _answers(patch: PdPatch, remote: Box) -> None:
    notes = patch.object(20, 600, "t a a")
    patch.connect(remote, 0, notes)
    patch.connect(notes, 0, patch.object(20, 630, "noteout"))
    patch.connect(notes, 1, patch.object(90, 630, "s sideman-notes"))
    plan = patch.object(200, 590, "t a a")
    patch.connect(remote, 1, plan)
    patch.connect(plan, 1, patch.object(200, 630, "s sideman-plan"))
    patch.connect(plan, 0, patch.object(260, 590, "print plan"))
    others = patch.object(340, 590, "route error status bar")
    patch.connect(remote, 2, others)
    patch.connect(others, 0, patch.object(340, 630, "print error"))
    patch.connect(others, 1, patch.object(420, 630, "s sideman-status"))
    patch.connect(others, 2, patch.object(540, 630, "s sideman-bar"))
    patch.connect(others, 3, patch.object(640, 630, "s sideman-answers"))
    presence = patch.object(200, 540, "sel 0 1 2")
    patch.connect(remote, 3, presence)
    shown = patch.symbol(200, 500, 34)
    words = ("symbol nobody-there:-start-sideman-run", "symbol connected", "symbol another-version:-update-both")
    for number, said in enumerate(words):
        message = patch.message(330 + 20 * number, 500 + 20 * number, said)
        patch.connect(presence, number, message)
        patch.connect(message, 0, shown)
    patch.connect(shown, 0, patch.object(200, 520, "print sideman"))
