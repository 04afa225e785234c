"""A page for a phone: a session of Open Stage Control, made of the tables that ``/sideman/capabilities`` shows.

A widget there takes its value from messages like those it sends: the topic ``mirror``, which also has lines of text to
show. The first of four tabs has the main things and fits a screen.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from bridge.api.osc_api import BY_ADDRESS
from bridge.api.shown_lines import ADDRESS
from bridge.hosts.patches.labels import BUTTONS, MODES
from bridge.settings.controls import AUTO, CONTROLS
from model.music.config import PARTS, STYLES

TARGET = "127.0.0.1:7770"
WIDTH, HEIGHT = 360, 560  # of a small phone, less the bars of its browser
ROW, GAP, COLUMNS = 42, 6, 4
LINE = 28  # height of a line of text
LINES = GAP + 2 * (LINE + GAP)  # where what follows them begins
KEYS = ("C major", "A minor", "G major", "E minor", "F major", "D minor", "Bb major", "G minor")
SCENES = ("1", "2", "3", "4")
_MORE = (("lock", "lock all"), ("unlock", "unlock all"), ("hand over", "handover"), ("next song", "song next"))

Widget = dict[str, Any]


def files() -> dict[str, str]:
    """Every file by its name."""
    return {"sideman.open-stage-control.json": json.dumps(session(), indent=1) + "\n"}


def session() -> Widget:
    """The whole page: tabs as wide as a phone."""
    tabs = [
        {"type": "tab", "id": f"tab_{name}", "label": name, "scroll": True, "widgets": widgets, "tabs": []}
        for name, widgets in (("play", _play()), ("controls", _controls()), ("parts", _parts()), ("styles", _styles()))
    ]
    root = {"type": "root", "id": "root", "width": WIDTH, "height": HEIGHT, "widgets": [], "tabs": tabs}
    return {"createdWith": "Sideman", "version": "1.25.0", "type": "session", "content": root}


def _widget(kind: str, name: str, left: int, top: int, width: int, address: str, **more: Any) -> Widget:
    if f"/sideman/{address}" not in BY_ADDRESS:
        raise ValueError(f"/sideman/{address} is not in the table")
    return _box(kind, name, left, top, width, f"/sideman/{address}", target=[TARGET], **more)


def _box(kind: str, name: str, left: int, top: int, width: int, address: str, **more: Any) -> Widget:
    return {
        "type": kind,
        "id": name.replace(" ", "_"),
        "label": name.replace("_", " "),
        "left": left,
        "top": top,
        "width": width,
        "height": ROW,
        "address": address,
        **more,
    }


def _tap(name: str, left: int, top: int, width: int, address: str, arguments: Sequence[Any]) -> Widget:
    """A button whose message has these arguments and nothing more: ``on`` of null sends none of its own."""
    return _widget("button", name, left, top, width, address, mode="tap", on=None, preArgs=list(arguments))


def _row(taps: Sequence[tuple[str, str, Sequence[Any]]], top: int, columns: int = 0) -> list[Widget]:
    """Buttons side by side: label, address, arguments."""
    width = (WIDTH - GAP) // (columns or len(taps))
    return [
        _tap(name, GAP + number * width, top, width - GAP, address, arguments)
        for number, (name, address, arguments) in enumerate(taps)
    ]


def _play() -> list[Widget]:
    """What plays; words, transport, sections, modes, tempo, key, scenes: all that is needed on stage."""
    step, half = ROW + GAP, WIDTH // 2 - GAP
    widgets = [
        *_shown_lines(),
        _widget("input", "what to play", GAP, LINES, WIDTH - 2 * GAP, "prompt", preArgs=[], default=""),
    ]
    rows = [[(label, *_request(text)) for label, text in row] for row in (*BUTTONS, _MORE)]
    for number, row in enumerate(rows, 1):
        widgets += _row(row, LINES + number * step)
    top = LINES + (len(rows) + 1) * step
    modes = {"values": {label: mode.value for mode, label in MODES}, "layout": "horizontal", "preArgs": []}
    widgets.append(_widget("switch", "mode", GAP, top, WIDTH - 2 * GAP, "mode", **modes))
    tempo = {"preArgs": [], "default": "", "numeric": True}
    keys = {"values": {key: key for key in KEYS}, "preArgs": [], "default": ""}
    widgets.append(_widget("input", "tempo", GAP, top + step, half - GAP, "tempo", **tempo))
    widgets.append(_widget("dropdown", "key", WIDTH // 2, top + step, half, "key", **keys))
    widgets += _row([(f"scene {name}", "scene/recall", [name]) for name in SCENES], top + 2 * step)
    widgets += _row([(f"keep as {name}", "scene/store", [name]) for name in SCENES], top + 3 * step)
    return widgets


def _shown_lines() -> list[Widget]:
    """State, bar, chords now and next in a row, errors below: texts that the topic ``mirror`` sets."""
    widths = {"state": 76, "bar": 62, "now": 108, "next": 108}
    widgets, left = [], GAP
    for name, width in widths.items():
        widgets.append(_shown(name, left, GAP, width - GAP))
        left += width
    return [*widgets, _shown("error", GAP, GAP + LINE + GAP, WIDTH - 2 * GAP)]


def _shown(name: str, left: int, top: int, width: int) -> Widget:
    more = {"preArgs": [name], "align": "left", "wrap": True, "interaction": False, "bypass": True, "height": LINE}
    return _box("text", f"shown_{name}", left, top, width, ADDRESS, default="" if name == "error" else "-", **more)


def _request(text: str) -> tuple[str, list[Any]]:
    address, *words = text.split()
    return address, [int(word) if word.isdigit() else word for word in words]


def _controls() -> list[Widget]:
    widgets = []
    for number, control in enumerate(CONTROLS):
        place = GAP + number * (ROW + GAP)
        extent: Widget = {"range": {"min": control.low, "max": control.high}, "preArgs": [control.name]}
        default = control.low if control.default is None else control.default
        extent |= {"horizontal": True, "default": default, "steps": _steps(control.low, control.high, control.is_whole)}
        widgets.append(_widget("fader", control.name, GAP, place, WIDTH - 80, "set", **extent))
        auto = _tap(f"{control.name}_auto", WIDTH - 68, place, 62, "set", [control.name, AUTO])
        widgets.append(auto | {"label": "auto"})
    return widgets


def _steps(low: float, high: float, is_whole: bool) -> int | bool:
    return int(high - low) + 1 if is_whole else False


def _parts() -> list[Widget]:
    width, columns = (WIDTH - GAP) // 3, 3
    widgets = []
    for number, part in enumerate(PARTS):
        left, place = GAP + number % columns * width, GAP + number // columns * (ROW + GAP)
        toggle = {"mode": "toggle", "on": 1, "off": 0, "preArgs": [part, "on"]}
        widgets.append(_widget("button", part, left, place, width - GAP, "part", **toggle))
    return widgets


def _styles() -> list[Widget]:
    widgets = []
    for first in range(0, len(STYLES), COLUMNS):
        taps = [(style, "style", [style]) for style in STYLES[first : first + COLUMNS]]
        widgets += _row(taps, GAP + first // COLUMNS * (ROW + GAP), COLUMNS)
    return widgets
