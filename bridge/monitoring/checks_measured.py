"""Checks of `sideman doctor` that take a while: clock, model, what a note costs, timing, sound. One thread."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from bridge.clocks import Source
from bridge.clocks.midi import CLOCK, MidiClock
from bridge.core.errors import MidiPortError, RenderError, SetupError
from bridge.core.timebase import SystemTime, Timebase, Waiter
from bridge.midi.opening import open_named_input
from bridge.monitoring.checks import Check, Level
from bridge.monitoring.fixes import Fix, InstallLibrary, InstallPackage
from bridge.playback.scheduler import SPIN_S
from bridge.recording.soundfonts import HOW_TO_GET, find_soundfont
from bridge.settings.config import Config

LISTEN_S = 2.0
PROMPT = "funk with drums, bass, guitar, organ and brass"
N_WARM_BARS, N_BARS = 2, 40
NOTE_P50_MS, NOTE_P99_MS = 1.2, 2.0  # up to here a full band keeps ahead with half of a core to spare
N_WAITS = 200
WAIT_EVERY_S = 0.005
LATENESS_P99_MS = 0.5
IMPORTED_WITHIN_S = 20.0
_SOURCES = {
    "auto": "the best there is: a host's, MIDI clock or its own",
    Source.INTERNAL: "its own",
    Source.HOST: "a host's, over OSC",
}


def clock(config: Config) -> Check:
    """The clock that is followed, and whether it is received."""
    source = config.clock.source
    if source == Source.LINK:
        return _link()
    if source == Source.MIDI or (source == "auto" and config.midi.inputs):
        return _midi_clock(source, config.midi.inputs)
    return Check("clock", Level.OK, f"{source}: {_SOURCES[source]}")


def model(path: Path | None) -> Iterator[Check]:
    """Whether the model loads, then what a note of it costs."""
    from bridge.inference_worker.model_loader import load_music

    try:
        music = load_music(path)
    except SetupError as error:
        yield Check("model", Level.FAILURE, str(error), "set inference.model to a model file, or to nothing")
        return
    yield Check("model", Level.OK, f"{music.model_hash[:12]} ({path or 'the one that ships'})")
    from model.text import complete, parse

    generator = music.make_generator(complete(parse(PROMPT)), 1)
    samples_ms = []
    for _ in range(N_WARM_BARS + N_BARS):
        began_s = time.perf_counter()
        n_notes = len(generator.next_bar().notes)
        samples_ms.append(1000.0 * (time.perf_counter() - began_s) / (n_notes + 1))
    yield note_cost(samples_ms[N_WARM_BARS:])


def note_cost(samples_ms: Sequence[float]) -> Check:
    """Milliseconds that a note took, bar by bar, against what is needed."""
    p50_ms, p99_ms = percentile(samples_ms, 0.50), percentile(samples_ms, 0.99)
    finding = f"{p50_ms:.2f}/{p99_ms:.2f} ms (p50/p99 over {len(samples_ms)} bars)"
    if p50_ms <= NOTE_P50_MS and p99_ms <= NOTE_P99_MS:
        return Check("generated note", Level.OK, f"{finding}; {NOTE_P50_MS:g}/{NOTE_P99_MS:g} are wanted")
    todo = "close other programs, set controls.guidance = 1, which halves it, or ask for fewer parts"
    return Check("generated note", Level.WARNING, f"{finding}; {NOTE_P50_MS:g}/{NOTE_P99_MS:g} are wanted", todo)


def timing() -> Check:
    """Measure how late this machine wakes a thread that waits as the scheduler does."""
    system = SystemTime()
    waiter = Waiter(system, SPIN_S)
    began_s = system.now_s()
    lateness_ms = []
    for number in range(1, N_WAITS + 1):
        due_s = began_s + number * WAIT_EVERY_S
        waiter.wait_until(due_s)
        lateness_ms.append(1000.0 * (system.now_s() - due_s))
    return lateness(lateness_ms)


def lateness(lateness_ms: Sequence[float]) -> Check:
    """Milliseconds after a deadline, against what is needed."""
    p50_ms, p99_ms = percentile(lateness_ms, 0.50), percentile(lateness_ms, 0.99)
    finding = f"{p50_ms:.3f}/{p99_ms:.3f} ms late (p50/p99 of {len(lateness_ms)} waits)"
    if p99_ms <= LATENESS_P99_MS:
        return Check("timing", Level.OK, f"{finding}; {LATENESS_P99_MS:g} is wanted")
    todo = "close other programs and let the processor run at full speed"
    return Check("timing", Level.WARNING, f"{finding}; {LATENESS_P99_MS:g} is wanted", todo)


def sound(config: Config) -> Iterator[Check]:
    """Libraries that render and play audio; not needed to play over MIDI or OSC."""
    fluidsynth = InstallLibrary("libfluidsynth3", "fluid-synth")
    portaudio = InstallLibrary("libportaudio2", "portaudio")
    yield _importable("FluidSynth", "fluidsynth", f"{HOW_TO_GET}; without it there are no .wav files", fluidsynth)
    try:
        yield Check("SoundFont", Level.OK, str(find_soundfont(config.audio.soundfont)))
    except RenderError as error:
        yield Check("SoundFont", Level.WARNING, str(error), "", InstallLibrary("fluid-soundfont-gm"))
    yield _importable("PortAudio", "sounddevice", "install it with: apt install libportaudio2 (Debian)", portaudio)


def percentile(samples: Sequence[float], share: float) -> float:
    """The sample that ``share`` of all do not exceed. Raises IndexError without samples.

    >>> percentile([3.0, 1.0, 2.0], 0.5)
    2.0
    """
    ordered = sorted(samples)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def _link() -> Check:
    if find_spec("aalink"):
        return Check("clock", Level.OK, "link: aalink is there")
    todo = "install it with: pip install aalink"
    return Check("clock", Level.FAILURE, "link: aalink is not there", todo, InstallPackage("aalink>=0.2"))


def _midi_clock(source: str, inputs: Sequence[str]) -> Check:
    missing = Level.WARNING if source == Source.MIDI else Level.OK
    if not inputs:
        todo = "name an input as midi.inputs, or lead the clock to our own"
        finding = f"{source}: no MIDI input is configured, so clock can only come to our own"
        return Check("clock", missing, finding, todo)
    n_bytes, tempo_bpm = clock_received(inputs, SystemTime(), LISTEN_S)
    if tempo_bpm is not None:
        return Check("clock", Level.OK, f"{source}: MIDI clock comes, {tempo_bpm:.1f} bpm")
    finding = f"{source}: {n_bytes or 'no'} clock bytes came within {LISTEN_S:g} s on {', '.join(inputs)}"
    return Check(
        "clock", missing, finding, "let the host send MIDI clock to one of these" if missing != Level.OK else ""
    )


def clock_received(inputs: Sequence[str], timebase: Timebase, listen_s: float) -> tuple[int, float | None]:
    """Clock bytes that come within ``listen_s`` seconds on inputs by (part of) their names, and their tempo.

    One input after another: rtmidi opens a port with the interpreter held, and a byte that comes in on another
    meanwhile waits for that, and with it a JACK server that waits for its clients.
    """
    n_bytes = 0
    for name in inputs:
        midi_clock = MidiClock(timebase, lambda _: None)

        def receive(data: bytes, at_s: float | None, midi_clock: MidiClock = midi_clock) -> None:
            nonlocal n_bytes
            n_bytes += data.count(CLOCK)
            midi_clock.receive(data, at_s)

        with suppress(MidiPortError):  # reported elsewhere
            port = open_named_input(name, receive, timebase)
            time.sleep(listen_s)
            port.close()
        if tempo_bpm := midi_clock.tempo_bpm():
            return n_bytes, tempo_bpm
    return n_bytes, None


def _importable(subject: str, module: str, todo: str, fix: Fix | None = None) -> Check:
    """In a process of its own: PortAudio asks every sound system there is, and ends the process where one is gone."""
    command = [sys.executable, "-W", "ignore", "-c", f"import {module}"]
    environment = {**os.environ, "JACK_NO_START_SERVER": "1"}
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=IMPORTED_WITHIN_S, env=environment
        )
    except subprocess.TimeoutExpired:
        return Check(subject, Level.WARNING, f"does not load within {IMPORTED_WITHIN_S:g} s", todo, fix)
    if done.returncode == 0:
        return Check(subject, Level.OK, "found")
    reason = (done.stderr.strip().splitlines() or ["it ends the process"])[-1].partition(": ")
    return Check(subject, Level.WARNING, f"not found ({reason[2] or reason[0]})", todo, fix)
