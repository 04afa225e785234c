"""Plays a packed piece through the engine, to compare its inputs and predictions with the training network's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import PART, Corpus, stored_metre
from model.engine.engine import Distributions, Engine, State
from model.engine.feature_values import closeness_feature
from model.engine.network_controls import BarControls
from model.engine.note_classes import NoteClasses
from model.engine.scoring import nats_of_event
from model.music.config import BAR, N_STYLES
from model.training.groove_bars import GrooveBars, typical_sources


def piece_events(corpus: Corpus, piece: int, *, with_groove: bool = False) -> Iterator[BarControls | NoteClasses]:
    """Events of a piece as the engine takes them, each bar line with the controls that training saw."""
    bar = int(corpus.bar_starts[piece])
    for row in corpus.events[corpus.event_starts[piece] : corpus.event_starts[piece + 1]]:
        if row[PART] == BAR:
            controls = _controls(corpus, piece, bar)
            yield _with_groove(corpus, bar, controls) if with_groove else controls
            bar += 1
        else:
            yield NoteClasses(*map(int, row))


def _with_groove(corpus: Corpus, bar: int, controls: BarControls) -> BarControls:
    bars = np.array([bar])
    grooves = GrooveBars(corpus, bars, typical_sources(corpus, bars))
    end = corpus.bar_lines[bar + 1] if bar + 1 < len(corpus.bar_lines) else len(corpus.events)
    played = corpus.events[corpus.bar_lines[bar] + 1 : end].astype(np.int32)
    closeness = closeness_feature(grooves.closeness(played, np.zeros(len(played), np.int64))[0])
    return replace(
        controls,
        groove=tuple(NoteClasses(*map(int, row)) for row in grooves.rows),
        groove_parts=tuple(grooves.is_known[0].astype(float).tolist()),
        closeness=tuple(np.where(grooves.is_known[0], closeness, 0.0).tolist()),
    )


def _controls(corpus: Corpus, piece: int, bar: int) -> BarControls:
    phrase = int(corpus.phrase_of_bar(np.array([bar]), np.array([piece]))[0])
    is_last = bar + 1 == corpus.bar_starts[piece + 1]
    return BarControls(
        style=tuple(float(s == corpus.style[piece]) for s in range(N_STYLES)),
        density=tuple(corpus.density[phrase].tolist()),
        tempo_bpm=float(corpus.tempo_bpm[piece]),
        metre=stored_metre(int(corpus.metres[bar]), int(corpus.bar_ticks[bar])),
        chords=(int(corpus.chords[bar, 0]), int(corpus.chords[bar, 1])),
        next_chord=int(corpus.chords[bar, 1] if is_last else corpus.chords[bar + 1, 0]),
        mode=int(corpus.mode[piece]),
        expression=tuple(corpus.manner[phrase].tolist()),
    )


def replay(
    engine: Engine, corpus: Corpus, piece: int, n_events: int, *, with_groove: bool = False
) -> tuple[NDArray[np.float64], State]:
    """Nats of events 1..n_events of a piece given those before, shape = (n, 5), and the state after them."""
    state = engine.initial_state()
    given: Distributions | None = None
    rows: list[NDArray[np.float64]] = []
    for event in piece_events(corpus, piece, with_groove=with_groove):
        if given is not None:
            rows.append(nats_of_event(given, event))
        if len(rows) == n_events:
            break
        given, state = engine.step(event, state)
    return np.array(rows), state
