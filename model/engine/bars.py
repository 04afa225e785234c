"""Values that a generator works with: a finished bar, a bar in the making, where it stands, and how freely it draws."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from model.engine.density_control import DensityControl
from model.engine.engine import Distributions, State
from model.engine.feature_values import FIELDS
from model.engine.groove_bar import RememberedBar
from model.engine.network_controls import BarControls
from model.engine.note_classes import NoteClasses
from model.engine.sampling import Sampling
from model.music.config import MAX_BAR_NOTES
from model.music.events import Metre, Note
from model.music.generation_options import GenerationOptions
from model.music.plan import Plan


@dataclass(frozen=True)
class Bar:
    """One bar of music. ``Note.tick`` counts from the start of this bar; notes may ring past its end."""

    index: int
    metre: Metre
    tempo_bpm: float
    chords: tuple[str, str]
    notes: tuple[Note, ...]
    section: str = ""  # name of the chart's section that begins here


@dataclass(frozen=True)
class SamplingSettings:
    """Temperature and top-p of each field."""

    # Cutting the unlikely narrows lengths most: with top-p .92 they spread over .64 octaves, with these over .92, in
    # files over 1.03. Pitches at .9 and .94 stay too near to the chord: the most frequent pitch class has .29 of the
    # notes (63 pieces of 24 bars), in files .26, and with these .28; the key is found as often.
    when: Sampling = field(default_factory=lambda: Sampling(1.0, 0.98))
    part: Sampling = field(default_factory=lambda: Sampling(1.0, 0.99))
    pitch: Sampling = field(default_factory=lambda: Sampling(1.0, 0.96))
    duration: Sampling = field(default_factory=lambda: Sampling(1.0, 0.98))
    velocity: Sampling = field(default_factory=lambda: Sampling(1.0, 0.98))

    def with_temperature_factor(self, factor: float) -> SamplingSettings:
        """Every temperature times ``factor``; 1 changes nothing."""
        if factor == 1.0:
            return self
        fields = {name: getattr(self, name) for name in FIELDS}
        return SamplingSettings(**{name: Sampling(s.temperature * factor, s.top_p) for name, s in fields.items()})


@dataclass(frozen=True)
class OpenBar:
    """A bar that is being generated; its last event can be repeated under other controls, from the state before it."""

    controls: BarControls
    temperature_factor: float
    notes: tuple[NoteClasses, ...]
    before: State
    last: BarControls | NoteClasses
    distributions: Distributions
    density_control: DensityControl
    earliest_ticks: int = 0  # nothing is drawn before
    copied: tuple[NoteClasses, ...] = ()  # what is still to come of a bar that is played as an earlier one was
    is_copied: bool = False
    melody: tuple[NoteClasses, ...] = ()  # what is still to come of the chart's
    resting: frozenset[str] = frozenset()  # parts that lay out in it, beside those of the options

    @property
    def is_full(self) -> bool:
        """Whether the bar takes no more notes."""
        return len(self.notes) >= MAX_BAR_NOTES


@dataclass(frozen=True)
class Snapshot:
    """State of a generator; a value."""

    state: State
    n_bars: int
    random: dict[str, object]
    plan: Plan
    options: GenerationOptions
    density_control: DensityControl
    chords_from: int
    played: tuple[RememberedBar, ...]
    open_bar: OpenBar | None

    def lean(self) -> Snapshot:
        """Half as large: once restored, an open bar needs `redirect` or `repeat_last_step` before it goes on."""
        return self if self.open_bar is None else replace(self, state=self.open_bar.before)
