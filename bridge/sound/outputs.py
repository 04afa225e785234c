"""Outputs of sound: an audio device, which takes blocks as it needs them, or none, when a clock does.

The maker's thread calls everything but the device's callback.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from bridge.core.errors import RenderError
from bridge.core.stderr_silencer import silence_stderr
from bridge.core.timebase import monotonic_s
from bridge.sound.frame_clock import FrameClock
from bridge.sound.instrument import N_CHANNELS
from bridge.sound.ring import Ring

if TYPE_CHECKING:
    from bridge.sound.instrument import Samples

log = logging.getLogger(__name__)

SILENT_S = 1.5  # a device that takes nothing for so long has gone


class StreamClock(Protocol):
    """Maps frames of the stream to moments; None before any was taken."""

    def s_to_frame(self, at_s: float) -> int | None: ...
    def frame_to_s(self, frame: int) -> float | None: ...


class Output(Protocol):
    """Takes frames at its own pace; ``period_frames`` at once."""

    name: str
    latency_ms: float

    @property
    def clock(self) -> StreamClock: ...
    @property
    def period_frames(self) -> int: ...
    @property
    def n_underruns(self) -> int: ...
    @property
    def n_waiting(self) -> int: ...
    @property
    def is_alive(self) -> bool: ...
    def put(self, frame: int, samples: Samples) -> None: ...
    def close(self) -> None: ...


class NoDevice:
    """Time passes, sound goes nowhere: for streams and files alone."""

    name = "no device"
    latency_ms = 0.0
    n_underruns: int = 0
    period_frames: int = 0
    is_alive: bool = True

    def __init__(self, sample_rate_hz: int, first_frame: int = 0) -> None:
        self._rate_hz, self._n_made = sample_rate_hz, first_frame
        self._origin_s = monotonic_s() - first_frame / sample_rate_hz
        self.clock = FrameClock(sample_rate_hz)
        self.clock.taken(first_frame, monotonic_s())

    @property
    def n_waiting(self) -> int:
        """Frames made that time has not come to."""
        self.clock.taken(0, self._origin_s)
        return max(self._n_made - int((monotonic_s() - self._origin_s) * self._rate_hz), 0)

    def put(self, frame: int, samples: Samples) -> None:
        """Count them."""
        self._n_made = frame + len(samples)

    def close(self) -> None:
        """Do nothing."""


class Device:
    """An output by PortAudio. Raises RenderError when it cannot be opened."""

    def __init__(self, wanted: str, sample_rate_hz: int, block_frames: int, ring_frames: int) -> None:
        self._ring, self.clock = Ring(ring_frames), FrameClock(sample_rate_hz)
        self._first_frame, self.period_frames = 0, block_frames
        self._taken_s = monotonic_s()
        sounddevice = _sounddevice()
        try:
            with silence_stderr():
                number = find_device(sounddevice, wanted, is_output=True)
                self._stream = sounddevice.OutputStream(
                    samplerate=sample_rate_hz,
                    blocksize=block_frames,
                    device=number,
                    channels=N_CHANNELS,
                    dtype="float32",
                    latency="low",
                    callback=self._take,
                )
                self._stream.start()
        except (sounddevice.PortAudioError, ValueError) as error:
            raise RenderError(f"audio output {wanted or 'by default'} cannot be opened: {error}") from error
        self.name = str(sounddevice.query_devices(self._stream.device)["name"])
        self.latency_ms = 1000.0 * float(self._stream.latency)

    @property
    def n_underruns(self) -> int:
        """Number of times that the device was given silence because no sound was ready."""
        return self._ring.n_underruns

    @property
    def n_waiting(self) -> int:
        """Frames made and not taken."""
        return self._ring.n_waiting

    @property
    def is_alive(self) -> bool:
        """Whether the device still takes: some drivers say so for ever, and take nothing."""
        return monotonic_s() - self._taken_s < SILENT_S and bool(self._stream.active)

    def put(self, frame: int, samples: Samples) -> None:
        """Add sound, which begins with that frame of the stream."""
        if not self._ring.n_made:  # opening took its time, and the stream went on meanwhile
            self._first_frame = frame
        self._ring.put(samples)

    def close(self) -> None:
        """Close the stream; may wait for ever when its driver has died."""
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)

    def _take(self, out: Any, _n_frames: int, _times: Any, _status: Any) -> None:
        """On the device's own thread: never waits."""
        n_underruns, self._taken_s = self._ring.n_underruns, monotonic_s()
        if self._ring.n_made:
            self.clock.taken(self._first_frame + self._ring.n_taken, monotonic_s())
        self._ring.take(out)
        if self._ring.n_underruns != n_underruns:
            self.clock.restart()


def find_device(sounddevice: Any, wanted: str, *, is_output: bool) -> int | None:
    """Number of the device with this in its name; None: the default one. Raises RenderError."""
    if not wanted:
        return None
    channels = "max_output_channels" if is_output else "max_input_channels"
    devices = [(number, each["name"]) for number, each in enumerate(sounddevice.query_devices()) if each[channels]]
    for number, name in devices:
        if wanted.lower() in name.lower():
            return number
    kind = "output" if is_output else "input"
    names = ", ".join(name for _, name in devices) or "none at all"
    raise RenderError(f"there is no audio {kind} named {wanted!r}; the system has: {names}")


def look_again() -> None:
    """Let PortAudio see devices that have come or gone; no stream may be open."""
    sounddevice = _sounddevice()
    try:
        with silence_stderr():
            sounddevice._terminate()  # it offers no other way
            sounddevice._initialize()
    except sounddevice.PortAudioError as error:
        log.debug("PortAudio cannot look again: %s", error)


def _sounddevice() -> Any:
    try:
        with silence_stderr():
            return import_module("sounddevice")
    except OSError as error:
        hint = "apt install libportaudio2 (Debian) or brew install portaudio (macOS)"
        raise RenderError(f"PortAudio is not there ({error}); install it with: {hint}") from error
