"""Fits the adapter of a learnt style: gradient descent in numpy behind the frozen network, on one player's events.

Shapes: n events, c values of the heads' contexts (one slice a field), h the width of a head.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from model.engine.adapter import Adapter
from model.engine.engine import DEGREE_OF_PITCH, NumpyHeads
from model.engine.feature_values import FIELD_SIZES, FIELDS
from model.engine.features import HEAD_COLUMN
from model.music.config import DRUMS, END_OF_BAR, N_QUALITIES, NO_CHORD

_MASKED = np.float32(-1e9)
_OCTAVES = 11

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Events:
    """Events to predict, and what the network knew before each."""

    contexts: NDArray[np.float16]  # (n, c), of the frozen network
    head: Ids  # (n, len(HEAD))
    target: Ids  # (n, 5), order of FIELDS
    position: Ids  # (n,) place in the bar of the event before
    pitch: Ids  # (n,) its pitch class

    def __len__(self) -> int:
        return len(self.target)

    def chosen(self, index: NDArray[np.int64] | slice) -> Events:
        """Some of them."""
        return Events(*(values[index] for values in vars(self).values()))

    @classmethod
    def joined(cls, parts: Sequence[Events]) -> Events:
        """Several, one after another."""
        return cls(*(np.concatenate(arrays) for arrays in zip(*(vars(p).values() for p in parts), strict=True)))

    @property
    def n_notes(self) -> int:
        """Events that are notes."""
        return int((self.target[:, 0] != END_OF_BAR).sum())


class HeadsLoss:
    """Nats of events under the heads, and their gradient by the contexts."""

    def __init__(self, heads: NumpyHeads) -> None:
        self._heads = heads

    def nats(self, contexts: Floats, events: Events) -> Floats:
        """(n, c) -> (n, 5), 0 where there is nothing to predict."""
        return self._run(contexts, events, None, None)

    def gradient(self, contexts: Floats, events: Events, kept: Floats) -> tuple[Floats, Floats]:
        """Nats, and the gradient of their sum, (n, c). kept: dropout of the hidden values, (n, c), 0 or 1 / share."""
        gradient = np.zeros_like(contexts)
        return self._run(contexts, events, kept, gradient), gradient

    def _run(self, contexts: Floats, events: Events, kept: Floats | None, gradient: Floats | None) -> Floats:
        ids = {name: events.head[:, column] for name, column in HEAD_COLUMN.items()}
        ids |= {field: events.target[:, column] for column, field in enumerate(FIELDS)}
        allowed, counts = _allowed(events), _counts(events)
        width = contexts.shape[1] // len(FIELDS)
        nats = np.zeros((len(events), len(FIELDS)), np.float32)
        for column, field in enumerate(FIELDS):
            mine = slice(column * width, (column + 1) * width)
            hidden = np.maximum(contexts[:, mine] + self._heads.rows(field, ids), 0)
            share = np.float32(1) if kept is None else kept[:, mine]
            logits = self._logits(field, hidden * share, ids["chord"])
            if field in allowed:
                logits[~allowed[field]] = _MASKED
            chances, nats[:, column] = _softmax(logits, events.target[:, column], counts[field])
            if gradient is not None:
                back = self._back(field, chances, ids["chord"])
                gradient[:, mine] = np.where(hidden > 0, back * share, 0)
        return nats

    def _logits(self, field: str, hidden: Floats, chord: Ids) -> Floats:
        kernel, bias = self._heads.output(field)
        logits: Floats = hidden @ kernel + bias
        if field == "pitch":
            degrees = hidden @ self._heads.degree_kernel
            logits[:, :128] += np.take_along_axis(degrees, DEGREE_OF_PITCH[_root(chord)], axis=1)
        return logits

    def _back(self, field: str, by_logit: Floats, chord: Ids) -> Floats:
        """Gradient by the hidden values, of the gradient by the logits."""
        back: Floats = by_logit @ self._heads.output(field)[0].T
        if field == "pitch":
            octaves = np.zeros((len(by_logit), 12 * _OCTAVES), np.float32)
            octaves[:, :128] = by_logit[:, :128]
            of_class = octaves.reshape(-1, _OCTAVES, 12).sum(axis=1)
            place = (np.arange(12)[None, :] + _root(chord)[:, None]) % 12
            back += np.take_along_axis(of_class, place, axis=1) @ self._heads.degree_kernel.T
        return back


def _root(chord: Ids) -> Ids:
    return np.where(chord == NO_CHORD, 0, chord // N_QUALITIES)


def _allowed(events: Events) -> dict[str, NDArray[np.bool_]]:
    """Values that the canonical order allows, as `network.allowed` has them."""
    part = events.target[:, FIELDS.index("part"), None]
    whens, parts, pitches = (np.arange(FIELD_SIZES[name]) for name in ("when", "part", "pitch"))
    is_stacked = events.head[:, HEAD_COLUMN["stacked"], None] > 0
    return {
        "when": whens >= events.position[:, None],
        "part": parts >= events.head[:, HEAD_COLUMN["tick_part"], None] - 1,
        "pitch": ((pitches >= 128) == (part == DRUMS)) & (~is_stacked | (pitches > events.pitch[:, None])),
    }


def _counts(events: Events) -> dict[str, NDArray[np.bool_]]:
    """Events of which each field is predicted."""
    is_note = events.target[:, 0] != END_OF_BAR
    is_pitched = is_note & (events.target[:, FIELDS.index("part")] != DRUMS)
    return {"when": np.ones(len(events), bool), "duration": is_pitched} | dict.fromkeys(
        ("part", "pitch", "velocity"), is_note
    )


def _softmax(logits: Floats, truth: Ids, counts: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Gradient of the nats by the logits (in place of them), and the nats, 0 where nothing counts."""
    logits -= logits.max(axis=1, keepdims=True)
    rows = np.arange(len(logits))
    of_truth = logits[rows, truth]
    np.exp(logits, out=logits)
    total = logits.sum(axis=1, keepdims=True)
    nats: Floats = np.where(counts, np.log(total[:, 0]) - of_truth, 0).astype(np.float32)
    logits /= total
    logits[rows, truth] -= 1
    logits[~counts] = 0
    return logits, nats


@dataclass(frozen=True)
class FittingConfig:
    """Options of a fit, chosen on players whose files the network had not been trained on."""

    rank: int = 16
    learning_rate: float = 1e-3
    weight_decay: float = 0.02
    dropout: float = 0.2
    n_events: int = 256  # a step
    most_epochs: int = 20
    steps_between_looks: int = 10
    patience: int = 12  # looks without progress
    seed: int = 0


@dataclass(frozen=True)
class Fit:
    """An adapter, the steps that made it, and nats a note of the events held apart without and with it."""

    adapter: Adapter
    n_steps: int
    scale: float  # the adapter is multiplied by this already
    before: float
    after: float


class _Adam:
    """AdamW (Loshchilov and Hutter 2019) for a few arrays, in place."""

    def __init__(self, arrays: Sequence[Floats], config: FittingConfig) -> None:
        self._arrays, self._config, self._step = arrays, config, 0
        self._first = [np.zeros_like(array) for array in arrays]
        self._second = [np.zeros_like(array) for array in arrays]

    def step(self, gradients: Sequence[Floats]) -> None:
        self._step += 1
        rate = self._config.learning_rate
        for array, gradient, first, second in zip(self._arrays, gradients, self._first, self._second, strict=True):
            first += 0.1 * (gradient - first)
            second += 0.01 * (gradient * gradient - second)
            mean, square = first / (1 - 0.9**self._step), second / (1 - 0.99**self._step)
            array -= rate * (mean / (np.sqrt(square) + 1e-8) + self._config.weight_decay * array)


def fit(
    loss: HeadsLoss,
    events: Events,
    held: Events,
    config: FittingConfig = FittingConfig(),
    on_progress: Callable[[float], None] = lambda _: None,
) -> Fit:
    """Fit an adapter to ``events``, as long as and as strongly as ``held`` gains by it."""
    n_steps = config.most_epochs * max(1, len(events) // config.n_events)
    before = nats_per_note(loss, held, None)
    best = Fit(nothing(events, config), 0, 1.0, before, before)
    since = 0
    for number, adapter in enumerate(_descent(loss, events, config, n_steps), start=1):
        on_progress(number / n_steps)
        if number % config.steps_between_looks and number < n_steps:
            continue
        scaled = [(nats_per_note(loss, held, times(adapter, scale)), scale) for scale in (0.5, 1.0)]
        after, scale = min(scaled)
        since += 1
        if after < best.after:
            best, since = Fit(times(adapter, scale), number, scale, before, after), 0
        if since >= config.patience:
            break
    return best


def fit_again(loss: HeadsLoss, events: Events, n_steps: int, scale: float, config: FittingConfig) -> Adapter:
    """The adapter after so many steps on other events."""
    adapter = nothing(events, config)
    for adapter in itertools.islice(_descent(loss, events, config, n_steps), n_steps):  # noqa: B007 - the last is used
        pass
    return times(adapter, scale)


def nats_per_note(loss: HeadsLoss, events: Events, adapter: Adapter | None, n_at_once: int = 2048) -> float:
    """Mean nats of a note, bar lines charged to the notes."""
    total = 0.0
    for begin in range(0, len(events), n_at_once):
        some = events.chosen(slice(begin, begin + n_at_once))
        contexts = some.contexts.astype(np.float32)
        total += float(loss.nats(contexts if adapter is None else adapter(contexts), some).sum())
    return total / max(events.n_notes, 1)


def nothing(events: Events, config: FittingConfig) -> Adapter:
    """An adapter that changes nothing yet."""
    c = events.contexts.shape[1]
    down = np.random.default_rng(config.seed).normal(0, c**-0.5, (c, config.rank)).astype(np.float32)
    return Adapter(down, np.zeros((config.rank, c), np.float32), np.zeros(c, np.float32))


def times(adapter: Adapter, scale: float) -> Adapter:
    """An adapter whose effect is multiplied."""
    scale32 = np.float32(scale)
    return replace(adapter, up=adapter.up * scale32, shift=adapter.shift * scale32)


def _descent(loss: HeadsLoss, events: Events, config: FittingConfig, n_steps: int) -> Iterator[Adapter]:
    """The adapter after each step; it goes on being changed."""
    rng = np.random.default_rng(config.seed)
    adapter = nothing(events, config)
    optimizer = _Adam((adapter.down, adapter.up, adapter.shift), config)
    for _ in range(n_steps):
        some = events.chosen(rng.integers(len(events), size=config.n_events))
        contexts: Floats = some.contexts.astype(np.float32)
        share = np.float32(1 - config.dropout)
        kept = (rng.random(contexts.shape, np.float32) < share).astype(np.float32) / share
        _, by_context = loss.gradient(adapter(contexts), some, kept)
        by_context /= np.float32(max(some.n_notes, 1))
        inner: Floats = contexts @ adapter.down
        optimizer.step(
            (contexts.T @ (by_context @ adapter.up.T), inner.T @ by_context, by_context.sum(axis=0)),
        )
        yield adapter
