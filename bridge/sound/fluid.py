"""FluidSynth as an instrument: a SoundFont, sixteen channels, reverb and chorus of its own. One thread.

FluidSynth itself moves in steps of 64 frames: a message is heard from the next step on, so it is sent half a step
early.
"""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bridge.core.errors import RenderError
from bridge.recording.soundfonts import find_soundfont, load_fluidsynth, open_synth

if TYPE_CHECKING:
    from bridge.sound.instrument import Samples

MIN_RATE_HZ, MAX_RATE_HZ = 8_000, 96_000
# Bands have -22 to -30 dBFS RMS, a loud orchestra -15. Of 63,000 blocks in twelve styles the limiter turns down 13; at
# .9, which was used before, 674.
GAIN = 0.57
STEP_FRAMES = 64
POLYPHONY = 192
_DRUM_CHANNEL, _DRUM_BANK = 9, 128
_PITCH_CENTRE = 8192
_CC_BANK, _CC_BANK_LOW = 0, 32


class FluidInstrument:
    """Implements `bridge.sound.instrument.Instrument`. Raises RenderError when it cannot be had.

    more: settings of FluidSynth, by name.
    """

    lead_frames = STEP_FRAMES // 2

    def __init__(
        self, sample_rate_hz: int, soundfont: str = "", more: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        if not MIN_RATE_HZ <= sample_rate_hz <= MAX_RATE_HZ:
            reason = f"FluidSynth plays at {MIN_RATE_HZ:,} to {MAX_RATE_HZ:,} Hz"
            raise RenderError(f"{reason}, not at {sample_rate_hz:,}; set audio.sample_rate_hz")
        library = load_fluidsynth()
        path = find_soundfont(soundfont)
        self.name = f"FluidSynth with {path.name}"
        settings = {"gain": GAIN, "synth.polyphony": POLYPHONY, **more}
        self._synth, self._number = open_synth(path, float(sample_rate_hz), **settings)
        self._write = library.cfunc(
            "fluid_synth_write_float",
            ctypes.c_int,
            ("synth", ctypes.c_void_p, 1),
            ("len", ctypes.c_int, 1),
            *((name, kind, 1) for side in "lr" for name, kind in _output(side)),
        )
        self._banks = [0] * 16
        self.reset()

    def send(self, data: bytes) -> None:
        """Take one MIDI message."""
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind == 0x90 and data[2]:
            self._synth.noteon(channel, data[1], data[2])
        elif kind in (0x80, 0x90):
            self._synth.noteoff(channel, data[1])
        elif kind == 0xB0:
            self._control(channel, data[1], data[2])
        elif kind == 0xC0:
            self._program(channel, data[1])
        elif kind == 0xE0:
            self._synth.pitch_bend(channel, (data[1] | data[2] << 7) - _PITCH_CENTRE)

    def render(self, n_frames: int) -> Samples:
        """The next sound."""
        import numpy as np

        samples = np.empty((n_frames, 2), np.float32)
        out = samples.ctypes.data_as(ctypes.c_void_p)
        # One interleaved buffer: left at offset 0, right at 1, both in steps of 2. The call lets other threads run.
        self._write(self._synth.synth, n_frames, out, 0, 2, out, 1, 2)
        return samples

    def describe(self, words: str, style: dict[str, float]) -> None:
        """Do nothing: programs choose its sound; see `bridge.playback.sounds`."""

    def reset(self) -> None:
        """Silence, and every channel as at the start."""
        self._synth.system_reset()
        self._banks = [0] * 16
        for channel in range(16):
            self._program(channel, 0)

    def close(self) -> None:
        """Let FluidSynth go."""
        self._synth.delete()

    def _control(self, channel: int, control: int, value: int) -> None:
        if control == _CC_BANK:
            self._banks[channel] = value
        elif control != _CC_BANK_LOW:
            self._synth.cc(channel, control, value)

    def _program(self, channel: int, program: int) -> None:
        """A program that the SoundFont lacks is played by its nearest: the bank's first, or that of bank 0."""
        bank = _DRUM_BANK if channel == _DRUM_CHANNEL else self._banks[channel]
        for each_bank, each in ((bank, program), (bank, 0), (0, program), (0, 0)):
            if self._synth.sfpreset_name(self._number, each_bank, each) is not None:
                self._synth.program_select(channel, self._number, each_bank, each)
                return


def _output(side: str) -> tuple[tuple[str, Any], ...]:
    return (f"{side}out", ctypes.c_void_p), (f"{side}off", ctypes.c_int), (f"{side}incr", ctypes.c_int)
