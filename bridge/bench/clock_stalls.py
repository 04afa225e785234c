"""The daemon beside a real MIDI clock while processes are stopped for some milliseconds, once a second, at random.

Run as a program: ``python -m bridge.bench.clock_stalls [SECONDS]``; two minutes for each row.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from bridge.bench.midi_clock import BEATS_A_BAR, TEMPI_BPM, Song, bars_beside_midi_clock
from bridge.bench.processes import family, name_of, stop_for

LENGTHS_S = 0.010, 0.040
EVERY_S = 1.0
# After a stall the first tick tells where the song is; a note that was being written by then may still be old.
SETTLES_S = 0.100
LOOKS_EVERY_S, STOOD_STILL_S = 0.001, 0.005  # what of the machine's own stalls we notice
N_LEAST = 7  # bars


class Span(NamedTuple):
    """A time in which something stood still, s, monotonic."""

    began_s: float
    ended_s: float


class Bars(NamedTuple):
    """How far the first notes of bars were from their lines, ms, with those beside stalls left out, of any kind;
    ticks_ahead: where the daemon says the song to be at the end."""

    off_ms: Sequence[float]
    n_in_stalls: int
    n_machine_stood: int
    ticks_ahead: float

    def row(self, name: str) -> str:
        """A line for the reader."""
        off = np.abs(np.array(self.off_ms))
        shown = f"{np.median(off):6.2f} {np.quantile(off, 0.99):7.2f} ms (p50, p99 of {len(off)})"
        left_out = f"left out {self.n_in_stalls} in stalls, {self.n_machine_stood} as the machine stood still"
        return f"{name:22} {shown}; {left_out}; {self.ticks_ahead:+.2f} ticks ahead at the end"


def measure(tempo_bpm: int, who: str, duration_s: float) -> Bars:
    """Bars of a song; `who` is stopped: ``server``, or ``client``, the daemon. Raises SetupError."""
    n_bars = max(round(duration_s * tempo_bpm / 60.0 / BEATS_A_BAR), N_LEAST)
    stalls: list[Span] = []
    stood: list[Span] = []

    @contextmanager
    def beside(daemon_pid: int) -> Iterator[None]:
        ended = threading.Event()
        servers = [pid for pid in family(os.getpid()) if name_of(pid) == "jackd"]
        pids = family(daemon_pid) if who == "client" else servers
        threads = [
            threading.Thread(target=_stall, args=(pids, ended, stalls.append)),
            threading.Thread(target=_watch, args=(ended, stood.append)),
        ]
        for each in threads:
            each.start()
        try:
            yield
        finally:
            ended.set()
            for each in threads:
                each.join()

    return judged(bars_beside_midi_clock(tempo_bpm, n_bars, beside), stalls, stood)


def judged(song: Song, stalls: Sequence[Span], stood: Sequence[Span]) -> Bars:
    """Leave out what lies in stalls, and what the machine itself delayed, less the median."""
    ours = [_is_in(line_s, stalls) for line_s in song.lines_s]
    machines = [not own and _is_in(line_s, stood) for line_s, own in zip(song.lines_s, ours, strict=True)]
    between = [off for off, *left in zip(song.errors_ms, ours, machines, strict=True) if not any(left)]
    usual_ms = float(np.median(between))
    return Bars([off - usual_ms for off in between], sum(ours), sum(machines), song.ticks_ahead)


def _is_in(at_s: float, spans: Sequence[Span]) -> bool:
    return any(span.began_s - SETTLES_S <= at_s <= span.ended_s + SETTLES_S for span in spans)


def _stall(pids: Sequence[int], ended: threading.Event, found: Callable[[Span], object]) -> None:
    dice = random.Random(1)
    while not ended.wait(dice.uniform(0.5, 1.5) * EVERY_S):
        began_s = time.monotonic()
        stop_for(pids, dice.uniform(*LENGTHS_S))
        found(Span(began_s, time.monotonic()))


def _watch(ended: threading.Event, found: Callable[[Span], object]) -> None:
    before_s = time.monotonic()
    while not ended.is_set():
        time.sleep(LOOKS_EVERY_S)
        now_s = time.monotonic()
        if now_s - before_s > STOOD_STILL_S:
            found(Span(before_s, now_s))
        before_s = now_s


def main() -> None:
    """Print a line for each tempo and each that is stopped."""
    duration_s = float(sys.argv[1]) if len(sys.argv) > 1 else 120.0
    for who in ("client", "server"):
        for tempo_bpm in TEMPI_BPM:
            print(measure(tempo_bpm, who, duration_s).row(f"{who} stopped, {tempo_bpm} bpm"), flush=True)


if __name__ == "__main__":
    main()
