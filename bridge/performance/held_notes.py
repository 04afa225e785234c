"""The player's keys, and the notes that sound with each. The performer's state, guarded by its lock."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Sequence

from bridge.playback.scheduler import Scheduler

SHORT_ANSWER_S = 0.15  # an answer that comes when its key has been released already


class HeldNotes:
    """Keys by pitch; each strike has a serial that its answer comes back with."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._serials = itertools.count(1)
        self._held: dict[int, int] = {}  # pitch: serial
        self._answers: dict[int, Sequence[int]] = {}  # serial: ids of the notes that sound with it
        self._short: deque[tuple[float, Sequence[int]]] = deque()

    @property
    def held(self) -> list[int]:
        """Pitches of the keys that are down."""
        return list(self._held)

    def strike(self, pitch: int, velocity: int) -> int:
        """A key struck, or released (velocity 0), which releases its answers; the strike's serial."""
        held = self._held.pop(pitch, None)
        if held is not None:
            self._scheduler.release(self._answers.pop(held, ()))
        serial = next(self._serials)
        if velocity:
            self._held[pitch] = serial
        return serial

    def answered(self, serial: int, note_ids: Sequence[int], now_s: float) -> None:
        """Notes sound with a strike now."""
        if serial in self._held.values():
            self._answers[serial] = note_ids
        else:
            self._short.append((now_s + SHORT_ANSWER_S, note_ids))

    @property
    def has_short_answers(self) -> bool:
        """Whether an answer sounds that `tick` is to release."""
        return bool(self._short)

    def tick(self, now_s: float) -> None:
        """Release answers whose time is over."""
        while self._short and self._short[0][0] <= now_s:
            self._scheduler.release(self._short.popleft()[1])

    def forget_answers(self) -> None:
        """Forget the answers; they were released by other means."""
        self._answers.clear()

    def forget(self) -> None:
        """Forget all held keys."""
        self._held.clear()
        self._answers.clear()
