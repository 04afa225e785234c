"""Draws a groove as text: a piano-roll of each pitched part, the drums below, section by section."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.music.chord_symbols import PITCH_NAMES
from model.music.config import DRUMS, PARTS
from model.music.grooves.groove import Groove
from model.music.grooves.lanes import LANE_OF_KEY
from model.music.grooves.pattern import GrooveNote, Pattern
from model.music.grooves.progressions import read_progression
from model.music.grooves.strokes import ACCENT, GHOST

NAME_WIDTH = 16
_MAX_COLUMNS = 24  # of a bar
_SOUNDS, _RESTS, _BEAT = "━", "·", "|"
_LOUD, _SOFT = (ACCENT + 90) // 2, (GHOST + 64) // 2


def draw(groove: Groove, sections: Sequence[str] = ()) -> list[str]:
    """Lines of a drawing. sections: all where none is named. Straight, over its progression.

    Raises GrooveError for a section that the groove lacks.
    """
    lines = [_title(groove), *_facts(groove)]
    for name in sections or groove.sections:
        pattern = groove.sections[name]
        lines += ["", f"[{name}]", *_section(groove, pattern, comes_home=name in ("intro", "ending"))]
    return lines


def _title(groove: Groove) -> str:
    return f"{groove.title} ({groove.name})"


def _facts(groove: Groove) -> Iterator[str]:
    low, usual, high = groove.tempo_bpm
    swing = f", swing {groove.swing:g} of {groove.swing_unit}" if groove.swing else ""
    push = f", {abs(groove.push_ms):g} ms {'pushed' if groove.push_ms > 0 else 'laid back'}" if groove.push_ms else ""
    styles = ", ".join(f"{style} {weight:g}" for style, weight in groove.styles.items())
    yield f"{groove.metre}, {low:g}-{high:g} bpm, usually {usual:g}{swing}{push}; {styles}"
    if groove.aliases:
        yield f"also: {', '.join(groove.aliases[:12])}"
    if groove.progression:
        yield f"progression: {groove.progression}"


def _section(groove: Groove, pattern: Pattern, *, comes_home: bool) -> Iterator[str]:
    chords = read_progression(groove.progression or ("i" if groove.mode == "minor" else "I"))
    chords = chords[:1] if comes_home else chords
    mode, half = int(groove.mode == "minor"), groove.metre.half_bar_ticks
    bars = [
        pattern.realise(
            bar, chords[bar % len(chords)], chords[(bar + 1) % len(chords)][0], mode=mode, half_bar_ticks=half, swing=0
        )
        for bar in range(pattern.n_bars)
    ]
    n_columns = columns_of(pattern)
    for part in sorted(pattern.parts - {DRUMS}) + sorted(pattern.parts & {DRUMS}):
        rows = sorted({note.pitch for bar in bars for note in bar if note.part == part}, reverse=True)
        yield f"{PARTS[part]}{'' if rows else ' rests'}"
        for pitch in rows:
            cells = [_row(bar, part, pitch, groove.metre.bar_ticks, n_columns) for bar in bars]
            yield f"  {_name(part, pitch):<{NAME_WIDTH}}{_BEAT}{_BEAT.join(cells)}{_BEAT}"


def columns_of(pattern: Pattern) -> int:
    """Columns of a bar: the finest grid of its lanes that still fits a terminal."""
    fine = [lane.steps for lane in pattern.lanes if lane.steps <= _MAX_COLUMNS]
    finest = max(fine, default=16)
    twice = [steps for steps in fine if finest % steps]  # sixteenths beside triplets need both
    return 2 * finest if twice and pattern.metre.bar_ticks % (2 * finest) == 0 else finest


def _row(notes: Sequence[GrooveNote], part: int, pitch: int, bar_ticks: int, n_columns: int) -> str:
    cells = [_RESTS] * n_columns
    for note in notes:
        if note.part == part and note.pitch == pitch:
            column = min(note.position_ticks * n_columns // bar_ticks, n_columns - 1)
            n_held = 0 if part == DRUMS else -(-note.duration_ticks * n_columns // bar_ticks) - 1
            for held in range(column + 1, min(column + 1 + n_held, n_columns)):
                cells[held] = _SOUNDS
            cells[column] = _symbol(note.velocity)
    return "".join(cells)


def _symbol(velocity: int) -> str:
    return "X" if velocity >= _LOUD else "g" if velocity <= _SOFT else "x"


def _name(part: int, pitch: int) -> str:
    return LANE_OF_KEY.get(pitch, str(pitch)) if part == DRUMS else f"{PITCH_NAMES[pitch % 12]}{pitch // 12 - 1}"
