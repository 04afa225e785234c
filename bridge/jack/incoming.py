"""Messages of the inputs, each once and with its own frame. Pure; the process callback feeds it.

A server that goes on without a client that is late has the buffers of the next period by then: what came in this one is
gone, and what is read comes again when that period is handled. So messages of a doubtful period wait for the next one.
"""

from __future__ import annotations

from collections.abc import Sequence

from bridge.jack.protocol import Received

Event = tuple[int, int, bytes]  # input, offset in the period in frames, message


class Incoming:
    """Fed with each period in order."""

    def __init__(self) -> None:
        self._doubtful: Sequence[Event] = ()
        self._doubtful_frame = 0

    def take(self, frame: int, events: Sequence[Event], *, is_doubtful: bool) -> list[Received]:
        """What is certain now; ``events`` are those read in the period that begins with ``frame``."""
        certain: list[Received] = []
        if self._doubtful:
            certain = _received(self._doubtful_frame, [each for each in self._doubtful if each not in events])
            self._doubtful = ()
        if is_doubtful:
            self._doubtful, self._doubtful_frame = events, frame
            return certain
        return certain + _received(frame, events)


def _received(frame: int, events: Sequence[Event]) -> list[Received]:
    return [Received(number, frame + offset, data) for number, offset, data in events]
