"""The output by Sideman's own client of JACK: sound goes through shared memory to the JACK process.

That has the client, so sound, MIDI and transport go by the same frames. The maker's thread calls everything.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from bridge.core.errors import RenderError
from bridge.core.timebase import monotonic_s
from bridge.jack.sound_memory import Field, SoundMemory

if TYPE_CHECKING:
    from bridge.sound.instrument import Samples

SERVER_WITHIN_S = 2.0  # both processes start at once
GONE_S = 1.5  # a server that takes nothing for so long has gone
_LOOK_EVERY_S = 0.01


class JackClock:
    """Implements `bridge.sound.outputs.StreamClock`: the line that JACK's process estimates."""

    def __init__(self, memory: SoundMemory, rate_hz: int, session: int) -> None:
        self._memory, self._rate_hz, self._session = memory, rate_hz, session
        self.first_frame = 0  # the frame of the stream with which the session begins

    def s_to_frame(self, at_s: float) -> int | None:
        """The frame heard at a moment; None before any was."""
        origin_s = self._origin_s()
        return None if origin_s is None else self.first_frame + round((at_s - origin_s) * self._rate_hz)

    def frame_to_s(self, frame: int) -> float | None:
        """Inverse of `s_to_frame`."""
        origin_s = self._origin_s()
        return None if origin_s is None else origin_s + (frame - self.first_frame) / self._rate_hz

    def _origin_s(self) -> float | None:
        ints = self._memory.ints
        has_begun = ints[Field.TAKEN_SESSION] == self._session and ints[Field.N_TAKEN] > 0
        return self._memory.doubles[Field.ORIGIN_S] if has_begun else None

    def of_jack(self, frame: int) -> int | None:
        """The frame of the stream for a frame of JACK's; None before any was heard."""
        if self._origin_s() is None:
            return None
        return self.first_frame + frame - self._memory.ints[Field.ORIGIN_FRAME]


class JackOutput:
    """Implements `bridge.sound.outputs.Output`. Raises RenderError while there is no server."""

    latency_ms = 0.0  # a synthesiser beside us hears its MIDI in the same period

    def __init__(self, path: str, n_channels: int) -> None:
        self._memory = memory = SoundMemory(path, n_channels)
        ints = memory.ints
        if not ints[Field.RATE_HZ]:
            raise RenderError("there is no JACK server for the sound")
        self.sample_rate_hz = ints[Field.RATE_HZ]
        self.name = f"JACK's {memory.outputs_name}"
        ints[Field.N_MADE] = 0  # before the session begins, so that nothing of the last one is taken
        self._session = ints[Field.SESSION] = ints[Field.SESSION] + 1
        self._underruns_before = ints[Field.N_UNDERRUNS]
        self.clock = JackClock(memory, self.sample_rate_hz, self._session)
        self._rings = [np.frombuffer(ring, np.float32) for ring in memory.rings]
        self._n_made = self._seen_taken = 0
        self._taken_s = monotonic_s()

    @property
    def period_frames(self) -> int:
        """Frames that are taken at once."""
        return self._memory.ints[Field.PERIOD_FRAMES]

    @property
    def n_underruns(self) -> int:
        """Number of times that JACK was given silence because no sound was ready."""
        return self._memory.ints[Field.N_UNDERRUNS] - self._underruns_before

    @property
    def n_waiting(self) -> int:
        """Frames made and not taken."""
        return self._n_made - self._n_taken()

    @property
    def is_alive(self) -> bool:
        """Whether the server still takes, and by the process that began with this session."""
        n_taken, now_s = self._n_taken(), monotonic_s()
        if n_taken > self._seen_taken:
            self._seen_taken, self._taken_s = n_taken, now_s
        is_other = self._seen_taken > 0 and self._memory.ints[Field.TAKEN_SESSION] != self._session
        return self._memory.ints[Field.RATE_HZ] != 0 and not is_other and now_s - self._taken_s < GONE_S

    def put(self, frame: int, samples: Samples) -> None:
        """Add sound, which begins with that frame of the stream; shape = (n_frames, n_channels)."""
        if not self._n_made:  # opening took its time, and the stream went on meanwhile
            self.clock.first_frame = frame
        size, start = self._memory.n_frames, self._n_made % self._memory.n_frames
        first = min(size - start, len(samples))
        for channel, ring in enumerate(self._rings):
            ring[start : start + first] = samples[:first, channel]
            ring[: len(samples) - first] = samples[first:, channel]
        self._n_made += len(samples)
        self._memory.ints[Field.N_MADE] = self._n_made

    def close(self) -> None:
        """End the session: JACK gets silence."""
        self._memory.ints[Field.N_MADE] = 0

    def _n_taken(self) -> int:
        ints = self._memory.ints
        return ints[Field.N_TAKEN] if ints[Field.TAKEN_SESSION] == self._session else 0


def server_rate_hz(path: str, n_channels: int) -> int | None:
    """The rate of JACK's server, once the JACK process has it; None if that takes too long."""
    memory = SoundMemory(path, n_channels)
    deadline_s = monotonic_s() + SERVER_WITHIN_S
    while not memory.ints[Field.RATE_HZ]:
        if monotonic_s() > deadline_s:
            return None
        time.sleep(_LOOK_EVERY_S)
    return memory.ints[Field.RATE_HZ]
