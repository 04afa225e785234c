"""Playing a packed piece through the engine, to hold what it hears and predicts against the training network."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, stored_metre
from model.engine.engine import Distributions, Engine, State
from model.engine.features import FIELDS
from model.engine.history import BarControls, NoteClasses
from model.music.config import BAR, DRUMS, END_OF_BAR, N_STYLES
from model.training.corpus_index import Indexed


def piece_events(indexed: Indexed, piece: int) -> Iterator[BarControls | NoteClasses]:
    """Events of a piece as the engine takes them, each bar line with the controls that training saw."""
    corpus = indexed.corpus
    bar = int(corpus.bar_starts[piece])
    for row in corpus.events[corpus.event_starts[piece] : corpus.event_starts[piece + 1]]:
        if row[PART] == BAR:
            yield _controls(indexed, piece, bar)
            bar += 1
        else:
            yield NoteClasses(*map(int, row))


def _controls(indexed: Indexed, piece: int, bar: int) -> BarControls:
    corpus = indexed.corpus
    is_last = bar + 1 == corpus.bar_starts[piece + 1]
    return BarControls(
        style=tuple(float(s == corpus.style[piece]) for s in range(N_STYLES)),
        density=tuple(indexed.density[indexed.phrase[bar]].tolist()),
        tempo_bpm=float(corpus.tempo_bpm[piece]),
        metre=stored_metre(int(corpus.metres[bar]), int(corpus.bar_ticks[bar])),
        chords=(int(corpus.chords[bar, 0]), int(corpus.chords[bar, 1])),
        next_chord=int(corpus.chords[bar, 1] if is_last else corpus.chords[bar + 1, 0]),
        mode=int(corpus.mode[piece]),
        manner=tuple(indexed.manner[indexed.phrase[bar]].tolist()),
    )


def nats_of_event(given: Distributions, event: BarControls | NoteClasses) -> NDArray[np.float64]:
    """Negative log-likelihood of the next event, a value for each of FIELDS."""
    nats = np.zeros(len(FIELDS))
    if isinstance(event, BarControls):
        nats[0] = _nats(given.when(), END_OF_BAR)
        return nats
    nats[0] = _nats(given.when(), event.position)
    nats[1] = _nats(given.part(event.position), event.part)
    nats[2] = _nats(given.pitch(event.position, event.part), event.pitch)
    if event.part != DRUMS:
        nats[3] = _nats(given.duration(event.pitch), event.duration)
    else:
        given.duration(event.pitch)
    nats[4] = _nats(given.velocity(event.duration), event.velocity)
    return nats


def _nats(logits: NDArray[np.float32], value: int) -> float:
    best = float(logits.max())
    return best + float(np.log(np.exp(logits - best).sum())) - float(logits[value])


def replay(engine: Engine, indexed: Indexed, piece: int, n_events: int) -> tuple[NDArray[np.float64], State]:
    """Nats of events 1..n_events of a piece given those before, shape = (n, 5), and the state after them."""
    state = engine.initial_state()
    given: Distributions | None = None
    rows: list[NDArray[np.float64]] = []
    for event in piece_events(indexed, piece):
        if given is not None:
            rows.append(nats_of_event(given, event))
        if len(rows) == n_events:
            break
        given, state = engine.step(event, state)
    return np.array(rows), state
