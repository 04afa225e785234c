"""Starts processes of ours: a fresh interpreter each, as a fork would take our threads' locks along.

Where descriptors can be handed on, a plain child with one end of a pipe; `multiprocessing` would start a third process
there to track resources, 13 MB for nothing. On Windows, where they cannot, `multiprocessing` it is.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any, Protocol

from bridge.core.fine_waits import ask_for_fine_waits

_CODE = "import sys; from bridge.processes.child import main_of_child; main_of_child(sys.argv[1], int(sys.argv[2]))"

KILLED_WITHIN_S = 1.0


class Child(Protocol):
    """A process of ours."""

    @property
    def pid(self) -> int | None: ...
    def end(self, timeout_s: float) -> bool: ...


class PlainChild:
    """A child by `subprocess`."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def end(self, timeout_s: float) -> bool:
        """Wait ``timeout_s`` seconds for the child to end by itself, then kill it; whether it has ended."""
        if timeout_s:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout_s)
        if self._process.poll() is None:
            self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):  # a child in the kernel, of a disk or a driver that hangs
            self._process.wait(KILLED_WITHIN_S)
        return self._process.poll() is not None


class SpawnedChild:
    """A child by `multiprocessing`."""

    def __init__(self, process: Any) -> None:
        self._process = process

    @property
    def pid(self) -> int | None:
        """Its number."""
        number: int | None = self._process.pid
        return number

    def end(self, timeout_s: float) -> bool:
        """Wait ``timeout_s`` seconds for the child to end by itself, then kill it; whether it has ended."""
        if timeout_s:
            self._process.join(timeout_s)
        if self._process.is_alive():
            self._process.kill()
        self._process.join(KILLED_WITHIN_S)
        return not self._process.is_alive()


def start_child(module: str, settings: object) -> tuple[Child, Connection]:
    """A process that runs ``serve(connection, settings)`` of a module, and our end of its pipe."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    # Matrices of ours are small: threads for them would only take the cores from those that have deadlines.
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    if sys.platform == "win32":
        os.environ.update(threads)  # a spawned process takes ours; nothing here multiplies
        spawned = context.Process(target=_serve, args=(module, theirs, settings), name=module, daemon=True)
        spawned.start()
        child: Child = SpawnedChild(spawned)
    else:
        number = theirs.fileno()
        command = [sys.executable, "-c", _CODE, module, str(number)]
        environment = {**os.environ, **threads}
        child = PlainChild(subprocess.Popen(command, pass_fds=(number,), stdin=subprocess.DEVNULL, env=environment))
        ours.send(settings)
    theirs.close()
    return child, ours


def main_of_child(module: str, descriptor: int) -> None:
    """Run the process on an inherited end of a pipe, whose first message are the settings."""
    connection = Connection(descriptor)
    _serve(module, connection, connection.recv())


def _serve(module: str, connection: Connection, settings: object) -> None:
    # Ctrl-C, a closed terminal and a system that goes down reach the whole group: the daemon decides when to end, and
    # a pipe that closes ends the process at its other end.
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)
    ask_for_fine_waits()
    import_module(module).serve(connection, settings)  # a fresh interpreter's work; never the daemon's
