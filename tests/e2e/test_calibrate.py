"""A MIDI loop measured over real JACK: one client hands on what it gets."""

import re
from importlib import import_module

import pytest
from click.testing import CliRunner

from bridge import cli
from bridge.core.errors import MidiPortError, SetupError
from bridge.midi.backend import list_ports
from bridge.settings.config import load

calibrating = import_module("bridge.commands.calibrate")


class Loop:
    """Two JACK ports; each ``drop_every``-th note-on that comes in does not go out."""

    def __init__(self, *, drop_every=0):
        rtmidi = pytest.importorskip("rtmidi", reason="not installed: python-rtmidi, whose ports calibrate opens")
        self._n_note_ons, self._drop_every = 0, drop_every
        self.n_handed_on = 0  # note-ons; JACK loses what comes while a client misses a period
        self._out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, "loop-there")
        self._out.open_virtual_port("back")
        self._in = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, "loop-here")
        self._in.set_callback(self._hand_on)
        self._in.open_virtual_port("in")

    def _hand_on(self, event, _data):
        message, _ = event
        self._n_note_ons += message[0] & 0xF0 == 0x90
        is_note_on = message[0] & 0xF0 == 0x90
        if not self._drop_every or not is_note_on or self._n_note_ons % self._drop_every:
            self._out.send_message(message)
            self.n_handed_on += is_note_on

    def close(self):
        self._in.cancel_callback()
        for each in (self._in, self._out):
            each.close_port()
            each.delete()


@pytest.fixture
def loop(jack_server):  # noqa: ARG001
    loops = []

    def make(**options):
        loops.append(Loop(**options))
        return loops[-1]

    yield make
    for each in loops:
        each.close()


class CountedReturns(calibrating.Returns):
    """Counts what comes back: JACK loses what reaches a client in a period that it misses, here as in `Loop`."""

    n_back = 0

    def receive(self, data, at_s):
        CountedReturns.n_back += data[0] & 0xF0 == 0x90
        super().receive(data, at_s)


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """A machine that does other work besides brings notes back late; none is lost for that."""
    monkeypatch.setattr(calibrating, "LAST_WITHIN_S", 5.0)
    monkeypatch.setattr(calibrating, "Returns", CountedReturns)
    CountedReturns.n_back = 0


def calibrate(*options):
    return CliRunner().invoke(cli.sideman, ["calibrate", "--output", "loop-here", "--input", "loop-there", *options])


@pytest.mark.jack
def test_the_offset_is_half_of_the_way_and_is_written(loop, tmp_path):
    made = loop()
    path = tmp_path / "mine.toml"
    path.write_text("[midi]\nthru = true  # mine\n")
    result = calibrate("--write", "--config", str(path))
    assert result.exit_code == 0, result.output
    assert made.n_handed_on >= CountedReturns.n_back
    assert f"; {100 - CountedReturns.n_back} lost" in result.output
    offset_ms = load(path).midi.offset_ms
    p50_ms = float(re.search(r"p50 ([0-9.]+)", result.output)[1])
    assert offset_ms == pytest.approx(-p50_ms / 2.0, abs=0.06)
    assert offset_ms < 0.0
    assert f"midi.offset_ms = {offset_ms:g} into {path}" in result.output
    assert "thru = true  # mine" in path.read_text()
    assert not [info for info in list_ports() if "Sideman" in info.name]


@pytest.mark.jack
def test_without_write_the_line_is_told(loop, tmp_path, monkeypatch):
    made = loop(drop_every=50)
    monkeypatch.chdir(tmp_path)
    result = calibrate()
    assert 98 >= made.n_handed_on >= CountedReturns.n_back
    assert f"; {100 - CountedReturns.n_back} lost" in result.output
    assert result.output.splitlines()[-1].startswith("offset_ms = -")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.jack
def test_a_loop_that_loses_much_is_refused(loop, tmp_path):
    made = loop(drop_every=2)
    result = calibrate("--write", "--config", str(tmp_path / "mine.toml"))
    assert isinstance(result.exception, SetupError)
    assert made.n_handed_on >= CountedReturns.n_back
    assert f"{100 - CountedReturns.n_back} of 100 notes were lost" in str(result.exception)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.jack
def test_nothing_that_comes_back_is_one_sentence(loop):
    loop(drop_every=1)
    result = calibrate()
    assert isinstance(result.exception, MidiPortError)
    assert "no note came back" in str(result.exception)


def test_a_port_that_is_not_there_is_named():
    result = calibrate()
    assert isinstance(result.exception, MidiPortError)
    assert "loop-here" in str(result.exception)
