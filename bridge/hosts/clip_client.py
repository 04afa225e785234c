"""Requests clips and fills from a running daemon over UDP, and requests lost packets again. One thread."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bridge.core.errors import BadRequestError, IncompleteError, NoAnswerError
from bridge.osc.client import ERROR_ADDRESS, OscClient
from bridge.osc.codec import OscMessage, Value

NOTE_FIELDS = 6
NOTES_A_PACKET = 25  # some 1,000 bytes
MAKES_WITHIN_S = 60.0
RESEND_AFTER_S, N_RESENDS = 0.15, 40
_FILL_ID = 1  # one fill at a time from each client


class ClipNote(NamedTuple):
    """A note of a clip; channel from 1, beats from the clip's start."""

    part: str
    channel: int
    pitch: int
    velocity: int
    beat: float
    duration_beats: float


class GivenBars(NamedTuple):
    """Music that is given; without metre it has that of the plan."""

    n_bars: int
    notes: Sequence[ClipNote]
    metre: str | None = None
    bpm: float | None = None


class ReceivedClip(NamedTuple):
    """A clip that arrived whole."""

    number: int
    n_bars: int
    tempo_bpm: float
    metre: str
    notes: tuple[ClipNote, ...]
    path: str


@dataclass
class ClipCollector:
    """Puts packets together as they come, in any order, some twice, some never."""

    number: int | None = None
    n_bars: int = 0
    tempo_bpm: float = 0.0
    metre: str = ""
    n_notes: int | None = None
    path: str = ""
    packets: dict[int, tuple[ClipNote, ...]] = field(default_factory=dict)

    def take(self, message: OscMessage) -> None:
        """Take messages of the clip; its first message carries its number."""
        name, values = message.address.removeprefix("/sideman/clip/"), message.arguments
        if name in ("begin", "notes", "end") and self.number is None:
            self.number = int(_number(values[0]))
        if not values or values[0] != self.number:
            return
        if name == "begin":
            self.n_bars, self.tempo_bpm, self.metre = int(_number(values[1])), _number(values[2]), str(values[3])
        elif name == "notes":
            self.packets[int(_number(values[1]))] = tuple(_notes(values[2:]))
        elif name == "end":
            self.n_notes, self.path = int(_number(values[1])), str(values[2])

    @property
    def is_whole(self) -> bool:
        """Whether every note is there."""
        return (
            self.n_notes is not None
            and self.n_bars > 0
            and self._n_here == self.n_notes
            and not any(True for _ in self._gaps())
        )

    @property
    def missing(self) -> tuple[int, ...]:
        """Packets to request again: the gaps, and as many after the last as the number of notes implies."""
        gaps, n_lost = tuple(self._gaps()), (self.n_notes or 0) - self._n_here
        fullest = max(map(len, self.packets.values()), default=0)
        n_behind = math.ceil((n_lost - fullest * len(gaps)) / fullest) if fullest else n_lost > 0
        last = max(self.packets, default=-1)
        return (*gaps, *range(last + 1, last + 1 + n_behind))

    def clip(self) -> ReceivedClip:
        """The clip. Raises IncompleteError."""
        if not self.is_whole or self.number is None:
            raise IncompleteError(f"of the clip's {self.n_notes} notes {self._n_here} arrived; ask again")
        notes = tuple(note for _, packet in sorted(self.packets.items()) for note in packet)
        return ReceivedClip(self.number, self.n_bars, self.tempo_bpm, self.metre, notes, self.path)

    @property
    def _n_here(self) -> int:
        return sum(map(len, self.packets.values()))

    def _gaps(self) -> Iterator[int]:
        yield from (number for number in range(max(self.packets, default=-1)) if number not in self.packets)


class ClipClient:
    """Requests clips from a daemon. Raises NoAnswerError without one, BadRequestError with the daemon's sentence."""

    def __init__(self, host: str, port: int) -> None:
        self._client = OscClient(host, port)

    def __enter__(self) -> ClipClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.__exit__()

    def clip(self, n_bars: int, words: str) -> ReceivedClip:
        """Bars that follow the words; "" follows what is played."""
        return self._collect("/sideman/clip", (n_bars, words) if words else (n_bars,))

    def fill(self, parts: Sequence[str], n_bars: int, given: Sequence[ClipNote]) -> ReceivedClip:
        """Parts written around notes."""
        self._ask("/sideman/fill/begin", _FILL_ID, ",".join(parts), n_bars)
        n_packets = self._upload("/sideman/fill/notes", given)
        return self._collect("/sideman/fill/end", (_FILL_ID, n_packets))

    def replace(self, given: GivenBars, parts: Sequence[str], bars: tuple[int, int], only: str | None) -> ReceivedClip:
        """Parts (none: all) of some bars of what is given written anew; bars count from 1."""
        more = () if only is None else (only,)
        return self._written(given, "replace", ",".join(parts) or "all", *bars, *more)

    def go_on(self, given: GivenBars, n_more: int) -> ReceivedClip:
        """Bars behind what is given."""
        return self._written(given, "continue", n_more)

    def complement(self, given: GivenBars, parts: Sequence[str]) -> ReceivedClip:
        """Parts (none: those of the plan) that what is given lacks."""
        return self._written(given, "complement", ",".join(parts) or "all")

    def _written(self, given: GivenBars, what: str, *values: Value) -> ReceivedClip:
        time = () if given.metre is None else (given.metre,) if given.bpm is None else (given.metre, given.bpm)
        self._ask("/sideman/given/begin", _FILL_ID, given.n_bars, *time)
        n_packets = self._upload("/sideman/given/notes", given.notes)
        return self._collect(f"/sideman/given/{what}", (_FILL_ID, n_packets, *values))

    def _upload(self, address: str, given: Sequence[ClipNote]) -> int:
        packets = [given[start : start + NOTES_A_PACKET] for start in range(0, len(given), NOTES_A_PACKET)]
        for sequence, packet in enumerate(packets):
            self._client.send(address, (_FILL_ID, sequence, *(value for note in packet for value in note)))
        return len(packets)

    def _ask(self, address: str, *values: Value) -> None:
        for answer in self._client.ask(address, values, None, 5.0):
            _refuse(answer)
            return

    def _collect(self, address: str, values: Sequence[Value]) -> ReceivedClip:
        collector = ClipCollector()
        self._client.send(address, values)
        received_s = time.monotonic()
        deadline_s, n_resends = received_s + MAKES_WITHIN_S, 0
        while not collector.is_whole and time.monotonic() < deadline_s and n_resends < N_RESENDS:
            for message in self._client.answers(RESEND_AFTER_S):
                _refuse(message)
                collector.take(message)
                received_s = time.monotonic()
                if collector.is_whole:
                    break
            if (
                collector.number is not None
                and not collector.is_whole
                and time.monotonic() - received_s >= RESEND_AFTER_S
            ):
                n_resends += 1
                self._ask_again(collector)
        if collector.number is None:
            raise NoAnswerError(f"no clip came within {MAKES_WITHIN_S:g} s; is the player overloaded?")
        return collector.clip()

    def _ask_again(self, collector: ClipCollector) -> None:
        """Begin and end come with whatever is sent again."""
        self._client.send("/sideman/clip/resend", (collector.number or 0, *(collector.missing or (0,))))


def _refuse(message: OscMessage) -> None:
    if message.address == ERROR_ADDRESS:
        raise BadRequestError(str(message.arguments[2]) if len(message.arguments) > 2 else "the player refused")


def _notes(values: Sequence[Value]) -> Iterator[ClipNote]:
    for start in range(0, len(values), NOTE_FIELDS):
        part, channel, pitch, velocity, beat, duration_beats = values[start : start + NOTE_FIELDS]
        whole = (int(_number(value)) for value in (channel, pitch, velocity))
        yield ClipNote(str(part), next(whole), next(whole), next(whole), _number(beat), _number(duration_beats))


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
