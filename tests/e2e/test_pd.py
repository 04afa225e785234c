"""The Pure Data patches, run by a real headless Pd against the real daemon."""

import re
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

from bridge.hosts.patches.write import ROOT, files
from bridge.osc.codec import decode, encode

PATCHES = ROOT / "max_patches" / "pd"
HARNESS = """#N canvas 0 0 700 400 12;
#X obj 20 20 netreceive {port};
#X obj 20 50 s sideman;
#X obj 20 100 r sideman-notes;
#X obj 20 130 print NOTE;
#X obj 220 100 r sideman-answers;
#X obj 220 130 print ANSWER;
#X obj 20 200 {patch};
#X connect 0 0 1 0;
#X connect 2 0 3 0;
#X connect 4 0 5 0;
"""
REMOTE = """#N canvas 0 0 700 400 12;
#X obj 20 50 sideman.remote {port} {own};
#X obj 20 100 print NOTE;
#X obj 120 100 print PLAN;
#X obj 220 100 print ANSWER;
#X obj 320 100 print IS;
#X connect 0 0 1 0;
#X connect 0 1 2 0;
#X connect 0 2 3 0;
#X connect 0 3 4 0;
"""

pytestmark = pytest.mark.pd


def free_port(kind):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Pd:
    """Pd without sound and screen; what it prints, line by line, and a way to say something to the page."""

    def __init__(self, path, port=None):
        command = [
            "pd",
            "-nogui",
            "-noaudio",
            "-nomidi",
            "-stderr",
            "-path",
            str(PATCHES),
            "-path",
            str(path.parent),
            "-open",
            str(path),
        ]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.lines, self._socket = [], None
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        if port is not None:
            self._socket = self._connected(port)

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line.rstrip())

    def _connected(self, port):
        for _ in range(100):
            try:
                return socket.create_connection(("127.0.0.1", port))
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"Pd does not listen: {self.lines}")

    def say(self, words):
        self._socket.sendall(f"{words};\n".encode())

    def having(self, pattern):
        return [line for line in list(self.lines) if re.search(pattern, line)]

    def close(self):
        if self._socket:
            self._socket.close()
        self.process.kill()
        self.process.wait()
        self._thread.join()
        self.process.stderr.close()


@pytest.fixture
def start_pd(tmp_path):
    if shutil.which("pd") is None:
        pytest.skip("not installed: pd (Debian: puredata-core)")
    running = []

    def start(text, port=None):
        path = tmp_path / "harness.pd"
        path.write_text(text)
        running.append(Pd(path, port))
        return running[-1]

    yield start
    for each in running:
        each.close()


def test_the_committed_patches_are_what_the_tables_say():
    for name, data in files().items():
        assert (ROOT / name).read_bytes() == data, f"{name} is old; write it anew with: make patches"


def test_the_page_prompts_plays_and_stops(start_daemon, start_pd, tools):
    start_daemon("--midi-port", "none", "--port", "7770", "--seed", "3")
    port = free_port(socket.SOCK_STREAM)
    pd = start_pd(HARNESS.format(port=port, patch="sideman"), port)
    tools.wait_for(lambda: pd.having(r"^sideman: symbol connected"), what="a connection")
    pd.say("prompt jazz trio in D minor")
    tools.wait_for(lambda: pd.having(r"^plan: style jazz.* key D\\ minor"), what="a plan")
    pd.say("play")
    tools.wait_for(lambda: len(pd.having("^NOTE: ")) > 60, what="music")
    pd.say("stop")
    tools.wait_for(lambda: pd.having("^ANSWER: playing 0"), what="the end")
    time.sleep(0.3)
    sounding = {}
    for line in pd.having("^NOTE: "):
        pitch, velocity, channel = map(int, line.removeprefix("NOTE: ").split())
        assert 0 <= pitch <= 127
        assert 0 <= velocity <= 127
        assert channel in (1, 5, 9, 10)  # piano, bass, reed, drums
        sounding[channel, pitch] = sounding.get((channel, pitch), 0) + (1 if velocity else -1)
    assert set(sounding.values()) == {0}
    n_notes = len(pd.having("^NOTE: "))
    pd.say("set energy 7")
    tools.wait_for(lambda: pd.having("^error: /sideman/set out_of_range .*energy"), what="a refusal in words")
    assert len(pd.having("^NOTE: ")) == n_notes
    assert not pd.having("connection failed|couldn't create|no method")


# What the page's widgets are told to show, each with its name.
SHOWN = ("energy", "swing", "part-bass", "part-organ", "mode", "state", "clock", "scene-0", "tempo", "now", "error")
WATCHED = HARNESS + "".join(
    f"#X obj {20 + 100 * number} 250 r sideman-show-{name};\n#X obj {20 + 100 * number} 280 print SHOWN-{name};\n"
    f"#X connect {7 + 2 * number} 0 {8 + 2 * number} 0;\n"
    for number, name in enumerate(SHOWN)
)


def test_the_page_shows_what_the_player_has(start_daemon, start_pd, peer, tools):
    daemon = start_daemon("--midi-port", "none", "--port", "7770", "--seed", "3")
    port = free_port(socket.SOCK_STREAM)
    pd, other = start_pd(WATCHED.format(port=port, patch="sideman"), port), peer(daemon)

    def shows(name, text):
        tools.wait_for(lambda: pd.having(rf"^SHOWN-{name}: {text}"), what=f"{name} to be {text}")

    shows("swing", "color -1.31586e\\+07 -1 -1")
    for request in (("set", "energy", 0.8), ("part", "bass", "on", 1), ("mode", "accompany"), ("scene/store", "verse")):
        other.ask(f"/sideman/{request[0]}", *request[1:])
    pd.say("tempo 97")
    for name, text in (("energy", "set 0.8"), ("part-bass", "set 1"), ("mode", "set 2"), ("scene-0", "label verse")):
        shows(name, text)
    shows("tempo", "set 97")
    shows("clock", "label internal")
    other.ask("/sideman/part", "bass", "on", 0)
    shows("part-bass", "set 0")
    pd.say("set energy 7")
    shows("error", "label energy")
    other.send("/sideman/clock", "host")
    pd.say("play")
    shows("state", "label waiting")
    pd.say("stop")
    shows("state", "label stopped")
    pd.say("clock internal")
    pd.say("play")
    shows("state", "label playing")
    shows("now", r"label \w+")


@pytest.mark.parametrize(
    ("name", "words", "address"),
    [("words", "slow blues in D minor", "prompt"), ("key", "F# minor", "key"), ("chords", "Am F C G", "chords")],
)
def test_what_is_typed_into_a_field_is_a_request(start_pd, name, words, address):
    """The fields send lists; a keyboard cannot be had without a screen."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as player:
        player.bind(("127.0.0.1", 7770))
        player.settimeout(20.0)
        port = free_port(socket.SOCK_STREAM)
        harness = HARNESS.format(port=port, patch="sideman").replace("s sideman;", f"s sideman-{name};")
        pd = start_pd(harness, port)
        pd.say(words)
        while (message := decode(player.recv(65_536))[0]).address != f"/sideman/{address}":
            pass
    assert list(message.arguments) == words.split()


def test_nobody_there_then_somebody_again(start_daemon, start_pd, tools):
    port, own = free_port(socket.SOCK_DGRAM), free_port(socket.SOCK_DGRAM)
    pd = start_pd(REMOTE.format(port=port, own=own))
    tools.wait_for(lambda: pd.having("^IS: 0"), what="a word that nobody is there")
    daemon = start_daemon("--midi-port", "none", "--port", str(port))
    tools.wait_for(lambda: pd.having("^IS: 1"), what="a connection")
    tools.wait_for(lambda: pd.having("^PLAN: style"), what="the plan of the new player")
    daemon.end()
    tools.wait_for(lambda: len(pd.having("^IS: 0")) == 2, what="a word that it has gone")


def test_another_version_is_told(start_pd, tools):
    own = free_port(socket.SOCK_DGRAM)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as old:
        old.bind(("127.0.0.1", 0))
        old.settimeout(20.0)
        pd = start_pd(REMOTE.format(port=old.getsockname()[1], own=own))
        answers = {"/sideman/ping": ("/sideman/pong", ()), "/sideman/version": ("/sideman/version", ("9.0", "x", 99))}
        while not pd.having("^IS: 2"):
            address = decode(old.recv(65_536))[0].address
            if address in answers:
                said, values = answers[address]
                old.sendto(encode(said, values), ("127.0.0.1", own))
            tools.wait_for(lambda: True)


def test_every_address_a_patch_sends_is_understood():
    from bridge.api.osc_api import BY_ADDRESS
    from bridge.osc.arguments import read

    for name in ("sideman.pd", "sideman.remote.pd"):
        for line in Path(PATCHES / name).read_text().splitlines():
            if found := re.match(r"#X msg -?\d+ -?\d+ (.*);$", line):
                for said in found[1].split(r" \,"):
                    words = said.split()
                    if words[0] in ("label", "color") or re.fullmatch(r"set (\d|\\\$1)", said.strip()):
                        continue  # to a widget of Pd's
                    handler = BY_ADDRESS.get(f"/sideman/{words[0]}")
                    if handler and not words[0].isdigit():
                        usual = {"tempo": 100, "scene/recall": "verse"}.get(words[0], 1)
                        values = [usual if word.startswith(r"\$") else _atom(word) for word in words[1:]]
                        read(handler.address, handler.signature, values)
                    else:
                        assert re.fullmatch(r"[\d.]+|\\\$\d.*|connect|listen|symbol", words[0]), said


def _atom(word):
    try:
        return float(word)
    except ValueError:
        return word


# A double of plugdata's own object, with the outlets that its documentation names.
PLAYHEAD = """#N canvas 0 0 700 300 12;
#X obj 20 20 r test-playhead;
#X obj 20 60 route playing recording looping edittime framerate bpm lastbar timesig position;
#X connect 0 0 1 0;
""" + "".join(f"#X obj {20 + 60 * number} 120 outlet;\n#X connect 1 {number} {2 + number} 0;\n" for number in range(9))
IN_PLUGDATA = """#N canvas 0 0 700 400 12;
#X obj 20 20 netreceive {port};
#X obj 20 50 s test-playhead;
#X obj 20 100 r sideman-notes;
#X obj 20 130 print NOTE;
#X obj 220 100 r sideman-answers;
#X obj 220 130 print ANSWER;
#X obj 420 100 r sideman-show-clock;
#X obj 420 130 print CLOCK;
#X obj 20 200 sideman.plugdata;
#X connect 0 0 1 0;
#X connect 2 0 3 0;
#X connect 4 0 5 0;
#X connect 6 0 7 0;
"""


class Host:
    """A host's transport, told to the double of `playhead` 100 times a second, as plugdata tells it with each block."""

    def __init__(self, pd, bpm):
        self._pd, self.bpm, self.is_playing, self._beat = pd, bpm, False, 0.0
        self._is_closed = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self):
        last_s = time.monotonic()
        while not self._is_closed.wait(0.01):
            now_s = time.monotonic()
            self._beat += (now_s - last_s) * self.bpm / 60.0 * self.is_playing
            last_s = now_s
            for words in (
                f"playing {int(self.is_playing)}",
                f"bpm {self.bpm}",
                "timesig 3 4",
                f"position {self._beat} 0 0",
            ):
                self._pd.say(words)

    def close(self):
        self._is_closed.set()
        self._thread.join()


def test_in_plugdata_the_host_leads(start_daemon, start_pd, peer, tmp_path, tools):
    daemon = start_daemon("--midi-port", "none", "--port", "7770", "--seed", "3")
    (tmp_path / "playhead.pd").write_text(PLAYHEAD)
    port = free_port(socket.SOCK_STREAM)
    pd, other = start_pd(IN_PLUGDATA.format(port=port), port), peer(daemon)
    tools.wait_for(lambda: pd.having(r"^sideman: symbol connected"), what="a connection")
    host = Host(pd, 96.0)
    try:
        other.ask("/sideman/prompt", "jazz waltz")
        time.sleep(0.5)
        assert not pd.having("^NOTE: ")
        host.is_playing = True
        tools.wait_for(lambda: len(pd.having("^NOTE: ")) > 60, what="music by the host's transport")
        assert pd.having("^CLOCK: label host")
        status = dict(zip(*[iter(other.ask("/sideman/status").arguments)] * 2, strict=True))
        assert status["tempo"] == pytest.approx(96.0, rel=0.05)
        assert status["clock"] == "host"
        host.is_playing = False
        tools.wait_for(lambda: pd.having("^ANSWER: playing 0"), what="the end by the host's stop")
    finally:
        host.close()
    assert not pd.having("couldn't create|no method|out_of_range")


@pytest.mark.liblo
def test_pd_liblo_and_python_drive_one_player_at_once(start_daemon, start_pd, peer, tools):
    daemon = start_daemon("--midi-port", "none", "--seed", "3")
    dump_port, own = free_port(socket.SOCK_DGRAM), free_port(socket.SOCK_DGRAM)
    pd = start_pd(REMOTE.format(port=daemon.port, own=own))
    dump = subprocess.Popen(["oscdump", "-L", str(dump_port)], stdout=subprocess.PIPE, text=True)
    dumped = []
    reading = threading.Thread(target=lambda: dumped.extend(dump.stdout))
    reading.start()
    python = peer(daemon)
    try:
        tools.wait_for(lambda: pd.having("^IS: 1"), what="Pd's connection")
        tools.oscsend(daemon.port, "/sideman/subscribe", "si", "bar", str(dump_port))
        python.ask("/sideman/subscribe", "note")
        tools.oscsend(daemon.port, "/sideman/prompt", "s", "rock trio at 140")
        tools.wait_for(lambda: pd.having("^PLAN: style rock"), what="liblo's prompt in Pd")
        assert python.ask("/sideman/play").address in ("/sideman/playing", "/sideman/note")
        tools.wait_for(lambda: len(pd.having("^NOTE: ")) > 120, what="notes in Pd")
        heard = [python.receive() for _ in range(20)]
        assert {"/sideman/note"} <= {each.address for each in heard} <= {
            "/sideman/note", "/sideman/note/cancel", "/sideman/playing",
        }  # fmt: skip
        tools.oscsend(daemon.port, "/sideman/stop")
        tools.wait_for(lambda: pd.having("^ANSWER: playing 0"), what="liblo's stop in Pd")
    finally:
        dump.terminate()
        dump.wait()
        reading.join()
        dump.stdout.close()
    assert len(dumped) >= 2
    assert all("/sideman/bar" in line for line in dumped)  # and nothing that others asked for
