"""Starts the inference process."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection

from bridge.inference.settings import InferenceSettings
from bridge.processes import child
from bridge.processes.child import Child

_PROCESS = "bridge.inference_worker.process"  # by name: the daemon never loads what makes music

Started = tuple[Child, Connection]


def start_child(settings: InferenceSettings) -> Started:
    """The process and our end of its pipe."""
    return child.start_child(_PROCESS, settings)


class EarlyChild:
    """An inference process that loads its model while the modules of the daemon are still being imported.

    The first call hands it over; every later one, after it died, starts another.
    """

    def __init__(
        self, settings: InferenceSettings, start: Callable[[InferenceSettings], Started] = start_child
    ) -> None:
        self._settings, self._start = settings, start
        self._early: Started | None = start(settings)

    def __call__(self) -> Started:
        """The process and our end of its pipe."""
        early, self._early = self._early, None
        return early or self._start(self._settings)

    def close(self) -> None:
        """End it, if nobody took it over."""
        if self._early is not None:
            process, connection = self._early
            connection.close()
            process.end(0.0)
