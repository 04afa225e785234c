"""A .mid that grows while it is played, and is whole after every write: a crash loses what was not yet written only.

Format 0, one track, until it ends: `finish` then writes it anew in format 1, a named track for each channel, and puts
that in its place; whatever fails in it leaves the file as it was. Appending writes behind the end first, then corrects
the track's length, then turns the old end-of-track event into one without effect, by its one byte (Standard MIDI
Files 1.0). So the file is whole between any two of these steps too, for a reader that comes and for a process that is
killed there. One thread.
"""

from __future__ import annotations

import contextlib
import logging
import os
import struct
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from bridge.core.errors import TakeError

log = logging.getLogger(__name__)

TICKS_PER_BEAT = 480
_CONDUCTOR = -1  # in place of a channel: tempo, metre, markers
_LENGTH_AT = 18  # behind the header chunk (14 bytes) and "MTrk"
_TRACK_AT = 22
_END_OF_TRACK = b"\x00\xff\x2f\x00"
_KIND_AT, _SAYS_NOTHING = 2, b"\x7f"  # the byte of the kind; with this one it is an empty sequencer-specific event


class TakeEvent(NamedTuple):
    """Bytes of an event at a beat of the file."""

    beat: float
    data: bytes


class _Track:
    """Encoded events of one track of format 1."""

    def __init__(self) -> None:
        self.data, self._last_tick = bytearray(), 0

    def add(self, tick: int, message: bytes) -> None:
        """Append a message; ticks ascend."""
        self.data += variable_length(tick - self._last_tick) + message
        self._last_tick = tick


class TakeFile:
    """Open for writing until `close`."""

    def __init__(self, path: Path) -> None:
        """Raises TakeError."""
        self.path = path
        self._last_tick = 0
        self._tracks: dict[int, _Track] = {_CONDUCTOR: _Track()}  # by channel, for format 1
        self._n_bytes = len(_END_OF_TRACK)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: Any = open(path, "xb")  # noqa: SIM115 - stays open; never over an older take
            self._file.write(b"MThd" + struct.pack(">ihhh", 6, 0, 1, TICKS_PER_BEAT) + b"MTrk\x00\x00\x00\x04")
            self._write_at(_TRACK_AT, _END_OF_TRACK)
        except OSError as error:
            raise TakeError(f"the take {path} cannot be written: {error.strerror or error}") from error

    def write(self, events: Iterable[TakeEvent]) -> None:
        """Append events; one that lies before the last counts as at its place.

        Raises TakeError; then nothing counts as written, and the same events may be given once more.
        """
        data, tick, timed = bytearray(), self._last_tick, []
        for event in sorted(events, key=lambda event: event.beat):
            before, tick = tick, max(round(event.beat * TICKS_PER_BEAT), tick)
            data += variable_length(tick - before) + event.data
            timed.append((tick, event.data))
        try:
            self._append(bytes(data))
        except OSError as error:
            raise TakeError(f"the take {self.path} cannot be written: {error.strerror or error}") from error
        self._last_tick = tick
        for at_tick, message in timed:
            channel = message[0] & 0x0F if message[0] < 0xF0 else _CONDUCTOR
            self._tracks.setdefault(channel, _Track()).add(at_tick, message)

    def close(self) -> None:
        """Close the file; a write that failed was reported already, and is tried again here."""
        with contextlib.suppress(OSError):
            self._file.close()

    def finish(self, names: Mapping[int, str]) -> None:
        """Close the file and make it one of format 1. names: of the tracks, by channel (from 0).

        If that fails, format 0 stays, and the error is logged.
        """
        self.close()
        aside = self.path.with_name(self.path.name + ".part")
        try:
            aside.write_bytes(self._format_1(names))
            os.replace(aside, self.path)
        except OSError as error:
            log.warning("the take %s stays in one track: %s", self.path, error.strerror or error)
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)

    def _format_1(self, names: Mapping[int, str]) -> bytes:
        channels = sorted(self._tracks)  # the conductor's first
        chunks = [b"MThd" + struct.pack(">ihhh", 6, 1, len(channels), TICKS_PER_BEAT)]
        for channel in channels:
            name = "Sideman" if channel == _CONDUCTOR else names.get(channel, f"channel {channel + 1}")
            data = b"\x00" + meta("track_name", name=name) + bytes(self._tracks[channel].data) + _END_OF_TRACK
            chunks.append(b"MTrk" + struct.pack(">I", len(data)) + data)
        return b"".join(chunks)

    def _append(self, data: bytes) -> None:
        end = _TRACK_AT + self._n_bytes
        n_bytes = self._n_bytes + len(data) + len(_END_OF_TRACK)
        self._write_at(end, data + _END_OF_TRACK)
        self._write_at(_LENGTH_AT, struct.pack(">I", n_bytes))
        self._write_at(end - len(_END_OF_TRACK) + _KIND_AT, _SAYS_NOTHING)
        self._n_bytes = n_bytes

    def _write_at(self, place: int, data: bytes) -> None:
        self._file.seek(place)
        self._file.write(data)
        self._file.flush()


def variable_length(value: int) -> bytes:
    """A number as MIDI files write it.

    >>> variable_length(0).hex(), variable_length(480).hex()
    ('00', '8360')
    """
    out = [value & 0x7F]
    while value := value >> 7:
        out.append(value & 0x7F | 0x80)
    return bytes(reversed(out))


def meta(kind: str, **values: Any) -> bytes:
    """A meta event as mido writes it: ``meta("set_tempo", tempo=500000)``."""
    mido = import_module("mido")
    return bytes(mido.MetaMessage(kind, **values).bytes())
