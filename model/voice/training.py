"""Trains the voice within a budget of minutes: calibration, takes, steps, checkpoints, history as CSV and PNG.

Runs on whichever backend ``KERAS_BACKEND`` names. Needs the extra ``train``, and FluidSynth.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import keras
import numpy as np
from keras import ops

from model.corpus.sources import Source
from model.text.embedding import encode
from model.training.run_folder import (
    Panel,
    append_history,
    assign_weights,
    plot_history,
    read_progress,
    write_progress,
    write_weights,
)
from model.voice.calibration import calibrate
from model.voice.config import VoiceSizes
from model.voice.crops import N_BEFORE, Crops, Phrases, choose_sources, make_takes
from model.voice.network import VoiceNetwork, magnitude_loss
from model.voice.rendering import FluidRenderer
from model.voice.templates import Templates
from model.voice.timbre import examples, fit_words, timbre_of
from model.voice.voice_file import Voice, save_voice

CHECKPOINT, PROGRESS, HISTORY, PICTURE, MEASURED = (
    "checkpoint.npz", "progress.json", "history.csv", "history.png", "measured.npz",
)  # fmt: skip


@dataclass(frozen=True)
class VoiceTraining:
    """Options of a training; the budget covers all runs of a resumed training together."""

    minutes: float = 20.0
    n_takes: int = 600
    n_valid_takes: int = 42
    n_crops: int = 4
    n_valid_batches: int = 16
    learning_rate: float = 2e-3
    validate_every_minutes: float = 2.0
    seed: int = 1


@dataclass
class VoiceProgress:
    """Progress of a training."""

    step: int = 0
    minutes: float = 0.0
    best_val_loss: float = math.inf


class VoiceReport(NamedTuple):
    """State of a training after a step, to be shown."""

    stage: str
    share_done: float
    progress: VoiceProgress
    loss: float
    val_loss: float


Show = Callable[[VoiceReport], None]


def run_folder(out: Path) -> Path:
    """Folder of the checkpoints and the history of a voice, beside its file."""
    return out.with_suffix(".run")


class VoiceTrainer:
    """One training of a voice: its file, and a folder beside it."""

    def __init__(
        self,
        sources: Sequence[Source],
        out: Path,
        soundfont: Path,
        programs: Mapping[str, int],
        config: VoiceTraining,
        *,
        resume: bool,
        show: Show,
    ) -> None:
        """Raises ValueError where there is nothing to train on, or a training already, or none to resume."""
        self._out, self._folder, self._config, self._show = out, run_folder(out), config, show
        self._soundfont, self._programs = soundfont, programs
        self.progress, self.val_loss, self._loss = VoiceProgress(), math.inf, math.nan
        if resume != (self._folder / PROGRESS).exists():
            raise ValueError(
                f"{self._folder} holds no training to resume" if resume
                else f"{self._folder} holds a training already; give --resume to go on with it, or another --out"
            )  # fmt: skip
        keras.utils.set_random_seed(config.seed)
        self._folder.mkdir(parents=True, exist_ok=True)
        renderer = FluidRenderer(soundfont)
        try:
            self._templates = self._measured(renderer)
            self.words, phrases = _words(config.seed)
            rng = np.random.default_rng(config.seed)
            chosen = [choose_sources(sources, n, split, config.seed)
                      for n, split in ((config.n_takes, "train"), (config.n_valid_takes, "valid"))]  # fmt: skip
            takes = [make_takes(files, renderer, rng, self._stage("rendering")) for files in chosen]
        finally:
            renderer.close()
        if not all(takes):
            raise ValueError("there must be files to train on and others to validate with")
        self._crops, self._valid = (Crops(some, self._templates, phrases) for some in takes)
        self.network = self._network()
        if resume:
            self._restore()

    def _stage(self, name: str) -> Callable[[int, int], None]:
        return lambda done, n: self._show(VoiceReport(name, done / n, self.progress, self._loss, self.val_loss))

    def _measured(self, renderer: FluidRenderer) -> Templates:
        """The rows of timbre, measured once for a training."""
        kept = self._folder / MEASURED
        if kept.exists():
            with np.load(kept) as data:
                return Templates(*(data[name] for name in Templates._fields))
        templates = calibrate(renderer, self._stage("measuring"))
        with kept.open("wb") as file:
            np.savez(file, **templates._asdict())
        return templates

    def _network(self) -> VoiceNetwork:
        network = VoiceNetwork(VoiceSizes(), N_BEFORE)
        inputs, _ = next(self._crops.batches(np.random.default_rng(0), 1))
        network({name: ops.convert_to_tensor(value) for name, value in inputs.items()})
        network.templates.begin_with(self._templates)
        # A second optimizer of one process would otherwise name its variables differently.
        optimizer = keras.optimizers.Adam(self._config.learning_rate, global_clipnorm=1.0, name="adam")
        network.compile(optimizer, loss=magnitude_loss, jit_compile=False)
        optimizer.build(network.trainable_variables)
        return network

    def run(self) -> VoiceProgress:
        """Train until the budget is spent; the best voice by validation loss is in the file."""
        config, progress = self._config, self.progress
        batches = self._crops.batches(np.random.default_rng([config.seed, progress.step]), config.n_crops)
        losses: list[float] = []
        last_validation, clock = progress.minutes, time.monotonic()
        if not progress.step:
            self._checkpoint(math.nan)  # what calibration alone reaches
            clock = time.monotonic()
        while progress.minutes < config.minutes:
            share = progress.minutes / config.minutes
            self.network.optimizer.learning_rate = config.learning_rate * (1 - 0.98 * share)
            inputs, wanted = next(batches)
            losses.append(float(self.network.train_on_batch(inputs, wanted)))
            if not math.isfinite(losses[-1]):
                raise FloatingPointError(f"the loss became {losses[-1]} at step {progress.step}")
            now = time.monotonic()
            progress.step += 1
            progress.minutes += (now - clock) / 60
            clock = now
            self._loss = float(np.mean(losses[-50:]))
            self._show(VoiceReport("training", share, progress, self._loss, self.val_loss))
            if progress.minutes - last_validation >= config.validate_every_minutes:
                last_validation = progress.minutes
                self._checkpoint(self._loss)
                self.network.reset_metrics()
                clock = time.monotonic()
        self._checkpoint(self._loss)
        return progress

    def _evaluate(self) -> float:
        batches = self._valid.batches(np.random.default_rng(self._config.seed), self._config.n_crops)
        losses = []
        for _ in range(self._config.n_valid_batches):
            inputs, wanted = next(batches)
            losses.append(float(np.mean(magnitude_loss(wanted, self.network.predict_on_batch(inputs)))))
        return float(np.mean(losses))

    def _checkpoint(self, loss: float) -> None:
        self.val_loss = self._evaluate()
        write_weights(self._folder / CHECKPOINT, self._variables())
        if self.val_loss < self.progress.best_val_loss:
            self.progress.best_val_loss = self.val_loss
            save_voice(self.voice(), self._out)
        write_progress(self._folder / PROGRESS, self.progress)
        self._write_history(loss)

    def _restore(self) -> None:
        self.progress = read_progress(self._folder / PROGRESS, VoiceProgress)
        assign_weights(self._variables(), self._folder / CHECKPOINT)

    def _variables(self) -> list[Any]:
        """Weights, and what the optimizer remembers of them."""
        return [*self.network.weights, *self.network.optimizer.variables]

    def voice(self) -> Voice:
        """The network as it stands."""
        layer = self.network.templates
        arrays = {n: ops.convert_to_numpy(getattr(layer, n)) for n in ("tone", "noise", "release", "touch")}
        refiner = {v.path.split("refiner/")[-1]: ops.convert_to_numpy(v.value) for v in self.network.refiner.weights}
        facts = {"minutes": round(self.progress.minutes, 2), "steps": self.progress.step,
                 "val_loss": round(self.val_loss, 4), "soundfont": self._soundfont.name}  # fmt: skip
        templates = self._templates._replace(**arrays)
        return Voice(templates, refiner, self.words, self.network.refiner.sizes, self._programs, facts)

    def _write_history(self, loss: float) -> None:
        row: dict[str, Any] = {
            "step": self.progress.step, "minutes": round(self.progress.minutes, 2),
            "loss": f"{loss:.4f}", "val_loss": f"{self.val_loss:.4f}",
        }  # fmt: skip
        history = self._folder / HISTORY
        append_history(history, row)
        panel = Panel("difference from FluidSynth's magnitudes", [(name, name) for name in ("loss", "val_loss")])
        plot_history(history, self._folder / PICTURE, [panel], "minutes", "minutes")


def _words(seed: int) -> tuple[Any, Phrases]:
    texts = examples(np.random.default_rng(seed))
    embeddings = encode(texts.texts)
    words = fit_words(embeddings, texts.wanted)
    return words, Phrases(timbre_of(embeddings, words), texts.wanted)
