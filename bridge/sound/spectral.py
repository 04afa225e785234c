"""The spectral voice as an instrument: `model.voice` plays, and is given the program of each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bridge.core.errors import RenderError
from bridge.playback.parts import CHANNELS
from model.music.config import PARTS

if TYPE_CHECKING:
    from bridge.sound.instrument import Instrument


GAIN = 1.9  # brings it to FluidSynth's level, that of `bridge.sound.fluid`


def spectral_instrument(sample_rate_hz: int) -> Instrument:
    """The voice that ships. Raises RenderError when its file cannot be read."""
    from model.voice.instrument import SpectralInstrument
    from model.voice.voice_file import VoiceFileError

    # Backwards: of two parts on one channel the first of the list counts.
    channel_to_part = dict(zip(reversed(CHANNELS), reversed(PARTS), strict=True))
    try:
        return SpectralInstrument(sample_rate_hz, channel_to_part)
    except (VoiceFileError, ValueError) as error:
        raise RenderError(str(error)) from error
