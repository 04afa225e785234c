"""The ledger of notes, pedals and bends that were switched on and must be switched off. Owner: the scheduler."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

NO_PART = -1  # notes that are the player's own

# Controllers that go on by themselves until they are set back: modulation, sustain, sostenuto, soft, hold 2.
_LASTING_CONTROLS = (1, 64, 66, 67, 69)
_MIDDLE_OF_BEND = b"\x00\x40"


class NoteKey(NamedTuple):
    """Port, channel and pitch of a note that sounds."""

    port: str
    channel: int
    pitch: int


class SoundingNote(NamedTuple):
    """A note that sounds, and since when."""

    note_id: int
    since_s: float
    part: int = NO_PART


class Ledger:
    """At most one note sounds at a key.

    >>> ledger = Ledger()
    >>> ledger.strike(NoteKey("out", 0, 60), 7, 1.0)
    False
    >>> ledger.strike(NoteKey("out", 0, 60), 8, 2.0)  # re-struck: the caller releases first
    True
    >>> ledger.release(NoteKey("out", 0, 60), 7), ledger.release(NoteKey("out", 0, 60), 8), len(ledger)
    (False, True, 0)
    """

    def __init__(self) -> None:
        self._sounding: dict[NoteKey, SoundingNote] = {}
        self._channels: set[tuple[str, int]] = set()
        self._controls: dict[tuple[str, bytes], bytes] = {}  # port and kind of a controller: what sets it back

    def __len__(self) -> int:
        return len(self._sounding)

    def n_sounding_at(self, port: str) -> int:
        """Number of notes that sound on a port; any thread may call."""
        return sum(key.port == port for key in tuple(self._sounding))  # a copy: the owner goes on meanwhile

    @property
    def used_channels(self) -> list[tuple[str, int]]:
        """Every (port, channel) that was ever struck."""
        return sorted(self._channels)

    def strike(self, key: NoteKey, note_id: int, now_s: float, part: int = NO_PART) -> bool:
        """Enter a note; True when one sounded there already and must be released first."""
        was_sounding = key in self._sounding
        self._sounding.pop(key, None)  # re-entered at the end: entries stay ordered by age
        self._sounding[key] = SoundingNote(note_id, now_s, part)
        self._channels.add((key.port, key.channel))
        return was_sounding

    def release(self, key: NoteKey, note_id: int) -> bool:
        """Strike a note out; False when another or none sounds there, so that there is nothing to send."""
        entry = self._sounding.get(key)
        if entry is None or entry.note_id != note_id:
            return False
        del self._sounding[key]
        return True

    def note_control(self, port: str, data: bytes) -> None:
        """Enter a pedal, bend or pressure that was sent, or strike it out when it is back at rest."""
        kind = data[0] & 0xF0
        if kind == 0xB0 and data[1] in _LASTING_CONTROLS:
            key, rest = data[:2], data[:2] + b"\x00"
        elif kind == 0xE0:
            key, rest = data[:1], data[:1] + _MIDDLE_OF_BEND
        elif kind == 0xD0:
            key, rest = data[:1], data[:1] + b"\x00"
        else:
            return
        if data == rest:
            self._controls.pop((port, key), None)
        else:
            self._controls[port, key] = rest

    def controls(self, ports: Collection[str] | None = None) -> list[tuple[str, bytes]]:
        """Ports (of these only) and messages that set back what is not at rest."""
        return [(port, rest) for (port, _), rest in self._controls.items() if ports is None or port in ports]

    def oldest_since_s(self) -> float | None:
        """Since when the longest-sounding note sounds."""
        return next((entry.since_s for entry in self._sounding.values()), None)

    def take_older_than(self, age_s: float, now_s: float) -> list[NoteKey]:
        """Strike out and return what has sounded for ``age_s``."""
        return self._take(lambda entry: entry.since_s + age_s <= now_s)

    def take_parts(self, parts: Collection[int]) -> list[NoteKey]:
        """Strike out and return what these parts sound."""
        return self._take(lambda entry: entry.part in parts)

    def take_ports(self, ports: Collection[str]) -> list[NoteKey]:
        """Strike out and return what sounds on these ports."""
        keys = [key for key in self._sounding if key.port in ports]
        for key in keys:
            del self._sounding[key]
        return keys

    def take_notes(self, note_ids: Collection[int]) -> list[NoteKey]:
        """Strike out and return these notes, where they still sound."""
        return self._take(lambda entry: entry.note_id in note_ids)

    def _take(self, is_meant: Callable[[SoundingNote], bool]) -> list[NoteKey]:
        keys = [key for key, entry in self._sounding.items() if is_meant(entry)]
        for key in keys:
            del self._sounding[key]
        return keys

    def take_all(self) -> list[NoteKey]:
        """Strike out and return everything."""
        keys = list(self._sounding)
        self._sounding.clear()
        return keys
