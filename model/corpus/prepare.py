"""From a tree of MIDI files to one packed corpus, by a pool of processes here or by a Ray cluster.

Runs once before training. Needs the extra ``train`` (symusic), and ``cluster`` for Ray. Finished shards stay in a
folder beside the output until all is done, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import json
import multiprocessing
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any

from model.corpus.shards import FILES_PER_SHARD, Joined, join, make_shard, shard_name
from model.corpus.sources import Source

Job = tuple[Sequence[Source], int]  # arguments of `make_shard`
Runner = Callable[[dict[Path, Job]], Iterator[tuple[Path, bytes]]]
"""Makes shards and yields each as soon as it is there, in any order, holding no more than a few."""

_JOBS_PER_WORKER = 2  # enough that no worker waits, few enough that finished shards do not pile up


def prepare(
    sources: Sequence[Source],
    out: Path,
    *,
    run: Runner,
    n_captions: int = 0,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Joined:
    """Read all sources with ``run``, write ``out`` and a report beside it.

    The result does not depend on how or where the shards were made. Raises ValueError where nothing is usable.
    """
    parts = out.with_name(f"{out.name}.parts")
    parts.mkdir(parents=True, exist_ok=True)
    todo: dict[Path, Job] = {}
    shards: list[Path] = []
    n_done = 0
    for number, begin in enumerate(range(0, len(sources), FILES_PER_SHARD)):
        some = sources[begin : begin + FILES_PER_SHARD]
        shards.append(parts / shard_name(number, some, n_captions))
        if shards[-1].exists():
            n_done += len(some)
        else:
            todo[shards[-1]] = (some, n_captions)
    on_progress(n_done)
    for path, data in run(todo):
        unfinished = path.with_name(f"unfinished-{path.name}")
        unfinished.write_bytes(data)
        unfinished.replace(path)
        n_done += len(todo[path][0])
        on_progress(n_done)
    joined = join(shards, out)
    _write_report(report_path(out), joined)
    shutil.rmtree(parts)
    return joined


def local_pool(n_processes: int) -> Runner:
    """Make shards in processes of this machine."""

    def run(jobs: dict[Path, Job]) -> Iterator[tuple[Path, bytes]]:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(n_processes, mp_context=spawn, initializer=_leave_interrupts_to_parent) as pool:
            waiting = iter(jobs.items())
            running: dict[Future[bytes], Path] = {}
            while True:
                while len(running) < _JOBS_PER_WORKER * n_processes and (job := next(waiting, None)):
                    running[pool.submit(make_shard, *job[1])] = job[0]
                if not running:
                    return
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(done), done.result()

    return run


def ray_cluster(address: str) -> Runner:
    """Make shards on a Ray cluster ("auto", "host:port"), whose machines must see the files under the same paths.

    A machine that dies costs no more than its shards' time: Ray gives them to another.
    """

    def run(jobs: dict[Path, Job]) -> Iterator[tuple[Path, bytes]]:
        import ray as untyped_ray

        ray: Any = untyped_ray

        started_here = not ray.is_initialized()
        if started_here:
            ray.init(address=address, log_to_driver=False)
        try:
            make: Any = ray.remote(num_cpus=1, max_retries=-1)(make_shard)
            waiting = iter(jobs.items())
            running: dict[Any, Path] = {}
            while True:
                n_workers = max(1, int(ray.cluster_resources().get("CPU", 1)))
                while len(running) < _JOBS_PER_WORKER * n_workers and (job := next(waiting, None)):
                    running[make.remote(*job[1])] = job[0]
                if not running:
                    return
                done, _ = ray.wait(list(running), num_returns=1)
                yield running.pop(done[0]), ray.get(done[0])
        finally:
            if started_here:
                ray.shutdown()

    return run


def _leave_interrupts_to_parent() -> None:
    """Ctrl-C reaches every process of the terminal; one sentence about it is enough."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def report_path(packed: Path) -> Path:
    """Path of the report of `prepare` on the files used and left out, beside the packed file."""
    return packed.with_suffix(".report.json")


def _write_report(path: Path, joined: Joined) -> None:
    origins = [
        {"origin": origin, "kind": kind, "licence": licence, "files": n}
        for (origin, kind, licence), n in sorted(joined.used.items())
    ]
    path.write_text(json.dumps({"used": origins, "left_out": joined.left_out}, indent=1), encoding="utf-8")
