"""Where the inference process begins: light enough for the daemon to import, which never loads what makes music."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path


@dataclass(frozen=True)
class InferenceSettings:
    """What the process is started with."""

    model: Path | None = None
    rules_only: bool = False
    log_level: int = logging.WARNING


def main(connection: Connection, settings: InferenceSettings) -> None:
    """Run the process."""
    from bridge.inference.process import serve

    serve(connection, settings)


def main_of_child(descriptor: int) -> None:
    """Run the process on an inherited end of a pipe, whose first message are the settings."""
    connection = Connection(descriptor)
    main(connection, connection.recv())
