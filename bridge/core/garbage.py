"""Keeps the collection of garbage out of a start: a full one holds up every thread for 25 ms. Returns freed memory."""

from __future__ import annotations

import gc
import sys
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


def give_back_memory() -> None:
    """Give the system what was freed, where glibc keeps it: after something was loaded by way of larger things."""
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
