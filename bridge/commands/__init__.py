"""Subcommands of ``sideman``, a file each, imported when used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bridge.errors import SetupError

EXIT_INTERRUPTED = 130  # 128 and SIGINT


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """Turn a missing optional package into a sentence that says how to get it. Raises SetupError."""
    try:
        yield
    except ImportError as error:
        raise SetupError(
            f"this needs the package {error.name}; install it with: pip install 'sideman[{extra}]'"
        ) from error
