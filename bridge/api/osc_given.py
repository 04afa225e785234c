"""Entries of the table of requests: music that is given, and what is planned made again, locked and undone."""

from __future__ import annotations

from dataclasses import replace

from bridge.api.osc_handler import (
    CLIP,
    FILL_ID,
    MAX_CLIP_BARS,
    NOTES,
    PACKETS,
    PARTS_NAMED,
    SEQUENCE,
    Handler,
    handler,
)
from bridge.osc.arguments import Argument, Kind
from bridge.settings.config_table import MAX_PROMPT_CHARACTERS
from model.music.config import MAX_TEMPO_BPM, MIN_TEMPO_BPM
from model.music.gaps import ONLY

_WHAT = Argument("what", Kind.TEXT, high=MAX_PROMPT_CHARACTERS)
_UNDONE = "/sideman/undone steps redo-steps"
_LOCKED = "/sideman/locked parts bars"

GIVEN: tuple[Handler, ...] = (
    handler(
        "given/begin",
        "Begins music that is given, to be written into or gone on with; its notes come in packets. Without metre "
        "and tempo it has those of the plan.",
        "/sideman/given/begun id",
        FILL_ID,
        Argument("bars", Kind.INT, 1, MAX_CLIP_BARS),
        Argument("metre", Kind.WORD, optional=True),
        Argument("bpm", Kind.FLOAT, MIN_TEMPO_BPM, MAX_TEMPO_BPM, optional=True),
    ),
    handler("given/notes", "Notes of music that is given, in packets from 0.", "", FILL_ID, SEQUENCE, NOTES),
    handler(
        "given/replace",
        "Ends the upload and writes parts (bass or drums,bass; all) of bars anew, between what is before and after; "
        "only their pitches, rhythm or velocities, if said. Only what is new is sent, at its beat.",
        CLIP,
        FILL_ID,
        PACKETS,
        PARTS_NAMED,
        Argument("first", Kind.INT, 1, MAX_CLIP_BARS),
        Argument("last", Kind.INT, 1, MAX_CLIP_BARS),
        Argument("only", Kind.WORD, choices=ONLY, optional=True),
    ),
    handler(
        "given/continue",
        "Ends the upload and goes on behind it; beats count from there.",
        CLIP,
        FILL_ID,
        PACKETS,
        Argument("bars", Kind.INT, 1, MAX_CLIP_BARS),
    ),
    handler(
        "given/complement",
        "Ends the upload and writes parts that it lacks; all: those of the plan.",
        CLIP,
        FILL_ID,
        PACKETS,
        PARTS_NAMED,
    ),
    handler("undo", "Takes back the last change of what is set or planned, 100 deep.", _UNDONE),
    handler("redo", "Makes the change that was undone last once more.", _UNDONE),
    handler(
        "lock",
        'Locks what is planned through every change: parts, bars by their numbers, all: "drums bass", "bars 9-12".',
        _LOCKED,
        _WHAT,
    ),
    handler("unlock", 'Lets go of parts or bars: "drums", "bars 9-12", "all".', _LOCKED, _WHAT),
    handler(
        "again",
        "Makes what is planned once more, from the next bar line on: all, or parts, bars, and only their pitches, "
        'rhythm or velocities: "bass", "drums bars 9-10", "piano pitches". What is locked stays.',
        "/sideman/again first last",
        replace(_WHAT, optional=True),
    ),
)
