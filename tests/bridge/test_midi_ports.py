"""Choosing a port, with doubles for mido's backends."""

from types import SimpleNamespace

import pytest

from bridge import midi_ports
from bridge.errors import MidiPortError
from bridge.messages import note_on
from bridge.midi_ports import MidoPort, NullPort, list_ports, open_output


class Backend:
    """A MIDI system: its ports, and whether it can make virtual ones."""

    def __init__(self, names=(), virtual=False):
        self.names, self.virtual, self.opened = names, virtual, []

    def _get_devices(self):
        return [{"name": name, "is_output": True, "is_input": False} for name in self.names]

    def open_output(self, name, virtual=False, client_name=None):
        if virtual and not self.virtual:
            raise OSError("no server")
        self.opened.append((name, virtual, client_name))
        return SimpleNamespace(send=lambda _: None, close=lambda: None)


@pytest.fixture
def systems(monkeypatch):
    found = {}
    monkeypatch.setattr(midi_ports, "_apis", lambda: list(found))
    monkeypatch.setattr(midi_ports, "_backend", lambda api: found[api])
    return found


def test_a_virtual_port_of_our_own_is_preferred(systems):
    systems["UNIX_JACK"] = Backend(["system:midi_playback_1"])
    systems["LINUX_ALSA"] = Backend(virtual=True)
    opened = open_output()
    assert opened.sentence == "MIDI port Sideman (LINUX_ALSA)"
    assert systems["LINUX_ALSA"].opened == [("Sideman", True, "Sideman")]


def test_without_virtual_ports_the_first_existing_one_is_taken(systems):
    systems["WINDOWS_MM"] = Backend(["loopMIDI Port 1", "other"])
    assert open_output().port.name == "loopMIDI Port 1"


def test_without_any_midi_the_sentence_says_what_is_left_out_and_what_to_do(systems, monkeypatch):
    systems["WINDOWS_MM"] = Backend()
    monkeypatch.setattr(midi_ports.sys, "platform", "win32")
    opened = open_output()
    assert isinstance(opened.port, NullPort)
    assert "OSC and files only" in opened.sentence
    assert "loopMIDI" in opened.sentence
    opened.port.send(b"")
    opened.port.close()


def test_no_port_can_be_asked_for(systems):
    systems["LINUX_ALSA"] = Backend(virtual=True)
    assert isinstance(open_output("none").port, NullPort)


def test_a_named_port_is_found_by_part_of_its_name(systems):
    systems["LINUX_ALSA"] = Backend(["FLUID Synth (1234):port", "Midi Through"], virtual=True)
    assert open_output("fluid").port.name == "FLUID Synth (1234):port"


def test_a_named_port_that_is_not_there_is_an_error_that_lists_the_others(systems):
    systems["LINUX_ALSA"] = Backend(["Midi Through"])
    with pytest.raises(MidiPortError, match="no MIDI output named 'Moog'; the system has: Midi Through"):
        open_output("Moog")


def test_a_named_port_that_cannot_be_opened_is_an_error(systems, monkeypatch):
    systems["LINUX_ALSA"] = backend = Backend(["Busy"])
    monkeypatch.setattr(backend, "open_output", lambda *_: (_ for _ in ()).throw(OSError("in use")))
    with pytest.raises(MidiPortError, match="in use"):
        open_output("Busy")
    assert isinstance(open_output().port, NullPort)


def test_a_system_that_fails_is_listed_as_empty(systems, monkeypatch):
    systems["UNIX_JACK"] = backend = Backend()
    monkeypatch.setattr(backend, "_get_devices", lambda: 1 / 0)
    assert list_ports() == []


def test_a_port_that_breaks_is_reported_once_and_never_raises(caplog):
    def send(_message):
        raise OSError("unplugged")

    port = MidoPort(SimpleNamespace(send=send, close=lambda: None), "Synth")
    for _ in range(3):
        port.send(note_on(0, 60, 100))
    assert port.n_failed == 3
    assert caplog.text.count("unplugged") == 1
    port.close()


def test_the_real_system_answers_without_a_traceback(capfd):
    opened = open_output()
    opened.port.close()
    assert list_ports() is not None
    assert capfd.readouterr().err == ""
