"""The daemon's end of the panel process, with the real process."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from bridge.core.timebase import SystemTime
from bridge.panel.link import PanelLink, make_panel, with_lan
from bridge.panel.messages import PanelSettings
from bridge.settings.config import load

WITHIN_S = 30.0


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition):
    deadline_s = time.monotonic() + WITHIN_S
    while not condition():
        assert time.monotonic() < deadline_s
        threading.Event().wait(0.02)


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/about.json", timeout=WITHIN_S) as response:
            return response.status == 200
    except urllib.error.URLError:
        return False


def test_the_process_serves_the_page_is_started_again_and_ends(free_port):
    link = PanelLink(PanelSettings(free_port, "127.0.0.1", 9), SystemTime())
    link.spawn()
    assert list(link.start()) == [f"panel: http://127.0.0.1:{free_port}"]
    try:
        wait_until(lambda: link.is_up)
        assert answers(free_port)
        pid = link.pid
        os.kill(pid, 9)
        wait_until(lambda: link.is_up and link.pid != pid)
        assert answers(free_port)
        pid = link.pid
    finally:
        link.close()
    assert not answers(free_port)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_port_that_is_taken_is_one_sentence_and_no_process():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        link = PanelLink(PanelSettings(port, "127.0.0.1", 9), SystemTime())
        link.spawn()
        (sentence,) = link.start()
        assert re.match(rf"no panel: .*port {port} .*taken.*--no-panel", sentence)
        link.close()
        assert link.pid is None


def test_without_tcp_the_sentence_says_what_to_set():
    panel = make_panel(load(None, ["osc.tcp=false"]), 7770, SystemTime())
    panel.spawn()
    (sentence,) = panel.start()
    assert "osc.tcp = true" in sentence
    panel.close()


def test_no_panel_is_made_where_none_is_asked_for():
    assert make_panel(load(None, ["panel.port=0"]), 7770, SystemTime()) is None


def test_for_other_machines_there_is_a_secret_that_is_kept_if_it_is_set(monkeypatch):
    monkeypatch.setattr("bridge.panel.addresses.own_addresses", lambda: ("192.168.1.7",))
    settings = with_lan(PanelSettings(7780, "127.0.0.1", 7770))
    assert settings.listens_on == "0.0.0.0"
    assert len(settings.secret) >= 16
    assert settings.lan_url() == f"http://192.168.1.7:7780/?secret={settings.secret}"
    assert with_lan(PanelSettings(7780, "127.0.0.1", 7770)).secret != settings.secret
    assert with_lan(PanelSettings(7780, "127.0.0.1", 7770), "mine").secret == "mine"


def test_the_process_loads_nothing_that_makes_music():
    code = "import sys, bridge.panel.process; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "tensorflow", "ai_edge_litert", "mido", "rtmidi"} & set(loaded)
