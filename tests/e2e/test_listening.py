"""Audio that comes in by JACK, through PortAudio, is heard by the running daemon and played along with."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

# Plays the same four bars for ever into ports of its own, as a mixer or another program would.
PLAYER = """
import sys
sys.path.insert(0, {tests!r})
import numpy as np
import sounddevice
from listening_tunes import tune

samples = tune("Am F C G", tempo_bpm=120.0, n_bars=4, rate_hz=48_000)[: 8 * 48_000]
place = 0

def fill(out, n_frames, _time, _status):
    global place
    out[:, 0] = samples[(place + np.arange(n_frames)) % len(samples)]
    place += n_frames

with sounddevice.OutputStream(device="system", channels=1, samplerate=48_000, callback=fill):
    print("playing", flush=True)
    sys.stdin.read()
"""


def ports(*options):
    """Audio ports of JACK's clients, and what they are connected to."""
    return subprocess.run(["jack_lsp", *options], capture_output=True, text=True, check=True).stdout.split()


# The process that listens gives way to everything; where all cores are busy, its seconds become minutes.
WHERE_OTHERS_WORK_S = 400.0
RENEW_AFTER_S = 20.0


@pytest.fixture
def player(jack_server):  # noqa: ARG001
    code = PLAYER.format(tests=str(Path(__file__).parents[1]))
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().strip() == "playing"
    yield process
    process.communicate(timeout=20.0)


def next_message(peer, address, timeout_s=WHERE_OTHERS_WORK_S):
    """The next message of an address; renews the subscription meanwhile, which ends after a minute."""
    deadline_s = time.monotonic() + timeout_s
    while time.monotonic() < deadline_s:
        try:
            message = peer.receive()
        except TimeoutError:
            peer.send("/sideman/subscribe", "plan")
            continue
        if message.address == address:
            return message
        assert message.address != "/sideman/error", message
    raise AssertionError(f"no {address} came")


@pytest.mark.jack
@pytest.mark.timeout(900)
def test_an_input_is_heard_bar_by_bar(start_daemon, player, peer, tools):  # noqa: ARG001
    daemon = start_daemon()
    sender = peer(daemon)
    sender.socket.settimeout(RENEW_AFTER_S)
    before = set(ports())
    sender.send("/sideman/subscribe", "plan")
    sender.send("/sideman/listen/live", "system")
    opened = next_message(sender, "/sideman/listening")
    assert opened.arguments == (1, "system")
    (out,) = [port for port in before if "PortAudio" in port and ":out_" in port]
    into = [port for port in set(ports()) - before if ":in_" in port]
    assert into
    for port in into:
        subprocess.run(["jack_connect", out, port], check=True)
    wanted = {"Am", "F", "C", "G"}
    heard = {}
    for _ in range(20):
        message = next_message(sender, "/sideman/heard")
        heard = dict(zip(message.arguments[::2], message.arguments[1::2], strict=True))
        if set(heard["chords"].split()) == wanted and heard["seconds"] == pytest.approx(16.0, abs=0.1):
            break
    assert set(heard["chords"].split()) == wanted
    assert heard["key"] in ("C major", "A minor")
    assert heard["tempo"] == pytest.approx(120.0, rel=0.02)
    sender.send("/sideman/play")
    next_message(sender, "/sideman/playing")
    for _ in range(2):
        assert next_message(sender, "/sideman/heard").arguments[1] == pytest.approx(120.0, rel=0.02)
    sender.send("/sideman/listen/off")
    assert next_message(sender, "/sideman/listening").arguments == (0,)
    tools.wait_for(lambda: not set(into) & set(ports()), 10.0, "the input's end")
    code, _ = daemon.end()
    assert code == 0
