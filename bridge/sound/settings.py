"""Settings of the sound process. A value."""

from __future__ import annotations

import logging
from typing import NamedTuple

from bridge.settings.config import Config
from bridge.sound.instrument import N_CHANNELS
from bridge.sound.stem_names import OUTPUT_NAMES

SYNTH, SPECTRAL, OFF = "synth", "spectral", "off"
NO_DEVICE = "none"


class SoundSettings(NamedTuple):
    """``device``: part of its name, "" the usual one, "none" no device; ``file``: a .wav or .flac, "" none.

    ``jack_memory``: path of the memory by which Sideman's own client of JACK gets the sound; "": the device has it.
    """

    voice: str = SYNTH
    device: str = ""
    sample_rate_hz: int = 48_000
    block_frames: int = 256
    ahead_blocks: int = 2
    soundfont: str = ""
    gain_db: float = 0.0
    offset_s: float = 0.0
    file: str = ""
    journal: str = ""
    reastream_host: str = ""
    reastream_port: int = 0
    reastream_identifier: str = ""
    reastream_midi: bool = False
    log_level: int = logging.WARNING
    jack_memory: str = ""
    stems: bool = False  # wanted; they go by JACK's memory alone

    @property
    def has_stems(self) -> bool:
        """Whether there are outputs for stems."""
        return self.stems and bool(self.jack_memory)

    @property
    def n_outputs(self) -> int:
        """Outputs in JACK's memory."""
        return N_CHANNELS + (len(OUTPUT_NAMES) if self.has_stems else 0)

    def ready_frames(self, period_frames: int) -> int:
        """Frames that must lie ready, else more are made: a device may take more than a block at once."""
        return (self.ahead_blocks - 1) * self.block_frames + max(period_frames - self.block_frames, 0)

    def ahead_s(self, period_frames: int) -> float:
        """Longest time between making sound and hearing it: what lies ready, and the frames that are taken at once."""
        n_frames = self.ready_frames(period_frames) + self.block_frames + max(period_frames, self.block_frames)
        return n_frames / self.sample_rate_hz


def settings_of(config: Config, log_level: int) -> SoundSettings | None:
    """The settings of a configuration; None: no sound. A stream or a file alone needs no device."""
    audio, reastream = config.audio, config.reastream
    if audio.voice == OFF and not (reastream.host or audio.file):
        return None
    return SoundSettings(
        SYNTH if audio.voice == OFF else audio.voice,
        NO_DEVICE if audio.voice == OFF else audio.device,
        audio.sample_rate_hz,
        audio.block_frames,
        audio.ahead_blocks,
        audio.soundfont,
        audio.gain_db,
        audio.offset_ms / 1000.0,
        audio.file,
        audio.journal,
        reastream.host,
        reastream.port,
        reastream.identifier,
        reastream.midi,
        log_level,
        stems=audio.stems,
    )
