"""The packed corpus: what ``sideman prepare`` writes and everything later reads."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.config import (
    BAR,
    BASS,
    DRUMS,
    DURATION_CLASSES_TICKS,
    METRES,
    N_PARTS,
    PHRASE_BARS,
    TEXT_WIDTH,
    TICKS_PER_QUARTER,
    VELOCITY_STEP,
)
from model.events import COMMON_TIME, Metre
from model.features import density_feature

PART, POSITION, PITCH, DURATION, VELOCITY = range(5)  # columns of Corpus.events
FORMAT_VERSION = 2
USUAL_LEVEL = 0.63  # mean velocity of the corpus, as a share of 127
_FEWEST_NOTES = 4  # fewer say nothing of how a phrase is played


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
    """Lay pieces end to end; those with the same events count once."""
    unique: dict[bytes, Piece] = {}
    for piece in pieces:
        unique.setdefault(hashlib.sha256(piece.events[:, :3].tobytes()).digest(), piece)
    kept = list(unique.values())
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


def phrase_density(corpus: Corpus) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Phrase of each bar, shape = (n_bars,), and density of each part in it, shape = (n_phrases, N_PARTS)."""
    bar = np.cumsum(corpus.events[:, PART] == BAR) - 1
    piece_of_bar = np.repeat(np.arange(len(corpus.names)), np.diff(corpus.bar_starts))
    bar_in_piece = np.arange(len(corpus.chords)) - corpus.bar_starts[piece_of_bar]
    phrase = np.cumsum(bar_in_piece % PHRASE_BARS == 0) - 1
    notes = corpus.events[:, PART] != BAR
    place = phrase[bar[notes]] * N_PARTS + corpus.events[notes, PART]
    n_notes = np.bincount(place, minlength=int(phrase[-1] + 1) * N_PARTS).reshape(-1, N_PARTS)
    n_ticks = np.bincount(phrase, weights=corpus.bar_ticks.astype(np.float64))
    density = density_feature(n_notes * COMMON_TIME.bar_ticks / n_ticks[:, None])
    return phrase.astype(np.int32), density.astype(np.float32)


def phrase_manner(corpus: Corpus, phrase: NDArray[np.int32]) -> NDArray[np.float32]:
    """How each phrase is played, shape = (n_phrases, 4), in the order and scale of `features.MANNERS`."""
    events = corpus.events
    is_note = events[:, PART] != BAR
    bar = (np.cumsum(~is_note) - 1)[is_note]
    part, position, pitch, duration, velocity = events[is_note].T.astype(np.int64)
    of_phrase, n_phrases = phrase[bar], int(phrase[-1]) + 1

    def mean(values: NDArray[Any], chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        total = np.bincount(of_phrase[chosen], values[chosen].astype(np.float64), n_phrases)
        n = np.bincount(of_phrase[chosen], minlength=n_phrases)
        return np.where(n >= _FEWEST_NOTES, total / np.maximum(n, 1), np.nan)

    pitched = part != DRUMS
    bar_begin = np.concatenate([[0], np.cumsum(corpus.bar_ticks, dtype=np.int64)])[bar]
    gap = _ticks_to_next_onset(np.searchsorted(corpus.bar_starts, bar, side="right"), part, bar_begin + position)
    ticks = np.array(DURATION_CLASSES_TICKS)[duration]
    legato = np.clip(np.log2(ticks / np.maximum(gap, 1)), -2.0, 0.5)
    in_beat = position % TICKS_PER_QUARTER
    late, even = (in_beat >= 14) & (in_beat <= 17), (in_beat >= 11) & (in_beat <= 13)
    rows = [
        4.0 * (mean((velocity + 0.5) * VELOCITY_STEP / 127, part >= 0) - USUAL_LEVEL),
        mean(legato, pitched & (gap > 0)) + 0.5,
        (mean(pitch, pitched & (part != BASS)) - 62.0) / 12.0,
        2.0 * mean(late, late | even) - 1.0,
    ]
    return np.nan_to_num(np.stack(rows, axis=-1)).astype(np.float32)


def _ticks_to_next_onset(
    piece: NDArray[np.int64], part: NDArray[np.int64], tick: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Until the same part strikes again; 0 where it does not within four bars of 4/4."""
    order = np.lexsort((tick, part, piece))
    voice, onset = (piece * N_PARTS + part)[order], tick[order]
    begins = np.flatnonzero(np.append(True, (voice[1:] != voice[:-1]) | (onset[1:] != onset[:-1])))
    following = np.append(begins[1:], len(order) - 1)
    gap_of_onset = np.where(voice[following] == voice[begins], onset[following] - onset[begins], 0)
    gap = np.empty(len(order), np.int64)
    gap[order] = np.repeat(gap_of_onset, np.diff(np.append(begins, len(order))))
    return np.where(gap <= 4 * COMMON_TIME.bar_ticks, gap, 0)


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
