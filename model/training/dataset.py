"""The batches that training draws from a corpus: its events as the network's inputs (see model.engine.features)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import DURATION, PART, PITCH, POSITION, VELOCITY, half_bar_ticks
from model.engine.features import (
    FLOATS,
    HEAD,
    LOOK_BACK,
    N_FLOATS,
    N_SECTIONS,
    NO_DEGREE,
    NO_DURATION,
    NO_PART,
    NO_VELOCITY,
    NO_WHEN,
    TRUNK,
)
from model.music.config import (
    BAR,
    END_OF_BAR,
    LOOK_BACK_BARS,
    N_LOOK_BACKS,
    N_QUALITIES,
    N_STYLES,
    NO_CHORD,
    NO_PITCH,
    PHRASE_BARS,
)
from model.training.corpus_index import Indexed

Array = NDArray[np.generic]
STYLE_BALANCE = 0.4  # 0 = styles as frequent as in the corpus, 1 = all equally frequent


@dataclass(frozen=True)
class Batch:
    """Rows for the network; ``n`` sequences of ``t`` events."""

    trunk: NDArray[np.int32]  # (n, t, N_TRUNK_IDS)
    floats: NDArray[np.float32]  # (n, t, N_FLOATS)
    head: NDArray[np.int32]  # (n, t, len(HEAD))
    target: NDArray[np.int32]  # (n, t, 5), order of features.FIELDS
    real: NDArray[np.float32]  # (n, t): 1 where the target exists

    def inputs(self) -> dict[str, Array]:
        """Return the arrays by name, as the training network takes them."""
        return {f.name: getattr(self, f.name) for f in fields(self)}


@dataclass(frozen=True)
class Conditioning:
    """How often training hides what the performer may leave unsaid."""

    drop_style: float = 0.1
    drop_parts: float = 0.1
    drop_chords: float = 0.05
    drop_tempo: float = 0.05
    # A player who begins has nothing to look back on, yet should play in full, as asked. With 0.12 of blind sequences
    # the network followed what was played before far more than what was asked (density: Spearman 0.26).
    unheard: float = 0.5  # know nothing of what was played before the sequence begins
    drop_look_back: float = 0.04
    drop_one_look_back: float = 0.08
    drop_echo: float = 0.15
    drop_manner: float = 0.4
    drop_text: float = 0.5


class Batches:
    """Crops of a corpus as batches."""

    def __init__(self, indexed: Indexed, *, n_sequences: int, n_events: int) -> None:
        self._data = indexed
        self.n_sequences = n_sequences
        self.n_events = n_events
        corpus = indexed.corpus
        self._half_ticks = half_bar_ticks(corpus)
        self._bar_line = np.flatnonzero(corpus.events[:, PART] == BAR)

    def random(self, rng: np.random.Generator, conditioning: Conditioning) -> Iterator[Batch]:
        """Endless batches of training pieces, drawn by weight, each crop beginning at a bar line."""
        corpus = self._data.corpus
        mass = corpus.weight.astype(np.float64) * np.diff(corpus.event_starts) * ~corpus.is_valid
        by_style = np.bincount(corpus.style + 1, weights=mass, minlength=N_STYLES + 1)
        mass = mass * np.maximum(by_style[corpus.style + 1], 1e-9) ** -STYLE_BALANCE
        cumulative = np.cumsum(mass / mass.sum())
        while True:
            pieces = np.searchsorted(cumulative, rng.random(self.n_sequences))
            pieces = np.minimum(pieces, len(mass) - 1)
            n_bars = corpus.bar_starts[pieces + 1] - corpus.bar_starts[pieces]
            bars = corpus.bar_starts[pieces] + (rng.random(self.n_sequences) * n_bars).astype(np.int64)
            batch = self.crop(self._bar_line[bars], rng.random(self.n_sequences) < conditioning.unheard)
            self._say(batch, pieces, rng)
            yield self._hide(batch, conditioning, rng)

    def _say(self, batch: Batch, pieces: NDArray[np.int64], rng: np.random.Generator) -> None:
        """Let one of each piece's captions be known; validation does without."""
        texts = self._data.corpus.texts
        if texts.shape[1]:
            chosen = rng.integers(texts.shape[1], size=len(pieces))
            batch.floats[..., FLOATS["text"]] = texts[pieces, chosen][:, None, :]

    def validation(self, *, max_batches: int | None = None, real_only: bool = False) -> Iterator[Batch]:
        """Crops of validation pieces, spread evenly over them; the same at every call."""
        corpus = self._data.corpus
        wanted = corpus.is_valid & ~(corpus.is_generated & real_only)
        starts = np.concatenate(
            [np.zeros(0, np.int64)]
            + [
                np.arange(corpus.event_starts[p], corpus.event_starts[p + 1] - 1, self.n_events)
                for p in np.flatnonzero(wanted)
            ]
        )
        starts = np.random.default_rng(0).permutation(starts)
        for number, begin in enumerate(range(0, len(starts), self.n_sequences)):
            if max_batches is not None and number >= max_batches:
                return
            yield self.crop(starts[begin : begin + self.n_sequences])

    def crop(self, starts: NDArray[np.int64], unheard: NDArray[np.bool_] | None = None) -> Batch:
        """Batch whose input sequences begin at the given events; targets are the events after them.

        unheard: sequences that know nothing of what was played before they begin.
        """
        data, corpus = self._data, self._data.corpus
        heard_from = np.zeros_like(starts) if unheard is None else np.where(unheard, starts, 0)
        index = starts[:, None] + np.arange(self.n_events)[None, :]
        end = corpus.event_starts[data.piece[starts] + 1][:, None]
        real = (index + 1 < end).astype(np.float32)
        index = np.minimum(index, end - 1)
        after = np.minimum(index + 1, end - 1)
        return Batch(
            trunk=self._trunk(index, heard_from), floats=self._floats(index), head=self._head(after, heard_from),
            target=self._target(after),
            real=real,
        )  # fmt: skip

    def _target(self, index: NDArray[np.int64]) -> NDArray[np.int32]:
        rows = self._data.corpus.events[index].astype(np.int32)
        is_line = rows[..., PART] == BAR
        when = np.where(is_line, END_OF_BAR, rows[..., POSITION])
        part = np.where(is_line, 0, rows[..., PART])
        pitch = np.where(is_line, 0, rows[..., PITCH])
        return np.stack([when, part, pitch, rows[..., DURATION], rows[..., VELOCITY]], axis=-1)

    def _chords_at(self, index: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Chord at each event and the one of the half bar after it."""
        data, corpus = self._data, self._data.corpus
        bar = data.bar[index]
        second = corpus.events[index, POSITION] >= self._half_ticks[bar]
        half = 2 * bar + second
        last_half = 2 * corpus.bar_starts[data.piece[index] + 1] - 1
        chords = corpus.chords.reshape(-1).astype(np.int32)
        return chords[half], chords[np.minimum(half + 1, last_half)]

    def _trunk(self, index: NDArray[np.int64], heard_from: NDArray[np.int64]) -> NDArray[np.int32]:
        data, corpus = self._data, self._data.corpus
        rows = corpus.events[index].astype(np.int32)
        bar = data.bar[index]
        bar_in_piece = bar - corpus.bar_starts[data.piece[index]]
        chord, next_chord = self._chords_at(index)
        has_degree = (rows[..., PITCH] < 128) & (chord != NO_CHORD)
        columns = [
            rows[..., PART], rows[..., POSITION], rows[..., PITCH], rows[..., DURATION], rows[..., VELOCITY],
            np.where(has_degree, (rows[..., PITCH] - chord // N_QUALITIES) % 12, NO_DEGREE),
            corpus.metres[bar], bar_in_piece % PHRASE_BARS, _sections(bar_in_piece),
            chord, next_chord, corpus.mode[data.piece[index]],
        ]  # fmt: skip
        for n_bars, followers in zip(LOOK_BACK_BARS, data.follower, strict=True):
            is_heard = bar - n_bars >= data.bar[heard_from][:, None]
            columns.extend(self._look_back(np.where(is_heard, followers[index], -2)))
        echo, level = data.echo_of(index, heard_from[:, None])
        has_ended = (echo >= 0) & (corpus.events[np.maximum(echo, 0), PART] == BAR)
        columns.extend(self._look_back(np.where(has_ended, -1, echo)))
        columns.append(level)
        return np.stack(columns, axis=-1).astype(np.int32)

    def _look_back(self, found: NDArray[np.int32]) -> list[Array]:
        rows = self._data.corpus.events[np.maximum(found, 0)].astype(np.int32)
        is_note = found >= 0
        return [
            np.where(is_note, rows[..., PART], np.where(found == -1, BAR, NO_PART)),
            np.where(is_note, rows[..., POSITION], np.where(found == -1, END_OF_BAR, NO_WHEN)),
            np.where(is_note, rows[..., PITCH], NO_PITCH),
            np.where(is_note, rows[..., DURATION], 0),
            np.where(is_note, rows[..., VELOCITY], 0),
        ]

    def _floats(self, index: NDArray[np.int64]) -> NDArray[np.float32]:
        data, corpus = self._data, self._data.corpus
        piece = data.piece[index]
        floats = np.zeros((*index.shape, N_FLOATS), np.float32)
        style = corpus.style[piece]
        np.put_along_axis(floats, np.maximum(style, 0)[..., None].astype(np.int64), (style >= 0)[..., None], axis=-1)
        phrase = data.phrase[data.bar[index]]
        floats[..., FLOATS["density"]] = data.density[phrase]
        octaves = np.log2(corpus.tempo_bpm[piece] / 120.0)
        floats[..., FLOATS["tempo"]] = np.stack([octaves, octaves * octaves], axis=-1)
        floats[..., FLOATS["manner"]] = data.manner[phrase]
        return floats

    def _head(self, index: NDArray[np.int64], heard_from: NDArray[np.int64]) -> NDArray[np.int32]:
        data, events = self._data, self._data.corpus.events
        chord, _ = self._chords_at(index)
        before = np.maximum(index - 1, 0)
        same_tick = (data.bar[before] == data.bar[index]) & (events[before, PART] != BAR)
        same_tick &= events[before, POSITION] == events[index, POSITION]
        part_before = events[before, PART].astype(np.int32)

        def heard(found: NDArray[np.int32]) -> NDArray[np.int32]:
            return np.where(found >= heard_from[:, None], found, -1)

        last = heard(data.last_of_part[index])
        second = heard(np.where(last >= 0, data.last_of_part[np.maximum(last, 0)], -1))
        key = heard(data.last_of_key[index])
        back = [heard(found[index]) for found in data.same_place]
        again = [heard(found[index]) for found in data.again]
        echo, _ = data.echo_of(before, heard_from[:, None])
        echoed, now = events[np.maximum(echo, 0)], events[index]
        echo_here = np.where((echo >= 0) & np.all(echoed[..., :2] == now[..., :2], axis=-1), echo, -1)
        echo_same = np.where((echo >= 0) & np.all(echoed[..., :3] == now[..., :3], axis=-1), echo, -1)

        def looked_up(found: NDArray[np.int32], column: int, nothing: int) -> Array:
            return np.where(found >= 0, events[np.maximum(found, 0), column].astype(np.int32), nothing)

        values: dict[str, Array] = {
            "chord": chord,
            "tick_part": np.where(same_tick, part_before + 1, 0),
            "stacked": same_tick & (part_before == events[index, PART]),
            "last_pitch": looked_up(last, PITCH, NO_PITCH),
            "last_duration": looked_up(last, DURATION, NO_DURATION),
            "last_velocity": looked_up(last, VELOCITY, NO_VELOCITY),
            "back1_pitch": looked_up(back[0], PITCH, NO_PITCH),
            "back2_pitch": looked_up(back[1], PITCH, NO_PITCH),
            "back4_pitch": looked_up(back[2], PITCH, NO_PITCH),
            "back8_pitch": looked_up(back[3], PITCH, NO_PITCH),
            "echo_pitch": looked_up(echo_here, PITCH, NO_PITCH),
            "second_pitch": looked_up(second, PITCH, NO_PITCH),
            "back1_duration": looked_up(back[0], DURATION, NO_DURATION),
            "back1_velocity": looked_up(back[0], VELOCITY, NO_VELOCITY),
            "key_duration": looked_up(key, DURATION, NO_DURATION),
            "key_velocity": looked_up(key, VELOCITY, NO_VELOCITY),
            "again1_duration": looked_up(again[0], DURATION, NO_DURATION),
            "again1_velocity": looked_up(again[0], VELOCITY, NO_VELOCITY),
            "again2_velocity": looked_up(again[1], VELOCITY, NO_VELOCITY),
            "echo_duration": looked_up(echo_same, DURATION, NO_DURATION),
            "echo_velocity": looked_up(echo_same, VELOCITY, NO_VELOCITY),
        }
        return np.stack([values[name] for name in HEAD], axis=-1).astype(np.int32)

    def _hide(self, batch: Batch, conditioning: Conditioning, rng: np.random.Generator) -> Batch:
        """Blank out style, parts, chords or tempo of some whole sequences."""
        n = len(batch.trunk)

        def chosen(share: float) -> NDArray[np.bool_]:
            return rng.random(n) < share

        for group, share in (
            ("style", conditioning.drop_style),
            ("density", conditioning.drop_parts),
            ("tempo", conditioning.drop_tempo),
            ("manner", conditioning.drop_manner),
            ("text", conditioning.drop_text),
        ):
            batch.floats[chosen(share), :, FLOATS[group]] = 0
        bare = chosen(conditioning.drop_chords)
        names = list(TRUNK)
        batch.trunk[bare, :, names.index("chord")] = NO_CHORD
        batch.trunk[bare, :, names.index("next_chord")] = NO_CHORD
        batch.trunk[bare, :, names.index("degree")] = NO_DEGREE
        batch.head[bare, :, list(HEAD).index("chord")] = NO_CHORD
        blind = chosen(conditioning.drop_look_back)
        for row, n_bars in enumerate(LOOK_BACK_BARS):
            forgotten = blind | chosen(conditioning.drop_one_look_back)
            _forget(batch, forgotten, row, (f"back{n_bars}_", f"again{n_bars}_"))
        unechoed = blind | chosen(conditioning.drop_echo)
        _forget(batch, unechoed, N_LOOK_BACKS - 1, ("echo_",))
        batch.trunk[unechoed, :, -1] = 0
        return batch


def _forget(batch: Batch, chosen: NDArray[np.bool_], row: int, heads: tuple[str, ...]) -> None:
    """Let some sequences know nothing of one look-back."""
    begin = len(TRUNK) + row * len(LOOK_BACK)
    batch.trunk[chosen, :, begin : begin + len(LOOK_BACK)] = (NO_PART, NO_WHEN, NO_PITCH, 0, 0)
    nothing = {"pitch": NO_PITCH, "duration": NO_DURATION, "velocity": NO_VELOCITY}
    for column, name in enumerate(HEAD):
        if name.startswith(heads):
            batch.head[chosen, :, column] = nothing[name.partition("_")[2]]


def _sections(bar_in_piece: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.minimum(np.ceil(np.log2(bar_in_piece + 1)).astype(np.int64), N_SECTIONS - 1)
