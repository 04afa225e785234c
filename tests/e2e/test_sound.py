"""Our own sound, end to end: ReaStream decoded from its description alone, files, a lost process, JACK audio."""

import os
import signal
import socket
import struct
import subprocess
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from bridge.bench.sound import jack_rows

PROMPT = "funk with drums, bass, guitar, organ and brass at 110"
STREAM_S = float(os.environ.get("SIDEMAN_STREAM_S", "6"))  # two minutes by hand
QUIET = ("--midi-port", "none", "--set", "midi.own_input=false", "--seed", "4", "--set", f'performer.prompt="{PROMPT}"')

pytestmark = pytest.mark.fluidsynth


class Receiver:
    """A ReaStream receiver written from the format's description; a thread that keeps every packet."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(0.2)
        self.port = self.socket.getsockname()[1]
        self.packets, self.closing = [], threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.closing.is_set():
            try:
                self.packets.append(self.socket.recv(4096))
            except TimeoutError:
                continue

    def close(self):
        self.closing.set()
        self.thread.join()
        self.socket.close()

    def sound(self):
        """(frames, 2) of all packets in the order in which they came."""
        pieces = []
        for packet in self.packets:
            if packet[:4] == b"MRSR":
                size, name, channels, rate, n_bytes = struct.unpack_from("<i32sBiH", packet, 4)
                assert (size, name.rstrip(b"\0"), channels, rate) == (len(packet), b"stage", 2, 48_000)
                assert n_bytes == len(packet) - 47 <= 1200
                pieces.append(np.frombuffer(packet[47:], "<f4").reshape(2, -1).T)
        return np.concatenate(pieces)

    def note_ons(self):
        """MIDI note-ons, and whether every distance is sensible."""
        found = []
        for packet in self.packets:
            if packet[:4] == b"mRSR":
                assert struct.unpack_from("<i", packet, 4)[0] == len(packet)
                at = 40
                while at < len(packet):
                    kind, size, delta = struct.unpack_from("<iii", packet, at)
                    assert (kind, size) == (1, 30)
                    assert 0 <= delta < 256
                    if packet[at + 24] & 0xF0 == 0x90:
                        found.append(packet[at + 24 : at + 27])
                    at += size
        return found


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


def test_a_stream_arrives_whole_and_is_what_the_file_has(start_daemon, peer, receiver, tmp_path):
    wav = tmp_path / "sound.wav"
    daemon = start_daemon(
        *QUIET, "--reastream", "127.0.0.1", "--audio-file", str(wav), "--set", f"reastream.port={receiver.port}",
        "--set", "reastream.identifier=stage", "--set", "reastream.midi=true",
    )  # fmt: skip
    assert any("by ReaStream" in line for line in daemon.lines)
    client = peer(daemon)
    client.ask("/sideman/play")
    time.sleep(STREAM_S)
    client.ask("/sideman/stop")
    time.sleep(0.3)
    code, log = daemon.end()
    assert (code, log) == (0, "")
    time.sleep(0.3)
    kept, rate_hz = soundfile.read(str(wav), dtype="float32")
    streamed = receiver.sound()
    assert rate_hz == 48_000
    assert len(streamed) == len(kept) > STREAM_S * rate_hz
    assert np.abs(streamed - kept).max() < 2.0**-22  # the file has 24 bits: no sample lost, doubled or out of order
    assert np.abs(kept).max() > 0.05
    assert np.abs(kept[-64:]).max() < 0.001  # it fades, it is not cut
    assert len(receiver.note_ons()) > 10


@pytest.mark.parametrize("suffix", [".flac", ".wav"])
def test_the_spectral_voice_plays_into_a_file(start_daemon, peer, tmp_path, suffix):
    path = tmp_path / f"sound{suffix}"
    daemon = start_daemon(*QUIET, "--audio", "spectral", "--set", 'audio.device="none"', "--audio-file", str(path))
    assert any(line.startswith("sound: spectral") for line in daemon.lines)
    client = peer(daemon)
    client.ask("/sideman/play")
    time.sleep(4.0)
    assert daemon.end()[0] == 0
    samples, rate_hz = soundfile.read(str(path))
    assert rate_hz == 48_000
    assert 0.02 < np.abs(samples).max() < 0.9
    assert np.abs(samples[: rate_hz // 100]).max() < 0.01  # silent before the first note


def children(daemon):
    return subprocess.run(["pgrep", "-P", str(daemon.process.pid)], capture_output=True, text=True).stdout.split()


def sound_pid(daemon):
    named = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in children(daemon)}
    return int(next(pid for pid, name in named.items() if "bridge.sound.process" in name))


@pytest.mark.parametrize("deadly", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_a_lost_sound_process_comes_back_as_it_was(start_daemon, peer, receiver, deadly, tools):
    daemon = start_daemon(
        *QUIET, "--reastream", "127.0.0.1", "--set", f"reastream.port={receiver.port}",
        "--set", "reastream.identifier=stage",
    )  # fmt: skip
    client = peer(daemon)
    client.ask("/sideman/play")
    time.sleep(2.0)
    os.kill(sound_pid(daemon), deadly)
    told = tools.wait_for(lambda: status_with(client, "sound_restarts", 1), 30.0, "another sound process")
    assert told["playing"] == told["sound"] == 1
    receiver.packets.clear()
    time.sleep(2.0)
    assert np.abs(receiver.sound()).max() > 0.02
    code, log = daemon.end()
    assert code == 0
    assert "the sound process" in log
    assert "Traceback" not in log


def status_with(client, name, value):
    answer = client.ask("/sideman/status")
    told = dict(zip(answer.arguments[::2], answer.arguments[1::2], strict=True))
    return told if told[name] == value and told["sound"] else None


def test_without_a_soundfont_the_music_goes_on(start_daemon, peer, tmp_path):
    missing = tmp_path / "none.sf2"
    daemon = start_daemon(*QUIET, "--audio", "--set", f'audio.soundfont="{missing}"')
    assert f"no sound: audio.soundfont names {missing}, which is not there; name an .sf2 file" in daemon.lines
    assert peer(daemon).ask("/sideman/play").address == "/sideman/playing"
    code, log = daemon.end()
    assert code == 0
    assert "Traceback" not in log


def test_the_hosts_midi_by_reastream_is_the_players(start_daemon, peer, free_port):
    daemon = start_daemon(
        *QUIET, "--set", "reastream.listen=true", "--set", f"reastream.listen_port={free_port}",
        "--set", "controls.answer=1",
    )  # fmt: skip
    watcher = peer(daemon)
    watcher.ask("/sideman/subscribe", "note")
    event = struct.pack("<iiiiii3sBBB", 1, 30, 0, 0, 0, 0, bytes((0x90, 60, 100)), 0, 0, 0)
    packet = struct.pack("<4si32s", b"mRSR", 40 + len(event), b"sideman") + event
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as host:
        host.sendto(packet[:-4], ("127.0.0.1", free_port))
        host.sendto(packet, ("127.0.0.1", free_port))
    while watcher.receive().address != "/sideman/note":
        pass
    answer = watcher.ask("/sideman/status")
    while answer.address != "/sideman/status":
        answer = watcher.receive()
    told = dict(zip(answer.arguments[::2], answer.arguments[1::2], strict=True))
    assert (told["reastream"], told["reastream_refused"]) == (1, 1)
    assert daemon.end()[0] == 0


@pytest.fixture
def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.jack
def test_what_jack_hears_is_what_the_journal_makes_again(monkeypatch):
    pytest.importorskip("rtmidi", reason="not installed: python-rtmidi, whose ports the bench opens")
    # On a busy machine a block may come too late, some in a second; then that window is off, most never are.
    monkeypatch.setattr("bridge.bench.sound.WINDOW_S", 0.25)
    rows = list(jack_rows(capture_s=8.0, n_changes=3))
    difference = next(row for row in rows if "1 - correlation" in row.name)
    assert difference.n >= 20
    assert difference.p50 < 0.01
