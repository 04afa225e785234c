"""Notes, events and their exact inverse; the classes in which the network counts them.

A `Note` stands on the grid of 24 ticks a quarter at an absolute tick. An `Event` is a note seen from
inside its bar (part, position, pitch, duration, velocity) or a bar line. Within a bar events stand in one
canonical order: position, then part, then pitch, each pair (part, pitch) at most once on a tick.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from model.music.config import (
    BAR,
    DRUM_DURATION_TICKS,
    DRUM_KEY_HIGH,
    DRUM_KEY_LOW,
    DRUMS,
    DURATION_CLASSES_TICKS,
    MAX_BAR_TICKS,
    N_PARTS,
    TICKS_PER_QUARTER,
    VELOCITY_STEP,
)


class Note(NamedTuple):
    """A note on the grid; ``tick`` counts from the start of the piece."""

    tick: int
    part: int  # 0..16, see model.music.config.PARTS
    pitch: int  # MIDI note number
    duration_ticks: int
    velocity: int  # 1..127


class Event(NamedTuple):
    """A note inside its bar, or a bar line (part BAR, everything else 0)."""

    part: int
    position_ticks: int
    pitch: int
    duration_ticks: int
    velocity: int


BAR_LINE = Event(BAR, 0, 0, 0, 0)


class Metre(NamedTuple):
    """A time signature."""

    numerator: int
    denominator: int

    @property
    def bar_ticks(self) -> int:
        """Length of a bar.

        >>> Metre(6, 8).bar_ticks
        72
        """
        return self.numerator * TICKS_PER_QUARTER * 4 // self.denominator

    @property
    def half_bar_ticks(self) -> int:
        """Tick at which the second chord of a bar begins: the beat at or after its middle.

        >>> [Metre(n, 4).half_bar_ticks for n in (2, 3, 4, 5)]
        [24, 48, 48, 72]
        """
        return -(-self.numerator // 2) * TICKS_PER_QUARTER * 4 // self.denominator

    @property
    def bar_beats(self) -> float:
        """Length of a bar in quarter notes."""
        return self.bar_ticks / TICKS_PER_QUARTER

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"

    @classmethod
    def parse(cls, text: str) -> Metre:
        """Read ``"6/8"``. Raises ValueError with a sentence for a performer.

        >>> Metre.parse("7/8")
        Metre(numerator=7, denominator=8)
        """
        numerator, _, denominator = text.partition("/")
        if not (numerator.strip().isdigit() and denominator.strip() in ("2", "4", "8", "16")):
            raise ValueError(f"{text!r} is not a recognised metre; write it like 3/4 or 6/8")
        metre = cls(int(numerator), int(denominator))
        if not 0 < metre.bar_ticks <= MAX_BAR_TICKS:
            raise ValueError(f"a bar of {text} is longer than 8 quarter notes")
        return metre


COMMON_TIME = Metre(4, 4)


def canonical(notes: Iterable[Note]) -> list[Note]:
    """Sort notes and drop repeats of a (tick, part, pitch), keeping the longest, then the loudest."""
    ordered = sorted(notes, key=lambda n: (n.tick, n.part, n.pitch, -n.duration_ticks, -n.velocity))
    kept: list[Note] = []
    for note in ordered:
        if not kept or kept[-1][:3] != note[:3]:
            kept.append(note)
    return kept


def notes_to_events(notes: Iterable[Note], bar_starts_ticks: Sequence[int]) -> list[Event]:
    """Cut a piece into bars. ``bar_starts_ticks`` ascends from 0 and has one more entry than there are bars.

    Raises ValueError when a note lies outside the bars or outside the ranges of `Note`.
    """
    events: list[Event] = []
    bar, n_bars = -1, len(bar_starts_ticks) - 1
    for note in canonical(notes):
        if not (0 <= note.part < N_PARTS and 0 <= note.pitch < 128 and 0 < note.velocity < 128):
            raise ValueError(f"{note} is out of range")
        if note.duration_ticks < 1 or not bar_starts_ticks[0] <= note.tick < bar_starts_ticks[-1]:
            raise ValueError(f"{note} lies outside the bars")
        while note.tick >= bar_starts_ticks[bar + 1]:
            bar += 1
            events.append(BAR_LINE)
        position = note.tick - bar_starts_ticks[bar]
        events.append(Event(note.part, position, note.pitch, note.duration_ticks, note.velocity))
    events.extend([BAR_LINE] * (n_bars - 1 - bar))
    return events


def events_to_notes(events: Iterable[Event], bar_starts_ticks: Sequence[int]) -> list[Note]:
    """Inverse of `notes_to_events`."""
    notes: list[Note] = []
    bar = -1
    for event in events:
        if event.part == BAR:
            bar += 1
        else:
            tick = bar_starts_ticks[bar] + event.position_ticks
            notes.append(Note(tick, event.part, event.pitch, event.duration_ticks, event.velocity))
    return notes


def duration_to_class(duration_ticks: int) -> int:
    """Nearest duration class, the shorter on a tie.

    >>> [DURATION_CLASSES_TICKS[duration_to_class(t)] for t in (1, 24, 25, 100, 9999)]
    [1, 24, 24, 96, 384]
    """
    above = bisect_left(DURATION_CLASSES_TICKS, duration_ticks)
    if above == 0:
        return 0
    if above == len(DURATION_CLASSES_TICKS):
        return above - 1
    gap_below = duration_ticks - DURATION_CLASSES_TICKS[above - 1]
    return above if DURATION_CLASSES_TICKS[above] - duration_ticks < gap_below else above - 1


def class_to_duration(duration_class: int) -> int:
    """Length in ticks of a duration class."""
    return int(DURATION_CLASSES_TICKS[duration_class])


def velocity_to_class(velocity: int) -> int:
    """Velocity class, 0..31."""
    return velocity // VELOCITY_STEP


def class_to_velocity(velocity_class: int) -> int:
    """Middle of a velocity class; never 0, which would be a note-off."""
    return velocity_class * VELOCITY_STEP + VELOCITY_STEP // 2


def pitch_to_class(part: int, pitch: int) -> int:
    """Pitch as the network counts it: drum keys (clamped to 24..87) after the 128 pitches."""
    if part != DRUMS:
        return pitch
    return 128 + min(max(pitch, DRUM_KEY_LOW), DRUM_KEY_HIGH) - DRUM_KEY_LOW


def class_to_pitch(pitch_class: int) -> int:
    """Inverse of `pitch_to_class`."""
    return pitch_class if pitch_class < 128 else pitch_class - 128 + DRUM_KEY_LOW


def on_network_grid(event: Event) -> Event:
    """Return the event as it looks after a trip through the network's classes; applying it twice changes nothing."""
    if event.part == BAR:
        return BAR_LINE
    duration = class_to_duration(duration_to_class(event.duration_ticks))
    return event._replace(
        pitch=class_to_pitch(pitch_to_class(event.part, event.pitch)),
        duration_ticks=DRUM_DURATION_TICKS if event.part == DRUMS else duration,
        velocity=class_to_velocity(velocity_to_class(event.velocity)),
    )
