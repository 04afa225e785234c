"""Without python-rtmidi: one sentence, said once, that fits the Python."""

from __future__ import annotations

import logging
import sys

import pytest

from bridge.midi import backend


@pytest.fixture
def no_rtmidi(monkeypatch):
    monkeypatch.setitem(sys.modules, "rtmidi", None)
    backend._say_once.cache_clear()
    yield
    backend._say_once.cache_clear()


@pytest.mark.usefixtures("no_rtmidi")
@pytest.mark.parametrize(
    ("version", "level", "words"),
    [
        ((3, 12), logging.WARNING, "libasound2"),
        ((3, 14), logging.INFO, "no wheel for Python 3.14; run JACK"),  # as expected, where JACK-Client makes the ports
    ],
)
def test_it_is_said_what_to_do(monkeypatch, caplog, version, level, words):
    monkeypatch.setattr(backend.sys, "version_info", _Version(*version))
    with caplog.at_level(level):
        assert [backend.apis() for _ in range(3)] == [[], [], []]
    assert {record.levelno for record in caplog.records} == {level}
    assert len(caplog.records) == 1 or level == logging.INFO
    assert words in caplog.records[0].getMessage()
    assert not backend.is_there()
    assert not backend.list_ports()


class _Version(tuple):
    """A version of Python."""

    def __new__(cls, major, minor):
        return super().__new__(cls, (major, minor))

    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
