"""The batches that training draws from a corpus: its events as the network's inputs (see model.features)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.corpus.corpus import DURATION, PART, PITCH, POSITION, VELOCITY, Corpus, ranges
from model.corpus.structure import NO_BAR
from model.engine.features import (
    ECHO_ROW,
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
    closeness_feature,
)
from model.music.config import (
    AGAIN_BARS,
    BAR,
    ECHO_BARS,
    END_OF_BAR,
    LOOK_BACK_BARS,
    N_PARTS,
    N_QUALITIES,
    N_STYLES,
    NO_CHORD,
    NO_PITCH,
    PHRASE_BARS,
)
from model.training.corpus_index import Indexed
from model.training.groove_bars import GrooveBars, GrooveHiding, drawn_sources, place, place_of, typical_sources

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
    groove: GrooveHiding = field(default_factory=GrooveHiding)


class Batches:
    """Crops of a corpus as batches."""

    def __init__(self, corpus: Corpus, *, n_sequences: int, n_events: int) -> None:
        self.corpus = corpus
        self.n_sequences = n_sequences
        self.n_events = n_events

    def random(
        self, rng: np.random.Generator, conditioning: Conditioning, *, real_only: bool = False
    ) -> Iterator[Batch]:
        """Endless batches of training pieces, drawn by weight, each crop beginning at a bar line.

        real_only: no pieces that a program rendered, unless there are no others.
        """
        corpus = self.corpus
        mass = corpus.weight.astype(np.float64) * np.diff(corpus.event_starts) * ~corpus.is_valid
        if (mass * ~corpus.is_generated).any():
            mass *= ~(corpus.is_generated & real_only)
        by_style = np.bincount(corpus.style + 1, weights=mass, minlength=N_STYLES + 1)
        mass = mass * np.maximum(by_style[corpus.style + 1], 1e-9) ** -STYLE_BALANCE
        cumulative = np.cumsum(mass / mass.sum())
        while True:
            pieces = np.searchsorted(cumulative, rng.random(self.n_sequences))
            pieces = np.minimum(pieces, len(mass) - 1)
            n_bars = corpus.bar_starts[pieces + 1] - corpus.bar_starts[pieces]
            bars = corpus.bar_starts[pieces] + (rng.random(self.n_sequences) * n_bars).astype(np.int64)
            unheard = rng.random(self.n_sequences) < conditioning.unheard
            crop = Crop(corpus, corpus.bar_lines[bars], self.n_events, unheard)
            batch = crop.batch(crop.drawn_grooves(conditioning.groove, rng))
            _say(batch, corpus.texts, pieces, rng)
            yield hide(batch, conditioning, rng)

    def validation(
        self, *, max_batches: int | None = None, real_only: bool = False, with_groove: bool = False
    ) -> Iterator[Batch]:
        """Crops of validation pieces, spread evenly over them; the same at every call."""
        corpus = self.corpus
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
            yield self.crop(starts[begin : begin + self.n_sequences], with_groove=with_groove)

    def crop(
        self, starts: NDArray[np.int64], unheard: NDArray[np.bool_] | None = None, *, with_groove: bool = False
    ) -> Batch:
        """Batch whose input sequences begin at the given events; targets are the events after them.

        unheard: sequences that know nothing of what was played before the bar in which they begin;
        with_groove: every part's groove is known.
        """
        never = np.zeros(len(starts), bool)
        crop = Crop(self.corpus, starts, self.n_events, never if unheard is None else unheard)
        return crop.batch(crop.typical_grooves() if with_groove else None)


class Crop:
    """Sequences of one length out of a corpus, and the features of their events."""

    def __init__(self, corpus: Corpus, starts: NDArray[np.int64], n_events: int, unheard: NDArray[np.bool_]) -> None:
        self._corpus = corpus
        piece = np.searchsorted(corpus.event_starts, starts, side="right") - 1
        end = corpus.event_starts[piece + 1]
        first = np.searchsorted(corpus.bar_lines, starts, side="right") - 1
        last = np.searchsorted(corpus.bar_lines, np.minimum(starts + n_events, end - 1), side="right") - 1
        heard_from = np.where(unheard, first, np.maximum(corpus.bar_starts[piece], first - ECHO_BARS))
        lines = np.append(corpus.bar_lines, len(corpus.events))
        begin_event, end_event = lines[heard_from], lines[last + 1]
        begins = np.concatenate([[0], np.cumsum(end_event - begin_event)])
        # Whole bars, so that it can be told how closely the last one keeps to its groove.
        self._data = Indexed(corpus.events[ranges(begin_event, end_event)], begins)
        index = (begins[:-1] + starts - begin_event)[:, None] + np.arange(n_events)[None, :]
        local_end = (begins[:-1] + end - begin_event)[:, None]
        self._real = (index + 1 < local_end).astype(np.float32)
        self._index = np.minimum(index, local_end - 1)
        self._after = np.minimum(index + 1, local_end - 1)
        self._bar_of = ranges(heard_from, last + 1)  # corpus bar of each bar here
        self._bar_sequence = np.repeat(np.arange(len(starts)), last + 1 - heard_from)
        self._piece, self._first = piece, first
        # The bars that the sequences themselves see, for which there are grooves.
        n_seen = last + 1 - first
        self._seen_sequence = np.repeat(np.arange(len(starts)), n_seen)
        self._seen_bars = ranges(first, last + 1)
        self._seen_from = np.concatenate([[0], np.cumsum(n_seen)[:-1]]) - first

    def typical_grooves(self) -> GrooveBars:
        """Each bar's groove, for all parts."""
        return GrooveBars(self._corpus, self._seen_bars, typical_sources(self._corpus, self._seen_bars))

    def drawn_grooves(self, hiding: GrooveHiding, rng: np.random.Generator) -> GrooveBars:
        """Each bar's groove, for some parts and sometimes changed."""
        n, corpus = len(self._piece), self._corpus
        sources = drawn_sources(corpus, self._seen_bars, self._seen_sequence, n, hiding, rng)
        thinned = np.where(rng.random(n) < hiding.thinned, hiding.thinned_share, 0.0)[self._seen_sequence]
        return GrooveBars(corpus, self._seen_bars, sources, thinned, rng)

    def batch(self, grooves: GrooveBars | None) -> Batch:
        """All features; without grooves nothing is known of them."""
        if grooves is None:
            nothing = np.full((len(self._seen_bars), N_PARTS), NO_BAR, np.int64)
            grooves = GrooveBars(self._corpus, self._seen_bars, nothing)
        return Batch(
            trunk=self._trunk(grooves),
            floats=self._floats(grooves),
            head=self._head(grooves),
            target=self._target(),
            real=self._real,
        )

    def _target(self) -> NDArray[np.int32]:
        rows = self._data.events[self._after].astype(np.int32)
        is_line = rows[..., PART] == BAR
        when = np.where(is_line, END_OF_BAR, rows[..., POSITION])
        part = np.where(is_line, 0, rows[..., PART])
        pitch = np.where(is_line, 0, rows[..., PITCH])
        return np.stack([when, part, pitch, rows[..., DURATION], rows[..., VELOCITY]], axis=-1)

    def _bars(self, index: NDArray[np.int64]) -> NDArray[np.int64]:
        """Bar of the corpus in which each event stands."""
        return self._bar_of[self._data.bar[index]]

    def _seen(self, index: NDArray[np.int64]) -> NDArray[np.int64]:
        """Number of each event's bar among those that have a groove."""
        return self._bars(index) + self._seen_from[:, None]

    def _chords_at(self, index: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Chord at each event and the one of the half bar after it."""
        corpus = self._corpus
        bar = self._bars(index)
        second = self._data.events[index, POSITION] >= corpus.half_ticks[bar]
        half = 2 * bar + second
        last_half = 2 * corpus.bar_starts[self._piece + 1][:, None] - 1
        chords = corpus.chords.reshape(-1)
        return chords[half].astype(np.int32), chords[np.minimum(half + 1, last_half)].astype(np.int32)

    def _trunk(self, grooves: GrooveBars) -> NDArray[np.int32]:
        data, corpus, index = self._data, self._corpus, self._index
        rows = data.events[index].astype(np.int32)
        bar = self._bars(index)
        bar_in_piece = bar - corpus.bar_starts[self._piece][:, None]
        chord, next_chord = self._chords_at(index)
        has_degree = (rows[..., PITCH] < 128) & (chord != NO_CHORD)
        columns = [
            rows[..., PART], rows[..., POSITION], rows[..., PITCH], rows[..., DURATION], rows[..., VELOCITY],
            np.where(has_degree, (rows[..., PITCH] - chord // N_QUALITIES) % 12, NO_DEGREE),
            corpus.metres[bar], bar_in_piece % PHRASE_BARS, _sections(bar_in_piece),
            chord, next_chord, np.broadcast_to(corpus.mode[self._piece][:, None], index.shape),
        ]  # fmt: skip
        for n_bars in LOOK_BACK_BARS:
            columns.extend(_look_back(data.events, data.follower(index, n_bars)))
        echo, level = data.echo_of(index)
        has_ended = (echo >= 0) & (data.events[np.maximum(echo, 0), PART] == BAR)
        columns.extend(_look_back(data.events, np.where(has_ended, -1, echo)))
        columns.extend(_look_back(grooves.rows, self._groove_follower(grooves)))
        columns.append(level)
        return np.stack(columns, axis=-1).astype(np.int32)

    def _groove_follower(self, grooves: GrooveBars) -> NDArray[np.int64]:
        """What the groove plays after each event: -1 = its bar ends, -2 = there is none."""
        seen = self._seen(self._index)
        found = grooves.next_note(seen, place(self._data.events[self._index]))
        return np.where(grooves.has_any[seen], found, -2)

    def _floats(self, grooves: GrooveBars) -> NDArray[np.float32]:
        corpus, index = self._corpus, self._index
        piece = np.broadcast_to(self._piece[:, None], index.shape)
        floats = np.zeros((*index.shape, N_FLOATS), np.float32)
        style = corpus.style[piece]
        np.put_along_axis(floats, np.maximum(style, 0)[..., None].astype(np.int64), (style >= 0)[..., None], axis=-1)
        phrase = corpus.phrase_of_bar(self._bars(index), piece)
        floats[..., FLOATS["density"]] = corpus.density[phrase]
        octaves = np.log2(corpus.tempo_bpm[piece] / 120.0)
        floats[..., FLOATS["tempo"]] = np.stack([octaves, octaves * octaves], axis=-1)
        floats[..., FLOATS["manner"]] = corpus.manner[phrase]
        seen = self._seen(index)
        floats[..., FLOATS["groove"]] = grooves.is_known[seen]
        floats[..., FLOATS["closeness"]] = self._closeness(grooves)[seen]
        return floats

    def _closeness(self, grooves: GrooveBars) -> NDArray[np.float32]:
        """On the network's scale, shape = (bars seen, N_PARTS); 0 where no groove is known."""
        data = self._data
        is_seen = self._bar_of >= self._first[self._bar_sequence]
        chosen = is_seen[data.bar] & (data.events[:, PART] != BAR)
        number = (self._bar_of + self._seen_from[self._bar_sequence])[data.bar]
        kept = grooves.closeness(data.events[chosen].astype(np.int32), number[chosen])
        return np.where(grooves.is_known, closeness_feature(kept), 0.0).astype(np.float32)

    def _head(self, grooves: GrooveBars) -> NDArray[np.int32]:
        data, events, index = self._data, self._data.events, self._after
        chord, _ = self._chords_at(index)
        before = self._index
        same_tick = (data.bar[before] == data.bar[index]) & (events[before, PART] != BAR)
        same_tick &= events[before, POSITION] == events[index, POSITION]
        part_before = events[before, PART].astype(np.int32)
        last = data.last_of_part[index]
        second = np.where(last >= 0, data.last_of_part[np.maximum(last, 0)], -1)
        key = data.last_of_key[index]
        back = [data.same_place(index, n_bars) for n_bars in LOOK_BACK_BARS]
        again = [data.again(index, n_bars) for n_bars in AGAIN_BARS]
        echo, _ = data.echo_of(before)
        echoed, now = events[np.maximum(echo, 0)], events[index]
        is_here = (echo >= 0) & (echoed[..., PART] == now[..., PART]) & (echoed[..., POSITION] == now[..., POSITION])
        echo_here = np.where(is_here, echo, -1)
        echo_same = np.where(is_here & (echoed[..., PITCH] == now[..., PITCH]), echo, -1)

        def looked_up(found: NDArray[Any], column: int, nothing: int) -> Array:
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
            **self._groove_head(grooves, same_tick),
        }
        return np.stack([values[name] for name in HEAD], axis=-1).astype(np.int32)

    def _groove_head(self, grooves: GrooveBars, same_tick: NDArray[np.bool_]) -> dict[str, Array]:
        now = self._data.events[self._after].astype(np.int64)
        part, position, pitch = now[..., PART], now[..., POSITION], now[..., PITCH]
        seen = self._seen(self._index)  # a note stands in the bar of the event before it
        after = np.where(same_tick, place(self._data.events[self._index]), 0)
        follower = _look_back(grooves.rows, self._groove_follower(grooves))
        rows = grooves.rows if len(grooves.rows) else np.zeros((1, 5), np.int32)

        def at_tick(found: NDArray[np.int64], *, of_part: bool) -> NDArray[np.int64]:
            there = rows[np.maximum(found, 0)]
            is_here = (found >= 0) & (there[..., POSITION] == position)
            return np.where(is_here & ((there[..., PART] == part) | (not of_part)), found, -1)

        tick = at_tick(grooves.next_note(seen, after, place_of(position, np.zeros_like(part), 0)), of_part=False)
        of_part = place_of(position, part, 0)
        stacked = at_tick(grooves.next_note(seen, after, of_part), of_part=True)
        first = at_tick(grooves.next_note(seen, of_part - 1), of_part=True)
        same = grooves.note_at(seen, place_of(position, part, pitch))
        same = np.where(same >= 0, same, first)
        nothing = np.where(grooves.has_any[seen], BAR, NO_PART)
        return {
            "groove_when": follower[1],
            "groove_part": np.where(tick >= 0, rows[np.maximum(tick, 0), PART], nothing),
            "groove_pitch": np.where(stacked >= 0, rows[np.maximum(stacked, 0), PITCH], NO_PITCH),
            "groove_duration": np.where(same >= 0, rows[np.maximum(same, 0), DURATION], NO_DURATION),
            "groove_velocity": np.where(same >= 0, rows[np.maximum(same, 0), VELOCITY], NO_VELOCITY),
        }


def _look_back(rows: NDArray[Any], found: NDArray[Any]) -> list[Array]:
    """Features of the events found: -1 = their bar had ended, -2 = there was no such bar."""
    rows = rows if len(rows) else np.zeros((1, 5), np.int32)
    chosen = rows[np.maximum(found, 0)].astype(np.int32)
    is_note = found >= 0
    return [
        np.where(is_note, chosen[..., PART], np.where(found == -1, BAR, NO_PART)),
        np.where(is_note, chosen[..., POSITION], np.where(found == -1, END_OF_BAR, NO_WHEN)),
        np.where(is_note, chosen[..., PITCH], NO_PITCH),
        np.where(is_note, chosen[..., DURATION], 0),
        np.where(is_note, chosen[..., VELOCITY], 0),
    ]


def _say(batch: Batch, texts: NDArray[np.float16], pieces: NDArray[np.int64], rng: np.random.Generator) -> None:
    """Let one of each piece's captions be known; validation does without."""
    if texts.shape[1]:
        chosen = rng.integers(texts.shape[1], size=len(pieces))
        batch.floats[..., FLOATS["text"]] = texts[pieces, chosen][:, None, :]


def hide(batch: Batch, conditioning: Conditioning, rng: np.random.Generator) -> Batch:
    """Blank out style, parts, chords, tempo, look-back or closeness of some whole sequences."""
    n = len(batch.trunk)

    def chosen(share: float) -> NDArray[np.bool_]:
        return rng.random(n) < share

    for group, share in (
        ("style", conditioning.drop_style),
        ("density", conditioning.drop_parts),
        ("tempo", conditioning.drop_tempo),
        ("manner", conditioning.drop_manner),
        ("text", conditioning.drop_text),
        ("closeness", conditioning.groove.drop_closeness),
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
    _forget(batch, unechoed, ECHO_ROW, ("echo_",))
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
