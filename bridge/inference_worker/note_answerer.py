"""Notes that sound at once with the player's: one step of the network takes the key, its pitch head chooses.

A generator of its own takes the player's notes and its answers, bar by bar, so that answers hang together. Belongs to
the inference process's thread; what can wait is done in `catch_up`, after the answer has gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bridge.core.messages import Tone
from bridge.inference.protocol import GenerationRequest
from bridge.inference_worker.bar_generator import GeneratorMaker
from bridge.performance.responder import PLAYERS_PART
from model.engine.engine import FORBIDDEN
from model.engine.generator import Generator
from model.engine.note_classes import NoteClasses
from model.engine.sampling import Sampling, draw
from model.music.config import BASS, DRUMS, N_PITCHES, PARTS, TICKS_PER_QUARTER
from model.music.events import Note
from model.music.generation_options import SCALE

_NEAREST, _FARTHEST = 3, 16  # semitones from the player's note
_APART = 3  # and from each other, where there is room
_CHORD_TICKS = TICKS_PER_QUARTER // 2  # keys struck together are taken one tick after another
_SOFTER = 0.85
_LONGEST_BEATS = 4.0  # a guess, for the network; the note ends with the player's
_FREEDOM = Sampling(0.9, 0.9)
_PITCHES = np.arange(N_PITCHES)
_IN_SCALE = np.array([pitch < 128 and pitch % 12 in SCALE for pitch in range(N_PITCHES)])
_MIDDLE_C = 60
_FALLBACK_TICKS = TICKS_PER_QUARTER // 2


class NoteAnswerer:
    """Plays along with single notes."""

    def __init__(self, make_generator: GeneratorMaker) -> None:
        self._make_generator = make_generator
        self._generator: Generator | None = None
        self._desired: GenerationRequest | None = None
        self._is_stale = False
        self._bar_beat = 0.0
        self._pending: list[NoteClasses] = []
        self._random = np.random.default_rng(0)

    def prepare(self, desired: GenerationRequest) -> None:
        """Answer by this request from now on; it is worked in when there is time, as music comes first."""
        self._is_stale = self._is_stale or desired != self._desired
        self._desired = desired
        if self._generator is None:
            self._work_in(desired)

    def _work_in(self, desired: GenerationRequest) -> None:
        self._is_stale = False
        if self._generator is None:
            self._generator = self._make_generator(desired.plan, 0)
        # One row of the network instead of two: an answer is wanted at once, and guidance changes pitches little.
        self._generator.redirect(desired.plan, replace(desired.options, guidance=1.0))

    def answer(self, pitch: int, velocity: int, beat: float, n_notes: int) -> tuple[Tone, ...]:
        """Notes to sound with the player's; ``prepare`` was called before."""
        generator, desired = self._generator, self._desired
        assert generator is not None
        assert desired is not None
        self.catch_up()
        tick = self._tick_of(generator, beat)
        received = generator.resolved.to_classes(Note(tick, PLAYERS_PART, pitch, _FALLBACK_TICKS, velocity))
        generator.add_note(received)
        part = answering_part(desired.plan.parts)
        tones: list[Tone] = []
        for chosen in self._choose(generator, tick, part, pitch, n_notes):
            sounding = generator.resolved.to_note(NoteClasses(part, tick, chosen, received.duration, received.velocity))
            softer = max(1, round(_SOFTER * velocity))
            tones.append(Tone(part, sounding.pitch, softer, beat, _LONGEST_BEATS))
            self._pending.append(received._replace(part=part, pitch=chosen))
        return tuple(tones)

    def catch_up(self) -> None:
        """Advance the network by what was answered, where the order of events still allows it."""
        if self._is_stale and self._desired is not None:
            self._work_in(self._desired)
        pending, self._pending = sorted(self._pending, key=lambda note: note.pitch), []
        for note in pending:
            if self._generator is not None and self._generator.open_bar is not None:
                last = self._generator.open_bar.notes[-1:]
                if not last or (note.position, note.part, note.pitch) > (last[0].position, last[0].part, last[0].pitch):
                    self._generator.add_note(note)

    def _tick_of(self, generator: Generator, beat: float) -> int:
        """Tick of the note in the present bar; a new bar begins when that is over, or when time has gone back."""
        open_bar = generator.open_bar
        if open_bar is not None:
            tick = round((beat - self._bar_beat) * TICKS_PER_QUARTER)
            last = open_bar.notes[-1].position if open_bar.notes else -1
            if last < tick < open_bar.controls.metre.bar_ticks:
                return tick
            if 0 <= last - tick < _CHORD_TICKS and last + 1 < open_bar.controls.metre.bar_ticks:
                return last + 1  # a chord's notes come in any order, the network's only upwards
            generator.end_bar()
        controls = generator.begin_bar()
        bar_beats = controls.metre.bar_beats
        self._bar_beat = beat // bar_beats * bar_beats
        return min(max(round((beat - self._bar_beat) * TICKS_PER_QUARTER), 0), controls.metre.bar_ticks - 1)

    def _choose(self, generator: Generator, tick: int, part: int, key: int, n_notes: int) -> Sequence[int]:
        """Pitches in the common tonic that sound, and lie, in reach of the player's key."""
        assert generator.open_bar is not None
        logits = generator.open_bar.distributions.pitch(tick, part)
        shift = generator.resolved.to_note(NoteClasses(PLAYERS_PART, 0, _MIDDLE_C, 0, 0)).pitch - _MIDDLE_C
        sounding = _PITCHES + shift
        far = np.abs(sounding - key)
        possible = _IN_SCALE & (sounding >= 0) & (sounding < 128) & (far >= _NEAREST) & (far <= _FARTHEST)
        allowed = possible.copy()
        chosen: list[int] = []
        while len(chosen) < n_notes:
            masked = np.where(allowed, logits, FORBIDDEN).astype(np.float32)
            if not np.isfinite(masked).any():  # at the keyboard's ends, or below a chord's last note
                masked = np.where(possible & ~np.isin(_PITCHES, chosen), 0.0, FORBIDDEN).astype(np.float32)
            chosen.append(draw(masked, _FREEDOM, self._random))
            allowed &= np.abs(_PITCHES - chosen[-1]) >= _APART
        return chosen


def answering_part(parts: Sequence[str]) -> int:
    """The part that answers: the first of the band that plays pitches, the bass only where there is no other."""
    pitched = [PARTS.index(name) for name in parts if PARTS.index(name) != DRUMS]
    return next((part for part in pitched if part != BASS), pitched[0] if pitched else PLAYERS_PART)
