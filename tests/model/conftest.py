"""A tiny corpus composed here, and the larger one where this machine has it."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import mido
import numpy as np
import pytest

from model.dataset import Batches, Corpus, Indexed

CORPUS_INDEX = Path(__file__).parents[3] / "shared" / "data" / "index.csv"
CORPUS_ARCHIVE = CORPUS_INDEX.with_name("corpus.tar.zst")


def write_song(path: Path, *, seed: int, n_bars: int = 12, metre: tuple[int, int] = (4, 4)) -> None:
    """A little band: drums, bass on the roots, piano chords and a wandering flute, over I vi IV V in D."""
    rng = np.random.default_rng(seed)
    file = mido.MidiFile(ticks_per_beat=480)
    conductor = mido.MidiTrack(
        [
            mido.MetaMessage("time_signature", numerator=metre[0], denominator=metre[1]),
            mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(100 + 5 * seed)),
        ]
    )
    file.tracks.append(conductor)
    bar = 480 * 4 * metre[0] // metre[1]
    roots = (50, 47, 43, 45)  # D, B minor, G, A
    bass, piano, flute, drums = [], [], [], []
    for number in range(n_bars):
        start, root = number * bar, roots[number % 4]
        third = 3 if root == 47 else 4
        bass += [(start, root - 12, 400, 90), (start + bar // 2, root - 12, 300, 80)]
        piano += [(start + place, root + step, 400, 70) for place in (0, bar // 2) for step in (0, third, 7)]
        scale = (62, 64, 66, 67, 69, 71, 73, 74)
        flute += [(start + beat, int(rng.choice(scale)) + 12, 220, 75) for beat in range(0, bar, 240)]
        drums += [(start + beat, 42, 60, 60 + 10 * (beat % 480 == 0)) for beat in range(0, bar, 240)]
        drums += [(start, 36, 60, 100), (start + bar // 2, 38, 60, 95)]
    for channel, program, notes in ((0, 33, bass), (1, 0, piano), (2, 73, flute), (9, 0, drums)):
        file.tracks.append(_track(channel, program, notes))
    file.save(path)


def _track(channel: int, program: int, notes: list[tuple[int, int, int, int]]) -> mido.MidiTrack:
    timed = [(0, 0, mido.Message("program_change", channel=channel, program=program))]
    for start, pitch, length, velocity in notes:
        timed.append((start, 2, mido.Message("note_on", channel=channel, note=pitch, velocity=velocity)))
        timed.append((start + length, 1, mido.Message("note_off", channel=channel, note=pitch)))
    track, now = mido.MidiTrack(), 0
    for tick, _, message in sorted(timed, key=lambda t: t[:2]):
        track.append(message.copy(time=tick - now))
        now = tick
    return track


@pytest.fixture(scope="session")
def song_writer() -> Callable[..., None]:
    """Return `write_song`, for tests that compose their own trees."""
    return write_song


@pytest.fixture(scope="session")
def real_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two files of each style out of the larger corpus, one rendered by a program where there is one."""
    if not (CORPUS_ARCHIVE.exists() and CORPUS_INDEX.exists()):
        pytest.skip(f"there is no corpus at {CORPUS_ARCHIVE}")
    if shutil.which("zstd") is None:
        pytest.skip("zstd, which unpacks the corpus, is not installed")
    with CORPUS_INDEX.open(newline="", encoding="utf-8") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["path"])
    chosen = {(row["style"], row["kind"] == "mma"): row["path"] for row in rows}
    names = sorted(chosen.values())
    root = tmp_path_factory.mktemp("real")
    subprocess.run(["tar", "--zstd", "-xf", str(CORPUS_ARCHIVE), "-C", str(root), *names], check=True)
    return [root / name for name in names]


@pytest.fixture(scope="session")
def song_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six songs in two styles with an index, beside a broken and an empty file."""
    root = tmp_path_factory.mktemp("songs")
    rows = []
    for number in range(6):
        style = ("pop", "jazz")[number % 2]
        path = root / style / f"song{number}.mid"
        path.parent.mkdir(exist_ok=True)
        write_song(path, seed=number, metre=((4, 4), (3, 4), (6, 8))[number % 3])
        split = "valid" if number >= 4 else "train"
        rows.append((f"{style}/song{number}.mid", style, "MIT", f"Song {number}", split, "song"))
    (root / "pop" / "broken.mid").write_bytes(b"MThd\x00\x00\x00\x06 this is no music")
    (root / "pop" / "empty.mid").write_bytes(b"")
    for name in ("broken", "empty"):
        rows.append((f"pop/{name}.mid", "pop", "unclear", name, "train", "song"))
    with (root / "index.csv").open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines)
        writer.writerow(("path", "style", "licence", "title", "split", "kind"))
        writer.writerows(rows)
    return root


@pytest.fixture(scope="session")
def corpus(song_tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The six songs, prepared."""
    from model.prepare import find_sources, prepare

    out = tmp_path_factory.mktemp("packed") / "corpus.npz"
    prepared, _ = prepare(find_sources(song_tree, song_tree / "index.csv"), out, n_processes=1)
    return prepared


@pytest.fixture(scope="session")
def batches(corpus: Corpus) -> Batches:
    """Crops of the six songs."""
    return Batches(Indexed(corpus), n_sequences=3, n_events=160)


@pytest.fixture(scope="session")
def network(corpus: Corpus):
    """A small network, trained for a few seconds so that its weights are not symmetric noise."""
    pytest.importorskip("tensorflow")
    import keras

    from model.config import NetworkConfig
    from model.dataset import Conditioning
    from model.network import Network

    keras.utils.set_random_seed(3)
    network = Network(NetworkConfig(width=48, head_width=32, n_heads=2, attention_window=40))
    network.compile(optimizer=keras.optimizers.AdamW(3e-3), jit_compile=False)
    draws = Batches(Indexed(corpus), n_sequences=8, n_events=64).random(np.random.default_rng(0), Conditioning())
    losses = [float(network.train_on_batch(next(draws).inputs())) for _ in range(25)]
    assert losses[-1] < 0.8 * losses[0], "the network learns"
    return network


@pytest.fixture(scope="session")
def small_model(network, corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small network as a model file of float weights."""
    from model.export import export

    path = tmp_path_factory.mktemp("model") / "small.model"
    export(network, corpus, path, {"name": "small"}, quantise=False)
    return path
