"""Pieces laid end to end as a packed corpus, with what is known of their phrases and sections."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, PITCH, POSITION, Corpus, Piece, stored_metre
from model.corpus.expression import phrase_density, phrase_expression
from model.corpus.structure import Structure, find_structure
from model.music.config import PHRASE_BARS, TEXT_WIDTH


def pack(pieces: Sequence[Piece]) -> Corpus:
    """Lay pieces end to end."""
    structures = [_structure(piece) for piece in pieces]
    events = np.concatenate([p.events for p in pieces])
    n_bars = np.array([len(p.chords) for p in pieces])
    bar_starts = _starts(n_bars)
    bar_ticks = np.concatenate([p.bar_ticks for p in pieces])
    phrase, density = phrase_density(events, bar_starts, bar_ticks)
    return Corpus(
        events=events,
        offsets=np.concatenate([_offsets(p) for p in pieces]),
        chords=np.concatenate([p.chords for p in pieces]),
        metres=np.concatenate([p.metres for p in pieces]),
        bar_ticks=bar_ticks,
        repeats=np.concatenate([s.repeats for s in structures]),
        density=density.astype(np.float16),
        manner=phrase_expression(events, bar_starts, bar_ticks, phrase).astype(np.float16),
        section_bars=np.concatenate([s.section_bars for s in structures]),
        section_labels=np.concatenate([s.section_labels for s in structures]),
        typical_bars=np.concatenate([s.typical_bars for s in structures]),
        event_starts=_starts(np.array([len(p.events) for p in pieces])),
        bar_starts=bar_starts,
        phrase_starts=_starts(-(-n_bars // PHRASE_BARS)),
        section_starts=_starts(np.array([len(s.section_bars) for s in structures])),
        style=np.array([p.style for p in pieces], np.int8),
        mode=np.array([p.mode for p in pieces], np.uint8),
        is_valid=np.array([p.is_valid for p in pieces]),
        is_generated=np.array([p.is_generated for p in pieces]),
        weight=np.array([p.weight for p in pieces], np.float32),
        tempo_bpm=np.array([p.tempo_bpm for p in pieces], np.float32),
        names=np.array([p.name for p in pieces]),
        texts=np.zeros((len(pieces), 0, TEXT_WIDTH), np.float16),
    )


def _starts(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def _offsets(piece: Piece) -> NDArray[np.int8]:
    return np.zeros(len(piece.events), np.int8) if piece.offsets is None else piece.offsets


def _structure(piece: Piece) -> Structure:
    kinds = zip(piece.metres.tolist(), piece.bar_ticks.tolist(), strict=True)
    halves = np.array([stored_metre(*kind).half_bar_ticks for kind in kinds], np.int64)
    events = piece.events
    return find_structure(events[:, PART], events[:, POSITION], events[:, PITCH], piece.chords, halves)
