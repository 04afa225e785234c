"""The devices for Live: one that plays, one on each track, and one that writes clips."""

from __future__ import annotations

import math
from typing import Any

from bridge.api.osc_handler import MAX_CLIP_BARS
from bridge.hosts.patches import max_device_parts as parts
from bridge.hosts.patches.max_device_parts import BY_HAND, FIELDS_Y, FLOAT, INT, NOW, SAY_WORDS
from bridge.hosts.patches.max_file import MaxBox, MaxPatch
from bridge.settings.controls import CONTROLS, Control
from model.music.config import PARTS, STYLES

DEVICE_SCRIPT, CLIP_SCRIPT = "sideman_device.js", "sideman_clip_device.js"
DIAL_ROWS, DIALS_AT, DIAL_STEP = 2, 322.0, 71.0  # a device is 169 pixels high: what does not fit makes it wider
DIALS_A_ROW = -(-len(CONTROLS) // DIAL_ROWS)
DEVICE_WIDTH, CLIP_WIDTH = round(DIALS_AT + DIAL_STEP * DIALS_A_ROW + 7), 428
STYLE_EVERY_MS = 100  # blend under automation
NOBODY = "not connected: run sideman run"
_FIRST_DIAL = 6  # its column; before it the menus, toggles and numbers


def player() -> MaxPatch:
    """``Sideman.amxd``."""
    width = round(parts.column_x(_FIRST_DIAL + len(CONTROLS)) + 20)
    patch = MaxPatch(max(width, 1840), 850, presentation=True)
    script = parts.script_and_network(patch, DEVICE_SCRIPT, 4)
    settled = patch.message(860, 140, "settled")
    patch.chain(parts.gate(patch), settled, patch.object(860, 180, NOW, 1, 0))
    _transport(patch)
    _notes(patch, script)
    shown = {
        "plan": ((8.0, 124.0, DEVICE_WIDTH - 16.0, 18.0), "what is played stands here"),
        "presence": ((8.0, 146.0, 230.0, 18.0), NOBODY),
        "error": ((242.0, 146.0, DEVICE_WIDTH - 250.0, 18.0), ""),
    }
    parts.shown_words(patch, script, 3, shown)
    parts.words(patch, "request prompt", BY_HAND, (8, 6, 300, 36), "slow smoky blues, brushes and upright bass")
    for number, name in enumerate(("play", "stop", "hold", "release", "again", "undo", "panic", "auto")):
        command = name if name in ("panic", "auto") else f"request {name}"
        parts.button(patch, number, name, command, (8 + 38.1 * number, 46, 36, 18))
    _part(patch)
    _styles(patch)
    for number, control in enumerate(CONTROLS):
        _dial(patch, number, control)
    return patch


def clip() -> MaxPatch:
    """``Sideman Clip.amxd``."""
    patch = MaxPatch(1360, 850, presentation=True)
    script = parts.script_and_network(patch, CLIP_SCRIPT, 3)
    parts.gate(patch)
    tick = patch.message(300, 60, "tick")
    patch.chain(patch.object(300, 20, "metro 100 @active 1", 2, 1), tick, patch.object(300, 100, NOW, 1, 0))
    shown = {
        "said": ((8.0, 112.0, 412.0, 18.0), "what was done stands here"),
        "error": ((8.0, 130.0, 412.0, 18.0), ""),
        "presence": ((8.0, 148.0, 412.0, 18.0), NOBODY),
    }
    parts.shown_words(patch, script, 2, shown)
    text = parts.words(patch, "say_words", NOW, (8, 6, 412, 36), "smoky blues, brushes and upright bass")
    patch.connect(patch.object(1000, 20, SAY_WORDS.replace("s ", "r ", 1), 0, 1), 0, text)
    _clip_fields(patch)
    for number, name in enumerate(("generate", "extend", "fill", "again")):
        says_words = name in ("generate", "extend")
        parts.button(patch, number, name, name, (8 + 104.0 * number, 84, 100, 24), says_words=says_words)
    return patch


def _clip_fields(patch: MaxPatch) -> None:
    bars: dict[str, Any] = {"parameter_type": INT, "parameter_mmin": 1, "parameter_mmax": MAX_CLIP_BARS}
    bars |= {"parameter_initial_enable": 1, "parameter_initial": [8]}
    parts.label(patch, 0, "bars", (8, 50, 34, 18))
    parts.sent_to(patch, 0, parts.field(patch, 0, "live.numbox", "bars", bars, (44, 52, 40, 15)), "set_bars")
    parts.label(patch, 1, "part", (104, 50, 32, 18))
    parts.sent_to(patch, 1, parts.menu(patch, 1, "part", ("track", *PARTS), (138, 52, 96, 15)), "set_part", outlet=1)
    parts.label(patch, 2, "replace what is there", (272, 50, 148, 18))
    replace = parts.field(patch, 2, "live.toggle", "replace", parts.enum(("off", "on")), (254, 52, 15, 15))
    parts.sent_to(patch, 2, replace, "set_replaces")


def _transport(patch: MaxPatch) -> None:
    """Live's transport, a thousand times a second: whether it plays, where, how fast, in which metre."""
    transport = patch.object(280, 52, "transport", 2, 9, width=330)
    held = patch.object(280, 114, "i", 2, 1, width=200)
    metre = patch.object(500, 114, "unpack 4 4", 1, 2)
    packed = patch.object(280, 150, "pack 0 0. 120. 4 4", 5, 1, width=330)
    patch.connect(patch.object(280, 20, "metro 1 @active 1", 2, 1), 0, transport)
    # From the right: raw ticks, state, metre, tempo come before bars, which make the held state send it all.
    patch.connect(transport, 7, packed, 1)
    patch.connect(transport, 6, held, 1)
    patch.connect(transport, 5, metre)
    patch.connect(metre, 0, packed, 3)
    patch.connect(metre, 1, packed, 4)
    patch.connect(transport, 4, packed, 2)
    bars = patch.object(280, 84, "t b", 1, 1)
    patch.connect(transport, 0, bars)
    patch.connect(bars, 0, held)
    patch.chain(held, packed, patch.object(400, 182, "prepend tick", 1, 1), patch.object(400, 214, NOW, 1, 0))


def _notes(patch: MaxPatch, script: MaxBox) -> None:
    """Pitch, velocity, channel as MIDI; from the right, so that the pitch sends it."""
    apart = patch.object(196, 350, "unpack 0 0 1", 1, 3, width=110)
    note = patch.object(196, 382, "pack 0 0", 2, 1)
    formatted = patch.object(196, 414, "midiformat", 7, 2, width=110)
    patch.connect(script, 2, apart)
    patch.connect(apart, 1, note, 1)
    patch.connect(apart, 2, formatted, 6)
    patch.chain(apart, note, formatted, patch.object(196, 446, "midiout", 1, 0))


def _part(patch: MaxPatch) -> None:
    parts.label(patch, 0, "part", (8, 68, 32, 18))
    parts.sent_to(patch, 0, parts.menu(patch, 0, "part", ("all", *PARTS), (42, 70, 96, 15)), "part", outlet=1)
    parts.label(patch, 1, "a channel for each part", (178, 68, 130, 18))
    channels = parts.field(patch, 1, "live.toggle", "channels", parts.enum(("off", "on")), (160, 70, 15, 15))
    parts.sent_to(patch, 1, channels, "channels")


def _styles(patch: MaxPatch) -> None:
    """The first style and a new blend send; the others wait for them."""
    share = {"parameter_type": FLOAT, "parameter_mmin": 0.0, "parameter_mmax": 1.0}
    seconds = {"parameter_type": FLOAT, "parameter_mmin": 0.0, "parameter_mmax": 600.0}
    first = parts.menu(patch, 2, "style", STYLES, (8, 104, 94, 15))
    second = parts.menu(patch, 3, "second style", STYLES, (106, 104, 94, 15))
    blend = parts.field(patch, 4, "live.numbox", "blend", share, (204, 104, 48, 15))
    morph = parts.field(patch, 5, "live.numbox", "morph seconds", seconds, (256, 104, 52, 15))
    for number, (text, left) in enumerate((("style", 8), ("and", 106), ("blend", 204), ("seconds", 256)), 2):
        parts.label(patch, number, text, (left, 87, 50, 17))
    x, y = parts.column_x(2), FIELDS_Y
    packed = patch.object(x, y + 90, f"pack {STYLES[0]} {STYLES[0]} 0. 0.", 4, 1, width=3 * parts.COLUMN + 19)
    again = patch.object(parts.column_x(4), y + 56, "t b f", 1, 2)
    patch.connect(first, 1, packed)
    patch.connect(second, 1, packed, 1)
    patch.connect(blend, 0, again)
    patch.connect(again, 1, packed, 2)
    patch.connect(again, 0, packed)
    patch.connect(morph, 0, packed, 3)
    calm = patch.object(x, y + 124, f"speedlim {STYLE_EVERY_MS}", 2, 1)
    style = patch.object(x, y + 154, "prepend style", 1, 1)
    patch.chain(packed, calm, style, patch.object(x, y + 184, BY_HAND, 1, 0))


def _dial(patch: MaxPatch, number: int, control: Control) -> None:
    """A control that the words set by default is sent when it is turned; one with a default value at once."""
    values = {
        "parameter_type": INT if control.is_whole else FLOAT,
        "parameter_mmin": control.low,
        "parameter_mmax": control.high,
        "parameter_initial_enable": 1,
        "parameter_initial": [_middle(control) if control.default is None else control.default],
        "parameter_unitstyle": 0 if control.is_whole else 1,
    }
    row, place = divmod(number, DIALS_A_ROW)
    shown = (DIALS_AT + DIAL_STEP * place, 6 + 58.0 * row, 66.0, 48.0)
    column = _FIRST_DIAL + number
    dial = parts.field(patch, column, "live.dial", control.name, values, shown, height=48.0)
    parts.sent_to(patch, column, dial, f"knob {control.name}", BY_HAND if control.default is None else NOW)


def _middle(control: Control) -> float:
    """Neutral value of a dial: 1 for a factor."""
    return math.sqrt(control.low * control.high) if control.low > 0 else (control.low + control.high) / 2
