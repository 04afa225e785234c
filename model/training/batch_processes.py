"""Batches made by several processes, for an accelerator that is faster than one of them.

One process makes about 100,000 events a second. Each loads the corpus itself (about 1.2 GB of memory).
"""

from __future__ import annotations

import multiprocessing
import queue
import signal
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from model.corpus.corpus import Corpus
from model.training.dataset import Batch, Batches
from model.training.hiding import Conditioning

_N_AHEAD = 2  # batches that wait for the training, by process
_STALLED_S = 120.0


@dataclass(frozen=True)
class BatchSource:
    """Source of the processes' batches: the packed corpus, the shape of a batch, and the seed of the training."""

    corpus: Path
    n_sequences: int
    n_events: int
    seed: Sequence[int]


def batches_of_processes(source: BatchSource, n_processes: int, is_real_only: Callable[[], bool]) -> Generator[Batch]:
    """Endless batches in the order in which they are ready; the processes end when the generator is closed.

    is_real_only: asked before each batch; once true, no generated pieces are drawn any more (up to the batches
    that wait already). Raises RuntimeError where a process ends or fails.
    """
    spawning = multiprocessing.get_context("spawn")  # a fork would inherit the threads of the training's libraries
    ready: Any = spawning.Queue(_N_AHEAD * n_processes)
    real_only = spawning.Event()
    workers = [
        spawning.Process(
            target=_make_batches, args=(source, number, real_only, ready), name=f"batches-{number}", daemon=True
        )
        for number in range(n_processes)
    ]
    for worker in workers:
        worker.start()
    try:
        while True:
            if is_real_only():
                real_only.set()
            item = _next_item(ready, workers)
            if isinstance(item, str):
                raise RuntimeError(f"a process that makes batches failed: {item}")
            yield _unpacked(item)
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()


def _next_item(ready: Any, workers: Sequence[Any]) -> Any:
    try:
        return ready.get(timeout=_STALLED_S)
    except queue.Empty:
        n_alive = sum(worker.is_alive() for worker in workers)
        raise RuntimeError(f"no batch for {_STALLED_S:.0f} s; {n_alive} of {len(workers)} processes run") from None


def _make_batches(source: BatchSource, number: int, real_only: Any, ready: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the training ends its processes itself
    try:
        batches = Batches(Corpus.load(source.corpus), n_sequences=source.n_sequences, n_events=source.n_events)
        drawn = [
            batches.random(np.random.default_rng([*source.seed, number, only]), Conditioning(), real_only=bool(only))
            for only in (0, 1)
        ]
        while True:
            ready.put(_packed(next(drawn[real_only.is_set()])))
    except Exception as error:  # an exception does not cross processes by itself
        ready.put(f"{type(error).__name__}: {error}")


def _packed(batch: Batch) -> dict[str, Any]:
    """A third of the size: all ids are below 256, and half precision holds what the corpus knows."""
    return {
        name: rows.astype(np.float16 if np.issubdtype(rows.dtype, np.floating) else np.uint8)
        for name, rows in batch.inputs().items()
    }


def _unpacked(rows: dict[str, Any]) -> Batch:
    kinds = {f.name: np.float32 if rows[f.name].dtype == np.float16 else np.int32 for f in fields(Batch)}
    return Batch(**{name: rows[name].astype(kind) for name, kind in kinds.items()})
