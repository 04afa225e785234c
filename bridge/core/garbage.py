"""Keeps the collection of garbage out of a start: a full one holds up every thread for 25 ms."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_while_starting() -> Iterator[None]:
    """Collect nothing inside; what was made there stays, and is never looked at again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
