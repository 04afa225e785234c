"""The states that must be said in words: no daemon, reconnecting, waiting for a clock, JACK is gone."""

from __future__ import annotations

import os
import signal
import subprocess

import pytest

JACK_NAME = "sideman-panel"


def test_a_daemon_that_is_killed_and_comes_back(start_panel):
    panel = start_panel()
    panel.play()
    panel.tab("more")
    panel.page.fill("#chart", "| Am | F |")
    panel.page.fill("#bpm", "133")
    panel.daemon.process.send_signal(signal.SIGKILL)
    panel.daemon.process.wait()
    panel.until_text("#state", "Reconnecting")
    assert panel.see("sideman.state.notes.size") == 0
    panel.until("document.getElementById('do-play').disabled", "buttons that can do nothing")
    panel.until_text("#state", "sideman run")  # after a while it says what to do
    again = start_panel(panel_port=panel.port)
    panel.until("Boolean(sideman.state.hasDaemon)", "the page comes back by itself")
    panel.until("document.getElementById('state').hidden")
    again.play()
    panel.until("sideman.state.notes.size > 0 && sideman.state.beat.isRunning", "music on the page that stayed")
    typed = [panel.page.input_value(selector) for selector in ("#chart", "#bpm")]
    assert typed == ["| Am | F |", "133"]  # what was being typed is still there


def test_a_panel_that_is_attached_says_when_there_is_no_daemon(start_panel, tools, chromium, sizes):
    first = start_panel()
    command = [*tools.command, "panel", "--no-browser", "--panel-port", "0", "--port", str(first.daemon.port)]
    attached = subprocess.Popen([*command, "--panel-port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        url = attached.stdout.readline().removeprefix("panel: ").strip()
        page = chromium.new_context(viewport=sizes.laptop, locale="en-GB").new_page()
        page.goto(url)
        tools.wait_for(lambda: page.evaluate("Boolean(window.sideman?.state.hasDaemon)"), what="the daemon")
        first.daemon.end()
        tools.wait_for(lambda: "No daemon" in page.text_content("#state"), what="no daemon")
        page.context.close()
    finally:
        attached.send_signal(signal.SIGINT)
        assert attached.wait(20.0) == 0
        attached.stdout.close()


def test_waiting_for_a_clock(start_panel):
    panel = start_panel("--clock", "host")
    panel.page.click("#do-play")
    panel.until_text("#state", "Waiting for a clock")
    panel.peer.send("/sideman/transport", 1, 0.0, 120.0)
    panel.until(
        "document.getElementById('state').hidden && Boolean(sideman.state.status.playing)", "music with the host"
    )
    panel.until("sideman.state.clock.active === 'host' && document.getElementById('bpm').disabled", "its tempo")


@pytest.mark.jack
def test_jack_is_gone(start_panel, tools, monkeypatch):
    monkeypatch.setenv("JACK_NO_START_SERVER", "1")
    monkeypatch.setenv("JACK_DEFAULT_SERVER", JACK_NAME)
    command = ["jackd", "-n", JACK_NAME, "--no-mlock", "-r", "-S", "-d", "dummy", "-r", "48000", "-p", "64"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(command, **quiet)
    try:
        tools.wait_for(lambda: subprocess.run(["jack_lsp"], **quiet).returncode == 0, what="JACK")
        panel = start_panel(midi=())
        assert "Sideman" in panel.status()["midi_port"]
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        panel.until_text("#state", "JACK is gone")
        server = subprocess.Popen(command, **quiet)
        panel.until("document.getElementById('state').hidden", "JACK is back")
    finally:
        server.kill()
        server.wait()


def test_health_is_one_light_with_a_sentence_behind_it(panel):
    panel.play()
    panel.until("['good', 'so', 'bad'].includes(document.getElementById('light').dataset.level)")
    panel.page.click("#light")
    panel.until_text("#dialog", "Lateness, p99")
    panel.page.keyboard.press("Escape")
    panel.until("!document.getElementById('dialog').open")
