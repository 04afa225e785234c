"""The text of a configuration file: read, parsed, and in which line a key stands. Any thread.

The parser of the standard library reports no lines. `lines_of` finds them in texts that were parsed before, so that it
needs little of TOML's grammar. A start without a file does not import this module: `tomllib` takes 5 ms.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bridge.core.errors import ConfigError
from bridge.settings.config_values import shown

MAX_FILE_BYTES = 1_000_000
Keys = tuple[str, ...]  # keys from the top; the items of a list count as keys "0", "1", …

_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})|' + r"'''.*?'''(?:'{0,2})|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'", re.DOTALL
)
_SCALAR = re.compile(r"[^,\]}#\n]+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_PLACE_IN_MESSAGE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class UnknownKeyError(ValueError):
    """There is no TOML key at this position."""


def read_text(path: Path) -> str:
    """The text of a configuration file, lines ending in ``\\n``. Raises ConfigError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a zero in the path
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigError(f"{path} cannot be read ({reason}); `sideman init` writes a configuration") from error
    if len(data) > MAX_FILE_BYTES:
        raise ConfigError(f"{path} has more than {MAX_FILE_BYTES:,} bytes and cannot be a configuration")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")  # Windows' editors put a mark before UTF-8
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: this is not UTF-8; save the file as UTF-8") from error


def parsed(text: str, name: str) -> dict[str, Any]:
    """The text as TOML; ``name`` is what errors call it. Raises ConfigError."""
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ConfigError(f"{name}: lists stand within lists too deeply; no setting needs that") from error
    except ValueError as error:
        raise ConfigError(_syntax_sentence(text, name, str(error))) from error


def _syntax_sentence(text: str, name: str, message: str) -> str:
    place = _PLACE_IN_MESSAGE.search(message)
    if not place:  # a whole number of thousands of digits
        return f"{name}: this is not TOML that can be read: {message}"
    what = shown(message[: place.start()])[1:-1]
    line, column = place[1] or text.rstrip("\n").count("\n") + 1, place[2]
    return f"{name}:{line}: this is not TOML: {what}" + (f", at column {column}" if column else ", at the end")


def place_in(text: str, name: str) -> Callable[[Keys], str]:
    """Position of a key: ``sideman.toml:12``, or the file alone when the line is unknown."""
    lines: dict[Keys, int] = {}

    def place(keys: Keys) -> str:
        if not lines:
            lines.update(lines_of(text))
        known = (lines[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in lines)
        line = next(known, None)
        return name if line is None else f"{name}:{line}"

    return place


def lines_of(text: str) -> dict[Keys, int]:
    """Line, from 1, at which each key is named first; as far as the text can be followed."""
    lines: dict[Keys, int] = {}
    line, counted = 1, 0
    try:
        for path, at in _Walk(text):
            line, counted = line + text.count("\n", counted, at), at
            for end in range(1, len(path) + 1):
                lines.setdefault(path[:end], line)
    except (UnknownKeyError, RecursionError):
        pass  # an error without a line is better than none
    return lines


def read_key(text: str, at: int) -> tuple[Keys, int]:
    """The dotted key that starts at ``at``, and where it ends. Raises NoKeyError.

    >>> read_key('cc."21.3" = 1', 0)
    (('cc', '21.3'), 9)
    """
    path: list[str] = []
    while True:
        if bare := _BARE_KEY.match(text, at):
            path.append(bare[0])
            at = bare.end()
        elif text[at : at + 1] in ("'", '"') and (quoted := _STRING.match(text, at)):
            path.append(_unquoted(quoted[0]))
            at = quoted.end()
        else:
            raise UnknownKeyError(f"no key at character {at}")
        dot = _DOT.match(text, at)
        if not dot:
            return tuple(path), at
        at = dot.end()


def _unquoted(quoted: str) -> str:
    if "\\" not in quoted or quoted.startswith("'"):
        return quoted[1:-1]
    try:
        return str(tomllib.loads(f"key = {quoted}")["key"])
    except ValueError as error:
        raise UnknownKeyError(quoted) from error


class _Walk:
    """One pass over a text; ``_at`` is the next character to be read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def __iter__(self) -> Iterator[tuple[Keys, int]]:
        """Every key and where it starts, in order."""
        section: Keys = ()
        while not self._skips_to(""):
            start = self._at
            if self._text.startswith("[", start):
                self._at += 2 if self._text.startswith("[[", start) else 1
                self._blank()
                section = self._key()
                yield section, start
                self._pass("]")
                if self._text.startswith("[[", start):
                    self._pass("]")
            else:
                yield from self._pair(section)

    def _pair(self, prefix: Keys) -> Iterator[tuple[Keys, int]]:
        start = self._at
        path = prefix + self._key()
        yield path, start
        self._pass("=")
        yield from self._value(path)

    def _value(self, path: Keys) -> Iterator[tuple[Keys, int]]:
        if self._skips_to("{"):
            yield from self._inside(path, "}")
        elif self._skips_to("["):
            yield from self._inside(path, "]")
        else:
            match = _STRING.match(self._text, self._at) or _SCALAR.match(self._text, self._at)
            if not match:
                raise UnknownKeyError(f"no value at character {self._at}")
            self._at = match.end()

    def _inside(self, path: Keys, end: str) -> Iterator[tuple[Keys, int]]:
        self._at += 1
        n_items = 0
        while not self._skips_to(end):
            if end == "}":
                yield from self._pair(path)
            else:
                item = (*path, str(n_items))
                yield item, self._at
                yield from self._value(item)
                n_items += 1
            if self._skips_to(","):
                self._at += 1
        self._pass(end)

    def _key(self) -> Keys:
        path, self._at = read_key(self._text, self._at)
        return path

    def _blank(self) -> None:
        if match := _BLANK.match(self._text, self._at):
            self._at = match.end()

    def _skips_to(self, mark: str) -> bool:
        """Whether this comes next ("": the end), blanks and comments aside."""
        self._blank()
        return self._text.startswith(mark, self._at) if mark else self._at >= len(self._text)

    def _pass(self, mark: str) -> None:
        if not self._skips_to(mark):
            raise UnknownKeyError(f"no {mark} at character {self._at}")
        self._at += len(mark)
