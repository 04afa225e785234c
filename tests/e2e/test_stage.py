"""What must not happen on stage: the inference process killed or frozen, three kinds of clients at once, a take cut."""

import os
import signal
import subprocess
import time
from pathlib import Path

import mido
import pytest

PROMPT = ("s", "ambient strings and pads, organ and bass, 100 bpm")


def inference_pid(daemon):
    """The daemon's inference process."""
    command = ["pgrep", "-P", str(daemon.process.pid), "-f", "bridge.inference_worker.process"]
    found = subprocess.run(command, capture_output=True, text=True).stdout.split()
    assert len(found) == 1
    return int(found[0])


def playing_over_jack(capture, daemon, tools):
    tools.connect()
    tools.oscsend(daemon.port, "/sideman/prompt", *PROMPT)
    tools.oscsend(daemon.port, "/sideman/play")
    tools.wait_for(lambda: capture.n_note_ons >= 8 and len(capture.sounding) >= 2, 60.0, "a chord to be killed in")


@pytest.mark.jack
@pytest.mark.liblo
@pytest.mark.parametrize("deadly", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_the_inference_process_is_lost_in_the_middle_of_a_chord(capture, start_daemon, peer, tools, deadly):
    # Longer than a busy machine keeps a healthy process waiting: that one would be started again too.
    daemon = start_daemon("--seed", "3", "--set", "inference.stall_s=3", embeds=True)
    playing_over_jack(capture, daemon, tools)
    watcher = peer(daemon)
    watcher.ask("/sideman/subscribe", "status")
    pid = inference_pid(daemon)
    os.kill(pid, deadly)
    killed_s = time.monotonic()
    tools.wait_for(lambda: not capture.sounding, 10.0, "silence")
    silent_s = time.monotonic()
    n_before = capture.n_note_ons
    tools.wait_for(lambda: capture.n_note_ons > n_before, 30.0, "music again")
    print(f"silence after {1000 * (silent_s - killed_s):.0f} ms, music after {time.monotonic() - killed_s:.2f} s")
    assert inference_pid(daemon) != pid
    heard = []
    while [each.arguments[0] for each in heard if each.address == "/sideman/inference"] != [0, 1]:
        heard.append(watcher.receive())
    status = watcher.ask("/sideman/status")
    while status.address != "/sideman/status":
        status = watcher.receive()
    told = dict(zip(status.arguments[::2], status.arguments[1::2], strict=True))
    assert (told["playing"], told["inference"], told["restarts"]) == (1, 1, 1)
    tools.oscsend(daemon.port, "/sideman/stop")
    tools.wait_for(lambda: not capture.sounding, 5.0, "silence after stop")
    assert not capture.faults
    code, log = daemon.end()
    assert code == 0
    assert "the inference process" in log
    assert "started again" in log


def n_struck_of(player):
    """How many notes were sent, as the status tells."""
    values = player.ask("/sideman/status").arguments
    return dict(zip(values[::2], values[1::2], strict=True))["notes"]


def test_a_take_survives_a_daemon_that_is_killed(start_daemon, peer, tools, tmp_path):
    """Without JACK, which stands still for a minute and a half when a client of a synchronous server vanishes."""
    daemon = start_daemon("--seed", "4", env=tools.no_jack)
    player = peer(daemon)
    assert player.ask("/sideman/prompt", "fast jazz trio 200 bpm").address == "/sideman/plan"
    assert player.ask("/sideman/play").arguments == (1,)
    tools.wait_for(lambda: n_struck_of(player) >= 60, 60.0, "notes to keep")
    time.sleep(1.1)  # written once a second
    n_struck = n_struck_of(player)
    child = inference_pid(daemon)
    daemon.process.kill()
    daemon.process.wait(10.0)
    tools.wait_for(lambda: not os.path.exists(f"/proc/{child}"), 10.0, "the inference process to follow")
    (take,) = (tmp_path / "takes").glob("take-*.mid")
    messages = list(mido.MidiFile(take))
    n_kept = sum(message.type == "note_on" for message in messages)
    assert 60 <= n_kept <= n_struck + 40
    assert any(message.type == "set_tempo" for message in messages)


@pytest.mark.jack
@pytest.mark.liblo
def test_a_player_on_the_keyboard_gets_answers_and_a_controller_is_learned(capture, start_daemon, peer, tools):
    daemon = start_daemon("--set", "controls.answer=1")
    tools.connect()
    tools.connect_keys()
    keys = capture.keys
    keys.send(mido.Message("note_on", note=64, velocity=90))
    tools.wait_for(lambda: capture.sounding, 10.0, "an answer")
    keys.send(mido.Message("note_off", note=64))
    tools.wait_for(lambda: not capture.sounding, 10.0, "its end")
    knob = peer(daemon)
    assert knob.ask("/sideman/learn", "energy").address == "/sideman/learning"
    keys.send(mido.Message("control_change", control=21, value=127))
    assert knob.receive().arguments == ("energy", 21, 1)
    tools.wait_for(lambda: knob.ask("/sideman/get", "energy").arguments == ("energy", 1.0), 5.0, "the knob to act")
    assert not capture.faults
    assert daemon.end()[0] == 0


@pytest.mark.liblo
def test_takes_and_clips_stay_inside_their_folder(start_daemon, peer, tools, tmp_path):
    daemon = start_daemon(env=tools.no_jack)
    client = peer(daemon)
    client.send("/sideman/clip", 1, "../../etc/passwd and ../elsewhere at 120 bpm")
    answer = client.receive()
    while answer.address != "/sideman/clip/end":
        answer = client.receive()
    assert answer.arguments[-1].startswith(str(tmp_path / "takes") + os.sep)
    assert ".." not in answer.arguments[-1]
    client.send("/sideman/scene/store", "../../x")
    assert client.receive().address == "/sideman/scene/stored"
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / "takes"}


def test_it_listens_on_loopback_only_unless_told_otherwise(start_daemon, tools):
    daemon = start_daemon(env=tools.no_jack)
    port = f"{daemon.port:04X}"
    for table in ("udp", "tcp"):
        local = [line.split()[1] for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]]
        assert [each for each in local if each.endswith(f":{port}")] == [f"0100007F:{port}"]  # 127.0.0.1
