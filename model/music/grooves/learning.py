"""Learns a groove from a MIDI clip: the typical one or two bars of each part, as degrees over the chords found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.music.config import BASS, DRUMS, MAX_TEMPO_BPM, MIN_TEMPO_BPM, MODES, PARTS
from model.music.events import Metre
from model.music.grooves.clips import MidiClip, read_clip
from model.music.grooves.groove import SWING_UNITS_TICKS, Body, Groove
from model.music.grooves.lanes import LANE_OF_KEY, LaneOptions, usual_options
from model.music.grooves.pattern import GrooveNote, Pattern, Swing
from model.music.grooves.reading import check_name
from model.music.grooves.strokes import ACCENT, GHOST, HOLD, NORMAL, REST, Lane
from model.music.grooves.tones import ChordContext, Degree, degree_interval, harmony_of, place_root

_STEPS = (4, 6, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 32, 36, 40, 48, 56, 72, 96)
_FITTING_SHARE = 0.985  # so many notes must stand on the grid
_USUAL_STEPS = 24
_TOLERABLE_SHARE = 0.06  # so many notes may stand beside a grid that can still be read
_SWINGS = (0.0, 0.25, 0.5, 0.75, 1.0)
_TWO_BARS_GAIN = 0.1  # so much more alike must bars two apart be for a pattern of two bars
_OTHER_BELOW = 0.6  # bars less like the typical ones than this may make a second variation
_MIN_PAIRS = 3
_LOUD, _SOFT = (ACCENT + NORMAL) / 2, (GHOST + NORMAL) / 2  # of a part whose usual stroke is NORMAL
_TEMPO_SLACK = 0.15
_EXACT = ("P1", "b2", "M2", "b3", "M3", "P4", "#4", "P5", "b6", "M6", "b7", "M7")
_FOLLOWING = (1, 3, 5, 7, 2, 4, 6)

Strokes = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class _Grid:
    """Grid positions of the notes of a clip: steps of a bar once its swing is taken out."""

    metre: Metre
    steps: int
    swing: float = 0.0
    unit: str = "eighths"

    @property
    def step_ticks(self) -> int:
        return self.metre.bar_ticks // self.steps

    def step(self, ticks: int) -> int:
        """Nearest step of a place in the bar; the last one where it is nearest to the next bar."""
        warp = Swing(SWING_UNITS_TICKS[self.unit], self.swing * SWING_UNITS_TICKS[self.unit] / 3)
        places = [warp(step * self.step_ticks) for step in range(self.steps)]
        return int(np.abs(np.array(places) - ticks).argmin())

    def misses(self, positions: Sequence[int]) -> float:
        """Share of places that are no step exactly."""
        warp = Swing(SWING_UNITS_TICKS[self.unit], self.swing * SWING_UNITS_TICKS[self.unit] / 3)
        places = {warp(step * self.step_ticks) for step in range(self.steps)}
        return sum(ticks not in places for ticks in positions) / max(len(positions), 1)


def learn(path: Path, name: str) -> Groove:
    """A groove from a MIDI file. Raises GrooveError where the file cannot be read or the name cannot be used."""
    check_name(name)
    clip = read_clip(path)
    grid = _find_grid(clip)
    parts = sorted({note.part for bar in clip.bars for note in bar})
    typical = {part: _typical_bars(clip, grid, part) for part in parts}
    sections = {"A": _pattern(clip, grid, {part: bars for part, (bars, _) in typical.items()})}
    others = {part: other or bars for part, (bars, other) in typical.items()}
    if any(other for _, other in typical.values()):
        sections["B"] = _pattern(clip, grid, others)
    return _groove(clip, grid, name, parts, sections)


def _groove(clip: MidiClip, grid: _Grid, name: str, parts: list[int], sections: dict[str, Pattern]) -> Groove:
    low = max(clip.tempo_bpm * (1 - _TEMPO_SLACK), MIN_TEMPO_BPM)
    high = min(clip.tempo_bpm * (1 + _TEMPO_SLACK), MAX_TEMPO_BPM)
    return Groove(
        name=name,
        title=name.replace("-", " ").capitalize(),
        metre=clip.metre,
        tempo_bpm=(round(low, 1), round(clip.tempo_bpm, 1), round(high, 1)),
        swing=grid.swing,
        swing_unit=grid.unit,
        band=tuple(PARTS[part] for part in parts),
        mode=MODES[clip.mode] if clip.mode < len(MODES) - 1 else None,
        programs={PARTS[part]: clip.programs[part] for part in parts if part in clip.programs},
        read_body=lambda: Body(sections, ()),
    )


def _find_grid(clip: MidiClip) -> _Grid:
    """The coarsest grid on which nearly all notes stand, with the least swing."""
    positions = [note.position_ticks for bar in clip.bars for note in bar]
    steps = [n for n in _STEPS if clip.metre.bar_ticks % n == 0] or [clip.metre.bar_ticks]
    candidates = [
        _Grid(clip.metre, n, swing, unit)
        for n in steps
        for swing in _SWINGS
        for unit in (SWING_UNITS_TICKS if swing else ("eighths",))
        if n in (8, 16, 4) or not swing
    ]
    misses = {grid: grid.misses(positions) for grid in candidates}
    usual = [grid for grid in candidates if grid.steps <= _USUAL_STEPS]
    nearest = min(usual or candidates, key=lambda grid: misses[grid])
    fitting = [grid for grid in candidates if misses[grid] <= 1 - _FITTING_SHARE]
    if fitting and (fitting[0].steps <= _USUAL_STEPS or misses[nearest] > _TOLERABLE_SHARE):
        return fitting[0]
    return nearest if misses[nearest] <= _TOLERABLE_SHARE else min(candidates, key=lambda grid: misses[grid])


def _typical_bars(clip: MidiClip, grid: _Grid, part: int) -> tuple[list[int], list[int]]:
    """Numbers of the bars (one or two) most like all others, and of a second variation where there is one."""
    bars = [_strokes(clip, grid, part, bar) for bar in range(len(clip.bars))]
    filled = [bar for bar, strokes in enumerate(bars) if strokes]
    similarity = _similarity(bars)
    typical = _medoid(similarity, filled, filled)
    pairs = [bar for bar in range(0, len(bars) - 1, 2) if bars[bar] or bars[bar + 1]]
    if len(pairs) >= _MIN_PAIRS and _pair_gain(similarity, pairs) > _TWO_BARS_GAIN:
        both = (similarity[:-1, :-1] + similarity[1:, 1:]) / 2
        first = _medoid(both, pairs, pairs)
        rest = [pair for pair in pairs if both[pair, first] < _OTHER_BELOW]
        second = _medoid(both, rest, rest) if len(rest) >= 2 else None
        return [first, first + 1], [] if second is None else [second, second + 1]
    rest = [bar for bar in filled if similarity[bar, typical] < _OTHER_BELOW]
    return [typical], [_medoid(similarity, rest, rest)] if len(rest) >= 2 else []


def _pair_gain(similarity: NDArray[np.float64], pairs: list[int]) -> float:
    """Excess similarity of bars two apart over neighbours."""
    apart = [similarity[bar + i, bar + 2 + i] for bar in pairs for i in (0, 1) if bar + 2 + i < len(similarity)]
    beside = [similarity[bar, bar + 1] for bar in pairs]
    return float(np.median(apart) - np.median(beside)) if apart else 0.0


def _medoid(similarity: NDArray[np.float64], among: list[int], others: list[int]) -> int:
    sums = similarity[np.ix_(among, others)].sum(axis=1)
    return among[int(sums.argmax())]


def _similarity(bars: Sequence[Strokes]) -> NDArray[np.float64]:
    """Jaccard index of each pair of bars, shape = (n, n); two empty bars are alike."""
    return np.array([[len(a & b) / len(a | b) if a | b else 1.0 for b in bars] for a in bars])


def _strokes(clip: MidiClip, grid: _Grid, part: int, bar: int) -> Strokes:
    """Steps and what is played there: the key of a drum, the semitones above the chord's root of a pitched note."""
    strokes: set[tuple[int, int]] = set()
    for note in clip.bars[bar]:
        if note.part == part:
            root = _chord(clip, bar, note.position_ticks).root
            strokes.add((grid.step(note.position_ticks), note.pitch if part == DRUMS else (note.pitch - root) % 12))
    return frozenset(strokes)


def _chord(clip: MidiClip, bar: int, ticks: int) -> ChordContext:
    chord = clip.chords[bar][ticks >= clip.metre.half_bar_ticks]
    return harmony_of(chord, clip.tonic, clip.mode)


def _pattern(clip: MidiClip, grid: _Grid, bars_of_part: dict[int, list[int]]) -> Pattern:
    n_bars = max(map(len, bars_of_part.values()))
    lanes: list[Lane] = []
    options: list[tuple[str, LaneOptions]] = []
    for part, bars in bars_of_part.items():
        if part == DRUMS:
            lanes += _drum_lanes(clip, grid, bars)
        else:
            lane, lane_options = _pitched_lane(clip, grid, part, bars)
            lanes.append(lane)
            options.append((lane.name, lane_options))
    unit_ticks = SWING_UNITS_TICKS[grid.unit]
    return Pattern(n_bars, clip.metre, tuple(lanes), tuple(options), grid.swing, unit_ticks)


def _drum_lanes(clip: MidiClip, grid: _Grid, bars: list[int]) -> list[Lane]:
    played = {note.pitch for bar in bars for note in clip.bars[bar] if note.part == DRUMS}
    return [
        Lane(LANE_OF_KEY[key], grid.steps, tuple(_drum_row(clip, grid, bar, key) for bar in bars))
        for key in sorted(played & LANE_OF_KEY.keys())
    ]


def _drum_row(clip: MidiClip, grid: _Grid, bar: int, key: int) -> str:
    cells = [REST] * grid.steps
    for note in clip.bars[bar]:
        if note.part == DRUMS and note.pitch == key:
            cells[grid.step(note.position_ticks)] = _symbol(note.velocity)
    return "".join(cells)


def _pitched_lane(clip: MidiClip, grid: _Grid, part: int, bars: list[int]) -> tuple[Lane, LaneOptions]:
    options = _options(clip, part)
    rows, tokens = [], []
    for bar in bars:
        row, spoken = _pitched_row(clip, grid, part, bar, options.around, options.velocity_scale)
        rows.append(row)
        tokens += spoken
    return Lane(PARTS[part], grid.steps, tuple(rows), tuple(tokens)), options


def _options(clip: MidiClip, part: int) -> LaneOptions:
    """Register and loudness of a part in the whole clip: a groove file states them once for all sections."""
    notes = [note for bar in clip.bars for note in bar if note.part == part]
    usual = usual_options(PARTS[part])
    middle = int(np.clip(np.median([note.pitch for note in notes]), 28, 96))
    scale = float(np.clip(np.median([note.velocity for note in notes]) / NORMAL, 0.1, 1.5))
    return usual._replace(around=usual.around if part == BASS else middle, velocity_scale=round(scale, 2))


def _pitched_row(clip: MidiClip, grid: _Grid, part: int, bar: int, around: int, scale: float) -> tuple[str, list[str]]:
    """The grid of a bar and a token for each of its strokes: all notes that begin on a step are one stroke."""
    by_step: dict[int, list[GrooveNote]] = {}
    for note in clip.bars[bar]:
        if note.part == part:
            by_step.setdefault(grid.step(note.position_ticks), []).append(note)
    cells, tokens = [REST] * grid.steps, []
    for step, notes in sorted(by_step.items()):
        cells[step] = _symbol(max(note.velocity for note in notes) / scale)
        chord = _chord(clip, bar, notes[0].position_ticks)
        tokens.append("+".join(dict.fromkeys(_degree(note.pitch, chord, around) for note in notes)))
        last = step + round(max(note.duration_ticks for note in notes) / grid.step_ticks)
        for held in range(step + 1, min(last, grid.steps)):
            if held in by_step:
                break
            cells[held] = HOLD
    return "".join(cells), tokens


def _degree(pitch: int, chord: ChordContext, around: int) -> str:
    """A pitch as a degree that follows the chord where one fits, as an exact one elsewhere."""
    octaves, above = divmod(pitch - place_root(chord.root, around), 12)
    following = next((n for n in _FOLLOWING if degree_interval(chord, Degree(False, "", n, 0)) % 12 == above), None)
    name = str(following) if following is not None else _EXACT[above]
    return name + ("'" * octaves if octaves > 0 else "," * -octaves)


def _symbol(velocity: float) -> str:
    return "X" if velocity >= _LOUD else "g" if velocity < _SOFT else "x"
