"""Bends the notes of a bar to its chart: chords inside a half bar, slash basses, rests, shots, pushes, holds. Pure.

The network is told two chords a bar and no figures; what it makes is moved here on its way out, note by note, in
order. The network remembers the notes as it made them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from model.engine.note_classes import NoteClasses
from model.music.chord_symbols import is_resting, without_rest
from model.music.config import BASS, DRUMS, N_QUALITIES, TICKS_PER_QUARTER
from model.music.events import Note
from model.music.harmony import FOLLOW_CHORD
from model.music.played_chart import HOLD, NO_BASS, PUSH, SHOT, PlayedBar, PlayedChord

EARLY_TICKS = TICKS_PER_QUARTER // 2  # by which a push comes before its beat
SHOT_TICKS = TICKS_PER_QUARTER // 2  # length of a shot
_AT_ONCE_TICKS = 3  # notes so near to a chord's beginning are struck with it
_PUSHED_DRUMS = frozenset((35, 36, 49, 57))


class ChartedBar(NamedTuple):
    """A bar of the chart that plays, and whether the next one begins early."""

    bar: PlayedBar
    is_next_pushed: bool = False
    may_push_back: bool = True  # whether a first chord may begin in the bar before

    def sounding(self, note: Note, earlier: Sequence[NoteClasses]) -> Note | None:
        """A note as it is played; None where it is left out. earlier: notes of the bar up to it, as they were made.

        Ticks count from the start of the bar; a pushed first chord has a negative one.
        """
        chord = self.bar.at(note.tick)
        if note.part == DRUMS and chord.figure not in (SHOT, HOLD):
            return self._pushed(note, chord)
        if is_resting(chord.chord):
            return None
        if note.part != DRUMS:
            note = _over(note, chord, self.bar)
        if chord.figure in (SHOT, HOLD):
            return _struck_once(note, chord, earlier)
        return self._pushed(note, chord)

    def _pushed(self, note: Note, chord: PlayedChord) -> Note | None:
        """The note an eighth early where its chord is pushed, and shorter, or not at all, before such a chord."""
        pushes = [each.tick for each in self.bar.chords if each.figure == PUSH and self._may_push(each.tick)]
        if self.is_next_pushed:
            pushes.append(self.bar.metre.bar_ticks)
        is_struck = chord.figure == PUSH and note.tick - chord.tick <= _AT_ONCE_TICKS and self._may_push(chord.tick)
        if is_struck and (note.part != DRUMS or note.pitch in _PUSHED_DRUMS):
            early = chord.tick - EARLY_TICKS
            return note._replace(tick=early, duration_ticks=note.duration_ticks + EARLY_TICKS)
        if note.part == DRUMS:
            return note
        following = next((tick for tick in sorted(pushes) if tick > note.tick), None)
        if following is None:
            return note
        left = following - EARLY_TICKS - note.tick
        return note._replace(duration_ticks=min(note.duration_ticks, left)) if left > 0 else None

    def _may_push(self, tick: int) -> bool:
        return tick > 0 or self.may_push_back


def _over(note: Note, chord: PlayedChord, bar: PlayedBar) -> Note:
    """The note moved to the chord that sounds, and a bass note on its root to the bass written below it."""
    first, second = bar.halves()
    told = without_rest(second if note.tick >= bar.metre.half_bar_ticks else first)
    now = without_rest(chord.chord)
    pitch = note.pitch
    if told != now:
        pitch = _folded(pitch + int(FOLLOW_CHORD[told, now, pitch % 12]))
    if note.part == BASS and chord.bass != NO_BASS and pitch % 12 == now // N_QUALITIES:
        pitch = _folded(pitch + (chord.bass - pitch % 12 + 6) % 12 - 6)
    return note._replace(pitch=pitch)


def _struck_once(note: Note, chord: PlayedChord, earlier: Sequence[NoteClasses]) -> Note | None:
    """A part's first stroke under the chord, on the chord's beat; the rest is left out."""
    own = [each.position for each in earlier if each.part == note.part and each.position >= chord.tick]
    if own and note.tick != own[0]:
        return None
    length = SHOT_TICKS if chord.figure == SHOT else chord.end_tick - chord.tick
    duration = min(note.duration_ticks, length) if note.part == DRUMS or chord.figure == SHOT else length
    return note._replace(tick=chord.tick, duration_ticks=duration)


def _folded(pitch: int) -> int:
    return pitch + 12 if pitch < 0 else pitch - 12 if pitch > 127 else pitch
