"""A section of a groove (A, B, a fill ...) and its realisation: notes over given chords. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from model.music.config import BASS, DRUM_DURATION_TICKS, DRUMS
from model.music.events import Metre
from model.music.grooves.lanes import DRUM_LANES, LaneOptions, is_low, lane_part, usual_options
from model.music.grooves.strokes import FLAM, GHOST_STROKE, REPEATS, UP, Lane, Stroke, lane_strokes
from model.music.grooves.tones import ChordContext, GrooveTone, harmony_of, read_tone, tone_pitches

MAX_VELOCITY = 127
_GRACE_VELOCITY_SHARE = 0.45
_N_LIGHT_NOTES = 2  # of a chord in an up-stroke or a ghost stroke
_LOWEST, _HIGHEST = 21, 108
_LOWEST_BASS = 27  # a semitone below the low E, to lead there; what lies deeper is played an octave up
_ROOT, _FIFTH = read_tone("1"), read_tone("5")
_FIFTH_BELOW_FROM = 6  # semitones above the middle of the register


class GrooveNote(NamedTuple):
    """A note of a groove; position_ticks counts from the start of its bar, 24 ticks a quarter."""

    position_ticks: int
    part: int  # 0..16, see model.config.PARTS
    pitch: int  # MIDI note number, the General MIDI key for drums
    duration_ticks: int
    velocity: int  # 1..127


class Chords(NamedTuple):
    """ChordContext of a bar: its two halves and the bar that follows."""

    halves: tuple[ChordContext, ChordContext]
    following: ChordContext
    half_bar_ticks: int

    @property
    def changes(self) -> bool:
        """Whether the two halves differ."""
        return self.halves[0] != self.halves[1]

    def now(self, ticks: int) -> ChordContext:
        """Chord at a place of the bar."""
        return self.halves[ticks >= self.half_bar_ticks]

    def after(self, ticks: int) -> ChordContext:
        """The next chord after a place of the bar."""
        return self.halves[1] if self.changes and ticks < self.half_bar_ticks else self.following


@dataclass(frozen=True)
class Pattern:
    """One section of a groove.

    lanes: as written; options: by lane name, what its file sets. swing: 0 straight .. 1 triplets, for pairs of
    swing_unit_ticks.
    """

    n_bars: int
    metre: Metre
    lanes: tuple[Lane, ...]
    options: tuple[tuple[str, LaneOptions], ...] = ()
    swing: float = 0.0
    swing_unit_ticks: int = 12

    @cached_property
    def parts(self) -> frozenset[int]:
        """Parts that the section speaks of; a part whose lanes rest counts."""
        return frozenset(lane_part(lane.name) for lane in self.lanes)

    @cached_property
    def _options_by_lane(self) -> dict[str, LaneOptions]:
        return {lane.name: usual_options(lane.name) for lane in self.lanes} | dict(self.options)

    def lane_options(self, name: str) -> LaneOptions:
        """Options of a lane, the usual ones where its file sets none."""
        return self._options_by_lane.get(name) or usual_options(name)

    def realise(
        self,
        bar: int,
        chords: tuple[int, int],
        next_chord: int,
        *,
        mode: int,
        half_bar_ticks: int,
        tonic: int = 0,
        swing: float | None = None,
    ) -> tuple[GrooveNote, ...]:
        """Notes of a bar in the canonical order (position, part, pitch). Depends on its arguments alone.

        bar: modulo n_bars. chords: indices (root * N_QUALITIES + quality, or NO_CHORD) of the two half bars;
        next_chord: of the first half of the following bar. mode: index in MODES; tonic: pitch class.
        swing: 0..1 in place of the groove's own. A note may sound beyond the end of its bar.
        """
        first, second, following = (harmony_of(chord, tonic, mode) for chord in (*chords, next_chord))
        harmony = Chords((first, second), following, half_bar_ticks)
        notes: list[GrooveNote] = []
        for lane in self.lanes:
            warp = self._warp(lane, self.swing if swing is None else swing)
            options = self.lane_options(lane.name)
            strokes = lane_strokes(lane, self.metre, options.articulation)[bar % self.n_bars % len(lane.bars)]
            for note in _lane_notes(lane, strokes, options, harmony, self.metre.bar_ticks):
                notes.append(note if not warp.delay_ticks else warp.moved(note))
        return _canonical(notes)

    def _warp(self, lane: Lane, swing: float) -> Swing:
        step_ticks = self.metre.bar_ticks // lane.steps
        ratio = max(step_ticks, self.swing_unit_ticks) / min(step_ticks, self.swing_unit_ticks)
        is_binary = ratio in (1, 2, 4, 8)  # a lane in triplets stays as it is
        return Swing(self.swing_unit_ticks, swing * self.swing_unit_ticks / 3 if is_binary else 0.0)


class Swing(NamedTuple):
    """Moves ticks: the second of each pair of units comes ``delay_ticks`` late, what is between moves with it."""

    unit_ticks: int
    delay_ticks: float

    def __call__(self, ticks: int) -> int:
        """Return the swung place.

        >>> [Swing(12, 4)(t) for t in (0, 6, 12, 18, 24)]
        [0, 8, 16, 20, 24]
        """
        pair, rest = divmod(ticks, 2 * self.unit_ticks)
        middle = self.unit_ticks + self.delay_ticks
        if rest <= self.unit_ticks:
            moved = rest * middle / self.unit_ticks
        else:
            moved = middle + (rest - self.unit_ticks) * (2 * self.unit_ticks - middle) / self.unit_ticks
        return pair * 2 * self.unit_ticks + int(moved + 0.5)

    def moved(self, note: GrooveNote) -> GrooveNote:
        """Return the note with its begin and its end swung."""
        start, end = self(note.position_ticks), self(note.position_ticks + note.duration_ticks)
        return note._replace(position_ticks=start, duration_ticks=max(end - start, 1))


def _lane_notes(
    lane: Lane, strokes: tuple[Stroke, ...], options: LaneOptions, chords: Chords, bar_ticks: int
) -> Iterator[GrooveNote]:
    part = lane_part(lane.name)
    if part == DRUMS:
        for stroke in strokes:
            yield from _struck(stroke, DRUMS, (DRUM_LANES[lane.name],), options.velocity_scale)
        return
    last: tuple[int, ...] = ()
    alternates = part == BASS and _alternates(strokes)
    for stroke in strokes:
        for piece, tone in _pieces(stroke, chords, bar_ticks, is_low_lane=is_low(part, options)):
            if tone is not None:
                previous = last[0] if len(last) == 1 else -1
                now, after = chords.now(piece.start_ticks), chords.after(piece.start_ticks)
                last = tone_pitches(tone, now, after, options.around, options.voicing, previous)
                if alternates and last[0] >= options.around + _FIFTH_BELOW_FROM and tone.degrees == _FIFTH.degrees:
                    last = (last[0] - 12,)
            pitches = last[-_N_LIGHT_NOTES:] if piece.symbol in (UP, GHOST_STROKE) else last
            yield from _struck(piece, part, tuple(_in_range(pitch, part) for pitch in pitches), options.velocity_scale)


def _alternates(strokes: tuple[Stroke, ...]) -> bool:
    """Whether a bass goes between root and fifth alone: it then takes the fifth below a high root."""
    return all(stroke.tone is None or stroke.tone in (_ROOT, _FIFTH) or stroke.tone.approach for stroke in strokes)


def _pieces(
    stroke: Stroke, chords: Chords, bar_ticks: int, *, is_low_lane: bool
) -> Iterator[tuple[Stroke, GrooveTone | None]]:
    """Cut a stroke where its chord ends, and strike again; a low lane meets a new chord on its root."""
    tone, half = stroke.tone, chords.half_bar_ticks
    if tone is None or tone.in_key:
        yield stroke, tone
        return
    if not tone.over_next and chords.following != chords.halves[1] and stroke.end_ticks > bar_ticks:
        stroke = stroke._replace(end_ticks=bar_ticks)
    if chords.changes and is_low_lane and stroke.start_ticks == half and len(tone.degrees) == 1:
        tone = _ROOT
    if chords.changes and stroke.start_ticks < half < stroke.end_ticks and not tone.over_next:
        yield stroke._replace(end_ticks=half), tone
        if not tone.approach:
            yield stroke._replace(start_ticks=half), _ROOT if is_low_lane and len(tone.degrees) == 1 else tone
        return
    yield stroke, tone


def _struck(stroke: Stroke, part: int, pitches: tuple[int, ...], scale: float) -> Iterator[GrooveNote]:
    """Notes of a stroke: one for each pitch, several for a roll, a grace note before a flam."""
    velocity = min(max(round(stroke.velocity * scale), 1), MAX_VELOCITY)
    length = stroke.end_ticks - stroke.start_ticks
    n_strokes = REPEATS.get(stroke.symbol, 1)
    for pitch in pitches:
        if stroke.symbol == FLAM and stroke.start_ticks:
            grace = max(round(velocity * _GRACE_VELOCITY_SHARE), 1)
            yield GrooveNote(stroke.start_ticks - 1, part, pitch, 1, grace)
        for again in range(n_strokes):
            start = stroke.start_ticks + again * length // n_strokes
            lasts = max(length // n_strokes, 1)
            yield GrooveNote(start, part, pitch, min(lasts, DRUM_DURATION_TICKS) if part == DRUMS else lasts, velocity)


def _in_range(pitch: int, part: int) -> int:
    while pitch < (_LOWEST_BASS if part == BASS else _LOWEST):
        pitch += 12
    while pitch > _HIGHEST:
        pitch -= 12
    return pitch


def _canonical(notes: list[GrooveNote]) -> tuple[GrooveNote, ...]:
    """Sort, keep the loudest of equal (position, part, pitch), end each note where its pitch sounds again."""
    notes.sort(key=lambda n: (n.position_ticks, n.part, n.pitch, -n.velocity))
    kept: list[GrooveNote] = []
    last_of: dict[tuple[int, int], int] = {}
    for note in notes:
        key = (note.part, note.pitch)
        before = last_of.get(key)
        if before is not None:
            earlier = kept[before]
            if earlier.position_ticks == note.position_ticks:
                continue
            gap = note.position_ticks - earlier.position_ticks
            kept[before] = earlier._replace(duration_ticks=min(earlier.duration_ticks, gap))
        last_of[key] = len(kept)
        kept.append(note)
    return tuple(kept)
