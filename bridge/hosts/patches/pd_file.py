"""A Pure Data patch as text: objects, messages, comments, cables. Pure."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple


class Box(NamedTuple):
    """Something in a patch, by its number."""

    number: int


class PdPatch:
    """Collects boxes and cables; ``text`` is the file."""

    def __init__(self, width: int, height: int, *, x: int = 60, y: int = 60, font: int = 12) -> None:
        self._lines = [f"#N canvas {x} {y} {width} {height} {font}"]
        self._cables: list[str] = []
        self.n_boxes = 0

    def object(self, x: int, y: int, text: str) -> Box:
        """An object box."""
        return self._box(f"#X obj {x} {y} {_escaped(text)}")

    def message(self, x: int, y: int, text: str) -> Box:
        """A message box; a comma in the text parts two messages."""
        return self._box(f"#X msg {x} {y} {_escaped(text)}")

    def comment(self, x: int, y: int, text: str) -> Box:
        """A comment with this text."""
        return self._box(f"#X text {x} {y} {_escaped(text)}")

    def symbol(self, x: int, y: int, width: int, label: str = "") -> Box:
        """A box that shows and takes a symbol, its label to the left."""
        return self._box(f"#X symbolatom {x} {y} {width} 0 0 0 {_escaped(label) or '-'} - - 0")

    def number(self, x: int, y: int, width: int = 5, label: str = "") -> Box:
        """A box that shows and takes a number, its label to the left."""
        return self._box(f"#X floatatom {x} {y} {width} 0 0 0 {_escaped(label) or '-'} - - 0")

    def slider(self, x: int, y: int, low: float, high: float, label: str, send: str) -> Box:
        """A horizontal slider; its value goes to ``send``."""
        colours = "10 -262144 -1 -1"
        return self._box(f"#X obj {x} {y} hsl 128 15 {low:g} {high:g} 0 0 {send} empty {label} -90 8 0 {colours} 0 1")

    def toggle(self, x: int, y: int, label: str, send: str) -> Box:
        """A toggle, silent until it is touched; its value goes to ``send``."""
        return self._box(f"#X obj {x} {y} tgl 15 0 {send} empty {label} 20 8 0 10 -262144 -1 -1 0 1")

    def bang(self, x: int, y: int, label: str, send: str) -> Box:
        """A button; its bang goes to ``send``."""
        return self._box(f"#X obj {x} {y} bng 15 250 50 0 {send} empty {label} 20 8 0 10 -262144 -1 -1")

    def subpatch(self, x: int, y: int, name: str, inner: PdPatch) -> Box:
        """A sub-patch."""
        head, *rest = (*inner._lines, *inner._cables)
        opened = head.rsplit(" ", 1)[0] + f" {name} 0"
        return self._box(";\n".join([opened, *rest, f"#X restore {x} {y} pd {name}"]))

    def connect(self, source: Box, outlet: int, destination: Box, inlet: int = 0) -> None:
        """Lay a cable."""
        self._cables.append(f"#X connect {source.number} {outlet} {destination.number} {inlet}")

    def chain(self, *boxes: Box) -> None:
        """Cables from first outlets to first inlets, down the row."""
        for upper, lower in pairwise(boxes):
            self.connect(upper, 0, lower)

    def text(self) -> str:
        """The file."""
        return "".join(f"{line};\n" for line in (*self._lines, *self._cables))

    def _box(self, line: str) -> Box:
        self._lines.append(line)
        self.n_boxes += 1
        return Box(self.n_boxes - 1)


def _escaped(text: str) -> str:
    r"""As Pd writes it.

    >>> _escaped("connect localhost $1, then play;")
    'connect localhost \\$1 \\, then play \\;'
    """
    return text.replace("$", r"\$").replace(";", r" \;").replace(",", r" \,")
