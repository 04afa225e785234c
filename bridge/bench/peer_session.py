"""Measures one contender: starts it under a JACK of its own, plays to it, lets it rest, reads its memory, ends it."""

from __future__ import annotations

import os
import random
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from bridge.bench.jack import INLET, OUTLET, MidiLoop, connect, disconnect, private_jack
from bridge.bench.peers import Contender, NotAvailableError
from bridge.bench.processes import end, idle_percent, resident_mb
from bridge.bench.rows import Measure

ANSWER = Measure("note in to answer out, JACK MIDI", "ms")
NOTE = Measure("one generated note", "ms")
IDLE = Measure("idle, of one core", "%")
START = Measure("start to first answered note", "s")
MEMORY = Measure("resident memory", "MB")

Samples = Mapping[Measure, list[float]]

_READY_TIMEOUT_S = 60.0
_PROBE_S = 0.05
_PORT_POLL_S = 0.02
_ANSWER_TIMEOUT_S = 1.0
_HOLD_S = 0.04
_REST_S = (0.06, 0.12)  # of random length, so that notes do not fall in step with JACK's periods
_SETTLE_S = 2.0
_IDLE_WINDOW_S, _N_IDLE_WINDOWS = 1.0, 4
_PITCHES = (48, 72)


def measure_contender(contender: Contender, n_notes: int, seed: int) -> Samples:
    """Everything but the work of single notes. Raises NotAvailableError, SetupError."""
    with private_jack(contender.beside) as loop, _log(contender) as log:
        began_s = time.perf_counter()
        process = _start(contender, log)
        try:
            _await_answer(contender, loop, process)
            start_s = time.perf_counter() - began_s
            loop.rest(0.5, 10.0)  # what the probes have left behind
            answers_ms = play(loop, n_notes, seed)
            loop.rest(_SETTLE_S, 10.0)
            idle = [idle_percent(process.pid, _IDLE_WINDOW_S) for _ in range(_N_IDLE_WINDOWS)]
            return {ANSWER: answers_ms, IDLE: idle, START: [start_s], MEMORY: [resident_mb(process.pid)]}
        finally:
            end(process)


def measure_cable(n_notes: int, seed: int) -> Samples:
    """JACK and our client alone: the output led to the input."""
    with private_jack() as loop:
        connect(OUTLET, INLET)
        samples = play(loop, n_notes, seed)
        disconnect(OUTLET, INLET)
    return {ANSWER: samples}


@contextmanager
def _log(contender: Contender) -> Iterator[BinaryIO]:
    with (contender.folder / "run.log").open("wb") as log:
        yield log


def _start(contender: Contender, log: BinaryIO) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        contender.command,
        env={**os.environ, **contender.environment},
        cwd=contender.folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def _await_answer(contender: Contender, loop: MidiLoop, process: subprocess.Popen[bytes]) -> None:
    """Connect it as soon as its ports are there, then knock until it answers: the same sign for all."""
    deadline_s = time.monotonic() + _READY_TIMEOUT_S
    is_connected = False
    while time.monotonic() < deadline_s and process.poll() is None:
        if not is_connected:
            is_connected = _try_connecting(contender, loop)
            time.sleep(_PORT_POLL_S)
        else:
            answer_ms = loop.strike(_PITCHES[0], 90, _PROBE_S)
            loop.release(_PITCHES[0])
            if answer_ms is not None:
                return
    raise NotAvailableError("it ended" if process.poll() is not None else "it answered no note within a minute")


def _try_connecting(contender: Contender, loop: MidiLoop) -> bool:
    inlet = loop.inlet(contender.inlet)
    outlet = loop.outlet(contender.outlet) if contender.outlet else None
    if inlet is None or (contender.outlet and outlet is None):
        return False
    connect(OUTLET, inlet)
    if outlet is not None:
        connect(outlet, INLET)
    return True


def play(loop: MidiLoop, n_notes: int, seed: int) -> list[float]:
    """Strike notes one after another; ms until each was answered. Those without an answer are left out."""
    chance = random.Random(seed)
    samples = []
    for _ in range(n_notes):
        pitch = chance.randint(*_PITCHES)
        answer_ms = loop.strike(pitch, chance.randint(50, 110), _ANSWER_TIMEOUT_S)
        if answer_ms is not None:
            samples.append(answer_ms)
        time.sleep(_HOLD_S)
        loop.release(pitch)
        time.sleep(chance.uniform(*_REST_S))
    return samples
