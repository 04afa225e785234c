"""The sound process: receives messages ahead of time, renders a few blocks ahead of the device, until its pipe closes.

Its one thread reads the pipe and renders, in turn; the device's callback only takes what lies ready.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

import numpy as np

from bridge.core.errors import RenderError
from bridge.processes.messages import Quit
from bridge.processes.pipe import has_message
from bridge.sound.instrument import N_CHANNELS, Instrument
from bridge.sound.jack_output import JackClock, JackOutput, server_rate_hz
from bridge.sound.outputs import MOST_BURST_FRAMES, Device, NoDevice, Output, look_again
from bridge.sound.protocol import (
    CannotStart,
    Describe,
    FromSound,
    Messages,
    SoundReport,
    Started,
    TimedMessage,
    Trouble,
)
from bridge.sound.renderer import FramedMessage, SoundRenderer
from bridge.sound.settings import NO_DEVICE, SPECTRAL, SYNTH, SoundSettings
from bridge.sound.stem_names import N_STEMS
from bridge.sound.taps import FileWriter, Journal, ReaStreamSender, Tap

if TYPE_CHECKING:
    from bridge.sound.instrument import Samples

log = logging.getLogger(__name__)

SWITCH_INTERVAL_S = 1e-4
REPORT_EVERY_S = 1.0
LOOK_EVERY_S = 1.0
FADE_BLOCKS = 8
_PRIORITY = 5  # below JACK's own, above everything that is not in real time


def serve(connection: Connection, settings: SoundSettings) -> None:
    """Run the process; returns when the daemon closes the pipe or sends `Quit`."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(name)s: %(message)s")
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            process = SoundProcess(connection, settings)
        except RenderError as error:
            connection.send(CannotStart(str(error)))
            return
        process.run()


class SoundProcess:
    """Pipe, renderer and outputs, wired. Raises RenderError when there can be no sound."""

    def __init__(self, connection: Connection, settings: SoundSettings) -> None:
        self._connection, self._settings = connection, settings = connection, _with_rate_of_jack(settings)
        self._telling = threading.Lock()
        self._instrument, gain = make_instrument(settings)
        self._renderer = SoundRenderer(
            self._instrument, settings.sample_rate_hz, gain * 10.0 ** (settings.gain_db / 20.0)
        )
        self._problem = ""
        self._output = self._open_or_wait()
        self._taps = open_taps(settings, lambda frame: self._output.clock.frame_to_s(frame))
        self._lost_device: Device | None = None
        self._must_end = threading.Event()
        self._n_underruns = 0  # of outputs that were closed
        self._rendered_s, self._reported_s = 0.0, time.perf_counter()
        self._n_frames = 0

    def run(self) -> None:
        """Report that there is sound, and render until told to quit."""
        self._send(Started(self._sentence(), self._ahead_s()))
        _hurry()
        gc.collect()
        gc.freeze()
        threading.Thread(target=self._watch, name="device", daemon=True).start()
        try:
            while not self._must_end.is_set() and self._receive():
                self._make()
        finally:
            self._close()
            if self._lost_device is not None:  # leaving would close it
                os._exit(0)

    def _receive(self) -> bool:
        """Wait until a message or the next block is due; take what has come. False at the last."""
        timeout_s = self._spare_s()
        while has_message(self._connection, timeout_s):
            match self._connection.recv():
                case Messages(items):
                    for item in items:
                        self._renderer.add(self._frame_of(item), item.data)
                case Describe(words, style):
                    self._instrument.describe(words, dict(style))
                case Quit():
                    return False
            timeout_s = 0.0
        return True

    def _make(self) -> None:
        settings = self._settings
        while self._output.n_waiting <= settings.ready_frames(self._output.period_frames):
            began_s = time.perf_counter()
            frame = self._renderer.frame
            samples, messages = self._renderer.render(settings.block_frames)
            self._put(frame, samples, messages)
            self._rendered_s += time.perf_counter() - began_s
            self._n_frames += settings.block_frames
        self._report()

    def _put(self, frame: int, samples: Samples, messages: Sequence[FramedMessage]) -> None:
        """To the output, stems included, and the mix to the taps."""
        self._output.put(frame, samples)
        mix = samples if samples.shape[1] == N_CHANNELS else np.ascontiguousarray(samples[:, :N_CHANNELS])
        for tap in self._taps:
            tap.take(frame, mix, messages)

    def _spare_s(self) -> float:
        """Seconds until the next block is due."""
        settings = self._settings
        n_more = self._output.n_waiting - settings.ready_frames(self._output.period_frames)
        return min(max(n_more / settings.sample_rate_hz, 0.0), 0.1)

    def _frame_of(self, item: TimedMessage) -> int:
        clock = self._output.clock
        if isinstance(clock, JackClock) and item.jack_frame is not None:
            frame = clock.of_jack(item.jack_frame)
        else:
            frame = clock.s_to_frame(item.at_s + self._settings.offset_s)
        return self._renderer.frame if frame is None else frame - self._instrument.lead_frames

    def _ahead_s(self) -> float:
        """By how much a message must come before it is heard."""
        settings = self._settings
        lead_s = self._instrument.lead_frames / settings.sample_rate_hz
        return settings.ahead_s(self._output.period_frames) + lead_s

    def _report(self) -> None:
        """By time, not by frames: where a device stands still there are none, and this process is well."""
        now_s = time.perf_counter()
        if now_s - self._reported_s < REPORT_EVERY_S:
            return
        self._reported_s = now_s
        length_s = max(self._n_frames, 1) / self._settings.sample_rate_hz
        renderer, output = self._renderer, self._output
        self._send(
            SoundReport(
                self._n_underruns + output.n_underruns,
                renderer.n_late,
                renderer.n_messages,
                renderer.limiter.n_limited,
                self._rendered_s / length_s,
                output.latency_ms,
                self._ahead_s(),
                output.name,
                self._settings.sample_rate_hz,
            )
        )
        self._rendered_s, self._n_frames = 0.0, 0

    # -- devices that go and come

    def _open(self) -> Output:
        settings = self._settings
        if settings.device == NO_DEVICE:
            return NoDevice(settings.sample_rate_hz, self._renderer.frame)
        if settings.jack_memory:
            return JackOutput(settings.jack_memory, settings.n_outputs)
        ring_frames = (settings.ahead_blocks + 2) * settings.block_frames + 2 * MOST_BURST_FRAMES
        return Device(settings.device, settings.sample_rate_hz, settings.block_frames, ring_frames)

    def _open_or_wait(self) -> Output:
        """Open the device, or wait for it while streams and files go on."""
        try:
            return self._open()
        except RenderError as error:
            self._problem = f"; {error}; it is used as soon as it is there"
            return NoDevice(self._settings.sample_rate_hz, self._renderer.frame)

    def _watch(self) -> None:
        """On a thread of its own: when the device is lost, play on without one and look for it."""
        while True:
            time.sleep(LOOK_EVERY_S)
            with contextlib.suppress(OSError, ValueError):  # the pipe is closed: the end
                self._look_after_device()

    def _look_after_device(self) -> None:
        """A device that is lost ends the process, which the daemon starts anew: the new one waits for the device.

        PortAudio waits for ever, or ends the process, when it closes a device whose driver has died.
        """
        output = self._output
        if not output.is_alive and not self._must_end.is_set():
            self._send(Trouble(f"the audio output {output.name} has gone; it is used again when it comes back"))
            self._n_underruns += output.n_underruns
            self._output = NoDevice(self._settings.sample_rate_hz, self._renderer.frame)
            if isinstance(output, Device):
                self._lost_device = output
                self._must_end.set()
        elif isinstance(output, NoDevice) and self._settings.device != NO_DEVICE and not self._must_end.is_set():
            if not self._settings.jack_memory:
                look_again()
            try:
                self._use(self._open())
            except RenderError as error:
                log.debug("not yet: %s", error)

    def _use(self, output: Output) -> None:
        """Play by an output that is there again; a server with another rate needs another process."""
        if isinstance(output, JackOutput) and output.sample_rate_hz != self._settings.sample_rate_hz:
            self._send(Trouble(f"JACK is at {output.sample_rate_hz} Hz now; the sound starts anew with that"))
            self._must_end.set()
            return
        self._output = output
        self._send(Trouble(f"the audio output {output.name} is in use again"))

    def _close(self) -> None:
        """A sound cut off clicks: let the last blocks fade."""
        with contextlib.suppress(Exception):
            frame = self._renderer.frame
            samples, _ = self._renderer.render(FADE_BLOCKS * self._settings.block_frames)
            fade = np.linspace(1.0, 0.0, len(samples), dtype=np.float32)[:, None]
            block = self._settings.block_frames
            for start in range(0, len(samples), block):
                n_ready = self._settings.ready_frames(self._output.period_frames)
                while self._output.n_waiting > n_ready and self._output.is_alive:
                    time.sleep(0.001)
                piece = samples[start : start + block] * fade[start : start + block]
                self._put(frame + start, piece, [])
            time.sleep(self._ahead_s())
        for tap in self._taps:
            tap.close()
        self._output.close()
        self._instrument.close()

    def _sentence(self) -> str:
        rate = f"{self._settings.sample_rate_hz} Hz"
        return f"sound: {self._instrument.name} on {self._output.name} at {rate}{self._taps_sentence()}{self._problem}"

    def _taps_sentence(self) -> str:
        settings = self._settings
        extras = [f"to {settings.reastream_host} by ReaStream"] if settings.reastream_host else []
        extras += [f"into {settings.file}"] if settings.file else []
        if settings.stems:
            extras.append(f"{N_STEMS} stems beside it" if settings.has_stems else "no stems: they need JACK")
        return "".join(f", {each}" for each in extras)

    def _send(self, message: FromSound) -> None:
        with self._telling:  # the watcher of the device speaks too
            self._connection.send(message)


def _with_rate_of_jack(settings: SoundSettings) -> SoundSettings:
    """JACK's rate, where sound goes to JACK and its server is there."""
    rate_hz = server_rate_hz(settings.jack_memory, settings.n_outputs) if settings.jack_memory else None
    return settings if rate_hz is None else settings._replace(sample_rate_hz=rate_hz)


def make_instrument(settings: SoundSettings) -> tuple[Instrument, float]:
    """The voice asked for, and the gain that brings it to the level of the others. Raises RenderError."""
    if settings.has_stems and settings.voice != SYNTH:
        raise RenderError(f'audio.stems needs audio.voice = "{SYNTH}"; "{settings.voice}" makes one sound of all parts')
    if settings.has_stems:
        from bridge.sound.stems import StemInstrument

        return StemInstrument(settings.sample_rate_hz, settings.soundfont), 1.0
    if settings.voice == SPECTRAL:
        from bridge.sound.spectral import GAIN, spectral_instrument

        return spectral_instrument(settings.sample_rate_hz), GAIN
    from bridge.sound.fluid import FluidInstrument

    return FluidInstrument(settings.sample_rate_hz, settings.soundfont), 1.0


def open_taps(settings: SoundSettings, frame_to_s: Callable[[int], float | None]) -> list[Tap]:
    """Open the taps. frame_to_s: when a frame is heard. Raises RenderError."""
    taps: list[Tap] = []
    if settings.reastream_host:
        taps.append(
            ReaStreamSender(
                settings.reastream_host,
                settings.reastream_port,
                settings.reastream_identifier,
                settings.sample_rate_hz,
                with_midi=settings.reastream_midi,
            )
        )
    if settings.file:
        taps.append(FileWriter(settings.file, settings.sample_rate_hz))
    if settings.journal:
        taps.append(Journal(settings.journal, frame_to_s))
    return taps


def _hurry() -> None:
    """Request real-time priority where this user may; late sound is a gap."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(_PRIORITY))
