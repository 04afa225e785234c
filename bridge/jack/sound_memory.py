"""Sound on its way from the sound process to JACK's callback: memory that both have, a ring of frames for each output.

Numbers of eight bytes, each written by one side only, so no lock is needed. The daemon makes the memory; the sound
process begins a *session* whenever it opens it, and counts made and taken frames from there.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

HEADER_BYTES, NAME_AT, NAME_BYTES = 512, 128, 256
SAMPLE_BYTES = 4  # float32
MOST_PERIOD_FRAMES = 8192
_SILENCE = bytes(SAMPLE_BYTES * MOST_PERIOD_FRAMES)


class Field(IntEnum):
    """Places of the numbers. The first two are the sound process's, the others JACK's side's."""

    SESSION = 0
    N_MADE = 1
    RATE_HZ = 2  # 0: no server
    PERIOD_FRAMES = 3
    TAKEN_SESSION = 4
    N_TAKEN = 5
    N_UNDERRUNS = 6
    ORIGIN_FRAME = 7  # JACK's frame of frame 0 of the session
    ORIGIN_S = 8  # its monotonic moment, a double


class SoundMemory:
    """The memory at ``path``, for ``n_outputs`` outputs. ``ints``, ``doubles``: its numbers by `Field`."""

    def __init__(self, path: str, n_outputs: int) -> None:
        with Path(path).open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)
        whole = memoryview(self._map)
        self.ints, self.doubles = whole[:NAME_AT].cast("q"), whole[:NAME_AT].cast("d")
        self._name = whole[NAME_AT : NAME_AT + NAME_BYTES]
        self.n_frames = (len(whole) - HEADER_BYTES) // (SAMPLE_BYTES * n_outputs)
        size = self.n_frames * SAMPLE_BYTES
        self.rings = [
            whole[HEADER_BYTES + number * size : HEADER_BYTES + (number + 1) * size] for number in range(n_outputs)
        ]

    @property
    def outputs_name(self) -> str:
        """Full names of the outputs, as others connect them."""
        return bytes(self._name).rstrip(b"\0").decode(errors="replace")

    @outputs_name.setter
    def outputs_name(self, name: str) -> None:
        data = name.encode()[:NAME_BYTES]
        self._name[:] = data + bytes(NAME_BYTES - len(data))


class SoundTaker:
    """JACK's side: fills the outputs' buffers in the process callback; never waits."""

    def __init__(self, memory: SoundMemory, rate_hz: int, period_frames: int, outputs_name: str) -> None:
        self._memory, self._rate_hz = memory, rate_hz
        self._n_taken = self._next_frame = 0
        self._was_whole = True
        # A session that began before us is over: where it stands is not known any more.
        self._session = self._ended_session = memory.ints[Field.SESSION]
        memory.outputs_name = outputs_name
        memory.ints[Field.TAKEN_SESSION] = 0
        self.period_changed(period_frames)
        memory.ints[Field.RATE_HZ] = rate_hz  # the last: from now on there is a server

    def period_changed(self, n_frames: int) -> None:
        """The server has another period."""
        self._memory.ints[Field.PERIOD_FRAMES] = n_frames

    def lost(self) -> None:
        """The server has gone."""
        self._memory.ints[Field.RATE_HZ] = 0

    def take(self, buffers: Sequence[Any], frame: int, began_s: float, n_frames: int) -> None:
        """Fill the buffers of the period that begins with a frame, at a moment; silence where there is no sound."""
        memory, ints = self._memory, self._memory.ints
        self._follow_session(ints[Field.SESSION])
        n_made = 0 if self._session == self._ended_session else ints[Field.N_MADE]
        n_ready = max(n_made - self._n_taken, 0)
        # Frames that JACK left out are left out of the sound too, which so stays beside its MIDI.
        n_skipped = min(max(frame - self._next_frame, 0), n_ready) if self._n_taken else 0
        at, n = self._n_taken + n_skipped, min(n_ready - n_skipped, n_frames)
        self._fill(buffers, at, n, n_frames)
        ints[Field.ORIGIN_FRAME], memory.doubles[Field.ORIGIN_S] = frame - at, began_s - at / self._rate_hz
        self._n_taken = ints[Field.N_TAKEN] = at + n
        self._next_frame = frame + n_frames
        ints[Field.TAKEN_SESSION] = 0 if self._session == self._ended_session else self._session
        is_missing = n < n_frames and self._was_whole and n_made > 0  # before the first block nothing is missed
        ints[Field.N_UNDERRUNS] += is_missing or n_skipped > 0
        self._was_whole = n == n_frames or not n_made

    def _fill(self, buffers: Sequence[Any], at: int, n: int, n_frames: int) -> None:
        rings, start = self._memory.rings, at % self._memory.n_frames * SAMPLE_BYTES
        size, end = n * SAMPLE_BYTES, n_frames * SAMPLE_BYTES
        first = min(len(rings[0]) - start, size)
        for buffer, ring in zip(buffers, rings, strict=True):
            buffer[:first] = ring[start : start + first]
            if first < size:
                buffer[first:size] = ring[: size - first]
            if size < end:
                buffer[size:end] = _SILENCE[: end - size]

    def _follow_session(self, session: int) -> None:
        if session != self._session:
            self._session, self._n_taken = session, 0
            self._was_whole = True


def make_sound_memory(n_outputs: int, n_frames: int) -> tuple[str, int]:
    """Memory for rings of ``n_frames``: its path, for children of this process, and a descriptor to close at the end.

    Without a name where the system can do that, so that nothing is left of a process that was killed.
    """
    size = HEADER_BYTES + n_outputs * n_frames * SAMPLE_BYTES
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("sideman-sound")
        path = f"/proc/{os.getpid()}/fd/{descriptor}"
    else:
        descriptor, path = tempfile.mkstemp(prefix="sideman-sound-")
    os.ftruncate(descriptor, size)
    return path, descriptor


def free_sound_memory(path: str, descriptor: int) -> None:
    """Close it, and remove its file where it has one."""
    os.close(descriptor)
    if not path.startswith("/proc/"):
        Path(path).unlink(missing_ok=True)
