"""The player's latest notes with their beats. Guarded by the performer's lock."""

from __future__ import annotations

from dataclasses import dataclass, field

from bridge.inference.protocol import PastBar
from bridge.performance.bar_log import bars_of_phrase
from model.music.events import Metre

MAX_NOTES = 512


@dataclass
class PlayedNotes:
    """Keys of any input as notes of (pitch, velocity, on beat, off beat); the last `MAX_NOTES` are kept."""

    _finished: list[tuple[int, int, float, float]] = field(default_factory=list)
    _held: dict[int, tuple[int, float]] = field(default_factory=dict)  # pitch: velocity, on beat

    @property
    def is_holding(self) -> bool:
        """Whether a key is down."""
        return bool(self._held)

    @property
    def has_notes(self) -> bool:
        """Whether a key was struck and released."""
        return bool(self._finished)

    def receive(self, pitch: int, velocity: int, beat: float) -> None:
        """A key struck, or released (velocity 0), at a song position."""
        before = self._held.pop(pitch, None)
        if before is not None:
            self._finished.append((pitch, before[0], before[1], max(beat, before[1])))
            del self._finished[:-MAX_NOTES]  # the end of what was played counts, not its beginning
        if velocity > 0:
            self._held[pitch] = velocity, beat

    def finish(self, beat: float) -> None:
        """Let the keys that are down end here; their releases mean nothing any more."""
        for pitch in tuple(self._held):
            self.receive(pitch, 0, beat)

    def bars(self, metre: Metre, part: int, n_bars: int) -> tuple[PastBar, ...]:
        """The last ``n_bars`` bars up to the last note, all as notes of one part."""
        return bars_of_phrase(sorted(self._finished, key=lambda note: note[2]), metre, part)[-n_bars:]

    def forget(self) -> None:
        """Forget what was played."""
        self._finished, self._held = [], {}
