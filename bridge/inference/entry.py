"""Where the inference process begins: light enough for the daemon to import, which never loads what makes music."""

from __future__ import annotations

from multiprocessing.connection import Connection

from bridge.inference.settings import InferenceSettings


def main(connection: Connection, settings: InferenceSettings) -> None:
    """Run the process."""
    from bridge.inference.process import serve  # a fresh interpreter's work; never the daemon's

    serve(connection, settings)


def main_of_child(descriptor: int) -> None:
    """Run the process on an inherited end of a pipe, whose first message are the settings."""
    connection = Connection(descriptor)
    main(connection, connection.recv())
