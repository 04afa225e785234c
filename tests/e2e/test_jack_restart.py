"""A JACK server that is killed in the middle of a chord and comes back: everything of ours comes back with it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from bridge.osc.codec import decode

pytestmark = [pytest.mark.jack, pytest.mark.fluidsynth]

NAME = "sideman-killed"
FAULT_WITHIN_S = 3.0
SLACK_S = float(os.environ.get("SIDEMAN_SLACK_S", "25"))  # beside other work; the asked seconds are for an idle machine
BACK_AFTER_S = float(os.environ.get("SIDEMAN_BACK_AFTER_S", "0"))  # the server, once it is missed; by hand 10 s

LISTENER = """
import collections, time, jack
found = collections.deque()
client = jack.Client("ear", no_start_server=True)
port = client.midi_inports.register("in")
client.set_process_callback(
    lambda _: found.extend((time.monotonic(), *bytes(data)) for _, data in port.incoming_midi_events())
)
client.activate()
print("open", flush=True)
while True:
    time.sleep(0.001)
    while found:
        print(*found.popleft(), flush=True)
"""


class Server:
    """A server of this test's own, which a test may kill, and its ears, which end after it.

    A JACK server that plays to one client may wait for another that leaves: with -S for ten times its time-out.
    """

    def __init__(self):
        self.process = None
        self._ears = []

    def start(self):
        command = [
            "jackd",
            "-n",
            NAME,
            "--no-mlock",
            "-r",
            "-S",
            "-t",
            "5000",
            "-d",
            "dummy",
            "-r",
            "48000",
            "-p",
            "64",
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self.process

    def end(self, number=signal.SIGTERM):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(10.0)
            except subprocess.TimeoutExpired:  # JACK itself may wait for ever for a client that left
                self.process.kill()
                self.process.wait(10.0)
        while self._ears:
            ear = self._ears.pop()
            ear.kill()
            ear.communicate()

    def heard_notes(self, n_notes):
        """Note-ons that a client of JACK hears from now on, with their moments."""
        ear = subprocess.Popen([sys.executable, "-c", LISTENER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._ears.append(ear)
        assert ear.stdout.readline() == b"open\n"
        subprocess.run(["jack_connect", "Sideman:Sideman", "ear:in"], check=True)
        notes = []
        while len(notes) < n_notes:
            at_s, status, *data = ear.stdout.readline().split()
            if int(status) & 0xF0 == 0x90:
                notes.append((float(at_s), int(data[0])))
        return notes


@pytest.fixture
def server(monkeypatch, tools):
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.setenv("JACK_DEFAULT_SERVER", NAME)
    each = Server()
    each.start()
    tools.wait_for(lambda: ports(), what="JACK")
    yield each
    each.end()


def ports():
    try:
        return subprocess.run(["jack_lsp"], capture_output=True, text=True, timeout=5.0).stdout.split("\n")[:-1]
    except subprocess.TimeoutExpired:
        return []


def see(own, server, tools):
    """Wait for ports of ours. A JACK server that hangs by itself, as some do when clients come, is begun anew."""
    for _ in range(3):
        hangs_from_s = time.monotonic() + 20.0

        def is_settled(hangs_from_s=hangs_from_s):
            found = ports()
            return own <= set(found) or (not found and time.monotonic() > hangs_from_s)

        tools.wait_for(is_settled, 60.0, f"{own} among JACK's ports")
        if own <= set(ports()):
            return
        server.end(signal.SIGKILL)
        server.start()
    pytest.fail("JACK hung three times")


def errors_until(client, are_enough, *, timeout_s):
    """Sentences of ``/sideman/error`` that subscribers get."""
    client.socket.settimeout(timeout_s)
    sentences = []
    while not are_enough(sentences):
        for message in decode(client.socket.recv(65_536)):
            if message.address == "/sideman/error":
                sentences.append(message.arguments[2])
    client.socket.settimeout(20.0)
    return sentences


def are_gone(sentences):
    """Whether the server and the audio output are reported; a busy machine's stand still before, which is too."""
    gone = [each for each in sentences if "has gone" in each]
    return any("JACK server" in each for each in gone) and any("audio output" in each for each in gone)


def test_a_killed_server_is_reported_and_everything_is_back_with_it(server, start_daemon, peer, tools):
    daemon = start_daemon("--audio", "--set", "performer.prompt='funk at 120 bpm'", "--seed", "3")
    own = {"Sideman:Sideman", "Sideman:in", "Sideman:out_left"}
    see(own, server, tools)
    client, ear = peer(daemon), peer(daemon)
    ear.ask("/sideman/subscribe", "error")
    assert client.ask("/sideman/play")[0] == "/sideman/playing"
    assert len(server.heard_notes(8)) == 8
    began_s = time.monotonic()
    server.end(signal.SIGKILL)
    errors_until(ear, are_gone, timeout_s=FAULT_WITHIN_S + SLACK_S)
    print(f"reported after {time.monotonic() - began_s:.1f} s")
    # A busy machine's server stands still now and then, which is reported too, before it was killed.
    tools.wait_for(lambda: client.status()["ports_missing"] == "Sideman", what="the port to be missed")
    assert client.status()["playing"] == 1
    time.sleep(BACK_AFTER_S)
    server.start()
    began_s = time.monotonic()
    see(own, server, tools)
    print(f"back after {time.monotonic() - began_s:.1f} s")
    notes = server.heard_notes(12)
    status, now_s = client.status(), time.monotonic()
    beats = [status["beat"] - (now_s - at_s) * status["tempo"] / 60.0 for at_s, _ in notes]
    print("beats of the first notes:", [round(each, 2) for each in beats])
    assert len({pitch for _, pitch in notes}) > 1
    assert status["ports_missing"] == ""
    code, log = daemon.end()
    assert code == 0
    assert "Traceback" not in log
    assert "the JACK server has gone" in log
    assert "are there again" in log
