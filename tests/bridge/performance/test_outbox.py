"""What leaves the performer leaves without its lock, in order; changes made at once all count."""

import threading
from dataclasses import replace

import pytest
from bridge_doubles import RecordingListener, Rig

from bridge.performance.outbox import Outbox

N_WRITES = 1_500


def in_threads(*works):
    """Run each on a thread of its own, all begun at once; raise what any of them raised."""
    barrier, errors = threading.Barrier(len(works)), []

    def run(work):
        barrier.wait()
        try:
            work()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60.0)
        assert not thread.is_alive()
    assert not errors


def test_calls_are_made_in_order_once_the_lock_is_released():
    outbox, made = Outbox(), []
    with outbox:
        for number in range(3):
            outbox.post(lambda number=number: made.append(number))
        assert not made
    assert made == [0, 1, 2]


def test_a_call_that_fails_is_logged_and_keeps_back_no_other(caplog):
    outbox, made = Outbox(), []
    with outbox:
        outbox.post(lambda: 1 / 0)
        outbox.post(lambda: made.append("next"))
    assert made == ["next"]
    assert "ZeroDivisionError" in caplog.text


def test_nobody_waits_for_a_slow_call_and_order_is_kept_all_the_same():
    outbox, made, slow, entered = Outbox(), [], threading.Event(), threading.Event()

    def wait():
        entered.set()
        assert slow.wait(10.0)
        made.append("slow")

    def first():
        with outbox:
            outbox.post(wait)

    thread = threading.Thread(target=first)
    thread.start()
    assert entered.wait(10.0)
    with outbox:  # would hang if the lock were held, or if this thread waited for the other
        outbox.post(lambda: made.append("second"))
    assert not made
    slow.set()
    thread.join(10.0)
    assert made == ["slow", "second"]


class AskingListener(RecordingListener):
    """Asks the performer back from another thread whatever it is told; a lock held would make it hang."""

    def __init__(self, performer):
        super().__init__()
        self._performer = performer

    def _ask(self):
        thread = threading.Thread(target=self._performer.status, daemon=True)
        thread.start()
        thread.join(5.0)
        assert not thread.is_alive(), "the performer's lock is held"

    def playing(self, playing):
        self._ask()
        super().playing(playing)

    def notes(self, notes):
        self._ask()
        super().notes(notes)

    def cancelled(self, from_beat):
        self._ask()
        super().cancelled(from_beat)

    def plan(self, plan):
        self._ask()
        super().plan(plan)


def test_listeners_are_called_without_the_lock():
    rig = Rig()
    asking = AskingListener(rig.performer)
    rig.performer._state.listener._listener = asking
    rig.performer.play(lambda _: asking._ask())
    rig.run_for(1.0)
    rig.performer.editor.update_plan(lambda plan: replace(plan, tempo_bpm=90.0))
    rig.run_for(1.0)
    rig.performer.stop()
    rig.run_for(0.1)
    assert asking.of("notes")
    assert asking.of("cancelled")
    assert asking.of("plan")
    assert [playing for _, playing in asking.of("playing")] == [True, False]


def test_controls_of_two_threads_all_count():
    editor = Rig().performer.editor

    def turn(part):
        for n in range(N_WRITES):
            editor.update_controls(lambda controls, n=n: controls.with_part(part, "volume", (n + 1) % 128))

    in_threads(lambda: turn("bass"), lambda: turn("drums"))
    for part in ("bass", "drums"):
        assert editor.scene.controls.part(part).volume == N_WRITES % 128


def test_a_counter_in_the_plan_loses_no_step():
    editor = Rig().performer.editor
    editor.update_plan(lambda plan: replace(plan, valence=0.0))

    def count():
        for _ in range(N_WRITES):
            editor.update_plan(lambda plan: replace(plan, valence=plan.valence + 1.0))

    in_threads(count, count)
    assert editor.plan.valence == 2.0 * N_WRITES


def test_an_update_that_is_rejected_changes_nothing():
    rig = Rig()
    before = rig.performer.scene

    def reject(_plan):
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        rig.performer.editor.update_plan(reject)
    assert rig.performer.scene == before
    assert not rig.listener.of("plan")
    assert rig.performer.status().playing is False, "the lock was released"
