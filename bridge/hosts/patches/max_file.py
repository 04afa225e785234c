"""Max patchers as their JSON, and devices for Live as the files that hold them. Pure.

The formats are gathered from published files; they were not opened in Max or Live here.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

Rect = tuple[float, float, float, float]
MIDI_EFFECT = b"mmmm"
_AMXD_TYPE = 1835887981  # "mmmm" as a number, as the project block has it
_MOMENT = 3_800_000_000  # seconds since 1904: a moment that stays, so that the same patch gives the same file
_FROZEN = 7


class MaxBox(NamedTuple):
    """A box, by its id."""

    id: str


class MaxPatch:
    """Collects boxes and cables."""

    def __init__(self, width: int, height: int, *, presentation: bool = False) -> None:
        self._width, self._height, self._presentation = width, height, presentation
        self._boxes: list[dict[str, Any]] = []
        self._lines: list[dict[str, Any]] = []

    def object(
        self, x: float, y: float, text: str, n_in: int = 1, n_out: int = 1, width: float | None = None, **more: Any
    ) -> MaxBox:
        """An object box; where it is narrower than its text, that stands on two lines."""
        full = max(40.0, 7.0 * len(text) + 12.0)
        height = 22.0 if width is None or width >= full else 36.0
        return self.box("newobj", (x, y, width or full, height), n_in, n_out, text=text, **more)

    def subpatch(self, x: float, y: float, name: str, inside: MaxPatch, n_in: int, n_out: int, width: float) -> MaxBox:
        """``[p name]``, wide enough for its cables; inside: with an inlet and outlet for each, from left to right."""
        return self.object(x, y, f"p {name}", n_in, n_out, width=width, patcher=inside.body())

    def inlet(self, x: float, y: float, number: int, comment: str) -> MaxBox:
        """An inlet of a sub-patcher or abstraction; number: from 1, from left to right as Max orders them."""
        return self.box("inlet", (x, y, 30.0, 30.0), 0, 1, index=number, comment=comment)

    def outlet(self, x: float, y: float, number: int, comment: str) -> MaxBox:
        """An outlet of a sub-patcher or abstraction."""
        return self.box("outlet", (x, y, 30.0, 30.0), 1, 0, index=number, comment=comment)

    def message(self, x: float, y: float, text: str, **more: Any) -> MaxBox:
        """A message box."""
        return self.box("message", (x, y, max(32.0, 7.0 * len(text) + 12.0), 22.0), 2, 1, text=text, **more)

    def comment(self, x: float, y: float, text: str, **more: Any) -> MaxBox:
        """A comment with this text."""
        return self.box("comment", (x, y, 7.0 * len(text) + 12.0, 20.0), 1, 0, text=text, **more)

    def box(self, maxclass: str, rect: Rect, n_in: int, n_out: int, **more: Any) -> MaxBox:
        """Any box. ``shown``: its rectangle in presentation."""
        shown: Rect | None = more.pop("shown", None)
        number = f"obj-{len(self._boxes) + 1}"
        box = {
            "id": number,
            "maxclass": maxclass,
            "numinlets": n_in,
            "numoutlets": n_out,
            "outlettype": [""] * n_out,
            "patching_rect": list(rect),
            **more,
        }
        if shown is not None:
            box |= {"presentation": 1, "presentation_rect": list(shown)}
        self._boxes.append({"box": box})
        return MaxBox(number)

    def parameter(self, maxclass: str, rect: Rect, name: str, values: Mapping[str, Any], **more: Any) -> MaxBox:
        """A live.* object: automatable, mappable, saved with the set."""
        attributes = {"parameter_longname": name, "parameter_shortname": name, "parameter_mmax": 1.0, **values}
        outlets = {"live.dial": 2, "live.menu": 3, "live.toggle": 1, "live.text": 2, "live.numbox": 2}[maxclass]
        return self.box(
            maxclass,
            rect,
            1,
            outlets,
            varname=name.replace(" ", "_"),
            parameter_enable=1,
            saved_attribute_attributes={"valueof": attributes},
            **more,
        )

    def connect(self, source: MaxBox, outlet: int, destination: MaxBox, inlet: int = 0) -> None:
        """Lay a cable."""
        self._lines.append({"patchline": {"source": [source.id, outlet], "destination": [destination.id, inlet]}})

    def chain(self, *boxes: MaxBox) -> None:
        """Cables from first outlets to first inlets, down the row."""
        for upper, lower in pairwise(boxes):
            self.connect(upper, 0, lower)

    def patcher(self, *scripts: str) -> dict[str, Any]:
        """The patcher as Max writes it; scripts: files that it depends on."""
        needs = [{"name": name, "bootpath": ".", "type": "TEXT", "implicit": 1} for name in scripts]
        return {"patcher": self.body() | {"dependency_cache": needs, "autosave": 0}}

    def body(self) -> dict[str, Any]:
        """The patcher as it stands inside a file, or inside another patcher's box."""
        return {
            "fileversion": 1,
            "appversion": {"major": 8, "minor": 6, "revision": 5, "architecture": "x64", "modernui": 1},
            "classnamespace": "box",
            "rect": [80.0, 80.0, float(self._width), float(self._height)],
            "openinpresentation": int(self._presentation),
            "default_fontsize": 12.0,
            "default_fontname": "Arial",
            "gridsize": [15.0, 15.0],
            "boxes": self._boxes,
            "lines": self._lines,
        }


def maxpat(patcher: Mapping[str, Any]) -> bytes:
    """A .maxpat."""
    return (json.dumps(patcher, indent=1, ensure_ascii=False) + "\n").encode()


def device(patch: MaxPatch, name: str, width: int, scripts: Mapping[str, str]) -> bytes:
    """A frozen .amxd, a MIDI effect, with its scripts inside."""
    patcher = patch.patcher(*scripts)
    patcher["patcher"] |= {"devicewidth": float(width), "project": _project()}
    files = [
        (f"{name}.amxd", b"JSON", maxpat(patcher)),
        *((each, b"TEXT", text.encode()) for each, text in scripts.items()),
    ]
    return _container(_FROZEN, _frozen(files))


def _container(meta: int, patch: bytes) -> bytes:
    return b"".join(
        [
            b"ampf", struct.pack("<I", 4), MIDI_EFFECT,
            b"meta", struct.pack("<II", 4, meta),
            b"ptch", struct.pack("<I", len(patch)), patch,
        ]
    )  # fmt: skip


def _frozen(files: Sequence[tuple[str, bytes, bytes]]) -> bytes:
    """Files one behind the other, then a directory of them; offsets count from the block's start."""
    data, entries = b"", b""
    for name, kind, content in files:
        entries += _entry(name, kind, _HEAD_BYTES + len(data), len(content))
        data += content
    directory = b"dlst" + struct.pack(">I", 8 + len(entries)) + entries
    return b"mx@c" + struct.pack(">IQ", _HEAD_BYTES, _HEAD_BYTES + len(data)) + data + directory


_HEAD_BYTES = 16


def _entry(name: str, kind: bytes, offset: int, size: int) -> bytes:
    padded = name.encode("ascii") + b"\0"
    padded += b"\0" * (-len(padded) % 4)
    numbers = (
        (b"sz32", size),
        (b"of32", offset),
        (b"vers", 0),
        (b"flag", 0x11 if kind == b"JSON" else 0),
        (b"mdat", _MOMENT),
    )
    fields = [_field(b"type", kind), _field(b"fnam", padded)]
    fields += [_field(tag, struct.pack(">I", value)) for tag, value in numbers]
    return _field(b"dire", b"".join(fields))


def _field(tag: bytes, data: bytes) -> bytes:
    """A tag, the size with tag and size, the data."""
    return tag + struct.pack(">I", 8 + len(data)) + data


def _project() -> dict[str, Any]:
    return {
        "version": 1,
        "creationdate": _MOMENT,
        "modificationdate": _MOMENT,
        "viewrect": [0.0, 0.0, 300.0, 500.0],
        "autoorganize": 1,
        "hideprojectwindow": 1,
        "showdependencies": 1,
        "autolocalize": 0,
        "contents": {"patchers": {}},
        "layout": {},
        "searchpath": {},
        "detailsvisible": 0,
        "amxdtype": _AMXD_TYPE,
        "readonly": 0,
        "devpathtype": 0,
        "devpath": ".",
        "sortmode": 0,
        "viewmode": 0,
        "includepackages": 0,
    }
