"""The model card says what was measured and what it was measured on."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("tensorflow")

from model.corpus.corpus import Corpus
from model.corpus.prepare import report_path
from model.engine.engine import Engine
from model.engine.feature_values import FIELDS
from model.music.config import NetworkConfig
from model.training.model_card import measure, measure_engine, write_card

pytestmark = pytest.mark.train


@pytest.fixture
def info() -> dict[str, Any]:
    fields = (*FIELDS, "loss")
    rows = {name: {f: number + place / 7 for place, f in enumerate(fields)} for number, name in enumerate(
        ("unigram", "trigram", "network")
    )}  # fmt: skip
    return {
        "hash": "0123456789abcdef",
        "n_parameters": 2_845_000,
        "network": NetworkConfig().to_dict(),
        "hardware": "an abacus",
        "parity": {"float_nats_per_event": 4.125, "engine_nats_per_event": 4.25, "share": 0.0303},
        "losses": {"all": rows, "real": rows},
    }


@pytest.fixture
def run(tmp_path: Path) -> Path:
    (tmp_path / "run").mkdir()
    progress = {"step": 12345, "notes_seen": 67_800_000, "minutes": 59.6, "best_val_loss": 4.0}
    (tmp_path / "run" / "progress.json").write_text(json.dumps(progress), encoding="utf-8")
    (tmp_path / "run" / "history.csv").write_text("step,loss\n1,5\n", encoding="utf-8")
    (tmp_path / "run" / "history.png").write_bytes(b"\x89PNG")
    used = [{"origin": "attic", "kind": "song", "licence": "CC0", "files": 321}]
    report_path(tmp_path / "corpus.npz").write_text(json.dumps({"used": used, "left_out": []}), encoding="utf-8")
    return tmp_path / "run"


def test_the_card_holds_the_figures_it_was_given(info: dict[str, Any], run: Path, tmp_path: Path) -> None:
    card = tmp_path / "docs" / "card.md"
    write_card(card, info, run, tmp_path / "corpus.npz")
    text = card.read_text(encoding="utf-8")
    for figure in ("`0123456789abcdef`", "2.8", "width 256", "an abacus", "60 minutes", "12,345 steps", "67.8 M notes"):
        assert figure in text
    for figure in ("+3.03%", "4.250 against 4.125", "| attic | song | 321 | CC0 |"):
        assert figure in " ".join(text.split())
    rows = re.findall(r"^\| network \|.*$", text, re.MULTILINE)
    assert rows == ["| network | 2.000 | 2.143 | 2.286 | 2.429 | 2.571 | 2.714 |"] * 2
    assert (card.parent / "loss-history.csv").read_text(encoding="utf-8") == "step,loss\n1,5\n"
    [picture] = re.findall(r"!\[.*\]\((.*)\)", text)
    assert (card.parent / picture).read_bytes() == b"\x89PNG"
    assert not re.search(r"\b(nan|inf)\b|: None", text)


def test_what_is_measured_beside_the_baselines(network, corpus: Corpus) -> None:
    told: list[str] = []
    measured = measure(network, corpus, max_batches=None, tell=told.append)
    assert len(told) == 8
    assert measured["all"] == measured["real"], "none of the songs is generated"
    for row in measured["all"].values():
        assert row["loss"] == pytest.approx(sum(row[field] for field in FIELDS))
    assert measured["all"]["network"]["loss"] < measured["all"]["unigram"]["loss"]


def test_the_engine_pays_what_the_network_pays(network, small_model: Path, corpus: Corpus) -> None:
    measured = measure_engine(network, Engine.load(small_model), corpus)
    assert measured["share"] == pytest.approx(0, abs=1e-3)
    assert measured["engine_nats_per_event"] == pytest.approx(measured["float_nats_per_event"], rel=1e-3)
