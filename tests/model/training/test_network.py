"""The training network: nothing is heard before it is played, every module counts, masks hold."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("tensorflow")

from keras import ops

from model.engine.feature_values import FIELD_SIZES, FIELDS
from model.engine.features import HEAD_COLUMN
from model.music.config import DRUMS, END_OF_BAR, N_DRUM_KEYS, N_PITCHES
from model.training.dataset import Batch, Batches
from model.training.network import MASKED, allowed

pytestmark = pytest.mark.train

WHEN, PART, PITCH, DURATION, VELOCITY = range(5)


@pytest.fixture(scope="module")
def batch(batches: Batches) -> Batch:
    """Two sequences from the middle of songs."""
    starts = batches.corpus.event_starts
    return batches.crop(np.array([starts[0] + 40, starts[3] + 25]))


def nats_of(network, batch: Batch) -> np.ndarray:
    return np.asarray(network.predict_on_batch(batch.inputs()))


def with_change(batch: Batch, step: int, arrays: dict[str, np.ndarray]) -> Batch:
    """The batch with everything from ``step`` on taken from other events."""
    changed = {name: value.copy() for name, value in vars(batch).items()}
    for name, other in arrays.items():
        changed[name][:, step:] = other[:, step:]
    return Batch(**changed)


@pytest.mark.parametrize("step", [1, 50, 100])
def test_what_comes_later_changes_nothing_before(network, batches: Batches, batch: Batch, step: int) -> None:
    starts = batches.corpus.event_starts
    other = batches.crop(np.array([starts[1] + 30, starts[5] + 55]))
    # The input of a step is the last event, its target the next one; so from `step` on, all of both.
    changed = with_change(batch, step, {n: getattr(other, n) for n in ("trunk", "floats", "head", "target")})
    before, after = nats_of(network, batch), nats_of(network, changed)
    np.testing.assert_array_equal(before[:, :step], after[:, :step])
    assert not np.allclose(before[:, step:], after[:, step:])


def test_a_target_is_not_heard_by_the_fields_sampled_before_it(network, batch: Batch) -> None:
    is_note = (batch.target[..., WHEN] != END_OF_BAR) & (batch.target[..., PART] != DRUMS) & (batch.real > 0)
    plain = nats_of(network, batch)
    for field, wrong in ((PITCH, 50), (DURATION, 30), (VELOCITY, 3)):
        target = batch.target.copy()
        target[..., field] = np.where(is_note, wrong, target[..., field])
        changed = nats_of(network, Batch(**vars(batch) | {"target": target}))
        np.testing.assert_array_equal(changed[..., :field], plain[..., :field])
        assert not np.allclose(changed[..., field], plain[..., field])


def test_the_last_event_is_heard(network, batch: Batch) -> None:
    trunk = batch.trunk.copy()
    trunk[:, 60, 4] = (trunk[:, 60, 4] + 9) % 32  # its velocity
    changed = nats_of(network, Batch(**vars(batch) | {"trunk": trunk}))
    plain = nats_of(network, batch)
    np.testing.assert_array_equal(changed[:, :60], plain[:, :60])
    assert (np.abs(changed[:, 60:] - plain[:, 60:]).sum(axis=-1) > 1e-6).mean() > 0.5


def contributions(network) -> dict[str, list]:
    """The weights through which each of the five modules acts on the rest."""
    convolution, memory, self_attention, attention = network.trunk.modules
    return {
        "convolution": [convolution.conv.kernel, convolution.conv.bias],
        "lstm": [weight for lstm in memory.lstms for weight in lstm.weights],
        "gate": [memory.gate.kernel, memory.gate.bias],
        "self_attention": [self_attention.back.kernel, self_attention.back.bias],
        "attention": [attention.back.kernel, attention.back.bias],
    }


@pytest.mark.parametrize("module", ["convolution", "lstm", "gate", "self_attention", "attention"])
def test_each_module_acts_on_the_result(network, batch: Batch, module: str) -> None:
    weights = contributions(network)[module]
    plain = nats_of(network, batch)
    kept = [ops.convert_to_numpy(weight).copy() for weight in weights]
    try:
        for weight in weights:
            weight.assign(np.zeros(weight.shape, "float32"))
        without = nats_of(network, batch)
    finally:
        for weight, value in zip(weights, kept, strict=True):
            weight.assign(value)
    assert (np.abs(without - plain).sum(axis=-1) > 1e-4).mean() > 0.5
    np.testing.assert_array_equal(nats_of(network, batch), plain, err_msg="the weights are back")


def test_what_cannot_be_carries_no_probability(network, batch: Batch) -> None:
    x = network.trunk(batch.trunk, batch.floats)
    logits = network.heads(x, batch.head, batch.target)
    masks = {name: np.asarray(mask) for name, mask in allowed(batch.trunk, batch.head, batch.target).items()}
    for field, mask in masks.items():
        chances = np.asarray(ops.softmax(ops.where(mask, logits[field], MASKED), axis=-1))
        assert chances.shape[-1] == FIELD_SIZES[field]
        assert (chances[~np.broadcast_to(mask, chances.shape)] == 0).all()
        np.testing.assert_allclose(chances.sum(axis=-1), 1, rtol=1e-4)


def test_masks_are_the_canonical_order_and_never_forbid_the_truth(batch: Batch) -> None:
    masks = {name: np.asarray(mask) for name, mask in allowed(batch.trunk, batch.head, batch.target).items()}
    is_note = (batch.target[..., WHEN] != END_OF_BAR) & (batch.real > 0)
    position, last_part, last_pitch = (batch.trunk[..., column] for column in (1, 0, 2))
    for field, mask in masks.items():
        true = np.take_along_axis(mask, batch.target[..., FIELDS.index(field), None], axis=-1)[..., 0]
        assert true[is_note].all()
    n, t = np.argwhere(is_note & (batch.head[..., HEAD_COLUMN["stacked"]] == 1))[0]
    np.testing.assert_array_equal(masks["when"][n, t], np.arange(FIELD_SIZES["when"]) >= position[n, t])
    np.testing.assert_array_equal(masks["part"][n, t], np.arange(FIELD_SIZES["part"]) >= last_part[n, t])
    assert not masks["pitch"][n, t, : last_pitch[n, t] + 1].any()
    drums = np.argwhere(is_note & (batch.target[..., PART] == DRUMS) & (batch.head[..., HEAD_COLUMN["stacked"]] == 0))
    n, t = drums[0]
    assert masks["pitch"][n, t].sum() == N_DRUM_KEYS == N_PITCHES - 128


def test_only_what_exists_is_counted(network, batches: Batches) -> None:
    corpus = batches.corpus
    batch = batches.crop(corpus.event_starts[1:2] - 20)
    nats = nats_of(network, batch)[0]
    assert batch.real[0].sum() == 19
    assert (nats[19:] == 0).all()
    assert (nats[:19, WHEN] > 0).all()
    lines = batch.target[0, :19, WHEN] == END_OF_BAR
    drums = batch.target[0, :19, PART] == DRUMS
    assert (nats[:19][lines, PART:] == 0).all()
    assert (nats[:19][~lines & drums, DURATION] == 0).all()
    assert (nats[:19][~lines & ~drums] > 0).all()


def test_the_state_does_not_depend_on_how_much_was_heard(network) -> None:
    shapes = network.trunk.state_shapes()
    config = network.config
    assert shapes["keys"] == (config.attention_window, config.width)
    assert shapes["self_keys"] == (config.self_attention_window, config.self_attention_width)
    assert len(shapes) == 2 + 2 * config.n_lstm_layers + 4
