"""Ablation: the same short training without each module, and the validation loss that it reaches.

Every variant gets the same processor time, seed and batches. Needs the extra ``train``.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import keras
import numpy as np

from model.corpus.corpus import Corpus
from model.engine.feature_values import FIELDS
from model.music.config import END_OF_BAR, MODULES, NetworkConfig
from model.training.dataset import Batches
from model.training.hiding import Conditioning
from model.training.network import Network
from model.training.run_folder import read_weights
from model.training.training import TrainingConfig, compile_network, warm_start
from model.training.validation import evaluate

NOTHING = "nothing"


@dataclass(frozen=True)
class Variant:
    """A training without one module."""

    without: str
    notes_seen: int
    nats: dict[str, float]  # of each field, and ``loss``


def ablate(
    corpus_path: Path,
    sizes: NetworkConfig,
    *,
    cpu_minutes: float,
    config: TrainingConfig,
    tell: Callable[[str], None],
    begin_with: Path | None = None,
) -> list[Variant]:
    """Train the whole network, then one without each of `config.MODULES`; ``cpu_minutes`` of all cores for each.

    All are measured on music whose grooves are known.

    begin_with: weights that all begin with, to see what a module is worth in a network that has learnt long.
    """
    tell("reading the corpus")
    batches = Batches(Corpus.load(corpus_path), n_sequences=config.n_sequences, n_events=config.n_events)
    variants = []
    for module in (NOTHING, *MODULES):
        tell(f"training without {module}")
        without = () if module == NOTHING else (module,)
        variants.append(_train(batches, replace(sizes, without=without), cpu_minutes, config, begin_with))
        tell(f"without {module}: {variants[-1].nats['loss']:.3f} nats a note")
    return variants


def _train(
    batches: Batches, sizes: NetworkConfig, cpu_minutes: float, config: TrainingConfig, begin_with: Path | None
) -> Variant:
    keras.utils.set_random_seed(config.seed)
    network = Network(sizes)
    if begin_with is not None:
        warm_start(network, read_weights(begin_with))
    compile_network(network, config)
    draws = batches.random(np.random.default_rng(config.seed), Conditioning())
    notes_seen, began_s, share = 0, time.process_time(), 0.0
    while share < 1.0:
        batch = next(draws)
        network.optimizer.learning_rate = config.peak_learning_rate * (1.0 - share)
        with warnings.catch_warnings():
            # A module that is left out is made and not used, so that all variants begin with equal weights.
            warnings.filterwarnings("ignore", "Gradients do not exist")
            network.train_on_batch(batch.inputs())
        notes_seen += int(((batch.target[..., 0] != END_OF_BAR) * batch.real).sum())
        share = (time.process_time() - began_s) / (60 * cpu_minutes)
    nats = evaluate(network, batches, max_batches=config.n_validation_batches, with_groove=True)
    return Variant(sizes.without[0] if sizes.without else NOTHING, notes_seen, nats)


def table(variants: list[Variant], cpu_minutes: float) -> str:
    """Markdown: nats a note of each field, and how much worse than the whole network."""
    whole = variants[0].nats["loss"]
    rows = [
        f"Validation nats a note after {cpu_minutes:g} minutes of processor time each, same batches in the same order.",
        "",
        f"| without | notes seen | all | change | {' | '.join(FIELDS)} |",
        "|---|---:|---:|---:|" + "---:|" * len(FIELDS),
    ]
    for v in variants:
        change = "" if v.without == NOTHING else f"{v.nats['loss'] / whole - 1:+.1%}"
        fields = " | ".join(f"{v.nats[field]:.3f}" for field in FIELDS)
        rows.append(
            f"| {v.without.replace('_', ' ')} | {v.notes_seen / 1e6:.2f} M "
            f"| {v.nats['loss']:.3f} | {change} | {fields} |"
        )
    return "\n".join(rows) + "\n"
