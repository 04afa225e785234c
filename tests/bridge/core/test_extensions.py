"""Drivers found by name: Sideman's own, a stranger's, and those that cannot be had."""

import sys
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from bridge.api.fan_out import FanOut
from bridge.clocks.midi import MidiClock
from bridge.core import extensions
from bridge.core.errors import ConfigError, OutOfRangeError, SetupError
from bridge.core.timebase import SystemTime
from bridge.midi.opening import OpenedPort, open_output
from bridge.midi.ports import NullPort
from bridge.osc.arguments import Argument, Kind, read
from bridge.performance.listener import BaseListener
from bridge.settings.config import load
from bridge.wiring.clocks import Clocks


class StrangersClock(MidiClock):
    """A clock of another package."""


@pytest.fixture
def strangers(monkeypatch):
    """A package of a stranger's, with a clock, an output and something that cannot be imported."""
    module = ModuleType("strangers")
    module.Clock = StrangersClock
    module.output = lambda wanted: OpenedPort(NullPort(), f"a port to {wanted}")
    monkeypatch.setitem(sys.modules, "strangers", module)
    found = extensions._found

    def with_strangers(group):
        mine = {
            extensions.CLOCKS: {"pendulum": "strangers:Clock", "broken": "no_such_module:Clock"},
            extensions.OUTPUTS: {"cv": "strangers:output"},
        }.get(group, {})
        return {**found(group), **{name: EntryPoint(name, value, group) for name, value in mine.items()}}

    monkeypatch.setattr(extensions, "_found", with_strangers)


def test_our_own_drivers_load_by_the_same_way():
    assert extensions.names(extensions.CLOCKS) == ("host", "jack", "link", "midi", "mtc")
    assert extensions.names(extensions.OUTPUTS) == ("none", "rtmidi")
    assert extensions.names(extensions.LISTENERS) == ("announcer", "recorder", "sound")
    assert extensions.load(extensions.CLOCKS, "midi") is MidiClock
    assert isinstance(open_output("none").port, NullPort)


@pytest.mark.usefixtures("strangers")
def test_what_is_not_there_or_cannot_be_loaded_is_one_sentence():
    with pytest.raises(SetupError, match=r"no 'ltc' is installed among sideman\.clocks; there is: broken, host"):
        extensions.load(extensions.CLOCKS, "ltc")
    with pytest.raises(SetupError, match=r"'broken' of sideman.clocks \(no_such_module:Clock\) cannot be loaded"):
        extensions.load(extensions.CLOCKS, "broken")


@pytest.mark.usefixtures("strangers")
def test_a_strangers_clock_can_be_followed():
    config = load(None, ['clock.source="pendulum"'])
    clocks = Clocks(config, SystemTime())
    assert clocks.selector.wanted == "pendulum"
    assert isinstance(clocks._followed["pendulum"], StrangersClock)
    clocks.check()
    clocks.close()
    source = Argument("source", Kind.WORD, choices=("auto",), extensions=extensions.CLOCKS)
    assert read("/sideman/clock", (source,), ["pendulum"]) == ("pendulum",)


def test_a_clock_that_is_not_installed_is_refused_where_it_is_named():
    with pytest.raises(ConfigError, match=r"clock\.source is one of auto"):
        load(None, ['clock.source="pendulum"'])
    source = Argument("source", Kind.WORD, choices=("auto",), extensions=extensions.CLOCKS)
    with pytest.raises(OutOfRangeError, match="source is one of auto"):
        read("/sideman/clock", (source,), ["pendulum"])


@pytest.mark.usefixtures("strangers")
def test_a_strangers_output_is_opened_by_its_name():
    assert open_output("cv:left jack").sentence == "a port to left jack"


def test_a_listener_that_fails_keeps_nothing_from_the_next(caplog):
    told = []

    class Failing(BaseListener):
        def playing(self, playing):  # noqa: ARG002
            raise RuntimeError("a fault")

    class Telling(BaseListener):
        def playing(self, playing):
            told.append(playing)

    FanOut([Failing(), Telling()]).playing(True)
    assert told == [True]
    assert "the listener Failing failed" in caplog.text
