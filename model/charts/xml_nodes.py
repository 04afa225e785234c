"""XML as a tree of nodes that know their line and column. No entity is ever expanded and nothing outside is loaded.

Python's expat does the parsing. A document that declares an entity of its own is refused: that is how small files
become large ones, and how others are drawn in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from model.charts.chart import ChartError

MAX_DEPTH = 64
MAX_NODES = 1_000_000


@dataclass
class XmlNode:
    """An element: its name without prefix, attributes, text, children, and where it stands."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    text: str = ""
    children: list[XmlNode] = field(default_factory=list)

    def each(self, tag: str) -> Iterator[XmlNode]:
        """Children of a name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, *path: str) -> XmlNode | None:
        """The first node at the end of a path of names; None where there is none."""
        node: XmlNode | None = self
        for tag in path:
            node = next(node.each(tag), None) if node is not None else None
        return node

    def word(self, *path: str) -> str:
        """Text at the end of a path, trimmed; "" where there is none."""
        node = self.first(*path)
        return node.text.strip() if node is not None else ""

    def number(self, *path: str, default: float = 0.0) -> float:
        """Number at the end of a path. Raises ChartError with its place when it is none."""
        node = self.first(*path)
        if node is None:
            return default
        try:
            return float(node.text)
        except ValueError:
            raise ChartError(
                f"{node.text.strip()[:20]!r} in <{node.tag}> is no number", node.line, node.column
            ) from None

    def error(self, message: str) -> ChartError:
        """An error at this node."""
        return ChartError(message, self.line, self.column)


def parse_xml(data: bytes) -> XmlNode:
    """Root of a document. Raises ChartError with line and column."""
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        raise ChartError(
            f"the XML is damaged: {reason}; export the file again", error.lineno, error.offset + 1
        ) from error
    if builder.root is None:
        raise ChartError("the file is empty; export it again", 1, 1)
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root: XmlNode | None = None
        self._open: list[XmlNode] = []
        self._n_nodes = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse_entity
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self._n_nodes += 1
        if self._n_nodes > MAX_NODES or len(self._open) >= MAX_DEPTH:
            raise ChartError("the file is too large or too deeply nested; export the lead sheet alone", line, column)
        node = XmlNode(tag.rpartition(":")[2], attributes, line, column)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text

    def _refuse_entity(self, name: str, *_: object) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        raise ChartError(f"the file declares an entity ({name[:20]}), which is not read; export it again", line, column)
