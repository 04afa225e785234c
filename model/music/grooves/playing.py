"""A groove by itself, as bars: intro, A three times and a fill, B three times and a fill, ending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from model.music.chord_symbols import chord_name
from model.music.events import Metre, Note
from model.music.grooves.checks import PlayedBar
from model.music.grooves.groove import Groove
from model.music.grooves.pattern import GrooveNote
from model.music.grooves.progressions import read_progression

PHRASE_BARS = 4
_USUAL_PROGRESSIONS = {"minor": "i iv V7 i", "major": "I IV V7 I"}
_NOT_JUDGED = ("fill", "fill 2", "break", "intro", "ending")


class GrooveBar(NamedTuple):
    """One bar as a groove plays it; ticks of the notes count from the bar's start."""

    section: str
    metre: Metre
    tempo_bpm: float
    chord_indices: tuple[int, int]
    groove_notes: tuple[GrooveNote, ...]

    @property
    def chords(self) -> tuple[str, str]:
        """Symbols of the two half bars."""
        first, second = self.chord_indices
        return chord_name(first), chord_name(second)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes as takes write them."""
        return tuple(Note(n.position_ticks, n.part, n.pitch, n.duration_ticks, n.velocity) for n in self.groove_notes)

    def played(self) -> PlayedBar:
        """The bar as the checks judge it."""
        return PlayedBar(
            self.groove_notes, self.chord_indices, self.metre, self.section in _NOT_JUDGED, self.section
        )  # fmt: skip


def play(groove: Groove, tonic: int = 0) -> list[GrooveBar]:
    """Play a groove over its own progression, or a usual one. tonic: pitch class. Raises GrooveError."""
    mode = 1 if groove.mode == "minor" else 0
    chords = read_progression(groove.progression or _USUAL_PROGRESSIONS[groove.mode or "major"], tonic)
    plan = list(_plan(groove, len(chords)))
    first_of_ending = len(plan) - sum(section == "ending" for section, _, _ in plan)
    bars: list[GrooveBar] = []
    for number, (section, bar, place) in enumerate(plan):
        now = chords[place % len(chords)]
        after = plan[number + 1][2] if number + 1 < len(plan) else 0
        following = chords[after % len(chords)][0]
        if number >= first_of_ending:
            following = chords[0][0]
        notes = groove.sections[section].realise(
            bar, now, following, mode=mode, half_bar_ticks=groove.metre.half_bar_ticks, tonic=tonic
        )
        bars.append(GrooveBar(section, groove.metre, groove.tempo_bpm[1], now, notes))
    return bars


def _plan(groove: Groove, n_chords: int) -> Iterator[tuple[str, int, int]]:
    """(section, bar of its pattern, place in the progression) of every bar."""
    if "intro" in groove.sections:
        for bar in range(groove.sections["intro"].n_bars):
            yield "intro", bar, 0
    for section, fill in (("A", "fill"), ("B", "fill 2")):
        if section in groove.sections:
            yield from _phrase(groove, section, fill, n_chords)
    if "ending" in groove.sections:
        for bar in range(groove.sections["ending"].n_bars):
            yield "ending", bar, 0


def _phrase(groove: Groove, section: str, fill: str, n_chords: int) -> Iterator[tuple[str, int, int]]:
    n_bars = max(PHRASE_BARS, n_chords, 2 * groove.sections[section].n_bars)
    fill = next((name for name in (fill, "fill") if name in groove.sections), "")
    n_fill = groove.sections[fill].n_bars if fill else 0
    for place in range(n_bars - n_fill):
        yield section, place, place
    for bar in range(n_fill):
        yield fill, bar, n_bars - n_fill + bar


def judged(bars: Sequence[GrooveBar]) -> list[PlayedBar]:
    """Bars for `check_bars`."""
    return [bar.played() for bar in bars]
