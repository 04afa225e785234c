"""A lane as written (grid and tokens) and as strokes in ticks."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from model.music.config import DRUM_DURATION_TICKS, DRUMS, TICKS_PER_QUARTER
from model.music.events import Metre
from model.music.grooves.errors import GrooveError
from model.music.grooves.lanes import lane_part
from model.music.grooves.tones import GrooveTone, read_tone

REST, HOLD, DEAD, UP, FLAM, SHORT, GHOST_STROKE = ".", "~", "d", "u", "f", "s", "g"
REPEATS = {"2": 2, "3": 3, "4": 4}  # so many even strokes within the step
ACCENT, NORMAL, GHOST, UP_STROKE = 108, 86, 42, 72
VELOCITIES = {"X": ACCENT, "x": NORMAL, GHOST_STROKE: GHOST, DEAD: GHOST, UP: UP_STROKE, FLAM: 100, SHORT: NORMAL}
VELOCITIES |= dict.fromkeys(REPEATS, 76)
OFF_BEAT_VELOCITY = -8  # a normal stroke between the beats
DRUM_SYMBOLS = frozenset("Xxgf.234")
PITCHED_SYMBOLS = frozenset("Xxgsfud~.234")
CYCLE = "..."


class Lane(NamedTuple):
    """A lane as its file writes it. bars: one grid a bar; tokens: what its strokes play, empty for drums."""

    name: str
    steps: int
    bars: tuple[str, ...]
    tokens: tuple[str, ...] = ()


class Stroke(NamedTuple):
    """A stroke inside its bar. end_ticks may lie beyond the bar; tone is None for drums and dead notes."""

    start_ticks: int
    end_ticks: int
    velocity: int
    symbol: str
    tone: GrooveTone | None


def stroke_symbols(lane: Lane) -> list[str]:
    """All strokes of a lane that take a token, in order."""
    return [symbol for bar in lane.bars for symbol in bar if symbol not in (REST, HOLD, DEAD)]


def spread_tokens(lane: Lane) -> list[str]:
    """A token for every stroke of `stroke_symbols`. Raises GrooveError where the counts do not fit."""
    n_strokes, tokens = len(stroke_symbols(lane)), lane.tokens
    if not tokens:
        tokens = ("1",) if lane.name.partition(".")[0] == "bass" else ("close",)
    if tokens[-1] == CYCLE and len(tokens) > 1:
        tokens = tokens[:-1]
    elif n_strokes % len(tokens):
        raise GrooveError(
            f"{lane.name} has {n_strokes} strokes and {len(tokens)} degrees; "
            f"write one for each stroke, or end the list with {CYCLE} to go on from its start"
        )
    return [tokens[i % len(tokens)] for i in range(n_strokes)]


def last_bars(lane: Lane, n_bars: int) -> Lane:
    """The last bars of a lane with the tokens of their strokes; a shorter lane stays. Raises GrooveError."""
    if len(lane.bars) <= n_bars or not lane.tokens:
        return lane._replace(bars=lane.bars[-n_bars:])
    kept = lane._replace(bars=lane.bars[-n_bars:])
    n_kept = len(stroke_symbols(kept))
    return kept._replace(tokens=tuple(spread_tokens(lane)[-n_kept:]) if n_kept else ())


@lru_cache(maxsize=8192)
def lane_strokes(lane: Lane, metre: Metre, articulation: str) -> tuple[tuple[Stroke, ...], ...]:
    """Strokes of each bar of a lane. Raises GrooveError where the tokens do not fit."""
    step_ticks = metre.bar_ticks // lane.steps
    is_drum = lane_part(lane.name) == DRUMS
    tokens = iter([] if is_drum else spread_tokens(lane))
    bars: list[list[Stroke]] = []
    for number, grid in enumerate(lane.bars):
        strokes: list[Stroke] = []
        for step, symbol in enumerate(grid):
            if symbol == HOLD:
                _lengthen(strokes or _before(bars), step_ticks)
            elif symbol != REST:
                tone = None if is_drum or symbol == DEAD else read_tone(next(tokens))
                strokes.append(_stroke(step * step_ticks, step_ticks, symbol, tone))
        bars.append(strokes)
        if number == len(lane.bars) - 1:
            _lengthen(_before(bars), step_ticks * _n_leading_holds(lane.bars[0]))
    if is_drum:  # a roll fills its step
        return tuple(
            tuple(s if s.symbol in REPEATS else s._replace(end_ticks=s.start_ticks + DRUM_DURATION_TICKS) for s in bar)
            for bar in bars
        )
    return tuple(tuple(_articulated(bar, metre.bar_ticks, step_ticks, articulation)) for bar in bars)


def _stroke(start: int, step_ticks: int, symbol: str, tone: GrooveTone | None) -> Stroke:
    velocity = VELOCITIES[symbol]
    if symbol == "x" and start % TICKS_PER_QUARTER:
        velocity += OFF_BEAT_VELOCITY
    length = max(step_ticks // 2, 2) if symbol in (SHORT, DEAD) else step_ticks
    return Stroke(start, start + length, velocity, symbol, tone)


def _before(bars: list[list[Stroke]]) -> list[Stroke]:
    """The nearest bar before that holds a stroke."""
    return next((bar for bar in reversed(bars) if bar), [])


def _lengthen(strokes: list[Stroke], ticks: int) -> None:
    if strokes:
        strokes[-1] = strokes[-1]._replace(end_ticks=strokes[-1].end_ticks + ticks)


def _n_leading_holds(grid: str) -> int:
    return len(grid) - len(grid.lstrip(HOLD))


def _articulated(bar: list[Stroke], bar_ticks: int, step_ticks: int, articulation: str) -> list[Stroke]:
    """Lengths by the lane's option; what is written short or dead stays so."""
    if articulation == "short":
        return [s._replace(end_ticks=s.start_ticks + max((s.end_ticks - s.start_ticks) // 2, 2)) for s in bar]
    if articulation not in ("hold", "ring"):
        return bar
    nexts = [s.start_ticks for s in bar[1:]] + [bar_ticks]
    ends = nexts if articulation == "hold" else [bar_ticks] * len(bar)
    return [
        s if s.symbol in (SHORT, DEAD, *REPEATS) else s._replace(end_ticks=max(end, s.start_ticks + step_ticks))
        for s, end in zip(bar, ends, strict=True)
    ]
