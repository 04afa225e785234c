"""One frame of sound from the sounding notes: a complex spectrum whose phases follow their partials. One thread.

The phase of a partial is known, for its frequency is: it goes on from frame to frame, and the bins of its lobe
share it. Noise has a new phase in each frame. The network's gain scales what the notes add up to, so that
partials of several notes beat as they should. The tail of the room keeps turning as the bin last turned.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.voice.config import LEAD_S, N_ATTACK_FRAMES, N_BINS, SILENCE, Array, Floats, bands
from model.voice.keyboard import Keyboard
from model.voice.refining import Refiner, TimbreConditions
from model.voice.templates import Templates, amplitudes

# A frame's noise is spread evenly over the window, where the analysed one was weighted by it (8/3 in power), and
# the halves of neighbouring frames add in power instead of amplitude (4/3). And the network, which learns from
# differences of logarithms, knows the median of a noise's magnitude, which is below its root mean square.
NOISE_GAIN = float(np.sqrt(8 / 3 * 4 / 3 / np.log(2)))
_QUIET = 1e-12  # power in any bin below which the room counts as silent
_LEAST = np.exp(SILENCE + 0.5)
_N_DRAWS = 16
_CUT = 200.0  # how fast sound falls that is cut, 1/s


class Frame(NamedTuple):
    """Complex magnitudes of the first side, and of the second where it differs, shape = (1 or 2, N_BINS)."""

    sides: Array


class Spectrum:
    """Adds up frames; holds phases and the network's past."""

    def __init__(self, templates: Templates, refiner: Refiner) -> None:
        self._templates, self._refiner = templates, refiner
        self._attack = templates.attack
        self._bands = bands()
        self._rng = np.random.default_rng(2)
        # Drawing phases costs more than choosing among some: a random start in one long row.
        self._turns = np.exp(2j * np.pi * self._rng.random(N_BINS * _N_DRAWS)).astype(np.complex64)
        self.reset()

    def reset(self) -> None:
        """Silence."""
        self._refiner.reset()
        self._before = np.zeros(N_BINS, np.complex64)
        self._tail_turn = np.ones(N_BINS, np.complex64)
        self._tail_phase = np.ones(N_BINS, np.complex64)
        self._is_tonal = np.zeros(N_BINS, bool)
        self._places = np.ones((2, N_BINS), np.float32)  # amplitude of each bin on each side, against the middle
        self._is_silent, self._is_placed = True, False

    def frame(self, keyboard: Keyboard, centre_s: float, hop_s: float, asked: TimbreConditions) -> Frame | None:
        """The frame around ``centre_s``, ``hop_s`` after the last; None while nothing sounds."""
        notes = np.flatnonzero(keyboard.is_active)
        if not notes.size and keyboard.is_cut:
            self.reset()
        if not notes.size and self._is_silent:
            return None
        tone, noise = self._levels(keyboard, notes, centre_s, hop_s)
        keyboard.phase[notes] += 2 * np.pi * hop_s * keyboard.hz[notes]
        gains = keyboard.gains(notes)
        power, sides = self._in_bins(keyboard, notes, tone, gains)
        hiss = np.exp(2 * noise) if notes.size else np.zeros((0, len(self._bands)), np.float32)
        mean_squared = (gains**2).mean(axis=0)
        hiss_power = ((mean_squared @ hiss) @ self._bands).astype(np.float32)
        gain, tail = self._refiner.step(power, hiss_power, asked)
        random = self._random()
        hiss_sides = np.sqrt((gains**2 @ hiss) @ self._bands) * (NOISE_GAIN * random)
        room = self._tail(sides.mean(axis=0), power > hiss_power, power + hiss_power, tail)
        if len(gains) > 1 or self._is_placed:
            room = room * self._placed(np.abs(sides) ** 2 + np.abs(hiss_sides) ** 2, power + hiss_power > tail**2)
        made = (sides + hiss_sides) * gain + room
        made[:, :2] = 0  # what is below 16 Hz only moves the loudspeaker
        self._is_silent = not notes.size and self._refiner.loudest() < _QUIET
        return Frame(made)

    def _placed(self, sides: Array, is_sounding: Array) -> Array:
        """Gains of the room's answer, on the side where a bin last sounded, shape = (2, N_BINS)."""
        sides = np.broadcast_to(sides, (2, N_BINS))
        now = np.sqrt(2 * sides / np.maximum(sides.sum(axis=0), 1e-30))
        self._places = np.where(is_sounding, now, self._places)
        self._is_placed = True
        return self._places

    def _levels(self, keyboard: Keyboard, notes: Array, centre_s: float, hop_s: float) -> tuple[Floats, Floats]:
        since_end = np.where(np.isfinite(keyboard.end_s[notes]), centre_s - keyboard.end_s[notes], 0)
        since = centre_s - keyboard.onset_s[notes]
        rows = keyboard.row[notes]
        tone, noise = amplitudes(self._templates, rows, keyboard.velocity[notes], since + LEAD_S, since_end)
        number = np.round(since / hop_s).astype(np.int64) - 1  # of frames since the onset, which is at one's start
        louder = np.where(number < N_ATTACK_FRAMES, self._attack[rows, np.clip(number, 0, N_ATTACK_FRAMES - 1)], 0)
        # A note that is not cut counts as cut for 0 seconds.
        change = (louder - _CUT * np.maximum(centre_s - keyboard.choke_s[notes], 0)).astype(np.float32)[:, None]
        tone, noise = tone + change, noise + change
        level = np.exp(tone).max(axis=1, initial=0) + np.exp(noise).max(axis=1, initial=0)
        is_silent = np.zeros(len(keyboard.is_active), bool)
        is_silent[notes] = (level < 2 * _LEAST) & (since_end + since > 0.3) & (since_end > 0)
        keyboard.expire(centre_s, is_silent=is_silent)
        return tone, noise

    @staticmethod
    def _in_bins(keyboard: Keyboard, notes: Array, tone: Floats, gains: Array) -> tuple[Floats, Array]:
        """Power in each bin, and the complex sum on each side."""
        place = keyboard.bins[notes].ravel()
        heights = keyboard.heights[notes] * np.exp(tone)[..., None]
        squared = heights**2 * (gains**2).mean(axis=0)[:, None, None]
        power = np.bincount(place, squared.ravel(), N_BINS).astype(np.float32)
        turning = np.exp(1j * keyboard.phase[notes])[..., None] * heights
        sides = []
        for gain in gains:
            value = (turning * gain[:, None, None]).ravel()
            sides.append(np.bincount(place, value.real, N_BINS) + 1j * np.bincount(place, value.imag, N_BINS))
        return power, np.asarray(sides, np.complex64)

    def _random(self) -> Array:
        start = int(self._rng.integers(N_BINS * (_N_DRAWS - 1)))
        return np.asarray(self._turns[start : start + N_BINS])

    def _tail(self, now: Array, is_tonal: Array, power: Floats, tail: Floats) -> Array:
        """The room: turns as the sound did that it answers, or at random where that was noise."""
        turn = now * np.conj(self._before)
        size = np.abs(turn)
        sounding = (power > tail**2) & (size > _QUIET)
        self._tail_turn = np.where(sounding, turn / np.maximum(size, 1e-20), self._tail_turn)
        level = np.abs(now)
        follows = sounding & (level > 0)
        going_on = self._tail_phase * self._tail_turn
        self._tail_phase = np.where(follows, now / np.maximum(level, 1e-12), going_on).astype(np.complex64)
        self._is_tonal = np.where(power > tail**2, is_tonal, self._is_tonal)
        self._before = now
        return np.asarray(tail * np.where(self._is_tonal, self._tail_phase, NOISE_GAIN * self._random()))
