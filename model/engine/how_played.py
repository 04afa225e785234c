"""How it is played, beside what: complexity, the bass with the kick, hands, voicings, and what can be played at all.

Moves the odds of the next note's fields (natural logarithms), as `masks` does, which calls it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.engine.engine import FORBIDDEN
from model.engine.history import History
from model.engine.note_classes import NoteClasses
from model.music import playability
from model.music.config import BASS, DRUMS, NO_CHORD, TICKS_PER_QUARTER
from model.music.events import class_to_duration, class_to_pitch
from model.music.generation_options import SCALE, HowPlayed
from model.music.harmony import chord_pitch_classes

_KICK_ODDS = 3.0
_KICK_TICK_ODDS = 1.5
_VOICING_ODDS = 0.3  # a semitone
_CLOSE, _WIDE = 4, 7  # semitones between neighbours in a chord
_TICK_ODDS = {False: 1.2, True: 0.8}  # by whether it is more intricate than usual
_WAITING_ODDS = 0.5  # a beat: strokes off the beat lie nearer, so that there would be more of them
_PITCH_ODDS = {False: 1.0, True: 0.45}
_OUTSIDE_CHORD, _OUTSIDE_SCALE = 1.0, 1.2
_MOST_REMEMBERED_BARS = 6
_SHARE_OF_BREATH = 0.7  # a phrase that is to end breathes by then: its last note may be long

Logits = NDArray[np.float32]


def _tick_weights() -> Logits:
    """How intricate a stroke on each tick of a beat is, -1..1."""
    weights = np.full(TICKS_PER_QUARTER, 1.0, np.float32)
    weights[0], weights[12], weights[[6, 18]], weights[[8, 16]] = -0.6, 0.2, 1.0, 0.6
    return weights


_TICKS = _tick_weights()
_IS_OUTSIDE = np.array([pitch % 12 not in SCALE for pitch in range(128)])


class PlayingOdds:
    """Odds for one plan. shift: semitones from the network's pitches to those that sound."""

    def __init__(self, how: HowPlayed, shift: int, unwanted: NDArray[np.bool_]) -> None:
        self._how, self._shift = how, shift
        self._amount = 0.0 if how.complexity is None else 2.0 * how.complexity - 1.0
        self._has_bass = not unwanted[BASS]
        self._winds = [part for part in playability.WINDS if not unwanted[part]]
        left, right = (np.log(max(each, 1e-9)) if each > 0 else -np.inf for each in (how.left_hand, how.right_hand))
        sounding = np.arange(128) + shift
        self._hands = np.where(sounding < playability.MIDDLE_C, left, right).astype(np.float32)

    def whens(self, logits: Logits, history: History) -> None:
        """Favour plain or intricate ticks; stay where the bass has a kick to join."""
        if self._amount:
            n = len(logits) - 1
            odds = _TICK_ODDS[self._amount > 0] * self._amount
            ticks = np.arange(n)
            logits[:n] += np.float32(odds) * _TICKS[ticks % TICKS_PER_QUARTER]
            waits = np.minimum(np.arange(n + 1), history.open_controls.metre.bar_ticks) - history.last.position
            logits += (_WAITING_ODDS * max(self._amount, 0.0) / TICKS_PER_QUARTER * waits).astype(np.float32)
        last = history.last
        if self._how.follow_kick and self._has_bass and _is_kick(last):
            logits[last.position] += _KICK_TICK_ODDS * self._how.follow_kick

    def parts(self, logits: Logits, history: History, when: int) -> None:
        """Favour the bass with the kick, forbid hands that do not play, third hands, and winds out of breath."""
        if self._how.follow_kick:
            has_kick = any(note.position == when and _is_kick(note) for note in history.bar.notes)
            logits[BASS] += self._how.follow_kick * (_KICK_ODDS if has_kick else -_KICK_ODDS)
        for part in playability.KEYS:
            struck = _struck(history, when, part, self._shift)
            if not np.isfinite(self._hands[max((*struck, 0)) - self._shift + 1 if struck else 0 :]).any():
                logits[part] = FORBIDDEN
        if not self._how.is_playable:
            return
        struck = _struck(history, when, DRUMS)
        if sum(playability.is_of_hands(key) for key in struck) >= playability.HANDS and max(struck) >= max(
            playability.PEDALS
        ):
            logits[DRUMS] = FORBIDDEN
        last = history.last
        if history.shares_tick(when) and last.part != DRUMS and not self._has_room(history, when, last.part):
            logits[last.part] = FORBIDDEN
        for part in self._winds:
            if np.isfinite(logits[part]) and self._is_breathless(history, when, part):
                logits[part] = FORBIDDEN

    def pitches(self, logits: Logits, history: History, when: int, part: int) -> None:
        """Favour plain or intricate pitches, hands, voicings; forbid what cannot be struck with what sounds already."""
        if part != DRUMS and part != BASS and self._amount:
            self._by_chord(logits, history.open_controls.chord_at(when))
        if part in playability.KEYS:
            _add_unless_nothing_is_left(logits, self._hands)
        if self._how.is_playable:
            _forbid_restrikes(logits, history, when, part)
        struck = _struck(history, when, part, self._shift)
        if not struck:
            return
        if self._how.voicing is not None and part != DRUMS:
            intervals = np.arange(128) + self._shift - struck[-1]
            far = np.maximum(intervals - _CLOSE, 0) * (1.0 - self._how.voicing)
            near = np.maximum(_WIDE - intervals, 0) * self._how.voicing
            logits[:128] -= (2.0 * _VOICING_ODDS * (far + near)).astype(np.float32)
        if self._how.is_playable:
            self._forbid_unplayable(logits, part, struck)

    def _by_chord(self, logits: Logits, chord: int) -> None:
        if chord != NO_CHORD:
            tones = chord_pitch_classes(chord)
            outside = np.array([pitch % 12 not in tones for pitch in range(12)])[np.arange(128) % 12]
            weights = np.where(_IS_OUTSIDE & outside, _OUTSIDE_SCALE, np.where(outside, _OUTSIDE_CHORD, 0.0))
            logits[:128] += (_PITCH_ODDS[self._amount > 0] * self._amount * weights).astype(np.float32)

    def _forbid_unplayable(self, logits: Logits, part: int, struck: tuple[int, ...]) -> None:
        possible = np.flatnonzero(np.isfinite(logits))
        allowed = logits.copy()
        for pitch in possible.tolist():
            sounding = class_to_pitch(pitch) if part == DRUMS else pitch + self._shift
            if not playability.fits(part, (*struck, sounding)):
                allowed[pitch] = FORBIDDEN
        if np.isfinite(allowed).any():
            logits[:] = allowed

    def _has_room(self, history: History, when: int, part: int) -> bool:
        """Whether the part can strike another pitch above those that it strikes at this tick."""
        struck = _struck(history, when, part, self._shift)
        return any(playability.fits(part, (*struck, pitch)) for pitch in range(struck[-1] + 1, struck[-1] + 25))

    def _is_breathless(self, history: History, when: int, part: int) -> bool:
        """Whether a wind has blown for as long as a breath lasts and not paused before this tick."""
        controls = history.open_controls
        limit = _SHARE_OF_BREATH * playability.BREATH_S * controls.tempo_bpm / 60.0 * TICKS_PER_QUARTER
        begin: int | None = None
        at = 0
        for bar in (history.bar, *history.earlier[:_MOST_REMEMBERED_BARS]):
            for note in reversed(bar.notes):
                if note.part != part:
                    continue
                start = at + note.position
                if (when if begin is None else begin) - (
                    start + class_to_duration(note.duration)
                ) >= playability.BREATH_TICKS:
                    return begin is not None and when - begin > limit
                begin = start
            at -= controls.metre.bar_ticks
        return begin is not None and when - begin > limit


def _forbid_restrikes(logits: Logits, history: History, when: int, part: int) -> None:
    """Forbid what was struck just before, and what the groove strikes at once after; the groove itself plays on."""
    controls = history.open_controls
    soonest_s = playability.DRUM_RESTRIKE_S if part == DRUMS else playability.RESTRIKE_S
    n_ticks = int(soonest_s * controls.tempo_bpm / 60.0 * TICKS_PER_QUARTER)
    near = {note.pitch for tick in range(when + 1, when + n_ticks + 1) for note in controls.groove_at(tick, part)}
    for note in reversed(history.bar.notes):
        if note.position < when - n_ticks:
            break
        if note.position < when and note.part == part:
            near.add(note.pitch)
    near -= {note.pitch for note in controls.groove_at(when, part)}
    if near and np.isfinite(np.delete(logits, list(near))).any():
        logits[list(near)] = FORBIDDEN


def _is_kick(note: NoteClasses) -> bool:
    return note.part == DRUMS and class_to_pitch(note.pitch) in playability.KICKS


def _struck(history: History, when: int, part: int, shift: int = 0) -> tuple[int, ...]:
    """Sounding pitches that a part strikes at a tick already, ascending."""
    mine = [note.pitch for note in history.bar.notes if note.position == when and note.part == part]
    return tuple(class_to_pitch(pitch) if part == DRUMS else pitch + shift for pitch in mine)


def _add_unless_nothing_is_left(logits: Logits, odds: Logits) -> None:
    moved = logits[:128] + odds
    if np.isfinite(moved).any():
        logits[:128] = moved
