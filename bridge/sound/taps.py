"""Taps of the sound that is made: a ReaStream sender, a file, a journal. Called by the maker's thread."""

from __future__ import annotations

import json
import logging
import queue
import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from bridge.core.errors import RenderError
from bridge.core.paths import free_path
from bridge.midi import reastream
from bridge.midi.reastream import MidiEvent
from bridge.sound.instrument import N_CHANNELS
from bridge.sound.renderer import FramedMessage

if TYPE_CHECKING:
    from bridge.sound.instrument import Samples

log = logging.getLogger(__name__)

FILE_KINDS = (".wav", ".flac")
FLUSH_EVERY_S = 1.0
_QUEUE_BLOCKS = 2_000  # some ten seconds of a disk that does not answer


class Tap(Protocol):
    """Hears every block; must not wait."""

    def take(self, frame: int, samples: Samples, messages: Sequence[FramedMessage]) -> None: ...
    def close(self) -> None: ...


class ReaStreamSender:
    """Sends sound, and if wanted the MIDI it is made of, to REAPER's plug-in. Raises RenderError."""

    def __init__(self, host: str, port: int, identifier: str, sample_rate_hz: int, *, with_midi: bool) -> None:
        try:
            self._identifier = reastream.encode_identifier(identifier)
            family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        except (ValueError, OSError) as error:
            reason = getattr(error, "strerror", None) or error
            raise RenderError(f"ReaStream to {host}:{port} cannot be: {reason}; look at [reastream]") from error
        self._address: Any = address
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._rate_hz, self._with_midi = sample_rate_hz, with_midi
        self.n_failed = 0

    def take(self, frame: int, samples: Samples, messages: Sequence[FramedMessage]) -> None:
        """Send a block."""
        if self._with_midi and messages:
            self._send(reastream.encode_midi(self._identifier, _events(frame, messages)))
        step = reastream.max_frames(N_CHANNELS)
        for start in range(0, len(samples), step):
            data = np.ascontiguousarray(samples[start : start + step].T, "<f4").tobytes()
            self._send(reastream.encode_audio(self._identifier, N_CHANNELS, self._rate_hz, data))

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    def _send(self, packet: bytes) -> None:
        try:
            self._socket.sendto(packet, self._address)
        except OSError as error:
            self.n_failed += 1
            if self.n_failed == 1:
                log.error("ReaStream packets do not reach %s: %s", self._address, error)


class FileWriter:
    """Writes .wav or .flac, on a thread of its own, over no file that is there. Raises RenderError."""

    def __init__(self, path: str, sample_rate_hz: int) -> None:
        import soundfile

        wanted = Path(path).expanduser()
        if wanted.suffix.lower() not in FILE_KINDS:
            raise RenderError(f"{path} is neither .wav nor .flac, as audio.file must be")
        try:
            wanted.parent.mkdir(parents=True, exist_ok=True)
            self._path = free_path(wanted.parent, wanted.stem, wanted.suffix)  # a process begun anew goes on in another
            self._file = soundfile.SoundFile(str(self._path), "w", sample_rate_hz, N_CHANNELS, "PCM_24")
        except (OSError, soundfile.SoundFileError) as error:
            raise RenderError(f"{path} cannot be written: {error}") from error
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="audio file", daemon=True)
        self._thread.start()

    def take(self, _frame: int, samples: Samples, _messages: Sequence[FramedMessage]) -> None:
        """Hand a block to the thread; a disk that stands still costs blocks, never the music."""
        if self._queue.qsize() < _QUEUE_BLOCKS:
            self._queue.put(samples.copy())

    def close(self) -> None:
        """Write what waits."""
        self._queue.put(None)
        self._thread.join(5.0)

    def _run(self) -> None:
        try:
            n_written, every = 0, FLUSH_EVERY_S * self._file.samplerate
            while (samples := self._queue.get()) is not None:
                self._file.write(samples)
                n_written += len(samples)
                if n_written >= every:  # a crash loses this much at most
                    self._file.flush()
                    n_written = 0
            self._file.close()
        except (OSError, RuntimeError) as error:
            log.error("%s is written no further: %s", self._path, error)


class Journal:
    """A line for each message: its frame, its bytes and when it was heard, so that the same sound can be made again."""

    def __init__(self, path: str, frame_to_s: Callable[[int], float | None]) -> None:
        self._frame_to_s = frame_to_s
        wanted = Path(path).expanduser()
        try:
            wanted.parent.mkdir(parents=True, exist_ok=True)
            self._file = free_path(wanted.parent, wanted.stem, wanted.suffix).open("w", buffering=1, encoding="utf-8")
        except OSError as error:
            raise RenderError(f"{path} cannot be written: {error.strerror or error}") from error

    def take(self, _frame: int, _samples: Samples, messages: Sequence[FramedMessage]) -> None:
        """Keep what was played."""
        for message in messages:
            self._file.write(json.dumps([message.frame, message.data.hex(), self._frame_to_s(message.frame)]) + "\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _events(frame: int, messages: Sequence[FramedMessage]) -> list[MidiEvent]:
    events, before = [], frame
    for message in messages:
        events.append(MidiEvent(message.frame - before, message.data[:3]))
        before = message.frame
    return events
