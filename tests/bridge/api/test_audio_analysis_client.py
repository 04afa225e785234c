"""The desk between OSC, the listening process and the performer: answers, refusals, and a process that dies."""

import contextlib
import multiprocessing
import threading
import time
from types import SimpleNamespace

import pytest

from bridge.api.audio_analysis_client import MOST_UNTAKEN, AudioAnalysisClient
from bridge.core.errors import AudioError, BusyError
from bridge.listening.messages import (
    BarBegan,
    BarTaken,
    CannotListen,
    CloseInput,
    FileAnalysed,
    InputAnalysed,
    InputOpened,
    ListenTo,
    OpenInput,
)
from bridge.processes.messages import Quit
from model.listening.audio_analysis import AudioAnalysis
from model.music.chord_symbols import read_chords
from model.music.events import Metre
from model.music.keys import Key

HEARD = AudioAnalysis(8.0, 97.0, Metre(3, 4), Key.parse("Dm"), read_chords("Dm A7"), 2.0, -18.0, 1500.0)


class FakeProcess:
    """The other end of a pipe, answered by the test."""

    def __init__(self):
        self.ours, self.theirs = multiprocessing.Pipe()
        self.ended, self.unread, self.lock = False, [], threading.Lock()
        self.pid = 1

    def end(self, _timeout_s):
        self.die()
        self.ended = True
        return True

    def die(self):
        """Let go of the pipe, as a process that ends does; the desk and its thread may both ask."""
        with self.lock:
            if not self.theirs.closed:
                with contextlib.suppress(EOFError, OSError):
                    while self.theirs.poll():
                        self.unread.append(self.theirs.recv())
                self.theirs.close()

    def receive(self):
        assert self.theirs.poll(5.0)
        return self.theirs.recv()


class FakeAlong:
    """Keeps what it is given."""

    def __init__(self):
        self.played, self.followed, self.bar = [], [], None

    def play_along(self, heard, request):
        self.played.append(heard)
        request.reply("/sideman/heard", heard.tempo_bpm)

    def follow(self, heard):
        self.followed.append(heard)

    def bar_begun(self):
        return self.bar


class Stage:
    """A desk, its processes, and what was answered."""

    def __init__(self):
        self.processes, self.answers, self.fails = [], [], False
        self.along = FakeAlong()
        self.desk = AudioAnalysisClient(self.spawn, self.along)

    def spawn(self):
        if self.fails:
            raise OSError("no memory")
        self.processes.append(FakeProcess())
        return self.processes[-1], self.processes[-1].ours

    def request(self, name="listen"):
        return SimpleNamespace(
            address=f"/sideman/{name}", reply=lambda *answer: self.answers.append(answer), peer=None, send=None
        )

    def wait_for_process(self, n_started):
        deadline_s = time.monotonic() + 5.0
        while len(self.processes) < n_started:
            assert time.monotonic() < deadline_s
            time.sleep(0.002)

    def wait(self, n_answers):
        deadline_s = time.monotonic() + 5.0
        while len(self.answers) < n_answers:
            assert time.monotonic() < deadline_s, self.answers
            time.sleep(0.002)
        return self.answers[-1]


@pytest.fixture
def stage():
    made = Stage()
    yield made
    made.desk.close()
    for _ in range(1_000):  # their threads end them
        if all(process.ended for process in made.processes):
            break
        time.sleep(0.01)
    assert all(process.ended for process in made.processes)
    assert not [thread for thread in threading.enumerate() if thread.name == "listening" and not wait_for_end(thread)]


def wait_for_end(thread):
    thread.join(5.0)
    return not thread.is_alive()


def test_nothing_is_started_before_it_is_needed(stage):
    stage.desk.tick()
    stage.desk.listen_off(stage.request("listen/off"))
    assert not stage.processes
    assert stage.answers == [("/sideman/listening", 0)]


def test_a_file_is_asked_for_and_answered(stage, tmp_path):
    stage.desk.listen(stage.request(), tmp_path / "loop.wav")
    (process,) = stage.processes
    asked = process.receive()
    assert asked == ListenTo(asked.request, tmp_path / "loop.wav")
    process.theirs.send(FileAnalysed(asked.request, HEARD))
    assert stage.wait(1) == ("/sideman/heard", 97.0)
    assert stage.along.played == [HEARD]


def test_a_second_file_waits_for_the_first(stage, tmp_path):
    stage.desk.listen(stage.request(), tmp_path / "a.wav")
    with pytest.raises(BusyError, match="another file is being analysed"):
        stage.desk.listen(stage.request(), tmp_path / "b.wav")
    asked = stage.processes[0].receive()
    stage.processes[0].theirs.send(CannotListen(asked.request, "a.wav is silent"))
    assert stage.wait(1) == ("/sideman/error", "/sideman/listen", "audio", "a.wav is silent")
    stage.desk.listen(stage.request(), tmp_path / "b.wav")
    assert stage.processes[0].receive().path.name == "b.wav"


def test_a_process_that_dies_is_told_and_another_is_started(stage, tmp_path):
    stage.desk.listen(stage.request(), tmp_path / "a.wav")
    stage.processes[0].receive()
    stage.processes[0].die()
    assert stage.wait(1)[2:] == ("audio", "the listening process died; ask again")
    stage.desk.listen(stage.request(), tmp_path / "b.wav")
    assert len(stage.processes) == 2
    assert stage.processes[1].receive().path.name == "b.wav"


def test_a_process_that_ended_idle_is_started_again(stage, tmp_path):
    for n_times in (1, 2):
        stage.desk.listen(stage.request(), tmp_path / "a.wav")
        stage.wait_for_process(n_times)
        asked = stage.processes[-1].receive()
        stage.processes[-1].theirs.send(FileAnalysed(asked.request, HEARD))
        stage.wait(n_times)
        stage.processes[-1].die()
    assert len(stage.processes) == 2
    assert not [answer for answer in stage.answers if answer[0] == "/sideman/error"]


def test_a_machine_without_room_for_it_is_told_and_keeps_nobody_out(stage, tmp_path):
    stage.fails = True
    with pytest.raises(AudioError, match="no memory"):
        stage.desk.listen(stage.request(), tmp_path / "a.wav")
    stage.fails = False
    stage.desk.listen(stage.request(), tmp_path / "a.wav")
    assert stage.processes[0].receive().path.name == "a.wav"


def test_an_input_is_followed_bar_by_bar_until_it_is_let_go(stage):
    stage.desk.listen_live(stage.request("listen/live"), "mixer")
    process = stage.processes[0]
    opened = process.receive()
    assert opened == OpenInput(opened.request, "mixer")
    process.theirs.send(InputOpened(opened.request, "mixer: left"))
    assert stage.wait(1) == ("/sideman/listening", 1, "mixer: left")
    stage.along.bar = BarBegan(100.0, Metre(4, 4), 5.0)
    stage.desk.tick()
    assert process.receive() == stage.along.bar
    process.theirs.send(InputAnalysed(opened.request, HEARD))
    stage.desk.listen_off(stage.request("listen/off"))
    assert process.receive() == CloseInput()
    process.theirs.send(InputAnalysed(opened.request, HEARD))  # was on its way
    process.theirs.send(InputOpened(opened.request, "late"))
    stage.desk.tick()
    assert not process.theirs.poll(0.05)
    assert len(stage.along.followed) <= 1
    assert stage.answers[-1] == ("/sideman/listening", 0)


def test_an_input_that_goes_is_told_to_who_asked_for_it(stage):
    stage.desk.listen_live(stage.request("listen/live"), "")
    opened = stage.processes[0].receive()
    stage.processes[0].theirs.send(CannotListen(opened.request, "the audio input mixer has gone"))
    assert stage.wait(1) == ("/sideman/error", "/sideman/listen/live", "audio", "the audio input mixer has gone")
    stage.along.bar = BarBegan(100.0, Metre(4, 4), 5.0)
    stage.desk.tick()
    assert not stage.processes[0].theirs.poll(0.05)


def test_a_process_that_takes_no_bars_up_is_told_no_more_of_them(stage):
    stage.desk.listen_live(stage.request("listen/live"), "")
    process = stage.processes[0]
    opened = process.receive()
    stage.along.bar = BarBegan(100.0, Metre(4, 4), 5.0)
    for _ in range(3 * MOST_UNTAKEN):
        stage.desk.tick()
    told = [process.receive() for _ in range(MOST_UNTAKEN)]
    assert told == [stage.along.bar] * MOST_UNTAKEN
    assert not process.theirs.poll(0.05)
    process.theirs.send(BarTaken())
    process.theirs.send(InputOpened(opened.request, "line"))
    stage.wait(1)
    stage.desk.tick()
    assert process.receive() == stage.along.bar


def test_a_fault_of_ours_in_one_message_does_not_end_the_listening(stage, tmp_path, caplog):
    stage.along.play_along = None
    stage.desk.listen(stage.request(), tmp_path / "a.wav")
    asked = stage.processes[0].receive()
    stage.processes[0].theirs.send(FileAnalysed(asked.request, HEARD))
    stage.processes[0].theirs.send(InputOpened(99, "nobody's"))
    stage.desk.listen_live(stage.request("listen/live"), "")
    opened = stage.processes[0].receive()
    stage.processes[0].theirs.send(InputOpened(opened.request, "line"))
    assert stage.wait(1) == ("/sideman/listening", 1, "line")
    assert "FileAnalysed could not be handled" in caplog.text


def test_a_process_is_asked_to_end_before_it_is_made_to(stage):
    stage.desk.listen_live(stage.request("listen/live"), "")
    stage.desk.close()
    assert [type(each) for each in stage.processes[0].unread] == [OpenInput, Quit]


def test_nothing_is_asked_once_it_is_closed(stage, tmp_path):
    stage.desk.listen_live(stage.request("listen/live"), "")
    stage.desk.close()
    with pytest.raises(AudioError, match="ending"):
        stage.desk.listen(stage.request(), tmp_path / "a.wav")
    assert not stage.answers
