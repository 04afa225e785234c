"""Takes: requested from the inference process, offered to the performer, and told apart in a line each.

Called on the OSC thread and the supervisor's; a lock guards the table.
"""

from __future__ import annotations

import itertools
import threading
from pathlib import Path

from bridge.api.osc_api import Request
from bridge.core.errors import BusyError, SidemanError
from bridge.inference.protocol import GenerationRequest, MakeTakes, PastBar, TakesFailed, TakesMade
from bridge.performance.auditions import Auditions
from bridge.performance.state import Inference

MAX_WAITING = 2


class TakeService:
    """See the module."""

    def __init__(self, inference: Inference, auditions: Auditions, folder: Path) -> None:
        self._inference, self._auditions, self._folder = inference, auditions, folder
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._waiting: dict[int, Request] = {}

    def make(
        self,
        request: Request,
        n_takes: int,
        n_bars: int,
        desired: GenerationRequest,
        seed: int,
        past: tuple[PastBar, ...],
    ) -> None:
        """Request takes; answered when they are there. Raises BusyError."""
        with self._lock:
            if len(self._waiting) >= MAX_WAITING:
                raise BusyError(f"{MAX_WAITING} asks for takes are waiting already; ask again when they have come")
            number = next(self._ids)
            self._waiting[number] = request
        job = MakeTakes(number, n_takes, n_bars, desired, seed, self._folder, past, self._auditions.likes)
        if not self._inference.send(job):
            self._refuse(number, BusyError("the player is starting; ask again in a moment"))

    def made(self, takes: TakesMade) -> None:
        """Offer takes, and answer with a line for each."""
        request = self._take(takes.request)
        if request is None:
            return
        self._auditions.offer(takes.takes)
        for number, take in enumerate(takes.takes, 1):
            n_notes = sum(len(bar.tones) for bar in take.bars)
            request.reply("/sideman/takes/take", number, n_notes, str(take.path), take.line)
        request.reply("/sideman/takes/made", len(takes.takes))

    def failed(self, failed: TakesFailed) -> None:
        """Answer with the reason."""
        request = self._take(failed.request)
        if request is not None:
            request.reply("/sideman/error", request.address, failed.code, failed.message)

    def inference_down(self) -> None:
        """Give up what was being made."""
        with self._lock:
            numbers = list(self._waiting)
        for number in numbers:
            self._refuse(number, BusyError("the inference process died while takes were made; ask again"))

    def _refuse(self, number: int, error: SidemanError) -> None:
        request = self._take(number)
        if request is not None:
            request.refuse(error)

    def _take(self, number: int) -> Request | None:
        with self._lock:
            return self._waiting.pop(number, None)
