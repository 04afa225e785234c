"""A MIDI clock of another JACK client while Sideman's misses periods: no beat is lost, nor a start."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from importlib import import_module
from pathlib import Path

import pytest

from bridge.bench.processes import family, stop_for

pytestmark = pytest.mark.jack

RATE_HZ, TICK_FRAMES = 48_000, 1_000  # 120 bpm
PERIOD = 1024  # 21 ms: no client misses that by itself
N_STALLS, STALL_S = 10, 0.070
OFF_BEATS = 0.02  # half a tick
START, TICK = 0xFA, 0xF8
START_BPM = 187


class Master:
    """A client that sends a start and ticks at their frames; ticks of periods that it missed come together."""

    def __init__(self):
        self.client = import_module("jack").Client("master", no_start_server=True)
        self.port = self.client.midi_outports.register("clock")
        self.first_frame = None
        self.n_sent, self.asked = 0, False
        self.client.set_process_callback(self._process)
        self.client.activate()

    def _process(self, n_frames):
        self.port.clear_buffer()
        frame = self.client.last_frame_time
        if self.asked:
            self.first_frame, self.n_sent, self.asked = frame, 0, False
            self.port.write_midi_event(0, (START,))
        if self.first_frame is None:
            return
        while (at := self.first_frame + self.n_sent * TICK_FRAMES) < frame + n_frames:
            self.port.write_midi_event(max(at - frame, 0), (TICK,))
            self.n_sent += 1

    def start(self):
        """From the beginning, with the next period."""
        self.asked = True

    @property
    def beat(self):
        return (self.client.frame_time - self.first_frame) / TICK_FRAMES / 24

    def close(self):
        self.client.deactivate()
        self.client.close()


@pytest.fixture
def master(tools):
    # Not synchronous: as most servers, it goes on without a client that is late.
    with tools.jack_alone("sideman-midiclock", rate_hz=RATE_HZ, period=PERIOD, waits_for_clients=False):
        made = Master()
        yield made
        made.close()


def jack_child_of(pid):
    """The daemon's process that is a client of JACK."""
    commands = {each: Path(f"/proc/{each}/cmdline").read_bytes() for each in family(pid)}
    return next(each for each, command in commands.items() if b"bridge.jack.process" in command)


def test_periods_that_our_client_misses_lose_no_beat(master, start_daemon, peer, tools):
    daemon = start_daemon("--clock", "midi", "--rules-only", "--seed", "3")
    client, jack_process = peer(daemon), jack_child_of(daemon.process.pid)
    master.client.connect(master.port, "Sideman:clock")
    seen = []

    def is_there():
        """Whether the song is where the master is, between asking and the answer."""
        began_beat = master.beat
        status = client.status()
        ended_beat = master.beat
        seen.append((status["beat"], began_beat, ended_beat, status["clock_slips"]))
        return began_beat - OFF_BEATS < status["beat"] < ended_beat + OFF_BEATS

    def misses_some():
        for number in range(N_STALLS):  # at other places between ticks, which come every 20.8 ms
            stop_for([jack_process], STALL_S)
            time.sleep(0.25 + 0.003 * number)
        return is_there()

    # Each time anew where the machine itself, as it is too busy, cost the master a start or ticks.
    for _ in range(6):
        master.start()
        tools.wait_for(lambda: master.n_sent, what="the first tick")
        time.sleep(2.0)  # two beats and more: it locks
        if is_there() and misses_some():
            break
    else:
        pytest.fail(f"the song is not where its master is: {seen}")
    assert seen[-1][3] >= N_STALLS  # ticks were lost, and that is told


@pytest.fixture
def transport(tools):
    """A client that leads JACK's transport, and Debian's jack-midi-clock, which follows that."""
    if shutil.which("jack_midi_clock") is None:
        pytest.skip("not installed: jack_midi_clock")
    with tools.jack_alone("sideman-midistart", rate_hz=RATE_HZ, period=512, waits_for_clients=False):
        client = import_module("jack").Client("transport", no_start_server=True)
        client.activate()
        clock = subprocess.Popen(["jack_midi_clock", "-b", str(START_BPM)], stdout=subprocess.DEVNULL)
        try:
            tools.wait_for(lambda: client.get_ports("jack_midi_clock:mclk_out"), what="the clock")
            yield client
        finally:
            client.deactivate()
            client.close()
            clock.terminate()
            clock.wait(5.0)


@contextlib.contextmanager
def stopped(pid):
    """The process stands still meanwhile."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize("stall_s", [0.020, 0.070])
def test_a_start_that_our_client_misses_is_no_lost_start(transport, start_daemon, peer, tools, stall_s):
    daemon = start_daemon("--clock", "midi", "--rules-only", "--seed", "3")
    client, jack_process = peer(daemon), jack_child_of(daemon.process.pid)
    transport.connect("jack_midi_clock:mclk_out", "Sideman:clock")
    time.sleep(0.5)
    with stopped(jack_process):
        transport.transport_start()
        time.sleep(stall_s)  # the transport waits for us, the clock's start does not

    def is_there():
        """Whether the song plays and is where JACK's transport is, between asking and the answer."""
        began, status, ended = transport.transport_frame, client.status(), transport.transport_frame
        first, last = (frame / RATE_HZ * START_BPM / 60.0 for frame in (began, ended))
        return status["playing"] and first > 4.0 and first - OFF_BEATS < status["beat"] < last + OFF_BEATS

    tools.wait_for(is_there, what="the song where JACK's transport is")
