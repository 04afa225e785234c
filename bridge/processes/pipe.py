"""Waiting for a pipe, the quick way: `Connection.poll` makes a selector for every look, which costs more than it."""

from __future__ import annotations

import select
import sys
from multiprocessing.connection import Connection


def has_message(connection: Connection, timeout_s: float = 0.0) -> bool:
    """Whether a message comes, or the other end closes, within ``timeout_s`` seconds. Raises OSError when closed."""
    if sys.platform == "win32":
        return connection.poll(timeout_s)
    return bool(select.select((connection,), (), (), timeout_s)[0])
