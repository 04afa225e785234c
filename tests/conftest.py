"""Songs composed here, for every folder of tests."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import mido
import numpy as np
import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does; a test that must be quick measures that itself.
# The same examples every time: what fails is what was changed. `make fuzz` tries others.
settings.register_profile("sideman", deadline=None, derandomize=True)
settings.register_profile("random", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("SIDEMAN_HYPOTHESIS", "sideman"))


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
