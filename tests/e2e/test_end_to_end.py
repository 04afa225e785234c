"""Words in over OSC, notes out over MIDI: nothing faked. JACK runs, the daemon is a process, liblo sends."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import mido
import pytest

from bridge.osc.codec import encode

LARGEST_DATAGRAM_BYTES = 65_507


@pytest.mark.jack
@pytest.mark.liblo
def test_words_in_notes_out(capture, start_daemon, tools):
    daemon = start_daemon("--seed", "11", embeds=True)
    assert daemon.lines[0].startswith("sideman ")
    assert daemon.lines[1] == "JACK: Sideman:Sideman, Sideman:in; to the frame, with the period of 64 at 48000 Hz"
    assert daemon.lines[2].startswith("ready: OSC on UDP 127.0.0.1:")
    tools.connect()
    tools.oscsend(daemon.port, "/sideman/prompt", "s", "fast jazz trio, piano, bass and drums, 200 bpm")
    tools.oscsend(daemon.port, "/sideman/play")
    tools.wait_for(lambda: capture.n_note_ons >= 40, 60.0, "40 notes")
    tools.wait_for(lambda: capture.sounding, 60.0, "a note to stop in")
    tools.oscsend(daemon.port, "/sideman/stop")
    tools.wait_for(lambda: not capture.sounding, 5.0, "silence after stop")
    time.sleep(0.2)
    n_messages = len(capture.messages)
    time.sleep(1.0)
    assert len(capture.messages) == n_messages
    assert not capture.sounding
    assert not capture.faults
    kinds = [message.type for message in capture.messages]
    assert kinds.count("note_on") == kinds.count("note_off")
    assert kinds[0] == "program_change"
    assert daemon.end() == (0, "")


@pytest.mark.jack
@pytest.mark.liblo
def test_nothing_sounds_after_sigterm_in_mid_play(capture, start_daemon, tools):
    daemon = start_daemon("--seed", "12")
    tools.connect()
    tools.oscsend(daemon.port, "/sideman/prompt", "s", "ambient strings and pads, 60 bpm")
    tools.oscsend(daemon.port, "/sideman/play")
    tools.wait_for(lambda: capture.n_note_ons >= 5 and capture.sounding, 60.0, "notes to end in")
    assert daemon.end()[0] == 0
    tools.wait_for(lambda: not capture.sounding, 5.0, "silence after SIGTERM")
    assert not capture.faults


@pytest.mark.jack
@pytest.mark.liblo
def test_a_style_change_in_mid_play_leaves_no_note_hanging(capture, start_daemon, tools):
    daemon = start_daemon("--seed", "13")
    tools.connect()
    tools.oscsend(daemon.port, "/sideman/prompt", "s", "rock 180 bpm")
    tools.oscsend(daemon.port, "/sideman/play")
    for styles in (("sf", "jazz", "1"), ("sfsf", "latin", "0.7", "funk_soul", "0.3"), ("s", "classical")):
        n_before = capture.n_note_ons
        tools.wait_for(lambda n=n_before: capture.n_note_ons >= n + 10, 60.0, "notes")
        tools.oscsend(daemon.port, "/sideman/style", *styles)
    tools.oscsend(daemon.port, "/sideman/panic")
    tools.wait_for(lambda: not capture.sounding, 5.0, "silence after panic")
    assert not capture.faults
    assert any(message.is_cc(123) for message in capture.messages)


def first_notes(player, n_notes):
    """The first notes announced and not cancelled, without their ids."""
    notes = []
    while len(notes) < n_notes:
        answer = player.receive()
        if answer.address == "/sideman/note":
            notes.append(answer.arguments[1:])
        elif answer.address == "/sideman/note/cancel":  # what was prepared for a transport to start
            notes = [note for note in notes if note[4] < answer.arguments[0]]
    return notes


def play_and_subscribe(daemon, peer):
    player = peer(daemon)
    assert player.ask("/sideman/subscribe", "note").address == "/sideman/subscribed"
    player.send("/sideman/prompt", "jazz", 220, "bpm")
    while player.receive().address != "/sideman/plan":
        pass
    player.send("/sideman/play")
    return player


BAD_PACKETS = {
    "an empty prompt": (encode("/sideman/prompt", [""]), "wrong_arguments"),
    "no words": (encode("/sideman/prompt"), "wrong_arguments"),
    "a prompt as large as a datagram": (
        encode("/sideman/prompt", ["x" * (LARGEST_DATAGRAM_BYTES - 27)]),
        "out_of_range",
    ),
    "a prompt that is a blob": (encode("/sideman/prompt", [b"abc"]), "wrong_arguments"),
    "a port that is a word": (encode("/sideman/subscribe", ["note", "here"]), "wrong_arguments"),
    "a port that is none": (encode("/sideman/subscribe", ["note", 70000]), "out_of_range"),
    "an unknown topic": (encode("/sideman/subscribe", ["gossip", 9000]), "out_of_range"),
    "an unknown style": (encode("/sideman/style", ["jaz", 1.0]), "unknown_style"),
    "a weight without a style": (encode("/sideman/style", [0.5]), "wrong_arguments"),
    "a negative weight": (encode("/sideman/style", ["jazz", -1.0]), "unknown_style"),
    "a weight that is no number": (encode("/sideman/style", ["jazz", float("nan")]), "wrong_arguments"),
    "too many bars": (encode("/sideman/clip", [1000]), "out_of_range"),
    "half a bar": (encode("/sideman/clip", [1.5]), "wrong_arguments"),
    "arguments where none belong": (encode("/sideman/stop", ["now"]), "wrong_arguments"),
    "an unknown address": (encode("/sideman/dance"), "unknown_address"),
    "another program's address": (encode("/live/song/get/tempo"), "unknown_address"),
    "a truncated packet": (encode("/sideman/style", ["jazz", 0.5])[:-4], "bad_packet"),
    "a packet cut inside a word": (encode("/sideman/prompt", ["slow blues"])[:-3], "bad_packet"),
    "no bytes": (b"", "bad_packet"),
    "noise": (bytes(range(256)), "bad_packet"),
    "a bundle that claims too much": (b"#bundle\x00" + b"\x00" * 7 + b"\x01" + b"\xff" * 4, "bad_packet"),
}


def test_bad_input_is_answered_and_the_music_goes_on_untouched(start_daemon, peer, tools):
    undisturbed = start_daemon("--seed", "5", env=tools.no_jack)
    expected = first_notes(play_and_subscribe(undisturbed, peer), 60)
    daemon = start_daemon("--seed", "5", env=tools.no_jack)
    player, vandal = play_and_subscribe(daemon, peer), peer(daemon)
    for what, (packet, code) in BAD_PACKETS.items():
        vandal.send_bytes(packet)
        answer = vandal.receive()
        assert (answer.address, answer.arguments[1]) == ("/sideman/error", code), what
        assert len(answer.arguments[2]) > 10, what
    assert first_notes(player, 60) == expected
    status = vandal.status()
    assert status["playing"] == 1
    assert status["errors"] == len(BAD_PACKETS)
    code, errors = daemon.end()
    assert code == 0
    assert "Traceback" not in errors


def test_a_clip_comes_as_packets_and_as_a_file(start_daemon, peer, tools):
    daemon = start_daemon("--seed", "3", env=tools.no_jack)
    clips = []
    for _ in range(2):
        player = peer(daemon)
        begin = player.ask("/sideman/clip", 4, "bossa nova 130 bpm")
        assert begin.address == "/sideman/clip/begin"
        packets = []
        while (answer := player.receive()).address == "/sideman/clip/notes":
            assert len(encode(answer.address, answer.arguments)) <= 1_400
            packets.append(answer.arguments)
        assert answer.address == "/sideman/clip/end"
        assert [packet[1] for packet in packets] == list(range(len(packets)))
        values = [value for packet in packets for value in packet[2:]]
        assert len(values) == 6 * answer.arguments[1]
        clips.append((values, Path(answer.arguments[2]).read_bytes()))
    assert clips[0] == clips[1]  # the same seed and words give the same bytes


def run_command(tools, *arguments, env=None):
    return subprocess.run(
        [*tools.command, *arguments], capture_output=True, text=True, timeout=60, env=env, check=False
    )


def assert_one_sentence(finished, code, *words):
    assert finished.returncode == code
    assert "Traceback" not in finished.stderr
    lines = finished.stderr.strip().splitlines()
    assert len(lines) == 1, lines
    for word in words:
        assert word in lines[0]


def test_a_missing_model_is_one_sentence(tools, tmp_path):
    missing = tmp_path / "none.model"
    assert_one_sentence(run_command(tools, "run", "--port", "0", "--model", str(missing)), 2, str(missing))


@pytest.mark.parametrize("keep", [0, 100, -100])
def test_a_damaged_model_is_one_sentence(tools, tmp_path, keep):
    damaged = tmp_path / "damaged.model"
    damaged.write_bytes(tools.model.read_bytes()[:keep])
    assert_one_sentence(run_command(tools, "run", "--port", "0", "--model", str(damaged)), 2, str(damaged))


def test_a_taken_port_is_one_sentence(tools):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        port = str(other.getsockname()[1])
        assert_one_sentence(run_command(tools, "run", "--port", port), 2, port, "taken", "--port")


def test_no_midi_system_is_the_degraded_mode_and_says_so(start_daemon, peer, tools):
    daemon = start_daemon(env=tools.no_jack)
    if any("MIDI port" in line for line in daemon.lines):
        pytest.skip("this machine has another MIDI system")
    assert any("no MIDI system was found" in line for line in daemon.lines)
    assert peer(daemon).ask("/sideman/ping").address == "/sideman/pong"
    assert daemon.end() == (0, "")


def test_a_midi_port_that_is_not_there_is_one_sentence(tools):
    finished = run_command(tools, "run", "--port", "0", "--model", str(tools.model), "--midi-port", "No Such Synth")
    assert_one_sentence(finished, 2, "No Such Synth")


def test_the_client_prints_answers_and_errors(start_daemon, tools):
    daemon = start_daemon(env=tools.no_jack)
    port = ("--port", str(daemon.port))
    assert run_command(tools, "send", *port, "ping").stdout == "/sideman/pong\n"
    plan = run_command(tools, "send", *port, "prompt", "slow", "blues", "in", "3/4")
    assert "metre 3/4" in plan.stdout
    assert_one_sentence(run_command(tools, "send", *port, "style", "jaz"), 1, "unknown_style")
    assert run_command(tools, "send", *port, "play").stdout == "/sideman/playing 1\n"
    assert run_command(tools, "send", *port, "stop").stdout == "/sideman/playing 0\n"


def test_the_client_says_when_nobody_is_there(tools):
    assert_one_sentence(run_command(tools, "send", "--port", "9", "ping"), 1, "no daemon answers on 127.0.0.1:9")


@pytest.mark.jack
@pytest.mark.liblo
def test_the_player_is_heard_over_midi(capture, start_daemon, peer, tools):
    """Notes are answered, a controller is learned and turns, another channel's notes are not the player's."""
    daemon = start_daemon("--set", "midi.channel=1")
    tools.connect()
    tools.connect_keys()
    player = peer(daemon)
    assert player.ask("/sideman/set", "answer", 2).address == "/sideman/control"
    capture.keys.send(mido.Message("note_on", note=60, velocity=100))
    tools.wait_for(lambda: len(capture.sounding) == 2, 10.0, "an answer")
    capture.keys.send(mido.Message("note_off", note=60))
    tools.wait_for(lambda: not capture.sounding, 10.0, "its end")
    assert player.ask("/sideman/learn", "energy").address == "/sideman/learning"
    capture.keys.send(mido.Message("control_change", control=21, value=127))
    assert player.receive().arguments == ("energy", 21, 1)
    tools.wait_for(lambda: player.ask("/sideman/get", "energy").arguments[1] == 1.0, 10.0, "the knob")
    capture.keys.send(mido.Message("note_on", channel=5, note=60, velocity=100))
    capture.keys.send(mido.Message("control_change", control=21, value=0))
    tools.wait_for(lambda: player.ask("/sideman/get", "energy").arguments[1] == 0.0, 10.0, "the knob")
    assert not capture.sounding
    assert not capture.faults
    assert daemon.end() == (0, "")


@pytest.mark.jack
@pytest.mark.liblo
def test_our_own_notes_led_back_to_the_input_are_not_answered(capture, start_daemon, peer, tools):
    daemon = start_daemon()
    tools.connect()
    tools.connect_keys()
    subprocess.run(["jack_connect", "Sideman:Sideman", "Sideman:in"], check=True)
    assert peer(daemon).ask("/sideman/set", "answer", 2).address == "/sideman/control"
    for number in range(1, 6):
        capture.keys.send(mido.Message("note_on", note=60 + number, velocity=100))
        tools.wait_for(lambda n=2 * number: capture.n_note_ons >= n, 10.0, "an answer")
        capture.keys.send(mido.Message("note_off", note=60 + number))
        tools.wait_for(lambda: not capture.sounding, 10.0, "its end")
    time.sleep(0.3)  # time enough for an answer to an answer
    assert capture.n_note_ons == 10
    assert daemon.end() == (0, "")


@pytest.mark.jack
def test_hands_that_leave_the_keys_leave_nothing_sounding(start_daemon, peer, capture, tools):
    daemon = start_daemon("--set", "midi.thru=true")
    tools.connect()
    tools.connect_keys()
    assert peer(daemon).ask("/sideman/ping").address == "/sideman/pong"
    for message in (
        mido.Message("control_change", control=64, value=127),
        mido.Message("pitchwheel", pitch=5000),
        mido.Message("note_on", note=64, velocity=80),
    ):
        capture.keys.send(message)
    tools.wait_for(lambda: capture.sounding, 10.0, "the note passed through")
    cable = ("sideman-hands:keys", "Sideman:in")

    def is_released_once_unplugged():
        """The daemon looks twice a second; a cable that was there for less than a look is not missed."""
        subprocess.run(["jack_connect", *cable], capture_output=True)
        time.sleep(0.6)
        subprocess.run(["jack_disconnect", *cable], check=True)
        time.sleep(0.6)
        return not capture.sounding

    tools.wait_for(is_released_once_unplugged, 30.0, "its end")
    tools.wait_for(lambda: mido.Message("control_change", control=64, value=0) in capture.messages, 10.0, "the pedal")
    tools.wait_for(lambda: mido.Message("pitchwheel", pitch=0) in capture.messages, 10.0, "the bend")
    assert daemon.end() == (0, "")


@pytest.mark.liblo
def test_words_over_tcp_by_liblo(start_daemon, peer, tools):
    daemon = start_daemon(env=tools.no_jack)
    url = f"osc.tcp://127.0.0.1:{daemon.port}/"
    subprocess.run(["oscsend", url, "/sideman/prompt", "s", "slow blues at 61 bpm"], check=True, timeout=20.0)
    listener = peer(daemon)
    tools.wait_for(lambda: listener.status()["tempo"] == 61.0, 10.0, "the plan")


def test_a_daemon_that_is_killed_leaves_no_process_behind(start_daemon, tools):
    daemon = start_daemon(env=tools.no_jack)
    inference = Path(f"/proc/{daemon.inference_pid}")
    assert inference.exists()
    daemon.process.kill()
    tools.wait_for(lambda: not inference.exists(), 10.0, "the end of the inference process")


# In a process of its own: what a start really imports and costs, told at the moment it is ready.
START = """
import os, resource, signal, sys, time
from bridge.settings.config import load
from bridge.daemon import run
def tell(ready):
    print(time.process_time())
    print(*sorted(name.partition(".")[0] for name in sys.modules))
    os.kill(os.getpid(), signal.SIGTERM)
run(load(None, ["osc.port=0", f"inference.model={sys.argv[1]}", "midi.output=none"]), tell)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime)
"""


def test_the_daemon_is_light(tools):
    began_s = time.monotonic()
    command = [sys.executable, "-c", START, str(tools.model)]
    # A server that hangs as a client leaves is no matter of weight: the daemon ends itself then, with 1.
    without_jack = os.environ | {"JACK_DEFAULT_SERVER": "sideman-no-such-server", "JACK_NO_START_SERVER": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=without_jack)
    assert done.returncode == 0, done.stderr
    wall_s = time.monotonic() - began_s
    cpu_s, modules, inference_cpu_s = done.stdout.splitlines()
    assert not {"tensorflow", "keras", "librosa", "numba", "scipy", "matplotlib"} & set(modules.split())
    assert "ai_edge_litert" not in modules.split()  # the other process has the network
    assert float(inference_cpu_s) > 0.0
    # Processor time, as other work on the machine stretches the wall clock.
    assert float(cpu_s) < 2.0
    assert wall_s < 20.0
