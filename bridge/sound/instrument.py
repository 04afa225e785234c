"""Instruments turn MIDI messages into sound. One thread each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    # shape = (n_frames, 2); of an instrument with stems (n_frames, 2 + 2 * stems), the mix first
    Samples = NDArray[np.float32]

N_CHANNELS = 2


class Instrument(Protocol):
    """Sixteen MIDI channels and a stereo output.

    ``lead_frames``: a message is sent so many frames before that at which it is to be heard; instruments that move in
    steps are late by half of one on average.
    """

    name: str
    lead_frames: int

    def send(self, data: bytes) -> None:
        """Take one MIDI message; it is heard in what is rendered next."""
        ...

    def render(self, n_frames: int) -> Samples:
        """The next sound, about -1 to 1."""
        ...

    def describe(self, words: str, style: dict[str, float]) -> None:
        """Describe what is played, in words and styles; an instrument may sound accordingly."""
        ...

    def reset(self) -> None:
        """Silence, and every channel as at the start."""
        ...

    def close(self) -> None:
        """Give back what was taken."""
        ...
