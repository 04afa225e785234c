"""Preparation in shards goes on where it stopped, gives the same wherever it ran, and knows a tune again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import mido
import numpy as np
import pytest

pytest.importorskip("symusic")

from model.corpus import prepare as preparation
from model.corpus import shards as sharding
from model.corpus.corpus import Corpus
from model.corpus.near_duplicates import N_HASHES, fingerprint, near_duplicates
from model.corpus.prepare import Job, local_pool, prepare
from model.corpus.sources import Source, find_sources
from model.music.config import TEXT_WIDTH

Writer = Callable[..., None]


def serial(jobs: dict[Path, Job]) -> Iterator[tuple[Path, bytes]]:
    """Make shards in this process, the last first: their order must not matter."""
    for path, job in reversed(jobs.items()):
        yield path, sharding.make_shard(*job)


@pytest.fixture
def tree(song_writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Source]:
    """Nine songs in shards of two."""
    monkeypatch.setattr(preparation, "FILES_PER_SHARD", 2)
    for number in range(9):
        song_writer(_made(tmp_path / "tree" / ("pop", "jazz")[number % 2]) / f"song{number}.mid", seed=number)
    return find_sources(tmp_path / "tree", None)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def assert_same(one: Path, other: Path) -> None:
    first, second = Corpus.load(one), Corpus.load(other)
    for name, column in vars(first).items():
        np.testing.assert_array_equal(column, getattr(second, name), err_msg=name)


def test_shards_joined_are_the_corpus_in_one(tree: list[Source], tmp_path: Path, monkeypatch) -> None:
    prepare(tree, tmp_path / "many.npz", run=serial)
    monkeypatch.setattr(preparation, "FILES_PER_SHARD", 100)
    joined = prepare(tree, tmp_path / "one.npz", run=serial)
    assert_same(tmp_path / "many.npz", tmp_path / "one.npz")
    corpus = Corpus.load(tmp_path / "one.npz")
    assert (joined.n_pieces, joined.n_notes) == (len(corpus.names), corpus.n_notes) == (9, corpus.n_notes)
    assert corpus.event_starts[-1] == len(corpus.events)
    assert corpus.bar_starts[-1] == len(corpus.chords) == len(corpus.metres) == len(corpus.bar_ticks)


def test_an_interrupted_preparation_goes_on_where_it_stopped(tree: list[Source], tmp_path: Path) -> None:
    def dying(jobs: dict[Path, Job]) -> Iterator[tuple[Path, bytes]]:
        for number, made in enumerate(serial(jobs)):
            if number == 3:
                raise KeyboardInterrupt
            yield made

    made_again: list[Path] = []

    def counting(jobs: dict[Path, Job]) -> Iterator[tuple[Path, bytes]]:
        made_again.extend(jobs)
        yield from serial(jobs)

    with pytest.raises(KeyboardInterrupt):
        prepare(tree, tmp_path / "c.npz", run=dying)
    assert not (tmp_path / "c.npz").exists()
    progress: list[int] = []
    prepare(tree, tmp_path / "c.npz", run=counting, on_progress=progress.append)
    assert len(made_again) == 2, "five shards, three were there"
    assert progress[0] == 9 - 4
    assert progress[-1] == 9
    prepare(tree, tmp_path / "whole.npz", run=serial)
    assert_same(tmp_path / "c.npz", tmp_path / "whole.npz")
    assert not (tmp_path / "c.npz.parts").exists()


def test_a_changed_file_is_read_again(tree: list[Source], song_writer: Writer) -> None:
    before = sharding.shard_name(0, tree[:2], 0)
    assert sharding.shard_name(0, tree[:2], 0) == before
    assert sharding.shard_name(0, tree[:2], 3) != before
    song_writer(tree[0].path, seed=77)
    assert sharding.shard_name(0, tree[:2], 0) != before


def test_captions_are_embedded_once_and_stored(tree: list[Source], tmp_path: Path) -> None:
    prepare(tree[:3], tmp_path / "c.npz", run=serial, n_captions=2)
    texts = Corpus.load(tmp_path / "c.npz").texts
    assert texts.shape == (3, 2, TEXT_WIDTH)
    assert np.isfinite(texts).all()
    assert (texts[:, 0] != texts[:, 1]).any(axis=-1).all(), "the two are worded differently"


def changed(path: Path, out: Path, *, semitones: int = 0, velocity: int = 0, without: int = 0) -> None:
    """Another version of a file: transposed, louder, every so many-th note missing."""
    file = mido.MidiFile(path)
    for track in file.tracks:
        for number, message in enumerate(track):
            if message.type in ("note_on", "note_off") and message.channel != 9:
                message.note += semitones
                if without and message.type == "note_on" and number % without == 0:
                    message.velocity = 1
            if message.type == "note_on":
                message.velocity = min(127, message.velocity + velocity)
    file.save(out)


def test_the_same_tune_in_another_key_and_louder_counts_once_and_validation_keeps_it(
    song_writer: Writer, tmp_path: Path
) -> None:
    song_writer(_made(tmp_path / "t") / "one.mid", seed=1, n_bars=16)
    song_writer(tmp_path / "t" / "two.mid", seed=2, n_bars=16)
    changed(tmp_path / "t" / "one.mid", tmp_path / "t" / "version.mid", semitones=3, velocity=9)
    sources = [Source(tmp_path / "t" / f"{n}.mid", "pop", s, "song", "MIT", 1.0)
               for n, s in (("one", "train"), ("two", "train"), ("version", "valid"))]  # fmt: skip
    joined = prepare(sources, tmp_path / "c.npz", run=serial)
    assert Corpus.load(tmp_path / "c.npz").names.tolist() == ["t/two.mid", "t/version.mid"]
    assert joined.left_out == ["t/one.mid: nearly the same as t/version.mid"]


def test_fingerprints_tell_tunes_apart_and_say_nothing_of_what_is_too_short() -> None:
    rng = np.random.default_rng(0)

    def tune(n_bars: int, seed: int) -> np.ndarray:
        mine = np.random.default_rng(seed)
        rows = []
        for _ in range(n_bars):
            rows.append((17, 0, 192, 0, 0))
            rows += [(1, 24 * beat, int(mine.integers(60, 72)), 5, 16) for beat in range(4) for _ in (0, 1)]
        return np.array(rows, np.uint8)

    halves = np.full(40, 48)
    prints = [fingerprint(tune(40, seed), halves) for seed in (1, 2)]
    near = tune(40, 1)
    near[rng.random(len(near)) < 0.02, 2] ^= 1
    near[near[:, 0] == 17, 2] = 192
    prints += [fingerprint(near, halves), fingerprint(tune(3, 3), halves)]
    assert not prints[3].any()
    assert near_duplicates(np.stack(prints), [0, 1, 2, 3]) == {2: 0}
    assert near_duplicates(np.stack(prints), [2, 1, 0, 3]) == {0: 2}
    assert prints[0].shape == (N_HASHES,)


RAY_SCRIPT = """
import sys, time, threading
from pathlib import Path
import ray
from ray.cluster_utils import Cluster
from model.corpus import prepare as preparation
from model.corpus.sources import find_sources

preparation.FILES_PER_SHARD = 2
head = {"num_cpus": 1, "include_dashboard": False}
cluster = Cluster(initialize_head=True, head_node_args=head)
victim = cluster.add_node(num_cpus=1)
ray.init(address=cluster.address, log_to_driver=False)
run = preparation.ray_cluster(cluster.address)

def killing(jobs):
    for number, made in enumerate(run(jobs)):
        if number == 1:
            cluster.remove_node(victim, allow_graceful=False)
        yield made

joined = preparation.prepare(find_sources(Path(sys.argv[1]), None), Path(sys.argv[2]), run=killing)
print("pieces", joined.n_pieces, "left out", len(joined.left_out))
ray.shutdown()
cluster.shutdown()
"""


def test_a_ray_cluster_that_loses_a_node_gives_the_same_corpus(tree: list[Source], tmp_path: Path) -> None:
    pytest.importorskip("ray")
    prepare(tree, tmp_path / "here.npz", run=local_pool(1))
    # A process of its own: Ray leaves threads and sockets behind that other tests would be blamed for.
    environment = {**os.environ, "RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
    environment["PYTHONPATH"] = str(Path(__file__).parents[3])
    with tempfile.TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as sockets:  # their paths must be short
        environment["RAY_TMPDIR"] = sockets
        command = [sys.executable, "-c", RAY_SCRIPT, str(tmp_path / "tree"), str(tmp_path / "there.npz")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, env=environment)
    assert done.returncode == 0, done.stderr
    assert "pieces 9 left out 0" in done.stdout
    assert_same(tmp_path / "here.npz", tmp_path / "there.npz")
