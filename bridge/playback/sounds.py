"""Sounds of the parts: program, bank, volume, pan and reverb, from words, style and the performer. Values.

Programs count from 0 here, as on the wire; in the interface they count from 1, as General MIDI prints them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bridge.core.messages import control_change, program_change
from bridge.settings.controls import Controls, PartControls
from model.music.config import PARTS
from model.music.learnt_styles import shipped
from model.music.plan import Plan
from model.text.styles import DEFAULT_STYLE

CC_BANK, CC_VOLUME, CC_PAN, CC_REVERB = 0, 7, 10, 91
USUAL_VOLUME, MIDDLE, USUAL_REVERB = 100, 64, 40

# Default programs of the parts.
USUAL_PROGRAMS = {
    "drums": 0,  # standard kit
    "piano": 0,  # grand piano
    "chromatic": 11,  # vibraphone
    "organ": 16,  # drawbar organ
    "guitar": 25,  # steel guitar
    "bass": 33,  # fingered bass
    "strings": 48,  # a section: the family's own solo violin carries no chords
    "ensemble": 49,  # slow strings
    "brass": 61,  # brass section
    "reed": 65,  # alto saxophone
    "pipe": 73,  # flute
    "lead": 81,  # saw lead
    "pad": 89,  # warm pad
    "effects": 99,  # atmosphere
    "ethnic": 104,  # sitar
    "percussive": 114,  # steel drums
    "sfx": 114,
}
# Styles with other instruments. Kits: 8 room, 16 power, 24 electronic, 25 TR-808, 32 jazz, 40 brushes.
STYLE_PROGRAMS: dict[str, dict[str, int]] = {
    "ambient": {"piano": 4, "bass": 38, "drums": 24, "guitar": 27},
    "blues": {"guitar": 26, "organ": 17, "bass": 32, "reed": 66},
    "classical": {"bass": 43, "guitar": 24, "reed": 71, "brass": 60, "ensemble": 48},
    "country": {"guitar": 25, "organ": 22},
    "early": {"piano": 6, "organ": 19, "guitar": 24, "bass": 43, "reed": 68, "pipe": 74},
    "electronic": {"drums": 25, "bass": 38, "piano": 5, "strings": 50, "brass": 62},
    "folk": {"guitar": 24, "bass": 32, "organ": 21},
    "funk_soul": {"guitar": 27, "bass": 36, "piano": 4, "organ": 17},
    "gospel": {"organ": 17, "ensemble": 52},
    "hiphop": {"drums": 25, "bass": 38, "piano": 4},
    "jazz": {"drums": 32, "bass": 32, "guitar": 26, "reed": 66, "brass": 56, "organ": 17},
    "latin": {"guitar": 24, "bass": 32, "brass": 56},
    "metal": {"drums": 16, "guitar": 30, "bass": 34},
    "ragtime": {"piano": 3, "bass": 58},
    "reggae": {"guitar": 27, "organ": 16},
    "rock": {"drums": 16, "guitar": 29, "bass": 34, "organ": 18},
}
# Pan of the parts, as a band stands on a stage.
PLACES = {"guitar": 40, "piano": 84, "organ": 92, "strings": 48, "brass": 80, "reed": 72, "chromatic": 44, "pipe": 56}


class Sound(NamedTuple):
    """The sound of a channel; ``is_own``: the performer chose its program, so that every port must have it."""

    program: int
    bank: int = 0
    volume: int = USUAL_VOLUME
    pan: int = MIDDLE
    reverb: int = USUAL_REVERB
    is_own: bool = False

    def messages_from(self, channel: int, old: Sound, *, with_program: bool) -> Iterator[bytes]:
        """Messages that change a channel from the sound ``old`` to this one.

        >>> [data.hex() for data in Sound(33, volume=80).messages_from(4, AS_GENERAL_MIDI, with_program=True)]
        ['b40750', 'c421']
        """
        for control, value, sent in (
            (CC_VOLUME, self.volume, old.volume),
            (CC_PAN, self.pan, old.pan),
            (CC_REVERB, self.reverb, old.reverb),
        ):
            if value != sent:
                yield control_change(channel, control, value)
        if with_program and (self.program, self.bank) != (old.program, old.bank):
            if self.bank != old.bank:
                yield control_change(channel, CC_BANK, self.bank)
            yield program_change(channel, self.program)

    def without_places(self, own: PartControls) -> Sound:
        """The sound for another synthesiser, whose mix is the performer's own."""
        return self if own.pan is not None else self._replace(pan=MIDDLE)


def sounds_of(plan: Plan, controls: Controls) -> tuple[Sound, ...]:
    """A sound for each part."""
    return tuple(_sound(plan, part, controls.part(part)) for part in PARTS)


def program_of(plan: Plan, part: str) -> int:
    """The program that words ask for, else that of the heaviest style, else the default."""
    style = shipped(plan.style, DEFAULT_STYLE)[0][0] if plan.style else ""
    usual = STYLE_PROGRAMS.get(style, {}).get(part, USUAL_PROGRAMS[part])
    return dict(plan.programs).get(part, usual)


def _sound(plan: Plan, part: str, own: PartControls) -> Sound:
    return Sound(
        program_of(plan, part) if own.program is None else own.program - 1,
        own.bank or 0,
        USUAL_VOLUME if own.volume is None else own.volume,
        PLACES.get(part, MIDDLE) if own.pan is None else own.pan,
        USUAL_REVERB if own.reverb is None else own.reverb,
        is_own=own.program is not None or own.bank is not None,
    )


AS_GENERAL_MIDI = Sound(-1)  # a synthesiser that was just switched on; its program may be any
UNKNOWN = Sound(-1, -1, -1, -1, -1)
USUAL_SOUNDS = sounds_of(Plan(), Controls())
