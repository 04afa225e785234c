"""Sets the daemon beside a real MIDI clock: Debian's jack-midi-clock leads, clients of ours watch both.

The judge takes bar lines from JACK's transport, the source of the clock, not from the clocks that came: a client that
misses a period loses the ticks in it, so a tick may be lost on its way to everybody, and whoever counts
what came is then a tick behind the song.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

from bridge.bench.daemon import RunningDaemon, running
from bridge.bench.jack import connect, private_jack
from bridge.bench.rows import OWN, BenchRow, Measure, make_row
from bridge.bench.transport import JackTransport, moments_s
from bridge.clocks.midi import TICKS_PER_BEAT
from bridge.core.errors import SetupError
from bridge.core.stderr_silencer import silence_stderr
from bridge.core.timebase import monotonic_s
from bridge.jack.frame_estimate import FrameEstimate

TEMPI_BPM = (60, 120, 187)
N_BARS = 30
BEATS_A_BAR = 4
PROGRAMS = ("jack_midi_clock", "jack_transport")
PROMPT = "rock 4/4 with drums, bass and guitar"
_NOTE_ON = 0x90
_NEAR_BEATS = 0.125  # a note nearer to a bar line than this is meant for it
_SETTLE_BARS = 1  # two beats to lock, see the clock's own tests
_N_ASKED = 21  # times that the daemon is asked where the song is


class Song(NamedTuple):
    """Moments of the bar lines that have a note, s, monotonic; how far the note is from each, ms, signed; by how much
    the daemon says the song to be ahead of JACK's transport at the end, in ticks of the clock."""

    lines_s: Sequence[float]
    errors_ms: Sequence[float]
    ticks_ahead: float


class NoteReceiver:
    """A JACK MIDI input that keeps the moments of note-ons that come, by their frames.

    By the binding JACK-Client, as rtmidi's own thread does not look whether JACK gave it a message: a client that is so
    late that the sender clears the buffer meanwhile reads what lies around, and ends the process.
    """

    def __init__(self, name: str) -> None:
        """Become a client of the default server. Raises SetupError."""
        try:
            jack = import_module("jack")
        except (ImportError, OSError) as error:
            raise SetupError(f"JACK's library cannot be loaded: {error}") from error
        try:
            with silence_stderr():
                self._client: Any = jack.Client(name, no_start_server=True)
        except jack.JackError as error:
            raise SetupError(f"JACK takes no further client: {error}") from error
        self.struck_s: list[float] = []
        self._estimate = FrameEstimate(int(self._client.samplerate))
        self._in = self._client.midi_inports.register("in")
        self.port = str(self._in.name)
        self._client.set_process_callback(self._process)
        self._client.activate()

    def _process(self, _n_frames: int) -> None:
        frame = self._estimate.began(self._client.last_frame_time, monotonic_s())
        line = self._estimate.line()
        for offset, message in self._in.incoming_midi_events():
            status, _, velocity = bytes(message[:3]).ljust(3, b"\0")
            if status & 0xF0 == _NOTE_ON and velocity:
                self.struck_s.append(line.frame_to_s(frame + offset))

    def close(self) -> None:
        """Leave JACK."""
        with silence_stderr():
            self._client.close()


def beside_midi_clock() -> Iterator[BenchRow]:
    """Distance of the first note of each bar from the clock's bar line, less the median.

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
    return list(bars_beside_midi_clock(tempo_bpm, n_bars).errors_ms)


def bars_beside_midi_clock(
    tempo_bpm: int, n_bars: int, beside: Callable[[int], AbstractContextManager[object]] = contextlib.nullcontext
) -> Song:
    """The song of so many bars by jack-midi-clock.

    beside: entered while the song plays, with the daemon's process. Raises SetupError.
    """
    options = ("--clock", "midi", "--seed", "5", "--set", f'performer.prompt="{PROMPT}"')
    # The clients close after the server has ended: a stuck one would hold them.
    with contextlib.ExitStack() as receivers:  # noqa: SIM117
        with private_jack(synchronous=False):
            transport = receivers.enter_context(contextlib.closing(JackTransport("bench-transport")))
            synth = receivers.enter_context(contextlib.closing(NoteReceiver("bench-synth")))
            with _midi_clock(tempo_bpm) as led, running(*options) as daemon:
                connect("jack_midi_clock:mclk_out", "Sideman:clock")
                connect("Sideman:Sideman", synth.port)
                time.sleep(4.0)  # the encoder loads, the first bars are prepared
                led("locate 0\nplay\n")
                with beside(daemon.process.pid):
                    _listen_to_song((n_bars + 1) * BEATS_A_BAR * 60.0 / tempo_bpm, transport)
                asked = _ask_where(daemon, transport)
                led("stop\n")
                _listen_for(0.3, transport)
    lines_s = [bar * BEATS_A_BAR * 60.0 / tempo_bpm for bar in range(_SETTLE_BARS, n_bars)]
    with_notes_s, errors_ms = bars_with_notes(moments_s(transport.received, lines_s), synth.struck_s, tempo_bpm)
    return Song(with_notes_s, errors_ms, ticks_ahead(transport.received, asked, tempo_bpm))


def _ask_where(daemon: RunningDaemon, transport: JackTransport) -> list[tuple[float, float, float]]:
    """Beats of the song by the daemon, each with the moments of asking and of the answer. Raises SetupError."""
    asked = []
    for _ in range(_N_ASKED):
        asked_s = time.monotonic()
        beat = daemon.status()["beat"]
        asked.append((float(beat), asked_s, time.monotonic()))
        _listen_for(0.01, transport)
    return asked


def ticks_ahead(
    received: Sequence[tuple[float, float]], asked: Sequence[tuple[float, float, float]], tempo_bpm: float
) -> float:
    """By how many ticks beats are ahead of the transport, the median; 0 for those it passed between asking and answer.

    >>> received = [(0.0, 100.0), (1.0, 101.0)]
    >>> ticks_ahead(received, [(1.02, 100.5, 100.52), (2.0, 100.99, 101.0)], 120.0)
    0.0
    """
    transport_s, at_s = np.array(received).T
    beats, asked_s, answered_s = np.array(asked).T
    first, last = (np.interp(each_s, at_s, transport_s) * tempo_bpm / 60.0 for each_s in (asked_s, answered_s))
    return float(np.median(beats - np.clip(beats, first, last))) * TICKS_PER_BEAT


def _listen_to_song(end_s: float, transport: JackTransport) -> None:
    """Until the song is there by its own time, which a server that stands still takes longer for. Raises SetupError."""
    latest_s = time.monotonic() + 2.0 * end_s
    while not transport.received or transport.received[-1][0] < end_s:
        if time.monotonic() > latest_s:
            raise SetupError("JACK's transport did not come to the end of the song")
        _listen_for(0.1, transport)


def _listen_for(duration_s: float, transport: JackTransport) -> None:
    end_s = time.monotonic() + duration_s
    while time.monotonic() < end_s:
        transport.listen()
        time.sleep(0.002)


def bars_with_notes(
    lines_s: Sequence[float], struck_s: Sequence[float], tempo_bpm: float
) -> tuple[list[float], list[float]]:
    """Bar lines that have a note-on near them, and the distance of the nearest, ms. Raises SetupError for none."""
    near_s = _NEAR_BEATS * 60.0 / tempo_bpm
    moments = np.array(struck_s)
    found_s, errors_ms = [], []
    for line_s in lines_s if struck_s else ():
        distances_s = moments - line_s
        nearest_s = float(distances_s[np.abs(distances_s).argmin()])
        if abs(nearest_s) < near_s:
            found_s.append(line_s)
            errors_ms.append(1000.0 * nearest_s)
    if not errors_ms:
        raise SetupError("no note was struck near a bar line")
    return found_s, errors_ms


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
