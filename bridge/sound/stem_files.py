"""A .mid as one .wav for each part, by the synthesiser and with the sounds of the player, off line. Any thread.

The files have one length, hold the part with its reverb and chorus, place and volume, and add up to ``mix.wav``, on
which no limiter acts: samples are floats, so that nothing is cut off where the sum is louder than 0 dBFS.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bridge.core.errors import RenderError
from bridge.playback.parts import CHANNELS
from bridge.playback.sounds import AS_GENERAL_MIDI, Sound
from bridge.sound.instrument import N_CHANNELS
from bridge.sound.stem_names import STEM_NAMES
from bridge.sound.stems import StemInstrument

if TYPE_CHECKING:
    from bridge.sound.instrument import Samples

RATE_HZ = 48_000
MIX = "mix"
BLOCK_FRAMES = 1_024
TAIL_S, SILENT = 8.0, 1e-4  # what rings after the last message: until it is silent, so long at most
NOTE_ON = 0x90


class Timed(NamedTuple):
    """A MIDI message at a frame."""

    frame: int
    data: bytes


def write_stems(midi: Path, folder: Path, sounds: Sequence[Sound]) -> tuple[list[str], float]:
    """Write ``drums.wav``, ``bass.wav`` … of the channels that play, and ``mix.wav``: stereo, 48 kHz, 32 bits float.

    sounds: by part. The folder is made; files of these names in it are written over. Returns the names of the stems
    and their length in seconds. Raises RenderError.
    """
    try:
        messages = list(_messages(midi))
    except (OSError, ValueError, EOFError) as error:
        raise RenderError(f"{midi} could not be rendered: {error}") from error
    channels = sorted({each.data[0] & 0x0F for each in messages if each.data[0] & 0xF0 == NOTE_ON})
    names = [STEM_NAMES[channel] for channel in channels]
    with contextlib.ExitStack() as stack:
        instrument = StemInstrument(RATE_HZ)
        stack.callback(instrument.close)
        for data in _opening(sounds):
            instrument.send(data)
        # The mix comes first in what is rendered, then the channels.
        files = {0: _open(stack, folder, MIX)}
        files |= {1 + channel: _open(stack, folder, name) for channel, name in zip(channels, names, strict=True)}
        n_frames = 0
        for samples in _blocks(instrument, messages):
            n_frames += len(samples)
            for pair, file in files.items():
                file.write(samples[:, pair * N_CHANNELS : (pair + 1) * N_CHANNELS])
    return names, n_frames / RATE_HZ


def _messages(midi: Path) -> Iterator[Timed]:
    """Raises OSError, ValueError, EOFError."""
    now_s = 0.0
    for message in import_module("mido").MidiFile(midi):
        now_s += message.time
        if not message.is_meta and message.type != "sysex":
            yield Timed(round(now_s * RATE_HZ), bytes(message.bytes()))


def _opening(sounds: Sequence[Sound]) -> Iterator[bytes]:
    """What the player sends before its first note; programs stand in the file too."""
    for channel, sound in dict(zip(CHANNELS, sounds, strict=True)).items():
        yield from sound.messages_from(channel, AS_GENERAL_MIDI, with_program=True)


def _blocks(instrument: StemInstrument, messages: Sequence[Timed]) -> Iterator[Samples]:
    """The sound to the last message, and until it is silent."""
    import numpy as np

    at = 0
    for each in messages:
        while at < each.frame:
            n_frames = min(each.frame - at, BLOCK_FRAMES)
            yield instrument.render(n_frames)
            at += n_frames
        instrument.send(each.data)
    for _ in range(round(TAIL_S * RATE_HZ / BLOCK_FRAMES)):
        tail = instrument.render(BLOCK_FRAMES)
        yield tail
        if np.abs(tail).max() < SILENT:
            return


def _open(stack: contextlib.ExitStack, folder: Path, name: str) -> Any:
    """A file to write to, which the stack closes. Raises RenderError."""
    soundfile, path = import_module("soundfile"), folder / f"{name}.wav"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return stack.enter_context(soundfile.SoundFile(str(path), "w", RATE_HZ, N_CHANNELS, "FLOAT"))
    except (OSError, soundfile.SoundFileError) as error:
        raise RenderError(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}") from error
