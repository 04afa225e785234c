"""A process that is started before the daemon is there to use it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bridge.inference.child import EarlyChild
from bridge.inference.settings import InferenceSettings


class Doubles:
    """Children that note what becomes of them."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self._n = 0

    def start(self, settings: InferenceSettings):
        assert settings.rules_only
        self._n += 1
        name = str(self._n)
        self.log.append(f"start {name}")
        process = SimpleNamespace(end=lambda timeout_s: self.log.append(f"end {name} {timeout_s:g}"), name=name)
        return process, SimpleNamespace(close=lambda: self.log.append(f"close {name}"))


@pytest.fixture
def doubles() -> Doubles:
    return Doubles()


def test_the_first_call_takes_the_process_that_loads_already(doubles: Doubles) -> None:
    early = EarlyChild(InferenceSettings(rules_only=True), doubles.start)
    assert doubles.log == ["start 1"]
    assert [early()[0].name, early()[0].name] == ["1", "2"]
    assert doubles.log == ["start 1", "start 2"]
    early.close()
    assert doubles.log == ["start 1", "start 2"]


def test_a_process_that_nobody_took_ends(doubles: Doubles) -> None:
    early = EarlyChild(InferenceSettings(rules_only=True), doubles.start)
    early.close()
    assert doubles.log == ["start 1", "close 1", "end 1 0"]
