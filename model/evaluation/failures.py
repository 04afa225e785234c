"""The ways in which generated music breaks down, each with a definition that was fixed before anything was measured.

Real music does some of these on purpose, so the same counts over real validation music stand beside them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.evaluation.excerpt import Excerpt
from model.evaluation.facts import bar_similarity
from model.music.config import MAX_BAR_NOTES, N_PARTS
from model.music.events import COMMON_TIME

LOOP_BARS = {1: 8, 2: 16}  # period in bars: so many bars in a row that repeat the one a period before
SILENT_BARS = 2
CROWDED_NOTES = 128  # in four beats: eight parts in sixteenths, all the time
DROPOUT_BARS = 16

DEFINITIONS = {
    "loop": "8 bars in a row each note for note (velocity apart) the bar before, or 16 the bar two before",
    "silence": "no note at all, or two whole bars in a row in which nothing sounds",
    "runaway": f"a bar of more than {CROWDED_NOTES} notes in four beats, or cut off at {MAX_BAR_NOTES} notes",
    "hanging part": "a part that played, then is silent for the last 16 bars of 32 or more, or a note held past 8 bars",
}


class Failures(NamedTuple):
    """Whether each kind occurs in a piece, in the order of `DEFINITIONS`."""

    loop: bool
    silence: bool
    runaway: bool
    hanging: bool


def failures(excerpt: Excerpt) -> Failures:
    """Look for every kind."""
    return Failures(is_loop(excerpt), is_silent(excerpt), is_runaway(excerpt), is_hanging(excerpt))


def is_loop(excerpt: Excerpt) -> bool:
    """Whether bars repeat and repeat; silent bars do not count."""
    similarity = bar_similarity(excerpt)
    has_notes = np.bincount(excerpt.bar, minlength=excerpt.n_bars) > 0
    for period, n_bars in LOOP_BARS.items():
        repeats = (np.diagonal(similarity, period) >= 1.0 - 1e-9) & has_notes[period:]
        if _longest_run(repeats) >= n_bars:
            return True
    return False


def is_silent(excerpt: Excerpt) -> bool:
    """Whether the music stops. Notes that ring on count as sound."""
    sounds = np.zeros(excerpt.n_bars, bool)
    last = np.searchsorted(excerpt.bar_starts, excerpt.tick + excerpt.duration - 1, side="right") - 1
    for first, end in zip(excerpt.bar.tolist(), last.tolist(), strict=True):
        sounds[first : end + 1] = True
    return not sounds.any() or _longest_run(~sounds) >= SILENT_BARS


def is_runaway(excerpt: Excerpt) -> bool:
    """Whether a bar is more crowded than any band is."""
    n_notes = np.bincount(excerpt.bar, minlength=excerpt.n_bars)
    crowded = n_notes > CROWDED_NOTES * np.maximum(excerpt.bar_ticks / COMMON_TIME.bar_ticks, 0.5)
    return bool(crowded.any() or (n_notes >= MAX_BAR_NOTES).any())


def is_hanging(excerpt: Excerpt) -> bool:
    """Whether a part stops for good, or a note sounds on and on."""
    if (excerpt.duration > 8 * COMMON_TIME.bar_ticks).any():
        return True
    if excerpt.n_bars < 2 * DROPOUT_BARS:
        return False
    played = np.zeros((excerpt.n_bars, N_PARTS), bool)
    played[excerpt.bar, excerpt.part] = True
    early, late = played[:-DROPOUT_BARS].any(axis=0), played[-DROPOUT_BARS:].any(axis=0)
    return bool((early & ~late).any())


def _longest_run(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))
