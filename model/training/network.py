"""The network: embedding, causal convolution, LSTM stack, gating unit, self-attention, multi-head attention, heads.

Written in Keras 3 ops only, so that it trains on any backend. Every module is causal and has two forms that
compute the same: over whole sequences (training) and one step with explicit state (streaming, see `Trunk.step`).
Shapes: n sequences, t events, d = config.width.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras import layers, ops

from model.engine.feature_values import FIELD_SIZES, FIELDS
from model.engine.features import HEAD_COLUMN, HEAD_INPUTS, ID_SIZES
from model.engine.head_features import HEAD_FEATURES
from model.music.config import (
    DRUMS,
    END_OF_BAR,
    N_PITCHES,
    N_QUALITIES,
    NO_CHORD,
    NetworkConfig,
)
from model.training.layers import (
    CausalConvolution,
    EventEmbedding,
    GatedLSTM,
    TwoScoreAttention,
    WindowedAttention,
    dense,
)
from model.training.streaming import N_EVENTS, Shapes, State, StreamingLayer, Tensor

MASKED = -1e9
DEGREE_OF = np.array([[(pc - root) % 12 for pc in range(12)] for root in range(12)], np.int32)


class FieldHeads(layers.Layer):  # type: ignore[misc]
    """The five fields of the next event, each conditioned on the ones before it."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width, self.head_width = config.width, config.head_width
        self.norm = layers.LayerNormalization(name="norm")
        self.project = dense(len(FIELDS) * config.head_width, "project")
        self.tables = {
            (field, name): layers.Embedding(ID_SIZES[name], config.head_width, name=f"{field}_{name}")
            for field in FIELDS
            for name in HEAD_INPUTS[field]
        }
        self.outputs = {field: dense(FIELD_SIZES[field], f"{field}_out") for field in FIELDS}
        self.degree = dense(12, "degree_out", use_bias=False)
        self.dropout = layers.Dropout(config.dropout)
        self.left_out = {each.name for each in HEAD_FEATURES if each.ablation in config.without}

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
                if name in self.left_out:
                    continue
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
    whens, parts, pitches = (ops.arange(FIELD_SIZES[f], dtype="int32") for f in ("when", "part", "pitch"))
    right_kind = (pitches >= 128) == (part == DRUMS)
    return {
        "when": whens >= position,
        "part": parts >= ids["tick_part"] - 1,
        "pitch": ops.logical_and(right_kind, ops.logical_or(ids["stacked"] == 0, pitches > pitch)),
    }


# The modules in the order in which events pass them, by the name that stands in their weights' paths.
STREAMING_LAYERS: dict[str, Callable[..., StreamingLayer]] = {
    "convolution": CausalConvolution,
    "memory": GatedLSTM,
    "self_attention": TwoScoreAttention,
    "attention": WindowedAttention,
}


class Trunk(layers.Layer):  # type: ignore[misc]
    """Everything before the heads."""

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.config = config
        self.embedding = EventEmbedding(config, name="embedding")
        self.modules: list[StreamingLayer] = [make(config, name=name) for name, make in STREAMING_LAYERS.items()]
        self.dropout = layers.Dropout(config.dropout)

    def build(self, _: Any) -> None:
        """Create all weights."""
        for module in (self.embedding, *self.modules):
            module.build(None)
        self.built = True

    def call(self, trunk: Tensor, floats: Tensor, *, training: bool = False) -> Tensor:
        """Ids (n, t, N_TRUNK_IDS) and floats (n, t, N_FLOATS) -> (n, t, d)."""
        x = self.dropout(self.embedding(trunk, floats), training=training)
        for module in self.modules:
            if module.ablation not in self.config.without:
                x = module(x, training=training)
        return x

    def step(self, trunk: Tensor, floats: Tensor, state: State) -> tuple[Tensor, State]:
        """The same for one event: ids (n, N_TRUNK_IDS), floats (n, N_FLOATS), state as in `state_shapes`."""
        x = self.embedding(trunk, floats)
        after: State = {N_EVENTS: state[N_EVENTS] + 1}
        for module in self.modules:
            x, changed = module.step(x, state)
            after |= changed
        return x, after

    def state_shapes(self) -> Shapes:
        """Shape of each state array of one sequence; all begin as zeros. Raises ValueError if two have one name."""
        shapes: Shapes = {N_EVENTS: (1,)}
        for module in self.modules:
            if twice := shapes.keys() & module.state_shapes().keys():
                raise ValueError(f"{type(module).__name__} uses a name of state that is taken: {', '.join(twice)}")
            shapes |= module.state_shapes()
        return shapes


class Network(keras.Model):  # type: ignore[misc]
    """Trunk and heads as trained: inputs are the arrays of `dataset.Batch`, the output is nats of each field."""

    def __init__(self, config: NetworkConfig, *, n_workers: int = 1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.config, self.n_workers = config, n_workers
        self.trunk = Trunk(config, name="trunk")
        self.heads = FieldHeads(config, name="heads")
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
        """Nats per note: bar lines are charged to the notes. Where several workers train, their gradients are added."""
        target, real = ops.convert_to_tensor(x["target"]), ops.convert_to_tensor(x["real"])  # torch passes arrays
        is_note = ops.cast(target[..., 0] != END_OF_BAR, "float32") * real
        return ops.sum(y_pred) / ops.maximum(ops.sum(is_note), 1.0) / self.n_workers
