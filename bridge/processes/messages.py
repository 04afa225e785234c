"""Messages to every child process. Values."""

from __future__ import annotations

from typing import NamedTuple


class Quit(NamedTuple):
    """The process ends. Closing the pipe alone would not tell it: a thread of ours still reads from it."""
