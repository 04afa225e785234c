"""``sideman demo`` as people start it: a process of its own, its daemon another, no sound card."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import mido
import pytest

WORDS = "fast punk rock at 200 bpm"
NOWHERE = {"JACK_NO_START_SERVER": "1", "JACK_DEFAULT_SERVER": "sideman-no-such-server", "PYTHONUNBUFFERED": "1"}
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def demo_command(tools, takes, *options):
    return [*tools.command, "demo", "--model", str(tools.model), "--takes", str(takes), *options]


def start(tools, takes, *options, **streams):
    """In a session of its own, as a terminal would, so that what it leaves behind can be found."""
    return subprocess.Popen(
        demo_command(tools, takes, *options), env={**os.environ, **NOWHERE}, start_new_session=True, **streams
    )


def left_behind(session):
    """Processes of a session that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:  # ended meanwhile
            continue
        if int(its_session) == session and state != "Z":
            found.append(stat.parent.name)
    return found


def has_fluidsynth():
    try:
        import fluidsynth  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def one(folder, suffix):
    (path,) = folder.glob(f"*{suffix}")
    return path


def test_words_become_a_plan_bars_and_a_take(tools, tmp_path):
    process = start(tools, tmp_path, "--bars", "2", WORDS, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, "")
    assert not left_behind(process.pid)
    assert "\x1b" not in output  # no terminal: plain lines
    lines = output.splitlines()
    assert f"prompt  {WORDS}" in lines
    (plan,) = [line for line in lines if line.startswith("plan ")]
    assert "tempo 200" in plan
    bars = [line for line in lines if line.startswith("bar ")]
    assert [line.split()[:4] for line in bars] == [["bar", "1", "4/4", "200"], ["bar", "2", "4/4", "200"]]
    midi = one(tmp_path, ".mid")
    assert f"take  {midi}" in lines
    notes = [message for message in mido.MidiFile(midi) if message.type == "note_on"]
    assert f"2 bars, {len(notes)} notes" in lines
    assert notes
    if has_fluidsynth():
        wav = one(tmp_path, ".wav")
        assert wav.stat().st_size > 44_100
        assert lines[-1].startswith(f"audio {wav}   ")
    else:
        assert lines[-1].startswith("no .wav: FluidSynth is not there")


def test_without_a_midi_system_it_says_what_is_left_out(tools, tmp_path):
    process = start(tools, tmp_path, "--bars", "1", WORDS, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    if "MIDI port" in output:
        pytest.skip("this machine has another MIDI system")
    assert "no MIDI system was found, so notes go out over OSC and files only" in output


def test_the_same_seed_gives_the_same_take(tools, tmp_path):
    for name in ("a", "b"):
        command = demo_command(tools, tmp_path / name, "--bars", "1", "--seed", "3", WORDS)
        subprocess.run(command, env={**os.environ, **NOWHERE}, capture_output=True, timeout=120, check=True)
    assert one(tmp_path / "a", ".mid").read_bytes() == one(tmp_path / "b", ".mid").read_bytes()


def in_terminal(tools, takes, *options, columns, rows):
    """Run in a pseudo-terminal; the exit code and what a person would have seen, escapes left out."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = start(tools, takes, *options, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    written = bytearray()
    try:
        while piece := os.read(ours, 65_536):
            written += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    finally:
        os.close(ours)
    code = process.wait(timeout=30)
    assert not left_behind(process.pid)
    return code, ESCAPES.sub("", written.decode()).replace("\r", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_in_a_terminal_it_draws_what_is_played(tools, tmp_path, monkeypatch, columns, rows):
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("COLUMNS", "LINES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    code, seen = in_terminal(tools, tmp_path, "--bars", "2", WORDS, columns=columns, rows=rows)
    assert code == 0, seen
    assert "Traceback" not in seen
    lines = seen.splitlines()
    assert any(line.startswith("bar 1   ") for line in lines)
    assert any(line.startswith("bar 2   ") for line in lines)
    drawn = [line for line in lines if re.match(r"(kick|snare|hat|cymbal|toms|[A-G][♯♭]?\d) ", line)]
    assert any("█" in line for line in drawn)
    assert max(map(len, drawn)) <= columns
    assert one(tmp_path, ".mid").stat().st_size > 100


def wait_for_line(process, beginning):
    for line in process.stdout:
        if line.startswith(beginning):
            return
    pytest.fail(f"no line began with {beginning!r}: {process.stderr.read()}")


@pytest.mark.skipif(sys.platform == "win32", reason="another kind of Ctrl-C")
@pytest.mark.parametrize("everybody", [True, False])
def test_ctrl_c_ends_it_and_keeps_what_was_heard(tools, tmp_path, everybody):
    process = start(tools, tmp_path, "--bars", "99", WORDS, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for_line(process, "bar   2")
    # A terminal tells the whole group, the daemon too; `kill` tells one process.
    (os.killpg if everybody else os.kill)(process.pid, signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, "")
    assert not left_behind(process.pid)
    assert re.search(r"^([2-9]|1\d) bars, \d+ notes$", output, re.MULTILINE)
    assert mido.MidiFile(one(tmp_path, ".mid")).length > 2.0


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM")
def test_ended_from_outside_it_takes_its_daemon_along(tools, tmp_path):
    process = start(tools, tmp_path, "--bars", "99", WORDS, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for_line(process, "bar   1")
    process.terminate()
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (128 + signal.SIGTERM, "")
    deadline_s = time.monotonic() + 5.0
    while left_behind(process.pid) and time.monotonic() < deadline_s:
        time.sleep(0.05)
    assert not left_behind(process.pid)


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no model"])
def test_a_model_that_is_missing_or_damaged_is_one_sentence(tools, tmp_path, content):
    model = tmp_path / "broken.model"
    if content is not None:
        model.write_bytes(content)
    done = subprocess.run(
        [*tools.command, "demo", "--model", str(model), "--takes", str(tmp_path / "takes")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    (sentence,) = done.stderr.splitlines()
    assert str(model) in sentence
    assert not (tmp_path / "takes").exists()


def test_a_prompt_that_is_too_long_is_one_sentence(tools, tmp_path):
    done = subprocess.run(
        demo_command(tools, tmp_path, "x" * 100_000), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    (sentence,) = done.stderr.splitlines()
    assert "2000 characters" in sentence
