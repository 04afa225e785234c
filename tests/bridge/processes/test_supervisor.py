"""What the links do not show of the supervisor: children that do not read or die, and what is sent first."""

import threading
import time
from multiprocessing import Pipe

import pytest

from bridge.core.timebase import SystemTime
from bridge.processes.messages import Quit
from bridge.processes.supervisor import Policy, Signal, Supervisor

BIG = "x" * 100_000


class Owner:
    """Keeps what it is told; greets with what the test says."""

    def __init__(self):
        self.received_messages, self.ends, self.n_up = [], [], 0
        self.first = ()

    def received(self, message):
        self.received_messages.append(message)
        return {"ready": Signal.READY, "refused": Signal.REFUSED}.get(message)

    def greeting(self):
        return self.first

    def went_up(self):
        self.n_up += 1

    def went_down(self, end):
        self.ends.append(end)


class Puppet:
    """A child that says it is ready, and reads when the test does."""

    pid = 1

    def __init__(self, *, dies=True):
        self.ours, self.theirs = Pipe()
        self._dies, self._lock = dies, threading.Lock()
        self.theirs.send("ready")

    def end(self, _timeout_s):
        if self._dies:
            self.die()
        return self._dies

    def die(self):
        """Close its end, once: the supervisor's thread ends a child whose end the test is closing."""
        with self._lock:
            self.theirs.close()


@pytest.fixture
def supervised():
    made = []

    def make(policy, *puppets):
        owner, waiting = Owner(), list(puppets)

        def spawn():
            puppet = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            return puppet, puppet.ours

        made.append(Supervisor(spawn, SystemTime(), policy, owner))
        return made[-1], owner

    yield make
    for supervisor in made:
        supervisor.close(0.1)


def wait_until(is_so):
    deadline_s = time.monotonic() + 10.0
    while not is_so():
        assert time.monotonic() < deadline_s
        time.sleep(0.002)


def keep_saying(puppet, until):
    """A child that lives, and only reads nothing."""
    while not until.wait(0.02):
        try:
            puppet.theirs.send("alive")
        except (OSError, ValueError):
            return


def test_a_child_that_lives_but_reads_nothing_is_replaced_and_no_sender_waits(supervised):
    first, second = Puppet(), Puppet()
    supervisor, owner = supervised(Policy("test", stall_s=30.0, unread_s=1.0), first, second)
    supervisor.start()
    wait_until(lambda: supervisor.is_up)
    until = threading.Event()
    threading.Thread(target=keep_saying, args=(first, until), daemon=True).start()
    assert all(supervisor.send(BIG) for _ in range(50))
    assert not owner.ends, "the pipe was full after the first two, and nobody waited until it broke"
    wait_until(lambda: owner.n_up == 2)
    until.set()
    assert owner.ends[0].reason == "read nothing for 1 s"
    assert len(owner.ends[0].unsent) >= 45
    assert supervisor.send("go on")
    assert second.theirs.recv() == "go on"


def test_the_greeting_comes_before_everything_else(supervised):
    puppet = Puppet()
    supervisor, owner = supervised(Policy("test", stall_s=30.0), puppet)
    owner.first = ("one", "two")
    supervisor.start()
    wait_until(lambda: supervisor.is_up)
    supervisor.send("three")
    assert [puppet.theirs.recv() for _ in range(3)] == ["one", "two", "three"]


def test_a_child_that_cannot_be_killed_holds_up_nothing_for_long(supervised, caplog):
    stubborn, second = Puppet(dies=False), Puppet()
    supervisor, owner = supervised(Policy("stubborn", stall_s=0.1), stubborn, second)
    supervisor.start()
    wait_until(lambda: supervisor.is_up)
    (writer,) = (each for each in threading.enumerate() if each.name == "stubborn writer")
    for _ in range(10):
        supervisor.send(BIG)
    began_s = time.monotonic()
    wait_until(lambda: owner.n_up == 2)
    assert time.monotonic() - began_s < 3.0
    assert "cannot be killed" in caplog.text
    stubborn.theirs.close()
    writer.join(10.0)
    assert not writer.is_alive()


def test_closing_asks_the_child_to_end_after_all_that_was_sent(supervised):
    puppet = Puppet()
    supervisor, _ = supervised(Policy("test", stall_s=30.0), puppet)
    supervisor.start()
    wait_until(lambda: supervisor.is_up)
    read = []
    puppet.end = lambda _: read.extend(puppet.theirs.recv() for _ in range(3)) or True
    supervisor.send("one")
    supervisor.send("two")
    supervisor.close()
    assert read == ["one", "two", Quit()]
    assert not supervisor.send("three")


def test_a_message_that_cannot_be_pickled_is_reported_and_the_next_is_sent(supervised, caplog):
    puppet = Puppet()
    supervisor, _ = supervised(Policy("test", stall_s=30.0), puppet)
    supervisor.start()
    wait_until(lambda: supervisor.is_up)
    supervisor.send(lambda: None)
    supervisor.send("next")
    assert puppet.theirs.recv() == "next"
    assert "function cannot be sent" in caplog.text


def test_a_fault_while_a_child_is_restarted_does_not_end_the_supervision(caplog):
    first, second = Puppet(), Puppet()
    spawned = iter([lambda: (first, first.ours), faulty, faulty, lambda: (second, second.ours)])
    supervisor = Supervisor(lambda: next(spawned)(), SystemTime(), Policy("test"), Owner())
    supervisor.start()
    try:
        wait_until(lambda: supervisor.is_up)
        first.die()
        wait_until(lambda: supervisor.is_up and supervisor.n_restarts == 3)
    finally:
        supervisor.close(0.1)
    assert caplog.text.count("RuntimeError: a fault of ours") == 2


def faulty():
    raise RuntimeError("a fault of ours")
