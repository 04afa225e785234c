"""``sideman.maxpat``, a page to play from, and ``sideman.remote``, to drop into one's own patch."""

from __future__ import annotations

from bridge.hosts.patches.max_file import MaxBox, MaxPatch
from bridge.settings.controls import CONTROLS
from model.music.config import PARTS, STYLES

PORT = 7770
REMOTE_SCRIPT = "sideman_remote.js"
BUTTONS = ("play", "stop", "hold 2", "release", "panic", "mode play", "mode respond", "mode accompany")
SECTIONS = ("section next", "section repeat", "fill/now", "ending 2", "song next")
TAKES = ("again", "again bass", "undo", "redo", "takes 3", "takes/hear 1", "takes/keep 1")
OTHERS = ("chords Am F C G", "chords auto", "key D minor", "tempo 104")
_LEFT, _DIAL, _PART, _ANSWER = 20.0, 92.0, 56.0, 245.0  # the margin, and how far apart columns stand, in pixels
_PORTS = 19.0  # first and last inlet are this much closer together than a box is wide


def remote() -> MaxPatch:
    """``[sideman.remote 7770]``: any request in; notes, plan, everything else, presence out."""
    patch = MaxPatch(720, 330)
    patch.comment(
        20, 10, "sideman.remote PORT   in: any request of docs/osc.md without /sideman/: play, prompt slow blues"
    )
    patch.comment(
        20, 30, "out: notes as they sound (pitch velocity channel), plan, everything else, presence (0 1 2, words)"
    )
    script = patch.object(20, 160, f"js {REMOTE_SCRIPT}", 1, 6, width=280)
    patch.connect(patch.inlet(20, 64, 1, "requests"), 0, script)
    patch.connect(patch.object(80, 120, "metro 100 @active 1", 2, 1), 0, script)
    listen = patch.object(250, 64, "r #0-listen", 0, 1)
    patch.chain(listen, patch.object(250, 120, "udpreceive 7799", 1, 1), script)
    for number, label in enumerate(("notes", "plan", "everything else", "presence")):
        patch.connect(script, number, patch.outlet(20 + 50.0 * number, 270, number + 1, label))
    send = patch.object(229, 270, f"udpsend 127.0.0.1 {PORT}", 1, 0)
    patch.connect(script, 4, send)
    patch.connect(script, 5, patch.object(281, 210, "s #0-listen", 1, 0))
    _other_port(patch, send)
    return patch


def _other_port(patch: MaxPatch, send: MaxBox) -> None:
    """An argument left out is 0: then the usual port stays."""
    given = patch.object(480, 94, "int #1", 2, 1)
    usual = patch.object(480, 124, "sel 0", 2, 2)
    other = patch.object(500, 226, "prepend port", 1, 1)
    patch.chain(patch.object(480, 64, "loadbang", 1, 1), given, usual)
    patch.connect(usual, 1, other)
    patch.connect(other, 0, send)


def page() -> MaxPatch:
    """The page: prompt, transport, styles, dials, parts, and the display of answers."""
    patch = MaxPatch(max(round(_LEFT + _DIAL * len(CONTROLS) + 20), 1040), 760)
    patch.comment(20, 10, "Sideman. Start the player in a terminal: sideman run")
    patch.comment(500, 10, "your own patch: messages to [s sideman], notes from [r sideman-notes]")
    _words(patch)
    _messages(patch, 470, 64, OTHERS)
    patch.comment(20, 154, "transport")
    _messages(patch, 20, 176, BUTTONS)
    _messages(patch, 660, 176, SECTIONS)
    _messages(patch, 1160, 176, TAKES)
    _styles(patch)
    _dials(patch)
    _parts(patch)
    _answers(patch)
    return patch


def _to_player(patch: MaxPatch, source: MaxBox, x: float, y: float) -> None:
    patch.connect(source, 0, patch.object(x, y, "s sideman", 1, 0))


def _words(patch: MaxPatch) -> None:
    patch.comment(20, 40, "words: write, then press return")
    inside = MaxPatch(260, 240)
    # One symbol: as atoms, a comma would end the message.
    bare, plain = inside.object(20, 70, "route text", 2, 2), inside.object(20, 100, "tosymbol", 1, 1)
    prompt = inside.object(20, 130, "prepend prompt", 1, 1)
    inside.chain(inside.inlet(20, 20, 1, "text"), bare, plain, prompt)
    _to_player(inside, prompt, 20, 160)
    text = patch.box(
        "textedit", (20, 62, 420, 36), 1, 4, text="slow smoky blues, brushes and upright bass", keymode=1, outputmode=1
    )
    patch.connect(text, 0, patch.subpatch(20, 114, "words", inside, 1, 0, 80))


def _messages(patch: MaxPatch, x: float, y: float, texts: tuple[str, ...]) -> None:
    """Messages in a row; under their middle, where they go."""
    widths = [max(32.0, 7.0 * len(text) + 12.0) for text in texts]
    middle = x + (sum(widths) + 10.0 * len(widths)) / 2
    out = patch.object(middle - 40, y + 40, "s sideman", 1, 0)
    for text, width in zip(texts, widths, strict=True):
        patch.connect(patch.message(x, y, text), 0, out)
        x += width + 10.0


def _styles(patch: MaxPatch) -> None:
    items = [word for style in STYLES for word in (style, ",")][:-1]
    for x, label in ((20, "style"), (140, "and"), (306, "how much of it"), (426, "seconds"), (546, "go")):
        patch.comment(x, 250, label)
    boxes = (
        (patch.box("umenu", (20, 272, 110, 22), 1, 3, items=items), 1),
        (patch.box("umenu", (140, 272, 110, 22), 1, 3, items=items), 1),
        (patch.box("flonum", (306, 272, 60, 22), 1, 2, minimum=0.0, maximum=1.0), 0),
        (patch.box("flonum", (426, 272, 60, 22), 1, 2, minimum=0.0), 0),
        (patch.box("button", (546, 271, 24, 24), 1, 1), 0),
    )
    style = patch.subpatch(66, 316, "style", _style_inside(), len(boxes), 0, _spread(120, len(boxes)))
    for number, (source, outlet) in enumerate(boxes):
        patch.connect(source, outlet, style, number)


def _style_inside() -> MaxPatch:
    """``style/morph seconds one 1-share other share``, at the button."""
    patch = MaxPatch(420, 300)
    names = ("first", "second", "share of the second", "seconds", "go")
    first, second, share, seconds, go = (
        patch.inlet(20 + 70.0 * number, 20, number + 1, name) for number, name in enumerate(names)
    )
    packed = patch.object(20, 150, f"pack 0. {STYLES[0]} {STYLES[0]} 1. 0.", 5, 1, width=270)
    held = patch.object(300, 90, "f", 2, 1)
    rest = patch.object(160, 90, "expr 1. - $f1", 1, 1, width=110)
    patch.connect(first, 0, packed, 1)
    patch.connect(second, 0, packed, 2)
    patch.connect(share, 0, rest)
    patch.connect(rest, 0, packed, 3)
    patch.connect(share, 0, packed, 4)
    patch.connect(seconds, 0, held, 1)
    patch.connect(go, 0, held)
    patch.connect(held, 0, packed)
    message = patch.message(20, 190, "style/morph $1 $2 $4 $3 $5")
    patch.connect(packed, 0, message)
    _to_player(patch, message, 20, 230)
    return patch


def _dials(patch: MaxPatch) -> None:
    patch.comment(20, 356, "controls; auto: as words and style have it")
    sources = []
    for number, control in enumerate(CONTROLS):
        x = _LEFT + _DIAL * number
        values = {
            "parameter_type": 1 if control.is_whole else 0,
            "parameter_mmin": control.low,
            "parameter_mmax": control.high,
            "parameter_initial_enable": 0,
            "parameter_initial": [control.low if control.default is None else control.default],
            "parameter_unitstyle": 0 if control.is_whole else 1,
        }
        dial = patch.parameter("live.dial", (x, 378, 66, 48), control.name, values)
        sources.append((dial, patch.message(x + 26, 432, "auto")))
    prefixes = [f"prepend set {control.name}" for control in CONTROLS]
    controls = patch.subpatch(
        _LEFT, 466, "controls", _prepended(prefixes), len(prefixes), 0, _spread(_DIAL, len(prefixes))
    )
    for number, pair in enumerate(sources):
        for source in pair:
            patch.connect(source, 0, controls, number)
    _to_player(patch, patch.message(560, 350, "controls/reset"), 690, 350)


def _parts(patch: MaxPatch) -> None:
    patch.comment(20, 506, "parts: a cross plays, none rests, the button leaves all of them to the words")
    prefixes = [f"prepend part {part} on" for part in PARTS]
    inside = _prepended([*prefixes, ", ".join(f"part {part} on auto" for part in PARTS)])
    n_all = len(prefixes) + 1
    parts = patch.subpatch(_LEFT, 580, "parts", inside, n_all, 0, _spread(_PART, n_all))
    for number, part in enumerate((*PARTS, "auto")):
        x = _LEFT + _PART * number
        kind = "toggle" if number < len(PARTS) else "button"
        patch.box("comment", (x - 4, 528, _PART, 18), 1, 0, text=part, fontsize=10.0)
        patch.connect(patch.box(kind, (x, 548, 20, 20), 1, 1), 0, parts, number)


def _spread(step: float, n_inlets: int) -> float:
    """Width of a box whose inlets are a step apart."""
    return step * (n_inlets - 1) + _PORTS


def _prepended(texts: list[str]) -> MaxPatch:
    """A column for each inlet: a prefix or a replacement, and on to the player."""
    step, patch = 114.0, MaxPatch(int(114 * len(texts) + 260), 200)
    for number, text in enumerate(texts):
        x = _LEFT + step * number
        inlet = patch.inlet(x, 20, number + 1, text)
        box = (
            patch.object(x, 76, text, 1, 1, width=106)
            if text.startswith("prepend")
            else patch.box("message", (x, 76, 320, 64), 2, 1, text=text, fontsize=9.0)
        )
        patch.connect(inlet, 0, box)
        _to_player(patch, box, x, 150)
    return patch


def _answers(patch: MaxPatch) -> None:
    names = ("what is played", "errors", "state", "who is there")
    player = patch.subpatch(_LEFT, 630, "player", _player(), 0, len(names), _spread(_ANSWER, len(names)))
    for number, label in enumerate(names):
        x = _LEFT + _ANSWER * number
        patch.connect(player, number, patch.box("message", (x, 670, _ANSWER - 10, 50), 2, 1, text="nothing yet"), 0)
        patch.comment(x, 726, label)


def _player() -> MaxPatch:
    """The player's abstraction, and the receivers of its answers."""
    patch = MaxPatch(1400, 330)
    far = patch.object(20, 60, "sideman.remote", 1, 4, width=1200)
    patch.connect(patch.object(20, 20, "r sideman", 0, 1), 0, far)
    notes, apart = patch.object(20, 110, "t l l", 1, 2, width=90), patch.object(20, 150, "unpack 0 0 0", 1, 3)
    out = patch.object(20, 190, "noteout", 3, 0, width=96)
    patch.connect(far, 0, notes)
    patch.connect(notes, 0, apart)
    patch.connect(notes, 1, patch.object(140, 150, "s sideman-notes", 1, 0))
    for number in range(3):
        patch.connect(apart, number, out, number)
    sorted_ = patch.object(560, 110, "route error status bar", 4, 4, width=560)
    patch.connect(far, 2, sorted_)
    patch.connect(sorted_, 2, patch.object(920, 150, "s sideman-bar", 1, 0))
    patch.connect(sorted_, 3, patch.object(1060, 190, "s sideman-answers", 1, 0))
    for number, (source, outlet, x, name) in enumerate(
        ((far, 1, 413, "plan"), (sorted_, 0, 560, "error"), (sorted_, 1, 740, "status"), (far, 3, 1200, "presence"))
    ):
        setting = patch.object(x, 220, "prepend set", 1, 1)
        patch.connect(source, outlet, setting)
        patch.connect(source, outlet, patch.object(x + 30, 150, f"s sideman-{name}", 1, 0))
        patch.connect(setting, 0, patch.outlet(x, 270, number + 1, name))
    return patch
