"""Everything that can be set, as values: a scene, its modes and quanta, and the settings of the configuration."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bridge.performance.generation_request import ChordPairs
from bridge.settings.controls import Controls
from model.music.plan import Plan
from model.music.played_chart import PlayedChart


class Mode(StrEnum):
    """Use of the player's notes."""

    PLAY = "play"
    RESPOND = "respond"
    ACCOMPANY = "accompany"


class Quantum(StrEnum):
    """The grid on which changes take effect, from the finest."""

    NOW = "now"
    BEAT = "beat"
    BAR = "bar"
    PHRASE = "phrase"

    def or_sooner(self, other: Quantum | None) -> Quantum:
        """The sooner of the two.

        >>> Quantum.PHRASE.or_sooner(Quantum.BEAT).value
        'beat'
        """
        return self if other is None else min(self, other, key=list(Quantum).index)


@dataclass(frozen=True)
class Scene:
    """Everything that is set at a moment."""

    plan: Plan
    controls: Controls
    chords: ChordPairs
    mode: Mode
    quantum: Quantum
    chart: PlayedChart | None = None  # in place of form, metre, key and chords
    chart_from: int = 1  # number of the bar at which it begins


@dataclass(frozen=True)
class PerformerSettings:
    """Settings of the performer, from the configuration."""

    bars_ahead: int = 2
    follow_start: bool = True
    respond_after_beats: float = 1.0
    respond_max_bars: int = 8
    sends_programs: bool = True
    host_programs: bool = False  # also where a host's own instruments play
    named_ports: frozenset[str] = frozenset()  # outputs that others made, behind which such instruments are
    handover_key: int = -1  # hands over and takes back in respond mode; -1: none
    follow_tempo: bool = True
