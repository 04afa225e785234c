"""The packed corpus: what ``sideman prepare`` writes and everything later reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.music.config import METRES, TEXT_WIDTH, TICKS_PER_QUARTER
from model.music.events import Metre

PART, POSITION, PITCH, DURATION, VELOCITY = range(5)  # columns of Corpus.events
FORMAT_VERSION = 2


@dataclass(frozen=True)
class Piece:
    """One file on the grid, in the common tonic."""

    name: str
    style: int  # -1 = unknown
    is_valid: bool
    is_generated: bool
    weight: float
    tempo_bpm: float
    mode: int
    events: NDArray[np.uint8]  # shape = (n_events, 5), classes
    chords: NDArray[np.uint8]  # shape = (n_bars, 2)
    metres: NDArray[np.uint8]  # shape = (n_bars,)
    bar_ticks: NDArray[np.uint8]  # shape = (n_bars,)


@dataclass(frozen=True)
class Corpus:
    """All pieces, end to end. ``*_starts`` have one more entry than there are pieces."""

    events: NDArray[np.uint8]
    chords: NDArray[np.uint8]
    metres: NDArray[np.uint8]
    bar_ticks: NDArray[np.uint8]
    event_starts: NDArray[np.int64]
    bar_starts: NDArray[np.int64]
    style: NDArray[np.int8]
    mode: NDArray[np.uint8]
    is_valid: NDArray[np.bool_]
    is_generated: NDArray[np.bool_]
    weight: NDArray[np.float32]
    tempo_bpm: NDArray[np.float32]
    names: NDArray[np.str_]
    texts: NDArray[np.float16]  # vectors of captions, shape = (n_pieces, n_captions, TEXT_WIDTH); may have none

    @property
    def n_notes(self) -> int:
        """Events that are notes, not bar lines."""
        return int(len(self.events) - len(self.chords))

    def save(self, path: Path) -> None:
        """Write one compressed file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        columns = {f.name: getattr(self, f.name) for f in fields(self)}
        np.savez_compressed(path, version=np.array(FORMAT_VERSION), **columns)

    @classmethod
    def load(cls, path: Path) -> Corpus:
        """Read what `save` wrote. Raises ValueError for a file of another kind or version."""
        with path.open("rb") as file, np.load(file) as data:  # numpy itself leaves a damaged file open
            if "version" not in data or int(data["version"]) != FORMAT_VERSION:
                raise ValueError(f"{path} was not written by this version's `sideman prepare`; run it again")
            return cls(**{f.name: data[f.name] for f in fields(cls)})


def pack(pieces: Sequence[Piece]) -> Corpus:
    """Lay pieces end to end."""
    kept = pieces
    return Corpus(
        events=np.concatenate([p.events for p in kept]),
        chords=np.concatenate([p.chords for p in kept]),
        metres=np.concatenate([p.metres for p in kept]),
        bar_ticks=np.concatenate([p.bar_ticks for p in kept]),
        event_starts=np.cumsum([0] + [len(p.events) for p in kept]),
        bar_starts=np.cumsum([0] + [len(p.chords) for p in kept]),
        style=np.array([p.style for p in kept], np.int8),
        mode=np.array([p.mode for p in kept], np.uint8),
        is_valid=np.array([p.is_valid for p in kept]),
        is_generated=np.array([p.is_generated for p in kept]),
        weight=np.array([p.weight for p in kept], np.float32),
        tempo_bpm=np.array([p.tempo_bpm for p in kept], np.float32),
        names=np.array([p.name for p in kept]),
        texts=np.zeros((len(kept), 0, TEXT_WIDTH), np.float16),
    )


def stored_metre(number: int, bar_ticks: int) -> Metre:
    """Metre of a packed bar. One outside `METRES` has number 0 and is known by its length alone.

    >>> str(stored_metre(3, 120)), str(stored_metre(0, 120)), str(stored_metre(0, 18))
    ('5/4', '10/8', '3/16')
    """
    listed = Metre(*METRES[number])
    if listed.bar_ticks == bar_ticks:
        return listed
    n_eighths, rest = divmod(bar_ticks, TICKS_PER_QUARTER // 2)
    in_eighths = rest == 0 and n_eighths > 1 and (n_eighths, 8) not in METRES
    return Metre(n_eighths, 8) if in_eighths else Metre(bar_ticks * 4 // TICKS_PER_QUARTER, 16)


def half_bar_ticks(corpus: Corpus) -> NDArray[np.int64]:
    """Where each bar's second chord begins, as prepared and as played."""
    kinds, kind_of_bar = np.unique(corpus.metres * np.int64(256) + corpus.bar_ticks, return_inverse=True)
    halves = np.array([stored_metre(*divmod(int(kind), 256)).half_bar_ticks for kind in kinds], np.int64)
    return halves[kind_of_bar]
