"""JACK leads: MIDI to the frame, in phase with the transport, its stop, locate, loop and tempo, as another sees it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from functools import partial
from pathlib import Path

import pytest

from bridge.core.timebase import SystemTime
from bridge.jack.link import JackLink
from bridge.jack.protocol import JackSettings
from bridge.osc.codec import decode
from bridge.processes.child import start_child

pytestmark = pytest.mark.jack

NAME = "sideman-jackhost"
RATE_HZ = 48_000
TOLD_WITHIN_S = 3.0
LOGGER = Path(__file__).with_name("jack_logger.py")


class Server:
    def __init__(self):
        self.process = None

    def start(self, period, tools, *, is_sync=True):
        command = ["jackd", "-n", NAME, "--no-mlock", "-r", *(["-S"] if is_sync else []), "-t", "5000"]
        command += ["-d", "dummy", "-r", str(RATE_HZ), "-p", str(period)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        tools.wait_for(lambda: subprocess.run(["jack_lsp"], capture_output=True).returncode == 0, what="JACK")

    def end(self):
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(10.0)
            except subprocess.TimeoutExpired:  # JACK itself may wait for ever for a client that left
                self.process.kill()
                self.process.wait(10.0)


@pytest.fixture
def start_jack(monkeypatch, tools):
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.setenv("JACK_DEFAULT_SERVER", NAME)
    server = Server()
    yield lambda period, **options: server.start(period, tools, **options)
    server.end()


class Logger:
    """`jack_logger.py`; lines that it prints as (input, JACK's frame, the song's frame, bytes)."""

    def __init__(self, *sources):
        command = [sys.executable, str(LOGGER), *sources]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def order(self, text):
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()

    def next(self):
        number, frame, song_frame, data = self.process.stdout.readline().split()
        return (number if number == "sent" else int(number)), int(frame), int(song_frame), bytes.fromhex(data)

    def note_ons(self, n_notes, accepts=lambda _: True):
        found = []
        while len(found) < n_notes:
            each = self.next()
            if each[0] != "sent" and each[3][0] & 0xF0 == 0x90 and accepts(each):
                found.append(each)
        return found

    def close(self):
        try:
            self.process.communicate("quit\n", timeout=10.0)
        except subprocess.TimeoutExpired:  # JACK's library may wait for ever
            self.process.kill()
            self.process.communicate()


@pytest.fixture
def start_logger():
    loggers = []

    def start(*sources):
        loggers.append(Logger(*sources))
        return loggers[-1]

    yield start
    for each in loggers:
        each.close()


class Announced:
    """Notes as subscribers were told of them: beats by channel (from 0) and pitch."""

    def __init__(self, client):
        self.client, self.beats, self.parts = client, defaultdict(list), {}
        client.ask("/sideman/subscribe", "note")
        client.socket.settimeout(0.2)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)  # the socket keeps some 270 packets only
        self._thread.start()

    def close(self):
        self._ended.set()
        self._thread.join()

    def _read(self):
        while not self._ended.is_set():
            with contextlib.suppress(TimeoutError):
                for message in decode(self.client.socket.recv(65_536)):
                    if message.address == "/sideman/note":
                        _, part, channel, pitch, _, beat, _ = message.arguments[:7]
                        self.beats[channel - 1, pitch].append(beat)
                        self.parts[channel - 1] = part

    def off_frames(self, notes, tempo_bpm):
        """How far each note is from the nearest place that was announced for it, which may be a moment later."""
        until_s = time.monotonic() + TOLD_WITHIN_S
        while True:
            off_frames = self._off_frames(notes, 60.0 / tempo_bpm * RATE_HZ)
            if max(map(abs, off_frames)) <= 1.0 or time.monotonic() > until_s:
                return off_frames
            time.sleep(0.05)

    def _off_frames(self, notes, beat_frames):
        return [
            min(
                (song_frame - beat * beat_frames for beat in list(self.beats[data[0] & 0xF, data[1]])),
                key=abs,
                default=1e9,
            )
            for _, _, song_frame, data in notes
        ]


def assert_in_place(off_frames, client, tools):
    """Within a frame, but for messages that the player itself reports as late: on a busy machine there may be some."""
    off = [each for each in off_frames if abs(each) > 1.0]
    assert len(off) < len(off_frames) / 2
    tools.wait_for(lambda: len(off) <= client.status()["midi_late"], 3.0, f"a report about the late notes {off}")


@pytest.fixture
def listen(peer):
    """Make an `Announced`, with a peer of its own."""
    listeners = []

    def start(daemon):
        listeners.append(Announced(peer(daemon)))
        return listeners[-1]

    yield start
    for each in listeners:
        each.close()


OPTIONS = ("--seed", "3", "--set", "performer.prompt='funk'", "--clock", "jack")


@pytest.mark.parametrize("period", [64, 256, 1024])
def test_every_note_is_at_its_frame_from_the_first_one_on(
    period, start_jack, start_daemon, start_logger, peer, listen, tools
):
    start_jack(period)
    daemon = start_daemon(*OPTIONS, "--set", "clock.tempo_bpm=97")
    assert any(f"period of {period} at 48000 Hz" in line for line in daemon.lines)
    client = peer(daemon)
    told, logger = listen(daemon), start_logger("Sideman:Sideman")
    tools.wait_for(lambda: client.status()["beats_ahead"] > 0, what="music for the first bar")
    logger.order("play")
    notes = logger.note_ons(120)
    off_frames = told.off_frames(notes, 97.0)
    print(f"period {period}: at most {max(map(abs, off_frames)):.2f} frames off")
    assert_in_place(off_frames, client, tools)
    # The first bar's first note too, if this machine has not made it late.
    assert min(note[2] for note in notes) == 0 or client.status()["midi_late"]


def test_stop_locate_loop_and_a_masters_tempo(start_jack, start_daemon, start_logger, peer, listen, tools):
    start_jack(256)
    daemon = start_daemon(*OPTIONS)
    client = peer(daemon)
    told, logger = listen(daemon), start_logger("Sideman:Sideman")
    logger.order("master 150")
    logger.order("play")
    notes = logger.note_ons(20)
    logger.order("stop")
    tools.wait_for(lambda: client.status()["playing"] == 0, what="the stop")
    tools.wait_for(lambda: client.status()["sounding"] == 0, what="silence")
    bar_frames = round(4 * 60 / 150 * RATE_HZ)
    logger.order(f"locate {8 * bar_frames}")
    logger.order("play")
    notes += logger.note_ons(20, lambda each: each[2] >= 9 * bar_frames)
    logger.order(f"locate {4 * bar_frames}")  # back, while it rolls
    notes += logger.note_ons(20, lambda each: 5 * bar_frames <= each[2] < 8 * bar_frames)
    off_frames = told.off_frames(notes, 150.0)
    assert_in_place(off_frames, client, tools)
    assert client.status()["tempo"] == pytest.approx(150.0)
    logger.order("master 96")
    tools.wait_for(lambda: client.status()["tempo"] == pytest.approx(96.0), what="the master's other tempo")
    told.beats.clear()
    beat = client.status()["beat"]
    from_frame = (beat // 4 + 3) * 4 * 60 / 96 * RATE_HZ
    notes = logger.note_ons(20, lambda each: each[2] > from_frame)
    assert_in_place(told.off_frames(notes, 96.0), client, tools)


def test_auto_follows_the_transport_while_it_rolls(start_jack, start_daemon, start_logger, peer, tools):
    start_jack(256)
    daemon = start_daemon()
    client, logger = peer(daemon), start_logger("Sideman:Sideman")
    assert client.status()["clock"] == "internal"
    logger.order("play")
    tools.wait_for(lambda: client.status()["clock"] == "jack", what="JACK's clock")
    logger.note_ons(4)
    logger.order("stop")
    tools.wait_for(lambda: client.status()["playing"] == 0, what="the stop")


def test_a_port_for_each_part_carries_that_part_alone(start_jack, start_daemon, start_logger, peer, listen, tools):
    start_jack(256)
    daemon = start_daemon(*OPTIONS, "--set", "midi.ports=parts")
    client = peer(daemon)
    told, logger = listen(daemon), start_logger("Sideman:drums", "Sideman:bass", "Sideman:Sideman")
    logger.order("play")
    notes = logger.note_ons(24, lambda each: each[0] < 2)
    for number, _, _, data in notes:
        assert told.parts[data[0] & 0xF] == ("drums", "bass")[number]
    assert {each[0] for each in notes} == {0, 1}
    assert_in_place(told.off_frames(notes, 120.0), client, tools)


def test_what_comes_in_carries_its_frame(start_jack, start_logger, tools):
    start_jack(1024)
    settings, received = JackSettings("Sideman", (), ("in",)), []
    link = JackLink(partial(start_child, "bridge.jack.process", settings), SystemTime(), settings)
    link.inputs = {"in": lambda data, at_s: received.append((data, link._line.s_to_frame(at_s)))}
    try:
        assert "Sideman:in" in link.start()
        logger = start_logger()
        subprocess.run(["jack_connect", "logger:out", "Sideman:in"], check=True)
        tools.wait_for(lambda: link._line, what="the line of frames")
        sent = []
        for number in range(8):
            logger.order(f"send {3000 + 77 * number} 90{60 + number:02x}64")
            sent.append(logger.next())
        tools.wait_for(lambda: len(received) == len(sent), what="what was sent")
        for (data, frame), (_, at, _, sent_data) in zip(received, sent, strict=True):
            assert data == sent_data
            assert abs(frame - at) <= 1
    finally:
        link.close()


@pytest.fixture
def jack_link(monkeypatch):
    """The daemon's end of a process of JACK's that may be silent for two seconds."""
    monkeypatch.setattr("bridge.jack.link.STALL_S", 2.0)
    settings = JackSettings("Sideman", ("out",), ())
    link = JackLink(partial(start_child, "bridge.jack.process", settings), SystemTime(), settings)
    yield link
    link.close()


def test_a_process_that_hangs_is_replaced(start_jack, jack_link, tools):
    start_jack(256, is_sync=False)  # with -S JACK itself hangs when a client that stands still is killed
    jack_link.start()
    tools.wait_for(lambda: jack_link.server, what="the client")
    stopped = jack_link._supervisor.pid
    os.kill(stopped, signal.SIGSTOP)
    tools.wait_for(lambda: jack_link.server is None, what="that it is missed")
    tools.wait_for(lambda: jack_link.server, what="another client")
    assert jack_link._supervisor.pid != stopped


def test_a_process_that_waits_for_a_server_is_left_alone(monkeypatch, jack_link):
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.setenv("JACK_DEFAULT_SERVER", NAME)
    assert "no server runs yet" in jack_link.start()
    time.sleep(3.0)
    assert jack_link._supervisor.n_restarts == 0


def test_the_instances_true_name_is_told(start_jack, start_daemon, peer):
    start_jack(256)
    start_daemon()
    second = start_daemon()
    (line,) = [line for line in second.lines if line.startswith("JACK: ")]
    name = line.split()[1].split(":")[0]
    assert name != "Sideman"
    assert peer(second).status()["midi_port"] == f"{name}:Sideman"


def test_a_server_that_comes_later_is_followed(start_jack, start_daemon, start_logger, peer, tools):
    daemon = start_daemon(*OPTIONS, env={"JACK_DEFAULT_SERVER": NAME})
    assert any("no server runs yet" in line for line in daemon.lines)
    client = peer(daemon)
    start_jack(256)
    tools.wait_for(lambda: client.status()["ports_missing"] == "", what="the ports")
    lsp = partial(subprocess.run, ["jack_lsp"], capture_output=True, text=True)
    tools.wait_for(lambda: "Sideman:Sideman" in lsp().stdout, what="the port")
    logger = start_logger("Sideman:Sideman")
    logger.order("play")
    logger.note_ons(4)
