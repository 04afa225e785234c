"""Playing hears and predicts what training heard and predicted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.corpus.corpus import Corpus
from model.engine.feature_values import FIELDS
from model.engine.features import HEAD, float_row, new_head_ids, trunk_row
from model.engine.history import History
from model.engine.network_controls import BarControls
from model.engine.note_sources import SampledEvent
from model.training.dataset import Batches
from model.training.replay import piece_events, replay

pytest.importorskip("tensorflow")

# Bounds as differences of validation loss, nats per event. Streaming is the same arithmetic in another order;
# the heads are stored in half precision. int8 rounds the weights of the trunk.
STREAMING_BOUND_NATS = 0.002
INT8_BOUND_SHARE = 0.005  # of the loss


def _crop_of_piece(batches: Batches, piece: int, *, with_groove: bool = False):
    start = batches.corpus.event_starts[piece]
    return batches.crop(np.array([start]), with_groove=with_groove)


@pytest.mark.parametrize("with_groove", [False, True], ids=["plain", "groove"])
@pytest.mark.parametrize("piece", range(6))
def test_history_hears_what_training_heard(batches: Batches, piece: int, *, with_groove: bool) -> None:
    batch = _crop_of_piece(batches, piece, with_groove=with_groove)
    n_events = int(batch.real[0].sum())
    history = History()
    for step, event in enumerate(piece_events(batches.corpus, piece, with_groove=with_groove)):
        if step > 0 and not isinstance(event, BarControls):
            sampled = SampledEvent(history, event.position, event.part, event.pitch)
            ids = {name: value for field in FIELDS for name, value in new_head_ids(field, sampled).items()}
            assert [ids[name] for name in HEAD] == batch.head[0, step - 1].tolist()
        if step == n_events:
            break
        history = history.with_bar(event) if isinstance(event, BarControls) else history.with_note(event)
        assert trunk_row(history).tolist() == batch.trunk[0, step].tolist()
        np.testing.assert_allclose(float_row(history.open_controls), batch.floats[0, step], atol=1e-6)
    assert n_events > 100


@pytest.fixture(scope="module")
def small_int8_model(network, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from model.training.export import export

    path = tmp_path_factory.mktemp("int8") / "small.model"
    export(network, corpus, path, {}, quantise=True)
    return path


@pytest.mark.parametrize("with_groove", [False, True], ids=["plain", "groove"])
@pytest.mark.parametrize("quantise", [False, True], ids=["float", "int8"])
def test_streaming_engine_predicts_what_the_training_network_predicts(
    network, batches: Batches, small_model: Path, small_int8_model: Path, *, quantise: bool, with_groove: bool
) -> None:
    from model.engine.engine import Engine

    engine = Engine.load(small_int8_model if quantise else small_model)
    for piece in (0, 4):
        batch = _crop_of_piece(batches, piece, with_groove=with_groove)
        whole = np.asarray(network.predict_on_batch(batch.inputs()))[0]
        n_events = int(batch.real[0].sum())
        streamed, _ = replay(engine, batches.corpus, piece, n_events, with_groove=with_groove)
        bound = INT8_BOUND_SHARE * whole[:n_events].sum(axis=1).mean() if quantise else STREAMING_BOUND_NATS
        assert abs(streamed.sum(axis=1).mean() - whole[:n_events].sum(axis=1).mean()) < bound
        if not quantise:
            np.testing.assert_allclose(streamed, whole[:n_events], atol=0.05)
