"""The devices for Live: one that plays, one on each track, and one that writes clips."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bridge.controls import CONTROLS
from bridge.osc_api import MAX_CLIP_BARS
from bridge.patches.max_file import MaxBox, MaxPatch, Rect
from bridge.patches.max_page import PORT
from model.config import PARTS, STYLES

DEVICE_SCRIPT, CLIP_SCRIPT = "sideman_device.js", "sideman_clip_device.js"
DEVICE_WIDTH, CLIP_WIDTH, HEIGHT = 760, 430, 169
_ENUM, _INT, _FLOAT = 2, 1, 0


def player() -> MaxPatch:
    """``Sideman.amxd``."""
    patch = MaxPatch(1200, 700, presentation=True)
    script = patch.object(40, 400, f"js {DEVICE_SCRIPT}", 1, 4)
    _through(patch)
    _network(patch, script, receive_at=(40, 360))
    _transport(patch, script)
    _notes(patch, script)
    _shown(patch, script, 3, {"plan": (8, 122, 480, 20), "presence": (8, 146, 240, 20), "error": (252, 146, 420, 20)})
    _player_words(patch, script)
    _player_dials(patch, script)
    _settled(patch, script)
    return patch


def clip() -> MaxPatch:
    """``Sideman Clip.amxd``."""
    patch = MaxPatch(900, 600, presentation=True)
    script = patch.object(40, 400, f"js {CLIP_SCRIPT}", 1, 3)
    _through(patch)
    _network(patch, script, receive_at=(40, 360))
    clock = patch.object(300, 330, "metro 100 @active 1", 2, 1)
    tick = patch.message(300, 360, "tick")
    patch.chain(clock, tick, script)
    _shown(patch, script, 2, {"said": (8, 122, 414, 20), "presence": (8, 146, 414, 20)})
    _text(patch, script, "say_words", (8, 8, 414, 40), "smoky blues, brushes and upright bass")
    bars: dict[str, Any] = {"parameter_type": _INT, "parameter_mmin": 1, "parameter_mmax": MAX_CLIP_BARS}
    bars |= {"parameter_initial_enable": 1, "parameter_initial": [8]}
    _said(
        patch,
        script,
        patch.parameter("live.numbox", (500, 40, 44, 15), "bars", bars, shown=(8, 56, 44, 18)),
        "set_bars",
    )
    patch.comment(560, 40, "bars", shown=(54, 55, 40, 20))
    _menu(patch, script, "part", ("track", *PARTS), (100, 56, 96, 18), "set_part")
    replace = patch.parameter(
        "live.toggle", (500, 70, 15, 15), "replace", _enum(("off", "on")), shown=(206, 57, 15, 15)
    )
    _said(patch, script, replace, "set_replaces")
    patch.comment(560, 70, "replace", shown=(224, 55, 60, 20))
    for number, name in enumerate(("generate", "extend", "fill", "again")):
        _button(patch, script, name, name, (8 + 104.0 * number, 84, 98, 24))
    return patch


def _through(patch: MaxPatch) -> None:
    """What the track plays goes on to its instrument."""
    patch.chain(patch.object(700, 20, "midiin", 1, 1), patch.object(700, 50, "midiout", 1, 0))


def _network(patch: MaxPatch, script: MaxBox, receive_at: tuple[float, float]) -> None:
    receive = patch.object(*receive_at, "udpreceive 7798", 1, 1)
    patch.connect(receive, 0, script)
    patch.connect(script, 0, patch.object(40, 440, f"udpsend 127.0.0.1 {PORT}", 1, 0))
    patch.connect(script, 1, receive)


def _transport(patch: MaxPatch, script: MaxBox) -> None:
    """Live's transport, a thousand times a second: whether it plays, where, how fast, in which metre."""
    clock = patch.object(300, 250, "metro 1 @active 1", 2, 1)
    transport = patch.object(300, 280, "transport", 2, 9)
    metre = patch.object(400, 310, "unpack 4 4", 1, 2)
    packed = patch.object(300, 340, "pack 0 0. 120. 4 4", 5, 1)
    told = patch.object(300, 370, "prepend tick", 1, 1)
    order = patch.object(240, 310, "t b", 1, 1)
    held = patch.object(240, 340, "i", 2, 1)
    patch.chain(clock, transport)
    # From the right: raw ticks, state, metre, tempo come before bars, whose coming sends it all.
    patch.connect(transport, 7, packed, 1)
    patch.connect(transport, 6, held, 1)
    patch.connect(transport, 5, metre)
    patch.connect(metre, 0, packed, 3)
    patch.connect(metre, 1, packed, 4)
    patch.connect(transport, 4, packed, 2)
    patch.connect(transport, 0, order)
    patch.chain(order, held, packed, told, script)


def _notes(patch: MaxPatch, script: MaxBox) -> None:
    apart = patch.object(180, 440, "unpack 0 0 1", 1, 3)
    note = patch.object(180, 470, "pack 0 0", 2, 1)
    formatted = patch.object(180, 500, "midiformat", 7, 2)
    patch.connect(script, 2, apart)
    patch.connect(apart, 1, note, 1)
    patch.connect(apart, 2, formatted, 6)
    patch.chain(apart, note, formatted, patch.object(180, 530, "midiout", 1, 0))


def _shown(patch: MaxPatch, script: MaxBox, outlet: int, places: Mapping[str, Rect]) -> None:
    sorted_ = patch.object(420, 440, f"route {' '.join(places)}", 1, len(places) + 1)
    patch.connect(script, outlet, sorted_)
    for number, (name, shown) in enumerate(places.items()):
        setting = patch.object(420 + 120.0 * number, 470, "prepend set", 1, 1)
        words = patch.box("comment", (420 + 120.0 * number, 500, 110, 20), 1, 0, text=name, shown=shown)
        patch.connect(sorted_, number, setting)
        patch.connect(setting, 0, words)


def _player_words(patch: MaxPatch, script: MaxBox) -> None:
    _text(patch, script, "request prompt", (8, 8, 300, 40), "slow smoky blues, brushes and upright bass")
    for number, name in enumerate(("play", "stop", "hold", "release", "panic", "auto")):
        said = name if name in ("panic", "auto") else f"request {name}"
        _button(patch, script, name, said, (8 + 51.0 * number, 54, 48, 18))
    _menu(patch, script, "part", ("all", *PARTS), (8, 78, 90, 18), "part")
    channels = patch.parameter(
        "live.toggle", (500, 70, 15, 15), "channels", _enum(("off", "on")), shown=(104, 79, 15, 15)
    )
    _said(patch, script, channels, "channels")
    patch.comment(560, 70, "all channels", shown=(120, 77, 90, 20))
    first = _style_menu(patch, "style", (8, 100, 90, 18))
    second = _style_menu(patch, "second style", (104, 100, 90, 18))
    share = {"parameter_type": _FLOAT, "parameter_mmin": 0.0, "parameter_mmax": 1.0}
    seconds = {"parameter_type": _FLOAT, "parameter_mmin": 0.0, "parameter_mmax": 600.0}
    blend = patch.parameter("live.numbox", (500, 100, 44, 15), "blend", share, shown=(200, 100, 44, 18))
    morph = patch.parameter("live.numbox", (500, 120, 44, 15), "morph seconds", seconds, shown=(248, 100, 44, 18))
    packed = patch.object(560, 260, "pack s s 0. 0.", 4, 1)
    told = patch.object(560, 290, "prepend style", 1, 1)
    # The first style and a new blend send; the others wait for them.
    again = patch.object(620, 230, "t b f", 1, 2)
    patch.connect(first, 1, packed)
    patch.connect(second, 1, packed, 1)
    patch.connect(blend, 0, again)
    patch.connect(again, 1, packed, 2)
    patch.connect(again, 0, packed)
    patch.connect(morph, 0, packed, 3)
    patch.chain(packed, told, script)


def _style_menu(patch: MaxPatch, name: str, shown: Rect) -> MaxBox:
    return patch.parameter("live.menu", (560, 130, 100, 15), name, _enum(STYLES), shown=shown)


def _player_dials(patch: MaxPatch, script: MaxBox) -> None:
    for number, control in enumerate(CONTROLS):
        initial = (control.low + control.high) / 2 if control.default is None else control.default
        values = {
            "parameter_type": _INT if control.is_whole else _FLOAT,
            "parameter_mmin": control.low,
            "parameter_mmax": control.high,
            "parameter_initial_enable": 1,
            "parameter_initial": [initial],
            "parameter_unitstyle": 0 if control.is_whole else 1,
        }
        shown = (320 + 87.0 * (number % 5), 6 + 56.0 * (number // 5), 54.0, 48.0)
        dial = patch.parameter("live.dial", (700 + 60.0 * number, 120, 54, 48), control.name, values, shown=shown)
        _said(patch, script, dial, f"knob {control.name}")


def _settled(patch: MaxPatch, script: MaxBox) -> None:
    """What a set restores as it loads is not turned by hand."""
    begin = patch.object(800, 330, "live.thisdevice", 1, 3)
    wait = patch.object(800, 360, "delay 1500", 2, 1)
    patch.chain(begin, wait, patch.message(800, 390, "settled"), script)


def _text(patch: MaxPatch, script: MaxBox, said: str, shown: Rect, text: str) -> None:
    edit = patch.box("textedit", (40, 40, 300, 40), 1, 4, text=text, keymode=1, shown=shown)
    words = patch.object(40, 90, "route text", 1, 2)
    symbol = patch.object(40, 115, "tosymbol", 1, 1)
    patch.chain(edit, words, symbol)
    _said(patch, script, symbol, said)


def _menu(patch: MaxPatch, script: MaxBox, name: str, items: tuple[str, ...], shown: Rect, said: str) -> None:
    menu = patch.parameter("live.menu", (560, 160, 100, 15), name, _enum(items), shown=shown)
    _said(patch, script, menu, said, outlet=1)


def _button(patch: MaxPatch, script: MaxBox, name: str, said: str, shown: Rect) -> None:
    values = _enum(("off", "on"))
    button = patch.parameter("live.text", (40, 150, 44, 15), name, values, text=name, mode=0, shown=shown)
    pressed = patch.object(40, 180, "sel 1", 2, 2)
    message = patch.message(40, 210, said)
    patch.chain(button, pressed, message, script)


def _said(patch: MaxPatch, script: MaxBox, source: MaxBox, said: str, outlet: int = 0) -> None:
    told = patch.object(700, 200, f"prepend {said}", 1, 1)
    patch.connect(source, outlet, told)
    patch.connect(told, 0, script)


def _enum(items: tuple[str, ...]) -> dict[str, Any]:
    return {"parameter_type": _ENUM, "parameter_enum": list(items), "parameter_mmax": float(len(items) - 1)}
