"""What the inference process does while nothing is asked of it."""

from multiprocessing import Pipe

import pytest

from bridge.core.timebase import MockClock
from bridge.inference.settings import InferenceSettings
from bridge.inference_worker import process as module
from bridge.inference_worker.process import GIVE_BACK_AFTER_S, InferenceProcess


@pytest.fixture
def rest(monkeypatch):
    """The clock, our end of the pipe, a process that rests, and how often memory was given back."""
    time, given_back = MockClock(), []
    monkeypatch.setattr(module, "monotonic_s", time.now_s)
    monkeypatch.setattr(module, "give_back_memory", lambda: given_back.append(time.now_s()))
    ours, theirs = Pipe()
    with ours, theirs:
        process = InferenceProcess(theirs, InferenceSettings(rules_only=True, stall_s=0.02))
        yield time, ours, process, given_back


def test_memory_is_given_back_once_after_a_while_without_work(rest):
    time, _, process, given_back = rest
    process._worked_s = time.now_s()
    process._rest()
    assert not given_back
    time.advance(GIVE_BACK_AFTER_S + 0.1)
    process._rest()
    process._rest()
    assert len(given_back) == 1


def test_it_is_kept_while_something_is_asked(rest):
    time, ours, process, given_back = rest
    process._worked_s = time.now_s()
    time.advance(GIVE_BACK_AFTER_S + 0.1)
    ours.send("a message")
    process._rest()
    assert not given_back
