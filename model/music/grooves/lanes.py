"""Lanes of a groove: their names, the drum keys and the registers behind them, and their options."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from model.music.config import BASS, DRUMS, PARTS
from model.music.grooves.errors import GrooveError
from model.music.keys import note_to_pitch_class

# Drum lanes and their General MIDI keys. The second half of the table is Latin and orchestral percussion.
DRUM_LANES = {
    "kick": 36,
    "kick2": 35,
    "rim": 37,
    "snare": 38,
    "clap": 39,
    "snare2": 40,  # electric snare; the swirl of a brush kit
    "hat": 42,
    "pedal": 44,
    "open": 46,
    "ride": 51,
    "bell": 53,
    "ride2": 59,
    "crash": 49,
    "crash2": 57,
    "splash": 55,
    "china": 52,
    "high_tom": 50,
    "mid_tom": 47,
    "low_tom": 45,
    "floor_tom": 43,
    "floor_tom2": 41,
    "sticks": 31,
    "click": 33,
    "scratch": 29,
    "snap": 26,
    "tambourine": 54,
    "cowbell": 56,
    "vibraslap": 58,
    "high_bongo": 60,
    "low_bongo": 61,
    "conga_mute": 62,
    "conga": 63,
    "low_conga": 64,
    "high_timbale": 65,
    "low_timbale": 66,
    "high_agogo": 67,
    "low_agogo": 68,
    "cabasa": 69,
    "maracas": 70,
    "whistle": 71,
    "guiro": 73,
    "long_guiro": 74,
    "claves": 75,
    "high_woodblock": 76,
    "low_woodblock": 77,
    "cuica_mute": 78,
    "cuica": 79,
    "mute_triangle": 80,
    "triangle": 81,
    "shaker": 82,
    "bells": 83,
    "castanets": 85,
    "surdo_mute": 86,
    "surdo": 87,
}
LANE_OF_KEY = {key: lane for lane, key in DRUM_LANES.items()}

# Middle of the register of a part where its lane names none: bass roots lie in G1..F#2.
USUAL_REGISTER = {
    "piano": 62,
    "chromatic": 72,
    "organ": 62,
    "guitar": 57,
    "bass": 37,
    "strings": 67,
    "ensemble": 62,
    "brass": 63,
    "reed": 65,
    "pipe": 74,
    "lead": 72,
    "pad": 60,
    "effects": 66,
    "ethnic": 65,
    "percussive": 65,
    "sfx": 60,
}
LOW_REGISTER = 52  # a lane around a lower pitch than this carries the bass
ARTICULATIONS = ("as written", "short", "hold", "ring")
_NOTE = re.compile(r"([A-Ga-g])([#b]?)(-?\d)")
_MIN_SCALE, _MAX_SCALE = 0.1, 1.5


class LaneOptions(NamedTuple):
    """Options of a lane. ``around``: MIDI number in the middle of its register."""

    around: int
    velocity_scale: float = 1.0
    articulation: str = ARTICULATIONS[0]
    voicing: str = "close"

    def to_text(self) -> str:
        """Write the options as `read_options` reads them."""
        return f"around {self.around}, velocity {self.velocity_scale:g}, {self.articulation}, voicing {self.voicing}"


@lru_cache(maxsize=512)
def lane_part(lane: str) -> int:
    """Part of a lane: ``piano.left`` belongs to the piano. Raises GrooveError for an unknown lane.

    >>> lane_part("snare"), lane_part("piano.left")
    (0, 1)
    """
    if lane in DRUM_LANES:
        return DRUMS
    name = lane.partition(".")[0]
    if name in PARTS and name != "drums":
        return PARTS.index(name)
    near = get_close_matches(name, [*DRUM_LANES, *PARTS[1:]], n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else "use a drum lane such as kick or a part such as bass"
    raise GrooveError(f"there is no lane {lane[:40]!r}; {hint}")


def usual_options(lane: str) -> LaneOptions:
    """Options of a lane that names none."""
    part = lane_part(lane)
    return LaneOptions(60 if part == DRUMS else USUAL_REGISTER[PARTS[part]])


def is_low(part: int, options: LaneOptions) -> bool:
    """Whether a lane carries the bass: its first note over a new chord is the root."""
    return part == BASS or (part != DRUMS and options.around < LOW_REGISTER)


def read_options(lane: str, text: str) -> LaneOptions:
    """Read ``around E2, velocity .9, ring, voicing rootless`` on top of what is usual. Raises GrooveError."""
    options = usual_options(lane)
    for word in filter(None, (part.strip() for part in text.split(","))):
        key, _, value = word.partition(" ")
        if word in ARTICULATIONS:
            options = options._replace(articulation=word)
        elif key == "around":
            options = options._replace(around=_register(value))
        elif key == "velocity":
            options = options._replace(velocity_scale=_scale(value))
        elif key == "voicing":
            options = options._replace(voicing=value.strip())
        else:
            hint = "use around, velocity, voicing, short, hold, ring"
            raise GrooveError(f"{word[:40]!r} is not a recognised option of a lane; {hint}")
    return options


def _register(text: str) -> int:
    """A MIDI number or a note name, C4 = 60."""
    match = _NOTE.fullmatch(text.strip())
    if match is not None:
        value = note_to_pitch_class(match[1], match[2]) + 12 * (int(match[3]) + 1)
    elif text.strip().isdecimal():
        value = int(text)
    else:
        raise GrooveError(f"{text[:20]!r} is not a recognised register; write a note such as E2 or a MIDI number")
    if not 24 <= value <= 100:
        raise GrooveError(f"a lane around {text[:20]} lies outside C1..E7; choose a register within")
    return value


def _scale(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not _MIN_SCALE <= value <= _MAX_SCALE:
        raise GrooveError(f"velocity {text[:20]!r} is not a scale; write a number from {_MIN_SCALE} to {_MAX_SCALE}")
    return value
