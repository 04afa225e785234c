"""The daemon wired for real, but for its music and its MIDI port."""

import os
import signal
import socket
import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest
from bridge_doubles import ScriptedSource

from bridge import daemon
from bridge.daemon import Daemon, Settings
from bridge.errors import PortTakenError, SetupError
from bridge.music import Music, load_music
from bridge.osc_client import OscClient
from model.config import TEXT_WIDTH
from model.text import understanding


def scripted(_path):
    return Music(ScriptedSource, "scripted")


SETTINGS = Settings(port=0, midi_port="none", seed=1, rules_only=True)
WITH_MEANING = replace(SETTINGS, rules_only=False)
DESCRIBED = "an old porch and a bottle after she left me"


def test_it_starts_answers_plays_and_closes(tmp_path):
    wired = Daemon(replace(SETTINGS, takes=tmp_path), scripted)
    ready = wired.start()
    assert "notes go out over OSC only" in ready.midi_sentence
    with OscClient(ready.host, ready.port) as client:
        client.send("/sideman/subscribe", ["note"])
        client.send("/sideman/play")
        heard = []
        for answer in client.answers(10.0):
            heard.append(answer.address)
            if answer.address == "/sideman/note":
                break
        assert heard[0] == "/sideman/subscribed"
        client.send("/sideman/stop")
        assert any(each.address == "/sideman/playing" and each.arguments == (0,) for each in client.answers(10.0))
    wired.close()
    assert not [thread for thread in threading.enumerate() if thread.name in ("osc", "performer", "scheduler")]


def test_run_ends_at_a_signal(monkeypatch):
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setattr(daemon, "SWITCH_INTERVAL_S", 0.005)
    told = []

    def on_ready(ready):
        told.append(ready)
        os.kill(os.getpid(), signal.SIGTERM)

    try:
        daemon.run(SETTINGS, on_ready, scripted)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    assert told[0].model_hash == "scripted"


def test_a_taken_port_is_found_before_the_model_is_loaded():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        with pytest.raises(PortTakenError):
            Daemon(Settings(port=other.getsockname()[1]), lambda _: pytest.fail("loaded"))


def test_a_failing_start_frees_the_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def missing(_path):
        raise SetupError("there is no model")

    for _ in range(2):
        with pytest.raises(SetupError, match="no model"):
            Daemon(Settings(port=port), missing)


def test_a_model_that_fails_at_its_first_bar_is_a_setup_error():
    def broken(_path):
        return Music(lambda plan, seed: ScriptedSource(plan, seed, fail_at=0), "broken")

    wired = Daemon(SETTINGS, broken)
    with pytest.raises(SetupError, match="plays nothing"):
        wired.start()
    wired.close()


def test_a_missing_model_file_is_a_setup_error(tmp_path):
    with pytest.raises(SetupError, match=r"none\.model"):
        load_music(tmp_path / "none.model")


@contextmanager
def asking(settings):
    """A daemon that plays a script, as a function from words to the plan it answers with."""
    wired = Daemon(settings, scripted)
    ready = wired.start()
    with OscClient(ready.host, ready.port) as client:

        def ask(words):
            client.send("/sideman/prompt", [words])
            answer = next(each for each in client.answers(10.0) if each.address == "/sideman/plan")
            return dict(zip(answer.arguments[::2], answer.arguments[1::2], strict=True))

        yield ask, wired
    wired.close()


def encoder_threads():
    return [thread for thread in threading.enumerate() if thread.name == "encoder"]


def test_words_are_read_by_rules_until_the_encoder_is_loaded_and_then_by_their_meaning(monkeypatch):
    may_load, load = threading.Event(), understanding.load

    def slow_load():
        assert may_load.wait(60.0)
        load()

    monkeypatch.setattr(understanding, "load", slow_load)
    with asking(WITH_MEANING) as (ask, wired):
        (thread,) = encoder_threads()
        assert "porch" in ask(DESCRIBED)["unknown"]
        assert wired._performer.plan.text == ()
        may_load.set()
        thread.join(60.0)
        plan = ask(DESCRIBED)
        assert (plan["style"].split()[0], plan["unknown"]) == ("blues", "")
        text = wired._performer.plan.text
        assert len(text) == TEXT_WIDTH
        assert ask("slow blues in G")["style"] == "blues 1"
        assert wired._performer.plan.text not in ((), text)


def test_by_rules_alone_no_encoder_is_loaded():
    with asking(SETTINGS) as (ask, wired):
        assert not encoder_threads()
        assert "porch" in ask(DESCRIBED)["unknown"]
        assert ask("slow blues in G")["key"] == "G major"
        assert wired._performer.plan.text == ()


def test_an_encoder_that_fails_is_one_sentence_and_the_rules_go_on(monkeypatch, caplog):
    def broken():
        raise OSError("weights.npz is damaged")

    monkeypatch.setattr(understanding, "load", broken)
    with asking(WITH_MEANING) as (ask, _):
        for thread in encoder_threads():
            thread.join(10.0)
        assert "porch" in ask(DESCRIBED)["unknown"]
        assert ask("slow blues in G")["key"] == "G major"
    (record,) = [each for each in caplog.records if each.name == "bridge.daemon"]
    assert record.getMessage() == (
        "words are understood by rules alone, as the encoder cannot be loaded: weights.npz is damaged"
    )
    assert record.exc_info is None
