"""The one error of groove files."""

from __future__ import annotations


class GrooveError(ValueError):
    """A groove file or a groove's name that cannot be used.

    ``str(error)`` is one sentence for a performer: the file and the line, what is wrong, what to do.
    """

    def __init__(self, what: str, file: str = "", line: int = 0) -> None:
        place = f"{file}:{line}: " if file and line else f"{file}: " if file else ""
        super().__init__(place + what)
        self.what = what
        self.file = file
        self.line = line

    def at(self, file: str, line: int) -> GrooveError:
        """Return the same error with a place, unless it has one already."""
        return self if self.file else GrooveError(self.what, file, line)
