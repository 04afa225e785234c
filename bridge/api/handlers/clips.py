"""Requests for clips, and for parts written around given notes."""

from __future__ import annotations

from functools import partial
from typing import Any

from bridge.api.clip_service import ClipService
from bridge.api.fill_uploads import FillUploads, n_bars_of, read_given, read_parts
from bridge.api.osc_api import Request
from bridge.api.prompt_queue import PromptQueue
from bridge.core.errors import WrongArgumentsError
from bridge.performance.scene_editor import SceneEditor
from model.music.events import COMMON_TIME, Note
from model.music.plan import Plan
from model.text import complete

NoteRows = tuple[tuple[Any, ...], ...]  # part, channel, pitch, velocity, beat, duration in beats


class ClipRequests:
    """See the module."""

    def __init__(self, editor: SceneEditor, prompts: PromptQueue, clips: ClipService, uploads: FillUploads) -> None:
        self._editor, self._prompts, self._clips, self._uploads = editor, prompts, clips, uploads

    def clip(self, request: Request, n_bars: int, words: str | None) -> None:
        """Make bars by the plan, or by what words make of it; answered in packets. Raises BusyError."""
        if words is None:
            self._prompts.in_turn(partial(self._make, request, n_bars), request.refuse)
        else:
            self._prompts.ask(words, lambda read: self._make(request, n_bars, read), request.refuse)

    def clip_resend(self, request: Request, number: int, sequences: tuple[int, ...]) -> None:
        """Send packets of a clip again. Raises UnknownClipError."""
        self._clips.resend(number, sequences, request)

    def fill(self, request: Request, parts: str, rows: NoteRows) -> None:
        """Write parts around notes. Raises OutOfRangeError, WrongArgumentsError, BusyError."""
        own_parts = read_parts(parts)
        notes = read_given(rows, own_parts)
        self._fill(request, own_parts, notes, n_bars_of(notes, self._editor.plan.metre or COMMON_TIME))

    def fill_begin(self, request: Request, number: int, parts: str, n_bars: int) -> None:
        """Begin a fill whose notes come in packets. Raises OutOfRangeError, BusyError."""
        self._uploads.begin(request.peer, number, read_parts(parts), n_bars)
        request.reply("/sideman/fill/begun", number)

    def fill_notes(self, request: Request, number: int, sequence: int, rows: NoteRows) -> None:
        """A packet of a fill. Raises UnknownClipError, OutOfRangeError."""
        self._uploads.add(request.peer, number, sequence, rows)

    def fill_end(self, request: Request, number: int, n_packets: int) -> None:
        """Make a fill whose packets were all sent. Raises UnknownClipError, IncompleteError, and as `fill` does."""
        fill, rows = self._uploads.end(request.peer, number, n_packets)
        self._fill(request, fill.own_parts, read_given(rows, fill.own_parts), fill.n_bars)

    def _make(self, request: Request, n_bars: int, read: Plan | None = None) -> None:
        plan = self._editor.plan if read is None else complete(read, self._editor.plan)
        self._clips.make(request, n_bars, self._editor.generation_request(plan), self._editor.seeds.new())

    def _fill(self, request: Request, own_parts: frozenset[int], notes: tuple[Note, ...], n_bars: int) -> None:
        if not notes:
            raise WrongArgumentsError(
                f"{request.address}: no notes were given to write around; /sideman/clip needs none"
            )

        def make() -> None:
            desired, seed = self._editor.generation_request(), self._editor.seeds.new()
            self._clips.make(request, n_bars, desired, seed, notes, own_parts)

        self._prompts.in_turn(make, request.refuse)
