"""Grooves to be learnt: requested from the inference process, which has the libraries for it.

Called on the OSC thread and the supervisor's; a lock guards the table.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bridge.api.osc_api import Request
from bridge.core.errors import BusyError, SidemanError, UnknownGrooveError
from bridge.inference.protocol import GrooveLearnt, GrooveNotLearnt, LearnGroove, PastBar
from bridge.performance.state import Inference

MAX_WAITING = 8

Learnt = Callable[[GrooveLearnt], None]


class _Waiting(NamedTuple):
    request: Request
    then: Learnt


class GrooveLearning:
    """See the module."""

    def __init__(self, inference: Inference) -> None:
        self._inference = inference
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._waiting: dict[int, _Waiting] = {}

    def learn(
        self, request: Request, name: str, source: Path | tuple[PastBar, ...], tempo_bpm: float, then: Learnt
    ) -> None:
        """Learn a groove; ``then`` is called when it stands in the user's folder. Raises BusyError."""
        with self._lock:
            if len(self._waiting) >= MAX_WAITING:
                raise BusyError(f"{MAX_WAITING} grooves are being learnt; ask again when one is")
            number = next(self._ids)
            self._waiting[number] = _Waiting(request, then)
        if not self._inference.send(LearnGroove(number, name, source, tempo_bpm)):
            self._take(number)
            raise BusyError("the player is starting; ask again in a moment")

    def learnt(self, groove: GrooveLearnt) -> None:
        """A groove stands in the user's folder."""
        waiting = self._take(groove.request)
        if waiting is None:
            return
        try:
            waiting.then(groove)
        except SidemanError as error:
            waiting.request.refuse(error)

    def not_learnt(self, groove: GrooveNotLearnt) -> None:
        """Answer with the reason."""
        self._refuse(groove.request, groove.message)

    def inference_down(self) -> None:
        """Drop the grooves that were being learnt."""
        with self._lock:
            numbers = list(self._waiting)
        for number in numbers:
            self._refuse(number, "the inference process died while it was learnt; ask again")

    def _refuse(self, number: int, message: str) -> None:
        waiting = self._take(number)
        if waiting is not None:
            waiting.request.refuse(UnknownGrooveError(f"{waiting.request.address}: {message}"))

    def _take(self, number: int) -> _Waiting | None:
        with self._lock:
            return self._waiting.pop(number, None)
