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
MAX_TAKES, MAX_TAKE_BARS = 8, 32
_TAKE = Argument("number", Kind.INT, 1, MAX_TAKES)
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
    handler(
        "takes",
        "Makes so many takes of the same bars (8, if not said), behind what was played last; each comes with a line on "
        "how it differs and a .mid. The music that plays is not affected.",
        "/sideman/takes/take number notes path line, /sideman/takes/made takes",
        Argument("takes", Kind.INT, 1, MAX_TAKES),
        Argument("bars", Kind.INT, 1, MAX_TAKE_BARS, optional=True),
    ),
    handler(
        "takes/hear",
        "Loops a take in place of the music, from the next bar line on; /sideman/release leaves it.",
        "/sideman/takes/hearing number",
        _TAKE,
    ),
    handler(
        "takes/keep",
        "Chooses a take: the music goes on behind it, and takes to come lean to what it has over the others.",
        "/sideman/takes/kept number path",
        _TAKE,
    ),
    handler(
        "keep",
        "Keeps the last bars in the library, under a name: a .mid, to be looped, or learnt as a groove by its path.",
        "/sideman/kept name bars path",
        Argument("bars", Kind.INT, 1, MAX_TAKE_BARS),
        Argument("name", Kind.WORD, optional=True),
    ),
    handler("library", "Lists the bars that were kept.", "/sideman/library name…"),
    handler(
        "library/loop",
        "Loops bars of the library in place of the music, from the next bar line on, until release.",
        "/sideman/holding bars",
        Argument("name", Kind.WORD),
    ),
    handler(
        "library/remove",
        "Takes bars out of the library; their .mid stays in its folder `removed`.",
        "/sideman/library name…",
        Argument("name", Kind.WORD),
    ),
)
