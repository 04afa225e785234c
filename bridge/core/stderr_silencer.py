"""Keeps C libraries from writing to the terminal.

JACK prints five lines when no server runs, ALSA two, LiteRT one at every start. Their errors are
raised as exceptions too, and reported in one sentence. The whole process's stderr is redirected, so this belongs
to start-up and shut-down, before and after other threads have something to say.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator


@contextlib.contextmanager
def silence_stderr() -> Iterator[None]:
    """Send file descriptor 2 nowhere for a while."""
    try:
        saved = os.dup(2)
    except OSError:  # no stderr at all
        yield
        return
    try:
        with open(os.devnull, "wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
