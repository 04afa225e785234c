"""What the network is shown: the names, order and sizes of its inputs, for training and playing alike.

The trunk sees one row of ``TRUNK`` ids and one row of floats for each past event. The heads then sample the
fields of the next event one after another; each sees ``HEAD`` ids that depend on the fields before it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.music.config import (
    ECHO_ORDERS,
    N_CHORDS,
    N_DURATIONS,
    N_LOOK_BACKS,
    N_METRES,
    N_MODES,
    N_PARTS,
    N_PITCHES,
    N_STYLES,
    N_VELOCITIES,
    N_WHENS,
    PHRASE_BARS,
    TEXT_WIDTH,
)

N_SECTIONS = 8
NO_DEGREE = 12
NO_PART = N_PARTS + 1  # 0..16 parts, 17 bar line, 18 nothing there
NO_WHEN = N_WHENS

# Ids of the last event and of its bar, with the number of values each can take.
TRUNK: dict[str, int] = {
    "part": N_PARTS + 1,
    "position": N_WHENS,
    "pitch": N_PITCHES + 1,
    "duration": N_DURATIONS,
    "velocity": N_VELOCITIES,
    "degree": NO_DEGREE + 1,
    "metre": N_METRES,
    "phrase": PHRASE_BARS,
    "section": N_SECTIONS,
    "chord": N_CHORDS,
    "next_chord": N_CHORDS,
    "mode": N_MODES,
}
# Then, for each of LOOK_BACK_BARS, the event that followed this place so many bars ago, for the echo the one
# that followed these same events when they were last heard, and for the groove the one that it plays next.
LOOK_BACK: dict[str, int] = {
    "part": NO_PART + 1,
    "when": NO_WHEN + 1,
    "pitch": N_PITCHES + 1,
    "duration": N_DURATIONS,
    "velocity": N_VELOCITIES,
}
N_ECHO_LEVELS = len(ECHO_ORDERS) + 1  # last column: how many events the echo shares, 0 = there is none
ECHO_ROW, GROOVE_ROW = N_LOOK_BACKS - 2, N_LOOK_BACKS - 1
N_TRUNK_IDS = len(TRUNK) + len(LOOK_BACK) * N_LOOK_BACKS + 1

# How a phrase is played, each about -1..1, 0 = unsaid or as usual.
MANNERS = ("level", "articulation", "register", "swing")
_FLOATS = {
    "style": N_STYLES,
    "density": N_PARTS,
    "tempo": 2,
    "text": TEXT_WIDTH,
    "manner": len(MANNERS),
    "groove": N_PARTS,  # 1 for each part whose groove is known
    "closeness": N_PARTS,  # how closely each of these keeps to it in this bar, see `closeness_feature`; 0 = unsaid
}
N_FLOATS = sum(_FLOATS.values())
# Where each group of floats stands in its row.
FLOATS: dict[str, slice] = {}
for _name, _size in _FLOATS.items():
    _begin = sum(group.stop - group.start for group in FLOATS.values())
    FLOATS[_name] = slice(_begin, _begin + _size)

# Fields in the order in which they are sampled.
FIELDS = ("when", "part", "pitch", "duration", "velocity")
FIELD_SIZES: dict[str, int] = {
    "when": N_WHENS,
    "part": N_PARTS,
    "pitch": N_PITCHES,
    "duration": N_DURATIONS,
    "velocity": N_VELOCITIES,
}

# Ids that the heads may look up, besides the fields sampled so far.
NO_DURATION = N_DURATIONS
NO_VELOCITY = N_VELOCITIES
HEAD: dict[str, int] = {
    "chord": N_CHORDS,  # at the new event's place
    "tick_part": N_PARTS + 1,  # 1 + the last event's part if the new event shares its tick, else 0
    "stacked": 2,  # 1 if the new note shares tick and part with the last
    "last_pitch": N_PITCHES + 1,  # of the same part
    "last_duration": N_DURATIONS + 1,
    "last_velocity": N_VELOCITIES + 1,
    "back1_pitch": N_PITCHES + 1,  # what the part played at this very place so many bars ago
    "back2_pitch": N_PITCHES + 1,
    "back4_pitch": N_PITCHES + 1,
    "back8_pitch": N_PITCHES + 1,
    "echo_pitch": N_PITCHES + 1,  # of the echo, if it is this part's and at this tick
    "second_pitch": N_PITCHES + 1,  # the part's last but one
    "back1_duration": N_DURATIONS + 1,
    "back1_velocity": N_VELOCITIES + 1,
    # The rest depends on the new note's pitch too.
    "key_duration": N_DURATIONS + 1,  # of this part's last note of this pitch
    "key_velocity": N_VELOCITIES + 1,
    "again1_duration": N_DURATIONS + 1,  # this very note so many bars ago
    "again1_velocity": N_VELOCITIES + 1,
    "again2_velocity": N_VELOCITIES + 1,
    "echo_duration": N_DURATIONS + 1,  # of the echo, if it is this very note
    "echo_velocity": N_VELOCITIES + 1,
    # What the groove plays here.
    "groove_when": NO_WHEN + 1,  # place of its next note
    "groove_part": NO_PART + 1,  # part of its next note at the new note's tick; BAR = it has none there
    "groove_pitch": N_PITCHES + 1,  # next pitch of the new note's part at this tick
    "groove_duration": N_DURATIONS + 1,  # of this very note, else of the part's first note at this tick
    "groove_velocity": N_VELOCITIES + 1,
}
HEAD_COLUMN = {name: column for column, name in enumerate(HEAD)}

# Which ids each head looks up: names of HEAD, or of fields sampled before.
HEAD_INPUTS: dict[str, tuple[str, ...]] = {
    "when": ("groove_when",),
    "part": ("when", "tick_part", "groove_part"),
    "pitch": (
        "when", "part", "chord", "stacked", "last_pitch", "back1_pitch", "back2_pitch", "back4_pitch",
        "back8_pitch", "echo_pitch", "second_pitch", "groove_pitch",
    ),
    "duration": (
        "when", "part", "pitch", "chord", "last_duration", "back1_duration", "key_duration", "again1_duration",
        "echo_duration", "groove_duration",
    ),
    "velocity": (
        "when", "part", "pitch", "duration", "last_velocity", "back1_velocity", "key_velocity", "again1_velocity",
        "again2_velocity", "echo_velocity", "groove_velocity",
    ),
}  # fmt: skip
LOOK_BACK_IDS = ("back", "again", "echo")  # how the names of those begin that look back
GROOVE_IDS = ("groove_",)  # and of those that look at the groove
ID_SIZES = {**HEAD, **FIELD_SIZES}

# Bars and events are found again by one number that ascends through a piece in canonical order.
PLACE_STRIDE = N_WHENS * (N_PARTS + 1) * 256


def place_code(position: int, part: int, pitch_class: int) -> int:
    """Order of a note inside its bar, from 1; the bar line itself is 0."""
    return 1 + (position * (N_PARTS + 1) + part) * 256 + pitch_class


def section_of_bar(bar: int) -> int:
    """How far into the piece a bar is, on a doubling scale.

    >>> [section_of_bar(b) for b in (0, 1, 2, 3, 4, 8, 63, 64, 900)]
    [0, 1, 2, 2, 3, 4, 6, 7, 7]
    """
    return min(bar.bit_length(), N_SECTIONS - 1)


def tempo_features(tempo_bpm: float) -> tuple[float, float]:
    """Octaves above 120 bpm, and its square."""
    octaves = math.log2(tempo_bpm / 120.0)
    return octaves, octaves * octaves


def density_feature(notes_per_four_beats: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """How much a part plays, 0 = not at all, about 1 = eight notes in four beats.

    >>> density_feature(np.array([0.0, 7.0, 63.0])).tolist()
    [0.0, 1.0, 2.0]
    """
    feature: NDArray[np.float64] = np.log2(1.0 + notes_per_four_beats.astype(np.float64)) / 3.0
    return feature


def closeness_feature(share_kept: Any) -> Any:
    """How closely a part keeps to its groove, from 0 (nothing of it) to 1 (exactly), on the network's scale -1..1.

    The share is the Jaccard index of the strokes played and those of the groove: a number or an array.

    >>> closeness_feature(0.0), closeness_feature(0.75), closeness_feature(1.0)
    (-1.0, 0.5, 1.0)
    """
    return 2.0 * share_kept - 1.0


def closeness_share(feature: Any) -> Any:
    """Inverse of `closeness_feature`.

    >>> closeness_share(-1.0), closeness_share(0.5)
    (0.0, 0.75)
    """
    return (feature + 1.0) / 2.0


def manner_of(
    *, energy: float | None, articulation: float | None, register: float | None, swing: float | None
) -> dict[str, float]:
    """Places on a plan's scales (energy, articulation, swing 0..1, register -1..1) as `MANNERS`; None is left out.

    >>> manner_of(energy=0.5, articulation=None, register=-1.0, swing=1.0)
    {'level': 0.0, 'register': -1.0, 'swing': 1.0}
    """
    scaled = {
        "level": None if energy is None else (energy - 0.5) / 0.3,
        "articulation": None if articulation is None else (articulation - 0.6) / 0.6,
        "register": register,
        "swing": None if swing is None else 2.0 * swing - 1.0,
    }
    return {name: value for name, value in scaled.items() if value is not None}


GUIDED = ("style", "density", "text", "manner")  # what guidance exaggerates: the floats it is compared without


def without_guided(floats: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same row, silent on everything that guidance exaggerates."""
    plain = floats.copy()
    for group in GUIDED:
        plain[FLOATS[group]] = 0
    return plain


def float_features(
    style: Sequence[float],
    density: Sequence[float],
    tempo_bpm: float,
    text: Sequence[float] = (),
    manner: Sequence[float] = (),
    groove: Sequence[float] = (),
    closeness: Sequence[float] = (),
) -> NDArray[np.float32]:
    """The controls of a bar as one row in the order of `FLOATS`, shape = (N_FLOATS,); () = unsaid."""
    row = np.zeros(N_FLOATS, np.float32)
    row[FLOATS["style"]] = style
    row[FLOATS["density"]] = density
    row[FLOATS["tempo"]] = tempo_features(tempo_bpm)
    if len(text):
        row[FLOATS["text"]] = text
    if len(manner):
        row[FLOATS["manner"]] = manner
    if len(groove):
        row[FLOATS["groove"]] = groove
    if len(closeness):
        row[FLOATS["closeness"]] = closeness
    return row
