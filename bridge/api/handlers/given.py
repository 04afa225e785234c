"""Requests for music that is given: parts of its bars anew, bars that go on, parts that are missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bridge.api.clip_service import ClipService
from bridge.api.fill_uploads import FillUploads, OpenFill, read_given, read_parts
from bridge.api.osc_api import Request
from bridge.api.osc_handler import ALL_PARTS
from bridge.api.prompt_queue import PromptQueue
from bridge.core.errors import OutOfRangeError, WrongArgumentsError
from bridge.performance.scene_editor import SceneEditor
from model.music.config import PARTS
from model.music.events import COMMON_TIME, Metre, Note
from model.music.gaps import Aspect, Gap

NoteRows = tuple[tuple[Any, ...], ...]  # part, channel, pitch, velocity, beat, duration in beats


class GivenRequests:
    """See the module."""

    def __init__(self, editor: SceneEditor, prompts: PromptQueue, clips: ClipService, uploads: FillUploads) -> None:
        self._editor, self._prompts, self._clips, self._uploads = editor, prompts, clips, uploads

    def given_begin(
        self, request: Request, number: int, n_bars: int, metre: str | None, tempo_bpm: float | None
    ) -> None:
        """Begin music whose notes come in packets. Raises BusyError, OutOfRangeError."""
        try:
            its_metre = None if metre is None else Metre.parse(metre)
        except ValueError as error:
            raise OutOfRangeError(f"{request.address}: {error}") from error
        self._uploads.begin(request.peer, number, frozenset(), n_bars, its_metre, tempo_bpm)
        request.reply("/sideman/given/begun", number)

    def given_notes(self, request: Request, number: int, sequence: int, rows: NoteRows) -> None:
        """A packet of it. Raises UnknownClipError, OutOfRangeError."""
        self._uploads.add(request.peer, number, sequence, rows)

    def given_replace(
        self, request: Request, number: int, n_packets: int, parts: str, first: int, last: int, only: str | None
    ) -> None:
        """Write parts of the bars ``first`` to ``last``, from 1, anew. Raises IncompleteError and as the others do."""
        wanted = frozenset() if parts == ALL_PARTS else read_parts(parts)
        notes, upload = self._whole(request, number, n_packets)
        if not first <= last <= upload.n_bars:
            raise OutOfRangeError(f"{request.address}: bars {first} to {last} do not lie in bars 1 to {upload.n_bars}")
        gap = Gap(wanted or _parts_of(notes), first - 1, last - 1)
        if only is not None and not any(self._is_in(note, gap, upload) for note in notes):
            raise WrongArgumentsError(f"{request.address}: there are no notes there whose {only} could be new")
        self._make(request, number, upload, notes, gap=gap, aspect=Aspect(only) if only else Aspect.ALL)

    def given_continue(self, request: Request, number: int, n_packets: int, n_bars: int) -> None:
        """Go on behind it. Raises IncompleteError and as the others do."""
        notes, upload = self._whole(request, number, n_packets)
        gap = Gap(_parts_of(notes), upload.n_bars, upload.n_bars + n_bars - 1)
        self._make(request, number, upload, notes, gap=gap, goes_on=True)

    def given_complement(self, request: Request, number: int, n_packets: int, parts: str) -> None:
        """Write parts that it lacks. Raises IncompleteError and as the others do."""
        wanted = frozenset(map(PARTS.index, self._editor.plan.parts)) if parts == ALL_PARTS else read_parts(parts)
        notes, upload = self._whole(request, number, n_packets)
        missing = wanted - _parts_of(notes)
        if not missing:
            raise WrongArgumentsError(f"{request.address}: nothing is missing; name a part that is not given")
        self._make(request, number, upload, notes, gap=Gap(missing, 0, upload.n_bars - 1))

    def _whole(self, request: Request, number: int, n_packets: int) -> tuple[tuple[Note, ...], OpenFill]:
        upload, rows = self._uploads.whole(request.peer, number, n_packets)
        notes = read_given(rows, frozenset())
        if not notes:
            raise WrongArgumentsError(f"{request.address}: no notes were given; /sideman/clip needs none")
        return notes, upload

    def _is_in(self, note: Note, gap: Gap, upload: OpenFill) -> bool:
        metre = upload.metre or self._editor.plan.metre or COMMON_TIME
        return note.part in gap.parts and note.tick // metre.bar_ticks in gap

    def _make(self, request: Request, number: int, upload: OpenFill, notes: tuple[Note, ...], **into: Any) -> None:
        self._uploads.drop(request.peer, number)
        gap: Gap = into["gap"]
        n_bars = gap.last - gap.first + 1 if into.get("goes_on") else upload.n_bars

        def make() -> None:
            plan = self._editor.plan
            metre, tempo_bpm = upload.metre or plan.metre, upload.tempo_bpm or plan.tempo_bpm
            desired = self._editor.generation_request(replace(plan, metre=metre, tempo_bpm=tempo_bpm))
            self._clips.make(request, n_bars, desired, self._editor.seeds.new(), notes, **into)

        self._prompts.in_turn(make, request.refuse)


def _parts_of(notes: tuple[Note, ...]) -> frozenset[int]:
    return frozenset(note.part for note in notes)
