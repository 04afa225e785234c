"""Work in the background: in order, without waiting, whatever fails."""

import threading

from bridge.core.background import Background
from bridge.core.errors import SidemanError


def test_calls_are_made_in_order_and_nobody_waits_for_them():
    background, gate, made = Background("test"), threading.Event(), []
    background.submit(lambda: gate.wait(10.0))
    for number in range(5):
        background.submit(lambda number=number: made.append(number))
    assert not made
    gate.set()
    background.close()
    assert made == [0, 1, 2, 3, 4]


def test_a_call_that_fails_is_logged_and_the_next_is_made(caplog):
    background, made = Background("test"), []

    def refuse():
        raise SidemanError("the disk is full")

    background.submit(refuse)
    background.submit(lambda: 1 / 0)
    background.submit(lambda: made.append("next"))
    background.close()
    assert made == ["next"]
    assert "the disk is full" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_without_a_call_there_is_no_thread():
    n_threads = threading.active_count()
    Background("test").close()
    assert threading.active_count() == n_threads
