"""A note as the network counts it."""

from __future__ import annotations

from typing import NamedTuple

from model.music.config import BAR, NO_PITCH


class NoteClasses(NamedTuple):
    """A note in the network's classes, in the common tonic."""

    part: int
    position: int
    pitch: int
    duration: int
    velocity: int


BAR_LINE = NoteClasses(BAR, 0, NO_PITCH, 0, 0)  # the event that begins a bar

COLUMN = {name: column for column, name in enumerate(NoteClasses._fields)}  # of a note among rows of events
