"""Call and response: collects the player's phrase and decides when it has ended. Works in beats, without a clock."""

from __future__ import annotations

from dataclasses import dataclass, field

from bridge.inference.protocol import PastBar
from bridge.performance.bar_log import bars_of_phrase
from model.music.config import PARTS
from model.music.events import Metre

PLAYERS_PART = PARTS.index("piano")
_MOST_NOTES = 512


@dataclass
class Responder:
    """Beats are song positions."""

    after_beats: float
    max_bars: int
    _phrase: list[tuple[int, int, float, float]] = field(default_factory=list)
    _held: dict[int, tuple[int, float]] = field(default_factory=dict)  # pitch: velocity, on beat
    _quiet_since_beat: float = 0.0

    def receive(self, pitch: int, velocity: int, beat: float) -> None:
        """A key struck, or released (velocity 0)."""
        before = self._held.pop(pitch, None)
        if before is not None:
            self._phrase.append((pitch, before[0], before[1], max(beat, before[1])))
            del self._phrase[:-_MOST_NOTES]  # the end of a long phrase is answered, not its beginning
        if velocity > 0:
            self._held[pitch] = velocity, beat
        self._quiet_since_beat = beat

    def is_due(self, beat: float) -> bool:
        """Whether the player has finished a phrase."""
        return bool(self._phrase) and not self._held and beat - self._quiet_since_beat >= self.after_beats

    def take_phrase(self, metre: Metre) -> tuple[PastBar, ...]:
        """The phrase as bars, the last `max_bars` of them; then listen anew."""
        notes, self._phrase = sorted(self._phrase, key=lambda note: note[2]), []
        return bars_of_phrase(notes, metre, PLAYERS_PART)[-self.max_bars :]

    def forget(self) -> None:
        """Listen anew."""
        self._phrase, self._held = [], {}
