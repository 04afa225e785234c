"""The plan of a piece: style, tempo, key, metre, parts and mood. Values.

`model.text` reads plans out of words and completes them; the engine plays them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from model.music.config import PARTS
from model.music.events import Metre
from model.music.keys import Key

StyleWeights = tuple[tuple[str, float], ...]


class Scales(NamedTuple):
    """Values on the scales; None = unspecified."""

    valence: float | None = None  # -1 sad or threatening .. 1 glad
    energy: float | None = None  # 0 still .. 1 raging
    density: float | None = None  # how many times as many notes as usual
    register: float | None = None  # -1 deep .. 1 high
    articulation: float | None = None  # 0 staccato .. 1 legato
    swing: float | None = None  # 0 straight .. 1 triplets


SCALES = Scales._fields  # each is a field of `Plan` too


@dataclass(frozen=True)
class Plan:
    """The plan of a piece. None and () mean unspecified."""

    words: str = ""
    style: StyleWeights = ()  # sums to 1, heaviest first
    tempo_bpm: float | None = None
    key: Key | None = None
    metre: Metre | None = None
    parts: tuple[str, ...] = ()  # after `parse` the parts asked for, after `complete` those that play
    excluded: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  # words that meant nothing
    mood: tuple[str, ...] = ()  # the words themselves
    valence: float | None = None  # -1 sad or threatening .. 1 glad
    energy: float | None = None  # 0 still .. 1 raging
    density: float | None = None  # how many times as many notes as usual
    register: float | None = None  # -1 deep .. 1 high
    articulation: float | None = None  # 0 staccato .. 1 legato
    swing: float | None = None  # 0 straight .. 1 triplets
    text: tuple[float, ...] = ()  # the words' vector for the network, TEXT_WIDTH numbers; () = unknown
    era: str | None = None  # "1970s", "baroque", "vintage"
    programs: tuple[tuple[str, int], ...] = ()  # part -> General MIDI program (from 0) of the instrument named
    groove: str | None = None  # name in the groove book
    form: str | None = None  # as `form.parse_form` reads it
    notes: tuple[str, ...] = ()  # sentences: spellings that were corrected, contradictions, numbers out of range
    progression: str | None = None  # in Roman numerals or by name, as `progressions.read_progression` reads it

    # Inputs of `complete` beside it.
    mode: str | None = None  # "minor" without a tonic
    tempo_factor: float | None = None  # "faster": times the tempo that would be played otherwise
    usual_bpm: float | None = None  # the tempo of a subgenre such as drum and bass, used when none is specified
    asked: tuple[str, ...] = ()  # parts asked for by name, now or in the plans before
    is_line_up: bool = False  # so many parts were asked for that they are the whole band
    assumed: frozenset[str] = frozenset()  # names of the fields that were filled in, in a complete plan

    @property
    def is_complete(self) -> bool:
        """Whether nothing that playing needs is left open, as after `text.complete`."""
        return bool(self.style and self.tempo_bpm and self.key and self.metre and self.parts)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; null = unspecified."""
        return {
            "style": {name: round(weight, 4) for name, weight in self.style} or None,
            "tempo_bpm": self.tempo_bpm,
            "key": str(self.key) if self.key else None,
            "metre": str(self.metre) if self.metre else None,
            "parts": list(self.parts),
            "excluded": list(self.excluded),
            "unknown": list(self.unknown),
            "notes": list(self.notes),
            "mood": list(self.mood),
            **{name: getattr(self, name) for name in SCALES},
            "era": self.era,
            "programs": dict(self.programs) or None,
            "groove": self.groove,
            "form": self.form,
            "progression": self.progression,
        }

    def describe(self) -> str:
        """One readable line.

        >>> from model.text import parse
        >>> parse("slow blues in G at 60 bpm, no piano, sparkly").describe()
        'blues · 60 bpm · G major · without piano · groove slow-blues · not understood: sparkly'
        """
        pieces = [
            ", ".join(f"{name} {weight:.0%}" if weight < 0.995 else name for name, weight in self.style),
            f"{self.tempo_bpm:.4g} bpm" if self.tempo_bpm else "",
            str(self.key or ""),
            str(self.metre or ""),
            self._describe_parts(),
            f"groove {self.groove}" if self.groove else "",
            f"form {self.form}" if self.form else "",
            f"chords {self.progression}" if self.progression else "",
            self._describe_mood(),
            f"not understood: {', '.join(self.unknown)}" if self.unknown else "",
            "; ".join(self.notes),
        ]
        return " · ".join(piece for piece in pieces if piece) or "nothing said"

    def _describe_mood(self) -> str:
        scales = [(name, getattr(self, name)) for name in SCALES]
        pieces = [", ".join(self.mood), *(f"{name} {value:.3g}" for name, value in scales if value is not None)]
        return " · ".join(piece for piece in (*pieces, self.era) if piece)

    def _describe_parts(self) -> str:
        names = ", ".join(self.parts)
        if self.parts and len(self.parts) + len(self.excluded) == len(PARTS):
            return f"only {names}"
        without = f"without {', '.join(self.excluded)}" if self.excluded else ""
        return " · ".join(piece for piece in (names, without) if piece)
