"""Messages between the daemon and the sound process. Values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class TimedMessage(NamedTuple):
    """A MIDI message and the monotonic moment at which it is to be heard.

    jack_frame: JACK's frame for it, where sound goes there.
    """

    at_s: float
    data: bytes
    jack_frame: int | None = None


class Messages(NamedTuple):
    """To the process: messages, in the order in which they were sent."""

    items: tuple[TimedMessage, ...]


class Describe(NamedTuple):
    """To the process: what is played now."""

    words: str
    style: Mapping[str, float]


class Started(NamedTuple):
    """From the process: sound is ready; ``sentence`` names the instrument and the device.

    ahead_s: how long before it is heard sound is made.
    """

    sentence: str
    ahead_s: float


class CannotStart(NamedTuple):
    """From the process: there will be no sound, and why."""

    message: str


class Trouble(NamedTuple):
    """From the process: something went wrong or is well again; the music goes on."""

    message: str


class SoundReport(NamedTuple):
    """From the process, once a second; counts since its start."""

    n_underruns: int = 0
    n_late: int = 0  # messages that came too late for their place
    n_messages: int = 0
    n_limited: int = 0  # blocks that had to be turned down
    load: float = 0.0  # seconds of rendering per second of sound, over the last second
    latency_ms: float = 0.0  # reported by the device
    ahead_s: float = 0.0  # how long before it is heard sound is made
    output: str = ""
    sample_rate_hz: int = 0


FromSound = Started | CannotStart | Trouble | SoundReport
