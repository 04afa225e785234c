"""The panel process: serves the page and talks with the daemon by OSC, until its pipe closes. It meets no deadline."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import threading
from multiprocessing.connection import Connection

from bridge.core.errors import SetupError
from bridge.panel.messages import CannotServe, PanelSettings, Serving
from bridge.panel.server import PanelServer

_NICENESS = 5  # music comes first


def serve(connection: Connection, settings: PanelSettings) -> None:
    """Run the process; returns when the daemon closes the pipe or sends `Quit`."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(name)s: %(message)s")
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        asyncio.run(_run(connection, settings))


async def _run(connection: Connection, settings: PanelSettings) -> None:
    server = PanelServer(settings)
    try:
        connection.send(Serving(await server.serve()))
    except SetupError as error:
        connection.send(CannotServe(str(error)))
        return
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    threading.Thread(target=_wait_for_end, args=(connection, loop, ended), name="pipe", daemon=True).start()
    talking = asyncio.create_task(server.run())
    gc.collect()
    gc.freeze()
    await ended.wait()
    talking.cancel()
    await server.close()


def _wait_for_end(connection: Connection, loop: asyncio.AbstractEventLoop, ended: asyncio.Event) -> None:
    """The daemon sends one message, `Quit`, or dies."""
    with contextlib.suppress(EOFError, OSError):
        connection.recv()
    with contextlib.suppress(RuntimeError):  # the loop has ended by itself
        loop.call_soon_threadsafe(ended.set)
