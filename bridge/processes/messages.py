"""Messages to every child process. Values."""

from __future__ import annotations

from typing import NamedTuple


class Quit(NamedTuple):
    """End the process. Closing the pipe alone would not end it: a thread of ours still reads from it."""
