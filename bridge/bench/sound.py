"""Measures our own sound: captured from JACK for minutes, made again from its journal, and how soon it changes."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from bridge.bench.daemon import BAND, ENCODER_S, STYLES, RunningDaemon, running
from bridge.bench.jack import LIFE_S, private_jack
from bridge.bench.processes import resident_mb
from bridge.bench.rows import OWN, BenchRow, Measure, make_row
from bridge.core.errors import SetupError
from bridge.sound.fluid import FluidInstrument
from bridge.sound.renderer import SoundRenderer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

RATE_HZ, BLOCK_FRAMES = 48_000, 256
CAPTURE_S, N_CHANGES = 60.0, 60
WINDOW_S = 10.0
MOST_MOVED_S = 0.25  # by which windows lie elsewhere than the whole, as frames were lost
LEAST_S = 0.010  # no change is sooner
N_PARTS, NOTES_A_SECOND, COST_S = 8, 40, 20.0
JACK_CLIENT = "PortAudio"
_FULL_BAND = f"{BAND}, piano, strings and flute"


class Played(NamedTuple):
    """A line of a journal."""

    frame: int
    data: bytes
    received_s: float


def sound_rows(capture_s: float = CAPTURE_S) -> Iterator[BenchRow]:
    """Cost, capture against journal, and changes. Raises SetupError."""
    yield make_row(Measure(f"sound: a second of {N_PARTS} parts at {NOTES_A_SECOND} notes/s", "s"), OWN, costs())
    yield from jack_rows(capture_s, N_CHANGES)


def jack_rows(capture_s: float, n_changes: int) -> Iterator[BenchRow]:
    """Measurements that need JACK: underruns, capture against journal, memory, changes. Raises SetupError."""
    if shutil.which("jack_capture") is None:
        raise SetupError("this needs jack_capture (Debian: jack-capture)")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        wav, journal = Path(folder) / "captured.wav", Path(folder) / "journal"
        stack.enter_context(private_jack(synchronous=False, period_frames=BLOCK_FRAMES, life_s=LIFE_S + capture_s))
        # The sound alone: each client more of a server with short periods is one more that may be late.
        alone = ("--audio", "--midi-port", "none", "--set", "midi.jack=false")
        options = (*alone, "--seed", "5", "--set", f'performer.prompt="{_FULL_BAND}"')
        daemon = stack.enter_context(running(*options, "--set", f'audio.journal="{journal}"'))
        time.sleep(ENCODER_S)
        _capture(daemon, wav, capture_s)
        status = daemon.status()
        yield make_row(Measure("sound: underruns while captured", ""), OWN, [float(status["underruns"])])
        yield make_row(Measure("sound: messages that came late", ""), OWN, [float(status["sound_late"])])
        differences = [1.0 - each for each in correlations(wav, journal)]
        yield make_row(
            Measure(f"sound: 1 - correlation, captured and made again, {WINDOW_S:g} s", ""), OWN, differences
        )
        memory = [resident_mb(daemon.process.pid) for _ in range(5)]
        yield make_row(Measure("sound: resident memory, all three processes, playing", "MB"), OWN, memory)
        changes = list(_changes(daemon, journal, n_changes))
        yield make_row(Measure("sound: prompt to changed sound, quantum now", "ms"), OWN, changes)


def costs() -> list[float]:
    """Seconds of work for each second of sound, eight parts struck five times a second each."""
    renderer, chance = SoundRenderer(FluidInstrument(RATE_HZ), RATE_HZ), np.random.default_rng(1)
    channels = (0, 2, 3, 4, 5, 7, 8, 9)
    for channel, program in zip(channels, (0, 16, 25, 33, 48, 61, 65, 0), strict=True):
        renderer.add(0, bytes((0xC0 | channel, program)))
    for number in range(int(COST_S * NOTES_A_SECOND)):
        channel, pitch = channels[number % N_PARTS], int(chance.integers(36, 84))
        frame = number * RATE_HZ // NOTES_A_SECOND
        renderer.add(frame, bytes((0x90 | channel, pitch, 90)))
        renderer.add(frame + RATE_HZ // 2, bytes((0x80 | channel, pitch, 0)))
    samples = []
    for _ in range(int(COST_S)):
        began_s = time.thread_time()
        for _ in range(RATE_HZ // BLOCK_FRAMES):
            renderer.render(BLOCK_FRAMES)
        samples.append(time.thread_time() - began_s)
    return samples


def _capture(daemon: RunningDaemon, wav: Path, length_s: float) -> None:
    """Music from its beginning, as a JACK client receives it."""
    command = ["jack_capture", "-b", "32", "-c", "2", "-d", f"{length_s:g}", "--port", f"{JACK_CLIENT}*", str(wav)]
    capturing = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    time.sleep(1.0)
    daemon.client.send("/sideman/play")
    try:
        _, output = capturing.communicate(timeout=length_s + 30.0)
    except subprocess.TimeoutExpired as error:
        capturing.kill()
        raise SetupError("jack_capture did not end") from error
    if not wav.exists():
        raise SetupError(f"jack_capture wrote nothing: {' '.join(output.split())[-200:]}")


def read_journal(path: Path) -> list[Played]:
    """Notes played, and their moments."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Played(frame, bytes.fromhex(data), received_s or 0.0) for frame, data, received_s in lines]


def made_again(played: list[Played], n_frames: int) -> Sound:
    """Render the journal's sound again, off line."""
    renderer = SoundRenderer(FluidInstrument(RATE_HZ), RATE_HZ)
    for each in played:
        renderer.add(each.frame, each.data)
    return np.concatenate([renderer.render(BLOCK_FRAMES)[0] for _ in range(n_frames // BLOCK_FRAMES)])


def correlations(wav: Path, journal: Path) -> list[float]:
    """Correlation of the capture with the sound made from the journal, window by window, each aligned.

    A server that was kept waiting moves what follows; that is counted as underruns, or lost to all.
    """
    import soundfile

    captured, _ = soundfile.read(str(wav), dtype="float32", always_2d=True)
    played = read_journal(journal)
    offline = made_again(played, played[-1].frame + RATE_HZ)
    loud = int(np.argmax(np.abs(captured[:, 0]) > 0.01))
    shift = _place(captured[loud:, 0], offline[:, 0]) - loud
    window, most = int(WINDOW_S * RATE_HZ), int(MOST_MOVED_S * RATE_HZ)
    found = []
    for start in range(0, len(captured) - window, window):
        mine, first = captured[start : start + window], max(start + shift - most, 0)
        near = offline[first : start + shift + window + most]
        if len(near) >= window and np.abs(mine).max() > 0.01:
            place = _place(mine[:, 0], near[:, 0])
            made = near[place : place + window]
            found.append(float(np.corrcoef(mine.ravel(), made.ravel())[0, 1]))
    return found


def _place(part: Sound, whole: Sound) -> int:
    """The frame of ``whole`` from which on it is most like ``part``: the peak of their correlation."""
    size = 1 << int(np.ceil(np.log2(len(whole) + len(part))))
    product = np.fft.irfft(np.fft.rfft(whole, size) * np.conj(np.fft.rfft(part, size)), size)
    return int(np.argmax(product[: max(len(whole) - len(part), 0) + 1]))


def _changes(daemon: RunningDaemon, journal: Path, n_changes: int) -> Iterator[float]:
    """Seconds from a prompt to the first sound of the changed music."""
    daemon.client.send("/sideman/subscribe", ("note",))
    daemon.client.send("/sideman/quantum", ("now",))
    asked: list[tuple[float, float, Any]] = []
    for number in range(n_changes):
        for _ in daemon.client.answers(0.3 + 0.01 * (number % 20)):
            pass
        if number % 20 == 0:
            daemon.client.send("/sideman/subscribe", ("note",))
        began_s = time.monotonic()
        daemon.client.send("/sideman/prompt", (f"{STYLES[number % len(STYLES)]} band at 110",))
        cut_beat = None
        for answer in daemon.client.answers(5.0):
            if answer.address == "/sideman/note/cancel":
                cut_beat = float(cast(float, answer.arguments[0]))
            elif answer.address == "/sideman/note" and cut_beat is not None:
                asked.append((began_s, cut_beat, answer.arguments))
                break
    time.sleep(2.0)
    tempo_bpm = float(daemon.status()["tempo"])
    played = read_journal(journal)
    for began_s, cut_beat, (_, _, channel, pitch, velocity, beat, *_) in asked:
        struck = bytes((0x90 | channel - 1, pitch, velocity))
        waits_s = (beat - cut_beat) * 60.0 / tempo_bpm
        # The same note may have been struck before, by the music that was: the change cannot be heard sooner.
        received_s = (each.received_s - waits_s - began_s for each in played if each.data == struck)
        latency_s = next((each for each in received_s if each > LEAST_S), None)
        if latency_s is not None:
            yield 1000.0 * latency_s
