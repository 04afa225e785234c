"""Waits to the millisecond on Windows, whose own step is 15.6 ms; other systems have them anyway."""

from __future__ import annotations

import sys


def ask_for_fine_waits() -> None:
    """On Windows, shorten the timer's step to 1 ms for this process until it ends; elsewhere nothing happens.

    Waiting for a lock or a pipe with a time limit, as all of ours do, lasts a whole number of these steps there.
    """
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.winmm.timeBeginPeriod(1)
