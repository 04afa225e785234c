"""Names of the outputs of stems: one stereo pair for each MIDI channel, called as the parts that play on it."""

from __future__ import annotations

from bridge.playback.parts import CHANNELS
from model.music.config import PARTS

N_STEMS = 16
# By MIDI channel: the parts that play on it, unless the user gave a part another.
STEM_NAMES = tuple(
    "_".join(part for part, own in zip(PARTS, CHANNELS, strict=True) if own == channel) for channel in range(N_STEMS)
)
SIDES = ("left", "right")
OUTPUT_NAMES = tuple(f"{stem}_{side}" for stem in STEM_NAMES for side in SIDES)
