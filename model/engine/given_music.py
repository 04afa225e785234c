"""What bars that are given say to the network, some parts of some of them left open: key, chords, density, grooves.

The network is causal: it hears nothing of what follows a gap. So what the bars behind it tell goes into the controls of
the bars inside it, which look ahead: the chords there and next, the density and the typical bars of the part on both
sides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.engine.feature_values import EXPRESSION, closeness_feature, density_feature
from model.engine.groove_bar import RememberedBar, in_order
from model.engine.network_controls import BarControls
from model.engine.note_classes import NoteClasses
from model.engine.resolved_plan import ResolvedPlan
from model.music.config import BASS, DRUMS, N_PARTS, N_QUALITIES, NO_CHORD, PHRASE_BARS
from model.music.events import COMMON_TIME, Note
from model.music.gaps import Gap
from model.music.harmony import find_key, half_bar_chords
from model.music.keys import Key
from model.music.songs import SongBar
from model.music.transposing import transpose_chord

WINDOW_BARS = 16  # on either side of a gap, where its parts' density and typical bars are looked for
_PERIODS_BARS = (8, 4, 16, 2, 1)  # where nothing sounds in a bar, its chords are those of a bar so far away
_BASS_WEIGHT = 2.0
_LIKENESS_OF_OTHERS = 0.5  # to its typical bar, of a part that is to be another
_MOST_COMPARED = 48  # bars, each with each other
_USUAL_LEVEL, _USUAL_PITCH = 0.63, 62.0  # as `model.corpus.expression` measures them


class Typical(NamedTuple):
    """The bar of a part that is most like its others, and how like they are (Jaccard), by phase of two bars."""

    bars: tuple[int, ...]
    likeness: float


class GivenMusic:
    """Bars with a gap. What stands in the gap is known only as ``erased``; see `chords`."""

    def __init__(self, bars: Sequence[SongBar], gap: Gap, *, keeps_harmony: bool = True) -> None:
        """keeps_harmony: where nothing else tells the chords of the gap, they stay as they were before."""
        self.bars, self.gap, self._keeps_harmony = bars, gap, keeps_harmony

    def kept(self, bar: int) -> tuple[Note, ...]:
        """Notes of a bar that stay."""
        notes = self.bars[bar].notes
        return tuple(note for note in notes if note.part not in self.gap.parts) if bar in self.gap else notes

    def erased(self, bar: int) -> tuple[Note, ...]:
        """Notes of a bar that give way."""
        return tuple(note for note in self.bars[bar].notes if note.part in self.gap.parts) if bar in self.gap else ()

    @cached_property
    def parts(self) -> frozenset[int]:
        """Parts that play outside the gap."""
        return frozenset(note.part for bar in range(len(self.bars)) for note in self.kept(bar))

    @cached_property
    def key(self) -> Key | None:
        """The key of what stays, by Krumhansl and Schmuckler; None when nothing pitched sounds."""
        histogram = np.zeros(12)
        for bar in range(len(self.bars)):
            for note in self.kept(bar):
                if note.part != DRUMS:
                    histogram[note.pitch % 12] += note.duration_ticks * (_BASS_WEIGHT if note.part == BASS else 1.0)
        if not histogram.any():
            return None
        tonic, mode = find_key(histogram)
        return Key(tonic, "minor" if mode else "major")

    @cached_property
    def chords(self) -> tuple[tuple[int, int], ...]:
        """Sounding chords, a pair for each bar: of what stays, else of what was there, else of bars in step with it."""
        chords = _chords([self.kept(bar) for bar in range(len(self.bars))], self.bars)
        if self._keeps_harmony and any(self.erased(bar) for bar in range(len(self.bars))):
            before = _chords([bar.notes for bar in self.bars], self.bars)
            chords = np.where(chords == NO_CHORD, before, chords)
        for bar in np.flatnonzero((chords == NO_CHORD).any(axis=1)):
            chords[bar] = np.where(chords[bar] == NO_CHORD, _in_step(chords, int(bar)), chords[bar])
        known = NO_CHORD
        halves = chords.ravel().tolist()
        for place, chord in enumerate(halves):
            known = halves[place] = known if chord == NO_CHORD else chord
        return tuple(zip(halves[::2], halves[1::2], strict=True))

    def pitch_range(self, part: int) -> tuple[int, int] | None:
        """Lowest and highest pitch of a part outside the gap; None where it does not play."""
        pitches = [note.pitch for bar in range(len(self.bars)) for note in self.kept(bar) if note.part == part]
        return (min(pitches), max(pitches)) if pitches else None


class GivenControls:
    """Controls of the bars around a gap and inside it, for a generator that follows ``resolved``."""

    def __init__(
        self, given: GivenMusic, resolved: ResolvedPlan, style: tuple[float, ...], *, is_other: bool = False
    ) -> None:
        """style: weights as the network takes them; all 0 = unknown. is_other: the gap is not to be as it was."""
        self._given, self._resolved, self._style, self._is_other = given, resolved, style, is_other
        n_bars = len(given.bars)
        self._chords = tuple(
            (transpose_chord(first, -resolved.shift), transpose_chord(second, -resolved.shift))
            for first, second in given.chords
        )
        gap = given.gap
        self._window = range(max(gap.first - WINDOW_BARS, 0), min(gap.last + WINDOW_BARS + 1, n_bars))
        self._notes = {bar: self._classes(bar) for bar in self._window}
        self._typical = {part: self._typical_of(part) for part in sorted(given.parts)}
        self._expression = _expression([note for bar in self._window for note in given.kept(bar)])

    def notes(self, bar: int) -> tuple[NoteClasses, ...]:
        """What stays of a bar, as the network takes it, in canonical order."""
        return self._notes[bar] if bar in self._notes else self._classes(bar)

    def of_bar(self, bar: int) -> BarControls:
        """Controls of a bar, with the typical bars of all parts as its groove; inside the gap of its parts alone."""
        here, song_bar = self._chords[bar], self._given.bars[bar]
        is_last = bar + 1 == len(self._chords)
        groove, is_known, closeness = self._groove(bar)
        return BarControls(
            style=self._style,
            density=self._density(bar),
            tempo_bpm=song_bar.tempo_bpm,
            metre=song_bar.metre,
            chords=here,
            next_chord=here[1] if is_last else self._chords[bar + 1][0],
            mode=self._resolved.mode,
            expression=self._expression,
            text=self._resolved.plan.text,
            groove=groove,
            groove_parts=is_known,
            closeness=closeness,
            ignore_lookback=self._is_other and bar in self._given.gap,
        )

    def _classes(self, bar: int) -> tuple[NoteClasses, ...]:
        ticks = self._given.bars[bar].metre.bar_ticks
        kept = sorted(self._given.kept(bar), key=lambda note: note.duration_ticks)  # of two at a place the longest
        return in_order(self._resolved.to_classes(note) for note in kept if 0 <= note.tick < ticks)

    def _density(self, bar: int) -> tuple[float, ...]:
        """Of the phrase of eight bars; in the gap, of its parts on both sides of it."""
        given, gap = self._given, self._given.gap
        first = bar - bar % PHRASE_BARS
        phrase = range(first, min(first + PHRASE_BARS, len(given.bars)))
        density = _density_of([given.kept(each) for each in phrase], [given.bars[each] for each in phrase])
        if bar in gap or any(each in gap for each in phrase):
            sides = [each for each in self._window if each not in gap]
            around = _density_of([given.kept(each) for each in sides], [given.bars[each] for each in sides])
            usual = np.array(self._resolved.density)
            for part in gap.parts:
                density[part] = around[part] if around[part] > 0 else usual[part]
        return tuple(density.tolist())

    def _typical_of(self, part: int) -> Typical:
        gap = self._given.gap
        bars = [bar for bar in self._window if not (bar in gap and part in gap.parts)]
        strokes = {bar: self._strokes(bar, part) for bar in bars}
        bars = sorted((bar for bar in bars if strokes[bar]), key=lambda bar: abs(bar - gap.first))[:_MOST_COMPARED]
        ordered: list[int] = []
        best = 0.0
        for phase in range(2):
            mine = [bar for bar in bars if (bar - gap.first) % 2 == phase] or bars
            scores = {
                bar: sum(_likeness(strokes[bar], strokes[other]) for other in mine if other != bar) for bar in mine
            }
            ordered += sorted(scores, key=lambda bar: (-scores[bar], abs(bar - gap.first)))[:2]
            best += max(scores.values(), default=0.0) / max(len(mine) - 1, 1) / 2
        return Typical(tuple(ordered), best)

    def _strokes(self, bar: int, part: int) -> frozenset[tuple[int, int]]:
        """Places and degrees above the chord's root; a drum's key as it is."""
        half = self._given.bars[bar].metre.half_bar_ticks
        roots = [0 if chord == NO_CHORD else chord // N_QUALITIES for chord in self._chords[bar]]
        return frozenset(
            (note.position, note.pitch if part == DRUMS else (note.pitch - roots[note.position >= half]) % 12)
            for note in self._notes[bar]
            if note.part == part
        )

    def _groove(self, bar: int) -> tuple[tuple[NoteClasses, ...], tuple[float, ...], tuple[float, ...]]:
        gap = self._given.gap
        notes: list[NoteClasses] = []
        is_known, closeness = np.zeros(N_PARTS), np.zeros(N_PARTS)
        for part, typical in self._typical.items():
            if bar in gap and part not in gap.parts:
                continue
            source = self._source(typical, bar)
            if source is not None:
                is_free = self._is_other and bar in gap and part in gap.parts
                likeness = min(typical.likeness, _LIKENESS_OF_OTHERS) if is_free else typical.likeness
                is_known[part], closeness[part] = 1.0, closeness_feature(likeness)
                notes += self._moved(source, bar, part)
        return in_order(notes), tuple(is_known.tolist()), tuple(closeness.tolist())

    def _source(self, typical: Typical, bar: int) -> int | None:
        """The typical bar of this one's phase, never the bar itself, of the same metre."""
        metre = self._given.bars[bar].metre
        others = [each for each in typical.bars if each != bar and self._given.bars[each].metre == metre]
        in_phase = [each for each in others if (each - bar) % 2 == 0]
        return next(iter(in_phase or others), None)

    def _moved(self, source: int, bar: int, part: int) -> Iterator[NoteClasses]:
        mine = tuple(note for note in self._notes[source] if note.part == part)
        metre = self._given.bars[source].metre
        remembered = RememberedBar(source, metre, self._chords[source], mine, self._resolved)
        low, high = int(self._resolved.lowest[part]), int(self._resolved.highest[part])
        for note in remembered.moved_to(self._chords[bar]):
            yield note if part == DRUMS else note._replace(pitch=_within(note.pitch, low, high))


def _chords(notes: Sequence[tuple[Note, ...]], bars: Sequence[SongBar]) -> NDArray[np.int64]:
    """Chords of half bars, shape = (n_bars, 2); NO_CHORD where nothing pitched sounds."""
    starts, rows, tick = [], [], 0
    for mine, bar in zip(notes, bars, strict=True):
        starts += [tick, tick + bar.metre.half_bar_ticks]
        rows += [(tick + n.tick, n.pitch, n.duration_ticks) for n in mine if n.part != DRUMS]
        tick += bar.metre.bar_ticks
    if not rows:
        return np.full((len(bars), 2), NO_CHORD)
    ticks, pitches, durations = np.array(sorted(rows)).T
    return half_bar_chords(ticks, ticks + durations, pitches, np.array([*starts, tick])).reshape(-1, 2)


def _in_step(chords: NDArray[np.int64], bar: int) -> NDArray[np.int64]:
    for period in _PERIODS_BARS:
        for other in (bar - period, bar + period):
            if 0 <= other < len(chords) and (chords[other] != NO_CHORD).all():
                return np.asarray(chords[other])
    return np.full(2, NO_CHORD)


def _within(pitch: int, low: int, high: int) -> int:
    """The pitch, or the nearest of its octaves in a range where there is one."""
    octaves = [each for each in range(pitch % 12, 128, 12) if low <= each <= high]
    return min(octaves, key=lambda each: abs(each - pitch)) if octaves else pitch


def _density_of(notes: Sequence[tuple[Note, ...]], bars: Sequence[SongBar]) -> NDArray[np.float64]:
    n_notes = np.bincount([note.part for mine in notes for note in mine], minlength=N_PARTS)
    n_ticks = sum(bar.metre.bar_ticks for bar in bars)
    return density_feature(n_notes * COMMON_TIME.bar_ticks / max(n_ticks, 1))


def _likeness(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> float:
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def _expression(notes: Sequence[Note]) -> tuple[float, ...]:
    """Level and register of notes; articulation and swing as usual. () = unknown."""
    if not notes:
        return ()
    pitched = [note.pitch for note in notes if note.part not in (DRUMS, BASS)]
    level = 4.0 * (float(np.mean([note.velocity for note in notes])) / 127.0 - _USUAL_LEVEL)
    register = (float(np.mean(pitched)) - _USUAL_PITCH) / 12.0 if pitched else 0.0
    values = {"level": level, "register": register}
    return tuple(values.get(name, 0.0) for name in EXPRESSION)
