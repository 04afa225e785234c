"""An ablation trains each variant for the same time and says what it reached."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("tensorflow")

from model.corpus.corpus import Corpus
from model.music.config import MODULES, NetworkConfig
from model.training.ablation import NOTHING, ablate, table
from model.training.export import export
from model.training.network import Network
from model.training.training import TrainingConfig

pytestmark = pytest.mark.train


@pytest.mark.usefixtures("untraced")
def test_every_module_is_left_out_once(corpus: Corpus, tmp_path: Path) -> None:
    corpus.save(tmp_path / "c.npz")
    sizes = NetworkConfig(width=16, n_lstm_layers=1, self_attention_window=4, self_attention_width=8, n_heads=2,
                          attention_window=8, head_width=16)  # fmt: skip
    config = TrainingConfig(n_sequences=4, n_events=16, n_validation_batches=1)
    told: list[str] = []
    variants = ablate(tmp_path / "c.npz", sizes, cpu_minutes=0.001, config=config, tell=told.append)
    assert [v.without for v in variants] == [NOTHING, *MODULES]
    assert all(v.notes_seen > 0 and v.nats["loss"] > 0 for v in variants)
    lines = table(variants, 0.001).splitlines()
    assert len(lines) == 2 + 2 + len(variants)
    assert lines[4].startswith("| nothing |")


def test_a_network_of_an_ablation_is_not_exported(corpus: Corpus, tmp_path: Path) -> None:
    network = Network(NetworkConfig(width=16, n_lstm_layers=1, without=(MODULES[0],)))
    with pytest.raises(ValueError, match=r"was made without .* train a whole one"):
        export(network, corpus, tmp_path / "m.model", {})
    assert not (tmp_path / "m.model").exists()
