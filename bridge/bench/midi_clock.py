"""Sets the daemon beside a real MIDI clock: Debian's jack-midi-clock leads, a client of ours hears both. One thread."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import rtmidi

from bridge.bench.daemon import running
from bridge.bench.jack import connect, private_jack
from bridge.bench.rows import OWN, Measure, Row, make_row
from bridge.errors import SetupError
from bridge.midi_ports import Stamps
from bridge.quiet import quiet_stderr

TEMPI_BPM = (60, 120, 187)
N_BARS = 30
BEATS_A_BAR, CLOCKS_A_BEAT = 4, 24
PROGRAMS = ("jack_midi_clock", "jack_transport")
PROMPT = "rock 4/4 with drums, bass and guitar"
_CLOCK, _START, _CONTINUE, _NOTE_ON = 0xF8, 0xFA, 0xFB, 0x90
_NEAR_BEATS = 0.125  # a note nearer to a bar line than this is meant for it
_SETTLE_BARS = 1  # two beats to lock, see the clock's own tests


class Ear:
    """A JACK MIDI input that keeps what comes, with JACK's own times.

    Polled: a callback would make JACK's thread wait for the interpreter, and our ear miss what it is to judge by.
    """

    def __init__(self, name: str, wanted: Sequence[int]) -> None:
        self.heard: list[tuple[float, bytes]] = []
        self.port = f"{name}:in"
        self._wanted, self._stamps = wanted, Stamps()
        self._in = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name, queue_size_limit=1 << 16)
        self._in.ignore_types(timing=False)
        self._in.open_virtual_port("in")

    def listen(self) -> None:
        """Take what has come."""
        while (event := self._in.get_message()) is not None:
            at_s = self._stamps.at_s(event[1], time.monotonic())
            status = event[0][0]
            if status in self._wanted or status & 0xF0 in self._wanted:
                self.heard.append((at_s, bytes(event[0])))

    def close(self) -> None:
        """Leave JACK."""
        with quiet_stderr():
            self._in.delete()


def beside_midi_clock() -> Iterator[Row]:
    """How far the first note of each bar lies from the clock's bar line, once the median is taken as the offset.

    Raises SetupError.
    """
    if missing := [program for program in PROGRAMS if shutil.which(program) is None]:
        raise SetupError(f"this needs {', '.join(missing)} (Debian: jack-midi-clock, jackd2)")
    for tempo_bpm in TEMPI_BPM:
        errors_ms = measure(tempo_bpm)
        offset_ms = float(np.median(errors_ms))
        name = f"bar's first note from the MIDI clock's bar line, {tempo_bpm} bpm (offset {offset_ms:.2f} ms)"
        yield make_row(Measure(name, "ms"), OWN, [abs(each - offset_ms) for each in errors_ms])


def measure(tempo_bpm: int, n_bars: int = N_BARS) -> list[float]:
    """Signed errors in ms of the bars that have a note on their line. Raises SetupError."""
    options = ("--clock", "midi", "--seed", "5", "--set", f'performer.prompt="{PROMPT}"')
    # The ears part after the server has ended: a stuck one lets nobody go.
    with contextlib.ExitStack() as ears:  # noqa: SIM117
        with private_jack(synchronous=False):
            clock = ears.enter_context(contextlib.closing(Ear("bench-clock", (_CLOCK, _START, _CONTINUE))))
            synth = ears.enter_context(contextlib.closing(Ear("bench-synth", (_NOTE_ON,))))
            with _midi_clock(tempo_bpm) as led, running(*options):
                connect("jack_midi_clock:mclk_out", "Sideman clock:Sideman")
                connect("jack_midi_clock:mclk_out", clock.port)
                connect("Sideman:Sideman", synth.port)
                time.sleep(4.0)  # the encoder loads, the first bars are prepared
                led("locate 0\nplay\n")
                _listen_for((n_bars + 1) * BEATS_A_BAR * 60.0 / tempo_bpm, clock, synth)
                led("stop\n")
                _listen_for(0.3, clock, synth)
    return bar_errors_ms(clock.heard, synth.heard, tempo_bpm)


def _listen_for(duration_s: float, *ears: Ear) -> None:
    end_s = time.monotonic() + duration_s
    while time.monotonic() < end_s:
        for ear in ears:
            ear.listen()
        time.sleep(0.002)


def bar_errors_ms(
    clock: Sequence[tuple[float, bytes]], notes: Sequence[tuple[float, bytes]], tempo_bpm: float
) -> list[float]:
    """Nearest note of each bar line against it. Raises SetupError when the clock never started."""
    starts = [index for index, (_, data) in enumerate(clock) if data[0] in (_START, _CONTINUE)]
    if not starts:
        raise SetupError("jack_midi_clock never started")
    ticks_s = np.array([at_s for at_s, data in clock[starts[-1] :] if data[0] == _CLOCK])
    lines_s = ticks_s[:: BEATS_A_BAR * CLOCKS_A_BEAT][_SETTLE_BARS:-1]
    struck_s = np.array([at_s for at_s, data in notes if data[2]])
    near_s = _NEAR_BEATS * 60.0 / tempo_bpm
    errors_ms = []
    for line_s in lines_s:
        distances_s = struck_s - line_s
        nearest = float(distances_s[np.abs(distances_s).argmin()])
        if abs(nearest) < near_s:
            errors_ms.append(1000.0 * nearest)
    if not errors_ms:
        raise SetupError("no note was struck near a bar line")
    return errors_ms


@contextlib.contextmanager
def _midi_clock(tempo_bpm: int) -> Iterator[Any]:
    """The clock, and a function that gives its transport orders."""
    clock = subprocess.Popen(
        ["jack_midi_clock", "-b", str(tempo_bpm)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(0.5)

    def led(orders: str) -> None:
        subprocess.run(["jack_transport"], input=orders, capture_output=True, text=True, check=False, timeout=10.0)

    try:
        yield led
    finally:
        clock.terminate()
        clock.wait(5.0)
