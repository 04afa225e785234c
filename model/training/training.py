"""Maximum-likelihood training within a budget of minutes: checkpoints, resume, history as CSV and PNG.

Runs on whichever backend ``KERAS_BACKEND`` names. Needs the extra ``train``.
"""

from __future__ import annotations

import math
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np

from model.corpus.corpus import Corpus
from model.engine.feature_values import FIELDS
from model.music.config import END_OF_BAR, NetworkConfig
from model.training.batch_processes import BatchSource, batches_of_processes
from model.training.dataset import Batch, Batches
from model.training.hardware import find_workers, reduced_precision
from model.training.hiding import Conditioning
from model.training.manifest import write_manifest
from model.training.network import Network
from model.training.run_folder import (
    Array,
    Panel,
    append_history,
    assign_weights,
    plot_history,
    read_progress,
    read_weights,
    write_progress,
    write_weights,
)
from model.training.validation import evaluate

CHECKPOINT = "checkpoint.npz"
BEST = "best.npz"
PROGRESS = "progress.json"
HISTORY = "history.csv"
_LONGEST_STEP = 5.0  # times the median of the last steps; what is longer was no training


@dataclass(frozen=True)
class TrainingConfig:
    """Options of a training. Sequences count events; the budget covers all runs of a resumed training together.

    n_steps, where given, is the budget instead of the minutes: several workers must stop at the same step.
    n_processes make the batches; 0 = a thread of the training does, and two runs see the same batches.
    """

    minutes: float = 60.0
    n_steps: int | None = None
    n_sequences: int = 48
    n_events: int = 128
    peak_learning_rate: float = 5e-3
    final_learning_rate: float = 2e-5
    warm_up_steps: int = 50
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    validate_every_minutes: float = 5.0
    n_validation_batches: int = 24
    n_processes: int = 0
    real_only_from: float = 0.8  # share of the budget after which no piece is drawn that a program rendered
    seed: int = 1


@dataclass
class Progress:
    """Progress of a training; written beside each checkpoint."""

    step: int = 0
    notes_seen: int = 0
    minutes: float = 0.0
    best_val_loss: float = math.inf


@dataclass(frozen=True)
class TrainingReport:
    """State of a training after a step, to be shown."""

    progress: Progress
    share_done: float  # of the budget
    loss: float
    val_loss: float
    notes_per_s: float


def make_optimizer(config: TrainingConfig) -> Any:
    """Muon (Jordan 2024) for the inner matrices, AdamW for tables, outputs and vectors.

    After 200 steps of the same batches 4.72 nats a note at a rate of 5e-3 (5.43 at 1.5e-3), where AdamW alone
    stood at 5.50 at 1.5e-3.
    """
    return keras.optimizers.Muon(
        config.peak_learning_rate,
        weight_decay=config.weight_decay,
        adam_weight_decay=config.weight_decay,
        global_clipnorm=config.clip_norm,
        exclude_layers=["_out", "norm", "distance"],
        exclude_embeddings=True,
        name="muon",  # a second optimizer of one process would otherwise name its variables differently
    )


def compile_network(network: Network, config: TrainingConfig) -> None:
    """Give a network its optimizer, and have it compiled where that is faster.

    TensorFlow on a CPU runs the LSTM loops faster without XLA, and torch.compile gives up cuDNN's LSTM.
    """
    network.compile(optimizer=make_optimizer(config), jit_compile=keras.backend.backend() == "jax")


class Training:
    """One training run in one folder."""

    def __init__(
        self,
        corpus_path: Path,
        out: Path,
        network_config: NetworkConfig,
        config: TrainingConfig,
        *,
        resume: bool,
        begin_with: Path | None = None,
    ) -> None:
        self.out, self.config = out, config
        out.mkdir(parents=True, exist_ok=True)
        if not resume and (out / PROGRESS).exists():
            raise ValueError(f"{out} holds a training already; give --resume to go on with it, or another folder")
        keras.utils.set_random_seed(config.seed)
        self.workers = find_workers()
        if self.workers.n_workers > 1 and config.n_steps is None:
            raise ValueError("several workers must stop at the same step: give --steps")
        self.corpus_path = corpus_path
        corpus = Corpus.load(corpus_path)
        if corpus.is_valid.all() or not corpus.is_valid.any():
            # Without validation pieces the first checkpoint would stay the best for ever.
            raise ValueError(f"{corpus_path} needs pieces to train on and others to validate with; prepare more files")
        self.batches = Batches(corpus, n_sequences=config.n_sequences, n_events=config.n_events)
        with self.workers.scope(), reduced_precision():
            self.network = self._network(network_config)
        self.progress = Progress()
        self.val_loss = math.inf
        if resume:
            self._restore()
        elif begin_with is not None:
            warm_start(self.network, read_weights(begin_with))
        write_manifest(out, network_config, asdict(config), corpus_path)

    def _network(self, network_config: NetworkConfig) -> Network:
        network = Network(network_config, n_workers=self.workers.n_workers)
        compile_network(network, self.config)
        network.optimizer.build(network.trainable_variables)
        return network

    def _restore(self) -> None:
        if not (self.out / PROGRESS).exists():
            raise ValueError(f"{self.out} holds no training to resume")
        self.progress = read_progress(self.out / PROGRESS, Progress)
        assign_weights(self._variables(), self.out / CHECKPOINT)

    def _variables(self) -> list[Any]:
        """Weights, and what the optimizer remembers of them."""
        return [*self.network.weights, *self.network.optimizer.variables]

    def _learning_rate(self) -> float:
        config = self.config
        warm_up = min(1.0, (self.progress.step + 1) / config.warm_up_steps)
        return warm_up * (
            config.final_learning_rate
            + (1 - self._share_done()) * (config.peak_learning_rate - config.final_learning_rate)
        )

    def _share_done(self) -> float:
        if self.config.n_steps is not None:
            return min(1.0, self.progress.step / self.config.n_steps)
        return min(1.0, self.progress.minutes / self.config.minutes)

    def _my_share(self, batch: Batch) -> Batch:
        """Every n-th sequence; all workers draw the same batches."""
        n, index = self.workers.n_workers, self.workers.index
        if n == 1:
            return batch
        shares: dict[str, Any] = {name: rows[index::n] for name, rows in batch.inputs().items()}
        return Batch(**shares)

    def run(self, on_step: Callable[[TrainingReport], None] = lambda _: None) -> Progress:
        """Train until the budget is spent; the best weights by validation loss are in ``best.npz``."""
        rng = np.random.default_rng([self.config.seed, self.progress.step])
        # Closed at once when Ctrl-C comes: at the interpreter's end its thread could not be joined any more.
        with closing(self._batches(rng)) as batches:
            return self._run(batches, on_step)

    def _run(self, batches: Iterator[Batch], on_step: Callable[[TrainingReport], None]) -> Progress:
        progress, config = self.progress, self.config
        train = self.workers.step(self.network)
        losses: list[float] = []
        steps_s: deque[float] = deque(maxlen=50)
        last_validation = progress.minutes
        clock = time.monotonic()
        while self._share_done() < 1.0:
            batch = next(batches)
            self.network.optimizer.learning_rate = self._learning_rate()
            losses.append(train(self._my_share(batch).inputs()))
            if not math.isfinite(losses[-1]):
                raise FloatingPointError(
                    f"the loss became {losses[-1]} at step {progress.step}; lower the learning rate"
                )
            n_notes = int(((batch.target[..., 0] != END_OF_BAR) * batch.real).sum())
            now = time.monotonic()
            progress.step += 1
            progress.notes_seen += n_notes
            steps_s.append(now - clock)
            # A process that was stopped for a while did not train.
            progress.minutes += min(now - clock, _LONGEST_STEP * float(np.median(steps_s))) / 60
            on_step(
                TrainingReport(
                    progress,
                    self._share_done(),
                    float(np.mean(losses[-50:])),
                    self.val_loss,
                    n_notes / (now - clock),
                )
            )
            clock = now
            if progress.minutes - last_validation >= config.validate_every_minutes:
                last_validation = progress.minutes
                self._checkpoint(float(np.mean(losses)))
                losses = losses[-50:]
                clock = time.monotonic()  # validation is not training time
        self._checkpoint(float(np.mean(losses)) if losses else math.nan)
        return progress

    def _batches(self, rng: np.random.Generator) -> Generator[Batch]:
        """Batches made in a thread of their own; those near the end of the budget are of real music only."""
        real_from = self.config.real_only_from
        if self.config.n_processes:
            seed = (self.config.seed, self.progress.step)
            source = BatchSource(self.corpus_path, self.config.n_sequences, self.config.n_events, seed)
            made = batches_of_processes(source, self.config.n_processes, lambda: self._share_done() >= real_from)
            with closing(made), closing(ahead(made)) as batches:
                yield from batches
        if self._share_done() < real_from:
            with closing(ahead(self.batches.random(rng, Conditioning()))) as batches:
                for batch in batches:
                    yield batch
                    if self._share_done() >= real_from:
                        break
        with closing(ahead(self.batches.random(rng, Conditioning(), real_only=True))) as batches:
            yield from batches

    def _checkpoint(self, loss: float) -> None:
        if self.workers.index > 0:
            return
        n_batches = self.config.n_validation_batches
        fields, groove = (
            evaluate(self.network, self.batches, max_batches=n_batches, with_groove=known, workers=self.workers)
            for known in (False, True)
        )
        # Music is played with and without a groove, so the best weights are those that do both well.
        self.val_loss = (fields["loss"] + groove["loss"]) / 2
        write_weights(self.out / CHECKPOINT, self._variables())
        if self.val_loss < self.progress.best_val_loss:
            self.progress.best_val_loss = self.val_loss
            write_weights(self.out / BEST, self.network.weights)
        write_progress(self.out / PROGRESS, self.progress)
        row: dict[str, Any] = {
            "step": self.progress.step,
            "minutes": round(self.progress.minutes, 2),
            "notes_seen": self.progress.notes_seen,
            "learning_rate": f"{self._learning_rate():.2e}",
            "loss": f"{loss:.4f}",
            "val_loss": f"{fields['loss']:.4f}",
            "val_groove": f"{groove['loss']:.4f}",
        } | {f"val_{field}": f"{fields[field]:.4f}" for field in FIELDS}
        append_history(self.out / HISTORY, row)
        panels = (
            Panel("nats per note", [(name, name) for name in ("loss", "val_loss", "val_groove")]),
            Panel("validation, nats per note of each field", [(f"val_{field}", field) for field in FIELDS]),
        )
        picture = self.out / "history.png"
        plot_history(self.out / HISTORY, picture, panels, "notes_seen", "million notes seen", x_unit=1e6)


def ahead(batches: Iterator[Batch], n_ahead: int = 2) -> Generator[Batch]:
    """Make batches in another thread while the last ones are used; errors there are raised here."""
    ready: queue.Queue[Batch | BaseException] = queue.Queue(n_ahead)
    is_over = threading.Event()

    def offer(item: Batch | BaseException) -> None:
        while not is_over.is_set():
            with suppress(queue.Full):
                ready.put(item, timeout=0.1)
                return

    def work() -> None:
        try:
            for batch in batches:
                offer(batch)
                if is_over.is_set():
                    return
        except BaseException as error:
            offer(error)

    thread = threading.Thread(target=work, name="batches", daemon=True)
    thread.start()
    try:
        while True:
            item = ready.get()
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        is_over.set()
        thread.join()


def warm_start(network: Network, weights: dict[str, Array]) -> None:
    """Begin with the weights of another training, also of one that knew fewer inputs.

    An array that has grown keeps what it had and is silent (zero) where it is new; so are new tables of ids.
    A network that only gained inputs therefore begins where the other stopped. Raises ValueError where an
    array has shrunk.
    """
    for variable in network.weights:
        shape = tuple(variable.shape)
        old = weights.get(variable.path)
        if old is None and not variable.path.endswith("embeddings"):
            continue  # a module that the other did not have
        value = np.zeros(shape, np.float32)
        if old is not None:
            if len(old.shape) != len(shape) or any(a > b for a, b in zip(old.shape, shape, strict=True)):
                raise ValueError(f"{variable.path} has the shape {shape}, the weights to begin with {old.shape}")
            value[tuple(slice(0, size) for size in old.shape)] = old
        variable.assign(value)
