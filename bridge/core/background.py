"""Work that takes a while and that no caller may wait for, such as writing a file: done in turn on one thread."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Sequence

from bridge.core.errors import SidemanError

log = logging.getLogger(__name__)


class Background:
    """Any thread may submit; the thread starts with the first call. A call that raises is logged."""

    def __init__(self, name: str) -> None:
        self._queue: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._name, self._thread = name, threading.Thread(target=self._run, name=name, daemon=True)

    def submit(self, call: Callable[[], object]) -> None:
        """Make a call later, after those submitted before; never waits."""
        self._queue.put(call)
        with self._lock:
            if not self._thread.is_alive() and self._thread.ident is None:
                self._thread.start()

    def close(self, timeout_s: float = 2.0) -> None:
        """Make the calls that wait, and end the thread; returns after ``timeout_s`` seconds at the latest."""
        self._queue.put(None)
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while (call := self._queue.get()) is not None:
            try:
                call()
            except SidemanError as error:
                log.warning("%s", error)
            except Exception:
                log.exception("%s: a call failed", self._name)


def close_at_once(closes: Sequence[Callable[[], object]]) -> None:
    """Close several things side by side, so that one that does not end delays no other."""
    threads = [threading.Thread(target=close_safely, args=(close,), daemon=True) for close in closes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def close_safely(close: Callable[[], object]) -> None:
    """Close something; a failure is logged, as the rest must be closed all the same."""
    try:
        close()
    except Exception:
        log.exception("%r failed", close)
