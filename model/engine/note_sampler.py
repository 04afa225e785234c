"""Draws the fields of a note from the network's distributions, within the masks of the plan."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from model.engine.bar_planner import BarPlanner
from model.engine.bars import OpenBar, SamplingSettings
from model.engine.engine import FORBIDDEN
from model.engine.note_classes import NoteClasses
from model.engine.sampling import draw
from model.music.config import DRUMS, DURATION_CLASSES_TICKS, END_OF_BAR, TICKS_PER_QUARTER

SHORTEST_S = 0.035  # of a pitch: a shorter one is heard as a click; files have them, where a key was brushed

Logits = NDArray[np.float32]


class NoteSampler:
    """Shares the generator's planner and random numbers; knows no state of its own."""

    def __init__(self, planner: BarPlanner, sampling: SamplingSettings, rng: np.random.Generator) -> None:
        self._planner, self._sampling, self._rng = planner, sampling, rng

    def place(self, open_bar: OpenBar) -> tuple[int, int] | None:
        """Tick and part of the next note; None = the bar is over."""
        given, sampling = open_bar.distributions, self._settings(open_bar)
        density_control = open_bar.density_control
        whens = self._planner.masks.whens(given, density_control, open_bar.earliest_ticks)
        when = draw(whens, sampling.when, self._rng)
        if when == END_OF_BAR:
            return None
        return when, draw(self._planner.masks.parts(given, density_control, when), sampling.part, self._rng)

    def note_at(self, open_bar: OpenBar, when: int, part: int) -> NoteClasses:
        """A note of a part at a tick: pitch, duration and velocity, one after another."""
        given, sampling, rng = open_bar.distributions, self._settings(open_bar), self._rng
        pitch = draw(self._planner.masks.pitches(given, when, part), sampling.pitch, rng)
        durations = given.duration(pitch)
        if part != DRUMS:
            durations = _without_clicks(durations, open_bar.controls.tempo_bpm)
        duration = draw(durations, sampling.duration, rng)
        velocity = draw(given.velocity(duration), sampling.velocity, rng)
        return NoteClasses(part, when, pitch, duration, velocity)

    def other_pitch(self, open_bar: OpenBar, note: NoteClasses, n_above: int) -> NoteClasses:
        """The note at another pitch. ``n_above``: how many notes of its chord are still to come above it."""
        logits = self._planner.masks.pitches(open_bar.distributions, note.position, note.part)
        allowed = np.flatnonzero(np.isfinite(logits))
        if not len(allowed):
            return note
        logits[allowed[max(len(allowed) - n_above, 1) :]] = FORBIDDEN
        return note._replace(pitch=draw(logits, self._settings(open_bar).pitch, self._rng))

    def other_velocity(self, open_bar: OpenBar, note: NoteClasses) -> NoteClasses:
        """The note at another velocity."""
        given = open_bar.distributions
        given.pitch(note.position, note.part)
        given.duration(note.pitch)
        velocity = draw(given.velocity(note.duration), self._settings(open_bar).velocity, self._rng)
        return note._replace(velocity=velocity)

    def _settings(self, open_bar: OpenBar) -> SamplingSettings:
        return self._sampling.with_temperature_factor(open_bar.temperature_factor * self._planner.options.temperature)


def _without_clicks(durations: Logits, tempo_bpm: float) -> Logits:
    """Logits of the classes of duration without those that end before a pitch can be heard."""
    n_short = bisect_left(DURATION_CLASSES_TICKS, SHORTEST_S * tempo_bpm / 60.0 * TICKS_PER_QUARTER)
    audible = durations.copy()
    audible[:n_short] = FORBIDDEN
    return audible if np.isfinite(audible).any() else durations
