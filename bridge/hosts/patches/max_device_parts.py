"""Building blocks of both devices for Live: script and network, fields, buttons, labels, displays.

``---name`` is a receiver of this device alone: Max puts the device's number for the dashes. In the patching view
fields and buttons stand in columns, each with its message under it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bridge.hosts.patches.max_file import MaxBox, MaxPatch, Rect
from bridge.hosts.patches.max_page import PORT

# To the script: at once, or only what is done by hand, that is not while a set is loading.
NOW: Final = "s ---script"
BY_HAND: Final = "s ---by-hand"
SAY_WORDS: Final = "s ---words"  # a bang makes the field of text say what is written in it
ENUM, INT, FLOAT = 2, 1, 0
SETTLED_MS: Final = 1500  # by then a set has restored its parameters
COLUMN: Final = 112.0  # from field to field, in pixels
FIELDS_Y: Final = 480.0
_BUTTONS_Y: Final = 710.0
_THEME: Final = {"textcolor": {"expression": "themecolor.live_control_fg"}}  # words in the colour of Live's theme


def script_and_network(patch: MaxPatch, name: str, n_out: int) -> MaxBox:
    """The script: values come to it by name, its requests leave by UDP; notes of the track pass through."""
    script = patch.object(20, 140, f"js {name}", 1, n_out, width=220)
    patch.connect(patch.object(20, 60, "r ---script", 0, 1), 0, script)
    patch.chain(patch.object(130, 20, "r ---listen", 0, 1), patch.object(130, 60, "udpreceive 7798", 1, 1), script)
    patch.connect(script, 0, patch.object(20, 300, f"udpsend 127.0.0.1 {PORT}", 1, 0))
    patch.connect(script, 1, patch.object(60, 210, "s ---listen", 1, 0))
    patch.chain(patch.object(20, 400, "midiin", 1, 1), patch.object(20, 432, "midiout", 1, 0))
    return script


def gate(patch: MaxPatch) -> MaxBox:
    """Opens when the set has settled; returns the box that sends a bang then."""
    wait, opened = patch.object(650, 60, f"delay {SETTLED_MS}", 2, 1), patch.message(650, 100, "1")
    shut = patch.object(650, 140, "gate 1 0", 2, 1, width=100)
    patch.chain(patch.object(650, 20, "live.thisdevice", 1, 3), wait, opened, shut)
    patch.connect(patch.object(740, 60, "r ---by-hand", 0, 1), 0, shut, 1)
    patch.connect(shut, 0, patch.object(650, 180, NOW, 1, 0))
    return wait


def words(patch: MaxPatch, message: str, to: str, shown: Rect, text: str) -> MaxBox:
    """A field of text, sent at return or a bang; as one symbol, since a comma between atoms would end the message."""
    more = {"text": text, "keymode": 1, "outputmode": 1, "fontsize": 11.0}
    edit = patch.box("textedit", (1000, 52, 340, 36), 1, 4, shown=shown, **more)
    bare, symbol = patch.object(1000, 104, "route text", 2, 2), patch.object(1000, 136, "tosymbol", 1, 1)
    prepended = patch.object(1000, 168, f"prepend {message}", 1, 1)
    patch.chain(edit, bare, symbol, prepended, patch.object(1000, 200, to, 1, 0))
    return edit


def shown_words(patch: MaxPatch, script: MaxBox, outlet: int, places: Mapping[str, tuple[Rect, str]]) -> None:
    """Comments that the script fills: by name, with their place and their first text."""
    n_out, step = len(places) + 1, 125.0
    sorted_ = patch.object(330, 250, f"route {' '.join(places)}", n_out, n_out, width=step * (n_out - 1) + 19)
    patch.connect(script, outlet, sorted_)
    for number, (shown, text) in enumerate(places.values()):
        setting = patch.object(330 + step * number, 300, "prepend set", 1, 1)
        patch.connect(sorted_, number, setting)
        patch.connect(setting, 0, _comment(patch, (330 + step * number, 340, 115, 50), text, shown))


def column_x(number: int) -> float:
    """Position of a field in the patching view."""
    return 20.0 + COLUMN * number


def field(
    patch: MaxPatch, number: int, maxclass: str, name: str, values: Mapping[str, Any], shown: Rect, height: float = 15.0
) -> MaxBox:
    """A parameter of the device."""
    return patch.parameter(maxclass, (column_x(number), FIELDS_Y + 24, 90, height), name, values, shown=shown)


def menu(patch: MaxPatch, number: int, name: str, items: Sequence[str], shown: Rect) -> MaxBox:
    """A menu, whose names leave by outlet 1."""
    return field(patch, number, "live.menu", name, enum(items), shown)


def label(patch: MaxPatch, number: int, text: str, shown: Rect) -> None:
    """The label of a field."""
    _comment(patch, (column_x(number), FIELDS_Y, COLUMN - 6, 20), text, shown)


def sent_to(patch: MaxPatch, number: int, source: MaxBox, message: str, to: str = NOW, outlet: int = 0) -> None:
    """A field's value, to the script."""
    x = column_x(number)
    prepended = patch.object(x, FIELDS_Y + 86, f"prepend {message}", 1, 1, width=100)
    patch.connect(source, outlet, prepended)
    patch.connect(prepended, 0, patch.object(x, FIELDS_Y + 136, to, 1, 0))


def button(patch: MaxPatch, number: int, name: str, command: str, shown: Rect, *, says_words: bool = False) -> None:
    """A button; in this mode live.text sends a bang. says_words: the text field is sent before, without a return."""
    x, y = 20.0 + 180.0 * number, _BUTTONS_Y
    more = {"text": name, "texton": name, "mode": 0}
    pressed = patch.parameter("live.text", (x, y, 60, 15), name, enum(("off", "on")), shown=shown, **more)
    bang = patch.object(x, y + 28, "t b b" if says_words else "t b", 1, 1 + says_words)
    message = patch.message(x, y + 60, command)
    if says_words:
        patch.connect(bang, 1, patch.object(x + 85, y + 60, SAY_WORDS, 1, 0))
    patch.chain(pressed, bang, message, patch.object(x, y + 92, BY_HAND, 1, 0))


def enum(items: Sequence[str]) -> dict[str, Any]:
    """A parameter's values that have names."""
    return {"parameter_type": ENUM, "parameter_enum": list(items), "parameter_mmax": float(len(items) - 1)}


def _comment(patch: MaxPatch, place: Rect, text: str, shown: Rect) -> MaxBox:
    more = {"text": text, "fontsize": 10.0, "saved_attribute_attributes": _THEME}
    return patch.box("comment", place, 1, 0, shown=shown, **more)
