"""Watches JACK's transport from period to period. Pure; the process callback feeds it.

JACK lets a client ask a starting transport to wait. Sideman does, for `PREROLL_S`, when a transport starts that stood
still: the frame at which it will roll is known before, and the first notes are there at that frame. A jump of a rolling
transport waits for nothing, so that loops stay as tight as they are.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from bridge.jack.frame_estimate import FrameEstimate
from bridge.jack.protocol import TransportSeen
from bridge.jack.queue import FrameQueue
from bridge.jack.song_position import HAS_BBT, SongPosition

STOPPED, ROLLING = 0, 1  # JACK's own numbers; 3 and 4 are a transport that starts
PREROLL_S = 0.040
LOOK_S = 0.25  # at a transport that goes on as it did


class TransportWatch:
    """found: called with what is new."""

    def __init__(
        self, estimate: FrameEstimate, queue: FrameQueue, rate_hz: int, found: Callable[[TransportSeen], None]
    ) -> None:
        self._estimate, self._queue, self._rate_hz, self._found = estimate, queue, rate_hz, found
        self._position = SongPosition(rate_hz)
        self._state, self._expected_frame, self._look_frame, self._behind_frames = STOPPED, 0, 0, 0
        self._is_doubtful = False  # whether the song may have been read too early
        self._offset_frames = 0  # of JACK's frames from the song's, as it was told last
        self._start: tuple[int, int] | None = None  # the frame at which it is to roll, and the song's frame there
        self._told: object = None

    def starting(self, frame: int, song_frame: int, n_frames: int, position: Any) -> bool:
        """The transport is about to roll; whether it may, in the period after this one."""
        if self._start is None or self._start[1] != song_frame:
            wait_frames = PREROLL_S * self._rate_hz if self._state == STOPPED else 0.0
            self._start = frame + (math.ceil(wait_frames / n_frames) + 1) * n_frames, song_frame
            self._tell(True, self._start[0], position, is_located=True)
        return frame + n_frames >= self._start[0]

    def passed_without_us(self, song_frame: int, n_missed: int) -> int:
        """How many of the frames that our client was not called for passed for the others.

        A song that stood still in the rest tells that the server did. Call it before `look`, which then takes a song
        that went on through them for no jump.
        """
        n_passed = song_frame - self._expected_frame
        if self._state != ROLLING or not 0 <= n_passed <= n_missed:
            return n_missed
        # Or JACK had begun the period and not yet moved the song; then the next period finds it so much farther.
        self._expected_frame, self._behind_frames = song_frame, n_missed - n_passed
        self._is_doubtful = n_passed < n_missed
        return n_passed

    def look(self, frame: int, n_frames: int, state: int, position: Any) -> None:
        """The transport in the period that begins with ``frame``."""
        song_frame, start = int(position.frame), self._start
        if state not in (STOPPED, ROLLING):
            if start is not None and frame >= start[0]:  # another client is not ready yet
                self._queue.delay(start[0], frame + n_frames - start[0])
                self._start = frame + n_frames, song_frame
                self._tell(True, frame + n_frames, position, is_located=False)
            return
        is_rolling, is_doubtful = state == ROLLING, self._is_doubtful
        n_late = frame - song_frame - self._offset_frames  # later than was told, as the server stood still meanwhile
        starts_as_told = is_rolling and start is not None and 0 <= n_late <= frame - start[0]
        goes_on = state == self._state and song_frame - self._expected_frame in (0, self._behind_frames)
        is_located = not (starts_as_told or goes_on)
        if not starts_as_told and (is_located or is_doubtful or not is_rolling):
            n_late = 0
        if n_late > 0:  # what waits for the song does too
            self._queue.delay(frame - n_late if start is None else start[0], n_late)
        if not is_doubtful:
            self._behind_frames = 0
        self._start, self._state, self._is_doubtful = None, state, False
        self._expected_frame = song_frame + n_frames * is_rolling
        master = None  # without one the fields hold anything
        if position.valid & HAS_BBT:
            master = float(position.beats_per_minute), float(position.beats_per_bar), float(position.beat_type)
        told = master, self._estimate.n_steps
        is_new = n_late or told != self._told or frame >= self._look_frame
        if is_located or (is_new and not is_doubtful):
            self._told = told
            self._tell(is_rolling, frame, position, is_located=is_located)

    def _tell(self, is_rolling: bool, frame: int, position: Any, *, is_located: bool) -> None:
        self._look_frame = frame + round(LOOK_S * self._rate_hz)
        seen = self._position.read(position, is_located=is_located)
        self._offset_frames = frame - seen.song_frame
        line = self._estimate.line()
        self._found(TransportSeen(line, is_rolling, frame, seen.song_frame, is_located, *seen[1:]))
