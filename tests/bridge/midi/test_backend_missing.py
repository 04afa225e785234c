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
    ("version", "words"), [((3, 12), "libasound2"), ((3, 14), "no wheel for Python 3.14; run JACK")]
)
def test_it_is_said_once_what_to_do(monkeypatch, caplog, version, words):
    monkeypatch.setattr(backend.sys, "version_info", _Version(*version))
    with caplog.at_level(logging.WARNING):
        assert [backend.apis() for _ in range(3)] == [[], [], []]
    (record,) = caplog.records
    assert words in record.getMessage()
    assert not backend.list_ports()


class _Version(tuple):
    """A version of Python."""

    def __new__(cls, major, minor):
        return super().__new__(cls, (major, minor))

    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
