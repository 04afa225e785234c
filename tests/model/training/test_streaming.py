"""Every module computes the same over a sequence and event by event; a new one is entered in one place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("tensorflow")

from keras import layers, ops

from model.engine.features import N_FLOATS, N_TRUNK_IDS
from model.music.config import NetworkConfig
from model.training import network as network_module
from model.training.network import STREAMING_LAYERS, Trunk
from model.training.streaming import N_EVENTS, Shapes, State, StreamingLayer, Tensor

pytestmark = pytest.mark.train

SMALL = NetworkConfig(width=16, self_attention_width=8, self_attention_window=5, attention_window=7, n_heads=2)
N_SEQUENCES, N_STEPS = 2, 20


class LeakySum(layers.Layer):
    """A toy module: adds a leaky sum of what it has received."""

    ablation = "leaky_sum"

    def __init__(self, config: NetworkConfig, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width = config.width

    def build(self, _: Any) -> None:
        self.gain = self.add_weight(shape=(self.width,), initializer="random_normal", name="gain")
        self.built = True

    def call(self, x: Tensor, *, training: bool = False) -> Tensor:  # noqa: ARG002
        n_steps = x.shape[1]
        ago = np.arange(n_steps)[:, None] - np.arange(n_steps)[None, :]
        weights = np.where(ago >= 0, 0.5 ** np.maximum(ago, 0), 0.0).astype("float32")
        return x + self.gain * ops.einsum("ts,nsd->ntd", ops.convert_to_tensor(weights), x)

    def state_shapes(self) -> Shapes:
        return {"leaky_sum": (self.width,)}

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        total = x + 0.5 * state["leaky_sum"]
        return x + self.gain * total, {"leaky_sum": total}


def stepped(module: StreamingLayer, x: np.ndarray) -> np.ndarray:
    """The module's output when it is given one event after another."""
    state = {name: np.zeros((len(x), *shape), "float32") for name, shape in module.state_shapes().items()}
    made = []
    for number in range(x.shape[1]):
        count = {N_EVENTS: np.full((len(x), 1), number, "float32")}
        y, state = module.step(ops.convert_to_tensor(x[:, number]), state | count)
        made.append(ops.convert_to_numpy(y))
    return np.stack(made, axis=1)


@pytest.mark.parametrize("make", [*STREAMING_LAYERS.values(), LeakySum], ids=lambda make: make.__name__)
def test_a_module_computes_the_same_event_by_event(make: Any) -> None:
    module = make(SMALL, name="module")
    module.build(None)
    x = np.random.default_rng(1).normal(size=(N_SEQUENCES, N_STEPS, SMALL.width)).astype("float32")
    whole = ops.convert_to_numpy(module(ops.convert_to_tensor(x)))
    assert not np.allclose(whole, x, atol=1e-3)
    np.testing.assert_allclose(stepped(module, x), whole, atol=1e-4)


def test_a_module_entered_in_the_list_is_built_run_and_streamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(network_module.STREAMING_LAYERS, "leaky", LeakySum)
    trunk = Trunk(SMALL, name="trunk")
    trunk.build(None)
    assert "trunk/leaky/gain" in {weight.path for weight in trunk.weights}
    rng = np.random.default_rng(2)
    ids = rng.integers(2, size=(N_SEQUENCES, N_STEPS, N_TRUNK_IDS)).astype("int32")
    floats = rng.normal(size=(N_SEQUENCES, N_STEPS, N_FLOATS)).astype("float32")
    whole = ops.convert_to_numpy(trunk(ops.convert_to_tensor(ids), ops.convert_to_tensor(floats)))
    shapes = trunk.state_shapes()
    assert shapes["leaky_sum"] == (SMALL.width,)
    state = {name: np.zeros((N_SEQUENCES, *shape), "float32") for name, shape in shapes.items()}
    for number in range(N_STEPS):
        x, state = trunk.step(ids[:, number], floats[:, number], state)
        np.testing.assert_allclose(ops.convert_to_numpy(x), whole[:, number], atol=1e-4)


def test_two_modules_with_one_name_of_state_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(network_module.STREAMING_LAYERS, "again", STREAMING_LAYERS["convolution"])
    trunk = Trunk(SMALL, name="trunk")
    with pytest.raises(ValueError, match="CausalConvolution uses a name of state that is taken: conv"):
        trunk.state_shapes()
