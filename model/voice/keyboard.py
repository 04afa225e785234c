"""State that MIDI messages change: channels with part, volume, pan and pedal, and a fixed pool of notes. One thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.music.config import PARTS
from model.voice.config import FIRST_KIT, N_PARTIALS, Array, row_of
from model.voice.notes import USUAL_EXPRESSION, USUAL_VOLUME
from model.voice.templates import LOBE_BINS, MAX_RELEASE_S, Templates, lobes, partials_hz

MAX_NOTES = 64
CENTRE, PEDAL_DOWN = 64, 64
NOTE_OFF, NOTE_ON, CONTROL, PROGRAM = 0x80, 0x90, 0xB0, 0xC0
VOLUME, PAN, EXPRESSION, PEDAL, SOUND_OFF, RESET_CONTROLS, NOTES_OFF = 7, 10, 11, 64, 120, 121, 123
_NEVER = np.inf
_CHOKE_S = 0.03  # sound that is cut falls within this


@dataclass
class Channel:
    """Controllers of one channel. sound: see `model.voice.config`."""

    sound: int
    volume: int = USUAL_VOLUME
    expression: int = USUAL_EXPRESSION
    pan: int = CENTRE
    is_pedal_down: bool = False

    @property
    def gain(self) -> float:
        """Amplitude; 1 with the usual volume."""
        return (self.volume / USUAL_VOLUME * self.expression / USUAL_EXPRESSION) ** 2


class Keyboard:
    """Sixteen channels and up to `MAX_NOTES` sounding notes, as columns."""

    def __init__(
        self, templates: Templates, channel_to_part: Mapping[int, str], programs: Mapping[str, int], bin_hz: float
    ) -> None:
        """Raises ValueError on a part that is not known."""
        unknown = set(channel_to_part.values()) - set(PARTS)
        if unknown:
            raise ValueError(f"there is no part {', '.join(sorted(unknown))}; known: {', '.join(PARTS)}")
        self._templates, self._bin_hz = templates, bin_hz
        parts = [channel_to_part.get(number, "piano") for number in range(16)]
        self._sounds = [programs[part] + (FIRST_KIT if part == "drums" else 0) for part in parts]
        self._rng = np.random.default_rng(1)
        self.is_active = np.zeros(MAX_NOTES, bool)
        self.row, self.channel, self.pitch = (np.zeros(MAX_NOTES, np.int64) for _ in range(3))
        self.velocity, self.onset_s, self.end_s = (np.zeros(MAX_NOTES) for _ in range(3))
        self.choke_s = np.full(MAX_NOTES, _NEVER)
        self._is_held = np.zeros(MAX_NOTES, bool)  # by the pedal alone
        self.hz = np.zeros((MAX_NOTES, N_PARTIALS), np.float32)
        self.phase = np.zeros((MAX_NOTES, N_PARTIALS))
        self.bins = np.zeros((MAX_NOTES, N_PARTIALS, LOBE_BINS), np.int64)
        self.heights = np.zeros((MAX_NOTES, N_PARTIALS, LOBE_BINS), np.float32)
        self.reset()

    def reset(self) -> None:
        """Silence at once, and every controller as at the start."""
        self.channels = [Channel(sound) for sound in self._sounds]
        self.is_active[:] = False
        self.is_cut = False  # no sound is wanted, nor a room's answer

    def send(self, data: bytes, now_s: float) -> None:
        """Apply one MIDI message; others than those for an instrument are ignored."""
        if len(data) < 2 or data[0] >= 0xF0:
            return
        kind, number = data[0] & 0xF0, data[0] & 0x0F
        if kind == PROGRAM:
            self._program(number, data[1])
        elif len(data) < 3:
            return
        elif kind == NOTE_ON and data[2]:
            self._strike(number, data[1], data[2], now_s)
        elif kind in (NOTE_ON, NOTE_OFF):
            self._lift(number, data[1], now_s)
        elif kind == CONTROL:
            self._control(number, data[1], data[2], now_s)

    def expire(self, now_s: float, *, is_silent: Array | None = None) -> None:
        """Forget notes that ended long ago, or that ``is_silent`` marks."""
        over = (now_s > self.end_s + MAX_RELEASE_S) | (now_s > self.choke_s + _CHOKE_S)
        if is_silent is not None:
            over |= is_silent
        self.is_active &= ~over

    def gains(self, notes: Array) -> Array:
        """Amplitude of each of ``notes`` (indices) on each side, shape = (1 or 2, n): one row where both are equal."""
        volume = np.array([channel.gain for channel in self.channels])[self.channel[notes]]
        pan = np.array([channel.pan for channel in self.channels])[self.channel[notes]]
        if (pan == CENTRE).all():
            return np.atleast_2d(volume)
        angle = np.clip((pan - 1) / 126, 0, 1) * np.pi / 2  # 64 is the middle; 0 and 1 are both left
        return np.asarray(volume * np.sqrt(2) * np.stack((np.cos(angle), np.sin(angle))))

    def _program(self, number: int, program: int) -> None:
        is_kit = self._sounds[number] >= FIRST_KIT
        self.channels[number].sound = program + (FIRST_KIT if is_kit else 0)

    def _strike(self, number: int, pitch: int, velocity: int, now_s: float) -> None:
        self.end_s[self._of(number, pitch)] = now_s
        i = self._free()
        row = row_of(self.channels[number].sound, pitch)
        self.row[i], self.channel[i], self.pitch[i], self.velocity[i] = row, number, pitch, velocity
        self.onset_s[i], self.end_s[i], self.choke_s[i] = now_s, _NEVER, _NEVER
        self.hz[i] = partials_hz(self._templates.ratios[row], pitch)
        self.bins[i], self.heights[i] = lobes(self.hz[i], self._bin_hz)
        self.phase[i] = self._rng.uniform(0, 2 * np.pi, N_PARTIALS)
        self._is_held[i], self.is_active[i], self.is_cut = False, True, False

    def _free(self) -> int:
        """A place for a note: a free one, else that of the note which ended first, else of the oldest."""
        free = np.flatnonzero(~self.is_active)
        if free.size:
            return int(free[0])
        return int(np.lexsort((self.onset_s, self.end_s))[0])

    def _of(self, number: int, pitch: int | None = None) -> Array:
        chosen = self.is_active & (self.channel == number) & (self.end_s == _NEVER)
        if pitch is not None:
            chosen &= self.pitch == pitch
        return np.flatnonzero(chosen)

    def _lift(self, number: int, pitch: int, now_s: float) -> None:
        for i in self._of(number, pitch):
            if self.channels[number].is_pedal_down:
                self._is_held[i] = True
            else:
                self.end_s[i] = now_s

    def _control(self, number: int, control: int, value: int, now_s: float) -> None:
        channel = self.channels[number]
        if control == VOLUME:
            channel.volume = value
        elif control == EXPRESSION:
            channel.expression = value
        elif control == PAN:
            channel.pan = value
        elif control == PEDAL:
            channel.is_pedal_down = value >= PEDAL_DOWN
            if not channel.is_pedal_down:
                held = self._of(number)
                self.end_s[held[self._is_held[held]]] = now_s
        elif control == NOTES_OFF:
            for i in self._of(number):
                self._lift(number, int(self.pitch[i]), now_s)
        elif control == SOUND_OFF:
            mine = self.is_active & (self.channel == number)
            self.end_s[mine] = np.minimum(self.end_s[mine], now_s)
            self.choke_s[mine] = np.minimum(self.choke_s[mine], now_s)
            self.is_cut = True
        elif control == RESET_CONTROLS:
            channel.volume, channel.expression, channel.pan = USUAL_VOLUME, USUAL_EXPRESSION, CENTRE
            self._control(number, PEDAL, 0, now_s)
