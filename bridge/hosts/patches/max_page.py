"""``sideman.maxpat``, a page to play from, and ``sideman.remote``, to drop into one's own patch."""

from __future__ import annotations

from bridge.hosts.patches.labels import BUTTONS, MODES, STATES
from bridge.hosts.patches.max_file import MaxBox, MaxPatch
from bridge.settings.controls import CONTROLS
from model.music.config import PARTS, STYLES

PORT = 7770
_BUTTON = 106.0
REMOTE_SCRIPT = "sideman_remote.js"
EXTRAS = (("next song", "song next"), ("hear take 1", "takes/hear 1"), ("keep take 1", "takes/keep 1"))
_LEFT, _DIAL, _PART, _ANSWER = 20.0, 92.0, 84.0, 230.0  # the margin, and how far apart columns stand, in pixels
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
    patch = MaxPatch(max(round(_LEFT + _DIAL * len(CONTROLS) + 20), 1040), 850)
    patch.comment(20, 10, "Sideman. Start the player in a terminal: sideman run")
    patch.comment(500, 10, "your own patch: messages to [s sideman], notes from [r sideman-notes]")
    _words(patch)
    _fields(patch)
    modes = tuple((label, f"mode {mode.value}") for mode, label in MODES)
    patch.comment(20, 154, "transport")
    for number, row in enumerate((BUTTONS[0] + modes, BUTTONS[1], BUTTONS[2] + EXTRAS)):
        _buttons(patch, (20.0, 900.0, 900.0)[number], (176.0, 150.0, 216.0)[number], row)
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


def _fields(patch: MaxPatch) -> None:
    """Key, chords and tempo: written, then return; key and tempo show what the player has."""
    for x, label in ((490, "key"), (680, "chords, then return"), (900, "tempo")):
        patch.comment(x, 86, label)
    boxes = (
        patch.box("textedit", (470, 62, 110, 24), 1, 4, text="", keymode=1, lines=1),
        patch.box("textedit", (600, 62, 260, 24), 1, 4, text="", keymode=1, lines=1),
        patch.box("flonum", (880, 62, 70, 22), 1, 2, minimum=0.0),
    )
    state = patch.subpatch(470, 32, "field state", _field_state(), 0, 2, 410 + round(_PORTS))
    fields = patch.subpatch(470, 114, "fields", _fields_inside(), len(boxes), 0, 410 + round(_PORTS))
    for number, source in enumerate(boxes):
        patch.connect(source, 0, fields, number)
    patch.connect(state, 0, boxes[0])
    patch.connect(state, 1, boxes[2])


def _fields_inside() -> MaxPatch:
    """Requests of the fields, as atoms."""
    patch = MaxPatch(430, 220)
    for number, name in enumerate(("key", "chords", "tempo")):
        x = 20 + 130.0 * number
        request = patch.object(x, 100, f"prepend {name}", 1, 1)
        typed = patch.inlet(x, 20, number + 1, name)
        patch.chain(typed, *([] if name == "tempo" else [patch.object(x, 60, "route text", 2, 2)]), request)
        _to_player(patch, request, x, 140)
    return patch


def _field_state() -> MaxPatch:
    """From the plan, names and values in turn, what two fields show."""
    patch = MaxPatch(280, 240)
    plan = patch.object(20, 20, "r sideman-plan", 0, 1)
    for number, (name, place) in enumerate((("key", 6), ("tempo", 4))):
        x = 20 + 110.0 * number
        value, setting = patch.object(x, 60, f"zl nth {place}", 2, 2), patch.object(x, 100, "prepend set", 1, 1)
        patch.chain(plan, value, setting, patch.outlet(x, 180, number + 1, name))
    return patch


def _buttons(patch: MaxPatch, x: float, y: float, row: tuple[tuple[str, str], ...]) -> None:
    """Buttons with words on them; out of sight, the requests they make."""
    inside = _prepended([request for _, request in row])
    width = max(_spread(_BUTTON, len(row)), 70)
    requests = patch.subpatch(x, y + 36, "requests", inside, len(row), 0, width)
    for number, (label, _) in enumerate(row):
        place = (x + _BUTTON * number, y, _BUTTON - 8, 22)
        patch.connect(patch.box("textbutton", place, 1, 3, text=label, fontsize=11.0), 0, requests, number)


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
    patch.comment(20, 356, "controls; those in grey are left to the words, as auto leaves them")
    state = patch.subpatch(
        _LEFT, 376, "control state", _control_state(), 0, len(CONTROLS), _spread(_DIAL, len(CONTROLS))
    )
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
        dial = patch.parameter("live.dial", (x, 410, 66, 48), control.name.replace("_", " "), values)
        sources.append((dial, patch.message(x + 26, 464, "auto")))
        patch.connect(state, number, dial)
    prefixes = [f"prepend set {control.name}" for control in CONTROLS]
    controls = patch.subpatch(
        _LEFT, 498, "controls", _prepended(prefixes), len(prefixes), 0, _spread(_DIAL, len(prefixes))
    )
    for number, pair in enumerate(sources):
        for source in pair:
            patch.connect(source, 0, controls, number)
    _buttons(patch, 600, 300, (("all to the words", "controls/reset"),))


def _parts(patch: MaxPatch) -> None:
    patch.comment(20, 538, "parts: a cross plays, none rests, the button leaves all of them to the words")
    prefixes = [f"prepend part {part} on" for part in PARTS]
    inside = _prepended([*prefixes, ", ".join(f"part {part} on auto" for part in PARTS)])
    n_all = len(prefixes) + 1
    parts = patch.subpatch(_LEFT, 640, "parts", inside, n_all, 0, _spread(_PART, n_all))
    state = patch.subpatch(_LEFT, 558, "part state", _part_state(), 0, len(PARTS), _spread(_PART, len(PARTS)))
    for number, part in enumerate((*PARTS, "auto")):
        x = _LEFT + _PART * number
        kind = "toggle" if number < len(PARTS) else "button"
        patch.box("comment", (x + 20, 599, _PART - 22, 18), 1, 0, text=part, fontsize=10.0)
        box = patch.box(kind, (x, 598, 20, 20), 1, 1)
        patch.connect(box, 0, parts, number)
        if number < len(PARTS):
            patch.connect(state, number, box)


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
            else patch.box("message", (x, 76, 320 if "," in text else 106, 64), 2, 1, text=text, fontsize=9.0)
        )
        patch.connect(inlet, 0, box)
        _to_player(patch, box, x, 150)
    return patch


def _control_state() -> MaxPatch:
    """A dial stands where the control stands; it is grey while the words have it."""
    patch = MaxPatch(int(_LEFT + 130 * len(CONTROLS) + 20), 330)
    by_name = patch.object(
        20,
        90,
        "route " + " ".join(control.name for control in CONTROLS),
        1,
        len(CONTROLS) + 1,
        width=130 * len(CONTROLS),
    )
    ours = patch.object(20, 55, "route control", 1, 2)
    patch.chain(patch.object(20, 20, "r sideman-answers", 0, 1), ours, by_name)
    for number, control in enumerate(CONTROLS):
        x = 20 + 130.0 * number
        auto, both = patch.object(x, 130, "route auto", 2, 2), patch.object(x + 40, 160, "t l b", 1, 2)
        grey, plain = patch.message(x, 196, "active 0"), patch.message(x + 46, 226, "active 1")
        setting, outlet = patch.object(x, 256, "prepend set", 1, 1), patch.outlet(x, 290, number + 1, control.name)
        patch.connect(by_name, number, auto)
        patch.connect(auto, 0, grey)
        patch.connect(auto, 1, both)
        patch.connect(both, 0, setting)
        patch.connect(both, 1, plain)
        for each in (grey, plain, setting):
            patch.connect(each, 0, outlet)
    return patch


def _part_state() -> MaxPatch:
    """A cross stands where a part plays, whoever decided it."""
    patch = MaxPatch(int(_LEFT + 110 * len(PARTS) + 20), 240)
    by_name = patch.object(20, 90, "route " + " ".join(PARTS), 1, len(PARTS) + 1, width=110 * len(PARTS))
    ours = patch.object(20, 55, "route part/plays", 1, 2)
    patch.chain(patch.object(20, 20, "r sideman-answers", 0, 1), ours, by_name)
    for number, part in enumerate(PARTS):
        x = 20 + 110.0 * number
        setting = patch.object(x, 140, "prepend set", 1, 1)
        patch.connect(by_name, number, setting)
        patch.connect(setting, 0, patch.outlet(x, 190, number + 1, part))
    return patch


ANSWERS = ("what is played", "bar and chords", "chords next", "state", "mode", "scenes", "last error", "connection")


def _answers(patch: MaxPatch) -> None:
    player = patch.subpatch(_LEFT, 694, "player", _player(), 0, len(ANSWERS), _spread(_ANSWER, len(ANSWERS)))
    for number, label in enumerate(ANSWERS):
        x = _LEFT + _ANSWER * number
        patch.connect(player, number, patch.box("message", (x, 734, _ANSWER - 10, 62), 2, 1, text="nothing yet"), 0)
        patch.comment(x, 806, label)


def _player() -> MaxPatch:
    """The player's abstraction, and the receivers of its answers."""
    patch = MaxPatch(2120, 460)
    far = patch.object(20, 60, "sideman.remote", 1, 4, width=2000)
    patch.connect(patch.object(20, 20, "r sideman", 0, 1), 0, far)
    notes, apart = patch.object(20, 110, "t l l", 1, 2, width=90), patch.object(20, 150, "unpack 0 0 0", 1, 3)
    out = patch.object(20, 190, "noteout", 3, 0, width=96)
    patch.connect(far, 0, notes)
    patch.connect(notes, 0, apart)
    patch.connect(notes, 1, patch.object(140, 150, "s sideman-notes", 1, 0))
    for number in range(3):
        patch.connect(apart, number, out, number)
    sorted_ = patch.object(560, 110, "route error status bar", 4, 4, width=900)
    patch.connect(far, 2, sorted_)
    others = patch.object(1480, 150, "route ahead mode scene/list", 4, 4, width=560)
    patch.connect(sorted_, 3, others)
    patch.connect(sorted_, 3, patch.object(1480, 110, "s sideman-answers", 1, 0))
    sources = {
        "plan": (far, 1, 300),
        "error": (sorted_, 0, 560),
        "status": (sorted_, 1, 800),
        "bar": (sorted_, 2, 1060),
    }
    for name, (source, outlet, x) in sources.items():
        patch.connect(source, outlet, patch.object(x + 20, 150, f"s sideman-{name}", 1, 0))
    patch.connect(far, 3, patch.object(1640, 20, "s sideman-presence", 1, 0))
    shown = (
        _set_to(patch, far, 1, 300, 280),
        _chords(patch, sorted_, 2, 1060, "unpack 0 0. 0. 0 0 s s", (0, 5, 6), "sprintf set bar %ld: %s %s"),
        _next(patch, others),
        _transport_state(patch, sorted_),
        _set_to(patch, others, 1, 1740, 280),
        _set_to(patch, others, 2, 1860, 280),
        _set_to(patch, sorted_, 0, 560, 280),
        _set_to(patch, far, 3, 1980, 280),
    )
    for number, (name, source) in enumerate(zip(ANSWERS, shown, strict=True)):
        patch.connect(source, 0, patch.outlet(20 + 230.0 * number, 420, number + 1, name))
    return patch


def _set_to(patch: MaxPatch, source: MaxBox, outlet: int, x: float, y: float) -> MaxBox:
    setting = patch.object(x, y, "prepend set", 1, 1)
    patch.connect(source, outlet, setting)
    return setting


def _chords(
    patch: MaxPatch, source: MaxBox, outlet: int, x: float, unpack: str, places: tuple[int, ...], sprintf: str
) -> MaxBox:
    """Words made of some values of a list, by their places."""
    apart = patch.object(x, 190, unpack, 1, len(unpack.split()) - 1, width=200)
    words = patch.object(x, 250, sprintf, len(places), 1, width=230)
    patch.connect(source, outlet, apart)
    for number, place in enumerate(places):
        patch.connect(apart, place, words, number)
    return words


def _next(patch: MaxPatch, others: MaxBox) -> MaxBox:
    """Chords of the bar behind the one that plays: each has seven values."""
    rest = patch.object(1400, 190, "zl slice 7", 2, 2)
    patch.connect(others, 0, rest)
    apart = patch.object(1400, 250, "unpack 0 0. 0 0 s s", 1, 6, width=140)
    patch.connect(rest, 1, apart)
    words = patch.object(1400, 310, "sprintf set %s %s", 2, 1)
    patch.connect(apart, 4, words)
    patch.connect(apart, 5, words, 1)
    return words


def _transport_state(patch: MaxPatch, sorted_: MaxBox) -> MaxBox:
    """The first values of the status, once a second: playing, waiting."""
    first = patch.object(800, 190, "zl slice 4", 2, 2)
    apart = patch.object(800, 220, "unpack s 0 s 0", 1, 4)
    both = patch.object(800, 250, "expr $i1 + 2 * $i2", 2, 1)
    chosen = patch.object(800, 280, "sel 0 1 2 3", 1, 5)
    setting = patch.object(800, 370, "prepend set", 1, 1)
    patch.connect(sorted_, 1, first)
    patch.connect(first, 0, apart)
    patch.connect(apart, 3, both, 1)
    patch.connect(apart, 1, both)
    patch.connect(both, 0, chosen)
    for number, text in enumerate(STATES):
        message = patch.message((800, 890, 660)[number], (310, 310, 340)[number], text)
        for outlet in (number, 3) if number == 2 else (number,):
            patch.connect(chosen, outlet, message)
        patch.connect(message, 0, setting)
    return setting
