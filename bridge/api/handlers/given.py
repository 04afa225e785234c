"""Requests for music that is given: parts of its bars anew, bars that go on, parts that are missing."""

from __future__ import annotations

from typing import Any

from bridge.api.clip_service import ClipService
from bridge.api.fill_uploads import FillUploads, read_given, read_parts
from bridge.api.osc_api import Request
from bridge.api.osc_handler import ALL_PARTS, MAX_CLIP_BARS
from bridge.api.prompt_queue import PromptQueue
from bridge.core.errors import OutOfRangeError, WrongArgumentsError
from bridge.performance.scene_editor import SceneEditor
from model.music.config import PARTS
from model.music.events import COMMON_TIME, Note
from model.music.gaps import Aspect, Gap

NoteRows = tuple[tuple[Any, ...], ...]  # part, channel, pitch, velocity, beat, duration in beats


class GivenRequests:
    """See the module."""

    def __init__(self, editor: SceneEditor, prompts: PromptQueue, clips: ClipService, uploads: FillUploads) -> None:
        self._editor, self._prompts, self._clips, self._uploads = editor, prompts, clips, uploads

    def given_begin(self, request: Request, number: int, n_bars: int) -> None:
        """Begin music whose notes come in packets. Raises BusyError."""
        self._uploads.begin(request.peer, number, frozenset(), n_bars)
        request.reply("/sideman/given/begun", number)

    def given_notes(self, request: Request, number: int, sequence: int, rows: NoteRows) -> None:
        """A packet of it. Raises UnknownClipError, OutOfRangeError."""
        self._uploads.add(request.peer, number, sequence, rows)

    def given_replace(
        self, request: Request, number: int, n_packets: int, parts: str, first: int, last: int, only: str | None
    ) -> None:
        """Write parts of the bars ``first`` to ``last``, from 1, anew. Raises IncompleteError and as the others do."""
        wanted = frozenset() if parts == ALL_PARTS else read_parts(parts)
        notes, n_bars = self._whole(request, number, n_packets)
        if not first <= last <= n_bars:
            raise OutOfRangeError(f"{request.address}: bars {first} to {last} do not lie in bars 1 to {n_bars}")
        gap = Gap(wanted or _parts_of(notes), first - 1, last - 1)
        if only is not None and not any(self._is_in(note, gap) for note in notes):
            raise WrongArgumentsError(f"{request.address}: there are no notes there whose {only} could be new")
        self._make(request, number, n_bars, notes, gap=gap, aspect=Aspect(only) if only else Aspect.ALL)

    def given_continue(self, request: Request, number: int, n_packets: int, n_bars: int) -> None:
        """Go on behind it. Raises IncompleteError and as the others do."""
        notes, n_given = self._whole(request, number, n_packets)
        gap = Gap(_parts_of(notes), n_given, n_given + n_bars - 1)
        self._make(request, number, n_bars, notes, gap=gap, goes_on=True)

    def given_complement(self, request: Request, number: int, n_packets: int, parts: str) -> None:
        """Write parts that it lacks. Raises IncompleteError and as the others do."""
        wanted = frozenset(map(PARTS.index, self._editor.plan.parts)) if parts == ALL_PARTS else read_parts(parts)
        notes, n_bars = self._whole(request, number, n_packets)
        missing = wanted - _parts_of(notes)
        if not missing:
            raise WrongArgumentsError(f"{request.address}: nothing is missing; name a part that is not given")
        self._make(request, number, n_bars, notes, gap=Gap(missing, 0, n_bars - 1))

    def _whole(self, request: Request, number: int, n_packets: int) -> tuple[tuple[Note, ...], int]:
        upload, rows = self._uploads.whole(request.peer, number, n_packets)
        notes = read_given(rows, frozenset())
        if not notes:
            raise WrongArgumentsError(f"{request.address}: no notes were given; /sideman/clip needs none")
        return notes, min(upload.n_bars, MAX_CLIP_BARS)

    def _is_in(self, note: Note, gap: Gap) -> bool:
        return note.part in gap.parts and note.tick // (self._editor.plan.metre or COMMON_TIME).bar_ticks in gap

    def _make(self, request: Request, number: int, n_bars: int, notes: tuple[Note, ...], **into: Any) -> None:
        self._uploads.drop(request.peer, number)

        def make() -> None:
            desired, seed = self._editor.generation_request(), self._editor.new_seed()
            self._clips.make(request, n_bars, desired, seed, notes, **into)

        self._prompts.in_turn(make, request.refuse)


def _parts_of(notes: tuple[Note, ...]) -> frozenset[int]:
    return frozenset(note.part for note in notes)
