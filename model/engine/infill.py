"""Writes parts of bars between what stands before and after: several drafts, of which the one that fits best is taken.

Each draft plays around the notes that stay. The network is causal, so what follows judges: drafts are compared by how
likely the network finds the notes that stay, inside the gap and in the bars after it, with the draft before them.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from model.engine.density_control import notes_a_bar
from model.engine.filling import next_note_around
from model.engine.generator import Generator
from model.engine.given_music import GivenControls, GivenMusic
from model.engine.note_classes import NoteClasses
from model.engine.scoring import nats_of_event
from model.music.config import DRUMS
from model.music.events import Note
from model.music.gaps import Aspect
from model.music.plan import Plan

N_BARS_HEARD = 24  # before the gap
N_BARS_JUDGING = 2  # after it
_DENSITY_SLACK_OCTAVES = 0.5


class Draft(NamedTuple):
    """Bars of the gap, and what the notes that stay cost with them, in nats each."""

    bars: tuple[tuple[NoteClasses, ...], ...]
    nats: float


class Infill:
    """`steps` does the work, an event of the network a step; then ``drafts`` are there, the best first."""

    def __init__(
        self,
        generator: Generator,
        given: GivenMusic,
        *,
        style: tuple[float, ...],
        n_drafts: int = 1,
        seed: int = 0,
        aspect: Aspect = Aspect.ALL,
        is_other: bool = False,
    ) -> None:
        """is_other: what is written is not to be as the bars around it, though these are alike."""
        self._generator, self._given, self._gap = generator, given, given.gap
        self._controls = GivenControls(given, generator.resolved, style, is_other=is_other)
        self._n_drafts, self._seed, self._aspect = n_drafts, seed, aspect
        # Parts that play nowhere else have no typical bar: they keep to the groove of the plan.
        self._is_planned = not (given.gap.parts & given.parts) and given.gap.first == 0
        self.drafts: list[Draft] = []

    @property
    def plan(self) -> Plan:
        """The plan that is followed."""
        return self._generator.resolved.plan

    def steps(self) -> Iterator[None]:
        """Write all drafts."""
        first = self._gap.first
        for bar in range(max(first - N_BARS_HEARD, 0), first):
            yield from self._hear(bar, [])
        before = self._generator.snapshot()
        for number in range(self._n_drafts):
            self._generator.restore(before, then_redirect=True)
            self._generator.reseed(self._seed + number)
            nats: list[float] = []
            bars: list[tuple[NoteClasses, ...]] = []
            for bar in range(first, self._gap.last + 1):
                yield from self._write(bar, bars, nats)
            if self._n_drafts > 1:
                for bar in self._judging():
                    yield from self._hear(bar, nats)
            self.drafts.append(Draft(tuple(bars), sum(nats) / max(len(nats), 1)))
        self.drafts.sort(key=lambda draft: draft.nats + self._thinness(draft))

    def notes_of(self, draft: Draft) -> list[tuple[Note, ...]]:
        """The draft's notes as they sound, for each bar of the gap; ticks count from the bar's start."""
        to_note = self._generator.resolved.to_note
        return [tuple(to_note(note) for note in bar) for bar in draft.bars]

    def _thinness(self, draft: Draft) -> float:
        """Nats for a density far from the one that is wanted: what stays is likeliest beside silence."""
        gap = self._gap
        asked = [self._controls.of_bar(bar) for bar in range(gap.first, gap.last + 1)]
        wanted = sum(
            float(notes_a_bar(np.array(controls.density[part]), controls.metre.bar_beats))
            for controls in asked
            for part in gap.parts
        )
        octaves = abs(math.log2((sum(map(len, draft.bars)) + 1) / (wanted + 1)))
        return max(0.0, octaves - _DENSITY_SLACK_OCTAVES)

    def _judging(self) -> range:
        return range(self._gap.last + 1, min(self._gap.last + 1 + N_BARS_JUDGING, len(self._given.bars)))

    def _hear(self, bar: int, nats: list[float]) -> Iterator[None]:
        """Feed a bar as it stands."""
        self._generator.begin_bar(own=frozenset(), controls=self._controls.of_bar(bar))
        for note in self._controls.notes(bar):
            self._add(note, nats)
            yield
        self._generator.end_bar()

    def _add(self, note: NoteClasses, nats: list[float]) -> None:
        if self._n_drafts > 1 and self._generator.open_bar is not None:
            nats.append(float(nats_of_event(self._generator.open_bar.distributions, note).sum()))
        self._generator.add_note(note)

    def _write(self, bar: int, bars: list[tuple[NoteClasses, ...]], nats: list[float]) -> Iterator[None]:
        old = self._old(bar)
        match self._aspect:
            case Aspect.ALL:
                yield from self._write_all(bar, nats)
            case Aspect.RHYTHM:
                yield from self._write_rhythm(bar, old, nats)
            case _:
                yield from self._write_anew(bar, old, nats)
        open_bar = self._generator.open_bar
        assert open_bar is not None
        bars.append(tuple(note for note in open_bar.notes if note.part in self._gap.parts))
        self._generator.end_bar()

    def _old(self, bar: int) -> tuple[NoteClasses, ...]:
        to_classes = self._generator.resolved.to_classes
        by_place = {(n.position, n.part, n.pitch): n for n in map(to_classes, self._given.erased(bar))}
        return tuple(by_place[place] for place in sorted(by_place))

    def _begin(self, bar: int) -> None:
        if not self._is_planned:
            self._generator.begin_bar(own=self._gap.parts, controls=self._controls.of_bar(bar))
            return
        plan, metre = self._generator.resolved.plan, self._given.bars[bar].metre
        if plan.metre != metre:
            self._generator.redirect(replace(plan, metre=metre), self._generator.resolved.options)
        self._generator.begin_bar(own=self._gap.parts)

    def _write_all(self, bar: int, nats: list[float]) -> Iterator[None]:
        self._begin(bar)
        waiting = deque(self._controls.notes(bar))
        while True:
            open_bar, n_waiting = self._generator.open_bar, len(waiting)
            note = next_note_around(self._generator, waiting, self._gap.parts)
            if note is None:
                return
            if len(waiting) < n_waiting and self._n_drafts > 1 and open_bar is not None:
                nats.append(float(nats_of_event(open_bar.distributions, note).sum()))
            yield

    def _write_anew(self, bar: int, old: tuple[NoteClasses, ...], nats: list[float]) -> Iterator[None]:
        """The old notes at other pitches, or at other velocities."""
        self._begin(bar)
        for note in _merged(self._controls.notes(bar), old):
            if note.part not in self._gap.parts:
                self._add(note, nats)
            elif self._aspect is Aspect.VELOCITIES:
                assert self._generator.open_bar is not None
                self._generator.add_note(self._generator.sampler.other_velocity(self._generator.open_bar, note))
            else:
                self._add_at_other_pitch(note, old)
            yield

    def _add_at_other_pitch(self, note: NoteClasses, old: tuple[NoteClasses, ...]) -> None:
        """A note of a chord stands above those that were drawn before it; where there is no room left it is dropped."""
        open_bar = self._generator.open_bar
        assert open_bar is not None
        n_above = sum(each[:2] == note[:2] and each.pitch > note.pitch for each in old)
        drawn = self._generator.sampler.other_pitch(open_bar, note, n_above)
        last = open_bar.notes[-1] if open_bar.notes else None
        if last is None or (drawn.position, drawn.part, drawn.pitch) > (last.position, last.part, last.pitch):
            self._generator.add_note(drawn)

    def _write_rhythm(self, bar: int, old: tuple[NoteClasses, ...], nats: list[float]) -> Iterator[None]:
        """A bar is drawn for its rhythm; then the old pitches are played to it, in their order."""
        before = self._generator.snapshot()
        unheard: list[float] = []
        yield from self._write_all(bar, unheard)
        assert self._generator.open_bar is not None
        drawn = [note for note in self._generator.open_bar.notes if note.part in self._gap.parts]
        random = self._generator.snapshot().random
        self._generator.restore(replace(before, random=random), then_redirect=True)
        self._begin(bar)
        for note in _merged(self._controls.notes(bar), with_pitches_of(old, drawn)):
            self._add(note, nats if note.part not in self._gap.parts else [])
            yield


def _merged(kept: tuple[NoteClasses, ...], own: tuple[NoteClasses, ...]) -> list[NoteClasses]:
    return sorted((*kept, *own), key=lambda note: (note.position, note.part, note.pitch))


def with_pitches_of(old: tuple[NoteClasses, ...], drawn: list[NoteClasses]) -> tuple[NoteClasses, ...]:
    """The rhythm of ``drawn`` with the pitches of ``old``: chord by chord in their order, spread over the bar.

    A drum keeps to the keys that the old bar has.
    """
    made: dict[tuple[int, int, int], NoteClasses] = {}
    for part in {note.part for note in old}:
        chords = _by_onset([note for note in old if note.part == part])
        onsets = _by_onset([note for note in drawn if note.part == part])
        keys = {note.pitch for note in old if note.part == part}
        for number, onset in enumerate(onsets):
            if part == DRUMS:
                notes = [note for note in onset if note.pitch in keys]
            else:
                chord = chords[number * len(chords) // len(onsets)]
                notes = [onset[0]._replace(pitch=note.pitch) for note in chord]
            made |= {(note.position, note.part, note.pitch): note for note in notes}
    return tuple(made[place] for place in sorted(made))


def _by_onset(notes: list[NoteClasses]) -> list[list[NoteClasses]]:
    onsets: dict[int, list[NoteClasses]] = {}
    for note in notes:
        onsets.setdefault(note.position, []).append(note)
    return [onsets[position] for position in sorted(onsets)]
