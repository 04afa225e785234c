"""The modules of the trunk and the embedding before them, each causal and in two forms that compute the same.

``call`` runs over whole sequences (training), ``step`` over one event with explicit state; see `StreamingLayer`.
Shapes: n sequences, t events, d = config.width.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from keras import layers, ops

from model.engine.features import FLOATS, N_FLOATS, N_TRUNK_IDS, TRUNK
from model.engine.trunk_features import FLOAT_FEATURES, LAST_FEATURES, LOOK_BACK, LOOK_BACK_FEATURES, TRUNK_FEATURES
from model.music.config import NetworkConfig
from model.training.streaming import N_EVENTS, Shapes, State, Tensor

LOOK_BACK_WIDTH = 64


def dense(width: int, name: str, *, use_bias: bool = True, activation: str | None = None) -> layers.Dense:
    return layers.Dense(width, use_bias=use_bias, activation=activation, name=name)


class EventEmbedding(layers.Layer):  # type: ignore[misc]
    """Ids and floats of past events -> (n, t, d). Works on one step and on sequences alike."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.without = config.without
        self.tables = {each.name: layers.Embedding(each.size, config.width, name=each.name) for each in TRUNK_FEATURES}
        self.back_tables = {
            k: layers.Embedding(size, LOOK_BACK_WIDTH, name=f"back_{k}") for k, size in LOOK_BACK.items()
        }
        self.last_tables = {
            each.name: layers.Embedding(each.size, config.width, name=each.name) for each in LAST_FEATURES
        }
        self.back_to_width = dense(config.width, "back_to_width", use_bias=False)
        self.floats_to_width = dense(config.width, "floats_to_width")
        self.norm = layers.LayerNormalization(name="norm")

    def build(self, _: Any) -> None:
        """Create all weights."""
        for table in (*self.tables.values(), *self.back_tables.values(), *self.last_tables.values()):
            table.build(None)
        self.back_to_width.build((None, LOOK_BACK_WIDTH * len(LOOK_BACK_FEATURES)))
        self.floats_to_width.build((None, N_FLOATS))
        self.norm.build((None, self.back_to_width.units))
        self.built = True

    def call(self, trunk: Tensor, floats: Tensor) -> Tensor:
        """trunk: (..., N_TRUNK_IDS) ids; floats: (..., N_FLOATS)."""
        x = self.floats_to_width(self._kept(floats))
        for column, feature in enumerate(TRUNK_FEATURES):
            if feature.ablation not in self.without:
                x = x + self.tables[feature.name](trunk[..., column])
        for column, feature in enumerate(LAST_FEATURES, start=N_TRUNK_IDS - len(LAST_FEATURES)):
            if feature.ablation not in self.without:
                x = x + self.last_tables[feature.name](trunk[..., column])
        rows = []
        for number, look_back in enumerate(LOOK_BACK_FEATURES):
            row = self._row(trunk, number)
            rows.append(ops.zeros_like(row) if look_back.ablation in self.without else row)
        return self.norm(x + self.back_to_width(ops.concatenate(rows, axis=-1)))

    def _row(self, trunk: Tensor, number: int) -> Tensor:
        """Embedding of one look-back, of the n-gram continuation or of the groove."""
        begin = len(TRUNK) + number * len(LOOK_BACK)
        columns = [self.back_tables[name](trunk[..., begin + n]) for n, name in enumerate(LOOK_BACK)]
        return sum(columns[1:], columns[0])

    def _kept(self, floats: Tensor) -> Tensor:
        """Floats without those that an ablation leaves out."""
        left_out = [each.name for each in FLOAT_FEATURES if each.ablation in self.without]
        if not left_out:
            return floats
        kept = np.ones(N_FLOATS, "float32")
        for name in left_out:
            kept[FLOATS[name]] = 0.0
        return floats * ops.cast(kept, floats.dtype)


class CausalConvolution(layers.Layer):  # type: ignore[misc]
    """Short motifs: a causal convolution with a residual."""

    ablation = "convolution"

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

    def call(self, x: Tensor, *, training: bool = False) -> Tensor:  # noqa: ARG002 - no dropout here
        """(n, t, d) -> (n, t, d)."""
        return x + ops.gelu(self.conv(self.norm(x)))

    def state_shapes(self) -> Shapes:
        """See `StreamingLayer`."""
        return {"conv": (self.taps - 1, self.width)}

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """(n, d), ring (n, taps - 1, d)."""
        window = ops.concatenate([state["conv"], self.norm(x)[:, None, :]], axis=1)
        kernel = ops.reshape(self.conv.kernel, (self.taps * self.width, self.width))
        y = ops.matmul(ops.reshape(window, (-1, self.taps * self.width)), kernel) + self.conv.bias
        return x + ops.gelu(y), {"conv": window[:, 1:]}


class GatedLSTM(layers.Layer):  # type: ignore[misc]
    """LSTM stack, then the gating unit: a learned sigmoid gate on what the stack passes on."""

    ablation = "lstm"

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width = config.width
        self.lstms = [
            layers.LSTM(config.width, return_sequences=True, name=f"lstm{i}") for i in range(config.n_lstm_layers)
        ]
        self.norms = [layers.LayerNormalization(name=f"norm{i}") for i in range(config.n_lstm_layers)]
        self.gate = dense(config.width, "gate", activation="sigmoid")
        self.is_gated = "gate" not in config.without
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
        if not self.is_gated:
            return x + h
        return x + self.gate(ops.concatenate([x, h], axis=-1)) * h

    def state_shapes(self) -> Shapes:
        """See `StreamingLayer`."""
        numbers = range(len(self.lstms))
        return {f"lstm{number}_{kind}": (self.width,) for number in numbers for kind in "hc"}

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

    ablation = "self_attention"

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width, self.window, self.inner = (
            config.width,
            config.self_attention_window,
            config.self_attention_width,
        )
        self.norm = layers.LayerNormalization(name="norm")
        self.project = dense(3 * self.inner, "project", use_bias=False)
        self.back = dense(config.width, "back")
        self.dropout = layers.Dropout(config.dropout)

    def build(self, _: Any) -> None:
        """Create all weights."""
        self.norm.build((None, self.width))
        self.project.build((None, self.width))
        self.back.build((None, self.inner))
        self.score = self.add_weight(shape=(self.inner,), initializer="random_normal", name="score")
        self.distance = self.add_weight(shape=(self.window,), initializer="zeros", name="distance")
        self.built = True

    def _attend(self, q: Tensor, keys: Tensor, values: Tensor, exists: Tensor) -> Tensor:
        """q: (n, t, 1, i); keys, values: (n, t, window, i), oldest first; exists: 1 where there was an event."""
        additive = ops.sum(ops.tanh(q + keys) * ops.cast(self.score, q.dtype), axis=-1)
        scaled = ops.sum(q * keys, axis=-1) / math.sqrt(self.inner)
        scores = additive + scaled + ops.cast(self.distance, q.dtype)
        weights = ops.softmax(scores + (1 - exists) * -1e4, axis=-1)
        return ops.sum(weights[..., None] * values, axis=-2)

    def call(self, x: Tensor, *, training: bool = False) -> Tensor:
        """(n, t, d) -> (n, t, d)."""
        t = ops.shape(x)[1]  # unknown where TensorFlow traces for sequences of several lengths
        q, k, v = ops.split(self.project(self.norm(x)), 3, axis=-1)

        def windows(y: Tensor) -> Tensor:
            padded = ops.pad(y, ((0, 0), (self.window - 1, 0), (0, 0)))
            return ops.stack([padded[:, w : w + t] for w in range(self.window)], axis=2)

        is_inside = ops.arange(t)[:, None] + ops.arange(self.window)[None, :] >= self.window - 1
        exists = ops.cast(is_inside, q.dtype)
        y = self._attend(q[:, :, None, :], windows(k), windows(v), exists)
        return x + self.dropout(self.back(y), training=training)

    def state_shapes(self) -> Shapes:
        """See `StreamingLayer`."""
        return dict.fromkeys(("self_keys", "self_values"), (self.window, self.inner))

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """(n, d); caches (n, window, i), oldest first."""
        q, k, v = ops.split(self.project(self.norm(x)), 3, axis=-1)
        keys = ops.concatenate([state["self_keys"][:, 1:], k[:, None, :]], axis=1)
        values = ops.concatenate([state["self_values"][:, 1:], v[:, None, :]], axis=1)
        exists = _exists(state[N_EVENTS], self.window)
        y = self._attend(q[:, None, None, :], keys[:, None], values[:, None], exists[:, None, :])[:, 0]
        return x + self.back(y), {"self_keys": keys, "self_values": values}


def _exists(n_events: Tensor, window: int) -> Tensor:
    """(n, 1) count of earlier events -> (n, window), 1 where the cache holds an event, this one included."""
    age = ops.convert_to_tensor(np.arange(window - 1, -1, -1, dtype="float32")[None, :])
    return ops.cast(age <= n_events, "float32")


class WindowedAttention(layers.Layer):  # type: ignore[misc]
    """Multi-head attention over a longer window, with a learned bias for each distance."""

    ablation = "multi_head_attention"

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width, self.window, self.n_heads = config.width, config.attention_window, config.n_heads
        self.head_size = config.width // config.n_heads
        self.norm = layers.LayerNormalization(name="norm")
        self.project = dense(3 * config.width, "project", use_bias=False)
        self.back = dense(config.width, "back")
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
        t = ops.shape(x)[1]
        q, k, v = (
            ops.transpose(ops.reshape(y, (-1, t, self.n_heads, self.head_size)), (0, 2, 1, 3))
            for y in ops.split(self.project(self.norm(x)), 3, axis=-1)
        )
        ago = ops.arange(t)[:, None] - ops.arange(t)[None, :]
        place = ops.clip(self.window - 1 - ago, 0, self.window - 1)
        bias = ops.take(self.distance, ops.reshape(place, (-1,)), axis=1)
        bias = ops.cast(ops.reshape(bias, (1, self.n_heads, t, t)), q.dtype)
        unseen = ops.where(ops.logical_and(ago >= 0, ago < self.window), 0.0, -1e4)
        scores = ops.matmul(q, ops.transpose(k, (0, 1, 3, 2))) / math.sqrt(self.head_size)
        weights = ops.softmax(scores + bias + ops.cast(unseen, q.dtype), axis=-1)
        y = ops.transpose(ops.matmul(weights, v), (0, 2, 1, 3))
        return x + self.dropout(self.back(ops.reshape(y, (-1, t, self.width))), training=training)

    def state_shapes(self) -> Shapes:
        """See `StreamingLayer`."""
        return dict.fromkeys(("keys", "values"), (self.window, self.width))

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """(n, d); caches (n, window, d), oldest first."""
        q, k, v = ops.split(self.project(self.norm(x)), 3, axis=-1)
        keys = ops.concatenate([state["keys"][:, 1:], k[:, None, :]], axis=1)
        values = ops.concatenate([state["values"][:, 1:], v[:, None, :]], axis=1)
        by_head = (-1, self.window, self.n_heads, self.head_size)
        q = ops.reshape(q, (-1, 1, self.n_heads, self.head_size))
        scores = ops.sum(q * ops.reshape(keys, by_head), axis=-1) / math.sqrt(self.head_size)
        scores = (
            scores + ops.transpose(self.distance)[None] + (1 - _exists(state[N_EVENTS], self.window))[..., None] * -1e4
        )
        weights = ops.softmax(scores, axis=1)
        y = ops.sum(weights[..., None] * ops.reshape(values, by_head), axis=1)
        return x + self.back(ops.reshape(y, (-1, self.width))), {"keys": keys, "values": values}
