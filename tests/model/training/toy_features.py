"""A program of the tests: enters one toy feature of each kind, then compares training and playing with them.

Arguments: a packed corpus, and where to write a model file.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import tensorflow as tf

from model.engine import head_features, trunk_features
from model.engine.batch_view import Found
from model.engine.feature_types import FloatFeature, HeadFeature, LookBackFeature, TrunkFeature

trunk_features.TRUNK_FEATURES.append(
    TrunkFeature(
        "beat", 8, lambda history: history.last.position // 24, lambda batch: batch.received_rows[..., 1] // 24
    )
)
trunk_features.LOOK_BACK_FEATURES.append(
    LookBackFeature(
        "back3",
        lambda history: trunk_features._followers(history, 3),
        lambda batch: Found(batch.events, batch.index.follower(batch.received, 3)),
    )
)
trunk_features.FLOAT_FEATURES.append(
    FloatFeature(
        "n_parts",
        1,
        lambda controls: (sum(each > 0 for each in controls.density) / 8,),
        lambda batch: (batch.density > 0).sum(axis=-1, keepdims=True) / 8,
        hiding="density",
    )
)
head_features.HEAD_FEATURES.append(
    HeadFeature(
        "is_higher",  # than the part's last note
        3,
        ("duration", "velocity"),
        lambda event: int(event.pitch > note.pitch) if (note := event.found("last")) else 2,
        lambda batch: np.where(
            (last := batch.found("last")).index < 0, 2, batch.predicted_rows[..., 2] > last.field(2, 0)
        ),
        hiding="look_back",
        nothing=2,
    )
)

# Everything else is imported after the entries are made, as in a version that has them.
from model.corpus.corpus import Corpus  # noqa: E402
from model.engine.engine import Engine  # noqa: E402
from model.engine.feature_values import FIELDS  # noqa: E402
from model.engine.features import FLOATS, HEAD, HEAD_COLUMN, TRUNK, float_row, new_head_ids, trunk_row  # noqa: E402
from model.engine.history import History  # noqa: E402
from model.engine.network_controls import BarControls  # noqa: E402
from model.engine.note_sources import SampledEvent  # noqa: E402
from model.engine.vocabulary import vocabulary_digest  # noqa: E402
from model.music.config import NetworkConfig  # noqa: E402
from model.training.dataset import Batch, Batches  # noqa: E402
from model.training.export import export  # noqa: E402
from model.training.hiding import Conditioning  # noqa: E402
from model.training.network import Network  # noqa: E402
from model.training.replay import piece_events, replay  # noqa: E402

STREAMING_BOUND_NATS = 0.002  # as in test_parity
N_EVENTS = 60


def check_rows(batch: Batch, corpus: Corpus) -> None:
    """Playing computes the rows that training computes."""
    history = History()
    for step, event in enumerate(piece_events(corpus, 0)):
        if step > 0 and not isinstance(event, BarControls):
            sampled = SampledEvent(history, event.position, event.part, event.pitch)
            ids = {name: value for field in FIELDS for name, value in new_head_ids(field, sampled).items()}
            assert [ids[name] for name in HEAD] == batch.head[0, step - 1].tolist()
        if step == N_EVENTS:
            break
        history = history.with_bar(event) if isinstance(event, BarControls) else history.with_note(event)
        assert trunk_row(history).tolist() == batch.trunk[0, step].tolist()
        np.testing.assert_allclose(float_row(history.open_controls), batch.floats[0, step], atol=1e-6)
    assert len(np.unique(batch.trunk[..., list(TRUNK).index("beat")])) > 1
    assert len(np.unique(batch.head[..., HEAD_COLUMN["is_higher"]])) == 3
    assert batch.floats[..., FLOATS["n_parts"]].all()


def check_hiding(batches: Batches) -> None:
    """Training hides them as their entries say."""
    hidden = next(batches.random(np.random.default_rng(1), Conditioning(drop_parts=1.0, drop_look_back=1.0)))
    assert not hidden.floats[..., FLOATS["n_parts"]].any()
    assert (hidden.head[..., HEAD_COLUMN["is_higher"]] == 2).all()


def check_network(batch: Batch, corpus: Corpus, path: Path) -> None:
    """The network has weights for them, and predicts the same event by event."""
    small = NetworkConfig(width=32, head_width=24, n_heads=2, attention_window=24, self_attention_window=8)
    network = Network(small)
    paths = {weight.path for weight in network.weights}
    assert {"trunk/embedding/beat/embeddings", "heads/velocity_is_higher/embeddings"} <= paths
    export(network, corpus, path, {}, quantise=False)
    whole = np.asarray(network.predict_on_batch(batch.inputs()))[0, :N_EVENTS]
    streamed, _ = replay(Engine.load(path), corpus, 0, N_EVENTS)
    assert abs(streamed.sum(axis=1).mean() - whole.sum(axis=1).mean()) < STREAMING_BOUND_NATS


if __name__ == "__main__":
    tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})  # dear, for one run of a graph
    packed = Corpus.load(Path(sys.argv[1]))
    made = Batches(packed, n_sequences=3, n_events=160)
    crop = made.crop(packed.event_starts[:1])
    check_rows(crop, packed)
    check_hiding(made)
    check_network(crop, packed, Path(sys.argv[2]))
    print(vocabulary_digest())
