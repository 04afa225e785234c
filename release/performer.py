"""Use an installed `sideman` as a performer would, and measure: shared by the trials of the wheel and of the app."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
import wave
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

N_STARTS = 5
READY_WITHIN_S = 60.0


class Performer:
    """A command, a home to use it in, and nothing else of this process's environment.

    root: a root file system that the command is used in by chroot, and that holds the home.
    """

    def __init__(self, command: Sequence[str], home: Path, root: Path | None = None) -> None:
        self._before = [shutil.which("chroot") or "chroot", str(root)] if root else []
        self._command, self.home, self._root = list(command), home, root

    def place(self, name: str) -> tuple[str, Path]:
        """A path in the home: as the command is told it, and as it is seen from here."""
        path = self.home / name
        return (f"/{path.relative_to(self._root).as_posix()}" if self._root else str(path)), path

    def run(self, *arguments: str) -> str:
        """Run the command to its end; returns what it printed. Raises SystemExit when it failed."""
        done = subprocess.run(
            [*self._before, *self._command, *arguments],
            env=self._environment(), cwd=self._root or self.home, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        if done.returncode:
            sys.exit(f"sideman {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def start(self, *arguments: str, stdin: int | None = None) -> subprocess.Popen[str]:
        """Start the command, its output in a pipe."""
        return subprocess.Popen(
            [*self._before, *self._command, *arguments],
            env=self._environment(), cwd=self._root or self.home, stdin=stdin, stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip

    def _environment(self) -> dict[str, str]:
        """A home and an empty PATH; what Windows itself needs is kept."""
        home, _ = self.place("")
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
        return {"HOME": home, "USERPROFILE": home, "PATH": "", "PYTHONIOENCODING": "utf-8", **kept}


def start_s(performer: Performer) -> float:
    """Seconds that the command without arguments takes, median of some."""
    taken: list[float] = []
    for _ in range(N_STARTS):
        begun_s = time.monotonic()
        assert "sideman demo" in performer.run()
        taken.append(time.monotonic() - begun_s)
    return statistics.median(taken)


def clip(performer: Performer) -> int:
    """Write a clip; returns how many notes the command says it has."""
    name, path = performer.place("clip.mid")
    path.unlink(missing_ok=True)
    said = performer.run("clip", "slow blues in E", "--bars", "4", "-o", name)
    assert path.read_bytes().startswith(b"MThd")
    found = re.search(r"(\d+) notes", said)
    assert found, said
    return int(found[1])


def host_files(performer: Performer) -> int:
    """Install the files of Pure Data into a folder; returns how many there are."""
    name, path = performer.place("pd")
    path.mkdir(exist_ok=True)
    performer.run("install-host", "pd", "--folder", name)
    n_files = len(list(path.rglob("*.pd")))
    assert n_files, "no file of Pure Data was installed"
    return n_files


def demo(performer: Performer, *, sound: bool) -> str:
    """Play two bars; says what was written. sound: whether a .wav is expected."""
    name, takes = performer.place("takes")
    shutil.rmtree(takes, ignore_errors=True)
    performer.run("demo", "--bars", "2", "--takes", name)
    assert list(takes.glob("*.mid")), "the demo left no .mid"
    if not sound:
        return "a .mid was written"
    with wave.open(str(next(takes.glob("*.wav")))) as file:
        samples = file.readframes(file.getnframes())
        length_s = file.getnframes() / file.getframerate()
    assert any(samples), "the .wav is silent"
    return f"a .mid and a .wav of {length_s:.1f} s were written"


def daemon(performer: Performer) -> str:
    """Start the player with the panel, load its page, end it; says how long the start took."""
    begun_s = time.monotonic()
    process = performer.start("run", "--port", "0", "--set", f"panel.port={free_port()}")
    assert process.stdout is not None
    try:
        address = panel_of(process.stdout)
        ready_s = time.monotonic() - begun_s
        with urllib.request.urlopen(address, timeout=READY_WITHIN_S) as answer:
            page = answer.read().decode()
    finally:
        process.terminate()
        process.communicate(timeout=READY_WITHIN_S)
    assert "<title>Sideman" in page, page[:200]
    return f"ready with its panel after {ready_s:.1f} s"


def assistant(performer: Performer) -> str:
    """Talk to `sideman mcp` as an assistant does: its tools, and a prompt to a player; says what came."""
    player = performer.start("run", "--port", "0", "--no-panel")
    assert player.stdout is not None
    ready = next((line for line in player.stdout if line.startswith("ready:")), "")
    found = re.search(r":(\d+)", ready)
    assert found, "the player did not say where it is"
    server = performer.start("mcp", "--port", found[1], stdin=subprocess.PIPE)
    try:
        hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "trial", "version": "1"}}
        ask(server, 1, "initialize", hello)
        tell(server, {"jsonrpc": "2.0", "method": "notifications/initialized"})
        n_tools = len(ask(server, 2, "tools/list", {})["tools"])
        answer = ask(server, 3, "tools/call", {"name": "prompt", "arguments": {"words": "slow blues in E"}})
    finally:
        for process in (server, player):
            process.terminate()
            process.communicate(timeout=READY_WITHIN_S)
    text = answer["content"][0]["text"]
    assert "blues" in text, text
    return f"{n_tools} tools, a prompt was answered"


def ask(server: subprocess.Popen[str], number: int, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """Send a request to a server of the Model Context Protocol; returns its result."""
    tell(server, {"jsonrpc": "2.0", "id": number, "method": method, "params": parameters})
    assert server.stdout is not None
    for line in server.stdout:
        message = json.loads(line)
        if message.get("id") == number:
            assert "result" in message, message
            return dict(message["result"])
    raise AssertionError(f"no answer to {method}")


def tell(server: subprocess.Popen[str], message: dict[str, Any]) -> None:
    """Send a message, one line."""
    assert server.stdin is not None
    server.stdin.write(json.dumps(message) + "\n")
    server.stdin.flush()


def free_port() -> int:
    """A TCP port of this machine that nobody has at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def panel_of(lines: Iterable[str]) -> str:
    """The panel's address, as the player prints it before it is ready."""
    address = ""
    for line in lines:
        if found := re.search(r"http://\S+", line):
            address = found[0]
        if line.startswith("ready:"):
            break
    assert address, "the player told no address of its panel"
    return address


def the_wheel(path: Path) -> Path:
    """A wheel, or the only one in a folder, absolute. Raises SystemExit when there is none."""
    wheels = [path] if path.is_file() else sorted(path.glob("sideman-*.whl"))
    if len(wheels) != 1:
        sys.exit(f"{path} is no wheel, nor a folder with one wheel of Sideman in it")
    return wheels[0].resolve()
