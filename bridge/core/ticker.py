"""Calls things at a steady pace, on absolute deadlines, on a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from bridge.core.timebase import Timebase, Waiter

log = logging.getLogger(__name__)


class Ticker:
    """Calls every ``every_s`` seconds, or every ``rest_s`` while ``may_rest`` says so; missed calls are skipped."""

    def __init__(
        self,
        time: Timebase,
        every_s: float,
        callbacks: Sequence[Callable[[], None]],
        *,
        name: str = "ticker",
        rest_s: float | None = None,
        may_rest: Callable[[], bool] = lambda: True,
    ) -> None:
        self._time, self._every_s, self._callbacks = time, every_s, callbacks
        self._rest_s, self._may_rest = rest_s, may_rest
        self._waiter = Waiter(time)
        self._closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def wake(self) -> None:
        """End a rest: call now, and at the usual pace from here on unless there may be another rest. Any thread."""
        self._waiter.wake()

    def close(self, timeout_s: float = 2.0) -> None:
        """End the thread."""
        self._closed = True
        self._waiter.wake()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def tick(self) -> None:
        """Call each; one that fails is logged and does not keep the others from it."""
        for callback in self._callbacks:
            try:
                callback()
            except Exception:
                log.exception("a tick failed")

    def _run(self) -> None:
        next_s = self._time.now_s()
        while not self._closed:
            self.tick()
            every_s = self._every_s if self._rest_s is None or not self._may_rest() else self._rest_s
            next_s = max(next_s + every_s, self._time.now_s())
            self._waiter.wait_until(next_s)
            next_s = min(next_s, self._time.now_s())
