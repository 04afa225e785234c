"""The daemon wired for real: sockets, threads and the inference process; without MIDI."""

import gc
import os
import signal
import socket
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import mido
import pytest

from bridge import daemon
from bridge.core.background import Background
from bridge.core.errors import MidiPortError, PortTakenError, SetupError
from bridge.core.ticker import Ticker
from bridge.core.timebase import SystemTime
from bridge.daemon import Daemon
from bridge.osc.client import OscClient
from bridge.performance.performer import Performer
from bridge.performance.scene import Mode, Quantum
from bridge.playback.scheduler import Scheduler
from bridge.recording.recorder import Recorder
from bridge.settings.config import load, loads
from bridge.wiring.clocks import Clocks
from bridge.wiring.from_config import first_scene_of, performer_settings, write_back

OUR_THREADS = {"osc", "scheduler", "inference", "inference writer", "ticker", "recorder", "link", "ports"}


@pytest.fixture
def config(model_file, tmp_path):
    """A configuration from lines of settings."""

    def make(*overrides):
        settings = ["osc.port=0", "midi.output=none", "midi.own_input=false", "inference.rules_only=true"]
        settings += [f"inference.model={model_file}", f"takes.folder={tmp_path / 'takes'}", "performer.seed=1"]
        return load(None, [*settings, *overrides])

    return make


def our_threads():
    return [thread.name for thread in threading.enumerate() if thread.name in OUR_THREADS]


def left_threads():
    """Threads of ours that do not end: to end takes them a while where others use the cores."""
    deadline_s = time.monotonic() + 20.0
    while (left := our_threads()) and time.monotonic() < deadline_s:
        time.sleep(0.01)
    return left


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextmanager
def running(config, **options):
    """A daemon, started and closed, and a client of its own."""
    wired = Daemon(config, **options)
    try:
        ready = wired.start()
        with OscClient(ready.host, ready.port) as client:
            yield wired, client
    finally:
        wired.close()


def wait_for(client, address, *, timeout_s=20.0):
    for answer in client.answers(timeout_s):
        if answer.address == address:
            return answer
    raise AssertionError(f"no {address} came")


def status_of(client):
    client.send("/sideman/status")
    answer = wait_for(client, "/sideman/status")
    return dict(zip(answer.arguments[::2], answer.arguments[1::2], strict=True))


def test_it_starts_answers_plays_and_closes_without_a_trace(config, tmp_path):
    with running(config()) as (wired, client):
        assert wired._midi_port.name == "none"
        pid = wired._inference.pid
        assert is_alive(pid)
        assert set(our_threads()) == OUR_THREADS - {"link"}
        client.send("/sideman/subscribe", ["note"])
        assert wait_for(client, "/sideman/subscribed")
        client.send("/sideman/play")
        assert wait_for(client, "/sideman/note").arguments[3] in range(128)
        time.sleep(0.3)
        client.send("/sideman/stop")
        while wait_for(client, "/sideman/playing").arguments != (0,):
            pass
    assert not left_threads()
    assert not is_alive(pid)
    (take,) = (tmp_path / "takes").glob("take-*.mid")
    kinds = [message.type for message in mido.MidiFile(take)]
    assert kinds.count("note_on") == kinds.count("note_off") > 0


def test_what_is_ready_says_where_and_with_which_model(config):
    wired = Daemon(config())
    ready = wired.start()
    try:
        assert (ready.host, ready.port) == ("127.0.0.1", wired._server.peer.port)
        assert ready.port > 0
        assert "notes go out over OSC only" in ready.sentences[0]
        assert len(ready.model_hash) > 12
        assert ready.version[0].isdigit()
    finally:
        wired.close()


def test_an_inference_process_that_is_killed_is_started_again_and_the_music_goes_on(config):
    with running(config()) as (wired, client):
        client.send("/sideman/subscribe", ["status"])
        client.send("/sideman/play")
        while wait_for(client, "/sideman/playing").arguments != (1,):
            pass
        first = wired._inference.pid
        os.kill(first, signal.SIGKILL)
        while wait_for(client, "/sideman/inference").arguments[0] != 0:
            pass
        while wait_for(client, "/sideman/inference").arguments[0] != 1:
            pass
        client.send("/sideman/subscribe", ["note"])
        assert wait_for(client, "/sideman/note")
        client.send("/sideman/unsubscribe", ["all"])
        wait_for(client, "/sideman/unsubscribed")
        values = status_of(client)
        assert (values["playing"], values["inference"], values["restarts"]) == (1, 1, 1)
        second = wired._inference.pid
        assert second != first
    assert not is_alive(first)
    assert not is_alive(second)


def test_run_ends_at_a_signal(config, monkeypatch):
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    interval_s, told = sys.getswitchinterval(), []

    def on_ready(ready):
        told.append(ready)
        assert sys.getswitchinterval() < interval_s
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(gc, "freeze", lambda: None)  # what other tests left would stay for good
    try:
        daemon.run(config(), on_ready)
    finally:
        sys.setswitchinterval(interval_s)
        for each, handler in before.items():
            signal.signal(each, handler)
    assert len(told) == 1
    assert not left_threads()


def test_what_fails_while_it_closes_keeps_nothing_else_open(config, monkeypatch, caplog):
    closed = []

    def note_closing(kind, name="close", *, fails=True):
        close = getattr(kind, name)

        def closing(self, *arguments):
            closed.append(kind.__name__)
            close(self, *arguments)
            if fails:
                raise RuntimeError("a fault of ours")

        monkeypatch.setattr(kind, name, closing)

    note_closing(Performer, "stop")
    for kind in (Recorder, Ticker):
        note_closing(kind)
    note_closing(Scheduler, fails=False)
    with running(config()) as (wired, client):
        client.send("/sideman/subscribe", ["midi"])
        client.send("/sideman/play")
        assert wait_for(client, "/sideman/midi/note")
        pid = wired._inference.pid
    assert closed == ["Performer", "Scheduler", "Ticker", "Ticker", "Recorder"], "note-offs come first"
    assert caplog.text.count("RuntimeError: a fault of ours") == 4
    assert not left_threads()
    assert not is_alive(pid)


# -- what keeps it from starting


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_STREAM])
def test_a_taken_port_is_found_before_a_process_is_started(config, kind, monkeypatch):
    monkeypatch.setattr(daemon, "start_child", lambda _: pytest.fail("started"))
    with socket.socket(socket.AF_INET, kind) as other:
        other.bind(("127.0.0.1", 0))
        if kind is socket.SOCK_STREAM:
            other.listen()
        port = other.getsockname()[1]
        with pytest.raises(
            PortTakenError, match=f"{'UDP' if kind is socket.SOCK_DGRAM else 'TCP'} port {port} .*--port"
        ):
            Daemon(config(f"osc.port={port}"))


def test_without_tcp_only_the_udp_port_is_taken(config):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with running(config(f"osc.port={other.getsockname()[1]}", "osc.tcp=false")) as (_, client):
            assert wait_for_pong(client)


def wait_for_pong(client):
    client.send("/sideman/ping")
    return wait_for(client, "/sideman/pong")


def test_a_failing_start_frees_the_port_and_leaves_no_process(config, monkeypatch):
    with running(config()) as (wired, _):
        port = wired._server.peer.port  # free for UDP and for TCP
    pids, start_child = [], daemon.start_child

    def start(settings):
        child, connection = start_child(settings)
        pids.append(child.pid)
        return child, connection

    monkeypatch.setattr(daemon, "start_child", start)
    for _ in range(2):
        with pytest.raises(MidiPortError, match="no such synthesiser"):
            Daemon(config(f"osc.port={port}", "midi.output=no such synthesiser"))
    assert len(pids) == 2
    assert not any(map(is_alive, pids))


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no model"], ids=["missing", "empty", "damaged"])
def test_a_model_that_is_missing_or_damaged_is_one_sentence(config, tmp_path, content, capfd):
    path = tmp_path / "broken.model"
    if content is not None:
        path.write_bytes(content)
    wired = Daemon(config(f"inference.model={path}"))
    try:
        with pytest.raises(SetupError, match=str(path)) as refused:
            wired.start()
    finally:
        wired.close()
    assert "\n" not in str(refused.value)
    assert "Traceback" not in capfd.readouterr().err
    assert not left_threads()


# -- what the configuration says


def test_the_prompt_and_the_rest_of_the_first_scene_come_from_the_configuration(config):
    overrides = ["performer.prompt=slow blues in G at 61 bpm", "performer.mode=accompany", "performer.quantum=phrase"]
    with running(config(*overrides, "controls.energy=0.25")) as (wired, client):
        plan = wired._performer.plan
        assert (plan.style[0][0], str(plan.key), plan.tempo_bpm) == ("blues", "G major", 61.0)
        status = status_of(client)
        assert (status["tempo"], status["mode"]) == (61.0, "accompany")
        client.send("/sideman/get", ["energy"])
        assert wait_for(client, "/sideman/control").arguments == ("energy", 0.25)
        client.send("/sideman/prompt", ["metal"])
        assert wait_for(client, "/sideman/plan")
        client.send("/sideman/reset")
        assert wait_for(client, "/sideman/plan").arguments[:2] == ("style", "blues 1")


def test_scene_and_habits_are_read_off():
    config = loads(
        "[performer]\nmode = 'respond'\nquantum = 'bar'\nbars_ahead = 3\nrespond_max_bars = 5\n"
        "[midi]\nprogram_changes = false\n[clock]\nfollow_start = false\n[parts.drums]\non = 0\n",
        "it",
    )
    scene, settings = first_scene_of(config), performer_settings(config)
    assert (scene.mode, scene.quantum, scene.controls.part("drums").on) == (Mode.RESPOND, Quantum.BAR, False)
    assert (settings.bars_ahead, settings.respond_max_bars) == (3, 5)
    assert not settings.sends_programs
    assert not settings.follow_start


def test_learned_controllers_are_written_beside_the_rest_and_scenes_beside_the_file(config, tmp_path):
    path = tmp_path / "sideman.toml"
    path.write_text("[midi]\nthru = true  # mine\n")
    files = Background("files")
    write_back(path, files)("21.3", "energy")
    files.close()
    assert load(path).cc == {"21.3": "energy"}
    assert "# mine" in path.read_text()
    assert write_back(None, files) is None
    with running(config(), config_path=path) as (_, client):
        client.send("/sideman/scene/store", ["verse"])
        assert wait_for(client, "/sideman/scene/stored")
    assert (tmp_path / "sideman-scenes.json").exists()


def test_a_clock_that_is_asked_for_is_the_one_wanted():
    for name in ("auto", "internal", "midi", "host"):
        clocks = Clocks(loads(f"[clock]\nsource = '{name}'\n", "it"), SystemTime())
        assert str(clocks.selector.wanted) == name
        clocks.start()
        clocks.check()
        clocks.close()
