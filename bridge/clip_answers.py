"""Gives a finished clip away: notes in packets that fit any network, and a .mid. On the worker's thread."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from bridge.clips import ClipJob
from bridge.errors import SidemanError
from bridge.messages import PlannedNote
from bridge.osc_api import Reply
from bridge.osc_codec import Value
from bridge.parts import place
from bridge.take import write_take
from model.config import PARTS

# A note takes 38 bytes at most: 6 tags, 12 for the longest part name, 5 numbers; the head takes less than 60.
N_NOTES_PER_PACKET = 32


class ClipAnswers:
    """The two ends a clip can come to, told to who asked."""

    def __init__(self, reply: Reply, takes: Path) -> None:
        self._reply, self._takes = reply, takes

    def done(self, clip: ClipJob) -> None:
        """Write the .mid, then answer. Raises TakeError before anything was sent."""
        path = free_path(self._takes, f"clip-{clip.clip_id:03d}-seed-{clip.seed}")
        n_notes = write_take(path, clip.bars)
        first = clip.bars[0]
        begin = (clip.clip_id, clip.n_bars, first.tempo_bpm, str(first.metre))
        self._reply("/sideman/clip/begin", *begin)
        for sequence, packet in enumerate(note_packets(clip_notes(clip))):
            self._reply("/sideman/clip/notes", clip.clip_id, sequence, *packet)
        self._reply("/sideman/clip/end", clip.clip_id, n_notes, str(path))

    def failed(self, clip: ClipJob, error: Exception) -> None:
        """Say why there is no clip."""
        code = error.code if isinstance(error, SidemanError) else "internal"
        self._reply("/sideman/error", "/sideman/clip", code, f"clip {clip.clip_id} failed: {error}")


def clip_notes(clip: ClipJob) -> Iterator[PlannedNote]:
    """The clip's notes, their beats counted from its start."""
    beat, note_ids = 0.0, itertools.count(1)
    for bar in clip.bars:
        yield from place(bar.notes, beat, note_ids)
        beat += bar.metre.bar_beats


def note_packets(notes: Iterator[PlannedNote]) -> Iterator[tuple[Value, ...]]:
    """Notes as part, channel (from 1), pitch, velocity, beat, duration; a packet has <= 1,400 bytes."""
    while chunk := tuple(itertools.islice(notes, N_NOTES_PER_PACKET)):
        yield tuple(value for note in chunk for value in _values(note))


def free_path(folder: Path, name: str) -> Path:
    """A path for a new take that overwrites no older one."""
    numbered = (folder / f"{name}-{n}.mid" for n in itertools.count(2))
    return next(path for path in itertools.chain([folder / f"{name}.mid"], numbered) if not path.exists())


def _values(note: PlannedNote) -> tuple[Value, ...]:
    return PARTS[note.part], note.channel + 1, note.pitch, note.velocity, note.beat, note.duration_beats
