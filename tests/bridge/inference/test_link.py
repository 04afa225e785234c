"""The link: with processes made up here, and with the real one, killed, stopped and orphaned."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from multiprocessing import Pipe
from pathlib import Path

import pytest

from bridge.core.errors import SetupError
from bridge.core.timebase import MockClock, SystemTime
from bridge.inference import link as link_module
from bridge.inference.child import start_child
from bridge.inference.link import InferenceLink
from bridge.inference.protocol import (
    Alive,
    Answer,
    Begin,
    CannotLoad,
    Change,
    ClipMade,
    Failed,
    GenerationRequest,
    Halt,
    Horizon,
    Loaded,
    MakeClip,
    NoteBatch,
    PlayerNote,
    Prepare,
    Understood,
    Words,
)
from bridge.inference.settings import InferenceSettings
from bridge.processes.messages import Quit
from bridge.processes.supervisor import QUICK_DEATH_S
from model.engine.engine import SHIPPED_MODEL
from model.music.generation_options import GenerationOptions
from model.text import complete, parse

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
shipped_only = pytest.mark.skipif(not SHIPPED_MODEL.exists(), reason=f"there is no {SHIPPED_MODEL.name} yet")

STALL_S = 3.0  # the real process may be kept from running for a second, on a machine that is busy
PLAN = complete(parse("120 bpm 4/4 pop with bass and piano, no drums"))
REQUEST = GenerationRequest(PLAN, GenerationOptions(guidance=1.0))


def wait_until(is_so, timeout_s=20.0):
    """Wait for another thread's doing."""
    deadline_s = time.monotonic() + timeout_s
    while not is_so():
        assert time.monotonic() < deadline_s, "it never came"
        time.sleep(0.002)


class Listener:
    """Keeps what the link says, with its moments."""

    def __init__(self):
        self.said = []

    def received(self, message):
        self._keep("heard", message)

    def inference_down(self, reason):
        self._keep("down", reason)

    def inference_up(self, model_hash):
        self._keep("up", model_hash)

    def _keep(self, kind, what):
        self.said.append((time.monotonic(), kind, what))

    def of(self, kind):
        return [what for _, each, what in self.said if each == kind]

    def messages(self, kind):
        return [what for what in self.of("heard") if isinstance(what, kind)]

    def wait_for(self, kind, n=1):
        wait_until(lambda: len(self.of(kind)) >= n)

    def wait_for_message(self, kind, n=1):
        wait_until(lambda: len(self.messages(kind)) >= n)


# -- with processes made up here


class Puppet:
    """A process that says what the test says, and its end of the pipe."""

    pid = 4711

    def __init__(self):
        self.ours, self.theirs = Pipe()
        self.ends = []
        self._lock = threading.Lock()

    def end(self, timeout_s):
        self.ends.append(timeout_s)
        return self.die()

    def die(self):
        """May be called by the test, by who closes the link, and by its thread."""
        with self._lock:
            self.theirs.close()
        return True

    def load(self):
        self.theirs.send(Loaded("abc"))


class Stage:
    """Spawns puppets, one after another."""

    def __init__(self, *, at_birth=lambda _puppet: None, stall_s=30.0, time=None):
        self.puppets, self.born_s, self._at_birth = [], [], at_birth
        self.link = InferenceLink(self._spawn, time or SystemTime(), stall_s)
        self.listener = Listener()

    def _spawn(self):
        self.born_s.append(time.monotonic())
        puppet = Puppet()
        self.puppets.append(puppet)
        self._at_birth(puppet)
        return puppet, puppet.ours

    def close(self):
        self.link.close(0.5)
        for puppet in self.puppets:
            puppet.die()


@pytest.fixture
def staged():
    stages = []

    def make(**options):
        stages.append(Stage(**options))
        return stages[-1]

    yield make
    for stage in stages:
        stage.close()


def test_a_process_that_has_loaded_is_up_and_hears(staged):
    stage = staged(at_birth=Puppet.load)
    assert not stage.link.is_up
    assert stage.link.pid is None
    assert not stage.link.send(Halt())
    stage.link.start(stage.listener)
    assert stage.link.is_up
    assert (stage.link.pid, stage.link.model_hash, stage.link.n_restarts) == (4711, "abc", 0)
    assert stage.link.send(Horizon(1.0, 2.0))
    assert stage.puppets[0].theirs.recv() == Horizon(1.0, 2.0)
    stage.listener.wait_for("up")
    assert stage.listener.of("up") == ["abc"]


def test_it_can_load_while_the_caller_goes_on(staged):
    stage = staged()
    stage.link.spawn()
    assert not stage.link.send(Halt())
    stage.puppets[0].load()
    stage.link.start(stage.listener)
    assert len(stage.puppets) == 1
    assert stage.link.is_up


def test_what_it_says_is_passed_on_but_that_it_lives(staged):
    stage = staged(at_birth=Puppet.load)
    stage.link.start(stage.listener)
    for message in (Alive(), Failed("one"), Alive(), Failed("two")):
        stage.puppets[0].theirs.send(message)
    stage.listener.wait_for("heard", 2)
    assert stage.listener.of("heard") == [Failed("one"), Failed("two")]


@pytest.mark.parametrize("method", ["received", "inference_up"])
def test_a_fault_of_the_listener_does_not_end_the_watch(staged, method, caplog):
    stage = staged(at_birth=Puppet.load)

    def fail(_):
        raise RuntimeError("a fault of ours")

    setattr(stage.listener, method, fail)
    stage.link.start(stage.listener)
    stage.puppets[0].theirs.send(Failed("one"))
    wait_until(lambda: "could not be handled" in caplog.text)
    stage.puppets[0].die()
    stage.listener.wait_for("down")
    wait_until(lambda: len(stage.puppets) == 2 and stage.link.is_up)


def test_one_that_dies_is_started_again(staged):
    stage = staged(at_birth=Puppet.load)
    stage.link.start(stage.listener)
    stage.puppets[0].die()
    stage.listener.wait_for("up", 2)
    assert stage.listener.of("down") == ["died"]
    assert stage.link.n_restarts == 1
    assert stage.puppets[0].ends == [0.0]
    assert stage.link.send(Halt())
    assert stage.puppets[1].theirs.recv() == Halt()


def test_one_that_says_nothing_is_ended_and_another_started(staged):
    stage = staged(at_birth=Puppet.load, stall_s=0.1)
    stage.link.start(stage.listener)
    stage.listener.wait_for("down")
    assert stage.listener.of("down")[0] == "was silent for 0.1 s"
    assert stage.puppets[0].ends == [0.0]
    wait_until(lambda: len(stage.puppets) > 1)


def test_one_that_goes_on_saying_that_it_lives_is_left_alone(staged):
    stage = staged(at_birth=Puppet.load, stall_s=0.4)
    stage.link.start(stage.listener)
    for _ in range(25):
        stage.puppets[0].theirs.send(Alive())
        time.sleep(0.03)
    assert stage.link.is_up
    assert stage.link.n_restarts == 0


def test_one_that_dies_at_once_is_started_again_ever_later(staged):
    stage = staged(at_birth=lambda puppet: puppet.die())
    threading.Thread(target=stage.link.start, args=(stage.listener,), daemon=True).start()
    wait_until(lambda: len(stage.born_s) == 4)
    gaps_s = [after - before for before, after in zip(stage.born_s, stage.born_s[1:], strict=False)]
    assert gaps_s[0] < gaps_s[1] < gaps_s[2]
    assert gaps_s[1] > 0.45
    assert gaps_s[2] > 1.45
    assert not stage.listener.said, "it was never up"
    assert stage.link.n_restarts >= 3
    stage.link.close(0.0)  # lets `start` return


def test_those_that_die_after_a_while_are_started_again_at_once(staged):
    clock = MockClock()
    stage = staged(time=clock)

    def live_for_a_while(puppet):
        clock.advance(2 * QUICK_DEATH_S)
        puppet.load()
        if len(stage.puppets) < 6:
            puppet.die()

    stage._at_birth = live_for_a_while
    stage.link.start(stage.listener)
    wait_until(lambda: len(stage.puppets) == 6)
    assert stage.born_s[-1] - stage.born_s[0] < 3.0  # those that die at once take twice as long
    assert stage.link.n_restarts == 5


def test_when_none_can_be_started_it_is_tried_again(staged, caplog):
    stage = staged(at_birth=Puppet.load)
    stage.link.start(stage.listener)
    refusals = [OSError("out of processes")] * 2

    def refuse(puppet):
        puppet.load()
        if refusals:
            raise refusals.pop()

    stage._at_birth = refuse
    stage.puppets[0].die()
    stage.listener.wait_for("up", 2)
    assert not refusals
    assert caplog.text.count("out of processes") == 2
    assert stage.link.send(Halt())


def test_one_that_cannot_load_says_why(staged):
    stage = staged(at_birth=lambda puppet: puppet.theirs.send(CannotLoad("there is no model")))
    with pytest.raises(SetupError, match=r"^there is no model$"):
        stage.link.start(stage.listener)
    assert len(stage.puppets) == 1
    assert not stage.link.is_up


def test_one_that_can_load_no_more_is_tried_again(staged):
    stage = staged(at_birth=Puppet.load)
    stage.link.start(stage.listener)
    stage._at_birth = lambda puppet: puppet.theirs.send(CannotLoad("it is being installed"))
    stage.puppets[0].die()
    wait_until(lambda: len(stage.puppets) == 2)
    stage._at_birth = Puppet.load
    stage.listener.wait_for("up", 2)
    assert len(stage.listener.of("down")) == 1


def test_one_that_takes_too_long_to_load_is_an_error_with_a_sentence(staged, monkeypatch):
    monkeypatch.setattr(link_module, "LOADS_WITHIN_S", 0.1)
    stage = staged()
    with pytest.raises(SetupError, match=r"was not loaded within 0\.1 s"):
        stage.link.start(stage.listener)


def test_closing_says_so_and_ends_it(staged):
    stage = staged(at_birth=Puppet.load)
    stage.link.start(stage.listener)
    (puppet,) = stage.puppets
    heard = []
    puppet.end = lambda timeout_s: heard.extend([puppet.theirs.recv(), timeout_s]) or True
    stage.link.close(0.7)
    assert heard[0] == Quit()
    assert 0.4 < heard[1] <= 0.7
    assert not stage.link.is_up
    assert not stage.link.send(Halt())
    assert not stage.listener.of("down")
    stage.link.close()  # once more does nothing
    assert len(stage.puppets) == 1


def test_one_that_speaks_while_it_is_closed_is_told_to_end_too(staged):
    """The supervisor may receive something while it is closed; the child must be told to end all the same."""
    stage = staged(at_birth=Puppet.load)
    stage.link.start(stage.listener)
    (puppet,) = stage.puppets
    stage.listener.received = lambda _: stage.link.close()
    heard = []
    puppet.end = lambda _: heard.append(puppet.theirs.recv()) or True
    puppet.theirs.send(Failed("one"))
    wait_until(lambda: heard)
    assert heard == [Quit()]


def test_closing_what_never_started_does_nothing(staged):
    staged().link.close()


def test_one_that_reads_nothing_blocks_nobody_for_long(staged):
    """The pipe fills, a sender waits in it; the watch must still be able to end the process."""
    stage = staged(at_birth=Puppet.load, stall_s=0.3)
    stage.link.start(stage.listener)
    began_s = time.monotonic()
    while stage.link.send(Words(1, "x" * 50_000)):
        assert time.monotonic() - began_s < 10.0
    stage.listener.wait_for("down")
    assert time.monotonic() - began_s < 10.0


# -- with the real process


def is_alive(pid):
    """Whether a process runs; one that has ended but was not yet waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        if Path("/proc/self/stat").exists():
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True
    return state not in "ZX"


@pytest.fixture(scope="module")
def running():
    """A link to the real process, and who listens to it."""
    link = InferenceLink(partial(start_child, InferenceSettings(rules_only=True)), SystemTime(), STALL_S)
    listener = Listener()
    link.start(listener)
    yield link, listener
    pid = link.pid
    link.close()
    assert not is_alive(pid)


@pytest.fixture
def real(running):
    """It runs, and what was said before is forgotten."""
    link, listener = running
    wait_until(lambda: link.is_up)
    time.sleep(0.01)
    listener.said.clear()
    return link, listener


def assert_plays(link, listener):
    n_before = len(listener.messages(NoteBatch))
    assert link.send(Begin(9, 0.0, 0.0, 1, 7, REQUEST))
    assert link.send(Horizon(0.0, 4.0))
    listener.wait_for_message(NoteBatch, n_before + 1)
    wait_until(lambda: listener.messages(NoteBatch)[-1].end_beat == 4.0)
    assert any(passage.tones for passage in listener.messages(NoteBatch)[n_before:])
    assert link.send(Halt())


@shipped_only
def test_the_real_process_plays_answers_understands_and_makes_clips(real, tmp_path):
    link, listener = real
    assert_plays(link, listener)
    assert link.send(Prepare(REQUEST))
    assert link.send(PlayerNote(60, 90, 0.0, 2, 5))
    listener.wait_for_message(Answer)
    assert len(listener.messages(Answer)[0].tones) == 2
    assert link.send(Words(3, "slow jazz in F minor"))
    listener.wait_for_message(Understood)
    assert listener.messages(Understood) == [Understood(3, parse("slow jazz in F minor"))]
    assert link.send(MakeClip(4, 2, REQUEST, 1, tmp_path / "clip.mid"))
    listener.wait_for_message(ClipMade)
    assert (tmp_path / "clip.mid").exists()
    assert len(link.model_hash) >= 8


@shipped_only
def test_idle_and_at_work_it_says_that_it_lives(real):
    link, listener = real
    link.send(Begin(1, 0.0, 0.0, 1, 7, REQUEST))
    link.send(Horizon(0.0, 1e6))
    time.sleep(1.2 * STALL_S)
    link.send(Halt())
    time.sleep(1.2 * STALL_S)
    assert link.is_up
    assert not listener.of("down")


@shipped_only
def test_a_fault_in_a_message_leaves_music_and_process_alone_unless_it_was_a_cue(real):
    link, listener = real
    pid = link.pid
    assert link.send(PlayerNote("sixty", 90, 0.0, 2, 5))  # type: ignore[arg-type]
    assert_plays(link, listener)
    assert not listener.messages(Failed)
    assert link.send(Change(1, "soon", None))  # type: ignore[arg-type]
    listener.wait_for_message(Failed)
    assert listener.messages(Failed)[0].message.startswith("change could not be done")
    assert_plays(link, listener)
    assert link.pid == pid


@posix_only
@shipped_only
def test_an_interrupt_from_the_keyboard_is_left_to_the_daemon(real):
    link, listener = real
    pid = link.pid
    for _ in range(3):
        os.kill(pid, signal.SIGINT)
        time.sleep(0.02)
    assert_plays(link, listener)
    assert link.pid == pid
    assert not listener.of("down")


@posix_only
@shipped_only
def test_a_killed_process_is_noticed_at_once_and_comes_again(real):
    link, listener = real
    pid, n_restarts = link.pid, link.n_restarts
    killed_s = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    listener.wait_for("down")
    assert listener.said[-1][0] - killed_s < STALL_S / 2, "at once, not when it is missed"
    assert listener.of("down") == ["died"]
    assert not link.is_up
    assert not link.send(Halt())
    listener.wait_for("up")
    assert link.n_restarts == n_restarts + 1
    assert link.pid != pid
    assert not is_alive(pid)
    assert_plays(link, listener)


@posix_only
@shipped_only
def test_a_stalled_process_is_noticed_killed_and_comes_again(real):
    link, listener = real
    pid, n_restarts = link.pid, link.n_restarts
    stopped_s = time.monotonic()
    os.kill(pid, signal.SIGSTOP)
    while link.send(Words(1, "x" * 10_000)):  # until the pipe is full, and then until it is given up
        pass
    listener.wait_for("down")
    assert STALL_S / 2 < listener.said[0][0] - stopped_s < STALL_S + 5.0
    assert listener.of("down") == [f"was silent for {STALL_S:g} s"]
    listener.wait_for("up")
    assert not is_alive(pid)
    assert link.n_restarts == n_restarts + 1
    assert_plays(link, listener)


def test_a_model_that_is_missing_is_a_sentence(tmp_path):
    missing = tmp_path / "missing.model"
    link = InferenceLink(partial(start_child, InferenceSettings(model=missing)), SystemTime(), STALL_S)
    with pytest.raises(SetupError, match="there is no model file") as caught:
        link.start(Listener())
    assert str(missing) in str(caught.value)
    assert link.n_restarts == 0
    link.close()


def test_a_model_that_is_damaged_is_a_sentence(tmp_path):
    damaged = tmp_path / "damaged.model"
    damaged.write_bytes(b"no model")
    link = InferenceLink(partial(start_child, InferenceSettings(model=damaged)), SystemTime(), STALL_S)
    with pytest.raises(SetupError, match="is damaged"):
        link.start(Listener())
    link.close()


DAEMON = """
import sys
from bridge.inference.child import start_child
from bridge.inference.settings import InferenceSettings

child, connection = start_child(InferenceSettings(rules_only=True))
if sys.argv[1] == "loaded":
    connection.recv()
print(child.pid, flush=True)
sys.stdin.read()
"""


@posix_only
@shipped_only
@pytest.mark.parametrize("when", ["loaded", "loading"])
def test_the_process_ends_when_the_daemon_vanishes(when):
    command = [sys.executable, "-c", DAEMON, when]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as daemon:
        pid = int(daemon.stdout.readline())
        assert is_alive(pid)
        daemon.kill()
        daemon.wait()
        wait_until(lambda: not is_alive(pid))
