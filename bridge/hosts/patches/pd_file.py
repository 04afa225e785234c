"""A Pure Data patch as text: objects, messages, comments, cables. Pure."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

# Colours as Pd's files have had them since its beginning: six bits each, negative.
WHITE, STRIP, BLACK = -262144, -245504, -1


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

    def number(self, x: int, y: int, width: int, send: str, receive: str) -> Box:
        """A box that shows and takes a number."""
        return self._box(f"#X floatatom {x} {y} {width} 0 0 0 - {receive} {send} 0")

    def words(self, x: int, y: int, width: int, send: str) -> Box:
        """A field that words are typed into; they go to ``send`` as a list."""
        return self._box(f"#X listbox {x} {y} {width} 0 0 0 - - {send} 0")

    def shown(self, x: int, y: int, width: int, receive: str) -> Box:
        """A strip whose text is set by ``label TEXT`` to ``receive``."""
        return self._box(f"#X obj {x} {y} cnv 10 {width} 18 empty {receive} empty 4 9 0 12 {STRIP} {BLACK} 0")

    def slider(self, x: int, y: int, low: float, high: float, send: str, receive: str) -> Box:
        """A horizontal slider; its value goes to ``send``, ``set VALUE`` to ``receive`` moves it."""
        colours = f"10 {WHITE} {BLACK} {BLACK}"
        return self._box(f"#X obj {x} {y} hsl 128 15 {low:g} {high:g} 0 0 {send} {receive} empty -2 -8 0 {colours} 0 1")

    def toggle(self, x: int, y: int, send: str, receive: str) -> Box:
        """A toggle; its value goes to ``send``, ``set VALUE`` to ``receive`` changes it."""
        return self._box(f"#X obj {x} {y} tgl 15 0 {send} {receive} empty 20 8 0 10 {WHITE} {BLACK} {BLACK} 0 1")

    def radio(self, x: int, y: int, step: int, n: int, send: str, receive: str) -> Box:
        """A choice of n in a row; its number goes to ``send``, ``set NUMBER`` to ``receive`` changes it."""
        colours = f"10 {WHITE} {BLACK} {BLACK}"
        return self._box(f"#X obj {x} {y} hradio {step} 1 0 {n} {send} {receive} empty 0 -8 0 {colours} 0")

    def bang(self, x: int, y: int, send: str) -> Box:
        """A button; its bang goes to ``send``."""
        return self._box(f"#X obj {x} {y} bng 15 250 50 0 {send} empty empty 20 8 0 10 {WHITE} {BLACK} {BLACK}")

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
