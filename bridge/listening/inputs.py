"""Opens an audio input by PortAudio: JACK, ALSA, CoreAudio, whatever it has here. In the listening process alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from bridge.core.errors import AudioError
from bridge.core.stderr_silencer import silence_stderr

DEFAULTS = ("", "default")
_MOST_CHANNELS = 2
HOW_TO_GET = "an audio input needs PortAudio; on Debian: apt install libportaudio2"

Callback = Callable[[Any, int, Any, Any], None]


class Stream(Protocol):
    """The part of sounddevice's InputStream that is used."""

    @property
    def samplerate(self) -> float: ...
    @property
    def active(self) -> bool: ...
    def start(self) -> None: ...
    def close(self) -> None: ...


def open_input(device: str, received: Callback) -> tuple[Stream, str]:
    """The stream, not yet started, and the device's name. Raises AudioError with the inputs there are."""
    try:
        with silence_stderr():  # PortAudio tries every sound system and remarks on each
            import sounddevice
    except (ImportError, OSError) as error:
        raise AudioError(f"{HOW_TO_GET} ({error})") from error
    try:
        with silence_stderr():
            found = _find(sounddevice, device)
            stream = sounddevice.InputStream(
                device=found["index"],
                channels=min(int(found["max_input_channels"]), _MOST_CHANNELS),
                dtype="float32",
                callback=received,
            )
    except sounddevice.PortAudioError as error:
        raise AudioError(f"the audio input {device or 'default'!r} cannot be opened: {error.args[0]}") from error
    return stream, str(found["name"])


def _find(sounddevice: Any, device: str) -> Any:
    """The input of this name, else the first whose name contains it, else AudioError."""
    wanted = device.strip()
    inputs = [each for each in sounddevice.query_devices() if each["max_input_channels"] > 0]
    if wanted in DEFAULTS:
        number = sounddevice.default.device[0]
        found = [each for each in inputs if each["index"] == number] or inputs
    else:
        named = [each for each in inputs if each["name"] == wanted]
        found = named or [each for each in inputs if wanted.lower() in str(each["name"]).lower()]
    if not found:
        names = ", ".join(str(each["name"]) for each in inputs)[:300]
        there = f"there are: {names}" if names else "there is none at all; connect one, or start JACK"
        raise AudioError(f"there is no audio input {wanted or 'default'!r}; {there}")
    return found[0]
