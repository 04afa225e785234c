"""Collects fills whose notes come in several packets. Used by the OSC thread alone."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from bridge.api.osc_handler import MAX_CLIP_BARS, MAX_NOTES
from bridge.core.errors import BusyError, IncompleteError, OutOfRangeError, UnknownClipError, WrongArgumentsError
from bridge.core.timebase import Timebase
from bridge.osc.peer import Peer
from model.music.config import PARTS, TICKS_PER_QUARTER
from model.music.events import Metre, Note

EXPIRY_S = 60.0
MAX_OPEN = 16
_N_NAMED = 20


@dataclass
class OpenFill:
    """A fill whose packets are coming in."""

    own_parts: frozenset[int]
    n_bars: int
    touched_s: float
    metre: Metre | None = None
    tempo_bpm: float | None = None
    packets: dict[int, tuple[Any, ...]] = field(default_factory=dict)


class FillUploads:
    """Fills by peer and number."""

    def __init__(self, time: Timebase) -> None:
        self._time = time
        self._open: dict[tuple[Peer, int], OpenFill] = {}

    def begin(
        self,
        peer: Peer,
        number: int,
        own_parts: frozenset[int],
        n_bars: int,
        metre: Metre | None = None,
        tempo_bpm: float | None = None,
    ) -> None:
        """Begin, or begin again. Raises BusyError."""
        now_s = self._time.now_s()
        self._open = {key: fill for key, fill in self._open.items() if now_s - fill.touched_s < EXPIRY_S}
        if (peer, number) not in self._open and len(self._open) >= MAX_OPEN:
            raise BusyError(f"{MAX_OPEN} fills are coming in already; end one first")
        self._open[peer, number] = OpenFill(own_parts, n_bars, now_s, metre, tempo_bpm)

    def add(self, peer: Peer, number: int, sequence: int, notes: tuple[Any, ...]) -> None:
        """Take one packet of notes. Raises UnknownClipError, OutOfRangeError."""
        fill = self._find(peer, number)
        n_notes = len(notes) + sum(len(each) for place, each in fill.packets.items() if place != sequence)
        if n_notes > MAX_NOTES:
            raise OutOfRangeError(f"a fill takes {MAX_NOTES} notes at most, not {n_notes}")
        fill.packets[sequence], fill.touched_s = notes, self._time.now_s()

    def end(self, peer: Peer, number: int, n_packets: int) -> tuple[OpenFill, tuple[Any, ...]]:
        """End a fill: it and its notes. Raises UnknownClipError, IncompleteError (the fill stays open)."""
        whole = self.whole(peer, number, n_packets)
        self.drop(peer, number)
        return whole

    def drop(self, peer: Peer, number: int) -> None:
        """Forget a fill."""
        self._open.pop((peer, number), None)

    def whole(self, peer: Peer, number: int, n_packets: int) -> tuple[OpenFill, tuple[Any, ...]]:
        """A fill and its notes; it stays open. Raises UnknownClipError, IncompleteError."""
        fill = self._find(peer, number)
        missing = [str(sequence) for sequence in range(n_packets) if sequence not in fill.packets]
        if missing:
            more = " …" if len(missing) > _N_NAMED else ""
            raise IncompleteError(
                f"packets {' '.join(missing[:_N_NAMED])}{more} of fill {number} are missing; "
                "send them, then the end again"
            )
        return fill, tuple(note for sequence in range(n_packets) for note in fill.packets[sequence])

    def forget(self, peer: Peer) -> None:
        """Forget the fills of a connection that was closed."""
        self._open = {key: fill for key, fill in self._open.items() if key[0] != peer}

    def _find(self, peer: Peer, number: int) -> OpenFill:
        fill = self._open.get((peer, number))
        if fill is None:
            raise UnknownClipError(f"fill {number} has not begun; send /sideman/fill/begin first")
        return fill


def read_parts(words: str) -> frozenset[int]:
    """Parts from ``drums,bass``. Raises OutOfRangeError.

    >>> sorted(read_parts("bass,drums"))
    [0, 5]
    """
    names = [name for name in words.replace("+", ",").split(",") if name]
    unknown = [name for name in names if name not in PARTS]
    if unknown or not names:
        raise OutOfRangeError(f"{words!r} names no parts; write them like drums,bass, of: {', '.join(PARTS)}")
    return frozenset(PARTS.index(name) for name in names)


def read_given(values: tuple[Any, ...], own_parts: frozenset[int]) -> tuple[Note, ...]:
    """Notes given, ticks from the clip's start; never of the parts to be written. Raises WrongArgumentsError."""
    notes = []
    for part, _channel, pitch, velocity, beat, duration in values:
        if PARTS.index(part) in own_parts:
            raise WrongArgumentsError(f"{part} is to be written, so it cannot be given too; leave its notes out")
        tick, ticks = round(beat * TICKS_PER_QUARTER), max(1, round(duration * TICKS_PER_QUARTER))
        notes.append(Note(tick, PARTS.index(part), pitch, ticks, velocity))
    return tuple(sorted(notes))


def n_bars_of(notes: tuple[Note, ...], metre: Metre) -> int:
    """Number of bars that notes last, at least one. Raises OutOfRangeError."""
    end = max((note.tick + 1 for note in notes), default=1)
    n_bars = math.ceil(end / metre.bar_ticks)
    if n_bars > MAX_CLIP_BARS:
        raise OutOfRangeError(f"the notes last {n_bars} bars; {MAX_CLIP_BARS} are the most")
    return n_bars
