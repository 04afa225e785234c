"""rtmidi2 in python-rtmidi's place: which is taken where, and what its clients are asked; with a double of it."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import ClassVar

import pytest

from bridge.core.timebase import MockClock
from bridge.midi import backend
from bridge.midi.opening import open_output, open_own_input
from bridge.midi.rtmidi2_module import Rtmidi2


class Client:
    """What rtmidi2 1.5's MidiOut and MidiIn have; one port of the system is there."""

    made: ClassVar[list[Client]] = []

    def __init__(self, *arguments: object) -> None:
        self.arguments = arguments
        self.ports = ["Synth"]
        self.port: object = None
        self.sent: list[tuple[int, ...]] = []
        self.waiting: list[tuple[list[int], float]] = []
        self.callback: object = None
        self.deltatime = 0.0
        self.made.append(self)

    def open_port(self, port: int) -> None:
        self.port = self.ports[port]

    def open_virtual_port(self, name: str) -> None:
        self.port = name

    def close_port(self) -> None:
        self.port = None

    def send_raw(self, *data: int) -> None:
        self.sent.append(data)

    def ignore_types(self, sysex: bool, timing: bool, sense: bool) -> None:
        assert (sysex, timing, sense) == (True, False, True)

    def get_message(self) -> list[int] | None:
        if not self.waiting:
            return None
        data, self.deltatime = self.waiting.pop(0)
        return data


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Client]:
    """Clients made of a module rtmidi2 that is there, while rtmidi is not."""
    module = ModuleType("rtmidi2")
    for number, name in enumerate(("UNSPECIFIED", "MACOSX_CORE", "LINUX_ALSA", "UNIX_JACK", "WINDOWS_MM")):
        setattr(module, f"API_{name}", number)
    monkeypatch.setattr(Client, "made", [])
    module.MidiOut = module.MidiIn = Client  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "rtmidi2", module)
    monkeypatch.setitem(sys.modules, "rtmidi", None)
    for each in (backend._rtmidi2, backend._say_once):
        each.cache_clear()
    monkeypatch.setattr(backend, "_rtmidi2", lambda: Rtmidi2(sys.platform))
    return Client.made


@pytest.mark.parametrize(("platform", "apis"), [("darwin", ["MACOSX_CORE"]), ("win32", ["WINDOWS_MM"]), ("linux", [])])
@pytest.mark.usefixtures("made")
def test_it_is_taken_where_its_wheels_serve(monkeypatch: pytest.MonkeyPatch, platform: str, apis: list[str]) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert backend.apis() == apis


def test_ports_of_our_own_on_macos(monkeypatch: pytest.MonkeyPatch, made: list[Client]) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    opened = open_output()
    assert opened.sentence == "MIDI port Sideman (MACOSX_CORE)"
    opened.port.send(b"\x90\x3c\x64")
    opened.port.send(b"\xc0\x05")
    client = made[-1]
    assert client.arguments == ("Sideman", 1)
    assert client.port == "Sideman"
    assert client.sent == [(0x90, 60, 100), (0xC0, 5)]
    opened.port.close()
    assert client.port is None


def test_an_existing_port_on_windows_by_part_of_its_name(monkeypatch: pytest.MonkeyPatch, made: list[Client]) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert open_output("syn").sentence == "MIDI port Synth (WINDOWS_MM)"
    assert made[-1].port == "Synth"


def test_input_is_called_back_or_polled_with_the_drivers_times(
    monkeypatch: pytest.MonkeyPatch, made: list[Client]
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    received: list[tuple[bytes, float | None]] = []
    clock = MockClock(10.0)
    called = open_own_input(lambda data, at_s: received.append((data, at_s)), clock)
    assert called is not None
    made[-1].callback([0x90, 60, 100], 0.5)  # type: ignore[operator]
    called.close()
    assert made[-1].callback is None
    polled = open_own_input(lambda data, at_s: received.append((data, at_s)), clock, is_polled=True)
    assert polled is not None
    made[-1].waiting = [([0xF8], 0.0), ([0xF8], 0.02)]
    clock.advance(1.0)
    assert polled.poll()
    assert not polled.poll()
    assert received[0] == (b"\x90\x3c\x64", 10.0)
    assert [data for data, _ in received[1:]] == [b"\xf8", b"\xf8"]
    moments = [at_s for _, at_s in received[1:] if at_s is not None]
    assert moments[1] <= 11.0
    polled.close()
