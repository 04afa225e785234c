"""The network: embedding, causal convolution, LSTM stack, gating unit, self-attention, multi-head attention, heads.

Written in Keras 3 ops only, so that it trains on any backend. Every module is causal and has two forms that
compute the same: over whole sequences (training) and one step with explicit state (streaming, see `Trunk.step`).
Shapes: n sequences, t events, d = config.width.
"""

from __future__ import annotations

import math
from typing import Any

import keras
import numpy as np
from keras import layers, ops

from model.config import (
    DRUMS,
    END_OF_BAR,
    LOOK_BACK_BARS,
    N_LOOK_BACKS,
    N_PITCHES,
    N_QUALITIES,
    NO_CHORD,
    NetworkConfig,
)
from model.features import (
    FIELD_SIZES,
    FIELDS,
    HEAD_COLUMN,
    HEAD_INPUTS,
    ID_SIZES,
    LOOK_BACK,
    N_FLOATS,
    TRUNK,
)

Tensor = Any  # a tensor of whichever backend runs
State = dict[str, Tensor]

LOOK_BACK_WIDTH = 64
MASKED = -1e9
DEGREE_OF = np.array([[(pc - root) % 12 for pc in range(12)] for root in range(12)], np.int32)


def _dense(width: int, name: str, *, use_bias: bool = True, activation: str | None = None) -> layers.Dense:
    return layers.Dense(width, use_bias=use_bias, activation=activation, name=name)


class EventEmbedding(layers.Layer):  # type: ignore[misc]
    """Ids and floats of past events -> (n, t, d). Works on one step and on sequences alike."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.tables = {k: layers.Embedding(size, config.width, name=k) for k, size in TRUNK.items()}
        self.back_tables = {
            k: layers.Embedding(size, LOOK_BACK_WIDTH, name=f"back_{k}") for k, size in LOOK_BACK.items()
        }
        self.back_to_width = _dense(config.width, "back_to_width", use_bias=False)
        self.floats_to_width = _dense(config.width, "floats_to_width")
        self.norm = layers.LayerNormalization(name="norm")

    def build(self, _: Any) -> None:
        """Create all weights."""
        for table in (*self.tables.values(), *self.back_tables.values()):
            table.build(None)
        self.back_to_width.build((None, LOOK_BACK_WIDTH * N_LOOK_BACKS))
        self.floats_to_width.build((None, N_FLOATS))
        self.norm.build((None, self.back_to_width.units))
        self.built = True

    def call(self, trunk: Tensor, floats: Tensor) -> Tensor:
        """trunk: (..., N_TRUNK_IDS) ids; floats: (..., N_FLOATS)."""
        x = self.floats_to_width(floats)
        for column, name in enumerate(TRUNK):
            x = x + self.tables[name](trunk[..., column])
        columns = iter(range(len(TRUNK), len(TRUNK) + len(LOOK_BACK) * len(LOOK_BACK_BARS)))
        heard = []
        for _ in LOOK_BACK_BARS:
            rows = [self.back_tables[name](trunk[..., next(columns)]) for name in LOOK_BACK]
            heard.append(sum(rows[1:], rows[0]))
        return self.norm(x + self.back_to_width(ops.concatenate(heard, axis=-1)))


class CausalConvolution(layers.Layer):  # type: ignore[misc]
    """Short motifs: a causal convolution with a residual."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width, self.taps = config.width, config.conv_width
        self.conv = layers.Conv1D(config.width, config.conv_width, padding="causal", name="conv")
        self.norm = layers.LayerNormalization(name="norm")

    def build(self, _: Any) -> None:
        """Create all weights."""
        self.conv.build((None, None, self.width))
        self.norm.build((None, self.width))
        self.built = True

    def call(self, x: Tensor) -> Tensor:
        """(n, t, d) -> (n, t, d)."""
        return x + ops.gelu(self.conv(self.norm(x)))

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """(n, d), ring (n, taps - 1, d)."""
        heard = ops.concatenate([state["conv"], self.norm(x)[:, None, :]], axis=1)
        kernel = ops.reshape(self.conv.kernel, (self.taps * self.width, self.width))
        y = ops.matmul(ops.reshape(heard, (-1, self.taps * self.width)), kernel) + self.conv.bias
        return x + ops.gelu(y), {"conv": heard[:, 1:]}


class GatedLSTM(layers.Layer):  # type: ignore[misc]
    """LSTM stack, then the gating unit: a learned sigmoid gate on what the stack passes on."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width = config.width
        self.lstms = [
            layers.LSTM(config.width, return_sequences=True, name=f"lstm{i}") for i in range(config.n_lstm_layers)
        ]
        self.norms = [layers.LayerNormalization(name=f"norm{i}") for i in range(config.n_lstm_layers)]
        self.gate = _dense(config.width, "gate", activation="sigmoid")
        self.dropout = layers.Dropout(config.dropout)

    def build(self, _: Any) -> None:
        """Create all weights."""
        for lstm, norm in zip(self.lstms, self.norms, strict=True):
            lstm.build((None, None, self.width))
            norm.build((None, self.width))
        self.gate.build((None, 2 * self.width))
        self.built = True

    def call(self, x: Tensor, *, training: bool = False) -> Tensor:
        """(n, t, d) -> (n, t, d)."""
        h = x
        for number, (lstm, norm) in enumerate(zip(self.lstms, self.norms, strict=True)):
            y = lstm(norm(h))
            h = self.dropout(y if number == 0 else h + y, training=training)
        return x + self.gate(ops.concatenate([x, h], axis=-1)) * h

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """(n, d); state h and c of each layer, (n, d)."""
        h = x
        after: State = {}
        for number, (lstm, norm) in enumerate(zip(self.lstms, self.norms, strict=True)):
            y, c = _lstm_step(lstm.cell, norm(h), state[f"lstm{number}_h"], state[f"lstm{number}_c"])
            after |= {f"lstm{number}_h": y, f"lstm{number}_c": c}
            h = y if number == 0 else h + y
        return x + self.gate(ops.concatenate([x, h], axis=-1)) * h, after


def _lstm_step(cell: Any, x: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
    z = ops.matmul(x, cell.kernel) + ops.matmul(h, cell.recurrent_kernel) + cell.bias
    i, f, g, o = ops.split(z, 4, axis=-1)
    c = ops.sigmoid(f) * c + ops.sigmoid(i) * ops.tanh(g)
    return ops.sigmoid(o) * ops.tanh(c), c


class TwoScoreAttention(layers.Layer):  # type: ignore[misc]
    """Self-attention over the last events whose score is an additive tanh score plus a scaled dot product."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width, self.window, self.inner = (
            config.width,
            config.self_attention_window,
            config.self_attention_width,
        )
        self.norm = layers.LayerNormalization(name="norm")
        self.project = _dense(3 * self.inner, "project", use_bias=False)
        self.back = _dense(config.width, "back")
        self.dropout = layers.Dropout(config.dropout)

    def build(self, _: Any) -> None:
        """Create all weights."""
        self.norm.build((None, self.width))
        self.project.build((None, self.width))
        self.back.build((None, self.inner))
        self.score = self.add_weight(shape=(self.inner,), initializer="random_normal", name="score")
        self.distance = self.add_weight(shape=(self.window,), initializer="zeros", name="distance")
        self.built = True

    def _attend(self, q: Tensor, keys: Tensor, values: Tensor, heard: Tensor) -> Tensor:
        """q: (n, t, 1, i); keys, values: (n, t, window, i), oldest first; heard: 1 where there was an event."""
        additive = ops.sum(ops.tanh(q + keys) * ops.cast(self.score, q.dtype), axis=-1)
        scaled = ops.sum(q * keys, axis=-1) / math.sqrt(self.inner)
        scores = additive + scaled + ops.cast(self.distance, q.dtype)
        weights = ops.softmax(scores + (1 - heard) * -1e4, axis=-1)
        return ops.sum(weights[..., None] * values, axis=-2)

    def call(self, x: Tensor, *, training: bool = False) -> Tensor:
        """(n, t, d) -> (n, t, d)."""
        t = x.shape[1]
        q, k, v = ops.split(self.project(self.norm(x)), 3, axis=-1)

        def windows(y: Tensor) -> Tensor:
            padded = ops.pad(y, ((0, 0), (self.window - 1, 0), (0, 0)))
            return ops.stack([padded[:, w : w + t] for w in range(self.window)], axis=2)

        exists = np.arange(t)[:, None] + np.arange(self.window)[None, :] >= self.window - 1
        heard = ops.convert_to_tensor(exists.astype("float32"), dtype=q.dtype)
        y = self._attend(q[:, :, None, :], windows(k), windows(v), heard)
        return x + self.dropout(self.back(y), training=training)

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """(n, d); caches (n, window, i); n_heard (n, 1) counts earlier events."""
        q, k, v = ops.split(self.project(self.norm(x)), 3, axis=-1)
        keys = ops.concatenate([state["self_keys"][:, 1:], k[:, None, :]], axis=1)
        values = ops.concatenate([state["self_values"][:, 1:], v[:, None, :]], axis=1)
        heard = _heard(state["n_heard"], self.window)
        y = self._attend(q[:, None, None, :], keys[:, None], values[:, None], heard[:, None, :])[:, 0]
        return x + self.back(y), {"self_keys": keys, "self_values": values}


def _heard(n_heard: Tensor, window: int) -> Tensor:
    """(n, 1) count of earlier events -> (n, window), 1 where the cache holds an event, this one included."""
    age = ops.convert_to_tensor(np.arange(window - 1, -1, -1, dtype="float32")[None, :])
    return ops.cast(age <= n_heard, "float32")


class WindowedAttention(layers.Layer):  # type: ignore[misc]
    """Multi-head attention over a longer window, with a learned bias for each distance."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width, self.window, self.n_heads = config.width, config.attention_window, config.n_heads
        self.head_size = config.width // config.n_heads
        self.norm = layers.LayerNormalization(name="norm")
        self.project = _dense(3 * config.width, "project", use_bias=False)
        self.back = _dense(config.width, "back")
        self.dropout = layers.Dropout(config.dropout)

    def build(self, _: Any) -> None:
        """Create all weights."""
        self.norm.build((None, self.width))
        self.project.build((None, self.width))
        self.back.build((None, self.width))
        self.distance = self.add_weight(shape=(self.n_heads, self.window), initializer="zeros", name="distance")
        self.built = True

    def call(self, x: Tensor, *, training: bool = False) -> Tensor:
        """(n, t, d) -> (n, t, d)."""
        t = x.shape[1]
        q, k, v = (
            ops.transpose(ops.reshape(y, (-1, t, self.n_heads, self.head_size)), (0, 2, 1, 3))
            for y in ops.split(self.project(self.norm(x)), 3, axis=-1)
        )
        ago = np.arange(t)[:, None] - np.arange(t)[None, :]
        place = np.clip(self.window - 1 - ago, 0, self.window - 1)
        bias = ops.take(self.distance, place.reshape(-1), axis=1)
        bias = ops.cast(ops.reshape(bias, (1, self.n_heads, t, t)), q.dtype)
        unseen = np.where((ago >= 0) & (ago < self.window), 0.0, -1e4).astype("float32")
        scores = ops.matmul(q, ops.transpose(k, (0, 1, 3, 2))) / math.sqrt(self.head_size)
        weights = ops.softmax(scores + bias + ops.convert_to_tensor(unseen, dtype=q.dtype), axis=-1)
        y = ops.transpose(ops.matmul(weights, v), (0, 2, 1, 3))
        return x + self.dropout(self.back(ops.reshape(y, (-1, t, self.width))), training=training)

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """(n, d); caches (n, window, d), oldest first."""
        q, k, v = ops.split(self.project(self.norm(x)), 3, axis=-1)
        keys = ops.concatenate([state["keys"][:, 1:], k[:, None, :]], axis=1)
        values = ops.concatenate([state["values"][:, 1:], v[:, None, :]], axis=1)
        by_head = (-1, self.window, self.n_heads, self.head_size)
        q = ops.reshape(q, (-1, 1, self.n_heads, self.head_size))
        scores = ops.sum(q * ops.reshape(keys, by_head), axis=-1) / math.sqrt(self.head_size)
        scores = (
            scores + ops.transpose(self.distance)[None] + (1 - _heard(state["n_heard"], self.window))[..., None] * -1e4
        )
        weights = ops.softmax(scores, axis=1)
        y = ops.sum(weights[..., None] * ops.reshape(values, by_head), axis=1)
        return x + self.back(ops.reshape(y, (-1, self.width))), {"keys": keys, "values": values}


class Heads(layers.Layer):  # type: ignore[misc]
    """The five fields of the next event, each conditioned on the ones before it."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width, self.head_width = config.width, config.head_width
        self.norm = layers.LayerNormalization(name="norm")
        self.project = _dense(len(FIELDS) * config.head_width, "project")
        self.tables = {
            (field, name): layers.Embedding(ID_SIZES[name], config.head_width, name=f"{field}_{name}")
            for field in FIELDS
            for name in HEAD_INPUTS[field]
        }
        self.outputs = {field: _dense(FIELD_SIZES[field], f"{field}_out") for field in FIELDS}
        self.degree = _dense(12, "degree_out", use_bias=False)
        self.dropout = layers.Dropout(config.dropout)

    def build(self, _: Any) -> None:
        """Create all weights."""
        self.norm.build((None, self.width))
        self.project.build((None, self.width))
        for table in self.tables.values():
            table.build(None)
        for output in (*self.outputs.values(), self.degree):
            output.build((None, self.head_width))
        self.built = True

    def contexts(self, x: Tensor) -> Tensor:
        """(…, d) -> (…, 5 * head_width): all that the heads need of the trunk."""
        return self.project(self.norm(x))

    def call(self, x: Tensor, head: Tensor, target: Tensor, *, training: bool = False) -> dict[str, Tensor]:
        """Logits of each field given the true values of the fields before it, (n, t, size)."""
        ids = {name: head[..., column] for name, column in HEAD_COLUMN.items()}
        ids |= {field: target[..., column] for column, field in enumerate(FIELDS)}
        logits = {}
        for field, context in zip(FIELDS, ops.split(self.contexts(x), len(FIELDS), axis=-1), strict=True):
            hidden = context
            for name in HEAD_INPUTS[field]:
                hidden = hidden + self.tables[field, name](ids[name])
            hidden = self.dropout(ops.relu(hidden), training=training)
            logits[field] = self.outputs[field](hidden)
            if field == "pitch":
                logits[field] = logits[field] + self._by_degree(hidden, ids["chord"])
        return logits

    def _by_degree(self, hidden: Tensor, chord: Tensor) -> Tensor:
        """Share one logit among all octaves of a degree above the chord's root (C where there is no chord)."""
        root = ops.where(chord == NO_CHORD, 0, chord // N_QUALITIES)
        rolled = ops.take_along_axis(self.degree(hidden), ops.take(DEGREE_OF, root, axis=0), axis=-1)
        octaves = ops.concatenate([rolled] * 11, axis=-1)[..., :128]
        return ops.concatenate([octaves, ops.zeros_like(logits_tail(octaves))], axis=-1)


def logits_tail(octaves: Tensor) -> Tensor:
    """A slice as wide as the drum keys, which have no degree."""
    return octaves[..., : N_PITCHES - 128]


def allowed(trunk: Tensor, head: Tensor, target: Tensor) -> dict[str, Tensor]:
    """Masks of what may come next, from the canonical order alone; the engine enforces the same when sampling."""
    ids = {name: head[..., column, None] for name, column in HEAD_COLUMN.items()}
    position, pitch = trunk[..., 1, None], trunk[..., 2, None]
    part = target[..., FIELDS.index("part"), None]
    whens, parts, pitches = (np.arange(FIELD_SIZES[f], dtype="int32") for f in ("when", "part", "pitch"))
    right_kind = (pitches >= 128) == (part == DRUMS)
    return {
        "when": whens >= position,
        "part": parts >= ids["tick_part"] - 1,
        "pitch": ops.logical_and(right_kind, ops.logical_or(ids["stacked"] == 0, pitches > pitch)),
    }


class Trunk(layers.Layer):  # type: ignore[misc]
    """Everything before the heads."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.config = config
        self.embedding = EventEmbedding(config, name="embedding")
        self.convolution = CausalConvolution(config, name="convolution")
        self.memory = GatedLSTM(config, name="memory")
        self.self_attention = TwoScoreAttention(config, name="self_attention")
        self.attention = WindowedAttention(config, name="attention")
        self.dropout = layers.Dropout(config.dropout)

    def build(self, _: Any) -> None:
        """Create all weights."""
        for module in (self.embedding, self.convolution, self.memory, self.self_attention, self.attention):
            module.build(None)
        self.built = True

    def call(self, trunk: Tensor, floats: Tensor, *, training: bool = False) -> Tensor:
        """Ids (n, t, N_TRUNK_IDS) and floats (n, t, N_FLOATS) -> (n, t, d)."""
        x = self.dropout(self.embedding(trunk, floats), training=training)
        x = self.convolution(x)
        x = self.memory(x, training=training)
        x = self.self_attention(x, training=training)
        return self.attention(x, training=training)

    def step(self, trunk: Tensor, floats: Tensor, state: State) -> tuple[Tensor, State]:
        """The same for one event: ids (n, N_TRUNK_IDS), floats (n, N_FLOATS), state as in `state_shapes`."""
        x = self.embedding(trunk, floats)
        after: State = {"n_heard": state["n_heard"] + 1}
        for module in (self.convolution, self.memory, self.self_attention, self.attention):
            x, changed = module.step(x, state)
            after |= changed
        return x, after


def state_shapes(config: NetworkConfig) -> dict[str, tuple[int, ...]]:
    """Shape of each state array of one sequence; all start as zeros."""
    d = config.width
    shapes: dict[str, tuple[int, ...]] = {"n_heard": (1,), "conv": (config.conv_width - 1, d)}
    for number in range(config.n_lstm_layers):
        shapes |= {f"lstm{number}_h": (d,), f"lstm{number}_c": (d,)}
    inner = (config.self_attention_window, config.self_attention_width)
    window = (config.attention_window, d)
    return shapes | {"self_keys": inner, "self_values": inner, "keys": window, "values": window}


class Network(keras.Model):  # type: ignore[misc]
    """Trunk and heads as trained: inputs are the arrays of `dataset.Batch`, the output is nats of each field."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.config = config
        self.trunk = Trunk(config, name="trunk")
        self.heads = Heads(config, name="heads")
        self.trunk.build(None)
        self.heads.build(None)
        self.built = True

    def call(self, inputs: dict[str, Tensor], training: bool = False) -> Tensor:
        """Negative log-likelihood of the true fields, (n, t, 5), 0 where there is nothing to predict."""
        x = self.trunk(inputs["trunk"], inputs["floats"], training=training)
        head, target = inputs["head"], inputs["target"]
        logits = self.heads(x, head, target, training=training)
        masks = allowed(inputs["trunk"], head, target)
        real = ops.cast(inputs["real"], "float32")
        is_note = real * ops.cast(target[..., 0] != END_OF_BAR, "float32")
        is_pitched = is_note * ops.cast(target[..., 1] != DRUMS, "float32")
        counts = {
            "when": real,
            "part": is_note,
            "pitch": is_note,
            "duration": is_pitched,
            "velocity": is_note,
        }
        nats = []
        for column, field in enumerate(FIELDS):
            scores = ops.cast(logits[field], "float32")
            if field in masks:
                scores = ops.where(masks[field], scores, MASKED)
            truth = target[..., column]
            loss = keras.losses.sparse_categorical_crossentropy(truth, scores, from_logits=True)
            nats.append(ops.where(counts[field] > 0, loss, 0.0))
        return ops.stack(nats, axis=-1)

    def compute_loss(
        self,
        x: Any = None,
        y: Any = None,  # noqa: ARG002 - Keras passes it
        y_pred: Any = None,
        *_: Any,
        **__: Any,
    ) -> Tensor:
        """Nats per note: bar lines are charged to the notes."""
        is_note = ops.cast(x["target"][..., 0] != END_OF_BAR, "float32") * x["real"]
        return ops.sum(y_pred) / ops.maximum(ops.sum(is_note), 1.0)
