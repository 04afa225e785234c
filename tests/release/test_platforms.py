"""The code read for what Windows or macOS lack, as none of them is at hand in most places where the tests run."""

from __future__ import annotations

import ast
import errno
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from bridge.core import fine_waits
from bridge.core.errors import NoAnswerError
from bridge.osc import server
from bridge.osc.client import OscClient

ROOT = Path(__file__).parents[2]
FOLDERS = ("bridge", "model", "release", ".ci")
SOURCES = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
# Names of the standard library that a system lacks, outside of `if sys.platform` and `hasattr`. Libraries are left out
# (a third of the time), so other findings mean nothing here.
LACKING = re.compile(r'error: (Module( "\w+")?|"socket") has no attribute')


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_no_call_that_a_system_lacks_stands_unguarded(platform: str) -> None:
    found = _check_as(platform, ["bridge", "model", "release"], ROOT / ".mypy_cache" / platform)
    assert [line for line in found if LACKING.search(line)] == []


def test_the_check_of_platforms_finds_such_calls(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text(
        "import os, signal, socket, sys\n"
        "os.nice(1)\nsignal.pause()\nsocket.socket().recvmsg(1)\nfrom signal import alarm\n"
        "if sys.platform != 'win32':\n    os.nice(1)\n"
        "if hasattr(os, 'nice'):\n    os.nice(1)\n",
        encoding="utf-8",
    )
    found = [line for line in _check_as("win32", [str(code)]) if LACKING.search(line)]
    assert [int(line.split(":")[1]) for line in found] == [2, 3, 4, 5]


def _check_as(platform: str, what: list[str], cache: Path = Path(os.devnull)) -> list[str]:
    command = [sys.executable, "-m", "mypy", "--config-file=", "--platform", platform, "--no-site-packages"]
    command += ["--ignore-missing-imports", "--no-error-summary", "--cache-dir", str(cache), *what]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.splitlines()


def test_text_files_name_their_encoding() -> None:
    """Else Windows takes the one of its region."""
    for path in SOURCES:
        for call in _calls(path):
            keywords = {each.arg: each.value for each in call.keywords}
            if "encoding" not in keywords and _is_of_text(call, keywords):
                pytest.fail(f"{path}:{call.lineno}: {ast.unparse(call)} names no encoding")


def _calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


def _is_of_text(call: ast.Call, keywords: dict[str | None, ast.expr]) -> bool:
    name = ast.unparse(call.func).rpartition(".")[2]
    if name in ("read_text", "write_text"):
        return isinstance(call.func, ast.Attribute)
    if name != "open" or ast.unparse(call.func).startswith(
        ("wave.", "webbrowser.", "Image.", "archive.", "_NO_PROXY.")
    ):
        return False
    is_function = isinstance(call.func, ast.Name)
    place = 1 if is_function else 0
    mode = keywords.get("mode") or (call.args[place] if len(call.args) > place else None)
    if mode is None:
        return is_function  # `something.open()` may be anything
    return isinstance(mode, ast.Constant) and isinstance(mode.value, str) and "b" not in mode.value


def test_processes_are_spawned_not_forked() -> None:
    """Windows has no fork, and a fork takes our threads' locks along."""
    for path in SOURCES:
        for call in _calls(path):
            called = ast.unparse(call.func)
            assert not called.startswith(("os.fork", "multiprocessing.Process", "multiprocessing.Pool")), path
            if called.endswith("get_context"):
                assert ast.unparse(call.args[0]) == "'spawn'", path


def test_waits_are_fine_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    asked: list[int] = []
    winmm = SimpleNamespace(timeBeginPeriod=asked.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(winmm=winmm), raising=False)
    fine_waits.ask_for_fine_waits()
    assert asked == []
    monkeypatch.setattr(sys, "platform", "win32")
    fine_waits.ask_for_fine_waits()
    assert asked == [1]


def test_a_narrow_encoding_of_the_output_loses_signs_not_the_command() -> None:
    """As of a pipe on Windows, which takes neither sharps nor Chinese."""
    done = subprocess.run(
        [sys.executable, "-c", "from bridge.cli import main; main()", "plan", "忧郁 blorp 鸭嘴兽"],
        cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "ascii"}, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"?" in done.stdout


def test_jack_as_a_host_says_that_windows_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    from bridge.jack import process
    from bridge.jack.protocol import CannotStart, JackSettings

    monkeypatch.setattr(sys, "platform", "win32")
    ours, theirs = multiprocessing.Pipe()
    process.serve(theirs, JackSettings("Sideman", ("Sideman",), ("in",)))
    reply = ours.recv()
    assert isinstance(reply, CannotStart)
    assert "loopMIDI" in reply.message


class Socket:
    """A socket of Windows."""

    def __init__(self) -> None:
        self.options: list[int] = []

    def setsockopt(self, _level: int, option: int, _value: int) -> None:
        self.options.append(option)

    def send(self, _data: bytes) -> None:
        raise ConnectionResetError(10054, "the port is closed")

    recv = send

    def settimeout(self, _wait_s: float) -> None: ...
    def close(self) -> None: ...


def test_a_closed_port_is_one_sentence_on_windows_too() -> None:
    """There a datagram to a closed port ends the connection where others refuse it."""
    client = OscClient("127.0.0.1", 1)
    client._socket.close()
    client._socket = Socket()  # type: ignore[assignment]
    with pytest.raises(NoAnswerError, match="no daemon answers"):
        client.send("/sideman/status")
    with pytest.raises(NoAnswerError, match="no daemon answers"):
        list(client.answers(1.0))


def test_no_other_program_can_share_our_port_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reuse means there that anybody may take it."""
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", -5, raising=False)
    for platform, tcp, udp in (("linux", [socket.SO_REUSEADDR], []), ("win32", [-5], [-5])):
        monkeypatch.setattr(sys, "platform", platform)
        for kind, options in ((socket.SOCK_STREAM, tcp), (socket.SOCK_DGRAM, udp)):
            made = Socket()
            server._set_reuse(made, kind)  # type: ignore[arg-type]
            assert made.options == options
        taken = OSError(errno.EACCES, "forbidden")
        assert server._says_taken(taken) is (platform == "win32")
        assert server._says_taken(OSError(errno.EADDRINUSE, "in use"))
