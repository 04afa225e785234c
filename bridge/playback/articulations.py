"""Articulations of an instrument: which keyswitch or controller comes before a short, a long or an accented note.

A file: ``short = key 24``, ``long = cc 32 64``; ``#`` begins a comment. What a file does not name is played as
``long``, and that without a switch where it is not named either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bridge.core.errors import UnknownArticulationsError
from bridge.core.messages import PlannedNote, control_change, note_off, note_on
from bridge.playback.assignments import read_assignments

SUFFIX = ".articulations"
SHORT, LONG, ACCENT = "short", "long", "accent"
NAMES = (SHORT, LONG, ACCENT)
SHORT_BEATS = 0.3
ACCENT_VELOCITY = 112
_SWITCH_VELOCITY = 100


@dataclass(frozen=True)
class Articulations:
    """``switches``: for each articulation a key, or a controller and its value."""

    switches: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def of(self, note: PlannedNote) -> str:
        """The articulation of a note, of those that the instrument has; "" for none.

        >>> from bridge.core.messages import PlannedNote
        >>> Articulations({"short": (24,), "long": (25,)}).of(PlannedNote(1, 5, 4, 40, 90, 0.0, 0.25))
        'short'
        """
        if note.velocity >= ACCENT_VELOCITY and ACCENT in self.switches:
            return ACCENT
        if note.duration_beats <= SHORT_BEATS and SHORT in self.switches:
            return SHORT
        return LONG if LONG in self.switches else ""

    def messages(self, name: str, channel: int) -> tuple[bytes, ...]:
        """What switches to an articulation."""
        switch = self.switches.get(name, ())
        if len(switch) == 1:
            return note_on(channel, switch[0], _SWITCH_VELOCITY), note_off(channel, switch[0])
        return (control_change(channel, *switch),) if switch else ()


def read(path: Path) -> Articulations:
    """Read a file. Raises UnknownArticulationsError with file and line."""
    switches: dict[str, tuple[int, ...]] = {}
    for name, _, value, where in read_assignments(path, "a file of articulations", UnknownArticulationsError):
        if name == "title":
            continue
        if name not in NAMES:
            raise UnknownArticulationsError(f"{where}: {name[:40]!r} is no articulation; there are {', '.join(NAMES)}")
        switches[name] = _switch(value, where)
    if not switches:
        raise UnknownArticulationsError(f"{path} names no articulation; write a line such as short = key 24")
    return Articulations(switches)


def _switch(value: str, where: str) -> tuple[int, ...]:
    kind, *numbers = value.split() or [""]
    wanted = {"key": 1, "cc": 2}.get(kind)
    if len(numbers) != wanted or not all(each.isdigit() and int(each) <= 127 for each in numbers):
        raise UnknownArticulationsError(
            f"{where}: write key 24, or cc 32 64, with numbers up to 127, not {value[:20]!r}"
        )
    return tuple(map(int, numbers))
