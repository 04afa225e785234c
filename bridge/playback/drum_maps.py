"""Drum maps: which key of an instrument plays a piece of the kit in an articulation, and which pad plays which.

A map is a text file: ``snare rimshot = 40`` on a line, several keys where several pads mean the same, ``off`` for what
the instrument lacks; ``others = same`` or ``others = off`` for everything that is not named. ``#`` begins a comment. A
piece without the articulation asked for is played plainly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from bridge.core.errors import UnknownDrumMapError
from bridge.core.messages import SILENT
from bridge.playback.assignments import read_assignments

SUFFIX = ".map"
GM = "gm"
_FOLDER = Path(__file__).with_name("drum_map_files")
# Piece and articulation of General MIDI's keys. A name without its last words is the piece played plainly.
ARTICULATIONS: Mapping[int, str] = MappingProxyType({
    35: "kick second", 36: "kick", 37: "snare sidestick", 38: "snare", 39: "clap", 40: "snare rimshot",
    41: "tom floor low", 42: "hi-hat closed", 43: "tom floor", 44: "hi-hat pedal", 45: "tom low", 46: "hi-hat open",
    47: "tom low-mid", 48: "tom high-mid", 49: "crash", 50: "tom high", 51: "ride", 52: "china", 53: "ride bell",
    54: "tambourine", 55: "splash", 56: "cowbell", 57: "crash second", 58: "vibraslap", 59: "ride edge",
    60: "bongo high", 61: "bongo low", 62: "conga muted", 63: "conga high", 64: "conga low", 65: "timbale high",
    66: "timbale low", 67: "agogo high", 68: "agogo low", 69: "cabasa", 70: "maracas", 71: "whistle short",
    72: "whistle long", 73: "guiro short", 74: "guiro long", 75: "claves", 76: "wood block high", 77: "wood block low",
    78: "cuica muted", 79: "cuica open", 80: "triangle muted", 81: "triangle open", 82: "shaker", 83: "bells",
})  # fmt: skip
_KEY_OF = {name: key for key, name in ARTICULATIONS.items()}
_PLAIN = {"hi-hat open": "hi-hat closed", "hi-hat pedal": "hi-hat closed", "china": "crash", "splash": "crash"}


@dataclass(frozen=True)
class DrumMap:
    """``keys``: those of an articulation, the first is played; () = the instrument lacks it."""

    name: str
    title: str
    keys: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    others_same: bool = True

    def key_of(self, gm_key: int) -> int:
        """The key that is sent for one of General MIDI's; `SILENT` where nothing is."""
        name = ARTICULATIONS.get(gm_key, "")
        while name:
            if name in self.keys:
                return next(iter(self.keys[name]), SILENT)
            name = _PLAIN.get(name) or name.rpartition(" ")[0]
        return gm_key if self.others_same else SILENT

    def gm_key_of(self, key: int) -> int:
        """General MIDI's key of a pad that was struck."""
        return next((_KEY_OF[name] for name, keys in self.keys.items() if key in keys), key)

    @property
    def is_plain(self) -> bool:
        """Whether every key stays as it is."""
        return self.others_same and not self.keys


PLAIN = DrumMap(GM, "General MIDI")


def names() -> list[str]:
    """Names of the maps that ship."""
    return sorted(path.stem for path in _FOLDER.glob(f"*{SUFFIX}"))


def find(name: str) -> DrumMap:
    """A map that ships, by name, or one of the user's, by path. Raises UnknownDrumMapError with file and line."""
    plain = name.strip()
    path = _FOLDER / f"{plain.lower()}{SUFFIX}"
    if "/" not in plain and "\\" not in plain and path.is_file():
        return read(path)
    own = Path(plain).expanduser()
    if own.suffix.lower() != SUFFIX:
        raise UnknownDrumMapError(
            f"there is no drum map {plain[:60]!r}; there are {', '.join(names())}, or give a {SUFFIX} file"
        )
    return read(own)


def read(path: Path) -> DrumMap:
    """Read a file. Raises UnknownDrumMapError with file and line."""
    title, others_same = path.stem, True
    keys: dict[str, tuple[int, ...]] = {}
    for name, sign, value, where in read_assignments(path, "a drum map", UnknownDrumMapError):
        if not sign or not value:
            raise UnknownDrumMapError(f"{where}: write a piece and its key, such as snare = 38")
        if name == "title":
            title = value
        elif name == "others":
            others_same = _is_same(value, where)
        elif name in _KEY_OF:
            keys[name] = _keys(value, where)
        else:
            raise UnknownDrumMapError(
                f"{where}: {name[:40]!r} is no piece of the kit; `sideman drum-maps gm` names them"
            )
    return DrumMap(path.stem, title, keys, others_same)


def _is_same(value: str, where: str) -> bool:
    if value not in ("same", "off"):
        raise UnknownDrumMapError(f"{where}: others are same or off, not {value[:20]!r}")
    return value == "same"


def _keys(value: str, where: str) -> tuple[int, ...]:
    if value == "off":
        return ()
    words = value.split()
    if not all(word.isdigit() and int(word) <= 127 for word in words):
        raise UnknownDrumMapError(f"{where}: keys are numbers from 0 to 127, or off, not {value[:20]!r}")
    return tuple(map(int, words))
