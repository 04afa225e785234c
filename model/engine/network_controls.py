"""The controls of one bar as the network takes them, and the strokes of its groove."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from model.engine.feature_values import place_code
from model.engine.note_classes import NoteClasses
from model.music.config import BASS, DRUMS, N_PARTS, NO_CHORD
from model.music.events import COMMON_TIME, Metre

# `closeness_feature` up to which a part is not held to its groove, and from which on it is held fully. Parts that play
# chords are held to the rhythm alone, so a lower closeness is asked of them.
_IS_RHYTHM = np.isin(np.arange(N_PARTS), (DRUMS, BASS))
FREE_CLOSENESS, FIRM_CLOSENESS = np.where(_IS_RHYTHM, 0.1, -0.1), np.where(_IS_RHYTHM, 0.7, 0.25)


class FirmStrokes:
    """Strokes of a bar's groove by the parts that are held to it; ``weights``: how firmly, 0..1, shape = (N_PARTS,)."""

    def __init__(
        self, groove: tuple[NoteClasses, ...], is_known: tuple[float, ...], closeness: tuple[float, ...]
    ) -> None:
        asked = np.array(closeness or (0.0,) * N_PARTS)
        firmness = np.clip((asked - FREE_CLOSENESS) / (FIRM_CLOSENESS - FREE_CLOSENESS), 0, 1)
        self.weights: NDArray[np.float64] = firmness * (np.array(is_known or (0.0,) * N_PARTS) > 0.0)
        self.parts: NDArray[np.bool_] = self.weights > 0.0
        self._notes = tuple(note for note in groove if self.parts[note.part])
        self._places = [place_code(note.position, note.part, note.pitch) for note in self._notes]

    def after(self, place: int) -> NoteClasses | None:
        """First stroke behind a place."""
        found = bisect_right(self._places, place)
        return self._notes[found] if found < len(self._notes) else None

    def at(self, when: int, after: int) -> tuple[NoteClasses, ...]:
        """Strokes at a tick behind a place."""
        first = bisect_right(self._places, max(after, place_code(when, 0, 0) - 1))
        return self._notes[first : bisect_left(self._places, place_code(when + 1, 0, 0))]


@dataclass(frozen=True)
class BarControls:
    """Controls of one bar. Chords are in the common tonic.

    style: N_STYLES weights, all 0 = unknown; density: how much each part plays
    (`feature_values.density_feature`), 0 = not at all, all 0 = unknown; mode: index of config.MODES;
    text: TEXT_WIDTH numbers; expression: a number for each of `feature_values.EXPRESSION`; () = unknown.
    """

    style: tuple[float, ...]
    density: tuple[float, ...]
    tempo_bpm: float = 120.0
    metre: Metre = COMMON_TIME
    chords: tuple[int, int] = (NO_CHORD, NO_CHORD)
    next_chord: int = NO_CHORD
    mode: int = 0
    text: tuple[float, ...] = ()
    expression: tuple[float, ...] = ()
    groove: tuple[NoteClasses, ...] = ()  # what the groove plays in this bar, in canonical order, on these chords
    groove_parts: tuple[float, ...] = ()  # 1 for each part whose groove is known, though it may rest here
    closeness: tuple[float, ...] = ()  # `feature_values.closeness_feature` of each of these parts, 0 = unknown
    learnt: tuple[tuple[str, float], ...] = ()  # learnt styles and their weights, whose adapters act
    ignore_lookback: bool = (
        False  # in this bar nothing is known of the bars before: look-back and n-gram continuation are hidden
    )

    @cached_property
    def groove_places(self) -> tuple[int, ...]:
        """Place codes of the groove's notes."""
        return tuple(place_code(note.position, note.part, note.pitch) for note in self.groove)

    @cached_property
    def firm(self) -> FirmStrokes:
        """Strokes of the parts that are held to their groove."""
        return FirmStrokes(self.groove, self.groove_parts, self.closeness)

    @cached_property
    def groove_counts(self) -> NDArray[np.int64]:
        """Notes of each part in the groove's bar, shape = (N_PARTS,)."""
        return np.bincount([note.part for note in self.groove], minlength=N_PARTS)

    def groove_at(self, when: int, part: int) -> tuple[NoteClasses, ...]:
        """Notes that the groove has for a part at a tick."""
        first = bisect_left(self.groove_places, place_code(when, part, 0))
        end = bisect_left(self.groove_places, place_code(when, part + 1, 0))
        return self.groove[first:end]

    @property
    def has_groove(self) -> bool:
        """Whether the groove of any part is known."""
        return any(self.groove_parts)

    def groove_note(self, after: int, least: int = 0) -> NoteClasses | None:
        """First note of the groove behind the place ``after`` and not before ``least``."""
        found = bisect_left(self.groove_places, max(after + 1, least))
        return self.groove[found] if found < len(self.groove) else None

    def chord_at(self, position_ticks: int) -> int:
        """Chord that holds at a tick of the bar."""
        return self.chords[position_ticks >= self.metre.half_bar_ticks]
