"""The monitor and the doctor beside real daemons, real terminals and real MIDI clock."""

import os
import pty
import signal
import subprocess
import threading
import time

import pytest
from click.testing import CliRunner

from bridge import cli
from bridge.monitoring import checks_measured


class Terminal:
    """A command on a pseudo-terminal, and all that it has written."""

    def __init__(self, command):
        self._master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        self.process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
        os.close(slave)
        self.text = ""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        try:
            while data := os.read(self._master, 65_536):
                self.text += data.decode(errors="replace")
        except OSError:  # the other end has closed
            pass

    def shows(self, words):
        """Whether it has written this since this was last found."""
        _, found, rest = self.text.partition(words)
        if found:
            self.text = rest
        return bool(found)


def test_a_snapshot_of_a_playing_daemon(start_daemon, tools):
    daemon = start_daemon("--midi-port", "none")
    subprocess.run([*tools.command, "send", "--port", str(daemon.port), "play"], check=True, capture_output=True)
    done = subprocess.run(
        [*tools.command, "monitor", "--port", str(daemon.port)],
        capture_output=True,
        text=True,
        timeout=30.0,
        check=True,
    )
    assert "\x1b" not in done.stdout
    for words in ("play, playing", " restarts, ", "MIDI none", "clock internal"):
        assert words in done.stdout


def test_the_view_outlives_its_daemon_and_ends_with_ctrl_c(start_daemon, tools):
    daemon = start_daemon("--midi-port", "none")
    terminal = Terminal([*tools.command, "monitor", "--port", str(daemon.port)])
    tools.wait_for(lambda: terminal.shows("stands"), what="the view")
    daemon.end()
    tools.wait_for(lambda: terminal.shows("trying again"), what="the sentence that nobody answers")
    start_daemon("--midi-port", "none", "--port", str(daemon.port))
    tools.wait_for(lambda: terminal.shows("stands"), what="the view again")
    tools.wait_for(lambda: terminal.shows("up 0:0"), what="the new daemon")
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.process.wait(10.0) == 130
    assert "Traceback" not in terminal.text


@pytest.mark.jack
def test_the_doctor_hears_midi_clock(jack_server, tmp_path, monkeypatch):  # noqa: ARG001
    rtmidi = pytest.importorskip("rtmidi", reason="not installed: python-rtmidi, whose inputs the doctor listens to")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checks_measured, "N_BARS", 2)
    clock = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, "a-clock")
    clock.open_virtual_port("out")
    ended = threading.Event()

    def tick():
        due_s = time.monotonic()
        while not ended.is_set():
            clock.send_message([0xF8])
            due_s += 60.0 / 24 / 100.0
            time.sleep(max(due_s - time.monotonic(), 0.0))

    thread = threading.Thread(target=tick)
    thread.start()
    settings = ["clock.source=midi", 'midi.inputs=["a-clock", "pads"]', "osc.port=0"]
    result = CliRunner().invoke(cli.sideman, ["doctor", *(word for each in settings for word in ("--set", each))])
    ended.set()
    thread.join()
    clock.close_port()
    clock.delete()
    assert "midi: MIDI clock comes, 100." in result.output or "midi: MIDI clock comes, 99." in result.output
    assert "there is no MIDI input named 'pads'" in result.output
    assert "can be made (UNIX_JACK)" in result.output
    assert result.exit_code == 0
