"""Call and response: collects the player's phrase and decides when it has ended. Works in beats, without a clock."""

from __future__ import annotations

from dataclasses import dataclass, field

from bridge.inference.protocol import PastBar
from bridge.performance.played_notes import PlayedNotes
from model.music.config import PARTS
from model.music.events import Metre

PLAYERS_PART = PARTS.index("piano")


@dataclass
class Responder:
    """Beats are song positions."""

    after_beats: float
    max_bars: int
    _phrase: PlayedNotes = field(default_factory=PlayedNotes)
    _quiet_since_beat: float = 0.0

    def receive(self, pitch: int, velocity: int, beat: float) -> None:
        """A key struck, or released (velocity 0)."""
        self._phrase.receive(pitch, velocity, beat)
        self._quiet_since_beat = beat

    def is_due(self, beat: float) -> bool:
        """Whether the player has finished a phrase."""
        is_over = self._phrase.has_notes and not self._phrase.is_holding
        return is_over and beat - self._quiet_since_beat >= self.after_beats

    def take_phrase(self, metre: Metre) -> tuple[PastBar, ...]:
        """The phrase as bars, the last `max_bars` of them; then listen anew."""
        bars = self._phrase.bars(metre, PLAYERS_PART, self.max_bars)
        self._phrase.forget()
        return bars

    def finish(self, beat: float) -> None:
        """End the phrase at a beat, though keys may be down."""
        self._phrase.finish(beat)

    def forget(self) -> None:
        """Listen anew."""
        self._phrase.forget()
