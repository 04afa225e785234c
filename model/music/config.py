"""The vocabulary of Sideman's music: grid, parts, styles, chords, and the sizes of the network.

Everything else in ``model`` imports from here; this module imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

TICKS_PER_QUARTER = 24  # MIDI clock's own resolution
MAX_BAR_TICKS = 8 * TICKS_PER_QUARTER  # longer bars are cut into several
MAX_BAR_NOTES = 240  # a bar is closed after this many notes, whatever the network wants

# Part 0 is the drum kit, 1..16 are the General MIDI families in the order of their programs.
PARTS = (
    "drums",
    "piano",
    "chromatic",
    "organ",
    "guitar",
    "bass",
    "strings",
    "ensemble",
    "brass",
    "reed",
    "pipe",
    "lead",
    "pad",
    "effects",
    "ethnic",
    "percussive",
    "sfx",
)
N_PARTS = len(PARTS)
DRUMS = 0
BASS = PARTS.index("bass")
BAR = N_PARTS  # the "part" of a bar line

STYLES = (
    "ambient",
    "blues",
    "children",
    "christmas",
    "classical",
    "country",
    "early",
    "electronic",
    "folk",
    "funk_soul",
    "game",
    "gospel",
    "hiphop",
    "jazz",
    "latin",
    "metal",
    "pop",
    "ragtime",
    "reggae",
    "rock",
    "soundtrack",
)
N_STYLES = len(STYLES)

# (numerator, denominator); index 0 is what an unusual metre is shown to the network as.
METRES = (
    (4, 4),
    (2, 4),
    (3, 4),
    (5, 4),
    (6, 4),
    (7, 4),
    (2, 2),
    (3, 2),
    (3, 8),
    (5, 8),
    (6, 8),
    (7, 8),
    (9, 8),
    (12, 8),
)
N_METRES = len(METRES)

MIN_TEMPO_BPM = 30.0
MAX_TEMPO_BPM = 300.0

# Chord = root * N_QUALITIES + quality, or NO_CHORD.
QUALITIES = ("", "m", "7", "maj7", "m7", "dim", "sus4")
QUALITY_INTERVALS = (
    (0, 4, 7),
    (0, 3, 7),
    (0, 4, 7, 10),
    (0, 4, 7, 11),
    (0, 3, 7, 10),
    (0, 3, 6),
    (0, 5, 7),
)
N_QUALITIES = len(QUALITIES)
NO_CHORD = 12 * N_QUALITIES
N_CHORDS = NO_CHORD + 1

MODES = ("major", "minor", "unknown")
N_MODES = len(MODES)

# Pitches as the network sees them: 0..127 for pitched parts, then the drum keys, then "none".
DRUM_KEY_LOW, DRUM_KEY_HIGH = 24, 87
N_DRUM_KEYS = DRUM_KEY_HIGH - DRUM_KEY_LOW + 1
N_PITCHES = 128 + N_DRUM_KEYS
NO_PITCH = N_PITCHES

# Where the next event stands: a tick of the bar, or END_OF_BAR ("nothing more in this bar").
END_OF_BAR = MAX_BAR_TICKS
N_WHENS = MAX_BAR_TICKS + 1

DURATION_CLASSES_TICKS = (
    *range(1, 25),
    27, 30, 33, 36, 42, 48, 54, 60, 66, 72, 84, 96, 120, 144, 168, 192, 240, 288, 384,
)  # fmt: skip
N_DURATIONS = len(DURATION_CLASSES_TICKS)
DRUM_DURATION_TICKS = TICKS_PER_QUARTER // 4  # a drum's length has no meaning: always a sixteenth
VELOCITY_STEP = 4
N_VELOCITIES = 128 // VELOCITY_STEP

TEXT_WIDTH = 32  # components of a text's vector as the network sees it

PHRASE_BARS = 8
LOOK_BACK_BARS = (1, 2, 4, 8)  # what was played at this place so many bars ago
# N-gram continuation: the event that followed the last time the same events came; the longest match counts.
NGRAM_ORDERS = (12, 6, 3)
NGRAM_BARS = 32  # no farther back than this
AGAIN_BARS = (1, 2)  # how the very same note was played so many bars ago


MODULES = ("convolution", "lstm", "gate", "self_attention", "multi_head_attention", "look_back", "groove")


@dataclass(frozen=True)
class NetworkConfig:
    """Sizes of the network. Windows count events; ``without`` names what an ablation leaves out, of `MODULES`."""

    width: int = 256
    n_lstm_layers: int = 2
    conv_width: int = 4
    self_attention_window: int = 24
    self_attention_width: int = 48
    n_heads: int = 4
    attention_window: int = 96
    head_width: int = 192
    dropout: float = 0.05
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unknown = set(self.without) - set(MODULES)
        if unknown:
            raise ValueError(f"there is no module {', '.join(sorted(unknown))}; known: {', '.join(MODULES)}")

    def to_dict(self) -> dict[str, Any]:
        """Return the sizes as plain values, for a model file's manifest."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> NetworkConfig:
        """Inverse of `to_dict`. Raises TypeError on an unknown size."""
        return cls(**(values | {"without": tuple(values.get("without", ()))}))
