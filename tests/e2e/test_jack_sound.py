"""Our own sound as a JACK client hears it: by Sideman's client, beside its MIDI, and back after a lost process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from functools import partial
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from onset_listener import OnsetListener, clear

from bridge.core.timebase import SystemTime
from bridge.jack.link import JackLink
from bridge.jack.protocol import JackSettings
from bridge.jack.sound_memory import free_sound_memory, make_sound_memory
from bridge.processes.child import start_child
from bridge.sound.link import SoundLink
from bridge.sound.settings import SoundSettings
from bridge.sound.stem_names import OUTPUT_NAMES

pytestmark = [pytest.mark.jack, pytest.mark.fluidsynth]

NAME, RATE_HZ = "sideman-jacksound", 44_100  # not the rate of the settings: the server's counts
OUTPUTS = ("out_left", "out_right")
LOUD, AUDIBLE = 0.01, 1e-4
N_TURNS = 20  # of strokes, until they are heard
CHANNEL, SIDE_STICK = 9, 37
APART_S = 0.3


class Running(NamedTuple):
    process: subprocess.Popen
    period: int


@pytest.fixture(params=[64, 1024])
def server(request, tools):
    with tools.jack_alone(NAME, rate_hz=RATE_HZ, period=request.param, waits_for_clients=True) as process:
        yield Running(process, request.param)


@pytest.fixture
def links(server):  # noqa: ARG001
    """JACK's link and the sound's, started."""
    yield from open_links(OUTPUTS, stems=False)


@pytest.fixture
def links_with_stems(server):  # noqa: ARG001
    yield from open_links(OUTPUTS + OUTPUT_NAMES, stems=True)


def open_links(outputs, *, stems):
    path, descriptor = make_sound_memory(len(outputs), 20_000)
    jack_settings = JackSettings("Sideman", ("Sideman",), (), sound_memory=path, sound_outputs=outputs)
    jack = JackLink(partial(start_child, "bridge.jack.process", jack_settings), SystemTime(), jack_settings)
    settings = SoundSettings(jack_memory=path, stems=stems)
    ahead_s = settings.ahead_s(settings.block_frames)
    sound = SoundLink(partial(start_child, "bridge.sound.process", settings), SystemTime(), ahead_s)
    sound.jack = jack
    for link in (jack, sound):
        link.spawn()
    yield jack, sound, [jack.start(), sound.start()]
    sound.close()
    jack.close()
    free_sound_memory(path, descriptor)


@pytest.fixture
def listener(links):  # noqa: ARG001
    listener = OnsetListener()
    yield listener
    listener.close()


def strike(jack, sound, n):
    """Send strokes to both, each at the same moment, as the scheduler does; frames of (MIDI, sound) asked for.

    A stroke may not be heard, and that is reported: a note-on is dropped where the machine stood still for .1 s.
    """
    midi, first_s, note_on = jack.port("Sideman"), SystemTime().now_s() + 0.5, bytes((0x90 | CHANNEL, SIDE_STICK, 110))
    frames = {midi: [], sound: []}
    order = sorted((first_s + k * APART_S - port.lead_s, k, port is sound) for k in range(n) for port in frames)
    for send_s, number, is_sound in order:
        threading.Event().wait(max(send_s - SystemTime().now_s(), 0.0))
        port, at_s = sound if is_sound else midi, first_s + number * APART_S
        with port.steady:
            port.send(note_on, at_s)
            frames[port].append(jack.frame_at(at_s))
    return list(zip(frames[midi], frames[sound], strict=True))


def strike_until_heard(jack, sound, listener, n):
    """Strike until n strokes more have been heard."""
    heard = listener.frames["audio"]
    n_wanted = len(heard) + n
    for _ in range(N_TURNS):
        asked = strike(jack, sound, n)
        listener.read_until(asked[-1][0] + RATE_HZ // 2)
        if len(heard) >= n_wanted:
            return
    pytest.fail(f"{n_wanted - len(heard)} of {n} strokes were not heard in {N_TURNS} turns")


def test_sound_begins_within_two_milliseconds_of_its_midi(server, links, listener, tools):
    jack, sound, sentences = links
    assert "Sideman:out_left, Sideman:out_right" in sentences[1]
    assert f"at {RATE_HZ} Hz" in sentences[1]
    troubles = []
    sound.report_trouble = troubles.append
    asked = strike(jack, sound, 12)
    # Where the whole machine stood still, the frames of strokes draw together: the second is no beginning then.
    while len(strokes := clear([at for _, at in asked], round(APART_S * RATE_HZ / 2))) < 6:
        asked += strike(jack, sound, 12)
    n = len(asked)
    listener.read_until(asked[-1][0] + RATE_HZ // 2)
    tools.wait_for(
        lambda: sound.report.n_messages == n and jack.report.n_written + jack.report.n_dropped >= n,
        what="reports of all strokes",
    )
    heard, gaps, report = listener.frames["audio"], listener.frames["gap"], sound.report
    late_ms = [1000.0 * min((each - at for each in heard), key=abs) / RATE_HZ for at in strokes]
    print(f"period {server.period}, sound after its frame, ms: {[round(each, 2) for each in late_ms]}")
    print(f"{len(gaps)} gaps, {report}")
    assert all(midi == at for midi, at in asked)  # though the line moves between a stroke's two ways
    # Where the machine was too busy for a stroke, that is reported; FluidSynth's own steps are 1.5 ms.
    n_reported = report.n_late + report.n_underruns + len(gaps) + n * len(troubles)  # a server that stood still
    assert sum(abs(each) > 2.0 for each in late_ms) <= n_reported
    # Where the line steps back, a stroke is not written before the last one of its key.
    n_elsewhere = len({*accumulate((at for at, _ in asked), max)} - {*listener.frames["midi"]})
    assert n_elsewhere <= jack.report.n_late + jack.report.n_dropped + len(gaps)


@pytest.mark.parametrize("server", [256], indirect=True)
def test_sound_is_back_after_its_process_was_killed(links, listener, tools):
    jack, sound, _ = links
    os.kill(sound.pid, signal.SIGKILL)
    tools.wait_for(lambda: sound.n_restarts == 1 and sound.is_up, 30.0, "another sound process")
    strike_until_heard(jack, sound, listener, 3)


@pytest.mark.parametrize("server", [256], indirect=True)
def test_a_server_that_stands_still_costs_no_process(server, links, listener, tools):
    jack, sound, _ = links
    troubles, reports = [], [sound.report]

    def report_trouble(sentence):
        print(sentence)  # seen where the test fails
        troubles.append(sentence)

    sound.report_trouble = report_trouble
    [(asked, _)] = strike(jack, sound, 1)
    listener.read_until(asked + RATE_HZ // 2)
    server.process.send_signal(signal.SIGSTOP)

    def n_reports():
        if sound.report is not reports[-1]:
            reports.append(sound.report)
        return len(reports)

    # The process reports once a second and is given up after three. Reports may come in a burst on a busy machine.
    tools.wait_for(lambda: n_reports() >= 5 and troubles, 30.0, "reports while nothing is taken")
    server.process.send_signal(signal.SIGCONT)
    tools.wait_for(lambda: any("in use again" in each for each in troubles), 30.0, "the output again")
    assert "has gone" in troubles[0]
    strike_until_heard(jack, sound, listener, 2)
    assert sound.n_restarts == 0


class Capture:
    """A JACK client that keeps whole periods of some outputs: arrays of shape (n_outputs, n_frames); peaks of each."""

    def __init__(self, outputs):
        self.client, self.periods = import_module("jack").Client("capture", no_start_server=True), []
        self.peaks = np.zeros(len(outputs))
        self._inputs = [self.client.inports.register(f"in{number}") for number, _ in enumerate(outputs)]
        self.client.set_process_callback(self._process)
        self.client.activate()
        for output, own in zip(outputs, self._inputs, strict=True):
            self.client.connect(output, own)

    def _process(self, _n_frames):
        self.periods.append(np.array([each.get_array() for each in self._inputs]))
        self.peaks = np.maximum(self.peaks, np.abs(self.periods[-1]).max(axis=1))

    def close(self):
        self.client.deactivate()
        self.client.close()


@pytest.mark.parametrize("server", [256], indirect=True)
def test_stems_stand_beside_the_mix_and_add_up_to_it(links_with_stems, tools):
    _, sound, sentences = links_with_stems
    assert "16 stems beside it" in sentences[1]
    names = [f"Sideman:{name}" for name in OUTPUTS + OUTPUT_NAMES]
    playing = {"Sideman:out", "Sideman:piano", "Sideman:bass", "Sideman:drums"}

    def audible(peaks):
        return {name.rpartition("_")[0] for name, peak in zip(names, peaks, strict=True) if peak > AUDIBLE}

    capture = Capture(names)
    try:
        for _ in range(N_TURNS):  # as in `strike`, a note may be dropped
            at_s = SystemTime().now_s() + 0.3
            for data in (bytes((0x90, 60, 50)), bytes((0x94, 40, 50)), bytes((0x99, SIDE_STICK, 60))):
                sound.send(data, at_s)
            threading.Event().wait(1.5)
            if audible(capture.peaks) >= playing:
                break
        assert capture.peaks.max() > LOUD
        n_heard = len(capture.periods)
        tools.wait_for(lambda: len(capture.periods) > n_heard + 40, what="more of it")
        periods = np.concatenate(capture.periods, axis=1)  # those that come as it closes have lost some outputs
    finally:
        capture.close()
    left, right = periods[0], periods[1]
    np.testing.assert_allclose(periods[2::2].sum(axis=0), left, atol=2e-6)
    np.testing.assert_allclose(periods[3::2].sum(axis=0), right, atol=2e-6)
    assert audible(np.abs(periods).max(axis=1)) == playing
