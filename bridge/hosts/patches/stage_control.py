"""A page for a phone: a session of Open Stage Control, made of the tables that ``/sideman/capabilities`` shows."""

from __future__ import annotations

import json
from typing import Any

from bridge.api.osc_api import BY_ADDRESS
from bridge.settings.controls import AUTO, CONTROLS
from model.music.config import PARTS, STYLES

TARGET = "127.0.0.1:7770"
WIDTH, ROW, GAP = 360, 44, 6
BUTTONS: tuple[tuple[str, list[int]], ...] = (("play", []), ("stop", []), ("hold", [4]), ("release", []), ("panic", []))
# Songs and sections, below them.
SONG_BUTTONS: tuple[tuple[str, str, list[Any]], ...] = (
    ("next_section", "section", ["next"]),
    ("repeat", "section", ["repeat"]),
    ("fill", "fill/now", []),
    ("break", "break", [1]),
    ("ending", "ending", [2]),
    ("next_song", "song", ["next"]),
    ("hand_over", "handover", []),
)

# What is planned: made again, taken back, held; takes.
PLAN_BUTTONS: tuple[tuple[str, str, list[Any]], ...] = (
    ("again", "again", []),
    ("undo", "undo", []),
    ("redo", "redo", []),
    ("lock", "lock", ["all"]),
    ("unlock", "unlock", ["all"]),
    ("takes", "takes", [3]),
    ("keep", "keep", [4]),
)


def files() -> dict[str, str]:
    """Every file by its name."""
    return {"sideman.open-stage-control.json": json.dumps(session(), indent=1) + "\n"}


def session() -> dict[str, Any]:
    """The whole page, a column as wide as a phone."""
    widgets: list[dict[str, Any]] = []
    top = GAP
    for group in (_transport, _controls, _parts, _styles):
        made, height = group(top)
        widgets += made
        top += height + 2 * GAP
    root = {"type": "root", "id": "root", "width": WIDTH, "height": top, "scroll": True, "widgets": widgets, "tabs": []}
    return {"createdWith": "Sideman", "version": "1.25.0", "type": "session", "content": root}


def _widget(kind: str, name: str, left: int, top: int, width: int, address: str, **more: Any) -> dict[str, Any]:
    if f"/sideman/{address}" not in BY_ADDRESS:
        raise ValueError(f"/sideman/{address} is not in the table")
    return {
        "type": kind,
        "id": name,
        "label": name.replace("_", " "),
        "left": left,
        "top": top,
        "width": width,
        "height": ROW,
        "address": f"/sideman/{address}",
        "target": [TARGET],
        **more,
    }


def _tap(name: str, left: int, top: int, width: int, address: str, arguments: list[Any]) -> dict[str, Any]:
    """A button whose message has these arguments and nothing more: ``on`` of null sends none of its own."""
    return _widget("button", name, left, top, width, address, mode="tap", on=None, preArgs=arguments)


def _transport(top: int) -> tuple[list[dict[str, Any]], int]:
    width = (WIDTH - GAP) // len(BUTTONS)
    row = [_tap(name, GAP + n * width, top, width - GAP, name, message) for n, (name, message) in enumerate(BUTTONS)]
    for line, buttons in enumerate((SONG_BUTTONS, PLAN_BUTTONS), 1):
        width = (WIDTH - GAP) // len(buttons)
        for number, (name, address, message) in enumerate(buttons):
            row.append(_tap(name, GAP + number * width, top + line * (ROW + GAP), width - GAP, address, message))
    return row, 3 * ROW + 2 * GAP


def _controls(top: int) -> tuple[list[dict[str, Any]], int]:
    widgets = []
    for number, control in enumerate(CONTROLS):
        place = top + number * (ROW + GAP)
        extent: dict[str, Any] = {"range": {"min": control.low, "max": control.high}, "preArgs": [control.name]}
        default = control.low if control.default is None else control.default
        extent |= {"horizontal": True, "default": default, "steps": _steps(control.low, control.high, control.is_whole)}
        widgets.append(_widget("fader", control.name, GAP, place, WIDTH - 80, "set", **extent))
        widgets.append(_tap(f"{control.name}_auto", WIDTH - 68, place, 62, "set", [control.name, AUTO]))
    return widgets, len(CONTROLS) * (ROW + GAP)


def _steps(low: float, high: float, is_whole: bool) -> int | bool:
    return int(high - low) + 1 if is_whole else False


def _parts(top: int) -> tuple[list[dict[str, Any]], int]:
    width, columns = (WIDTH - GAP) // 3, 3
    widgets = []
    for number, part in enumerate(PARTS):
        left, place = GAP + number % columns * width, top + number // columns * (ROW + GAP)
        toggle = {"mode": "toggle", "on": 1, "off": 0, "preArgs": [part, "on"]}
        widgets.append(_widget("button", part, left, place, width - GAP, "part", **toggle))
    return widgets, -(-len(PARTS) // columns) * (ROW + GAP)


def _styles(top: int) -> tuple[list[dict[str, Any]], int]:
    width, columns = (WIDTH - GAP) // 3, 3
    widgets = []
    for number, style in enumerate(STYLES):
        left, place = GAP + number % columns * width, top + number // columns * (ROW + GAP)
        widgets.append(_tap(style, left, place, width - GAP, "style", [style]))
    return widgets, -(-len(STYLES) // columns) * (ROW + GAP)
