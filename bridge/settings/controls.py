"""The controls a performer turns, with their ranges: one table for OSC, CC, scenes, config and the reference. Pure.

A control at None is left to the plan, that is to the words and the style.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from bridge.core.errors import OutOfRangeError, WrongArgumentsError
from bridge.settings.drum_lanes import ALL_LANES
from model.music.generation_options import USUAL_GROOVE

AUTO = "auto"  # None, as clients write it
N_MIDI_VALUES = 128
MAX_PUSH_MS = 40.0
MAX_HUMAN_EARLY_MS = 20.0


class Control(NamedTuple):
    """One control; ``default`` None: left to the plan. ``is_whole``: whole numbers only."""

    name: str
    low: float
    high: float
    default: float | None
    doc: str
    is_whole: bool = False

    def checked(self, value: float) -> float:
        """The value, if it is one. Raises OutOfRangeError, WrongArgumentsError."""
        if not self.low <= value <= self.high:
            raise OutOfRangeError(f"{self.name} goes from {self.low:g} to {self.high:g}, not {value:g}")
        if self.is_whole and value != int(value):
            raise WrongArgumentsError(f"{self.name} is a whole number, not {value:g}")
        return value

    def from_midi(self, value: int) -> float:
        """A controller's 0..127 spread over the range.

        >>> BY_NAME["register"].from_midi(0), BY_NAME["answer"].from_midi(127)
        (-1.0, 4.0)
        """
        scaled = self.low + (self.high - self.low) * value / (N_MIDI_VALUES - 1)
        return float(round(scaled)) if self.is_whole else scaled


CONTROLS = (
    Control("energy", 0.0, 1.0, None, "how hard it is played: 0 still, 1 raging"),
    Control("density", 0.25, 4.0, None, "how many times as many notes as usual in the style"),
    Control("register", -1.0, 1.0, None, "-1 deep, 1 high"),
    Control("swing", 0.0, 1.0, None, "0 straight eighths, 1 triplets"),
    Control("articulation", 0.0, 1.0, None, "0 staccato, 1 legato"),
    Control("temperature", 0.3, 2.0, 1.0, "how freely notes are drawn: below 1 plainer, above 1 wilder"),
    Control("guidance", 1.0, 4.0, 1.5, "how much what is asked is exaggerated; 1: not at all, at half the cost"),
    Control(
        "humanise",
        0.0,
        1.0,
        0.0,
        "how far notes stray from the grid: 1 as people do in the style",
    ),
    Control("scale_lock", 0.0, 1.0, 0.0, "1 keeps every pitch in the key's scale", is_whole=True),
    Control("groove", 0.0, 1.0, USUAL_GROOVE, "how closely the groove is kept: 0 not at all, 1 stroke by stroke"),
    Control("answer", 0.0, 4.0, 0.0, "how many notes sound at once with each of the player's", is_whole=True),
    Control(
        "push",
        -MAX_PUSH_MS,
        MAX_PUSH_MS,
        None,
        "milliseconds ahead of the beat, below 0 laid back; auto: as the groove has it, times humanise",
    ),
    Control("fills", 0.0, 2.0, 1.0, "how many fills: 0 none, 1 as usual, above 1 every four bars"),
    Control("fill_size", 0.0, 1.0, None, "0 half a bar, 0.5 a bar, 1 two bars; auto: as the groove has them"),
    Control("complexity", 0.0, 1.0, None, "0 plain, on the beat and in the chord, 1 intricate; auto: as in the style"),
    Control("kick", 0.0, 1.0, 0.0, "how closely the bass strikes with the kick drum"),
    Control("left_hand", 0.0, 2.0, 1.0, "how much keyboards play below middle C: 0 that hand rests, 1 as usual"),
    Control("right_hand", 0.0, 2.0, 1.0, "how much keyboards play from middle C on: 0 that hand rests, 1 as usual"),
    Control("voicing", 0.0, 1.0, None, "0 close chords, 1 wide ones; auto: as in the style"),
    Control("playable", 0.0, 1.0, 1.0, "1 plays nothing that no player could play", is_whole=True),
)
BY_NAME = {control.name: control for control in CONTROLS}


class PartField(NamedTuple):
    """Something that can be set for each part."""

    name: str
    low: float
    high: float
    doc: str
    is_whole: bool = False


PART_FIELDS = (
    PartField("on", 0, 1, "1 plays, 0 rests; auto: as the plan says", is_whole=True),
    PartField("density", 0.1, 8.0, "how many times as many notes as usual; auto: as usual"),
    PartField("channel", 1, 16, "MIDI channel, from 1; auto: the part's own", is_whole=True),
    PartField("program", 1, 128, "General MIDI program, from 1; auto: as words and style have it", is_whole=True),
    PartField("bank", 0, 127, "bank of the program; auto: 0", is_whole=True),
    PartField("volume", 0, 127, "as controller 7; auto: 100", is_whole=True),
    PartField(
        "pan", 0, 127, "as controller 10: 0 left, 64 middle, 127 right; auto: the part's own place", is_whole=True
    ),
    PartField("reverb", 0, 127, "as controller 91; auto: 40", is_whole=True),
    PartField("octave", -3, 3, "how many octaves higher than written; auto: 0", is_whole=True),
    PartField("swing", 0.0, 1.0, "0 straight eighths, 1 triplets; auto: as the band"),
    PartField("push", -MAX_PUSH_MS, MAX_PUSH_MS, "ms ahead of the beat, below 0 laid back; auto: as the band"),
    PartField(
        "lanes_off",
        0,
        ALL_LANES,
        "drums that are left out, a sum of 1 kick, 2 snare, 4 hi-hat, 8 toms, 16 ride, 32 crash, 64 hand percussion; "
        "auto: none; of the part drums alone",
        is_whole=True,
    ),
)
SOUND_FIELDS = ("program", "bank", "volume", "pan", "reverb")  # they change how it sounds, not what is played
PART_FIELD_BY_NAME = {each.name: each for each in PART_FIELDS}


@dataclass(frozen=True)
class PartControls:
    """Settings of one part; None: auto."""

    on: bool | None = None
    density: float | None = None
    channel: int | None = None  # 1..16
    program: int | None = None  # 1..128
    bank: int | None = None
    volume: int | None = None
    pan: int | None = None
    reverb: int | None = None
    octave: int | None = None
    swing: float | None = None
    lanes_off: int | None = None
    push: float | None = None

    def _with(self, name: str, value: float | None) -> PartControls:
        match name:
            case "on":
                return replace(self, on=None if value is None else bool(value))
            case "density" | "swing" | "push":
                number: dict[str, Any] = {name: None if value is None else float(value)}
                return replace(self, **number)
        whole: dict[str, Any] = {name: None if value is None else int(value)}
        return replace(self, **whole)


@dataclass(frozen=True)
class Controls:
    """Every control at a moment; a value. Only what differs from auto is held."""

    values: Mapping[str, float] = field(default_factory=dict)
    parts: Mapping[str, PartControls] = field(default_factory=dict)

    def __getitem__(self, name: str) -> float | None:
        """The value of a control, its default unless it was set."""
        return self.values.get(name, BY_NAME[name].default)

    def with_value(self, name: str, value: float | None) -> Controls:
        """Another value; None: auto. Raises OutOfRangeError, WrongArgumentsError; KeyError for no such control."""
        control = BY_NAME[name]
        others = {key: each for key, each in self.values.items() if key != name}
        return replace(self, values=others if value is None else {**others, name: control.checked(value)})

    def part(self, name: str) -> PartControls:
        """Settings of a part."""
        return self.parts.get(name, PartControls())

    def with_part(self, part: str, name: str, value: float | None) -> Controls:
        """Another value of a part's field; None: auto. Raises OutOfRangeError, WrongArgumentsError."""
        each = PART_FIELD_BY_NAME[name]
        if value is not None:
            Control(f"{part} {name}", each.low, each.high, None, "", each.is_whole).checked(value)
        changed = self.part(part)._with(name, value)
        others = {key: mine for key, mine in self.parts.items() if key != part}
        return replace(self, parts=others if changed == PartControls() else {**others, part: changed})

    @property
    def earliest_ms(self) -> float:
        """Longest time by which a note may be played before its beat."""
        pushes = [self["push"] or 0.0, *(each.push or 0.0 for each in self.parts.values())]
        return max(0.0, *pushes) + (self["humanise"] or 0.0) * MAX_HUMAN_EARLY_MS

    def only_sound_differs(self, other: Controls) -> bool:
        """Whether nothing differs but how parts sound."""
        nothing: dict[str, Any] = dict.fromkeys(SOUND_FIELDS)
        names = self.parts.keys() | other.parts.keys()
        return self.values == other.values and all(
            replace(self.part(name), **nothing) == replace(other.part(name), **nothing) for name in names
        )
