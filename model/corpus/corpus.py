"""The packed corpus: what ``sideman prepare`` writes and everything later reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.music.config import BAR, METRES, PHRASE_BARS, TICKS_PER_QUARTER
from model.music.events import Metre

PART, POSITION, PITCH, DURATION, VELOCITY = range(5)  # columns of Corpus.events
FORMAT_VERSION = 3
OFFSETS_PER_TICK = 32  # resolution of `Corpus.offsets`

# Arrays of `Corpus` with a row for each event, bar, phrase and section; every other array has a row for each piece.
BY_EVENT = ("events", "offsets")
BY_BAR = ("chords", "metres", "bar_ticks", "repeats")
BY_PHRASE = ("density", "manner")
BY_SECTION = ("section_bars", "section_labels", "typical_bars")
STARTS = {"event_starts": BY_EVENT, "bar_starts": BY_BAR, "phrase_starts": BY_PHRASE, "section_starts": BY_SECTION}


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
    offsets: NDArray[np.int8] | None = None  # shape = (n_events,), see `Corpus.offsets`; None = all on the grid


@dataclass(frozen=True)
class Corpus:
    """All pieces, end to end. ``*_starts`` have one more entry than there are pieces; see `STARTS`."""

    events: NDArray[np.uint8]
    offsets: NDArray[np.int8]  # how far a note was played from its tick, in 1/OFFSETS_PER_TICK; 0 in music on a grid
    chords: NDArray[np.uint8]
    metres: NDArray[np.uint8]
    bar_ticks: NDArray[np.uint8]
    repeats: NDArray[np.uint8]  # by bar and part, see `structure`
    density: NDArray[np.float16]  # by phrase and part, `feature_values.density_feature`
    manner: NDArray[np.float16]  # expression by phrase, in the order and scale of `feature_values.EXPRESSION`
    section_bars: NDArray[np.uint16]  # the next three by section, see `structure.Structure`
    section_labels: NDArray[np.uint8]
    typical_bars: NDArray[np.int16]
    event_starts: NDArray[np.int64]
    bar_starts: NDArray[np.int64]
    phrase_starts: NDArray[np.int64]
    section_starts: NDArray[np.int64]
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

    @cached_property
    def bar_lines(self) -> NDArray[np.int64]:
        """Index of each bar's first event, its bar line, shape = (n_bars,)."""
        return np.flatnonzero(self.events[:, PART] == BAR)

    @cached_property
    def half_ticks(self) -> NDArray[np.int64]:
        """Ticks at which each bar's second chord begins, as prepared and as played, shape = (n_bars,)."""
        kinds, kind_of_bar = np.unique(self.metres * np.int64(256) + self.bar_ticks, return_inverse=True)
        halves = np.array([stored_metre(*divmod(int(kind), 256)).half_bar_ticks for kind in kinds], np.int64)
        return halves[kind_of_bar]

    def piece_of_bar(self, bar: NDArray[np.int64]) -> NDArray[np.int64]:
        """Piece of each bar."""
        return np.searchsorted(self.bar_starts, bar, side="right") - 1

    def phrase_of_bar(self, bar: NDArray[np.int64], piece: NDArray[np.int64]) -> NDArray[np.int64]:
        """Row of `density` and `manner` for bars of pieces."""
        phrase: NDArray[np.int64] = self.phrase_starts[piece] + (bar - self.bar_starts[piece]) // PHRASE_BARS
        return phrase

    def save(self, path: Path) -> None:
        """Write one compressed file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        columns = {f.name: getattr(self, f.name) for f in fields(self)}
        np.savez_compressed(path, version=np.array(FORMAT_VERSION), **columns)

    @classmethod
    def load(cls, path: Path) -> Corpus:
        """Read what `sideman prepare` wrote under this name, in one file or in several (`corpus_files`).

        Raises ValueError for a file of another kind or version, FileNotFoundError where there is none.
        """
        return joined([cls._load_one(file) for file in corpus_files(path)])

    @classmethod
    def _load_one(cls, path: Path) -> Corpus:
        with path.open("rb") as file, np.load(file) as data:  # numpy itself leaves a damaged file open
            if "version" not in data or int(data["version"]) != FORMAT_VERSION:
                raise ValueError(f"{path} was not written by this version's `sideman prepare`; run it again")
            return cls(**{f.name: data[f.name] for f in fields(cls)})


def corpus_files(path: Path) -> list[Path]:
    """Files of a packed corpus: ``path`` itself, or ``NAME-1.npz``, ``NAME-2.npz`` … beside it.

    Raises FileNotFoundError where there is neither.
    """
    if path.is_file():
        return [path]
    numbered: list[Path] = []
    while (part := numbered_file(path, len(numbered) + 1)).is_file():
        numbered.append(part)
    if not numbered:
        raise FileNotFoundError(f"there is no packed corpus {path}; make one with `sideman prepare FOLDER`")
    return numbered


def numbered_file(path: Path, number: int) -> Path:
    """Name of one file of a corpus that is packed in several.

    >>> str(numbered_file(Path("corpus.npz"), 2))
    'corpus-2.npz'
    """
    return path.with_name(f"{path.stem}-{number}{path.suffix}")


def joined(corpora: Sequence[Corpus]) -> Corpus:
    """Corpora laid end to end as one."""
    if len(corpora) == 1:
        return corpora[0]
    columns: dict[str, Any] = {}
    for f in fields(Corpus):
        values = [getattr(corpus, f.name) for corpus in corpora]
        if f.name in STARTS:
            steps = np.concatenate([np.diff(v) for v in values])
            columns[f.name] = np.concatenate([[0], np.cumsum(steps)]).astype(np.int64)
        else:
            columns[f.name] = np.concatenate(values)
    return Corpus(**columns)


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


def ranges(begin: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    """All numbers of several ranges, one range after another.

    >>> ranges(np.array([3, 10]), np.array([5, 12])).tolist()
    [3, 4, 10, 11]
    """
    n = end - begin
    total = int(n.sum())
    jumps = np.repeat(begin - np.concatenate([[0], np.cumsum(n)[:-1]]), n)
    numbers: NDArray[np.int64] = jumps + np.arange(total)
    return numbers


def select(corpus: Corpus, pieces: NDArray[np.int64]) -> Corpus:
    """A corpus of some of the pieces."""
    rows: dict[str, Any] = {}
    for starts, names in STARTS.items():
        begin, end = getattr(corpus, starts)[pieces], getattr(corpus, starts)[pieces + 1]
        index = ranges(begin, end)
        rows |= {name: getattr(corpus, name)[index] for name in names}
        rows[starts] = np.concatenate([[0], np.cumsum(end - begin)]).astype(np.int64)
    by_piece = {f.name: getattr(corpus, f.name)[pieces] for f in fields(Corpus) if f.name not in rows}
    return Corpus(**rows, **by_piece)
