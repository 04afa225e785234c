"""Text files of lines ``name = value``, in which ``#`` begins a comment: drum maps and articulations."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

MAX_BYTES = 100_000


class Assignment(NamedTuple):
    """A line. ``sign``: "=" or, where it is missing, ""; where: file and line, for the sentence about a fault."""

    name: str
    sign: str
    value: str
    where: str


def read_assignments(path: Path, what: str, error: type[Exception]) -> list[Assignment]:
    """Lines that are neither empty nor a comment. Raises ``error`` where the file cannot be read.

    what: the kind of file, as its sentence begins: "a drum map".
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise error(f"{path}: {what} has {MAX_BYTES // 1000} kB at most")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise error(f"{path} cannot be read: {fault}; check its name") from fault
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        name, sign, value = (part.strip() for part in line.partition("#")[0].partition("="))
        if name or sign:
            found.append(Assignment(name, sign, value, f"{path}, line {number}"))
    return found
