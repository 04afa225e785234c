"""Changes over some bars: tempo for ritardando and accelerando, loudness and energy for build and diminuendo."""

from __future__ import annotations

import math
from dataclasses import dataclass

USUAL_BARS = 4
_TEMPO_FACTORS = {"ritardando": 0.75, "accelerando": 1.3}
_SWELLS = {"build": (24, 0.3), "diminuendo": (-40, -0.3)}  # of the volume of each part, and of energy
TEMPO_RAMPS = tuple(_TEMPO_FACTORS)
RAMPS = (*TEMPO_RAMPS, *_SWELLS)


@dataclass
class Ramp:
    """From ``start_beat`` over ``n_beats``; ``volumes``: of the parts that play, at the start.

    target_bpm: the tempo at its end; None = as far as is usual.
    """

    kind: str
    start_beat: float
    n_beats: float
    strength: float
    tempo_bpm: float
    energy: float
    volumes: dict[str, int]
    target_bpm: float | None = None
    _step: int = 0

    @property
    def end_beat(self) -> float:
        """Beat at which the ramp ends."""
        return self.start_beat + self.n_beats

    def is_due(self, beat: float) -> bool:
        """Whether another beat of it has begun since the last that was taken; takes it."""
        step = min(math.floor(beat - self.start_beat) + 1, math.ceil(self.n_beats))
        if step <= self._step:
            return False
        self._step = step
        return True

    @property
    def share(self) -> float:
        """Share of the ramp that holds in the beat that was taken, 0..1."""
        return min(self._step / self.n_beats, 1.0)

    def tempo_due_bpm(self) -> float | None:
        """The tempo due; None where the tempo stays."""
        factor = _TEMPO_FACTORS.get(self.kind)
        if factor is None:
            return None
        whole = factor**self.strength if self.target_bpm is None else self.target_bpm / self.tempo_bpm
        return round(self.tempo_bpm * float(whole**self.share), 2)

    def volumes_due(self) -> dict[str, int]:
        """The volume due of each part, 0..127; {} where volumes stay."""
        if self.kind not in _SWELLS:
            return {}
        change = _SWELLS[self.kind][0] * self.strength * self.share
        return {part: min(max(round(now + change), 0), 127) for part, now in self.volumes.items()}

    def energy_due(self, bar_beats: float) -> float | None:
        """The energy due where a bar of it begins; None in between, or where energy stays."""
        if self.kind not in _SWELLS or (self._step - 1) % max(round(bar_beats), 1):
            return None
        return round(min(max(self.energy + _SWELLS[self.kind][1] * self.strength * self.share, 0.0), 1.0), 3)
