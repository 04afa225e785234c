"""``sideman.maxpat``, a page to play from, and ``sideman.remote``, to drop into one's own patch."""

from __future__ import annotations

from bridge.controls import CONTROLS
from bridge.patches.max_file import MaxBox, MaxPatch
from model.config import PARTS, STYLES

PORT = 7770
REMOTE_SCRIPT = "sideman_remote.js"
BUTTONS = ("play", "stop", "hold 2", "release", "panic", "mode play", "mode respond", "mode accompany")


def remote() -> MaxPatch:
    """``[sideman.remote 7770]``: any request in; notes, plan, everything else, presence out."""
    patch = MaxPatch(720, 420)
    patch.comment(
        20, 10, "sideman.remote PORT   in: any request of docs/osc.md without /sideman/: play, prompt slow blues"
    )
    patch.comment(
        20, 28, "out: notes as they sound (pitch velocity channel), plan, everything else, presence (0 1 2, words)"
    )
    inlet = patch.box("inlet", (20, 60, 30, 30), 0, 1, comment="requests")
    script = patch.object(20, 140, f"js {REMOTE_SCRIPT}", 1, 6)
    begin = patch.object(160, 60, "loadbang", 1, 1)
    clock = patch.object(160, 90, "metro 100 @active 1", 2, 1)
    receive = patch.object(320, 90, "udpreceive 7799", 1, 1)
    send = patch.object(420, 200, f"udpsend 127.0.0.1 {PORT}", 1, 0)
    patch.connect(inlet, 0, script)
    patch.chain(begin, clock, script)
    patch.connect(receive, 0, script)
    for number, said in enumerate(("notes", "plan", "everything else", "presence")):
        outlet = patch.box("outlet", (20 + 90.0 * number, 260, 30, 30), 1, 0, comment=said)
        patch.connect(script, number, outlet)
    patch.connect(script, 4, send)
    patch.connect(script, 5, receive)
    other_port = patch.object(420, 130, "if #1 then port #1", 1, 1)
    patch.connect(begin, 0, other_port)
    patch.connect(other_port, 0, send)
    return patch


def page() -> MaxPatch:
    """Words, styles, transport, dials, parts, and what comes back."""
    patch = MaxPatch(980, 640)
    patch.comment(20, 10, "Sideman. Start the player in a terminal: sideman run")
    remote_box = patch.object(20, 520, "sideman.remote", 1, 4)
    hub = patch.object(20, 490, "r sideman", 0, 1)
    patch.connect(hub, 0, remote_box)
    _words(patch)
    _styles(patch)
    _buttons(patch)
    _dials(patch)
    _parts(patch)
    _answers(patch, remote_box)
    return patch


def _to_player(patch: MaxPatch, source: MaxBox, x: float, y: float, outlet: int = 0) -> None:
    patch.connect(source, outlet, patch.object(x, y, "s sideman", 1, 0))


def _words(patch: MaxPatch) -> None:
    patch.comment(20, 36, "words: write, then press return")
    text = patch.box("textedit", (20, 58, 330, 40), 1, 4, text="slow smoky blues, brushes and upright bass", keymode=1)
    bare = patch.object(20, 104, "route text", 1, 2)
    plain = patch.object(20, 130, "tosymbol", 1, 1)
    prompt = patch.object(20, 156, "prepend prompt", 1, 1)
    patch.chain(text, bare, plain, prompt)
    _to_player(patch, prompt, 20, 182)
    for number, said in enumerate(("chords Am F C G", "chords auto", "key D minor", "tempo 104")):
        _to_player(patch, patch.message(140 + 112.0 * (number % 2), 130 + 26.0 * (number // 2), said), 260, 182)


def _styles(patch: MaxPatch) -> None:
    patch.comment(20, 214, "styles, how much of the second, seconds to get there")
    items = [word for style in STYLES for word in (style, ",")][:-1]
    first = patch.box("umenu", (20, 236, 110, 22), 1, 3, items=items)
    second = patch.box("umenu", (140, 236, 110, 22), 1, 3, items=items)
    share = patch.box("flonum", (260, 236, 50, 22), 1, 2, minimum=0.0, maximum=1.0)
    seconds = patch.box("flonum", (320, 236, 50, 22), 1, 2, minimum=0.0)
    packed = patch.object(20, 300, "pack 0. s s 1. 0.", 5, 1)
    both = patch.object(260, 264, "expr 1. - $f1", 1, 1)
    go = patch.box("button", (20, 264, 22, 22), 1, 1)
    patch.comment(46, 266, "go")
    message = patch.message(20, 330, "style/morph $1 $2 $4 $3 $5")
    # From the first style's outlet of names; the weights: what the second leaves, and the second's.
    first_name = patch.object(80, 264, "t s", 1, 1)
    second_name = patch.object(150, 264, "t s", 1, 1)
    patch.connect(first, 1, first_name)
    patch.connect(second, 1, second_name)
    patch.connect(first_name, 0, packed, 1)
    patch.connect(second_name, 0, packed, 2)
    patch.connect(share, 0, both)
    patch.connect(both, 0, packed, 3)
    patch.connect(share, 0, packed, 4)
    held = patch.object(320, 300, "f", 2, 1)
    patch.connect(seconds, 0, held, 1)
    patch.connect(go, 0, held)
    patch.connect(held, 0, packed)
    patch.chain(packed, message)
    _to_player(patch, message, 20, 356)


def _buttons(patch: MaxPatch) -> None:
    for number, said in enumerate(BUTTONS):
        message = patch.message(20 + 110.0 * (number % 4), 392 + 28.0 * (number // 4), said)
        _to_player(patch, message, 20, 452)


def _dials(patch: MaxPatch) -> None:
    patch.comment(480, 36, "controls")
    for number, control in enumerate(CONTROLS):
        x, y = 480 + 120.0 * (number % 2), 60 + 78.0 * (number // 2)
        initial = control.low if control.default is None else control.default
        values = {
            "parameter_type": 1 if control.is_whole else 0,
            "parameter_mmin": control.low,
            "parameter_mmax": control.high,
            "parameter_initial_enable": 0,
            "parameter_initial": [initial],
            "parameter_unitstyle": 0 if control.is_whole else 1,
        }
        dial = patch.parameter("live.dial", (x, y, 54, 48), control.name, values)
        said = patch.object(x + 56, y, f"prepend set {control.name}", 1, 1)
        automatic = patch.message(x + 56, y + 26, f"set {control.name} auto")
        patch.chain(dial, said)
        _to_player(patch, said, x, y + 52)
        _to_player(patch, automatic, x, y + 52)


def _parts(patch: MaxPatch) -> None:
    patch.comment(800, 36, "parts")
    for number, part in enumerate(PARTS):
        y = 58 + 28.0 * number
        toggle = patch.box("toggle", (800, y, 20, 20), 1, 1)
        said = patch.object(824, y, f"prepend part {part} on", 1, 1)
        patch.chain(toggle, said)
        _to_player(patch, said, 980, y)
    _to_player(patch, patch.message(800, 58 + 28.0 * len(PARTS), "controls/reset"), 980, 58 + 28.0 * len(PARTS))


def _answers(patch: MaxPatch, remote_box: MaxBox) -> None:
    notes = patch.object(20, 552, "t l l", 1, 2)
    patch.connect(remote_box, 0, notes)
    patch.connect(notes, 1, patch.object(90, 580, "s sideman-notes", 1, 0))
    apart = patch.object(20, 580, "unpack 0 0 0", 1, 3)
    out = patch.object(20, 608, "noteout", 3, 0)
    patch.connect(notes, 0, apart)
    for number in range(3):
        patch.connect(apart, number, out, number)
    for outlet, x, said in ((1, 220, "plan"), (2, 420, "sideman-answers"), (3, 620, "presence")):
        if said == "sideman-answers":
            sorted_ = patch.object(x, 552, "route error status bar", 1, 4)
            patch.connect(remote_box, outlet, sorted_)
            _shown(patch, sorted_, 0, x, 580, "error")
            _shown(patch, sorted_, 1, x, 608, "status")
            patch.connect(sorted_, 3, patch.object(x + 160, 552, "s sideman-answers", 1, 0))
        else:
            _shown(patch, remote_box, outlet, x, 552, said)


def _shown(patch: MaxPatch, source: MaxBox, outlet: int, x: float, y: float, name: str) -> None:
    """In a message box, which shows what comes into its right inlet."""
    shown = patch.box("message", (x + 40, y, 150, 22), 2, 1, text=name)
    patch.connect(source, outlet, shown, 1)
    patch.connect(source, outlet, patch.object(x, y, f"s sideman-{name}", 1, 0))
