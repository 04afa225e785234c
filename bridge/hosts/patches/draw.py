"""Draws a patcher as SVG: its boxes and cables, or, as Live shows a device, its presentation. Pure.

A likeness for the documentation, made from the same JSON that Max reads; it was not taken from Max.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

Patcher = Mapping[str, Any]
Box = Mapping[str, Any]
DEVICE_HEIGHT: Final = 169.0
_TITLE_HEIGHT: Final = 18.0
_PORT_INSET: Final = 9.5  # the middle of a box's first inlet, from its left edge
_LETTER: Final = 0.5  # of the size: how wide a letter is, about
_PATCH = {"ground": "#e4e4e4", "object": "#4a4a4a", "message": "#7c7c7c", "light": "#f5f5f5", "dark": "#222222"}
_LIVE = {
    "ground": "#b6b6b6",
    "field": "#dadada",
    "edge": "#5a5a5a",
    "text": "#1c1c1c",
    "on": "#ffad38",
    "arc": "#8a8a8a",
}


def patching(patcher: Patcher) -> str:
    """The patching view: every box where it lies, cables behind."""
    boxes = {each["box"]["id"]: each["box"] for each in patcher["boxes"]}
    width, height = patcher["rect"][2:]
    drawn = [_rectangle(0, 0, width, height, _PATCH["ground"])]
    drawn += [_cable(boxes, line["patchline"]) for line in patcher["lines"]]
    drawn += [_patched(box) for box in boxes.values()]
    return _svg(width, height, drawn)


def presentation(patcher: Patcher, name: str, width: float) -> str:
    """The presentation view of a device of this width in pixels, in a frame with its name."""
    height = DEVICE_HEIGHT + _TITLE_HEIGHT
    drawn = [_rectangle(0, 0, width, height, _LIVE["ground"], _LIVE["edge"], radius=5)]
    drawn += [_rectangle(0, 0, width, _TITLE_HEIGHT, _LIVE["edge"], radius=5)]
    drawn += [_disc(10, _TITLE_HEIGHT / 2, 4.5, _LIVE["on"]), _text(20, 13, name, 11, _PATCH["light"])]
    shown = [each["box"] for each in patcher["boxes"] if each["box"].get("presentation")]
    inside = "".join(_presented(box) for box in shown)
    return _svg(width, height, [*drawn, f'<g transform="translate(0 {_TITLE_HEIGHT:g})">{inside}</g>'])


# -- the patching view


def _port_x(box: Box, number: int, count: int) -> float:
    left, _, width, _ = box["patching_rect"]
    return float(left + _PORT_INSET + number * (width - 2 * _PORT_INSET) / max(count - 1, 1))


def _cable(boxes: Mapping[str, Box], line: Mapping[str, Any]) -> str:
    (source, outlet), (destination, inlet) = line["source"], line["destination"]
    upper, lower = boxes[source], boxes[destination]
    x, y = _port_x(upper, outlet, upper["numoutlets"]), upper["patching_rect"][1] + upper["patching_rect"][3]
    to_x, to_y = _port_x(lower, inlet, lower["numinlets"]), lower["patching_rect"][1]
    bend = min(40.0, abs(to_y - y) / 2 + 4)
    path = f"M{x:g} {y:g}C{x:g} {y + bend:g} {to_x:g} {to_y - bend:g} {to_x:g} {to_y:g}"
    return f'<path d="{path}" fill="none" stroke="#8d8d8d" stroke-width="1.5"/>'


def _patched(box: Box) -> str:
    x, y, width, height = box["patching_rect"]
    kind, text = box["maxclass"], box.get("text", "")
    size = box.get("fontsize", 12.0)
    match kind:
        case "comment":
            return _words(x + 4, y, width, text, size, _PATCH["dark"])
        case "newobj" | "message":
            fill = _PATCH["object" if kind == "newobj" else "message"]
            inner = _words(x + 5, y + 2, width, text, size, _PATCH["light"])
            return _rectangle(x, y, width, height, fill, radius=3 if kind == "newobj" else 8) + inner
        case "textedit":
            return _rectangle(x, y, width, height, "#fff", "#999") + _words(x + 5, y + 2, width, text, size, "#222")
        case _ if kind.startswith("live."):
            return _field(box, x, y, width, height)
        case "umenu":
            return _menu(box["items"][0], x, y, width, height)
        case "textbutton":
            middle = _text(x + width / 2, y + height / 2 + 4, text, size, "#222", "middle")
            return _rectangle(x, y, width, height, "#ccc", "#777", radius=3) + middle
        case "toggle":
            return _rectangle(x, y, width, height, "#fff", "#777") + _cross(x, y, width)
        case "button" | "inlet" | "outlet":
            ring = _disc(x + width / 2, y + height / 2, min(width, height) * 0.36, "#fff", "#777")
            return _rectangle(x, y, width, height, "#ddd", "#777") + ring
        case _:
            return _rectangle(x, y, width, height, "#fff", "#777", radius=2) + _words(
                x + 6, y + 2, width, "0.", size, "#222"
            )


def _cross(x: float, y: float, side: float) -> str:
    a, b = side * 0.25, side * 0.75
    path = f"M{x + a:g} {y + a:g}L{x + b:g} {y + b:g}M{x + b:g} {y + a:g}L{x + a:g} {y + b:g}"
    return f'<path d="{path}" stroke="#bbb" stroke-width="2"/>'


# -- the presentation view


def _presented(box: Box) -> str:
    x, y, width, height = box["presentation_rect"]
    text, size = box.get("text", ""), box.get("fontsize", 10.0)
    if box["maxclass"].startswith("live."):
        return _field(box, x, y, width, height)
    if box["maxclass"] == "textedit":
        inner = _words(x + 5, y + 3, width, text, size, "#f2f2f2")
        return _rectangle(x, y, width, height, "#333333", _LIVE["edge"]) + inner
    return _words(x + 3, y + 2, width, text, size, _LIVE["text"])


def _field(box: Box, x: float, y: float, width: float, height: float) -> str:
    """A live.* object."""
    match box["maxclass"]:
        case "live.dial":
            return _dial(box, x, y, width)
        case "live.menu":
            return _menu(_values(box)["parameter_enum"][0], x, y, width, height)
        case "live.text":
            inside = box["text"]
        case "live.numbox":
            inside = _shown_value(box)
        case _:
            inside = ""
    frame = _rectangle(x, y, width, height, _LIVE["field"], _LIVE["edge"])
    return frame + _text(x + width / 2, y + height / 2 + 3.5, inside, 10, _LIVE["text"], "middle")


def _values(box: Box) -> Mapping[str, Any]:
    found: Mapping[str, Any] = box["saved_attribute_attributes"]["valueof"]
    return found


def _value(box: Box) -> float:
    values = _values(box)
    return float(values.get("parameter_initial", [values.get("parameter_mmin", 0.0)])[0])


def _shown_value(box: Box) -> str:
    is_whole = _values(box)["parameter_type"] == 1
    return f"{_value(box):.0f}" if is_whole else f"{_value(box):.2f}"


def _dial(box: Box, x: float, y: float, width: float) -> str:
    """A name, an arc of three quarters of a circle with the hand on its value, the value."""
    values, middle, centre, radius = _values(box), x + width / 2, y + 26.0, 10.0
    share = (_value(box) - values["parameter_mmin"]) / (values["parameter_mmax"] - values["parameter_mmin"])
    begin, at, end = (math.radians(135.0 + 270.0 * each) for each in (0.0, share, 1.0))
    hand = f"M{middle:g} {centre:g}L{_on(middle, centre, radius, at)}"
    return (
        _text(middle, y + 10, values["parameter_shortname"], 10, _LIVE["text"], "middle")
        + _arc(middle, centre, radius, begin, end, _LIVE["arc"])
        + _arc(middle, centre, radius, begin, at, _LIVE["on"])
        + f'<path d="{hand}" stroke="{_LIVE["text"]}" stroke-width="1.5"/>'
        + _text(middle, y + 47, _shown_value(box), 10, _LIVE["text"], "middle")
    )


def _arc(x: float, y: float, radius: float, begin: float, end: float, colour: str) -> str:
    is_long = int(end - begin > math.pi)
    path = f"M{_on(x, y, radius, begin)}A{radius:g} {radius:g} 0 {is_long} 1 {_on(x, y, radius, end)}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="3"/>'


def _on(x: float, y: float, radius: float, angle: float) -> str:
    return f"{x + radius * math.cos(angle):.2f} {y + radius * math.sin(angle):.2f}"


def _menu(text: str, x: float, y: float, width: float, height: float) -> str:
    arrow = f"M{x + width - 11:g} {y + height / 2 - 2:g}h7l-3.5 5z"
    return (
        _rectangle(x, y, width, height, _LIVE["field"], _LIVE["edge"])
        + _text(x + 5, y + height / 2 + 3.5, text, 10, _LIVE["text"])
        + f'<path d="{arrow}" fill="{_LIVE["text"]}"/>'
    )


# -- shapes


def _words(x: float, y: float, width: float, text: str, size: float, colour: str) -> str:
    """Text on as many lines as the width asks for."""
    lines = textwrap.wrap(text, max(int((width - 6) / (_LETTER * size)), 1))
    return "".join(_text(x, y + 1.15 * size * (row + 1) - 0.5, line, size, colour) for row, line in enumerate(lines))


def _text(x: float, y: float, text: str, size: float, colour: str, anchor: str = "start") -> str:
    place = f'x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}" text-anchor="{anchor}"'
    return f"<text {place}>{escape(text)}</text>"


def _rectangle(
    x: float, y: float, width: float, height: float, fill: str, edge: str = "none", radius: float = 0
) -> str:
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}"'
    return f'<rect {place} fill="{fill}" stroke="{edge}"/>'


def _disc(x: float, y: float, radius: float, fill: str, edge: str = "none") -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{edge}"/>'


def _svg(width: float, height: float, drawn: list[str]) -> str:
    head = (
        f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    )
    return f'<svg {head} font-family="Arial, Liberation Sans, sans-serif">\n' + "\n".join(drawn) + "\n</svg>\n"
