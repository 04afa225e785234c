"""Hardware of a training: reduced precision where it exists, and several devices or hosts together.

Every worker draws the same batches and trains on its share of each, so the loss does not depend on how many there
are. On TensorFlow the hosts are named by the variable ``TF_CONFIG`` (tf.distribute.MultiWorkerMirroredStrategy); on
JAX all devices of this process share the work (keras.distribution.DataParallel).
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras


@dataclass(frozen=True)
class Workers:
    """This process among those that train together."""

    n_workers: int = 1
    index: int = 0  # the first one keeps the checkpoints
    strategy: Any = None

    def scope(self) -> AbstractContextManager[Any]:
        """Scope in which weights must be created to be shared."""
        scope: AbstractContextManager[Any] = self.strategy.scope() if self.strategy else contextlib.nullcontext()
        return scope

    def step(self, network: Any) -> Callable[[Any], float]:
        """A function that trains ``network`` on one batch of inputs and returns the loss of this worker's share."""
        if self.strategy is None:

            def train(inputs: Any) -> float:
                network.reset_metrics()  # or Keras would return the mean over all batches so far
                return float(network.train_on_batch(inputs))

            return train
        import tensorflow as tf

        # Not by Keras' own function, which cannot add up the losses of several hosts (3.15: "Invalid reduction
        # dimension 0 for input with 0 dimensions").
        run = tf.function(lambda inputs: self.strategy.run(network.train_step, args=((inputs,),))["loss"])

        def train_together(inputs: Any) -> float:
            network.reset_metrics()
            return float(run(inputs)) * self.n_workers

        return train_together

    def predict(self, network: Any) -> Callable[[Any], Any]:
        """A function from a batch of inputs to the network's output, by this worker alone."""
        if self.strategy is None:
            return lambda inputs: network.predict_on_batch(inputs)
        import tensorflow as tf

        return tf.function(lambda inputs: network(inputs, training=False))  # type: ignore[no-any-return]


ALONE = Workers()


def find_workers() -> Workers:
    """Join the workers that the environment names; alone if it names none. Raises ValueError."""
    if keras.backend.backend() == "tensorflow" and os.environ.get("TF_CONFIG"):
        return _tensorflow_workers(os.environ["TF_CONFIG"])
    if keras.backend.backend() == "jax" and len(keras.distribution.list_devices()) > 1:
        keras.distribution.set_distribution(keras.distribution.DataParallel(auto_shard_dataset=False))
    return Workers()


def _tensorflow_workers(tf_config: str) -> Workers:
    import tensorflow as tf

    try:
        index = int(json.loads(tf_config)["task"]["index"])
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"TF_CONFIG does not name this worker ({error}); see docs/scale.md") from error
    strategy = tf.distribute.MultiWorkerMirroredStrategy()
    return Workers(int(strategy.num_replicas_in_sync), index, strategy)


@contextlib.contextmanager
def reduced_precision() -> Iterator[None]:
    """Layers made inside compute in bfloat16 and keep their weights in float32, where that is faster here."""
    before = keras.config.dtype_policy()
    if _has_accelerator() or _processor_has_bfloat16():
        keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        yield
    finally:
        keras.config.set_dtype_policy(before)


def _processor_has_bfloat16() -> bool:
    """Whether TensorFlow multiplies bfloat16 matrices faster on this processor: with AMX 1.5 times in training."""
    if keras.backend.backend() != "tensorflow":
        return False
    try:
        return "amx_bf16" in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:  # no Linux
        return False


def _has_accelerator() -> bool:
    backend = keras.backend.backend()
    if backend == "tensorflow":
        import tensorflow as tf

        return bool(tf.config.list_physical_devices("GPU"))
    if backend == "jax":
        import jax

        return bool(jax.default_backend() != "cpu")
    if backend == "torch":
        import torch

        return bool(torch.cuda.is_available())
    return False
