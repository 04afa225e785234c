"""Subcommands of ``sideman``, a file each, imported when used."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bridge.core.errors import SetupError
from bridge.core.stderr_silencer import silence_stderr

EXIT_INTERRUPTED = 130  # 128 and SIGINT


@contextmanager
def training_libraries() -> Iterator[None]:
    """Import what trains: TensorFlow remarks at length on graphics cards that are not there. Raises SetupError."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with needs_extra("train"), silence_stderr():
        yield


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """Turn a missing optional package into a sentence that says how to get it. Raises SetupError."""
    try:
        yield
    except ImportError as error:
        if getattr(sys, "frozen", False):  # no pip can add to the app without Python
            raise SetupError(
                f"the app does not hold {error.name}, which this needs; use a Python: pip install 'sideman[{extra}]'"
            ) from error
        raise SetupError(
            f"this needs the package {error.name}; install it with: pip install 'sideman[{extra}]'"
        ) from error
