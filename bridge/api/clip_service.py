"""Clips: requested from the inference process, sent in packets, and kept for clients that lost a packet.

Called on the OSC thread and the supervisor's; a lock guards the tables.
"""

from __future__ import annotations

import itertools
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bridge.api.osc_api import Request
from bridge.core.errors import BusyError, UnknownClipError
from bridge.core.paths import free_path
from bridge.inference.protocol import ClipFailed, ClipMade, GenerationRequest, MakeClip
from bridge.performance.state import Inference
from model.music.events import Note

MAX_WAITING = 8
N_KEPT = 8
_TRIES = 2  # a clip that was being made when the process died twice may be what kills it


@dataclass
class Waiting:
    """A clip being made."""

    job: MakeClip
    request: Request
    n_tries: int = 1


class ClipService:
    """n_waiting_changed: called with the number of clips that are being made."""

    def __init__(self, inference: Inference, takes: Path, n_waiting_changed: Callable[[int], None]) -> None:
        self._inference, self._takes, self._tell_n = inference, takes, n_waiting_changed
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._waiting: dict[int, Waiting] = {}
        self._kept: OrderedDict[int, ClipMade] = OrderedDict()

    def make(
        self,
        request: Request,
        n_bars: int,
        desired: GenerationRequest,
        seed: int,
        given: tuple[Note, ...] = (),
        own_parts: frozenset[int] = frozenset(),
        **into: Any,
    ) -> None:
        """Request a clip; its packets are sent to the peer of the request. Raises BusyError.

        into: gap, aspect and goes_on of `MakeClip`.
        """
        with self._lock:
            if len(self._waiting) >= MAX_WAITING:
                raise BusyError(f"{len(self._waiting)} clips are waiting already; ask again when one has come")
            number = next(self._ids)
            path = free_path(self._takes, f"clip-{number:03d}-seed-{seed}")
            job = MakeClip(number, n_bars, desired, seed, path, given, own_parts, **into)
            self._waiting[number] = Waiting(job, request)
        self._inference.send(job)  # without a process it is requested again when one is up
        self._tell_n(len(self._waiting))

    def made(self, clip: ClipMade) -> None:
        """Send a clip, and keep it."""
        with self._lock:
            waiting = self._waiting.pop(clip.request, None)
            self._kept[clip.request] = clip
            while len(self._kept) > N_KEPT:
                self._kept.popitem(last=False)
        self._tell_n(len(self._waiting))
        if waiting is not None:
            send = waiting.request.send
            whole = waiting.request.peer.connection and clip.n_notes
            for packet in (clip.packets[0], clip.whole, clip.packets[-1]) if whole else clip.packets:
                send(packet)

    def failed(self, clip: ClipFailed) -> None:
        """Answer with the reason why a clip could not be made."""
        with self._lock:
            waiting = self._waiting.pop(clip.request, None)
        self._tell_n(len(self._waiting))
        if waiting is not None:
            message = f"clip {clip.request} failed: {clip.message}"
            waiting.request.reply("/sideman/error", waiting.request.address, clip.code, message)

    def resend(self, number: int, sequences: tuple[int, ...], request: Request) -> None:
        """Send packets of a clip once more. Raises UnknownClipError."""
        with self._lock:
            clip = self._kept.get(number)
        if clip is None:
            raise UnknownClipError(f"clip {number} is not kept (any more); the last {N_KEPT} are")
        notes = clip.packets[1:-1]
        beyond = [sequence for sequence in sequences if sequence >= len(notes)]
        if beyond:
            raise UnknownClipError(f"clip {number} has packets 0 to {len(notes) - 1}, not {beyond[0]}")
        # Its begin and end too: a client cannot know that it lost one of them.
        for packet in (clip.packets[0], *(notes[sequence] for sequence in sequences), clip.packets[-1]):
            request.send(packet)

    def inference_up(self) -> None:
        """Request again the clips that were being made when the process died."""
        with self._lock:
            again = list(self._waiting.values())
        for waiting in again:
            waiting.n_tries += 1
            if waiting.n_tries > _TRIES + 1:
                self.failed(ClipFailed(waiting.job.request, "internal", "the inference process died while making it"))
            else:
                self._inference.send(waiting.job)
