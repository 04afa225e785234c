"""The page of Pure Data: words, transport, controls and parts, all showing what the player has. Vanilla Pd 0.52 on.

Widgets know names only: each sends to one, and is set by ``set VALUE`` or ``label TEXT`` to another, which `_state`,
out of sight, makes of what the player tells. Others reach it through ``[s sideman]`` and ``[r sideman-notes]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bridge.hosts.patches.labels import BUTTONS, EXAMPLES, MODES, STATES
from bridge.hosts.patches.pd_file import Box, PdPatch
from bridge.settings.controls import CONTROLS
from model.music.config import PARTS

LEFT, CONTROLS_X, PARTS_X, ROW = 20, 600, 920, 24
WHITE, GREY = -16777216, -13158601  # as a message has them: eight bits for each colour, negative
N_SCENES = 4

PRESENCES = ("not connected: run sideman run", "connected", "another version: update both")


TITLE = "Sideman. Start the player: sideman run"


def page(title: str = TITLE, plumbing: Mapping[str, PdPatch] = MappingProxyType({})) -> str:
    """The file; ``plumbing``: more sub-patches by name, which send requests to ``sideman``."""
    patch = PdPatch(1070, 580)
    patch.comment(LEFT, 8, title)
    patch.shown(max(300, LEFT + round(7.3 * len(title))), 8, 230, shown("presence"))
    _words(patch)
    _buttons(patch)
    _settings(patch)
    _answers(patch)
    _controls(patch)
    _parts(patch)
    inside = _plumbing()
    for number, (name, inner) in enumerate(plumbing.items()):
        inside.subpatch(220 + 100 * number, 400, name, inner)
    patch.subpatch(LEFT, 544, "plumbing", inside)
    patch.comment(120, 544, "yours: messages to [s sideman], notes from [r sideman-notes]")
    return patch.text()


def sent(*words: str) -> str:
    """The name that a widget sends to."""
    return "sideman-" + "-".join(words).replace(" ", "-").replace("/", "-")


def shown(*words: str) -> str:
    """The name by which a widget is told what to show."""
    return sent("show", *words)


def _words(patch: PdPatch) -> None:
    patch.comment(LEFT, 36, "what to play: click into the field, write, press return")
    patch.words(LEFT, 58, 66, sent("words"))
    for number, (label, request) in enumerate(EXAMPLES):
        y = 88 + ROW * number
        patch.bang(LEFT, y, sent(request))
        patch.comment(LEFT + 22, y - 2, label.replace(",", ""))


def _buttons(patch: PdPatch) -> None:
    for line, row in enumerate(BUTTONS):
        for number, (label, request) in enumerate(row):
            x, y = LEFT + 114 * number, 196 + ROW * line
            patch.bang(x, y, sent(request))
            patch.comment(x + 18, y - 2, label)


def _settings(patch: PdPatch) -> None:
    """Modes, scenes, and what is typed: tempo, key, chords."""
    patch.radio(LEFT, 274, 15, len(MODES), sent("mode"), shown("mode"))
    patch.comment(LEFT + 60, 272, "  |  ".join(label for _, label in MODES))
    patch.comment(LEFT, 300, "scenes")
    for number in range(N_SCENES):
        patch.bang(LEFT + 70 + 112 * number, 302, sent("scene", str(number)))
        patch.shown(LEFT + 90 + 112 * number, 300, 84, shown("scene", str(number)))
    patch.comment(LEFT, 328, "tempo")
    patch.number(LEFT + 50, 328, 5, sent("tempo"), shown("tempo"))
    patch.comment(LEFT + 104, 328, "key")
    patch.words(LEFT + 134, 328, 9, sent("key"))
    patch.comment(LEFT + 216, 328, "chords")
    patch.words(LEFT + 270, 328, 26, sent("chords"))
    patch.comment(LEFT + 470, 328, "bar")
    patch.number(LEFT + 500, 328, 5, "-", shown("bar"))


ANSWERS = (
    (("state", 260), ("clock", 120)),
    (("now", 60), ("now2", 60), ("next", 60), ("next2", 60)),
    (("style", 190), ("key", 90), ("metre", 50)),
    (("parts", 470),),
    (("error", 470),),
)
ANSWER_LABELS = {"now2": "", "next2": "", "now": "chords, now", "parts": "parts", "next": "next", "error": "error"}


def _answers(patch: PdPatch) -> None:
    for line, row in enumerate(ANSWERS):
        x, y = LEFT, 366 + 28 * line
        for name, width in row:
            label = ANSWER_LABELS.get(name, name)
            if label:
                patch.comment(x, y, label)
                x += 8 * len(label) + 12
            patch.shown(x, y, width, shown(name))
            x += width + 8


def _controls(patch: PdPatch) -> None:
    patch.comment(CONTROLS_X, 36, "controls (grey: left to the words)")
    for number, control in enumerate(CONTROLS):
        y = 62 + ROW * number
        patch.comment(CONTROLS_X, y - 2, control.name.replace("_", " "))
        patch.slider(CONTROLS_X + 104, y, control.low, control.high, sent("set", control.name), shown(control.name))
        patch.bang(CONTROLS_X + 244, y, sent("auto", control.name))
        patch.comment(CONTROLS_X + 262, y - 2, "auto")


def _parts(patch: PdPatch) -> None:
    patch.comment(PARTS_X, 36, "parts that play")
    for number, part in enumerate(PARTS):
        y = 62 + ROW * number
        patch.toggle(PARTS_X, y, sent("part", part), shown("part", part))
        patch.comment(PARTS_X + 22, y - 2, part)
    y = 62 + ROW * len(PARTS)
    patch.bang(PARTS_X, y, sent("parts", "auto"))
    patch.comment(PARTS_X + 22, y - 2, "as the words say")


def _plumbing() -> PdPatch:
    """Objects that the page is connected to, out of sight."""
    patch = PdPatch(1100, 900)
    hub = patch.object(20, 20, "r sideman")
    remote = patch.object(20, 50, "sideman.remote 7770 7771")
    patch.connect(hub, 0, remote)
    _sorted(patch, remote)
    _keys(patch)
    requests = PdPatch(900, 1200)
    _requests(requests)
    patch.subpatch(20, 400, "requests", requests)
    state = PdPatch(1400, 1200)
    _state(state)
    patch.subpatch(120, 400, "state", state)
    return patch


def _requests(patch: PdPatch) -> None:
    """From what a widget sends to a request."""
    rows = [(sent(request), request) for _, request in (*EXAMPLES, *(each for row in BUTTONS for each in row))]
    rows += [(sent("set", control.name), f"set {control.name} $1") for control in CONTROLS]
    rows += [(sent("auto", control.name), f"set {control.name} auto") for control in CONTROLS]
    rows += [(sent("part", part), f"part {part} on $1") for part in PARTS]
    rows += [(sent("parts", "auto"), ", ".join(f"part {part} on auto" for part in PARTS)), (sent("tempo"), "tempo $1")]
    for number, (name, text) in enumerate(rows):
        x, y = 20 + 400 * (number % 2), 20 + 26 * (number // 2)
        patch.chain(
            patch.object(x, y, f"r {name}"), patch.message(x + 150, y, text), patch.object(x + 320, y, "s sideman")
        )
    out = patch.object(20, 1160, "s sideman")
    for number, (name, address) in enumerate((("words", "prompt"), ("key", "key"), ("chords", "chords"))):
        x = 20 + 200 * number
        typed = patch.object(x, 1080, f"r {sent(name)}")
        patch.chain(typed, patch.object(x, 1106, f"list prepend {address}"), patch.object(x, 1132, "list trim"), out)
    chosen = patch.object(640, 1080, f"r {sent('mode')}")
    select = patch.object(640, 1106, "sel " + " ".join(str(number) for number in range(len(MODES))))
    patch.connect(chosen, 0, select)
    for number, (mode, _) in enumerate(MODES):
        message = patch.message(640 + 90 * number, 1132, f"mode {mode.value}")
        patch.connect(select, number, message)
        patch.connect(message, 0, out)


def _sorted(patch: PdPatch, remote: Box) -> None:
    notes = patch.object(20, 90, "t a a")
    patch.connect(remote, 0, notes)
    patch.connect(notes, 0, patch.object(20, 120, "noteout"))
    patch.connect(notes, 1, patch.object(90, 120, "s sideman-notes"))
    plan = patch.object(220, 90, "t a a")
    patch.connect(remote, 1, plan)
    patch.connect(plan, 1, patch.object(220, 120, "s sideman-plan"))
    patch.connect(plan, 0, patch.object(330, 120, "print plan"))
    others = patch.object(420, 90, "route error status bar")
    patch.connect(remote, 2, others)
    error = patch.object(420, 120, "t a a")
    patch.connect(others, 0, error)
    patch.connect(error, 0, patch.object(420, 150, "print error"))
    patch.connect(error, 1, patch.object(420, 180, "s sideman-error"))
    for outlet, (x, text) in enumerate(((510, "s sideman-status"), (640, "s sideman-bar"), (760, "s sideman-answers"))):
        patch.connect(others, outlet + 1, patch.object(x, 120, text))
    presence = patch.object(220, 220, "sel 0 1 2")
    patch.connect(remote, 3, presence)
    for number, text in enumerate(PRESENCES):
        word = patch.message(220, 250 + 26 * number, "symbol " + text.split(":")[0].replace(" ", "-"))
        label = patch.message(420, 250 + 26 * number, _label(text))
        patch.connect(presence, number, word)
        patch.connect(presence, number, label)
        patch.connect(word, 0, patch.object(640, 250 + 26 * number, "print sideman"))
        patch.connect(label, 0, patch.object(760, 250 + 26 * number, f"s {shown('presence')}"))


def _label(text: str) -> str:
    return "label " + text.replace(" ", "\\ ")


def _keys(patch: PdPatch) -> None:
    """Notes of a MIDI keyboard are the player's."""
    keys = patch.object(20, 160, "notein")
    packed = patch.object(20, 190, "pack f f f")
    message = patch.message(20, 220, "note $1 $2")
    patch.connect(keys, 2, packed, 2)
    patch.connect(keys, 1, packed, 1)
    patch.chain(keys, packed, message, patch.object(20, 250, "s sideman"))


def _state(patch: PdPatch) -> None:
    """From what the player tells to what the widgets show."""
    answers = patch.object(20, 20, "r sideman-answers")
    sorted_ = patch.object(20, 50, "route control part mode playing clock scene ahead")
    patch.connect(answers, 0, sorted_)
    _control_state(patch, sorted_, 0)
    _part_state(patch, sorted_, 1)
    _mode_state(patch, sorted_, 2)
    _transport_state(patch)
    _show(patch, sorted_, 4, 700, 80, "unpack s s", {1: "clock"})
    # Their list comes without its word, which means a list to Pd; the others are answers.
    scenes = patch.object(20, 300, "route stored recalled deleted")
    patch.connect(sorted_, 5, scenes)
    _scene_state(patch, scenes)
    ahead = patch.object(700, 140, "list split 7")
    patch.connect(sorted_, 6, ahead)
    _show(patch, ahead, 1, 700, 170, "unpack f f f f s s s", {4: "next", 5: "next2"})
    bar = patch.object(1000, 20, "r sideman-bar")
    _show(patch, bar, 0, 1000, 50, "unpack f f f f f s s", {5: "now", 6: "now2"}, number=(0, "bar"))
    plan = patch.object(1000, 200, "r sideman-plan")
    _show(
        patch,
        plan,
        0,
        1000,
        230,
        "unpack s s s f s s s s s s",
        {1: "style", 5: "key", 7: "metre", 9: "parts"},
        number=(3, "tempo"),
    )
    error = patch.object(1000, 400, "r sideman-error")
    _show(patch, error, 0, 1000, 430, "unpack s s s", {2: "error"})


def _show(
    patch: PdPatch,
    source: Box,
    outlet: int,
    x: int,
    y: int,
    unpack: str,
    names: dict[int, str],
    number: tuple[int, str] | None = None,
) -> None:
    """Labels from the values of a list, by their place; number: place and name of one that is shown in a box."""
    values = patch.object(x, y, unpack)
    patch.connect(source, outlet, values)
    rows = [(place, name, "label $1") for place, name in names.items()]
    rows += [(*number, "set $1")] if number else []
    for row, (place, name, text) in enumerate(rows, 1):
        message = patch.message(x + 20, y + 26 * row, text)
        patch.connect(values, place, message)
        patch.connect(message, 0, patch.object(x + 110, y + 26 * row, f"s {shown(name)}"))


def _control_state(patch: PdPatch, source: Box, outlet: int) -> None:
    """A slider stands where the control stands; it is grey while the words have it."""
    by_name = patch.object(20, 420, "route " + " ".join(control.name for control in CONTROLS))
    patch.connect(source, outlet, by_name)
    for number, control in enumerate(CONTROLS):
        y = 450 + 28 * number
        auto = patch.object(20, y, "route auto")
        patch.connect(by_name, number, auto)
        grey, value = (
            patch.message(110, y, f"color {GREY} -1 -1"),
            patch.message(270, y, f"set $1, color {WHITE} -1 -1"),
        )
        out = patch.object(480, y, f"s {shown(control.name)}")
        patch.connect(auto, 0, grey)
        patch.connect(auto, 1, value)
        patch.connect(grey, 0, out)
        patch.connect(value, 0, out)


def _part_state(patch: PdPatch, source: Box, outlet: int) -> None:
    plays = patch.object(700, 420, "route plays")
    by_name = patch.object(700, 446, "route " + " ".join(PARTS))
    patch.connect(source, outlet, plays)
    patch.connect(plays, 0, by_name)
    for number, part in enumerate(PARTS):
        setting = patch.message(700, 476 + 28 * number, "set $1")
        patch.connect(by_name, number, setting)
        patch.connect(setting, 0, patch.object(800, 476 + 28 * number, f"s {shown('part', part)}"))


def _mode_state(patch: PdPatch, source: Box, outlet: int) -> None:
    by_name = patch.object(200, 80, "route " + " ".join(mode.value for mode, _ in MODES))
    patch.connect(source, outlet, by_name)
    out = patch.object(200, 140, f"s {shown('mode')}")
    for number in range(len(MODES)):
        setting = patch.message(200 + 60 * number, 110, f"set {number}")
        patch.connect(by_name, number, setting)
        patch.connect(setting, 0, out)


def _transport_state(patch: PdPatch) -> None:
    """The first values of the status, once a second: playing, waiting."""
    status = patch.object(450, 180, "r sideman-status")
    first = patch.object(450, 206, "list split 4")
    values = patch.object(450, 232, "unpack s f s f")
    patch.chain(status, first, values)
    waiting = patch.object(560, 258, "* 2")
    patch.connect(values, 3, waiting)
    both = patch.object(450, 284, "+")
    patch.connect(waiting, 0, both, 1)
    patch.connect(values, 1, both)
    state = patch.object(450, 310, "sel 0 1 2 3")
    patch.connect(both, 0, state)
    out = patch.object(700, 350, f"s {shown('state')}")
    for number, text in enumerate((*STATES, STATES[-1])):
        label = patch.message(560, 284 + 26 * number, _label(text))
        patch.connect(state, number, label)
        patch.connect(label, 0, out)


def _scene_state(patch: PdPatch, answers: Box) -> None:
    """The first scenes stand beside their buttons."""
    padded = patch.object(20, 326, "list append " + " ".join(["-"] * N_SCENES))
    patch.connect(answers, 3, padded)
    first = patch.object(20, 352, f"list split {N_SCENES}")
    apart = patch.object(20, 378, "unpack " + " ".join("s" * N_SCENES))
    patch.chain(padded, first, apart)
    for number in range(N_SCENES):
        x = 120 + 130 * number
        label, kept = patch.message(x, 300, "label $1"), patch.object(x, 352, "symbol")
        patch.connect(apart, number, label)
        patch.connect(apart, number, kept, 1)
        patch.connect(label, 0, patch.object(x, 326, f"s {shown('scene', str(number))}"))
        patch.chain(
            patch.object(x, 380, f"r {sent('scene', str(number))}"),
            kept,
            patch.message(x + 60, 352, "scene/recall $1"),
            patch.object(x + 60, 378, "s sideman"),
        )
