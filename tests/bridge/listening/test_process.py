"""The real listening process: hears files, refuses what is none, ends when idle; from the daemon and the command."""

import contextlib
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

sys.path.insert(0, str(Path(__file__).parents[2]))
from listening_tunes import RATE_HZ, tune

from bridge.api import audio_analysis_client as desk
from bridge.core.errors import AudioError
from bridge.daemon import Daemon
from bridge.listening.file_analysis import analyse_file
from bridge.listening.messages import CannotListen, CloseInput, FileAnalysed, ListenerSettings, ListenTo, OpenInput
from bridge.osc.client import OscClient
from bridge.processes.child import start_child
from bridge.settings.config import load
from model.listening.audio_analysis import HOW_TO_GET
from model.music.chord_symbols import read_chords
from model.music.keys import Key

ANSWERS_WITHIN_S = 240.0  # the process gives way to all others: seconds of work are minutes where all cores are busy
NO_JACK = {"JACK_NO_START_SERVER": "1", "JACK_DEFAULT_SERVER": "sideman-no-such-server"}


@pytest.fixture(scope="module")
def loop(tmp_path_factory):
    path = tmp_path_factory.mktemp("loops") / "my loop.wav"
    soundfile.write(path, tune("Dm Gm A7 Dm", tempo_bpm=96.0), RATE_HZ)
    return path


@pytest.fixture
def process(monkeypatch):
    """A process that ends after half a second without a question, and our end of its pipe."""
    for name, value in NO_JACK.items():
        monkeypatch.setenv(name, value)
    child, connection = start_child(desk._PROCESS, ListenerSettings(idle_s=0.5))
    yield child, connection
    connection.close()
    child.end(10.0)


def ask(connection, message):
    connection.send(message)
    assert connection.poll(ANSWERS_WITHIN_S)
    return connection.recv()


def test_it_hears_refuses_goes_on_and_ends_when_idle(process, loop, tmp_path):
    child, connection = process
    (tmp_path / "no.wav").write_text("words")
    heard = ask(connection, ListenTo(1, loop))
    assert isinstance(heard, FileAnalysed)
    assert heard.music.key == Key.parse("Dm")
    assert heard.music.tempo_bpm == pytest.approx(96.0, rel=0.02)
    refused = ask(connection, ListenTo(2, tmp_path / "no.wav"))
    assert isinstance(refused, CannotListen)
    assert (refused.request, "cannot be read as audio" in refused.message) == (2, True)
    refused = ask(connection, OpenInput(3, "no such box"))
    assert isinstance(refused, CannotListen)
    assert "no such box" in refused.message
    with contextlib.suppress(BrokenPipeError):  # on a slow machine it has ended by now
        connection.send(CloseInput())
    with pytest.raises((EOFError, ConnectionResetError)):
        connection.recv()
    child.end(10.0)


def test_it_ends_with_the_daemon(process):
    child, connection = process
    connection.close()
    child._process.wait(20.0)
    assert child._process.returncode == 0


def test_without_librosa_one_sentence_says_what_to_install(loop, monkeypatch):
    monkeypatch.setitem(sys.modules, "librosa", None)
    for name in [name for name in sys.modules if name.startswith("model.listening.") and not name.endswith("heard")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(AudioError) as caught:
        analyse_file(loop)
    assert str(caught.value) == HOW_TO_GET
    assert 'pip install "sideman[audio]"' in HOW_TO_GET


@pytest.fixture
def client(model_file, tmp_path, monkeypatch):
    """A client of a daemon in this process; its listening process is the real one."""
    for name, value in NO_JACK.items():
        monkeypatch.setenv(name, value)
    settings = ["osc.port=0", "midi.output=none", "midi.own_input=false", "inference.rules_only=true"]
    settings += [f"inference.model={model_file}", f"takes.folder={tmp_path / 'takes'}", "performer.seed=1"]
    daemon = Daemon(load(None, settings))
    try:
        ready = daemon.start()
        with OscClient(ready.host, ready.port) as made:
            yield made
    finally:
        daemon.close()


def test_a_daemon_plays_along_with_a_file_and_an_input_that_is_not_there_is_told(client, loop):
    answers = list(client.ask("/sideman/listen", [str(loop)], "/sideman/plan", ANSWERS_WITHIN_S))
    heard = dict(zip(answers[0].arguments[::2], answers[0].arguments[1::2], strict=True))
    assert answers[0].address == "/sideman/heard"
    assert (heard["key"], heard["metre"], heard["chords"]) == ("D minor", "4/4", "Dm Gm A7 Dm")
    assert heard["tempo"] == pytest.approx(96.0, rel=0.02)
    assert heard["seconds"] == pytest.approx(soundfile.info(loop).duration, abs=0.1)
    plan = dict(zip(answers[1].arguments[::2], answers[1].arguments[1::2], strict=True))
    assert plan["key"] == "D minor"
    (later,) = client.ask("/sideman/prompt", ["in G"], "/sideman/plan", 20.0)
    assert "G major" in later.arguments
    (missing,) = client.ask("/sideman/listen", ["nowhere.wav"], "/sideman/plan", ANSWERS_WITHIN_S)
    assert missing.arguments[1] == "audio"
    assert "nowhere.wav is not there" in missing.arguments[2]
    (no_input,) = client.ask("/sideman/listen/live", [""], "/sideman/listening", ANSWERS_WITHIN_S)
    assert no_input.arguments[1] == "audio"
    (off,) = client.ask("/sideman/listen/off", [], "/sideman/listening", 20.0)
    assert off.arguments == (0,)


def test_music_does_not_wait_for_the_listening(client, loop):
    client.send("/sideman/subscribe", ["bar"])
    client.send("/sideman/play")
    client.send("/sideman/listen", [str(loop)])
    bars, heard = [], False
    deadline_s = time.monotonic() + ANSWERS_WITHIN_S
    while not heard or len(bars) < 3:
        assert time.monotonic() < deadline_s
        for answer in client.answers(1.0):
            bars += [answer.arguments[0]] if answer.address == "/sideman/bar" else []
            heard = heard or answer.address == "/sideman/heard"
    assert bars[:3] == [1, 2, 3]
    client.send("/sideman/stop")


def test_the_command_plays_like_a_file(sideman, loop, model_file, tmp_path):
    out = tmp_path / "a.mid"
    done = sideman("clip", "--like", loop, "--bars", 4, "--seed", 3, "-o", out, "--model", model_file)
    assert (done.returncode, done.stderr) == (0, "")
    heard, plan, path = done.stdout.splitlines()
    assert heard.startswith("heard  96")
    assert "D minor · Dm Gm A7 Dm" in heard
    assert "D minor" in plan
    assert path.startswith(f"{out}   4 bars")


def test_the_command_lets_words_overrule_what_it_heard(sideman, loop, model_file, tmp_path):
    out = tmp_path / "a.mid"
    done = sideman("clip", "waltz at 140", "--like", loop, "--bars", 2, "-o", out, "--model", model_file)
    assert (done.returncode, done.stderr) == (0, "")
    plan = done.stdout.splitlines()[1]
    assert "140 bpm · D minor · 3/4" in plan


def test_the_command_refuses_in_a_sentence(sideman, assert_one_sentence, tmp_path):
    silent = tmp_path / "silent.wav"
    soundfile.write(silent, np.zeros(5 * RATE_HZ), RATE_HZ)
    assert_one_sentence(sideman("clip", "--like", silent), silent, "is silent")
    assert_one_sentence(sideman("clip", "--like", tmp_path / "no.wav"), "no.wav is not there")


def test_the_command_wants_words_or_a_file(sideman):
    done = sideman("clip")
    assert done.returncode == 2
    assert "--like" in done.stderr


def test_the_daemons_modules_load_nothing_that_analyses():
    code = "import sys, bridge.daemon; print(*{name.split('.')[0] for name in sys.modules})"
    root = Path(desk.__file__).parents[2]
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"numpy", "scipy", "librosa", "soundfile", "sounddevice"} & set(loaded)


def test_chords_of_the_file_are_what_is_played(loop):
    assert analyse_file(loop).playable_chords() == read_chords("Dm Gm A7 Dm")
